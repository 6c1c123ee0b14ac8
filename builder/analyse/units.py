"""Marks as the defaults see them: pieces joined, positions and sentences at hand, not yet linked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from builder.analyse.intervals import Intervals
from builder.model.document import Document, Range, WrittenMark
from builder.text.sentences import sentences

ASSERTING = ("claim", "counter")


class Piece(Struct, frozen=True):
    """One range of a mark and the sentence (or sentences) it touches."""

    start: int
    end: int
    leaf: int
    sentence: Range
    mark: WrittenMark

    def contains(self, other: Piece) -> bool:
        """Whether the other stands inside this one; equal ranges contain each other."""
        return self.start <= other.start and other.end <= self.end


class Unit(Struct, frozen=True):
    """A mark with its joined pieces, in reading order; `main` is the one that others join.

    kind     long name of its kind
    use      'mention', 'granted' or ''
    asserts  whether it asserts a claim
    refs     the claims its `ref` names
    said     key -> what its marks say under it, the first that says anything
    """

    number: int
    main: WrittenMark
    pieces: tuple[Piece, ...]
    kind: str
    use: str
    asserts: bool
    refs: tuple[str, ...]
    said: Mapping[str, str]

    @property
    def claim(self) -> str:
        """The claim that an assertion says."""
        return (self.refs or ("",))[0]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.pieces[0].start

    @property
    def first(self) -> Piece:
        """Its first piece."""
        return self.pieces[0]


class Sentences(Struct, frozen=True):
    """The sentences of a document, by leaf: ranges of the plain text."""

    by_leaf: tuple[tuple[Range, ...], ...]

    def touching(self, leaf: int, start: int, end: int) -> Range:
        """From the beginning of the sentence at `start` to the end of the one at `end`."""
        known = self.by_leaf[leaf]
        if not known:
            return start, end
        first = max(bisect_right(known, (start, _FAR)) - 1, 0)
        last = max(bisect_right(known, (max(end - 1, start), _FAR), first) - 1, first)
        return known[first][0], known[last][1]


_FAR = 1 << 62
"""Behind the end of every sentence."""


def find_sentences(document: Document, language: str) -> Sentences:
    """The sentences of every leaf; code has none."""
    by_leaf = []
    for leaf in document.leaves():
        text = document.text[leaf.start : leaf.end]
        found = () if leaf.kind == "code" else sentences(text, language)
        by_leaf.append(tuple((leaf.start + a, leaf.start + b) for a, b in found))
    return Sentences(tuple(by_leaf))


def join(marks: Sequence[WrittenMark], known: Sentences) -> tuple[Unit, ...]:
    """The marks as units, in reading order; a mark that joins one that is not there stands alone."""
    mains: list[tuple[WrittenMark, list[WrittenMark]]] = []
    by_id: dict[str, list[WrittenMark]] = {}
    ordered = sorted(marks, key=reading_order)
    for mark in ordered:
        target = by_id.get(mark.value("join") or "") if "join" in mark.keys else None
        if target is not None:
            target.append(mark)
            group = target
        else:
            group = [mark]
            mains.append((mark, group))
        if mark.id:
            by_id.setdefault(mark.id.value, group)
    return tuple(_unit(number, main, group, known) for number, (main, group) in enumerate(mains))


def _unit(number: int, main: WrittenMark, group: Sequence[WrittenMark], known: Sentences) -> Unit:
    """The unit of a mark and those that join it."""
    said: dict[str, str] = {}
    pieces: list[Piece] = []
    for mark in group:
        leaf = mark.leaf
        pieces += [Piece(start, end, leaf, known.touching(leaf, start, end), mark) for start, end in mark.ranges]
        for key, typed in mark.keys.items():
            if typed.value:
                said.setdefault(key, typed.value)
    use, refs = main.value("as") or "", tuple((main.value("ref") or "").split())
    return Unit(number, main, tuple(pieces), main.kind, use, main.kind in ASSERTING and not use, refs, said)


def reaching(units: Iterable[Unit]) -> Intervals[Unit]:
    """The pieces of some units by where they stand."""
    return Intervals(((piece.start, piece.end), unit) for unit in units for piece in unit.pieces)


def innermost(units: Intervals[Unit], where: Range) -> Unit | None:
    """The unit with the smallest piece around a range, equal ones included."""
    best, least = None, (0, 0)
    for (start, end), unit in units.around(*where):
        size = end - start, unit.number
        if best is None or size < least:
            best, least = unit, size
    return best


def reading_order(mark: WrittenMark) -> tuple[int, int, str, int]:
    """By first word, the longer first; then by kind and place in the file."""
    start, end = mark.ranges[0]
    return start, -end, mark.kind, mark.span.start


def dissolve(names: Sequence[str], groups: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Claims and groups as claims, each once."""
    return tuple(dict.fromkeys(claim for name in names for claim in groups.get(name, (name,))))
