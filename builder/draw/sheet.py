"""A sheet to draw on: it collects shapes and nodes, and becomes a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from builder.draw.figure import Box, Drawing, Line, Node, Shape
from builder.draw.letters import BOLD, SANS, SERIF, Face, wrap

WIDE = 832.0
"""The width of a drawing on a wide screen and on paper."""
NARROW = 350.0
"""The width of a drawing on a phone."""
SMALL = 14.0
"""The size of the smallest words: eight points on paper, where the wide drawing is set in 180 mm."""
PITCH = 25.0
"""From one row of tags to the next: room for a finger."""


class Type(Struct, frozen=True):
    """How words are set: their class name, face, size, and the distance from line to line."""

    style: str
    face: Face
    size: float
    leading: float

    def width(self, words: str) -> float:
        """How wide some words are, at most."""
        return self.face.width(words, self.size)

    def wrap(self, words: str, width: float, most: int = 0) -> tuple[str, ...]:
        """Some words as lines."""
        return wrap(words, self.face, self.size, width, most)


TEXT = Type("p-text", SERIF, 17, 21)
"""What the article or somebody in it says."""
NAME = Type("p-name", SANS, 15.5, 20)
"""Who says it."""
LABEL = Type("p-label", SANS, SMALL, 19)
"""What we say about it."""
STRONG = Type("p-strong", BOLD, SMALL, 19)
"""The same, where it matters."""
TAIL = Type("p-tail", SANS, SMALL, 19)
"""What follows a name in a quieter voice."""


class Tag(Struct, frozen=True):
    """A passage by its letter and number: C4; `words` are its first words."""

    label: str
    style: str
    href: str
    words: str


@dataclass(slots=True)
class Sheet:
    """A sheet of some width."""

    width: float
    shapes: list[Shape] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)

    def finished(self, height: float) -> Drawing:
        """The drawing, with nothing outside."""
        return Drawing(self.width, height, tuple(self.shapes), tuple(self.nodes))

    def words(self, type_: Type, words: str, x: float, top: float, anchor: str = "start") -> None:
        """Put a line of words on the sheet, its first line beginning at `top`; `x` is its start or its end."""
        width = type_.width(words)
        left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
        line = Line(x, baseline(type_, top), words, type_.style, anchor)
        self.nodes.append(Node(Box(left, top, width, type_.leading), (line,)))

    def tags(self, tags: Sequence[Tag], x: float, y: float, width: float) -> float:
        """Put tags into rows; the height they take."""
        rows = tag_rows(tags, width)
        for row, top in zip(rows, range(len(rows)), strict=True):
            at = x
            for tag in row:
                room = tag_width(tag)
                box = Box(at, y + top * PITCH, room, PITCH - 1)
                line = Line(at + 2, box.y + 17, tag.label, f"p-tag {tag.style}")
                self.nodes.append(Node(box, (line,), href=tag.href, more=tag.words))
                at += room + 4
        return len(rows) * PITCH


def baseline(type_: Type, top: float, line: int = 0) -> float:
    """The baseline of a line of words whose first line begins at `top`."""
    return top + line * type_.leading + type_.leading * 0.5 + type_.size * 0.33


def tag_width(tag: Tag) -> float:
    """How wide a tag is, a finger's room included."""
    return max(24.0, STRONG.width(tag.label) + 4)


def tag_rows(tags: Sequence[Tag], width: float) -> list[list[Tag]]:
    """Tags in rows of at most `width`."""
    rows: list[list[Tag]] = []
    left = 0.0
    for tag in tags:
        room = tag_width(tag) + 4
        if not rows or left < room - 4:
            rows.append([])
            left = width
        rows[-1].append(tag)
        left -= room
    return rows
