"""The lines of a thread: each leads from one answer to all that it answers, on a track of its own.

Corners are round, branches have a dot, and what merely crosses has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from builder.draw.figure import Point, Shape, circle, route
from builder.draw.symbols import arrow
from builder.draw.tracks import Bus, tracks

BEND = 7.0
"""The radius of a corner."""
DOT = 2.6
"""The radius of the dot at a branch."""
STEP = 11.0
"""Between two lines that arrive at one claim."""


class Wire(Struct, frozen=True):
    """A line from a place to some claims; `style` is disputes or other."""

    start: Point
    targets: tuple[str, ...]
    style: str


class Goal(Struct, frozen=True):
    """Where lines arrive: at `x`, at heights between `top` and `bottom`."""

    x: float
    top: float
    bottom: float

    def heights(self, count: int) -> list[float]:
        """Heights for so many lines, about the middle."""
        step = min(STEP, (self.bottom - self.top) / max(1, count - 1))
        first = (self.top + self.bottom - step * (count - 1)) / 2
        return [first + at * step for at in range(count)]


class Channel(Struct, frozen=True):
    """Where tracks may run: from the first, for the longest lines, to the last; arrows point left or right."""

    first: float
    last: float
    ends_left: bool
    points_left: bool

    def track(self, number: int, count: int) -> float:
        """Where a track runs."""
        room = self.last - self.first
        step = max(-24.0, min(24.0, room / max(1, count - 1)))
        start = self.first + (room - step * (count - 1)) / 2 if self.ends_left else self.first
        return start + number * step


def wiring(wires: Sequence[Wire], goals: Mapping[str, Goal], channel: Channel) -> tuple[Shape, ...]:
    """The lines of some wires to their goals."""
    ends = _ends(wires, goals, channel.ends_left)
    buses = [Bus(one.start[1], tuple(y for _, y in found)) for one, found in zip(wires, ends, strict=True)]
    numbers = tracks(buses, ends_left=channel.ends_left)
    count = max(numbers, default=0) + 1
    shapes: list[Shape] = []
    for one, found, at in zip(wires, ends, numbers, strict=True):
        shapes += _drawn(one, found, channel.track(at, count), channel.points_left)
    return tuple(shapes)


def _ends(wires: Sequence[Wire], goals: Mapping[str, Goal], across: bool) -> list[list[Point]]:
    """Where each wire arrives: those from above come in above; they go `across` the channel, or turn round in it.

    Where they turn round, the wire from furthest away runs outside all others, so that it arrives on their far side.
    """
    coming: dict[str, list[int]] = {}
    for at in sorted(range(len(wires)), key=lambda at: (wires[at].start[1], at)):
        for key in wires[at].targets:
            coming.setdefault(key, []).append(at)
    ends: list[list[Point]] = [[] for _ in wires]
    for key, arriving in coming.items():
        goal = goals[key]
        middle = (goal.top + goal.bottom) / 2
        if not across:
            arriving.sort(key=lambda at: (wires[at].start[1] > middle, -wires[at].start[1], at))
        for at, height in zip(arriving, goal.heights(len(arriving)), strict=True):
            ends[at].append((goal.x, height))
    return [sorted(found, key=lambda point: point[1]) for found in ends]


def _drawn(one: Wire, ends: Sequence[Point], x: float, points_left: bool) -> list[Shape]:
    """A wire: to its first and last end round the corner, to those between by a branch."""
    style = f"p-edge {one.style}"
    y = one.start[1]
    back = 6.0 if points_left else -6.0
    above = [end for end in ends if end[1] < y - 0.5]
    below = [end for end in ends if end[1] > y + 0.5]
    level = [end for end in ends if end not in above and end not in below]
    sides = [(side, outermost) for side, outermost in ((above, min), (below, max)) if side]
    parts = len(sides) + bool(level)
    shapes: list[Shape] = []
    begin: tuple[Point, ...] = (one.start, (x, y))
    if parts > 1:
        shapes += [route(begin, style), circle((x, y), DOT, f"p-joint {one.style}")]
        begin = ((x, y),)
    for side, outermost in sides:
        far = outermost(side, key=lambda point: point[1])
        shapes.append(route((*begin, (x, far[1]), (far[0] + back, far[1])), style, BEND))
        for end in side:
            if end is not far:
                shapes.append(route(((x, end[1]), (end[0] + back, end[1])), style))
                shapes.append(circle((x, end[1]), DOT, f"p-joint {one.style}"))
    shapes += [route((begin[0], (end[0] + back, end[1])), style) for end in level]
    heads = "p-head" if one.style == "disputes" else "p-head open"
    return [*shapes, *(arrow(end, heads, points_left) for end in ends)]
