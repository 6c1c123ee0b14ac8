"""Plain text as Markdown with the same words: every sign that Markdown or our marks would take for more is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

_BULLET = re.compile(r"^[-*+•‣◦⁃∙▪](?:\s+|$)")
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


def bullet(line: str) -> int:
    """How many signs at the start of a line, without white space before it, are a bullet and the space behind it."""
    found = _BULLET.match(line)
    return found.end() if found else 0


def blocks(paragraph: str) -> Iterator[str]:
    """The blocks of a paragraph of plain text: lines that begin with a bullet are a list, the others paragraphs.

    A bullet is left out when texts are compared, but only one: a line with two of them is a paragraph of its own.
    """
    lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
    for (form, _), group in groupby(enumerate(lines), key=lambda item: _form(item[0], item[1])):
        if form == "list":
            yield "\n".join(f"- {paragraph_line(_BULLET.sub('', line))}".rstrip() for _, line in group)
        else:
            yield "\n".join(paragraph_line(line) for _, line in group)


def _form(number: int, line: str) -> tuple[str, int]:
    """Whether a line belongs to a list, to a paragraph, or stands alone; its number where it does."""
    found = _BULLET.match(line)
    if found is None:
        return "paragraph", 0
    return ("alone", number) if _BULLET.match(line[found.end() :]) else ("list", 0)


def opens_block(line: str) -> int:
    """How many signs at the start of a line, without white space before it, would open a heading, list or code."""
    found = _OPENING.match(line)
    return len(found[2]) if found and not _SPECIAL.match(found[2]) else 0
