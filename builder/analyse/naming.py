"""The ids of marks and paragraphs: their author's, else derived from their words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from builder.analyse.units import Unit
from builder.model.article import Paragraph
from builder.model.bundle import WrittenArticle
from builder.model.document import Document, Range
from builder.model.site import Setting
from builder.text import ids

FOLLOWING = 1_000
"""Code points behind a mark in which the words that follow it are looked for."""


def mark_ids(written: WrittenArticle, units: Sequence[Unit], setting: Setting) -> tuple[str, ...]:
    """The id of every unit, in their order."""
    text = written.document.text
    leaves = tuple(written.document.leaves())
    typed = [unit.main.id.value if unit.main.id else None for unit in units]
    wanted = []
    for unit, id_ in zip(units, typed, strict=True):
        if id_ is None:
            end = min(leaves[unit.first.leaf].end, unit.first.end + FOLLOWING)
            following = text[unit.first.end : end]
            wanted.append(ids.Wanted(_prefix(setting.letters[unit.kind]), quote(text, unit), following))
    derived = iter(ids.derive(wanted, {id_ for id_ in typed if id_}))
    return tuple(id_ or next(derived) for id_ in typed)


def _prefix(letter: str) -> str:
    """What the ids of a kind begin with; p- and n- are those of paragraphs and notes."""
    small = letter.lower()
    return f"mark-{small}-" if small in ("p", "n") else f"{small}-"


def quote(text: str, unit: Unit) -> str:
    """The words of a unit, its pieces joined."""
    return " … ".join(" ".join(text[piece.start : piece.end].split()) for piece in unit.pieces)


def paragraphs(document: Document, taken: Collection[str]) -> tuple[Paragraph, ...]:
    """The paragraphs with their ids, none of `taken`."""
    ranges = paragraph_ranges(document)
    names = ids.derive([ids.Wanted("p-", document.text[start:end]) for start, end in ranges], taken)
    return tuple(
        Paragraph(name, number, start, end)
        for number, (name, (start, end)) in enumerate(zip(names, ranges, strict=True))
    )


def paragraph_ranges(document: Document) -> tuple[Range, ...]:
    """The ranges of the paragraphs: each block is one, the cells of a table are one together."""
    leaves = tuple(document.leaves())
    firsts = [leaf.number for leaf in leaves if not leaf.number or leaves[leaf.number - 1].paragraph != leaf.paragraph]
    return tuple((leaves[a].start, leaves[b - 1].end) for a, b in pairwise([*firsts, len(leaves)]))
