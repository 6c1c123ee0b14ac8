"""The headline beside the body's wordings of the same claims."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.model.article import Article
from builder.views.kinds import Passage
from builder.views.notes import NoteMaker
from builder.views.parts import ClaimRef, SourceRef


class HeadlineRow(Struct, frozen=True):
    """A claim of the headline beside the body's wordings: careful words and sources on either side."""

    claim: ClaimRef
    headline: Passage
    headline_careful: tuple[Passage, ...]
    headline_sources: tuple[SourceRef, ...]
    body: tuple[BodyRow, ...]
    lost_careful: tuple[Passage, ...]
    lost_sources: tuple[SourceRef, ...]


class BodyRow(Struct, frozen=True):
    """One wording of the body."""

    passage: Passage
    careful: tuple[Passage, ...]
    sources: tuple[SourceRef, ...]


def headline_rows(article: Article, maker: NoteMaker) -> tuple[HeadlineRow, ...]:
    """The headline's claims that the body says again."""

    def refs(names: Sequence[str]) -> tuple[SourceRef, ...]:
        return tuple(maker.parts.source(name) for name in names)

    def passages(names: Sequence[str]) -> tuple[Passage, ...]:
        return tuple(maker.passage(name) for name in names)

    return tuple(
        HeadlineRow(
            claim=maker.claim(row.claim),
            headline=maker.passage(row.mark),
            headline_careful=passages(row.hedges),
            headline_sources=refs(row.sources),
            body=tuple(BodyRow(maker.passage(b.mark), passages(b.hedges), refs(b.sources)) for b in row.body),
            lost_careful=passages(row.lost_hedges),
            lost_sources=refs(row.lost_sources),
        )
        for row in article.analysis.headline
    )
