"""What is said, set in a column: under the names of its origins, each with its bar, its tag and its words.

What comes from one origin stands together. An answer names first how it answers; then everything says what it says,
and, more quietly, how often and through whom.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.draw.figure import Box, Line, Node, Point
from builder.draw.names import Named, Speaker, named
from builder.draw.sheet import LABEL, STRONG, TAIL, TEXT, Sheet, Tag, Type, baseline
from builder.draw.symbols import upright, wave

BAR = 6.0
"""The width of the bar at the side of what is said."""
TAG = 36.0
"""The room of a tag."""
BETWEEN = 12.0
"""Between two claims."""
GROUPS = 22.0
"""Between two origins."""


class Relation(Struct, frozen=True):
    """How something answers, and what; `beyond` says what it answers elsewhere."""

    how: str
    disputes: bool
    targets: tuple[str, ...]
    beyond: str = ""


class Item(Struct, frozen=True):
    """Something said.

    tail     by how many statements and through whom it came
    careful  whether a careful word stands with it each time
    more     what its lines lead to, for those who do not see them
    """

    key: str
    tag: Tag
    says: str
    tail: str
    careful: bool
    relations: tuple[Relation, ...]
    more: str


class Origin(Struct, frozen=True):
    """Those who speak together at the far end of a chain; `kin` tells to whom they belong."""

    speakers: tuple[Speaker, ...]
    kin: str


class Group(Struct, frozen=True):
    """What comes from the same origins; `first` sorts groups in reading order."""

    origins: tuple[Origin, ...]
    items: tuple[Item, ...]
    first: int
    answers: bool


class Column(Struct, frozen=True):
    """A column: where its words begin, how wide they may be, and where the bars stand."""

    x: float
    width: float
    bar: float


class Row(Struct, frozen=True):
    """A line of words of an item, and which of its relations it names, else -1."""

    type: Type
    words: str
    relation: int = -1


class Placed(Struct, frozen=True):
    """An item on the sheet."""

    item: Item
    answers: bool
    column: Column
    box: Box
    rows: tuple[Row, ...]

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.box.y + self.box.height / 2

    def levels(self) -> dict[int, Point]:
        """For each relation where the words for it end, and at which height they stand."""
        found, y = {}, self.box.y
        for row in self.rows:
            if row.relation >= 0:
                found[row.relation] = (self.column.x + TAG + row.type.width(row.words), y + row.type.leading / 2)
            y += row.type.leading
        return found

    def said(self, lines: int = 0) -> Box:
        """What is said and what follows it, as a block of words; only its first `lines` if that is more than 0."""
        number = next(at for at, row in enumerate(self.rows) if row.type is TEXT)
        top = self.box.y + sum(row.type.leading for row in self.rows[:number])
        rows = self.rows[number : number + lines] if lines else self.rows[number:]
        x = self.column.x + TAG
        return Box(x, top, max(row.type.width(row.words) for row in rows), sum(row.type.leading for row in rows))

    def draw(self, sheet: Sheet) -> None:
        """Put it on the sheet."""
        x, y = self.column.x, self.box.y
        lines = [Line(x + 2, baseline(self.rows[0].type, y), self.item.tag.label, f"p-tag {self.item.tag.style}")]
        for row in self.rows:
            lines.append(Line(x + TAG, baseline(row.type, y), row.words, row.type.style))
            y += row.type.leading
        shapes = upright(Box(self.column.bar, self.box.y + 1, BAR, self.box.height - 2), self.answers)
        if self.item.careful:
            start = (x + 2, baseline(self.rows[0].type, self.box.y) + 4.5)
            shapes += (wave(start, STRONG.width(self.item.tag.label) * 0.9),)
        sheet.nodes.append(Node(self.box, tuple(lines), shapes, self.item.tag.href, self.item.more))


def stacked(sheet: Sheet, groups: Sequence[Group], column: Column, top: float) -> list[Placed]:
    """Groups below each other; their names are put on the sheet."""
    placed, y = [], top
    for group in groups:
        for head in _heads(group, column, y):
            sheet.nodes += head.nodes
            y += head.height
        y += 3
        for item in group.items:
            rows = _rows(item, column, group.answers)
            box = _box(column, y, sum(row.type.leading for row in rows))
            placed.append(Placed(item, group.answers, column, box, rows))
            y = box.bottom + BETWEEN
        y += GROUPS - BETWEEN
    return placed


def _box(column: Column, top: float, height: float) -> Box:
    """The box of an item, its bar included."""
    x = min(column.x, column.bar)
    return Box(x, top, max(column.x + column.width, column.bar + BAR) - x, max(height, 24.0))


def _heads(group: Group, column: Column, top: float) -> list[Named]:
    """The names of those whom a group comes from."""
    found: list[Named] = []
    for origin in group.origins:
        found.append(named(origin.speakers, column.x, top, column.width, origin.kin))
        top += found[-1].height
    return found


def height_of(group: Group, column: Column) -> float:
    """How high a group is."""
    heads = sum(head.height for head in _heads(group, column, 0)) + 3
    items = [sum(row.type.leading for row in _rows(item, column, group.answers)) for item in group.items]
    return heads + sum(max(24.0, height) for height in items) + BETWEEN * (len(items) - 1)


def _rows(item: Item, column: Column, answers: bool) -> tuple[Row, ...]:
    """The lines of an item: how it answers, what it says, how often and through whom."""
    rows: list[Row] = []
    width = column.width - TAG
    for number, relation in enumerate(item.relations if answers else ()):
        how = STRONG.wrap(relation.how, width)
        rows += (Row(STRONG, words, -1 if at else number) for at, words in enumerate(how))
        rows += (Row(LABEL, words) for words in LABEL.wrap(relation.beyond, width) if relation.beyond)
    rows += (Row(TEXT, words) for words in TEXT.wrap(item.says, width))
    rows += (Row(TAIL, words) for words in TAIL.wrap(item.tail, width) if item.tail)
    return tuple(rows)
