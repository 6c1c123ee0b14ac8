"""Which files came of which unit, and on what they depended: noted for the next build.

The bytes of pages are not kept twice: they stand in the output folder, and the book says under which digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from operator import ne

import msgspec

from builder.cache.digests import digest
from builder.cache.stamp import stamp
from builder.cache.store import Store
from builder.model.watched import Fact
from builder.pipeline.facts import Facts
from builder.pipeline.units import Unit
from builder.write.sighting import Sighting

Made = tuple[tuple[str, str], ...]
"""The files of a unit: address and SHA-256 of each."""


class Line(msgspec.Struct, frozen=True, array_like=True):
    """What is known of a unit: the facts it asked for, by their numbers in the book, and the files that came of it."""

    unit: Unit
    facts: tuple[int, ...]
    files: Made


class _Pages(msgspec.Struct, frozen=True, array_like=True):
    """A book as it is kept: `base` is what every page depends on, `digests` what the facts were."""

    base: bytes
    facts: tuple[Fact, ...]
    digests: tuple[bytes, ...]
    lines: tuple[Line, ...]
    seen: dict[str, Sighting]


_EMPTY = _Pages(b"", (), (), (), {})


class Book:
    """The lines of the last build into an output folder, and what its files looked like afterwards.

    Many units ask for the same: each fact stands in the book once, and is looked at once.
    """

    def __init__(self, kept: _Pages, facts: Facts) -> None:
        self.seen: Mapping[str, Sighting] = kept.seen
        self._facts = facts
        known = kept if kept.base == facts.base else _EMPTY
        self._lines = {line.unit: line for line in known.lines}
        self._numbers = dict(zip(known.facts, range(len(known.facts)), strict=True))
        self._digests = [facts.one(fact) for fact in known.facts]
        self._changed = frozenset(compress(range(len(known.facts)), map(ne, self._digests, known.digests)))

    def find(self, unit: Unit) -> Line | None:
        """What came of a unit, if it would come out the same again."""
        line = self._lines.get(unit)
        return line if line and self._changed.isdisjoint(line.facts) else None

    def line(self, unit: Unit, facts: Iterable[Fact], files: Made) -> Line:
        """The line of a unit that has just been made."""
        numbers = self._numbers
        return Line(unit, tuple(numbers.setdefault(fact, len(numbers)) for fact in facts), files)

    def write(self, store: Store, out: str, lines: Sequence[Line], seen: Mapping[str, Sighting]) -> None:
        """Note what a build wrote: the lines that it found, and those it made."""
        facts, digests = tuple(self._numbers), self._digests
        digests += [self._facts.one(fact) for fact in facts[len(digests) :]]
        used = frozenset[int]().union(*(line.facts for line in lines))
        if len(used) < len(facts):  # some that nobody asks for any more are left out
            new = {number: place for place, number in enumerate(sorted(used))}
            facts, digests = tuple(facts[number] for number in new), [digests[number] for number in new]
            lines = [Line(line.unit, tuple(new[number] for number in line.facts), line.files) for line in lines]
        kept = _Pages(self._facts.base, facts, tuple(digests), tuple(lines), dict(seen))
        store.put(_name(out), msgspec.msgpack.encode(kept))


def read_book(store: Store, out: str, facts: Facts) -> Book:
    """The book of an output folder, by its real path; an empty one where there is none. `facts` are those of today."""
    data = store.get(_name(out))
    return Book(msgspec.msgpack.decode(data, type=_Pages) if data is not None else _EMPTY, facts)


def _name(out: str) -> bytes:
    return digest(b"book", stamp(), out)
