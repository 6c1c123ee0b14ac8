"""Things that want a place on a line and must not overlap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import floor, inf

from msgspec import Struct


class _Block(Struct, frozen=True):
    """Things that touch: where they would start, on the mean of their wishes; how many; how long together."""

    wish: float
    count: int
    size: float


def spread(wishes: Sequence[float], sizes: Sequence[float], lowest: float, highest: float = inf) -> list[float]:
    """Where things start that would each like to start at its wish, in their order, none over another.

    As near to the wishes as can be, in the mean (pool adjacent violators). Nothing starts before `lowest`; nothing
    ends after `highest` unless there is too little room.
    """
    blocks: list[_Block] = []
    for wish, size in zip(wishes, sizes, strict=True):
        blocks.append(_Block(wish, 1, size))
        while len(blocks) > 1 and blocks[-2].wish + blocks[-2].size > blocks[-1].wish:
            second, first = blocks.pop(), blocks.pop()
            count = first.count + second.count
            total = first.wish * first.count + (second.wish - first.size) * second.count
            blocks.append(_Block(total / count, count, first.size + second.size))
    left = list(sizes)
    found: list[float] = []
    for start, block in zip(_starts(blocks, lowest, highest), blocks, strict=True):
        members, left = left[: block.count], left[block.count :]
        found += accumulate(members[:-1], initial=start)
    return found


def _starts(blocks: Sequence[_Block], lowest: float, highest: float) -> list[float]:
    """Where each block starts: pushed up from the end of the room, then down from its beginning."""
    starts: list[float] = []
    end = highest
    for block in reversed(blocks):
        end = floor(min(block.wish, end - block.size))
        starts.append(end)
    found: list[float] = []
    for start, block in zip(reversed(starts), blocks, strict=True):
        found.append(max(start, lowest))
        lowest = found[-1] + block.size
    return found
