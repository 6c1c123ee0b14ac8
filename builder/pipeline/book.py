"""Which files came of which unit, and on what they depended: noted for the next build.

The bytes of pages are not kept twice: they stand in the output folder, and the book says under which digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
    """What is known of a unit: the facts it asked for, their digest, the files that came of it."""

    unit: Unit
    facts: tuple[Fact, ...]
    digest: bytes
    files: Made


class _Pages(msgspec.Struct, frozen=True, array_like=True):
    lines: tuple[Line, ...]
    seen: dict[str, Sighting]


@dataclass(slots=True)
class Book:
    """The lines of the last build into an output folder, and what its files looked like afterwards."""

    lines: Mapping[Unit, Line] = field(default_factory=dict)
    seen: Mapping[str, Sighting] = field(default_factory=dict)

    def find(self, unit: Unit, facts: Facts) -> Line | None:
        """What came of a unit, if it would come out the same again."""
        line = self.lines.get(unit)
        return line if line and facts.digest(line.facts) == line.digest else None


def read_book(store: Store, out: str) -> Book:
    """The book of an output folder, by its real path; an empty one where there is none."""
    data = store.get(_name(out))
    if data is None:
        return Book()
    kept = msgspec.msgpack.decode(data, type=_Pages)
    return Book({line.unit: line for line in kept.lines}, kept.seen)


def write_book(store: Store, out: str, lines: Iterable[Line], seen: Mapping[str, Sighting]) -> None:
    """Note what a build wrote."""
    store.put(_name(out), msgspec.msgpack.encode(_Pages(tuple(lines), dict(seen))))


def _name(out: str) -> bytes:
    return digest(b"book", stamp(), out)
