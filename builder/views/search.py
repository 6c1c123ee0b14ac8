"""The search page: what its script needs to know of the site, and the index that stands there without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from builder import urls
from builder.model.article import AnyMark, Hedge, Taking
from builder.model.index import Index
from builder.model.site import Setting
from builder.taxonomy import OWN_VOICE, USES
from builder.views.frame import Frame, House, Link, frame, way
from builder.views.kinds import kinds
from builder.views.pager import Pager, paged
from builder.views.parts import SourceRef, source_ref

SCRIPT = "assets/search.js"
ENGINE = "assets/vendor/minisearch/minisearch.js"

SLUG, ID = "~slug", "~id"
"""What stands, in an address for the script, where it puts the slug of an article and an id."""
BOOSTER = "hedge booster"


class Coverage(Struct, frozen=True):
    """How much of a site its search covers: of so many articles every word, of so many at least the headline."""

    words: int
    headlines: int
    articles: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.words == self.articles


class Look(Struct, frozen=True):
    """How a mark looks: class names of its line, the letter that stands at it, the name of its kind."""

    names: str
    letter: str
    label: str


class FoundSource(Struct, frozen=True):
    """A source that can be found."""

    id: str
    name: str
    kind: str
    ends: str
    about: str
    also: tuple[str, ...]


class SearchHead(Struct, frozen=True):
    """What the script must know before anything else.

    language                that of the interface
    article, claim, source  the ways to such pages, with SLUG and ID in them; '' where none is built
    looks                   how marks look, by the key of `look`
    """

    language: str
    article: str
    claim: str
    source: str
    looks: Mapping[str, Look]


class IndexedArticle(Struct, frozen=True):
    """An article in the index with what is said in it, in the articles' order."""

    article: Link
    language: str
    claims: tuple[Link, ...]


class SearchView(Struct, frozen=True):
    """The search page; a long index goes on on further pages."""

    frame: Frame
    style: str
    scripts: tuple[str, ...]
    articles: tuple[IndexedArticle, ...]
    sources: tuple[SourceRef, ...]
    coverage: Coverage
    everywhere: str
    pager: Pager


def search_head(house: House) -> SearchHead:
    """What the script must know of a site."""
    here = urls.SEARCH
    article = house.href(here, "articles", urls.article_page(SLUG))
    claim_row = f"{article}#claim-{ID}" if article else ""
    return SearchHead(
        language=house.messages.language,
        article=article,
        claim=house.href(here, "claims", urls.claim_page(SLUG, ID)) or claim_row,
        source=house.href(here, "sources", urls.source_page(ID)),
        looks=_looks(house),
    )


def _looks(house: House) -> Mapping[str, Look]:
    views = kinds(house, urls.SEARCH, {})
    plain = {id_: Look(kind.style, kind.letter, kind.label) for id_, kind in views.items() if id_ != OWN_VOICE.id}
    special = {BOOSTER: plain["hedge"], **{f"claim {use.id}": plain["claim"] for use in USES}}
    return plain | {names: Look(names, like.letter, like.label) for names, like in special.items()}


def look(mark: AnyMark) -> str:
    """The key of how a mark looks: its kind, or what makes it look different from others of its kind."""
    match mark:
        case Hedge() if mark.is_booster:
            return BOOSTER
        case Taking():
            return f"claim {mark.use}"
        case _:
            return mark.kind


def found_sources(index: Index, setting: Setting, house: House) -> tuple[FoundSource, ...]:
    """The sources that have a page because an article names them, by name."""
    if not house.builds("sources"):
        return ()
    refs = [source_ref(house, urls.SEARCH, setting.sources[id_]) for id_ in named(index, setting)]
    return tuple(
        FoundSource(ref.id, ref.name, ref.kind, ref.ends, setting.sources[ref.id].about, setting.sources[ref.id].also)
        for ref in refs
    )


def named(index: Index, setting: Setting) -> list[str]:
    """The ids of the sources that articles name, in order of their names."""
    used = {source for entry in index.entries.values() for source in entry.sources} - {"unstated"}
    return sorted(used, key=lambda id_: (setting.sources[id_].name.casefold(), id_))


def search_views(index: Index, setting: Setting, house: House, coverage: Coverage) -> Iterator[SearchView]:
    """The search page with the index of all articles, claims and sources, from A to Z."""
    for here, rows, pager in paged(tuple(search_rows(index, setting, house)), urls.SEARCH):
        yield SearchView(
            frame=frame(house, here, house.messages.gettext("Search"), section="search"),
            style=way(here, urls.SEARCH_STYLE),
            scripts=tuple(way(here, script) for script in (ENGINE, urls.SEARCH_DATA, SCRIPT)),
            articles=tuple(_articles([row for row in rows if isinstance(row, tuple)], index, house, here)),
            sources=tuple(source_ref(house, here, setting.sources[row]) for row in rows if isinstance(row, str)),
            coverage=coverage,
            everywhere=house.href(here, "home", urls.HOME),
            pager=pager,
        )


_Row = tuple[str, int] | str
"""A line of the index: a claim by article and number (-1: the article itself), or a source by its id."""


def search_rows(index: Index, setting: Setting, house: House) -> Iterator[_Row]:
    """Every line of the index."""
    if house.builds("articles") or house.builds("claims"):
        for entry in sorted(index.entries.values(), key=lambda entry: (entry.title.casefold(), entry.slug)):
            yield from ((entry.slug, number) for number in range(-1, len(entry.claims)))
    if house.builds("sources"):
        yield from named(index, setting)


def _articles(rows: Sequence[tuple[str, int]], index: Index, house: House, here: str) -> Iterable[IndexedArticle]:
    """The articles of some lines; one that begins on the page before, with the claims that are left."""
    for slug, lines in groupby(rows, key=lambda row: row[0]):
        entry = index.entries[slug]
        page = urls.article_page(slug)
        claims = [entry.claims[number] for _, number in lines if number >= 0]
        yield IndexedArticle(
            Link(entry.title, house.href(here, "articles", page)),
            entry.language,
            tuple(
                Link(
                    claim.says,
                    house.href(here, "claims", urls.claim_page(slug, claim.id))
                    or house.href(here, "articles", page, f"claim-{claim.id}"),
                )
                for claim in claims
            ),
        )
