"""What was probably meant by a name that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Collection

from builder.text.near import near


def close(name: str, known: Collection[str]) -> str:
    """A hint that names the nearest known name, '' where none is near."""
    found = as_id(name) if as_id(name) in known else near(name, sorted(known))
    return f"did you mean '{found}'?" if found else ""


def as_id(name: str) -> str:
    """The id that a name makes: capitals and spaces are the commonest slips."""
    return re.sub(r"[^a-z0-9/]+", "-", name.lower()).strip("-")
