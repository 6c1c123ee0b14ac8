"""A text cut into what is understood at first sight, and the rest, which the library reads.

Most of an article is lines of words between blank ones: paragraphs, headings, plain quotations and plain lists. They
depend on nothing around them: they end every quotation and table before them, and begin none. A list alone may go on
behind a blank line, so it counts only between what ends it. Fences, HTML and link definitions reach further: where
one of the rest may hold such a thing, the library reads the whole text. The answer is the library's either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct

_PLAIN = re.compile(
    r"""[^\W\d_] | [“”„«»‘’"'(\[!–—…$€£]
      | [*_]{1,3}(?=[^\W_]|[“„«‘"'(\[]) | `{1,2}(?!`) | [0-9]+(?![0-9]|[.)](?:[ \t]|\Z))""",
    re.VERBOSE,
)
"""How a line of words begins, which opens nothing but a paragraph."""
_HEADING = re.compile(r"(#{1,6}) (?=[^\s#])(.*[^\s#])")
_MARKER = re.compile(r"(?:[-+*]|([0-9]{1,9})[.)])(?=[ \t]|\Z)")
"""What opens the item of a list; two belong to one list if they end alike."""
_FAR = re.compile(r"```|~~~|<[A-Za-z/!?]|\]:")
"""What may reach over blank lines."""
_REPLACED = re.compile(r"[\r\x00]")
"""What the library replaces, so that offsets move."""


class Sight(Struct, frozen=True):
    """A paragraph, or a heading of some `level`, with its inline text; lines `first` to `last` of the text, from 0.

    Its first line holds `inset` signs before its words.
    """

    content: str
    first: int
    last: int
    level: int = 0
    inset: int = 0


class Item(Struct, frozen=True):
    """An item of a list: its words, and the marker before them, where that is a number."""

    words: Sight
    number: str = ""


class Grouped(Struct, frozen=True):
    """A quotation (`quote`) or a list (`bullets`, `numbers`)."""

    kind: str
    pieces: tuple[Known, ...]


class Rest(Struct, frozen=True):
    """Lines from `first` on that the library reads."""

    text: str
    first: int


Known: TypeAlias = Sight | Item | Grouped
Piece: TypeAlias = Known | Rest


def cut(text: str) -> Sequence[Piece]:
    """The pieces of a text in their order."""
    pieces = [] if _REPLACED.search(text) else list(_Lines(text.split("\n")).pieces())
    if not pieces or any(type(piece) is Rest and _FAR.search(piece.text) for piece in pieces):
        return [Rest(text, 0)]
    return pieces


class _Lines:
    """The lines of a text, or those of a quotation, which begin on line `first`, each behind `inset` signs."""

    def __init__(self, lines: Sequence[str], first: int = 0, inset: int = 0) -> None:
        self.lines = lines
        self.first = first
        self.inset = inset

    def pieces(self) -> Iterator[Piece]:
        """Their pieces; what is not known at first sight goes on until something is."""
        at = rest = 0
        is_known = True
        while (at := self._next(at)) < len(self.lines):
            rest = at if is_known else rest
            if found := self._known(at, follows_rest=not is_known):
                if not is_known:
                    yield Rest("\n".join(self.lines[rest:at]), self.first + rest)
                yield from found[0]
                at = found[1]
            else:
                while not self._is_blank(at):
                    at += 1
            is_known = bool(found)
        if not is_known:
            yield Rest("\n".join(self.lines[rest:]), self.first + rest)

    def _is_blank(self, at: int) -> bool:
        """Whether there is nothing on a line, or no such line."""
        return at >= len(self.lines) or not self.lines[at].strip(" \t")

    def _next(self, at: int) -> int:
        """The next line that is not blank, the number of lines where there is none."""
        while at < len(self.lines) and not self.lines[at].strip(" \t"):
            at += 1
        return at

    def _known(self, at: int, *, follows_rest: bool) -> tuple[list[Known], int] | None:
        """What stands on the lines from `at` to the next blank one, and where it ends, if all of it is known."""
        pieces: list[Known] = []
        while not self._is_blank(at):
            found = self._paragraph(at) or self._heading(at) or self._quote(at)
            if not found and not (follows_rest and not pieces):
                found = self._list(at, interrupts=bool(pieces))
            if not found:
                return None
            pieces.append(found[0])
            at = found[1]
        return pieces, at

    def _paragraph(self, at: int, width: int = 0) -> tuple[Sight, int] | None:
        """Lines of words from `at` on; those of an item begin behind a marker of some `width`."""
        content = [self.lines[at][width:]]
        if not _PLAIN.match(content[0]):
            return None
        end = at + 1
        indent = " " * width
        while end < len(self.lines) and _PLAIN.match(line := self.lines[end].removeprefix(indent)):
            content.append(line)
            end += 1
        if content[0][0] == "[" and any("]:" in line for line in content):
            return None
        words = "\n".join(content).strip()
        return Sight(words, self.first + at, self.first + end - 1, 0, self.inset + width), end

    def _heading(self, at: int) -> tuple[Sight, int] | None:
        """A heading on line `at`."""
        found = _HEADING.fullmatch(self.lines[at])
        if not found:
            return None
        level, line = len(found[1]), self.first + at
        return Sight(found[2], line, line, level, self.inset + level + 1), at + 1

    def _quote(self, at: int) -> tuple[Grouped, int] | None:
        """A quotation from line `at` on, with a sign on each of its lines; none in another."""
        inner: list[str] = []
        end = at
        while not self._is_blank(end):
            line = self.lines[end]
            if self.inset or not (line.startswith("> ") or line == ">"):
                return None
            inner.append(line[2:])
            end += 1
        pieces = list(_Lines(inner, self.first + at, 2).pieces())
        known = tuple(piece for piece in pieces if not isinstance(piece, Rest))
        return (Grouped("quote", known), end) if known and len(known) == len(pieces) else None

    def _list(self, at: int, *, interrupts: bool) -> tuple[Grouped, int] | None:
        """A list from line `at` on, whose items hold a paragraph each; only from 1 on it `interrupts` other lines."""
        opening = marker = _MARKER.match(self.lines[at])
        if opening is None or (interrupts and opening[1] not in (None, "1")):
            return None
        items: list[Item] = []
        end = at
        while marker is not None and marker[0][-1] == opening[0][-1]:
            found = self._item(at, marker)
            if not found:
                return None
            items.append(found[0])
            end = found[1]
            at = self._next(end)
            marker = _MARKER.match(self.lines[at]) if at < len(self.lines) else None
        goes_on = at < len(self.lines) and (at == end or self.lines[at][0] in " \t")
        return None if goes_on else (Grouped("numbers" if opening[1] else "bullets", tuple(items)), end)

    def _item(self, at: int, marker: re.Match[str]) -> tuple[Item, int] | None:
        """An item of a list, whose marker was found: one paragraph, behind one space."""
        width = marker.end() + 1
        line = self.lines[at]
        found = self._paragraph(at, width) if line[width - 1 : width] == " " else None
        return (Item(found[0], line[:width] if marker[1] else ""), found[1]) if found else None
