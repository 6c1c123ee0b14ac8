"""Pages at addresses that lead elsewhere now: of what was renamed, and of claims that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from builder import urls
from builder.model.index import Entry, Index
from builder.model.page import Page
from builder.model.site import Source
from builder.views.frame import Frame, House, frame, way
from builder.views.pager import numbered

SCRIPT = "assets/moved.js"
"""What keeps the fragment of an old address, where scripts run."""

Move = tuple[str, str, str]
"""An old address, the page it leads to, and the fragment there, '' for the page itself."""


class MovedView(Struct, frozen=True):
    """A page that leads on."""

    frame: Frame
    href: str
    script: str


def moved(
    index: Index, sources: Iterable[Source], lists: Mapping[str, int], pages: Iterable[Page], house: House
) -> Iterator[Move]:
    """Every old address that leads elsewhere now, among the families that are built.

    lists  how many pages the list of a source has, for all renamed ones that have any
    """
    yield from _articles(index, house)
    for source in sources if house.builds("sources") else ():
        yield from _source(source, lists.get(source.id, 0))
    for page in pages:
        if house.builds("lessons" if page.is_lesson else "pages"):
            for old in page.former:
                yield urls.lesson_page(old) if page.is_lesson else urls.plain_page(old), page.address, ""


def _articles(index: Index, house: House) -> Iterator[Move]:
    """The old addresses of articles, and of their pictures and claims."""
    for slug, entry in index.entries.items():
        for old in entry.former:
            if house.builds("articles"):
                yield urls.article_page(old), urls.article_page(slug), ""
            if house.builds("pictures") and entry.has_pictures:
                yield urls.pictures_page(old), urls.pictures_page(slug), ""
        if house.builds("claims"):
            yield from _claims(entry, house)


def _source(source: Source, count: int) -> Iterator[Move]:
    """The old addresses of a source whose list has `count` pages now, which is how many it is thought to have had."""
    for old in source.former:
        if not count:
            yield urls.source_page(old), urls.SOURCES, ""
        for number in range(1, count + 1):
            yield numbered(urls.source_page(old), number), numbered(urls.source_page(source.id), number), ""


def _claims(entry: Entry, house: House) -> Iterator[Move]:
    """The old addresses of an article's claims."""
    for old in entry.former:
        for claim in entry.claims:
            yield urls.claim_page(old, claim.id), urls.claim_page(entry.slug, claim.id), ""
    known = {claim.id for claim in entry.claims}
    for gone, now in entry.gone:
        for slug in (entry.slug, *entry.former):
            old = urls.claim_page(slug, gone)
            if now in known:
                yield old, urls.claim_page(entry.slug, now), ""
            elif house.builds("articles"):
                yield old, urls.article_page(entry.slug), f"claim-{gone}"
            else:
                yield old, urls.CLAIMS, ""


def moved_view(old: str, new: str, fragment: str, house: House) -> MovedView:
    """The page at an old address."""
    made = frame(house, old, house.messages.gettext("This page has moved"))
    base = house.site.base_url
    canonical = urls.absolute(base, new) if base else ""
    return MovedView(replace(made, canonical=canonical), urls.relative(old, new, fragment), way(old, SCRIPT))
