"""What a drawing is made of: lines and areas, words, and the nodes that lead somewhere.

Units are CSS pixels at the drawing's own width; x grows to the right, y down. Words stand on their baseline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

Point: TypeAlias = tuple[float, float]


class Box(Struct, frozen=True):
    """A rectangle: its upper left corner, its width and its height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def path(self) -> str:
        """The rectangle as a path."""
        return f"M{pair((self.x, self.y))}H{number(self.right)}V{number(self.bottom)}H{number(self.x)}z"

    def holds(self, other: Box, slack: float = 0.05) -> bool:
        """Whether another lies inside, with a little slack for rounding."""
        return (
            self.x - slack <= other.x
            and self.y - slack <= other.y
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Box) -> bool:
        """Whether the two share an area."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )  # fmt: skip


def around(boxes: Iterable[Box]) -> Box:
    """The smallest rectangle around some others, one at least."""
    known = tuple(boxes)
    x, y = min(box.x for box in known), min(box.y for box in known)
    return Box(x, y, max(box.right for box in known) - x, max(box.bottom for box in known) - y)


class Line(Struct, frozen=True):
    """A line of words on its baseline; `tail` follows in a quieter voice; `anchor` is start, middle or end."""

    x: float
    y: float
    words: str
    style: str
    anchor: str = "start"
    tail: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """Where it stands, as attributes have it."""
        return number(self.x), number(self.y)


class Shape(Struct, frozen=True):
    """A path with its class name and the rectangle it stays in, strokes not counted."""

    path: str
    style: str
    box: Box


class Node(Struct, frozen=True):
    """Something a drawing shows: words and shapes in a rectangle of its own.

    href  where it leads, '' for nowhere
    more  what its name says besides its words, for those who do not see where it stands
    box   also where a finger or a pointer finds it
    """

    box: Box
    lines: tuple[Line, ...] = ()
    shapes: tuple[Shape, ...] = ()
    href: str = ""
    more: str = ""

    @property
    def words(self) -> str:
        """Its words as one sees them."""
        return " ".join(words for line in self.lines for words in (line.words, line.tail) if words)

    @property
    def name(self) -> str:
        """What it is called where that is more than its words, else ''."""
        return f"{self.words}: {self.more}" if self.words and self.more else self.more


class Drawing(Struct, frozen=True):
    """A drawing of `width` by `height`: shapes below, nodes above; `turned` where it runs from right to left."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    nodes: tuple[Node, ...]
    turned: bool = False

    @property
    def box(self) -> Box:
        """Its whole area."""
        return Box(0, 0, self.width, self.height)

    @property
    def size(self) -> tuple[str, str]:
        """Width and height, as attributes have them."""
        return number(self.width), number(self.height)

    @property
    def paths(self) -> tuple[tuple[str, str], ...]:
        """Its shapes by class name, those of one name in one path, in the order in which names first occur."""
        found: dict[str, list[str]] = {}
        for shape in self.shapes:
            found.setdefault(shape.style, []).append(shape.path)
        return tuple((style, "".join(paths)) for style, paths in found.items())

    @property
    def links(self) -> tuple[Node, ...]:
        """The nodes that lead somewhere."""
        return tuple(node for node in self.nodes if node.href)

    @property
    def still(self) -> tuple[Node, ...]:
        """The nodes that lead nowhere."""
        return tuple(node for node in self.nodes if not node.href)

    @property
    def turn(self) -> str:
        """What turns its shapes; '' where it runs from left to right."""
        return f"matrix(-1 0 0 1 {number(self.width)} 0)" if self.turned else ""


def mirrored(drawing: Drawing) -> Drawing:
    """The same drawing from right to left; shapes keep their paths and are turned as a whole."""

    def node(old: Node) -> Node:
        box = replace(old.box, x=drawing.width - old.box.right)
        return replace(old, box=box, lines=tuple(replace(item, x=drawing.width - item.x) for item in old.lines))

    return replace(drawing, nodes=tuple(node(old) for old in drawing.nodes), turned=not drawing.turned)


def number(value: float) -> str:
    """A number with one decimal at most."""
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def pair(point: Point) -> str:
    """A point as paths have it."""
    return f"{number(point[0])} {number(point[1])}"


def route(points: Sequence[Point], style: str, radius: float = 0) -> Shape:
    """A line through some points, its corners rounded."""
    parts = [f"M{pair(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        bend = min(radius, _between(before, corner) / 2, _between(corner, after) / 2)
        if bend:
            parts.append(f"L{pair(_toward(corner, before, bend))}Q{pair(corner)} {pair(_toward(corner, after, bend))}")
        else:
            parts.append(f"L{pair(corner)}")
    parts.append(f"L{pair(points[-1])}")
    return Shape("".join(parts), style, _bounds(points))


def polygon(points: Sequence[Point], style: str) -> Shape:
    """An area with straight edges."""
    return Shape(f"M{'L'.join(pair(point) for point in points)}z", style, _bounds(points))


def rectangle(box: Box, style: str, radius: float = 0) -> Shape:
    """A rectangle, its corners rounded."""
    x, y, right, bottom, r = box.x, box.y, box.right, box.bottom, min(radius, box.width / 2, box.height / 2)
    if not r:
        return Shape(box.path, style, box)
    turn = f"A{number(r)} {number(r)} 0 0 1 "
    path = (
        f"M{pair((x + r, y))}L{pair((right - r, y))}{turn}{pair((right, y + r))}L{pair((right, bottom - r))}"
        f"{turn}{pair((right - r, bottom))}L{pair((x + r, bottom))}{turn}{pair((x, bottom - r))}"
        f"L{pair((x, y + r))}{turn}{pair((x + r, y))}z"
    )
    return Shape(path, style, box)


def circle(centre: Point, radius: float, style: str) -> Shape:
    """A circle."""
    x, y = centre
    turn = f"A{number(radius)} {number(radius)} 0 0 1 "
    path = f"M{pair((x - radius, y))}{turn}{pair((x + radius, y))}{turn}{pair((x - radius, y))}z"
    return Shape(path, style, Box(x - radius, y - radius, 2 * radius, 2 * radius))


def bow(start: Point, end: Point, out: float, style: str) -> Shape:
    """A curve between two points that leaves and arrives level, and reaches `out` to the right, to the left if < 0."""
    pull = out * 4 / 3
    (x1, y1), (x2, y2) = start, end
    path = f"M{pair(start)}C{pair((x1 + pull, y1))} {pair((x2 + pull, y2))} {pair(end)}"
    reach = max(x1, x2) + out if out > 0 else min(x1, x2) + out
    return Shape(path, style, _bounds((start, end, (reach, y1))))


def _bounds(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _between(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _toward(start: Point, goal: Point, far: float) -> Point:
    """The point that lies `far` from `start` on the way to `goal`."""
    share = far / _between(start, goal)
    return start[0] + (goal[0] - start[0]) * share, start[1] + (goal[1] - start[1]) * share
