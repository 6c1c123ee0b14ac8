"""Who stands between the reader and the origin: all chains of an article as one tree, from the reader outwards.

    you ← the article ← TASS ← Russian law enforcement sources      1  C11

`across` sets one column per hand, `down` one row per hand, indented. Every end of a chain is a row with its statements.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.draw.figure import Box, Drawing, Line, Node, Point, circle, route
from builder.draw.names import BESIDE, CENTRE, Speaker, named
from builder.draw.sheet import LABEL, NAME, NARROW, PITCH, STRONG, WIDE, Sheet, Tag, tag_rows
from builder.draw.symbols import SIZE, arrow, upward

STATEMENTS = (224.0, 200.0)
"""The width of the column of statements: beside one or two columns of hands, beside more."""
FIRST, SECOND = 78.0, 212.0
"""Where the columns of the article and of the first hand begin."""
GAP = 9.0
"""Between two rows."""
INDENT = 22.0
"""From one hand to the next, in rows."""
ROUTE = 30.0
"""Between a name and the next column: the room of a line and its arrow."""
LONG_NAME, LEAST = 170.0, 124.0
"""The longest name that a column makes room for in one line; the least width of a column."""
COUNT = 28.0
"""The room of a number of statements."""
MOST_COLUMNS = 3
"""A longer chain is set in rows on a wide sheet too."""


class Way(Struct, frozen=True):
    """A chain, nearest the reader first and the article itself included, and what came along it."""

    hands: tuple[tuple[Speaker, ...], ...]
    statements: tuple[Tag, ...]


class ChainWords(Struct, frozen=True):
    """The words of the drawing: who reads, the heads of the columns (the last repeats), how many statements."""

    reader: str
    heads: tuple[str, ...]
    statements: str


class Branch(Struct, frozen=True):
    """A hand, the statements that end with it, and the hands behind it."""

    speakers: tuple[Speaker, ...]
    statements: tuple[Tag, ...]
    behind: tuple[Branch, ...]

    @property
    def depth(self) -> int:
        """How many hands one after another, this one included."""
        return 1 + max((branch.depth for branch in self.behind), default=0)


def tree(ways: Sequence[Way]) -> tuple[Branch, ...]:
    """The chains with their common hands joined, in the order they are first met."""
    firsts = dict.fromkeys(way.hands[0] for way in ways)
    found = []
    for first in firsts:
        same = [way for way in ways if way.hands[0] == first]
        own = tuple(tag for way in same if len(way.hands) == 1 for tag in way.statements)
        longer = [Way(way.hands[1:], way.statements) for way in same if len(way.hands) > 1]
        found.append(Branch(first, own, tree(longer)))
    return tuple(found)


def across(ways: Sequence[Way], words: ChainWords) -> Drawing:
    """The chains in columns, the reader at the left; very long ones in rows."""
    branches = tree(ways)
    hands = max(branch.depth for branch in branches) - 1
    return down(ways, words, WIDE) if hands > MOST_COLUMNS else _Columns(words, branches).drawn(branches)


def down(ways: Sequence[Way], words: ChainWords, width: float = NARROW) -> Drawing:
    """The chains in rows, the reader at the top."""
    return _Rows(Sheet(width)).drawn(tree(ways), words.reader)


class _Columns:
    """One column per hand."""

    def __init__(self, words: ChainWords, branches: Sequence[Branch]) -> None:
        self.sheet = Sheet(WIDE)
        self.words = words
        behind = [branch for first in branches for branch in first.behind]
        self.end = WIDE - STATEMENTS[max(branch.depth for branch in branches) > 3]
        self.columns = [FIRST, *_columns(_needs(behind), SECOND, self.end), self.end]

    def drawn(self, branches: Sequence[Branch]) -> Drawing:
        top = self._heads()
        _reader(self.sheet, self.words.reader, 0, top)
        y = self._branches(branches, 0, top, (SIZE + 8 + NAME.width(self.words.reader), top + CENTRE))
        return self.sheet.finished(y - GAP + 2)

    def _heads(self) -> float:
        """The heads of the columns; where the rows begin."""
        heads = self.words.heads
        for at, x in enumerate((0.0, *self.columns[1:-1])):
            self.sheet.words(LABEL, heads[min(at, len(heads) - 1)], x, 0)
        self.sheet.words(LABEL, self.words.statements, self.end, 0)
        return LABEL.leading + 10

    def _branches(self, branches: Sequence[Branch], column: int, top: float, parent: Point) -> float:
        """Draw branches from `top` on; the line to them leaves their parent at a point. The next free row.

        It leaves to the right where the name of the parent leaves room for that, else downwards from the sign.
        """
        x = self.columns[column]
        bus = x - 15
        start, level = parent
        y = top
        if start + 16 > bus and top + CENTRE > level:
            bus = self.columns[column - 1] + SIZE / 2
            level += SIZE / 2 + 8
            self.sheet.shapes.append(upward((bus, level - 6), "p-head"))
        else:
            self.sheet.shapes.append(arrow((start + 4, level), "p-head"))
            if top + CENTRE > level:
                self.sheet.shapes.append(route(((start + 8, level), (bus, level)), "p-line"))
        for branch in branches:
            middle = y + CENTRE
            straight = middle == level
            points = (
                ((start + 8, level), (x - 4, level)) if straight else ((bus, level), (bus, middle), (x - 4, middle))
            )
            self.sheet.shapes.append(route(points, "p-line", 7))
            y = self._branch(branch, column, y)
        return y

    def _branch(self, branch: Branch, column: int, top: float) -> float:
        """Draw a hand, its statements and what stands behind it; the next free row."""
        x = self.columns[column]
        is_alone = branch.statements or not branch.behind
        hand = named(branch.speakers, x, top, (self.end if is_alone else self.columns[column + 1]) - x - ROUTE)
        self.sheet.nodes += hand.nodes
        end, height = hand.end, hand.height
        middle = top + CENTRE
        below = top
        if branch.statements:
            start = end + (15 if branch.behind else 8)
            if start < self.end - 12:
                self.sheet.shapes.append(route(((start, middle), (self.end - 8, middle)), "p-leader"))
            below = top + max(height, _statements(self.sheet, branch.statements, self.end, top, WIDE - self.end)) + GAP
        if branch.behind:
            below = self._branches(branch.behind, column + 1, below, (end, middle))
        return max(below, top + height + GAP)


def _needs(branches: Sequence[Branch]) -> list[float]:
    """How much room each column of hands would like: a name must not reach into a column that its row goes on into."""
    if not branches:
        return []
    later = _needs([far for branch in branches for far in branch.behind])
    tight = [branch for branch in branches if branch.behind and not branch.statements]
    own = max(LEAST, _longest(tight) if later else _longest(branches))
    return [max(own, _longest(branches) - sum(later)), *later]


def _longest(branches: Sequence[Branch]) -> float:
    """The room of the longest name, up to a limit."""
    names = [speaker.name for branch in branches for speaker in branch.speakers]
    return max((min(NAME.width(name), LONG_NAME) for name in names), default=0.0) + SIZE + BESIDE + ROUTE


def _columns(needs: Sequence[float], start: float, end: float) -> list[float]:
    """Where columns begin that share the room between two places; where it is scarce, the widest give way."""
    room, rest = end - start, list(needs)
    while rest and sum(rest) > room and max(rest) > LEAST:
        widest = max(rest)
        second = max((need for need in rest if need < widest), default=LEAST)
        over = (sum(rest) - room) / rest.count(widest)
        rest = [max(second, LEAST, need - over) if need == widest else need for need in rest]
    found: list[float] = []
    for need in rest:
        found.append(round(start))
        start += need * room / sum(rest)
    return found


class _Rows:
    """One row per hand."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def drawn(self, branches: Sequence[Branch], reader: str) -> Drawing:
        _reader(self.sheet, reader, 0, 0)
        y = self._branches(branches, 1, NAME.leading + GAP, NAME.leading)
        return self.sheet.finished(y - GAP + 2)

    def _branches(self, branches: Sequence[Branch], depth: int, top: float, rail: float) -> float:
        """Draw branches from `top` on, their rail beginning at `rail`; the next free row."""
        x = depth * INDENT
        line = x - INDENT + SIZE / 2
        y = top
        self.sheet.shapes.append(upward((line, rail + 1), "p-head"))
        for branch in branches:
            middle = y + CENTRE
            self.sheet.shapes.append(route(((line, rail + 6), (line, middle), (x - 2, middle)), "p-line", 7))
            y = self._branch(branch, depth, y)
        return y

    def _branch(self, branch: Branch, depth: int, top: float) -> float:
        x = depth * INDENT
        hand = named(branch.speakers, x, top, self.sheet.width - x)
        self.sheet.nodes += hand.nodes
        y = top + hand.height
        rail = top + NAME.leading - 1
        if branch.statements:
            left = x + SIZE + 8
            y += 2 + _statements(self.sheet, branch.statements, left, y + 2, self.sheet.width - left)
        y += GAP
        return self._branches(branch.behind, depth + 1, y, rail) if branch.behind else y


def _reader(sheet: Sheet, words: str, x: float, top: float) -> None:
    """The reader: head and shoulders."""
    middle = top + CENTRE
    head = circle((x + SIZE / 2, middle - 4), 3.2, "p-sign reader")
    shoulders = route(
        ((x + 0.5, middle + 6), (x + 0.5, middle + 1.2), (x + SIZE - 0.5, middle + 1.2), (x + SIZE - 0.5, middle + 6)),
        "p-sign shoulders",
        5,
    )
    box = Box(x, top, SIZE + 8 + NAME.width(words), NAME.leading)
    line = Line(x + SIZE + 8, middle + NAME.size * 0.33, words, NAME.style)
    sheet.nodes.append(Node(box, (line,), (head, shoulders)))


def _statements(sheet: Sheet, tags: Sequence[Tag], x: float, top: float, width: float) -> float:
    """Draw how many statements there are, and each by its tag; the height they take."""
    count = str(len(tags))
    room = max(COUNT, STRONG.width(count) + 8)
    y = top + CENTRE - PITCH / 2 + 1
    sheet.words(STRONG, count, x, y + 3)
    rows = tag_rows(tags, width - room)
    sheet.tags(tags, x + room, y, width - room)
    return len(rows) * PITCH - 3
