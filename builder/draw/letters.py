"""How wide words are, and how they break into lines.

The widths of the text face are those of Newsreader, which the site ships; the widths of the sans serif are those of
Arial, with room for its wider cousins. Letters without a width of their own count as wide as an average one; letters of
East Asian scripts as wide as they are high.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A typeface: the width of each letter in thousandths of the size, `other` of the rest, `room` for its cousins."""

    widths: Mapping[str, int]
    other: int
    room: float

    def width(self, words: str, size: float) -> float:
        """How wide some words are, at most, when set in `size`."""
        return _thousandths(self, words) * self.room * size / 1000

    def letter(self, letter: str) -> int:
        """How wide a letter is, in thousandths of the size."""
        if letter in self.widths:
            return self.widths[letter]
        if unicodedata.combining(letter):
            return 0
        if unicodedata.east_asian_width(letter) in "WF":
            return 1000
        base = unicodedata.normalize("NFD", letter)[0]
        return self.widths.get(base, self.other)


@lru_cache(maxsize=50_000)
def _thousandths(face: Face, words: str) -> int:
    """How wide some words are; the same are measured again and again."""
    return sum(map(face.letter, words))


def _widths(table: str) -> dict[str, int]:
    """A table of lines `width letters` as widths by letter; every table has the space."""
    rows = (line.partition(" ") for line in table.strip().splitlines())
    return {letter: int(width) for width, _, letters in rows for letter in letters}


_NEWSREADER = _widths("""
205 '
222 .\u00a0 ‘’
240 ,:j|·‚
264 !;il
284 ()
300 {}‹
320 I[]ft›
345 "-
362 s
385 r°
405 /?\\_z“”„•
422 Jc
442 *ae
482 gx«
502 +<=>^`ovy~»×−
522 bkqu–
545 Sdhnp
562 #$0123456789€
582 FL
602 Pß
622 BERZ…
642 T
662 VY
685 ACæ—
702 &KX
722 w
745 DGU
765 %NOQ
785 H
802 m
882 @
945 W
965 MÆ
""")

_ARIAL = _widths("""
195 '
225 ijl‘’‚
260 |
285 !,./:;I[\\]ft ·\u00a0
335 ()-`r{}“”„‹›
360 "•
392 *
402 °
472 ^
505 Jcksvxyz
560 #$0123456789?L_abdeghnopqu«»–€
588 +<=>~×−
615 FTZß
672 &ABEKPSVXY
725 CDHNRUw
782 GOQ
838 Mm
892 %æ
948 W
1005 …—Æ←→
1018 @
""")

SERIF = Face(_NEWSREADER, 580, 1.02)
SANS = Face(_ARIAL, 620, 1.06)
BOLD = Face(_ARIAL, 620, 1.14)
"""The sans serif in bold."""


def wrap(words: str, face: Face, size: float, width: float, most: int = 0) -> tuple[str, ...]:
    """Some words as lines of at most `width`, about equally long; no words are no lines.

    With `most` at most so many lines, the last one cut with an ellipsis.
    """
    pieces = [piece for word in words.split() for piece in _pieces(word, face, size, width)]
    if not pieces:
        return ()
    widths = [face.width(piece, size) for piece, _ in pieces]
    space = face.width(" ", size)
    breaks = _breaks(pieces, widths, space, width)
    if most and len(breaks) > most:
        lines = _joined(pieces, breaks)
        return (*lines[: most - 1], _cut(lines[most - 1], face, size, width))
    return _joined(pieces, _balanced(pieces, widths, space, width, breaks))


Piece = tuple[str, bool]
"""A word or a piece of one, and whether a space stands before it."""


def _pieces(word: str, face: Face, size: float, width: float) -> list[Piece]:
    """A word, in pieces where it is wider than a line."""
    if face.width(word, size) <= width:
        return [(word, True)]
    pieces = [""]
    for letter in word:
        if pieces[-1] and face.width(pieces[-1] + letter, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return [(piece, at == 0) for at, piece in enumerate(pieces)]


def _breaks(pieces: Sequence[Piece], widths: Sequence[float], space: float, width: float) -> list[int]:
    """Which pieces begin a line."""
    breaks: list[int] = []
    line = 0.0
    for at, ((_, spaced), room) in enumerate(zip(pieces, widths, strict=True)):
        longer = line + room + (space if spaced else 0)
        if not breaks or longer > width:
            breaks.append(at)
            line = room
        else:
            line = longer
    return breaks


def _balanced(
    pieces: Sequence[Piece], widths: Sequence[float], space: float, width: float, breaks: list[int]
) -> list[int]:
    """The breaks of the narrowest lines that are no more in number."""
    low, high = max(widths, default=0), width
    while len(breaks) > 1 and high - low > 1:
        middle = (low + high) / 2
        found = _breaks(pieces, widths, space, middle)
        if len(found) > len(breaks):
            low = middle
        else:
            high, breaks = middle, found
    return breaks


def _joined(pieces: Sequence[Piece], breaks: Sequence[int]) -> tuple[str, ...]:
    """The lines between some breaks."""
    ends = [*breaks[1:], len(pieces)]
    lines = (pieces[start:end] for start, end in zip(breaks, ends, strict=True))
    return tuple("".join(f" {p}" if spaced else p for p, spaced in line).strip() for line in lines)


def _cut(line: str, face: Face, size: float, width: float) -> str:
    """A line with an ellipsis at its end, shortened by whole words until it fits."""
    while " " in line and face.width(f"{line} {ELLIPSIS}", size) > width:
        line = line.rpartition(" ")[0]
    return f"{line.rstrip(',;:.—– ')} {ELLIPSIS}"
