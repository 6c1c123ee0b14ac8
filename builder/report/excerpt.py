"""A source line as a terminal can show it, with the cells that a place covers. Pure.

A cell is the room of one Latin letter; East Asian wide characters take two, combining marks none. Characters that
would steer the terminal, or reorder what follows, are spelled out, such as U+202E. Right-to-left letters stay in the
order of the file, as terminals that do not reorder show them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from builder.source import Place

_TAB = "    "
_LEAST_ROOM = 20
_ALONE = "\u25cc"  # a dotted circle carries a combining mark that has no letter


class Excerpt(Struct, frozen=True):
    """A shown line, and the cells below which a caret belongs: from `start` (0-based), `length` of them."""

    line: str
    start: int
    length: int


class _Piece(Struct, frozen=True):
    shown: str
    cells: int


def excerpt(place: Place, room: int) -> Excerpt:
    """The first line of a place, cut to at most `room` cells around it (at least 20); cuts show as '…'."""
    room = max(room, _LEAST_ROOM)
    typed = place.excerpt
    start = min(max(place.column - 1, 0), len(typed))
    stop = min(max(place.end_column - 1, start), len(typed)) if place.end_line == place.line else len(typed)
    start = _back_to_letter(typed, start)
    before = [_piece(character, False) for character in reversed(typed[max(start - room - 1, 0) : start])]
    after = _after(typed[start : start + room + 1], stop - start)
    if _cells(before) + _cells(after) > room:
        before, after = _cut(before, after, room)
    covered = _cells(after[: max(stop - start, 1)])
    line = "".join(piece.shown for piece in (*reversed(before), *after))
    return Excerpt(line, _cells(before), max(covered, 1))


def _after(typed: str, marked: int) -> list[_Piece]:
    pieces = [_piece(character, number < marked) for number, character in enumerate(typed)]
    if pieces and not pieces[0].cells and pieces[0].shown:
        pieces[0] = _Piece(_ALONE + pieces[0].shown, 1)
    return pieces


def _cut(before: list[_Piece], after: list[_Piece], room: int) -> tuple[list[_Piece], list[_Piece]]:
    """The pieces next to the place that fit: a third of the room before it, or more where little follows."""
    left = max(room // 3, room - _cells(after))
    shorter = _fitting(before, left)
    return shorter, _fitting(after, room - _cells(shorter))


def _fitting(pieces: list[_Piece], room: int) -> list[_Piece]:
    """As many pieces as fit, the last of them '…' where some do not."""
    if _cells(pieces) <= room:
        return pieces
    kept: list[_Piece] = []
    used = 1
    for piece in pieces:
        used += piece.cells
        if used > room:
            break
        kept.append(piece)
    return [*kept, _Piece("…", 1)]


def _cells(pieces: Iterable[_Piece]) -> int:
    return sum(piece.cells for piece in pieces)


def _back_to_letter(typed: str, start: int) -> int:
    """The offset of the letter that carries the mark at `start`; `start` itself for anything else."""
    back = start
    while 0 < back < len(typed) and _is_combining(typed[back]):
        back -= 1
    return back if back < len(typed) and typed[back : back + 1].isprintable() else start


def _piece(character: str, marked: bool) -> _Piece:
    if character == "\t":
        return _Piece(_TAB, len(_TAB))
    if character.isprintable():
        return _printable(character)
    if not marked and unicodedata.category(character) == "Zs":
        return _printable("\u3000" if character == "\u3000" else " ")
    spelled = f"U+{ord(character):04X}"
    return _Piece(spelled, len(spelled))


def _printable(character: str) -> _Piece:
    if "\ufe00" <= character <= "\ufe0f":  # selects between narrow and wide pictures; terminals disagree how wide
        return _Piece("", 0)
    if _is_combining(character):
        return _Piece(character, 0)
    return _Piece(character, 2 if unicodedata.east_asian_width(character) in "WF" else 1)


def _is_combining(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me") or "\u1160" <= character <= "\u11ff"
