"""Who says what and who answers whom: one thread for claims and answers that hang together.

`across` sets what is said at the left and the answers at the right, `down` everything in one column. A line leads from
each answer, beside the word for how it answers, to all that it answers: drawn through where it disputes, broken where
it does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from builder.draw.figure import Drawing
from builder.draw.sheet import LABEL, NARROW, WIDE, Sheet
from builder.draw.spread import spread
from builder.draw.stack import BAR, GROUPS, Column, Group, Placed, height_of, stacked
from builder.draw.wiring import Channel, Goal, Wire, wiring

LEFT = 332.0
"""The width of the left column on a wide sheet."""
RIGHT = 500.0
"""Where the right one begins."""


class ThreadWords(Struct, frozen=True):
    """The heads of the two columns; '' for none."""

    says: str
    answers: str


def across(thread: Sequence[Group], words: ThreadWords) -> Drawing:
    """The thread in two columns: what is said, and the answers, each as near as can be to what it answers."""
    sheet = Sheet(WIDE)
    inner = {item.key for group in thread if group.answers for item in group.items}
    aside = sum(bool(inner & {*r.targets}) for group in thread for item in group.items for r in item.relations)
    margin = 20 + 10 * min(aside, 4) if aside else 0
    start = RIGHT + BAR + 6
    says, answers = Column(0, LEFT - BAR - 6, LEFT - BAR), Column(start, WIDE - start - margin, RIGHT)
    for head, x in ((words.says, 0.0), (words.answers, start)):
        if head:
            sheet.words(LABEL, head, x, 0)
    top = LABEL.leading + 12 if words.says else 0
    left = stacked(sheet, [group for group in thread if not group.answers], says, top)
    right = _beside(sheet, [group for group in thread if group.answers], answers, top, left)
    _put(sheet, (*left, *right))
    bars = {one.item.key: Goal(LEFT + 2, one.box.y + 5, one.box.bottom - 5) for one in left}
    wires = _wires(right, set(bars), RIGHT - 3)
    sheet.shapes += wiring(wires, bars, Channel(LEFT + 24, RIGHT - 18, ends_left=True, points_left=True))
    if aside:
        found = _wires(right, inner)
        coming = Counter(key for wire in found for key in wire.targets)
        ends = {one.item.key: _beyond_words(one, coming[one.item.key]) for one in right}
        channel = Channel(WIDE - 3, WIDE - margin + 16, ends_left=False, points_left=True)
        sheet.shapes += wiring(found, ends, channel)
    return sheet.finished(max(one.box.bottom for one in (*left, *right)) + 4)


def down(thread: Sequence[Group]) -> Drawing:
    """The thread in one column, in reading order, the lines at its left."""
    sheet = Sheet(NARROW)
    groups = sorted(thread, key=lambda group: group.first)
    count = sum(bool(r.targets) for group in groups for item in group.items for r in item.relations)
    gutter = 16 + 9.0 * min(count, 7)
    start = gutter + BAR + 4
    placed = stacked(sheet, groups, Column(start, NARROW - start, gutter), 0)
    _put(sheet, placed)
    goals = {one.item.key: Goal(gutter - 2, one.box.y + 5, one.box.bottom - 5) for one in placed}
    channel = Channel(2, gutter - 13, ends_left=False, points_left=False)
    sheet.shapes += wiring(_wires(placed, set(goals), gutter - 3), goals, channel)
    return sheet.finished(max(one.box.bottom for one in placed) + 4)


def _beyond_words(one: Placed, count: int) -> Goal:
    """Where some lines arrive at an answer from its far side: at the end of its first line, or beside all of it."""
    words = one.said(1 if count < 2 else 0)
    return Goal(words.right + 5, words.y + 5, words.bottom - 5)


def _wires(placed: Sequence[Placed], targets: set[str], x: float = 0) -> list[Wire]:
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


def _beside(sheet: Sheet, groups: Sequence[Group], column: Column, top: float, left: Sequence[Placed]) -> list[Placed]:
    """Groups as near as can be to what they answer."""
    middle = {one.item.key: one.middle for one in left}
    order = sorted(groups, key=lambda group: (_centre(group, middle), group.first))
    sizes = [height_of(group, column) + GROUPS for group in order]
    wishes = [_centre(group, middle) - (size - GROUPS) / 2 for group, size in zip(order, sizes, strict=True)]
    starts = spread(wishes, sizes, top)
    return [one for group, y in zip(order, starts, strict=True) for one in stacked(sheet, [group], column, y)]


def _centre(group: Group, middle: Mapping[str, float]) -> float:
    """The mean height of what a group answers; the lowest of all where that stands elsewhere."""
    found = [middle[key] for item in group.items for r in item.relations for key in r.targets if key in middle]
    return sum(found) / len(found) if found else max(middle.values(), default=0.0)


def _put(sheet: Sheet, placed: Sequence[Placed]) -> None:
    for one in placed:
        one.draw(sheet)
