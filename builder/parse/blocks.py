"""A text cut into what is a paragraph or heading at first sight, and the rest, which the library reads.

Most of an article is lines of words between blank ones. They depend on nothing around them: they end every list,
quotation and table before them, and begin none. Only fences, HTML and link definitions reach over blank lines: where
one of the rest may hold such a thing, the library reads the whole text. The answer is the library's either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

_QUOTES = frozenset("“”„«»‘’\"'(")
"""What else may open a sentence, and means nothing to Markdown."""
_HEADING = re.compile(r"(#{1,6}) (?=[^\s#])(.*[^\s#])")
_FAR = re.compile(r"```|~~~|<|\]:")
"""What may reach over blank lines."""
_REPLACED = re.compile(r"[\r\x00]")
"""What the library replaces, so that offsets move."""


class Sight(Struct, frozen=True):
    """A paragraph, or a heading of some `level`, with its inline text; lines `first` to `last` of the text, from 0."""

    content: str
    first: int
    last: int
    level: int = 0


class Rest(Struct, frozen=True):
    """Lines from `first` on that the library reads."""

    text: str
    first: int


Piece = Sight | Rest


def cut(text: str) -> Sequence[Piece]:
    """The pieces of a text in their order."""
    pieces = [] if _REPLACED.search(text) else list(_pieces(text.split("\n")))
    if not pieces or any(type(piece) is Rest and _FAR.search(piece.text) for piece in pieces):
        return [Rest(text, 0)]
    return pieces


def _pieces(lines: Sequence[str]) -> Iterator[Piece]:
    """The pieces of some lines; what is not known at first sight goes on until something is."""
    rest = at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].strip(" \t"):
            end += 1
        if end > at and (known := _sight(lines[at:end], at)):
            if rest < at and any(lines[rest:at]):
                yield Rest("\n".join(lines[rest:at]), rest)
            yield known
            rest = end
        at = end + 1
    if any(lines[rest:]):
        yield Rest("\n".join(lines[rest:]), rest)


def _sight(lines: Sequence[str], first: int) -> Sight | None:
    """What lines between blank ones are at first sight."""
    opening = lines[0]
    if opening[0] == "#" and len(lines) == 1:
        heading = _HEADING.fullmatch(opening)
        return Sight(heading[2], first, first, len(heading[1])) if heading else None
    if opening[0] == "[" and any("]:" in line for line in lines):
        return None
    if all(line[0].isalpha() or line[0] in _QUOTES or line[0] == "[" for line in lines):
        return Sight("\n".join(lines).strip(), first, first + len(lines) - 1)
    return None
