"""Plain text as Markdown with the same words: every sign that Markdown or our marks would take for more is escaped."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_\[\]<>{}|~&])")
_OPENING = re.compile(r"^(\s*)([#+-]|\d+[.)](?=\s)|=+\s*$|-{2,}\s*$)")


def escaped(line: str) -> str:
    """A line, or a piece of one, with every sign escaped."""
    return re.sub(r"!(?=\\\[)", r"\\!", _SPECIAL.sub(r"\\\1", line))


def headline(line: str) -> str:
    """The words of a headline, whose end must not close it."""
    return re.sub(r"(#+)$", r"\\\1", escaped(line))


def paragraph_line(line: str) -> str:
    """A line of a paragraph, whose beginning must not open a heading, list or code."""
    stripped = line.strip()
    found = _OPENING.match(stripped)
    if found and not _SPECIAL.match(found[2]):
        sign = found[2]
        if sign[0].isdigit():
            number, delimiter = sign[:-1], sign[-1]
            return f"{number}\\{delimiter}{escaped(stripped[len(sign) :])}"
        return f"\\{escaped(stripped)}"
    return escaped(stripped)


def opens_block(line: str) -> int:
    """How many signs at the start of a line, without white space before it, would open a heading, list or code."""
    found = _OPENING.match(line)
    return len(found[2]) if found and not _SPECIAL.match(found[2]) else 0
