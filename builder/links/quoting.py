"""Quotations that lead back to their place: words, what stands around them, and which of several such places is meant.

White space is nothing here, so that a quotation is found however lines were broken. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from msgspec import Struct

MOST = 10_000
"""The most places of one quotation in one paragraph that are told apart."""
AROUND = 40
"""Code points kept on either side of a quotation, cut at words."""
_SPACE = re.compile(r"\s+")


class Surroundings(Struct, frozen=True):
    """The words before and after a quotation, and which of the places that read so it is, from 1."""

    before: str
    after: str
    nth: int


def folded(text: str) -> str:
    """A text with its white space as single spaces, none at the ends."""
    return " ".join(text.split())


def squeezed(text: str) -> str:
    """A text without its white space."""
    return _SPACE.sub("", text)


class Quotable:
    """A text in which quotations are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._bare = squeezed(text)
        self._known: dict[str, list[int]] = {}
        self._places = [*accumulate((not c.isspace() for c in text), initial=0)]

    def surroundings(self, start: int, end: int) -> Surroundings:
        """What stands around a range of characters."""
        before = self.text[max(0, start - AROUND - 1) : start]
        after = self.text[end : end + AROUND + 1]
        if len(before) > AROUND and not before[0].isspace():
            before = before.partition(" ")[2] or before[1:]
        if len(after) > AROUND and not after[-1].isspace():
            after = after.rpartition(" ")[0] or after[:-1]
        before, after = folded(before), folded(after)
        whole = squeezed(f"{before}{self.text[start:end]}{after}")
        at = self._places[start] - len(squeezed(before))
        return Surroundings(before, after, self._nth(whole, at))

    def _nth(self, whole: str, place: int) -> int:
        """Which of the places that read `whole` one is."""
        return bisect_right(self._reading(whole), place)

    def find(self, quote: str, where: Surroundings) -> tuple[int, int] | None:
        """The range of characters of a quotation; None where it does not stand here."""
        before, words = squeezed(where.before), squeezed(quote)
        found = self._reading(f"{before}{words}{squeezed(where.after)}")
        if not words or where.nth > len(found):
            return None
        at = found[where.nth - 1] + len(before)
        return self._offset(at), self._offset(at + len(words) - 1) + 1

    def _reading(self, whole: str) -> list[int]:
        """The places that read `whole`, white space aside."""
        if whole not in self._known:
            places = self._known[whole] = []
            at = self._bare.find(whole)
            while at >= 0 and len(places) < MOST:
                places.append(at)
                at = self._bare.find(whole, at + 1)
        return self._known[whole]

    def _offset(self, place: int) -> int:
        """The character that stands at a place of the text without white space."""
        return bisect_right(self._places, place) - 1
