"""The ledger of an article: made of what is published, read from its file, seen as a text. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from builder.links.quoting import Quotable, Surroundings, folded
from builder.links.texts import AROUND, NOWHERE, Mark, Paragraph, Text, mark_at, words
from builder.model.article import AnyMark, Article
from builder.model.ledger import Ledger, LedgerMark, LedgerParagraph, Retired, WrittenLedger, WrittenRetired
from builder.model.placed import Placed

MOST_EFFORT = 2_000_000_000
"""Characters that are looked through for quotations; marks beyond have no place and are known by their words alone."""


def record(article: Article) -> Ledger:
    """What is published of an article as it stands."""
    marks: dict[int, list[AnyMark]] = {}
    for mark in article.marks():
        marks.setdefault(mark.paragraph, []).append(mark)
    paragraphs = []
    for paragraph in article.paragraphs:
        text = Quotable(article.text[paragraph.start : paragraph.end])
        found = tuple(_mark(article.text, mark, text, paragraph.start) for mark in marks.get(paragraph.number, ()))
        paragraphs.append(LedgerParagraph(paragraph.id, folded(text.text), found))
    return Ledger(
        article=article.slug,
        former=article.former,
        paragraphs=tuple(paragraphs),
        claims=tuple((claim.id, folded(claim.says)) for claim in article.claims),
        retired=article.retired,
        retired_claims=article.retired_claims,
    )


def _mark(text: str, mark: AnyMark, paragraph: Quotable, begins: int) -> LedgerMark:
    start, end = mark.ranges[0]
    where = paragraph.surroundings(start - begins, end - begins)
    quote = tuple(folded(text[a:b]) for a, b in mark.ranges)
    return LedgerMark(mark.id, mark.kind, quote, where.before, where.after, where.nth)


def ledger_of(written: WrittenLedger) -> Ledger:
    """A ledger as its file says it."""
    return Ledger(
        article=written.article.value,
        former=tuple(slug.value for slug in written.former),
        paragraphs=tuple(
            LedgerParagraph(
                id_.value,
                item.text.value,
                tuple(
                    LedgerMark(
                        name.value,
                        mark.kind.value,
                        tuple(piece.value for piece in mark.quote),
                        _value(mark.before),
                        _value(mark.after),
                        mark.nth.value if mark.nth else 1,
                    )
                    for name, mark in item.marks.items()
                ),
            )
            for id_, item in written.paragraphs.items()
        ),
        claims=tuple((id_.value, says.value) for id_, says in written.claims.items()),
        retired=_retired(written.retired),
        retired_claims=_retired(written.retired_claims),
    )


def _retired(written: Mapping[Placed[str], WrittenRetired]) -> tuple[Retired, ...]:
    return tuple(
        Retired(id_.value, item.quote.value, _value(item.now), _value(item.before), _value(item.after))
        for id_, item in written.items()
    )


def _value(placed: Placed[str] | None) -> str:
    return placed.value if placed else ""


def published(ledger: Ledger) -> Text:
    """The text that a ledger keeps, its paragraphs and marks in its order."""
    paragraphs = tuple(Paragraph(item.text) for item in ledger.paragraphs)
    marks: list[Mark] = []
    effort = 0
    for number, item in enumerate(ledger.paragraphs):
        effort += len(item.text) * len(item.marks)
        text = Quotable(item.text) if item.marks and effort <= MOST_EFFORT else None
        for mark in item.marks:
            where = Surroundings(mark.before, mark.after, mark.nth)
            found = text.find(mark.quote[0], where) if text and mark.quote else None
            if found:
                marks.append(mark_at(mark.kind, number, paragraphs[number], *found, mark.quote))
            else:
                every = tuple(word for piece in mark.quote for word in words(piece))
                around = words(mark.before)[-AROUND:], words(mark.after)[:AROUND]
                marks.append(Mark(mark.kind, number, NOWHERE, NOWHERE, every, *around))
    return Text(paragraphs, tuple(marks))
