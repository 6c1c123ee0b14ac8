"""The one place where publishing asks whether the link ledger is up to date."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from builder.diagnostics import Finding
from builder.ledger.writing import stale


def stale_links(root: Path) -> Sequence[Finding]:
    """Errors where `links.yaml` beside an article does not say what the article says now; nothing is published then."""
    return stale(root)
