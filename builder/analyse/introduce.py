"""Which attribution introduces which assertion.

An attribution introduces the assertions that start after it in its sentence, before the next attribution starts; if
there are none, the innermost assertion around it; if none, those before it that no other attribution introduces. Each
piece of a joined attribution introduces from its own place. An attribution with `ref` introduces the assertions of
those claims in its paragraph instead.

What that leaves open is decided so:

- "After it" is after its first word: an assertion that stands inside an attribution, or crosses its end, counts.
- An assertion that starts with the words of an attribution starts together with it: it stands around that one, and an
  earlier attribution, whose reach ends where the next one starts, does not introduce it.
- "Before it" are assertions that reach into its sentence, also those that began in an earlier one.
- An assertion is introduced once: by the nearest attribution that names it; else by the one it follows; else by the
  first of those it stands around; else by the first behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from builder.analyse.intervals import Intervals
from builder.analyse.units import Piece, Unit, dissolve, innermost, reaching


class Introduction(StrEnum):
    """Why an attribution introduces an assertion."""

    NAMED = "named"
    """The attribution names the claim with ref."""
    AFTER = "after"
    """The assertion follows the attribution in its sentence."""
    AROUND = "around"
    """The assertion stands around the attribution."""
    BEFORE = "before"
    """The assertion stands before the attribution in its sentence, and no other introduces it."""


class Introduced(Struct, frozen=True):
    """That a unit of attribution, by its piece that starts at `piece`, introduces a unit of assertion (numbers)."""

    attribution: int
    piece: int
    assertion: int
    why: Introduction


Speaking = tuple[Unit, Piece]
"""An attribution and one of its pieces."""


def introductions(
    units: Sequence[Unit], paragraph: Callable[[int], int], groups: Mapping[str, Sequence[str]]
) -> tuple[Introduced, ...]:
    """Every introduction, by assertion; `paragraph` tells the paragraph of a leaf, `groups` the claims of a group."""
    assertions = [unit for unit in units if unit.asserts]
    speaking = sorted(
        ((unit, piece) for unit in units if unit.kind == "attribution" for piece in unit.pieces),
        key=lambda pair: (pair[1].start, -pair[1].end),
    )
    found = {item.assertion: item for item in _named(speaking, assertions, paragraph, groups)}
    free = [unit for unit in assertions if unit.number not in found]
    for item in _by_place(speaking, free):
        found.setdefault(item.assertion, item)
    return tuple(found[number] for number in sorted(found))


def _named(
    speaking: Sequence[Speaking],
    assertions: Sequence[Unit],
    paragraph: Callable[[int], int],
    groups: Mapping[str, Sequence[str]],
) -> Iterator[Introduced]:
    """What attributions with `ref` introduce: the assertions of those claims in their paragraph."""
    naming: dict[tuple[int, str], list[Speaking]] = {}
    for unit, piece in speaking:
        ref = piece.mark.value("ref")
        for claim in dissolve(ref.split(), groups) if ref else ():
            naming.setdefault((paragraph(piece.leaf), claim), []).append((unit, piece))
    for target in assertions if naming else ():
        known = naming.get((paragraph(target.first.leaf), target.claim), [])
        if known:
            unit, piece = min(known, key=lambda pair: (_distance(pair[1], target.first), pair[1].start))
            yield Introduced(unit.number, piece.start, target.number, Introduction.NAMED)


def _distance(one: Piece, other: Piece) -> int:
    """How many code points lie between two pieces."""
    return max(other.start - one.end, one.start - other.end, 0)


def _by_place(speaking: Sequence[Speaking], assertions: Sequence[Unit]) -> Iterable[Introduced]:
    """What attributions introduce by where they stand: first all that follow one, then those around, then before."""
    places = _Places(assertions)
    around: list[Introduced] = []
    waiting: list[Speaking] = []
    found: dict[int, Introduced] = {}
    starts = [piece.start for _, piece in speaking]
    for (unit, piece), limit in zip(speaking, [*starts[1:], None], strict=False):
        if piece.mark.value("ref"):
            continue
        after = places.after(piece, limit)
        for target in after:
            found[target.number] = Introduced(unit.number, piece.start, target.number, Introduction.AFTER)
        holder = None if after else places.around(piece)
        if holder is not None:
            around.append(Introduced(unit.number, piece.start, holder.number, Introduction.AROUND))
        elif not after:
            waiting.append((unit, piece))
    for item in around:
        found.setdefault(item.assertion, item)
    for unit, piece in waiting:
        for target in places.before(piece):
            found.setdefault(target.number, Introduced(unit.number, piece.start, target.number, Introduction.BEFORE))
    return found.values()


class _Places:
    """Where the assertions stand."""

    def __init__(self, assertions: Sequence[Unit]) -> None:
        self._firsts = Intervals(((unit.first.start, unit.first.end), unit) for unit in assertions)
        self._pieces = reaching(assertions)
        self._sentences = Intervals((piece.sentence, (unit, piece)) for unit in assertions for piece in unit.pieces)

    def after(self, piece: Piece, limit: int | None) -> list[Unit]:
        """The assertions that start after the attribution in its sentence, before the next one starts at `limit`."""
        end = piece.sentence[1] if limit is None else min(limit, piece.sentence[1])
        found = self._firsts.between(piece.start, end)
        return [unit for _, unit in found if not unit.first.contains(piece)]

    def around(self, piece: Piece) -> Unit | None:
        """The innermost assertion around the attribution."""
        return innermost(self._pieces, (piece.start, piece.end))

    def before(self, piece: Piece) -> list[Unit]:
        """The assertions that start before the attribution and reach into its sentence."""
        found = {
            unit.number: unit
            for _, (unit, other) in self._sentences.upon(*piece.sentence)
            if unit.start < piece.start and other.start < piece.start
        }
        return [found[number] for number in sorted(found)]
