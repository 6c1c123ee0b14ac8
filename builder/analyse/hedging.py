"""Whose doubt a hedge is, and over which words.

Scope: its `ref`; else the words its `scope` names, and the assertions they stand in; inside an attribution, what that
attribution introduces; else the innermost assertion around it; else the only one of its sentence; else none. Owner:
`owner`; else by its type the article or the last speaker of its chain, which is that of the innermost assertion around
it, else of the attribution it stands in, else `article` (FactBank: source of a commitment).

What that leaves open is decided so:

- Each piece of a joined attribution introduces from its own place, so a hedge inside one weakens what that piece
  introduces; where the piece introduces nothing, what the whole attribution does.
- A hedge in an assertion that stands in an attribution stands in that assertion.
- Words named with `scope` that say who says it ("about four newspapers") belong to no assertion.
- A hedge in an attribution that introduces nothing is not taken for one over the only assertion of its sentence.
- With `ref`, the assertions of those claims in its sentence are the ones it weakens; else those of its block.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from builder.analyse.intervals import Intervals
from builder.analyse.introduce import Introduced
from builder.analyse.units import Piece, Unit, dissolve, innermost, reaching
from builder.model.article import OWN, Chain
from builder.model.document import Range


class ScopeReason(StrEnum):
    """Why a hedge weakens what it weakens."""

    REF = "ref"
    """Its own ref=."""
    WORDS = "words"
    """Its own scope=, and the assertions these words stand in."""
    ATTRIBUTION = "attribution"
    """It stands in an attribution that introduces this."""
    AROUND = "around"
    """It stands in this assertion."""
    SENTENCE = "sentence"
    """This is the only assertion of its sentence."""
    NONE = "none"
    """Nothing marked here."""


class OwnerReason(StrEnum):
    """Why a hedge is somebody's."""

    OWNER = "owner"
    """Its own owner=."""
    TYPE = "type"
    """Words of this type are the article's own."""
    SPEAKER = "speaker"
    """The last speaker of the chain it stands in."""


class Scope(Struct, frozen=True):
    """What a hedge weakens: claims, the assertions (numbers of units) of them, and why."""

    claims: tuple[str, ...]
    assertions: tuple[int, ...]
    why: ScopeReason


class Surroundings:
    """What may stand around a hedge, or near it: the assertions and attributions of an article."""

    def __init__(
        self, units: Sequence[Unit], introduced: Iterable[Introduced], groups: Mapping[str, Sequence[str]]
    ) -> None:
        """`introduced`: what attributions introduce; `groups`: the claims of each group."""
        asserting = [unit for unit in units if unit.asserts]
        self._groups = groups
        self._assertions = reaching(asserting)
        self._attributions = reaching(unit for unit in units if unit.kind == "attribution")
        self._sentences = Intervals((piece.sentence, unit) for unit in asserting for piece in unit.pieces)
        self._claims = {unit.number: unit.claim for unit in asserting}
        self._saying: dict[str, list[Unit]] = {}
        for unit in asserting:
            self._saying.setdefault(unit.claim, []).append(unit)
        self._by_attribution: dict[int, list[int]] = {}
        self._by_piece: dict[tuple[int, int], list[int]] = {}
        for item in introduced:
            self._by_attribution.setdefault(item.attribution, []).append(item.assertion)
            self._by_piece.setdefault((item.attribution, item.piece), []).append(item.assertion)

    def scope(self, hedge: Unit, words: Range | None) -> Scope:
        """The scope of a hedge; `words` is the range of the words that its author named with scope=."""
        place = hedge.first
        if hedge.refs:
            claims = dissolve(hedge.refs, self._groups)
            return Scope(claims, self._nearest(claims, place), ScopeReason.REF)
        if words is not None:
            return self._of(self._holding(words), ScopeReason.WORDS)
        where = place.start, place.end
        speaking = self._speaking(where)
        introduced = self._introduced(*speaking) if speaking else ()
        if introduced:
            return self._of(introduced, ScopeReason.ATTRIBUTION)
        assertion = innermost(self._assertions, where)
        if assertion is not None:
            return self._of((assertion.number,), ScopeReason.AROUND)
        near = {unit.number for _, unit in self._sentences.upon(*place.sentence)}
        if len(near) == 1 and speaking is None:
            return self._of(tuple(near), ScopeReason.SENTENCE)
        return Scope((), (), ScopeReason.NONE)

    def chain(self, hedge: Unit, chains: Mapping[int, Chain]) -> Chain:
        """The chain a hedge stands in; `chains` has those of assertions and attributions by number."""
        for candidates in (self._assertions, self._attributions):
            holder = innermost(candidates, (hedge.first.start, hedge.first.end))
            if holder is not None:
                return chains[holder.number]
        return OWN

    def _of(self, numbers: Sequence[int], why: ScopeReason) -> Scope:
        return Scope(tuple(dict.fromkeys(self._claims[number] for number in numbers)), tuple(numbers), why)

    def _speaking(self, where: Range) -> tuple[int, int] | None:
        """The attribution that holds some words, and where its piece starts; None where they stand in what is said."""
        held = [(end - start, start, end, unit.number) for (start, end), unit in self._attributions.around(*where)]
        if not held:
            return None
        _, first, last, number = min(held)
        inside = ((start, end) for (start, end), _ in self._assertions.around(*where) if (start, end) != (first, last))
        return None if any(first <= start and end <= last for start, end in inside) else (number, first)

    def _introduced(self, attribution: int, piece: int) -> Sequence[int]:
        """What one piece of an attribution introduces, else what the whole attribution does."""
        return self._by_piece.get((attribution, piece)) or self._by_attribution.get(attribution) or ()

    def _holding(self, words: Range) -> tuple[int, ...]:
        """The innermost assertion around some words, else all that they touch; none where they say who says it."""
        if self._speaking(words):
            return ()
        assertion = innermost(self._assertions, words)
        touched = [assertion] if assertion else [unit for _, unit in self._assertions.upon(*words)]
        return tuple(sorted({unit.number for unit in touched}))

    def _nearest(self, claims: Sequence[str], place: Piece) -> tuple[int, ...]:
        """The assertions of some claims in the sentence of a hedge, else those of its block."""
        same = [unit for claim in claims for unit in self._saying.get(claim, ())]
        here = [unit for unit in same if any(_share_sentence(place, piece) for piece in unit.pieces)]
        return tuple(sorted(unit.number for unit in here or same if here or unit.first.leaf == place.leaf))


def _share_sentence(one: Piece, other: Piece) -> bool:
    """Whether two pieces touch a common sentence."""
    return one.leaf == other.leaf and one.sentence[0] < other.sentence[1] and other.sentence[0] < one.sentence[1]
