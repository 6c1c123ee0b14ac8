"""The pages to look things up in: a source with all it said, the glossary with examples from the articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from builder import urls
from builder.model.index import Example, Excerpt, Index, Saying
from builder.model.site import Setting, SiteKind, Source
from builder.taxonomy import (
    EVIDENCE,
    EXAMPLE,
    FORMS,
    HEDGE_TYPES,
    LEVELS,
    MARK_KINDS,
    OWN_VOICE,
    RELATIONS,
    SOURCE_KINDS,
    STANCES,
    USES,
    Term,
    anchor,
)
from builder.views.frame import Frame, House, Link, frame, way
from builder.views.kinship import Kinship, sayings
from builder.views.pager import Pager, paged
from builder.views.parts import ChainView, ClaimRef, SourceRef, chain_view, source_ref

EXAMPLES = 12
"""How many examples a section of the glossary shows."""


class Line(Struct, frozen=True):
    """A line of a concordance: words in their sentence, and the way there."""

    before: str
    quote: str
    after: str
    href: str
    article: Link
    paragraph: int


class SourceSaying(Struct, frozen=True):
    """Something a source said, or passed on: the claim, the chain, the words."""

    line: Line
    claim: ClaimRef
    chain: ChainView
    is_origin: bool
    hedged: bool


class SourceView(Struct, frozen=True):
    """A page of a source."""

    frame: Frame
    source: SourceRef
    about: str
    kind_about: str
    url: str
    also: tuple[str, ...]
    part_of: SourceRef | None
    parts: tuple[SourceRef, ...]
    perhaps_same_as: tuple[SourceRef, ...]
    sayings: tuple[SourceSaying, ...]
    total: int
    articles: tuple[Link, ...]
    asked: tuple[tuple[Link, tuple[ClaimRef, ...], str], ...]
    pager: Pager


class Section(Struct, frozen=True):
    """A section of the glossary; texts are '' where a site's own kind gives none."""

    id: str
    label: str
    term: str
    letter: str
    about: str
    test: str
    good: str
    guessing: str
    wordings: tuple[str, ...]
    grounds: str
    examples: tuple[Line, ...]
    total: int
    disputes: bool | None


class Chapter(Struct, frozen=True):
    """Sections that belong together."""

    id: str
    title: str
    about: str
    sections: tuple[Section, ...]


class GlossaryView(Struct, frozen=True):
    """The glossary."""

    frame: Frame
    chapters: tuple[Chapter, ...]


def source_views(
    source: Source, index: Index, setting: Setting, house: House, slugs: Sequence[str], kin: Kinship
) -> Iterator[SourceView]:
    """The pages of a source; `slugs` are the articles that speak of it."""
    known, _ = setting.sources, house.messages.gettext
    found = sayings(source.id, index, slugs)
    for here, rows, pager in paged(found, urls.source_page(source.id)):
        maker = _Lines(index, house, here)
        crumbs = (Link(_("Sources"), way(here, urls.SOURCES)),)
        yield SourceView(
            frame=frame(house, here, source.name, source.about, crumbs=crumbs, section="sources"),
            source=source_ref(house, here, source),
            about=source.about,
            kind_about=next((_(kind.about) for kind in SOURCE_KINDS if kind.id == source.kind), ""),
            url=source.url,
            also=source.also,
            part_of=source_ref(house, here, known[source.part_of]) if source.part_of else None,
            parts=tuple(source_ref(house, here, s) for s in kin.parts.get(source.id, ())),
            perhaps_same_as=tuple(source_ref(house, here, s) for s in kin.same.get(source.id, ())),
            sayings=tuple(maker.saying(slug, saying, source, known) for slug, saying in rows),
            total=len(found),
            articles=tuple(maker.article(slug) for slug in slugs),
            asked=tuple(maker.asked(source, slugs)),
            pager=pager,
        )


class _Lines:
    """Makes the lines of one page: passages of articles and claims with the ways to them."""

    def __init__(self, index: Index, house: House, here: str) -> None:
        self.index = index
        self.house = house
        self.here = here

    def article(self, slug: str) -> Link:
        """An article."""
        entry = self.index.entries[slug]
        way = self.house.href(self.here, "articles", urls.article_page(slug))
        return Link(entry.title, way, self.house.foreign(entry.language))

    def line(self, slug: str, excerpt: Excerpt, paragraph: int) -> Line:
        """A passage of an article."""
        href = self.house.href(self.here, "articles", urls.article_page(slug), excerpt.mark)
        return Line(excerpt.before, excerpt.quote, excerpt.after, href, self.article(slug), paragraph)

    def claim(self, slug: str, name: str) -> ClaimRef:
        """A claim as an article names it."""
        there, _, id_ = name.rpartition("/")
        there = there or slug
        href = self.house.href(self.here, "claims", urls.claim_page(there, id_))
        return ClaimRef(name, self.index.says(there, id_), href, self.house.foreign(self.index.entries[there].language))

    def saying(self, slug: str, saying: Saying, source: Source, known: Mapping[str, Source]) -> SourceSaying:
        """Something a source said or passed on."""
        return SourceSaying(
            line=self.line(slug, saying.excerpt, saying.paragraph),
            claim=self.claim(slug, saying.claim),
            chain=chain_view(self.house, self.here, saying.chain, known),
            is_origin=source.id in saying.chain.speakers,
            hedged=saying.hedged,
        )

    def asked(self, source: Source, slugs: Sequence[str]) -> Iterator[tuple[Link, tuple[ClaimRef, ...], str]]:
        """What a source was asked."""
        for slug in slugs:
            for item in self.index.entries[slug].asked:
                if item.source == source.id:
                    yield self.article(slug), tuple(self.claim(slug, name) for name in item.about), item.reply


def glossary_view(index: Index, house: House) -> GlossaryView:
    """The glossary, with examples from the easiest articles first."""
    here = urls.GLOSSARY
    examples: dict[str, list[tuple[str, Example]]] = {}
    totals: dict[str, int] = {}
    for entry in index.by_easiness():
        for example in entry.examples:
            totals[example.term] = totals.get(example.term, 0) + 1
            kept = examples.setdefault(example.term, [])
            if len(kept) < EXAMPLES:
                kept.append((entry.slug, example))

    maker = _Lines(index, house, here)
    _, worded = house.messages.gettext, house.messages.pgettext

    def lines(term: str) -> tuple[Line, ...]:
        return tuple(maker.line(slug, item.excerpt, item.paragraph) for slug, item in examples.get(term, ()))

    def section(term: Term) -> Section:
        return Section(
            id=anchor(term),
            label=_(term.label),
            term=_(term.term),
            letter=getattr(term, "letter", ""),
            about=_(term.about),
            test=_(term.test),
            good=_(term.good),
            guessing=_(term.guessing),
            wordings=tuple(worded(EXAMPLE, words) for words in term.examples),
            grounds=_(term.grounds),
            examples=lines(anchor(term)),
            total=totals.get(anchor(term), 0),
            disputes=getattr(term, "disputes", None),
        )

    def own(kind: SiteKind) -> Section:
        id_ = f"kind-{kind.id}"
        return Section(
            id_, kind.name, "", kind.letter, kind.about, kind.test, "", "", (), "", lines(id_), totals.get(id_, 0), None
        )

    def chapter(id_: str, title: str, about: str, terms: Sequence[Term]) -> Chapter:
        return Chapter(id_, title, about, tuple(section(term) for term in terms))

    chapters = [
        chapter(
            "marks",
            _("What is marked"),
            _("Four kinds of words, and what the article says itself."),
            (*MARK_KINDS, OWN_VOICE),
        ),
        chapter("hedge-types", _("Careful words"), _("Ways to hold back a plain “it is so”."), HEDGE_TYPES),
        chapter("levels", _("How sure"), _("How much room the words leave."), LEVELS),
        chapter("relations", _("Answers"), _("How one claim can answer another."), RELATIONS),
        chapter("source-kinds", _("Who can be a source"), _("And how easily you could find them."), SOURCE_KINDS),
        chapter("forms", _("How words are passed on"), _("Word for word, or retold."), FORMS),
        chapter("stances", _("Words for saying"), _("What “said”, “claimed” and “revealed” do."), STANCES),
        chapter("uses", _("Claims taken up"), _("Claims that are spoken of without being made."), USES),
        chapter("evidence", _("What is offered for it"), _("What the article gives you to go on."), EVIDENCE),
    ]
    if house.site.kinds:
        sections = tuple(own(kind) for kind in house.site.kinds)
        chapters.insert(1, Chapter("own-kinds", _("Marks of this site"), "", sections))
    return GlossaryView(frame(house, here, _("Glossary"), section="glossary"), tuple(chapters))
