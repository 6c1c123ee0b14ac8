"""A text as links see it, the published one and today's alike: paragraphs as words, marks as stretches of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts that put no space between words: each character counts as a word."""
_WORD = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+|[^\w\s]")
AROUND = 6
"""How many words on either side of a mark count as its surroundings."""
NOWHERE = -1


def words(text: str) -> tuple[str, ...]:
    """The words and signs of a text, without differences of case."""
    return tuple(found[0].casefold() for found in _WORD.finditer(text))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its characters as they stand."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words and signs."""
        return tuple(self.text[start:end].casefold() for start, end in self._ranges)

    @cached_property
    def _ranges(self) -> tuple[tuple[int, int], ...]:
        return tuple(found.span() for found in _WORD.finditer(self.text))

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """The words that a range of characters touches: from, and up to but not including."""
        first = bisect_right(self._ranges, start, key=lambda range_: range_[1])
        return first, max(first, bisect_left(self._ranges, end, key=lambda range_: range_[0]))


class Mark(Struct, frozen=True):
    """A mark: `first` to `last` are the words of its first piece in its paragraph, NOWHERE where they cannot be told.

    words   all its words, those of further pieces too
    before, after   the words around its first piece, the nearest last and first
    """

    kind: str
    paragraph: int
    first: int
    last: int
    words: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Text(Struct, frozen=True):
    """Paragraphs and marks, both in reading order."""

    paragraphs: tuple[Paragraph, ...]
    marks: tuple[Mark, ...]


def mark_at(kind: str, number: int, paragraph: Paragraph, start: int, end: int, pieces: Sequence[str]) -> Mark:
    """A mark whose first piece is a range of characters of its paragraph."""
    first, last = paragraph.stretch(start, end)
    around = paragraph.words
    return Mark(
        kind,
        number,
        first,
        last,
        tuple(word for piece in pieces for word in words(piece)),
        around[max(0, first - AROUND) : first],
        around[last : last + AROUND],
    )
