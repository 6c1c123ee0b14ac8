"""The one place where publishing asks whether the link ledger is up to date."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from builder.diagnostics import Finding


def stale_links(root: Path) -> Sequence[Finding]:  # noqa: ARG001 - the root is what the check will need
    """Errors where `links.yaml` beside an article does not say what the article says now; nothing is published then.

    There is no ledger yet. Once there is: `return links.stale(root)`.
    """
    return ()
