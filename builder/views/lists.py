"""The home page and the lists of claims, sources and lessons; long ones in several pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic

from msgspec import Struct

from builder import urls
from builder.model.index import Entry, Index
from builder.model.site import Setting
from builder.views.filters import Filters, filters, kept_by
from builder.views.fingerprint import Fingerprint, fingerprint
from builder.views.frame import Entry as PageEntry
from builder.views.frame import Frame, House, Link, frame, way
from builder.views.kinds import KindView, kinds
from builder.views.pager import ONLY, Pager, Row, paged, pager_of, pages_of
from builder.views.parts import SourceRef, source_ref

CARDS = 48
"""How many articles a page of the home page's list holds: each is drawn, and the page is to open fast on a phone."""


class ArticleCard(Struct, frozen=True):
    """An article on the home page; `kept_by` are the class names that the filters go by."""

    title: str
    href: str
    summary: str
    topics: tuple[str, ...]
    level: str
    minutes: int
    invented: bool
    is_draft: bool
    language: str
    counts: tuple[tuple[KindView, int], ...]
    fingerprint: Fingerprint
    first_answer: int
    kept_by: str


class ClaimLine(Struct, frozen=True):
    """A claim in the list of all claims."""

    says: str
    href: str
    article: Link
    sayings: int
    disputed: bool
    unanswered: bool
    answers: bool
    foreign: str


class SourceLine(Struct, frozen=True):
    """A source in the list of all sources."""

    source: SourceRef
    about: str
    sayings: int
    articles: int


class ListView(Struct, Generic[Row], frozen=True):
    """A page of a list."""

    frame: Frame
    title: str
    rows: tuple[Row, ...]
    total: int
    pager: Pager


class HomeView(Struct, frozen=True):
    """The home page."""

    frame: Frame
    description: str
    kinds: tuple[KindView, ...]
    articles: tuple[ArticleCard, ...]
    total: int
    lessons: tuple[Link, ...]
    pager: Pager
    filters: Filters


def home_pages(total: int) -> int:
    """How many pages the list of so many articles has."""
    return pages_of(total, CARDS)


def home_view(index: Index, house: House, lessons: Sequence[PageEntry], number: int) -> HomeView:
    """A page of the list of articles; the first is the home page."""
    total = index.size()
    here, pager = pager_of(home_pages(total), urls.HOME, number)
    rows = index.some((number - 1) * CARDS, number * CARDS)
    kind_views = kinds(house, here, {})
    choices = filters(rows, here)
    return HomeView(
        frame=frame(house, here, house.site.title, section="articles" if number > 1 else ""),
        description=house.site.description,
        kinds=tuple(kind_views.values()),
        articles=tuple(_card(entry, house, here, kind_views, choices) for entry in rows),
        total=total,
        lessons=tuple(Link(lesson.title, way(here, lesson.page)) for lesson in lessons),
        pager=pager,
        filters=choices,
    )


def _card(entry: Entry, house: House, here: str, kind_views: dict[str, KindView], choices: Filters) -> ArticleCard:
    return ArticleCard(
        title=entry.title,
        href=house.href(here, "articles", urls.article_page(entry.slug)),
        summary=entry.summary,
        topics=entry.topics,
        level=entry.level,
        minutes=max(1, round(entry.words / 200)),
        invented=entry.invented,
        is_draft=entry.draft,
        language=entry.language,
        counts=tuple((kind_views[k], n) for k, n in entry.counts.items() if n and k in kind_views),
        fingerprint=fingerprint(entry.shape, kind_views),
        first_answer=entry.first_answer,
        kept_by=kept_by(entry, choices),
    )


def claim_lists(index: Index, house: House) -> Iterator[ListView[ClaimLine]]:
    """The list of all claims, article by article, the easiest first."""
    title = house.messages.gettext("Claims")
    lines = claim_rows(index)
    for here, rows, pager in paged(lines, urls.CLAIMS):
        yield ListView(
            frame(house, here, title, section="claims"),
            title,
            tuple(_claim_line(entry, number, index, house, here) for entry, number in rows),
            len(lines),
            pager,
        )


def claim_rows(index: Index) -> list[tuple[Entry, int]]:
    """The rows of the list of all claims: each by its article and number."""
    return [(entry, number) for entry in index.by_easiness() for number in range(len(entry.claims))]


def _claim_line(entry: Entry, number: int, index: Index, house: House, here: str) -> ClaimLine:
    claim = entry.claims[number]
    disputed = index.is_disputed(entry.slug, claim.id)
    return ClaimLine(
        says=claim.says,
        href=way(here, urls.claim_page(entry.slug, claim.id)),
        article=Link(
            entry.title,
            house.href(here, "articles", urls.article_page(entry.slug)),
            house.foreign(entry.language),
        ),
        foreign=house.foreign(entry.language),
        sayings=sum(slug == entry.slug for slug, _ in index.sayings_of(entry.slug, claim.id)),
        disputed=disputed,
        unanswered=claim.unanswered and not disputed,
        answers=bool(entry.answers_of(claim.id)),
    )


def source_lists(index: Index, setting: Setting, house: House) -> Iterator[ListView[SourceLine]]:
    """The list of all sources by name."""
    title = house.messages.gettext("Sources")
    uses: dict[str, list[int]] = {}
    for entry in index.entries.values():
        for source in entry.sources:
            told = sum(source in saying.chain.sources for saying in entry.sayings)
            found = uses.setdefault(source, [0, 0])
            found[0] += told
            found[1] += 1
    sources = sorted(
        (source for id_, source in setting.sources.items() if id_ in uses and id_ != "unstated"),
        key=lambda source: (source.name.casefold(), source.id),
    )
    for here, rows, pager in paged(sources, urls.SOURCES):
        lines = tuple(SourceLine(source_ref(house, here, s), s.about, uses[s.id][0], uses[s.id][1]) for s in rows)
        yield ListView(frame(house, here, title, section="sources"), title, lines, len(sources), pager)


def lesson_list(lessons: Sequence[PageEntry], house: House) -> ListView[PageEntry]:
    """The list of lessons."""
    here, title = urls.LESSONS, house.messages.gettext("Lessons")
    rows = tuple(PageEntry(lesson.title, way(here, lesson.page), lesson.summary) for lesson in lessons)
    return ListView(frame(house, here, title, section="lessons"), title, rows, len(rows), ONLY)
