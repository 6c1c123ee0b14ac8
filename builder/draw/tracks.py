"""Lines that lead from one place to several, side by side in a channel, with as few crossings as a simple search finds.

A bus runs from its start to a track, along the track, and by a tap to each of its ends. Track 0 is the leftmost.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

PASSES = 8
"""How often all neighbours are tried in each other's place."""
CLEAR = 6.0
"""Two buses on one track keep this far apart."""


class Bus(Struct, frozen=True):
    """The heights of its start and its ends. Starts lie at the right of the channel."""

    start: float
    ends: tuple[float, ...]

    @property
    def top(self) -> float:
        """The height of its upper end."""
        return min(self.start, *self.ends)

    @property
    def bottom(self) -> float:
        """The height of its lower end."""
        return max(self.start, *self.ends)

    def passes(self, level: float) -> bool:
        """Whether it runs by at some height."""
        return self.top < level < self.bottom

    def beside(self, other: Bus) -> bool:
        """Whether the two cannot share a track."""
        return self.top - CLEAR < other.bottom and other.top - CLEAR < self.bottom


def tracks(buses: Sequence[Bus], *, ends_left: bool) -> list[int]:
    """The track of each bus; `ends_left`: their ends lie at the left of the channel, else at the right as starts do."""
    order = sorted(range(len(buses)), key=lambda at: (-_length(buses[at]), buses[at].start, at))
    for _ in range(PASSES):
        if not _improve(order, buses, ends_left):
            break
    found = [0] * len(buses)
    for place, at in enumerate(order):
        before = [found[other] + 1 for other in order[:place] if buses[other].beside(buses[at])]
        found[at] = max(before, default=0)
    return found


def _length(bus: Bus) -> float:
    return bus.bottom - bus.top


def _improve(order: list[int], buses: Sequence[Bus], ends_left: bool) -> bool:
    """Swap neighbours wherever that saves a crossing; whether it did."""
    better = False
    for place in range(len(order) - 1):
        left, right = buses[order[place]], buses[order[place + 1]]
        if _crossings(right, left, ends_left) < _crossings(left, right, ends_left):
            order[place], order[place + 1] = order[place + 1], order[place]
            better = True
    return better


def _crossings(left: Bus, right: Bus, ends_left: bool) -> int:
    """How often two buses cross when one runs left of the other."""
    out = [left.start] if ends_left else [left.start, *left.ends]
    taps = right.ends if ends_left else ()
    return sum(right.passes(level) for level in out) + sum(left.passes(level) for level in taps)
