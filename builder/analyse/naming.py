"""The ids of marks and paragraphs: their author's, else those they are published under, else out of their words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from builder.analyse.keeping import keep
from builder.analyse.units import Unit
from builder.model.bundle import WrittenArticle
from builder.model.document import Document, Range
from builder.model.site import Setting
from builder.text import ids

FOLLOWING = 1_000
"""Code points behind a mark in which the words that follow it are looked for."""


class Names(Struct, frozen=True):
    """The ids of an article.

    marks, paragraphs   in the order of units and paragraphs
    instead             published ids that nothing bears any longer -> the id their author gave what bore them, '' where
                        nothing did
    """

    marks: tuple[str, ...]
    paragraphs: tuple[str, ...]
    instead: Mapping[str, str]


def names(written: WrittenArticle, units: Sequence[Unit], setting: Setting) -> Names:
    """The ids of marks and paragraphs: their author's, else those they are published under, else out of their words."""
    text = written.document.text
    ranges = paragraph_ranges(written.document)
    typed = tuple(unit.main.id.value if unit.main.id else "" for unit in units)
    kept = keep(written, units, typed, ranges)
    own = frozenset(id_ for id_ in typed if id_)
    known = [id_ or (kept.marks.get(at, "") if kept.marks.get(at) not in own else "") for at, id_ in enumerate(typed)]
    leaves = written.document.leaves()
    prefixes = {kind: _prefix(letter) for kind, letter in setting.letters.items()}
    wanted = [_wanted(text, unit, leaves[unit.first.leaf].end, prefixes[unit.kind]) for unit in units]
    marks = _filled(known, wanted, own | kept.taken)
    taken = {*marks, *kept.taken}
    known = [kept.paragraphs.get(at, "") for at in range(len(ranges))]
    known = ["" if id_ in own else id_ for id_ in known]
    paragraphs = _filled(known, [ids.Wanted("p-", text[start:end]) for start, end in ranges], taken)
    borne = {*marks, *paragraphs}
    instead = {id_: marks[at] for at, id_ in kept.marks.items()}
    return Names(marks, paragraphs, {id_: instead.get(id_, "") for id_ in sorted(kept.published - borne)})


def _filled(known: Sequence[str], wanted: Sequence[ids.Wanted], taken: Collection[str]) -> tuple[str, ...]:
    """The known ids, and new ones, none of `taken`, where there is none."""
    derived = iter(ids.derive([item for item, id_ in zip(wanted, known, strict=True) if not id_], taken))
    return tuple(id_ or next(derived) for id_ in known)


def _wanted(text: str, unit: Unit, end: int, prefix: str) -> ids.Wanted:
    """What the id of a mark is made of; `end` is that of its leaf."""
    begin = unit.first.end
    return ids.Wanted(prefix, quote(text, unit), text[begin : min(end, begin + FOLLOWING)])


def _prefix(letter: str) -> str:
    """What the ids of a kind begin with; p- and n- are those of paragraphs and notes."""
    small = letter.lower()
    return f"mark-{small}-" if small in ("p", "n") else f"{small}-"


def quote(text: str, unit: Unit) -> str:
    """The words of a unit, its pieces joined."""
    if len(unit.pieces) == 1:
        return " ".join(text[unit.pieces[0].start : unit.pieces[0].end].split())
    return " … ".join([" ".join(text[piece.start : piece.end].split()) for piece in unit.pieces])


def paragraph_ranges(document: Document) -> tuple[Range, ...]:
    """The ranges of the paragraphs: each block is one, the cells of a table are one together."""
    leaves = document.leaves()
    firsts = [leaf.number for leaf in leaves if not leaf.number or leaves[leaf.number - 1].paragraph != leaf.paragraph]
    return tuple((leaves[a].start, leaves[b - 1].end) for a, b in pairwise([*firsts, len(leaves)]))
