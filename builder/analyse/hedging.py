"""Whose doubt a hedge is, and over which words.

Scope: its `ref`; inside an attribution, what that attribution introduces; else the innermost assertion around it;
else the only one of its sentence; else none. Owner: `owner`; else by its type the article or the last speaker of its
chain, which is that of the innermost assertion around it, else of the attribution it stands in, else `article`
(FactBank: source of a commitment).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from builder.analyse.units import Piece, Unit
from builder.model.article import OWN, Chain


class ScopeReason(StrEnum):
    """Why a hedge weakens what it weakens."""

    REF = "ref"
    """Its own ref=."""
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


@dataclass(frozen=True, slots=True)
class Scope:
    """What a hedge weakens: claims, the assertions (numbers of units) of them, and why."""

    claims: tuple[str, ...]
    assertions: tuple[int, ...]
    why: ScopeReason


def scope(
    hedge: Unit, units: Sequence[Unit], introduced: Mapping[int, Sequence[int]], claims: Mapping[int, str]
) -> Scope:
    """The scope of a hedge.

    introduced  number of an attribution -> numbers of the assertions it introduces
    claims      number of an assertion -> its claim
    """
    place = hedge.first
    if hedge.refs:
        targets = _asserting(hedge.refs, place, units, claims)
        return Scope(hedge.refs, targets, ScopeReason.REF)
    inside = _innermost(place, [unit for unit in units if unit.kind == "attribution"])
    if inside is not None and introduced.get(inside.number):
        return _of(introduced[inside.number], claims, ScopeReason.ATTRIBUTION)
    assertions = [unit for unit in units if unit.asserts]
    around = _innermost(place, assertions)
    if around is not None:
        return _of((around.number,), claims, ScopeReason.AROUND)
    near = [unit for unit in assertions if any(_share_sentence(place, piece) for piece in unit.pieces)]
    if len(near) == 1:
        return _of((near[0].number,), claims, ScopeReason.SENTENCE)
    return Scope((), (), ScopeReason.NONE)


def chain_of(hedge: Unit, units: Sequence[Unit], chains: Mapping[int, Chain]) -> Chain:
    """The chain a hedge stands in; `chains` has those of assertions and attributions by number."""
    for candidates in ([u for u in units if u.asserts], [u for u in units if u.kind == "attribution"]):
        around = _innermost(hedge.first, candidates)
        if around is not None:
            return chains[around.number]
    return OWN


def _of(numbers: Sequence[int], claims: Mapping[int, str], why: ScopeReason) -> Scope:
    return Scope(tuple(dict.fromkeys(claims[number] for number in numbers)), tuple(numbers), why)


def _asserting(refs: Sequence[str], place: Piece, units: Sequence[Unit], claims: Mapping[int, str]) -> tuple[int, ...]:
    """The assertions of some claims that stand nearest: in the sentence of a hedge, else in its block."""
    same = [unit for unit in units if unit.asserts and claims[unit.number] in refs]
    here = [unit for unit in same if any(_share_sentence(place, piece) for piece in unit.pieces)]
    return tuple(unit.number for unit in here or [unit for unit in same if unit.first.leaf == place.leaf])


def _share_sentence(one: Piece, other: Piece) -> bool:
    """Whether two pieces touch a common sentence."""
    return one.leaf == other.leaf and one.sentence[0] < other.sentence[1] and other.sentence[0] < one.sentence[1]


def _innermost(place: Piece, units: Sequence[Unit]) -> Unit | None:
    """The smallest unit with a piece around `place`."""
    around = [
        (piece.end - piece.start, unit.number, unit)
        for unit in units
        for piece in unit.pieces
        if piece.leaf == place.leaf and piece.contains(place)
    ]
    return min(around)[2] if around else None
