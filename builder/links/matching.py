"""Which mark of an edited text is which of the published one.

Paragraphs are paired, the words of each pair aligned, and a mark is found again where its words went: at exactly the
same words; else at most of them, the best fit first. What then is left, and whose words are not simply standing there
unmarked, is looked for by its words and surroundings everywhere; and then, reworded altogether, as the only mark of its
kind between words that stayed. No two marks become one; where two are as likely, neither is chosen: losing an id asks
its author, moving one deceives its readers. Pure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from builder.links.alignment import GONE, align, firm
from builder.links.elsewhere import elsewhere
from builder.links.pairing import pair
from builder.links.texts import NOWHERE, Mark, Text

MANY = 2_000_000
"""The most work on marks of one paragraph: words of the old ones times the number of the new ones."""
GAP = 8
"""How many words may be rewritten where a mark is reworded altogether."""
BESIDE, TIGHT = 2, 1
"""How many of them may stand beside the mark; and how many, so that it needs no look elsewhere first."""
_ENDS = frozenset(".!?…;:。！？")
"""Signs between sentences: what stands behind one is about something else."""


_Gap = tuple[int, int, int, int]
"""A stretch that was rewritten: from and to among the old words, from and to among the new ones."""


class Found(Struct, frozen=True):
    """What the published paragraphs and marks became: number in the old text -> number in the new one."""

    paragraphs: Mapping[int, int]
    marks: Mapping[int, int]


def match(old: Text, new: Text, bound: Mapping[int, int]) -> Found:
    """Find the paragraphs and marks of `old` in `new`; `bound` are marks that are known to be one already."""
    paragraphs = pair([item.words for item in old.paragraphs], [item.words for item in new.paragraphs])
    search = _Search(old, new, dict(bound))
    for i, j in paragraphs.items():
        search.within(i, j)
    for i, j in paragraphs.items():
        search.reworded(i, j, TIGHT)
    search.look_elsewhere()
    for i, j in paragraphs.items():
        search.reworded(i, j, BESIDE)
    return Found(paragraphs, search.became)


@dataclass(slots=True)
class _Search:
    """What is found so far.

    unmarked  old marks whose words still stand where they stood
    added     new marks on words that stood there already
    where     old paragraph -> where its words went
    """

    old: Text
    new: Text
    became: dict[int, int]
    taken: set[int] = field(default_factory=set)
    unmarked: set[int] = field(default_factory=set)
    added: set[int] = field(default_factory=set)
    where: dict[int, list[int]] = field(default_factory=dict)
    old_by: dict[int, list[int]] = field(default_factory=dict)
    new_by: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.taken = set(self.became.values())
        for marks, by in ((self.old.marks, self.old_by), (self.new.marks, self.new_by)):
            for number, mark in enumerate(marks):
                if mark.first != NOWHERE:
                    by.setdefault(mark.paragraph, []).append(number)

    def note(self, i: int, j: int) -> None:
        """An old mark became a new one."""
        self.became[i] = j
        self.taken.add(j)

    @staticmethod
    def free(numbers: Sequence[int], known: Mapping[int, int] | set[int]) -> list[int]:
        """Those that are not yet known."""
        return [number for number in numbers if number not in known]

    def within(self, i: int, j: int) -> None:
        """Find the marks of an old paragraph in the new one that it became."""
        ours, theirs = self.old_by.get(i, []), self.new_by.get(j, [])
        if not ours and not theirs:
            return
        where = self._align(i, j)
        self._exactly(ours, theirs, where)
        left, right = self.free(ours, self.became), self.free(theirs, self.taken)
        size = len(self.new.paragraphs[j].words)
        if left and right and len(right) * self._length(left) <= MANY:
            self._mostly(left, right, where, size)
        came = {there: here for here, there in enumerate(where) if there != GONE}
        self.unmarked.update(n for n in self.free(ours, self.became) if _share(self.old.marks[n], where) >= 0.5)
        self.added.update(n for n in self.free(theirs, self.taken) if _share(self.new.marks[n], came) >= 0.5)

    def look_elsewhere(self) -> None:
        """Find marks that went to another place."""
        old, new = self.old.marks, self.new.marks
        left = [number for number in self.free(range(len(old)), self.became) if number not in self.unmarked]
        right = [number for number in self.free(range(len(new)), self.taken) if number not in self.added]
        for i, j in elsewhere(old, new, left, right):
            self.note(i, j)

    def reworded(self, i: int, j: int, beside: int) -> None:
        """Find what is left of the marks of an old paragraph in the new one that it became."""
        ours, theirs = self.free(self.old_by.get(i, []), self.became), self.free(self.new_by.get(j, []), self.taken)
        if ours and theirs:
            before, after = self.old.paragraphs[i].words, self.new.paragraphs[j].words
            gaps = [
                gap
                for gap in _gaps(self._align(i, j), len(after))
                if _ENDS.isdisjoint(before[gap[0] : gap[1]]) and _ENDS.isdisjoint(after[gap[2] : gap[3]])
            ]
            self._reworded(ours, theirs, gaps, beside)

    def _align(self, i: int, j: int) -> list[int]:
        """Where the words of an old paragraph went in the new one that it became."""
        if i not in self.where:
            before, after = self.old.paragraphs[i].words, self.new.paragraphs[j].words
            self.where[i] = firm(align(before, after), len(after))
        return self.where[i]

    def _length(self, numbers: Sequence[int]) -> int:
        """The words of some old marks together."""
        return sum(self.old.marks[number].last - self.old.marks[number].first for number in numbers)

    def _exactly(self, ours: Sequence[int], theirs: Sequence[int], where: Sequence[int]) -> None:
        """Marks that begin and end with the words with which they began and ended."""
        places: dict[tuple[str, int, int], int] = {}
        for number in self.free(theirs, self.taken):
            mark = self.new.marks[number]
            places.setdefault((mark.kind, mark.first, mark.last), number)
        for number in self.free(ours, self.became):
            mark = self.old.marks[number]
            if mark.last > mark.first and GONE not in (where[mark.first], where[mark.last - 1]):
                found = places.pop((mark.kind, where[mark.first], where[mark.last - 1] + 1), None)
                if found is not None:
                    self.note(number, found)

    def _mostly(self, left: Sequence[int], right: Sequence[int], where: Sequence[int], size: int) -> None:
        """Marks that still hold some of their words, the best fit first."""
        scored = [
            (-score, i, j)
            for i in left
            for j in right
            if (score := _fit(self.old.marks[i], self.new.marks[j], where, size))
        ]
        for _, i, j in sorted(scored):
            if i not in self.became and j not in self.taken:
                self.note(i, j)

    def _reworded(self, left: Sequence[int], right: Sequence[int], ends: Sequence[_Gap], beside: int) -> None:
        """Marks that are the only ones of their kind in a short stretch between words that stayed."""
        gaps: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
        for numbers, marks, side in ((left, self.old.marks, 0), (right, self.new.marks, 1)):
            starts = [gap[2 * side] for gap in ends]
            for number in numbers:
                mark = marks[number]
                at = bisect_right(starts, mark.first) - 1
                if at >= 0 and mark.last <= ends[at][2 * side + 1]:
                    gaps.setdefault((mark.kind, at), ([], []))[side].append(number)
        for (_, at), (ours, theirs) in gaps.items():
            if len(ours) == len(theirs) == 1:
                old, new, gap = self.old.marks[ours[0]], self.new.marks[theirs[0]], ends[at]
                spare = gap[1] - gap[0] - (old.last - old.first), gap[3] - gap[2] - (new.last - new.first)
                if max(spare) <= beside:
                    self.note(ours[0], theirs[0])


def _share(mark: Mark, kept: Sequence[int] | Mapping[int, int]) -> float:
    """The share of a mark's words that stand in both texts."""
    count = mark.last - mark.first
    if isinstance(kept, Mapping):
        stayed = sum(1 for word in range(mark.first, mark.last) if word in kept)
    else:
        stayed = sum(1 for word in range(mark.first, mark.last) if kept[word] != GONE)
    return stayed / count if count else 0.0


def _fit(old: Mark, new: Mark, where: Sequence[int], size: int) -> float:
    """How well an old mark fits a new one: 0 where it does not, up to 3."""
    if old.kind != new.kind:
        return 0.0
    shared = sum(1 for word in range(old.first, old.last) if new.first <= where[word] < new.last)
    if not shared:
        return 0.0
    overlap = 2 * shared / (old.last - old.first + new.last - new.first)
    begins = where[old.first] == new.first or _meets(old.first - 1, new.first - 1, where, size)
    ends = where[old.last - 1] == new.last - 1 or _meets(old.last, new.last, where, size)
    enough = overlap >= 0.5 or (begins and ends) or (overlap >= 0.25 and (begins or ends))
    return 2 * overlap + (begins + ends) / 2 if enough else 0.0


def _meets(here: int, there: int, where: Sequence[int], size: int) -> bool:
    """Whether a word beside an old mark is the one beside the new mark; the ends of the paragraphs are, too."""
    if here < 0 or here >= len(where):
        return here == there if here < 0 else there >= size
    return where[here] == there


def _gaps(where: Sequence[int], size: int) -> Iterator[_Gap]:
    """The short stretches that were rewritten."""
    here, there = 0, 0
    for word, image in [*enumerate(where), (len(where), size)]:
        if image != GONE:
            if 0 < word - here <= GAP and 0 < image - there <= GAP:
                yield here, word, there, image
            here, there = word + 1, image + 1
