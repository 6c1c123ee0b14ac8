"""Those who speak, by sign and name; several who speak together stand side by side in one frame."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.draw.figure import Box, Line, Node
from builder.draw.sheet import NAME, TAIL, Type, baseline
from builder.draw.symbols import speakers as signs_of
from builder.draw.symbols import speakers_width

BESIDE = 8.0
"""From the last sign to the name."""
CENTRE = NAME.leading / 2
"""From the top of a name to the middle of its first line."""


class Speaker(Struct, frozen=True):
    """Somebody in a chain: `ends` is named, unnamed, unstated or article; `note` says what the name does not."""

    ends: str
    name: str
    note: str
    href: str


class Named(Struct, frozen=True):
    """Those who speak, drawn: where their first line ends, and the height they take."""

    nodes: tuple[Node, ...]
    end: float
    height: float


def named(speakers: Sequence[Speaker], x: float, top: float, width: float, after: str = "") -> Named:
    """Draw those who speak into a width; `after` follows the last of them in a quieter voice."""
    signs = signs_of(tuple(speaker.ends for speaker in speakers), (x, top + CENTRE))
    left = x + speakers_width(len(speakers)) + BESIDE
    y, end = top, left
    nodes: list[Node] = []
    for at, speaker in enumerate(speakers):
        is_last = at == len(speakers) - 1
        note = ", ".join(filter(None, (speaker.note, after if is_last else "")))
        lines = _lines(f"+ {speaker.name}" if at else speaker.name, note, x + width - left)
        y_lines, height = _set(lines, left, y)
        widest = max(line.type.width(line.words) + line.type_tail for line in lines)
        start = left if at else x
        nodes.append(Node(Box(start, y, left - start + widest, height), y_lines, () if at else signs, speaker.href))
        if not at:
            end = left + lines[0].type.width(lines[0].words) + lines[0].type_tail
        y += height
    return Named(tuple(nodes), end, y - top)


class _Words(Struct, frozen=True):
    """A line of a name, with the quiet words after it."""

    type: Type
    words: str
    tail: str = ""

    @property
    def type_tail(self) -> float:
        """How wide the quiet words are, their space included."""
        return TAIL.width(f"  {self.tail}") if self.tail else 0


def _lines(name: str, note: str, width: float) -> list[_Words]:
    """A name in lines, and its note behind it where there is room, else below."""
    lines = [_Words(NAME, words) for words in NAME.wrap(name, width)]
    if not note:
        return lines
    together = _Words(NAME, lines[-1].words, note)
    if NAME.width(together.words) + together.type_tail <= width:
        return [*lines[:-1], together]
    return [*lines, *(_Words(TAIL, words) for words in TAIL.wrap(note, width))]


def _set(lines: Sequence[_Words], x: float, top: float) -> tuple[tuple[Line, ...], float]:
    """The lines below each other, and their height."""
    found, y = [], top
    for line in lines:
        found.append(Line(x, baseline(line.type, y), line.words, line.type.style, tail=line.tail))
        y += line.type.leading
    return tuple(found), y - top
