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
        at = bisect_right(self._starts, start)
        while at and self._reach[at - 1] >= end:
            at -= 1
            if self._ends[at] >= end:
                yield self._items[at]

    def upon(self, start: int, end: int) -> Iterator[tuple[Range, T]]:
        """Those that share at least one code point with `start` to `end`; the last to start comes first."""
        at = bisect_left(self._starts, end)
        while at and self._reach[at - 1] > start:
            at -= 1
            if self._ends[at] > start:
                yield self._items[at]

    def touch(self, start: int, end: int) -> bool:
        """Whether any of them shares a code point with `start` to `end`."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start

    def between(self, start: int, end: int) -> list[tuple[Range, T]]:
        """Those that start at `start` or later, and before `end`, in order."""
        return self._items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Ranges in order, those that overlap or touch made one."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)
