"""Published ids: which mark and which paragraph of an edited article bears which of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.analyse.units import Unit
from builder.model.bundle import WrittenArticle
from builder.model.document import Range

if TYPE_CHECKING:
    from builder.links.texts import Text


class Kept(Struct, frozen=True):
    """What an article keeps of what was published.

    marks, paragraphs   number of a unit, of a paragraph -> the id it is published under
    published           every id that must not be lost
    taken               every id that nothing new may bear: those, and the retired ones
    """

    marks: Mapping[int, str] = {}
    paragraphs: Mapping[int, str] = {}
    published: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()


def keep(written: WrittenArticle, units: Sequence[Unit], typed: Sequence[str], paragraphs: Sequence[Range]) -> Kept:
    """Find what is published in the article as it is now; `typed` are the ids that authors gave, '' where none."""
    if written.ledger is None:
        return Kept()
    from builder.links.book import ledger_of, published
    from builder.links.matching import match

    ledger = ledger_of(written.ledger)
    old_marks = tuple(mark.id for mark in ledger.marks())
    number = {id_: at for at, id_ in enumerate(old_marks)}
    bound = {number[id_]: at for at, id_ in enumerate(typed) if id_ in number}
    found = match(published(ledger), _today(written, units, paragraphs), bound)
    known = frozenset((*old_marks, *(item.id for item in ledger.paragraphs)))
    return Kept(
        {new: old_marks[old] for old, new in found.marks.items()},
        {new: ledger.paragraphs[old].id for old, new in found.paragraphs.items()},
        known,
        known | {item.id for item in ledger.retired},
    )


def _today(written: WrittenArticle, units: Sequence[Unit], ranges: Sequence[Range]) -> Text:
    """The article as links see it."""
    from builder.links.texts import Mark, Paragraph, Text, mark_at

    text = written.document.text
    leaves = written.document.leaves()
    paragraphs = tuple(Paragraph(text[start:end]) for start, end in ranges)
    marks: list[Mark] = []
    for unit in units:
        at = leaves[unit.first.leaf].paragraph
        begins = ranges[at][0]
        pieces = [text[piece.start : piece.end] for piece in unit.pieces]
        marks.append(mark_at(unit.kind, at, paragraphs[at], unit.first.start - begins, unit.first.end - begins, pieces))
    return Text(paragraphs, tuple(marks))
