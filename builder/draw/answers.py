"""Answers along the text: the article as a column of paragraphs, length to scale, read from top to bottom.

To the right of the column a curve leads from each claim to each answer, drawn through where it disputes, broken where
it does not; to the left a curve leads from what a claim rests on to the claim. What is said stands at the left (on a
narrow sheet only by its tag), who answers and how much later at the right, as near to its place as there is room.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.draw.figure import Box, Drawing, Line, Node, Point, bow, rectangle, route
from builder.draw.scale import scaled
from builder.draw.sheet import LABEL, NAME, NARROW, STRONG, TAIL, TEXT, WIDE, Sheet, Tag, Type, baseline, tag_width
from builder.draw.spread import spread
from builder.draw.symbols import arrow

HEIGHT = 440.0
"""The least height of the column."""
TOP = 46.0
"""Where it begins."""
GAP = 9.0
"""Between what stands beside two spots."""
MOST_TAGS = 60
"""Where more claims than these take part, only the disputed ones are told beside the column."""
SLANT = 22.0
"""How much room a thin line has to come from its words to its height."""
LEAST_BEND = 12.0
"""How far the shortest curve reaches out."""


class Cell(Struct, frozen=True):
    """A paragraph: its number as shown, its length, where it leads; `name` calls it what it is."""

    label: str
    length: int
    href: str
    name: str


class Spot(Struct, frozen=True):
    """Where a claim is first said: its tag and words, the paragraph, and how far into it, from 0 to 1."""

    key: str
    tag: Tag
    says: str
    cell: int
    share: float


class Reply(Struct, frozen=True):
    """What stands beside an answer: how it answers, who, and how much later; and what it says."""

    key: str
    how: str
    who: str
    later: str
    says: str


class Link(Struct, frozen=True):
    """A curve between two spots: `kind` is disputes, other or carries (from a ground to what it carries).

    told  what stands on the one curve that the caption tells of, '' on all others
    """

    start: str
    end: str
    kind: str
    told: str = ""


class AnswerWords(Struct, frozen=True):
    """The heads over the two sides, and over the first paragraph."""

    says: str
    headline: str
    answers: str


class Column(Struct, frozen=True):
    """The columns of a sheet: where each begins; `says` is 0 wide where claims have no words beside them."""

    width: float
    says: float
    tags: float
    numbers: float
    cells: float
    cell: float
    replies: float


ACROSS = Column(WIDE, 222, 228, 322, 346, 24, 560)
DOWN = Column(NARROW, 0, 0, 70, 92, 18, 196)


def along(
    cells: Sequence[Cell], spots: Sequence[Spot], links: Sequence[Link], replies: Sequence[Reply], words: AnswerWords,
    columns: Column,
) -> Drawing:  # fmt: skip
    """The drawing; claims and answers in reading order."""
    return _Along(cells, spots, links, replies, columns).drawn(words)


class _Along:
    """One drawing in the making."""

    def __init__(
        self, cells: Sequence[Cell], spots: Sequence[Spot], links: Sequence[Link], replies: Sequence[Reply],
        columns: Column,
    ) -> None:  # fmt: skip
        self.sheet = Sheet(columns.width)
        self.columns = columns
        self.cells = cells
        self.links = links
        self.spots = {spot.key: spot for spot in spots}
        self.replies = [self._reply(reply) for reply in replies]
        disputed = {link.start for link in links if link.kind == "disputes"}
        silent = {reply.key for reply in replies} - {link.start for link in links if link.kind != "carries"}
        shown = [spot for spot in spots if spot.key not in silent]
        shown = shown if len(shown) <= MOST_TAGS else [spot for spot in shown if spot.key in disputed]
        self.claims = [self._claim(spot, spot.key in disputed) for spot in shown]
        needed = max(_height(self.replies), _height(self.claims) * 1.1, HEIGHT)
        self.places = scaled([cell.length for cell in cells], needed)
        self.height = max(needed, self.places[-1][0] + self.places[-1][1])

    def drawn(self, words: AnswerWords) -> Drawing:
        self._column()
        self._curves()
        self._put(self.claims, [self._y(node.key) for node in self.claims], before=True)
        self._put(self.replies, [self._y(node.key) for node in self.replies], before=False)
        self._heads(words)
        return self.sheet.finished(TOP + self.height + 6)

    def _y(self, key: str) -> float:
        """The height of a spot in the column."""
        spot = self.spots[key]
        start, height = self.places[spot.cell]
        return TOP + start + 2 + (height - 4) * min(max(spot.share, 0), 1)

    def _heads(self, words: AnswerWords) -> None:
        columns = self.columns
        if self.replies:
            self.sheet.words(LABEL, words.answers, columns.replies, 0)
        if columns.says and self.claims:
            self.sheet.words(LABEL, words.says, columns.says, 0, "end")
        self.sheet.words(LABEL, words.headline, columns.cells + columns.cell / 2, TOP - 21, "middle")

    def _column(self) -> None:
        """The paragraphs, each a cell with its number, and in it what is said and what answers."""
        x, width = self.columns.cells, self.columns.cell
        for cell, (start, height) in zip(self.cells, self.places, strict=True):
            box = Box(x, TOP + start, width, height)
            lines: tuple[Line, ...] = ()
            if height >= LABEL.size:
                lines = (Line(x - 5, TOP + start + height / 2 + 5, cell.label, "p-number", "end"),)
            self.sheet.shapes.append(rectangle(box, "p-cell", 1.5))
            around = Box(self.columns.numbers, box.y, box.right - self.columns.numbers, height)
            self.sheet.nodes.append(Node(around, lines, href=cell.href, more=cell.name))
        replying = {reply.key for reply in self.replies}
        for key in self.spots:
            y = self._y(key)
            bar = Box(x + 3, y - 1.4, width - 6, 2.8)
            if key in replying:
                self.sheet.shapes += (
                    rectangle(Box(bar.x, y - 3, bar.width, 2), "p-bar counter"),
                    rectangle(Box(bar.x, y + 1, bar.width, 2), "p-bar counter"),
                )
            else:
                self.sheet.shapes.append(rectangle(bar, "p-bar claim"))

    def _curves(self) -> None:
        """The curves on both sides: the further, the wider."""
        columns = self.columns
        right = columns.cells + columns.cell + 2
        left = columns.numbers - 2
        reach = {False: columns.replies - right - 34, True: left - columns.tags - 32 - SLANT}
        spans = [(link, self._y(link.start), self._y(link.end)) for link in self.links]
        longest = max((abs(end - start) for _, start, end in spans), default=1) or 1
        for link, start, end in spans:
            carries = link.kind == "carries"
            share = (abs(end - start) / longest) ** 0.75
            out = min(LEAST_BEND, reach[carries]) + max(0, reach[carries] - LEAST_BEND) * share
            if carries:
                self.sheet.shapes.append(bow((left, start), (left - 6, end), -out, "p-edge carries"))
                self.sheet.shapes.append(arrow((left + 1, end), "p-head", left=False))
            else:
                style = f"p-edge {link.kind}{' told' if link.told else ''}"
                self.sheet.shapes.append(bow((right, start), (right, end), out, style))
            if link.told:
                self._sign(link.told, (right + out, (start + end) / 2))

    def _sign(self, words: str, centre: Point) -> None:
        """A few words in a frame on a curve."""
        width = max(22.0, STRONG.width(words) + 12)
        y = min(max(centre[1], TOP + 12), TOP + self.height - 6)
        box = Box(centre[0] - width / 2, y - 11, width, 22)
        line = Line(centre[0], y + 5, words, STRONG.style, "middle")
        self.sheet.nodes.append(Node(box, (line,), (rectangle(box, "p-pill", 11),)))

    def _claim(self, spot: Spot, disputed: bool) -> _Words:
        """What stands beside a claim: its words where it is disputed and there is room for them."""
        room = self.columns.says if disputed else 0
        lines = [(TEXT, words) for words in TEXT.wrap(spot.says, room, 2)] if room else []
        return _Words(spot.key, spot.tag, tuple(lines), spot.says)

    def _reply(self, reply: Reply) -> _Words:
        """What stands beside an answer."""
        room = self.columns.width - self.columns.replies
        tag = self.spots[reply.key].tag
        how = STRONG.wrap(reply.how, room - tag_width(tag) - 2)
        lines = [*((STRONG, words) for words in how), *((NAME, words) for words in NAME.wrap(reply.who, room))]
        lines += [(TAIL, words) for words in TAIL.wrap(reply.later, room)]
        return _Words(reply.key, tag, tuple(lines), reply.says)

    def _put(self, items: Sequence[_Words], wishes: Sequence[float], before: bool) -> None:
        """Put words beside the column, each as near to its spot as there is room, with a thin line to it."""
        sizes = [item.height for item in items]
        half = [min(size, TEXT.leading) / 2 for size in sizes]
        tops = spread([y - h for y, h in zip(wishes, half, strict=True)], sizes, TOP - 8, TOP + self.height + 6)
        columns = self.columns
        for item, y, top in zip(items, wishes, tops, strict=True):
            level = top + min(item.height, TEXT.leading) / 2
            if before:
                self._before(item, top)
                start = columns.tags + tag_width(item.tag) + 2
                points = ((start, level), (start + 4, level), (start + SLANT, y), (columns.numbers - 2, y))
            else:
                self._after(item, top)
                edge = columns.replies - 4
                points = ((columns.cells + columns.cell + 3, y), (edge - 16, y), (edge - 6, level), (edge, level))
            self.sheet.shapes.insert(0, route(points, "p-leader"))

    def _before(self, item: _Words, top: float) -> None:
        columns = self.columns
        room = tag_width(item.tag)
        height = item.height - (GAP if item.lines else 1)
        x = 0.0 if item.lines else columns.tags
        lines = [Line(columns.tags + 2, top + TEXT.leading / 2 + 5, item.tag.label, f"p-tag {item.tag.style}")]
        for at, (type_, words) in enumerate(item.lines):
            lines.append(Line(columns.says, baseline(type_, top, at), words, type_.style, "end"))
        box = Box(x, top, columns.tags + room - x, height)
        self.sheet.nodes.append(Node(box, tuple(lines), href=item.tag.href, more=item.more))

    def _after(self, item: _Words, top: float) -> None:
        x = self.columns.replies
        indent = tag_width(item.tag) + 2
        lines = [Line(x, top + TEXT.leading / 2 + 5, item.tag.label, f"p-tag {item.tag.style}")]
        y = top + 1
        for type_, words in item.lines:
            lines.append(Line(x + indent if type_ is STRONG else x, baseline(type_, y), words, type_.style))
            y += type_.leading
        box = Box(x, top, self.columns.width - x, item.height - GAP)
        self.sheet.nodes.append(Node(box, tuple(lines), href=item.tag.href, more=item.more))


class _Words(Struct, frozen=True):
    """What stands beside a spot."""

    key: str
    tag: Tag
    lines: tuple[tuple[Type, str], ...]
    more: str

    @property
    def height(self) -> float:
        """How much room it takes, the gap below it included."""
        return sum(type_.leading for type_, _ in self.lines) + 2 + GAP if self.lines else 25.0


def _height(items: Sequence[_Words]) -> float:
    """The room that all items take together."""
    return sum(item.height for item in items)
