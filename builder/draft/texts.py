"""Reading the texts to be drafted from, wherever they lie."""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import Finding
from builder.rules import draft_rules as rules
from builder.source import Place

LONGEST = 900_000
"""The most bytes of a text: its marks need room, too."""


def read_text(path: Path) -> tuple[str | None, Finding | None]:
    """A text exactly as it stands in its file, or why it cannot be read."""
    place = Place(path.as_posix())
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, rules.DRAFT_FAILED.at(place, path=path, problem=error.strerror or str(error))
    if len(data) > LONGEST:
        return None, rules.DRAFT_FAILED.at(place, path=path, problem=f"it is longer than {LONGEST:,} bytes")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return None, rules.DRAFT_FAILED.at(place, path=path, problem="it is no text in UTF-8")
