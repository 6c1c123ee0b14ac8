"""Who says what and who answers whom: one thread for claims and answers that hang together.

`across` sets what is said at the left and the answers at the right, `down` everything in one column; in both what comes
from one origin stands together under its name. A line leads from each answer, beside the word for how it answers, to
all that it answers: drawn through where it disputes, broken where it does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.draw.figure import Box, Drawing, Line, Node, Point
from builder.draw.names import Named, Speaker, named
from builder.draw.sheet import LABEL, NARROW, STRONG, TAIL, TEXT, WIDE, Sheet, Tag, Type, baseline
from builder.draw.spread import spread
from builder.draw.symbols import upright, wave
from builder.draw.wiring import Channel, Goal, Wire, wiring

BAR = 6.0
"""The width of the bar at the side of what is said."""
TAG = 36.0
"""The room of a tag."""
BETWEEN = 12.0
"""Between two claims."""
GROUPS = 22.0
"""Between two origins."""
LEFT = 332.0
"""The width of the left column on a wide sheet."""
RIGHT = 500.0
"""Where the right one begins."""


@dataclass(frozen=True, slots=True)
class Relation:
    """How something answers, and what; `beyond` says what it answers elsewhere."""

    how: str
    disputes: bool
    targets: tuple[str, ...]
    beyond: str = ""


@dataclass(frozen=True, slots=True)
class Item:
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


@dataclass(frozen=True, slots=True)
class Origin:
    """Those who speak together at the far end of a chain; `kin` tells to whom they belong."""

    speakers: tuple[Speaker, ...]
    kin: str


@dataclass(frozen=True, slots=True)
class Group:
    """What comes from the same origins; `first` sorts groups in reading order."""

    origins: tuple[Origin, ...]
    items: tuple[Item, ...]
    first: int
    answers: bool


@dataclass(frozen=True, slots=True)
class ThreadWords:
    """The heads of the two columns; '' for none."""

    says: str
    answers: str


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: where its words begin, how wide they may be, and where the bars stand."""

    x: float
    width: float
    bar: float


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of words of an item, and which of its relations it names, else -1."""

    type: Type
    words: str
    relation: int = -1


@dataclass(frozen=True, slots=True)
class _Placed:
    """An item on the sheet."""

    item: Item
    answers: bool
    column: _Column
    box: Box
    rows: tuple[_Row, ...]

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

    def said(self) -> Point:
        """Where the first line of what is said ends, and its height."""
        y = self.box.y
        for row in self.rows:
            if row.type is TEXT:
                return self.column.x + TAG + TEXT.width(row.words), y + TEXT.leading / 2
            y += row.type.leading
        return self.box.right, self.middle

    def draw(self, sheet: Sheet) -> None:
        """Put it on the sheet."""
        x, y = self.column.x, self.box.y
        lines = [Line(x + 2, baseline(self.rows[0].type, y), self.item.tag.label, f"tag {self.item.tag.style}")]
        for row in self.rows:
            lines.append(Line(x + TAG, baseline(row.type, y), row.words, row.type.style))
            y += row.type.leading
        shapes = upright(Box(self.column.bar, self.box.y + 1, BAR, self.box.height - 2), self.answers)
        if self.item.careful:
            start = (x + 2, baseline(self.rows[0].type, self.box.y) + 4.5)
            shapes += (wave(start, STRONG.width(self.item.tag.label) * 0.9),)
        sheet.nodes.append(Node(self.box, tuple(lines), shapes, self.item.tag.href, self.item.more))


def across(thread: Sequence[Group], words: ThreadWords) -> Drawing:
    """The thread in two columns: what is said, and the answers, each as near as can be to what it answers."""
    sheet = Sheet(WIDE)
    inner = {item.key for group in thread if group.answers for item in group.items}
    aside = sum(bool(inner & {*r.targets}) for group in thread for item in group.items for r in item.relations)
    margin = 20 + 10 * min(aside, 4) if aside else 0
    start = RIGHT + BAR + 6
    says, answers = _Column(0, LEFT - BAR - 6, LEFT - BAR), _Column(start, WIDE - start - margin, RIGHT)
    for head, x in ((words.says, 0.0), (words.answers, start)):
        if head:
            sheet.words(LABEL, head, x, 0)
    top = LABEL.leading + 12 if words.says else 0
    left = _stacked(sheet, [group for group in thread if not group.answers], says, top)
    right = _beside(sheet, [group for group in thread if group.answers], answers, top, left)
    _put(sheet, (*left, *right))
    bars = {one.item.key: Goal(LEFT + 2, one.box.y + 5, one.box.bottom - 5) for one in left}
    wires = _wires(right, set(bars), RIGHT - 3)
    sheet.shapes += wiring(wires, bars, Channel(LEFT + 24, RIGHT - 18, ends_left=True, points_left=True))
    if aside:
        ends = {one.item.key: _beyond_words(one) for one in right}
        channel = Channel(WIDE - 3, WIDE - margin + 16, ends_left=False, points_left=True)
        sheet.shapes += wiring(_wires(right, inner), ends, channel)
    return sheet.finished(max(one.box.bottom for one in (*left, *right)) + 4)


def down(thread: Sequence[Group]) -> Drawing:
    """The thread in one column, in reading order, the lines at its left."""
    sheet = Sheet(NARROW)
    groups = sorted(thread, key=lambda group: group.first)
    count = sum(bool(r.targets) for group in groups for item in group.items for r in item.relations)
    gutter = 16 + 9.0 * min(count, 7)
    start = gutter + BAR + 4
    placed = _stacked(sheet, groups, _Column(start, NARROW - start, gutter), 0)
    _put(sheet, placed)
    goals = {one.item.key: Goal(gutter - 2, one.box.y + 5, one.box.bottom - 5) for one in placed}
    channel = Channel(2, gutter - 13, ends_left=False, points_left=False)
    sheet.shapes += wiring(_wires(placed, set(goals), gutter - 3), goals, channel)
    return sheet.finished(max(one.box.bottom for one in placed) + 4)


def _beyond_words(one: _Placed) -> Goal:
    """Where lines arrive at an answer from its far side: at the end of its first words."""
    x, y = one.said()
    return Goal(x + 5, y - 5, y + 5)


def _wires(placed: Sequence[_Placed], targets: set[str], x: float = 0) -> list[Wire]:
    """The lines from answers to some targets; they begin at `x`, or where the words for the relation end."""
    found = []
    for one in placed:
        for number, (end, level) in one.levels().items():
            relation = one.item.relations[number]
            wanted = tuple(key for key in relation.targets if key in targets)
            if wanted:
                style = "disputes" if relation.disputes else "other"
                found.append(Wire((x or end + 6, level), wanted, style))
    return found


def _beside(
    sheet: Sheet, groups: Sequence[Group], column: _Column, top: float, left: Sequence[_Placed]
) -> list[_Placed]:
    """Groups as near as can be to what they answer."""
    middle = {one.item.key: one.middle for one in left}
    order = sorted(groups, key=lambda group: (_centre(group, middle), group.first))
    sizes = [_height(group, column) + GROUPS for group in order]
    wishes = [_centre(group, middle) - (size - GROUPS) / 2 for group, size in zip(order, sizes, strict=True)]
    starts = spread(wishes, sizes, top)
    return [one for group, y in zip(order, starts, strict=True) for one in _stacked(sheet, [group], column, y)]


def _centre(group: Group, middle: Mapping[str, float]) -> float:
    """The mean height of what a group answers; the lowest of all where that stands elsewhere."""
    found = [middle[key] for item in group.items for r in item.relations for key in r.targets if key in middle]
    return sum(found) / len(found) if found else max(middle.values(), default=0.0)


def _stacked(sheet: Sheet, groups: Sequence[Group], column: _Column, top: float) -> list[_Placed]:
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
            placed.append(_Placed(item, group.answers, column, box, rows))
            y = box.bottom + BETWEEN
        y += GROUPS - BETWEEN
    return placed


def _box(column: _Column, top: float, height: float) -> Box:
    """The box of an item, its bar included."""
    x = min(column.x, column.bar)
    return Box(x, top, max(column.x + column.width, column.bar + BAR) - x, max(height, 24.0))


def _heads(group: Group, column: _Column, top: float) -> list[Named]:
    """The names of those whom a group comes from."""
    found: list[Named] = []
    for origin in group.origins:
        found.append(named(origin.speakers, column.x, top, column.width, origin.kin))
        top += found[-1].height
    return found


def _height(group: Group, column: _Column) -> float:
    """How high a group is."""
    heads = sum(head.height for head in _heads(group, column, 0)) + 3
    items = [sum(row.type.leading for row in _rows(item, column, group.answers)) for item in group.items]
    return heads + sum(max(24.0, height) for height in items) + BETWEEN * (len(items) - 1)


def _rows(item: Item, column: _Column, answers: bool) -> tuple[_Row, ...]:
    """The lines of an item: how it answers, what it says, how often and through whom."""
    rows: list[_Row] = []
    width = column.width - TAG
    for number, relation in enumerate(item.relations if answers else ()):
        how = STRONG.wrap(relation.how, width)
        rows += (_Row(STRONG, words, -1 if at else number) for at, words in enumerate(how))
        rows += (_Row(LABEL, words) for words in LABEL.wrap(relation.beyond, width) if relation.beyond)
    rows += (_Row(TEXT, words) for words in TEXT.wrap(item.says, width))
    rows += (_Row(TAIL, words) for words in TAIL.wrap(item.tail, width) if item.tail)
    return tuple(rows)


def _put(sheet: Sheet, placed: Sequence[_Placed]) -> None:
    for one in placed:
        one.draw(sheet)
