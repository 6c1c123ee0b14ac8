"""The Atom feed and the sitemap of a published site."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder import urls
from builder.model.index import Entry, Index
from builder.model.site import Site

LONGEST = 50_000
"""How many addresses a sitemap may list."""
NEWEST = 30
"""How many articles the feed names."""
UNDATED = "1970-01-01"


class FeedEntry(Struct, frozen=True):
    """An article in the feed; `updated` is an RFC 3339 moment."""

    title: str
    url: str
    updated: str
    summary: str


class Feed(Struct, frozen=True):
    """The feed (RFC 4287)."""

    title: str
    id: str
    self_url: str
    home_url: str
    updated: str
    author: str
    entries: tuple[FeedEntry, ...]


class SitemapUrl(Struct, frozen=True):
    """An address of the sitemap; `lastmod` is a day or ''."""

    loc: str
    lastmod: str


def _moment(day: str) -> str:
    return f"{day or UNDATED}T00:00:00Z"


def feed(site: Site, entries: Sequence[Entry]) -> Feed:
    """The feed of a site that has a base_url: the newest articles first."""
    newest = sorted(entries, key=lambda entry: entry.slug)
    newest = sorted(newest, key=lambda entry: entry.date, reverse=True)[:NEWEST]
    home = urls.absolute(site.base_url, urls.HOME)
    return Feed(
        title=site.title,
        id=home,
        self_url=urls.absolute(site.base_url, urls.FEED),
        home_url=home,
        updated=_moment(max((entry.date for entry in newest), default="")),
        author=site.title,
        entries=tuple(
            FeedEntry(
                entry.title,
                urls.absolute(site.base_url, urls.article_page(entry.slug)),
                _moment(entry.date),
                entry.summary,
            )
            for entry in newest
        ),
    )


def sitemaps(site: Site, index: Index, pages: Sequence[str]) -> tuple[tuple[SitemapUrl, ...], ...]:
    """The addresses of the pages of a site that has a base_url, in parts no longer than a sitemap may be.

    Grounds: sitemaps.org, protocol 0.9: at most 50,000 addresses a file.
    """
    found = [SitemapUrl(urls.absolute(site.base_url, page), _day(page, index)) for page in pages]
    return tuple(tuple(found[at : at + LONGEST]) for at in range(0, len(found), LONGEST))


def _day(page: str, index: Index) -> str:
    """The day on which the article of a page, or of its claim, was annotated."""
    family, _, rest = page.partition("/")
    entry = index.entries.get(rest.partition("/")[0]) if family in ("articles", "claims") else None
    return entry.date if entry else ""
