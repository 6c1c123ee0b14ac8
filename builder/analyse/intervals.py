"""Ranges that can be asked quickly what lies around or upon a place, however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from builder.model.document import Range

T = TypeVar("T")


class Intervals(Generic[T]):
    """Ranges, each with a value, in order of their starts; those that start together keep their order."""

    __slots__ = ("_ends", "_items", "_reach", "_starts")

    def __init__(self, items: Iterable[tuple[Range, T]]) -> None:
        self._items = sorted(items, key=lambda item: item[0][0])
        self._starts = [start for (start, _), _ in self._items]
        self._ends = [end for (_, end), _ in self._items]
        self._reach = list(accumulate(self._ends, max))

    def around(self, start: int, end: int) -> Iterator[tuple[Range, T]]:
        """Those that hold all of `start` to `end`, equal ones included; the last to start comes first."""
        for at in self._back(bisect_right(self._starts, start), end):
            if self._ends[at] >= end:
                yield self._items[at]

    def upon(self, start: int, end: int) -> Iterator[tuple[Range, T]]:
        """Those that share at least one code point with `start` to `end`; the last to start comes first."""
        for at in self._back(bisect_left(self._starts, end), start + 1):
            if self._ends[at] > start:
                yield self._items[at]

    def between(self, start: int, end: int) -> list[tuple[Range, T]]:
        """Those that start at `start` or later, and before `end`, in order."""
        return self._items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _back(self, at: int, end: int) -> Iterator[int]:
        """From the one before `at` back, as long as any from there on reaches `end`."""
        while at and self._reach[at - 1] >= end:
            at -= 1
            yield at
