"""Where the marks stand: the article as a strip of paragraphs, length to scale, with a lane for each kind of mark.

`across` lays it out as a line is read, `down` from top to bottom for narrow sheets. A mark is a sign at its beginning;
the article's own voice, which has no sign, is as long as it is long.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from builder.draw.answers import Cell
from builder.draw.figure import Box, Drawing, Line, Node, Shape, circle, polygon, rectangle
from builder.draw.scale import scaled
from builder.draw.sheet import LABEL, NARROW, STRONG, WIDE, Sheet, baseline
from builder.draw.spread import spread
from builder.draw.symbols import wave

STRIP = 166.0
"""Where the strip begins on a wide sheet: right of the names of the lanes."""
LANE = 38.0
"""The height of a lane on a wide sheet."""
NUMBERS = 30.0
"""The room left of the strip for the numbers of paragraphs, on a narrow sheet."""
HEIGHT = 460.0
"""The least length of the strip on a narrow sheet."""
SIGN = 9.0
"""How long a sign is along the strip; less where there are too many."""
AIR = 2.0
"""Between two signs of a lane."""


class Stand(Struct, frozen=True):
    """Where a mark stands: paragraph and how far into it, from 0 to 1, at its beginning and at its end."""

    cell: int
    start: float
    end: float


class Lane(Struct, frozen=True):
    """A kind of mark: its letter, what its marks are called, their sign, where they stand in the order of the text."""

    letter: str
    name: str
    sign: str
    stands: tuple[Stand, ...]


def across(cells: Sequence[Cell], lanes: Sequence[Lane], headline: str) -> Drawing:
    """Lanes one under another, their names at the left, the numbers of paragraphs below; the first is the headline."""
    sheet = Sheet(WIDE)
    top = LABEL.leading + 3
    bottom = top + LANE * len(lanes)
    places = _fitted(cells, WIDE - STRIP)
    for cell, (start, width) in zip(cells, places, strict=True):
        box = Box(STRIP + start, top, width, bottom - top)
        lines: tuple[Line, ...] = ()
        if LABEL.width(cell.label) <= width:
            lines = (Line(box.x + width / 2, bottom + 16, cell.label, "p-number", "middle"),)
        sheet.shapes.append(rectangle(box, "p-cell", 1.5))
        sheet.nodes.append(Node(Box(box.x, top, width, box.height + 20), lines, href=cell.href, more=cell.name))
    for at, lane in enumerate(lanes):
        middle = top + LANE * (at + 0.5)
        for start, length in _along(lane, places):
            sheet.shapes += _sign(lane.sign, Box(STRIP + start, middle - 6, length, 12))
        _name(sheet, lane, middle)
    if cells and not cells[0].label:
        sheet.words(LABEL, headline, STRIP, 0)
    return sheet.finished(bottom + 21)


def down(cells: Sequence[Cell], lanes: Sequence[Lane], headline: str) -> Drawing:
    """Lanes side by side, their letters over them, the numbers of paragraphs at the left; the first is the headline."""
    sheet = Sheet(NARROW)
    top = 2 * LABEL.leading + 3
    places = scaled([cell.length for cell in cells], HEIGHT)
    width = (NARROW - NUMBERS) / max(1, len(lanes))
    for cell, (start, height) in zip(cells, places, strict=True):
        box = Box(NUMBERS, top + start, NARROW - NUMBERS, height)
        lines: tuple[Line, ...] = ()
        if height >= LABEL.size:
            lines = (Line(NUMBERS - 6, box.y + height / 2 + 5, cell.label, "p-number", "end"),)
        sheet.shapes.append(rectangle(box, "p-cell", 1.5))
        sheet.nodes.append(Node(Box(0, box.y, NARROW, height), lines, href=cell.href, more=cell.name))
    for at, lane in enumerate(lanes):
        middle = NUMBERS + width * (at + 0.5)
        for start, length in _along(lane, places):
            sheet.shapes += _sign(lane.sign, Box(middle - 8, top + start, 16, length), upright=True)
        words = f"{lane.letter} {len(lane.stands)}"
        room = STRONG.width(words)
        line = Line(middle, baseline(STRONG, 0), lane.letter, "p-strong", "middle", str(len(lane.stands)))
        sheet.nodes.append(Node(Box(middle - room / 2, 0, room, STRONG.leading), (line,)))
    if cells and not cells[0].label:
        sheet.words(LABEL, headline, NUMBERS, LABEL.leading)
    end = places[-1][0] + places[-1][1] if places else 0
    return sheet.finished(top + end + 1)


def _fitted(cells: Sequence[Cell], room: float) -> list[tuple[float, float]]:
    """The paragraphs in some room, however many they are."""
    places = scaled([cell.length for cell in cells], room)
    share = min(1.0, room / (places[-1][0] + places[-1][1])) if places else 1.0
    return [(start * share, length * share) for start, length in places]


def _along(lane: Lane, places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Where the signs of a lane begin and how long they are: none over another, each in its own paragraph."""
    if lane.sign == "voice":
        spans = [(_place(places, each.cell, each.start), _place(places, each.cell, each.end)) for each in lane.stands]
        return [(start, max(2.0, end - start)) for start, end in spans]
    found: list[tuple[float, float]] = []
    for cell, members in groupby(lane.stands, lambda stand: stand.cell):
        wishes = [_place(places, cell, each.start) for each in members]
        first, length = places[cell]
        step = min(SIGN + AIR, length / len(wishes))
        starts = spread(wishes, [step] * len(wishes), first, first + length)
        found += [(start, step * SIGN / (SIGN + AIR)) for start in starts]
    return found


def _place(places: Sequence[tuple[float, float]], cell: int, share: float) -> float:
    start, length = places[cell]
    return start + length * min(max(share, 0), 1)


def _name(sheet: Sheet, lane: Lane, middle: float) -> None:
    """The letter of a lane, what its marks are called, and how many they are."""
    words = LABEL.wrap(lane.name, STRIP - 72, 2)
    top = middle - LABEL.leading * len(words) / 2
    lines = [Line(0, baseline(STRONG, top), lane.letter, "p-strong")]
    lines += [Line(20, baseline(LABEL, top, at), each, "p-label") for at, each in enumerate(words)]
    lines.append(Line(STRIP - 14, baseline(STRONG, top), str(len(lane.stands)), "p-strong", "end"))
    sheet.nodes.append(Node(Box(0, top, STRIP - 14, LABEL.leading * len(words)), tuple(lines)))


def _sign(sign: str, box: Box, upright: bool = False) -> tuple[Shape, ...]:
    """The sign of a mark in its box: it reads from left to right, whichever way the strip runs."""
    middle = (box.x + box.width / 2, box.y + box.height / 2)
    long = min(box.width, 16)
    left, thick = middle[0] - long / 2, min(3.0, box.height / 2)
    match sign:
        case "voice":
            return (rectangle(box, "p-voice"),)
        case "attribution":
            return (circle(middle, min(box.width, box.height, 8) / 2, "p-bar attribution"),)
        case "hedge":
            return (wave((left, middle[1]), long),)
        case "counter":
            near = min(3.5, box.height / 2)
            return tuple(
                rectangle(Box(left, middle[1] + side, long, thick * 0.7), "p-bar counter")
                for side in (-near, near - thick * 0.7)
            )
        case "claim":
            thick = 4.0 if not upright else thick
            return (rectangle(Box(left, middle[1] - thick / 2, long, thick), "p-bar claim"),)
    size = min(box.width, box.height, 9) / 2
    x, y = middle
    return (polygon(((x, y - size), (x + size, y), (x, y + size), (x - size, y)), "p-bar site"),)
