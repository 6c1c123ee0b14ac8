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


def mark_ids(written: WrittenArticle, units: Sequence[Unit], setting: Setting) -> tuple[str, ...]:
    """The id of every unit, in their order."""
    text = written.document.text
    leaves = tuple(written.document.leaves())
    typed = [unit.main.id.value if unit.main.id else None for unit in units]
    wanted = []
    for unit, id_ in zip(units, typed, strict=True):
        if id_ is None:
            prefix = f"{setting.letters[unit.kind].lower()}-"
            wanted.append(ids.Wanted(prefix, quote(text, unit), _following(text, unit, leaves[unit.first.leaf].end)))
    derived = iter(ids.derive(wanted, {id_ for id_ in typed if id_}))
    return tuple(id_ or next(derived) for id_ in typed)


def _following(text: str, unit: Unit, end: int) -> str:
    """The words after a unit in its block."""
    return text[unit.first.end : end]


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
