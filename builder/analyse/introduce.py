"""Which attribution introduces which assertion.

An attribution introduces the assertions that start after it in its sentence, before the next attribution starts; if
there are none, the innermost assertion around it; if none, those before it that no other attribution introduces. Each
piece of a joined attribution introduces from its own place. An attribution with `ref` introduces the assertions of
those claims in its paragraph instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from builder.analyse.units import Piece, Unit


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


@dataclass(frozen=True, slots=True)
class Introduced:
    """That a unit of attribution, by one of its pieces, introduces a unit of assertion (their numbers)."""

    attribution: int
    piece: int
    assertion: int
    why: Introduction


def introductions(units: Sequence[Unit], paragraph: Callable[[int], int]) -> tuple[Introduced, ...]:
    """Every introduction; `paragraph` tells the paragraph of a leaf.

    Where several attributions would introduce one assertion, the first reason of `Introduction` decides, then the
    nearest attribution.
    """
    assertions = [unit for unit in units if unit.asserts]
    pieces = sorted(
        ((unit, piece) for unit in units if unit.kind == "attribution" for piece in unit.pieces),
        key=lambda pair: (pair[1].start, -pair[1].end),
    )
    found = [
        Introduced(unit.number, piece.start, target.number, Introduction.NAMED)
        for unit, piece in pieces
        for target in assertions
        if target.refs and target.refs[0] in (piece.mark.value("ref") or "").split()
        and paragraph(piece.leaf) == paragraph(target.first.leaf)
    ]  # fmt: skip
    named = {item.assertion for item in found}
    free = [unit for unit in assertions if unit.number not in named]
    waiting = []
    for number, (unit, piece) in enumerate(pieces):
        if piece.mark.value("ref"):
            continue
        targets = _after(piece, [other for _, other in pieces[number + 1 :]], free)
        why = Introduction.AFTER
        if not targets:
            targets, why = _around(piece, free), Introduction.AROUND
        if not targets:
            waiting.append((unit, piece))
        found += [Introduced(unit.number, piece.start, target.number, why) for target in targets]
    for unit, piece in waiting:
        taken = {item.assertion for item in found}
        targets = [target for target in _before(piece, free) if target.number not in taken]
        found += [Introduced(unit.number, piece.start, t.number, Introduction.BEFORE) for t in targets]
    return _one_each(found)


def _same_sentence(piece: Piece, target: Unit) -> bool:
    """Whether an assertion starts in the sentence of an attribution."""
    return target.first.leaf == piece.leaf and piece.sentence[0] <= target.start < piece.sentence[1]


def _after(piece: Piece, later: Sequence[Piece], assertions: Sequence[Unit]) -> list[Unit]:
    """The assertions that start behind the attribution, before the next one starts."""
    following = (other.start for other in later if other.start >= piece.end)
    limit = min(following, default=piece.sentence[1])
    return [
        target
        for target in assertions
        if _same_sentence(piece, target)
        and (target.start >= piece.end or piece.contains(target.first))
        and target.start < limit
        and not target.first.contains(piece)
    ]


def _around(piece: Piece, assertions: Sequence[Unit]) -> list[Unit]:
    """The innermost assertion around the attribution."""
    around = [
        (inner.end - inner.start, target.number, target)
        for target in assertions
        for inner in target.pieces
        if inner.leaf == piece.leaf and inner.contains(piece)
    ]
    return [min(around)[2]] if around else []


def _before(piece: Piece, assertions: Sequence[Unit]) -> list[Unit]:
    """The assertions that start before the attribution in its sentence."""
    return [target for target in assertions if _same_sentence(piece, target) and target.start < piece.start]


_ORDER = list(Introduction)


def _one_each(found: Sequence[Introduced]) -> tuple[Introduced, ...]:
    """One introduction for each assertion: the strongest reason, then the nearest attribution."""
    best: dict[int, Introduced] = {}
    for item in sorted(found, key=lambda item: (item.assertion, _ORDER.index(item.why), -item.piece)):
        best.setdefault(item.assertion, item)
    return tuple(best[number] for number in sorted(best))
