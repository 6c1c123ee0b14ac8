"""What was probably meant by a name that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from builder.text.near import near


def close(name: str, known: Collection[str]) -> str:
    """A hint that names the nearest known name, '' where none is near."""
    found = as_id(name) if as_id(name) in known else near(name, sorted(known))
    return f"did you mean '{found}'?" if found else ""


def renamed(name: str, former: Iterable[tuple[str, Collection[str]]]) -> str:
    """A hint that says what something is called now, '' where nothing had this name; `former` are names of before."""
    return next((f"it is called '{now}' now" for now, before in former if name in before), "")


def device(id_: str) -> str:
    """A hint for an id that cannot be the name of a folder everywhere."""
    return f"Windows keeps this name for a device: write '{id_}-1', or a longer one"


def as_id(name: str) -> str:
    """The id that a name makes: capitals and spaces are the commonest slips."""
    return re.sub(r"[^a-z0-9/]+", "-", name.lower()).strip("-")
