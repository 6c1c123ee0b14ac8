"""The Atom feed and the sitemap of a published site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder import urls
from builder.model.index import Entry, Index
from builder.model.site import Site

NEWEST = 30
"""How many articles the feed names."""
UNDATED = "1970-01-01"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article in the feed; `updated` is an RFC 3339 moment."""

    title: str
    url: str
    updated: str
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed (RFC 4287)."""

    title: str
    id: str
    self_url: str
    home_url: str
    updated: str
    author: str
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapUrl:
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


def sitemap(site: Site, index: Index, own: Sequence[str]) -> tuple[SitemapUrl, ...]:
    """The addresses of a site that has a base_url: home, articles, their pictures, lessons and pages."""
    pages = [(urls.HOME, "")] if "home" in site.families else []
    if "articles" in site.families:
        pages += [(urls.article_page(entry.slug), entry.date) for entry in index.entries.values()]
    if "pictures" in site.families:
        drawn = (entry for entry in index.entries.values() if entry.has_pictures)
        pages += [(urls.pictures_page(entry.slug), entry.date) for entry in drawn]
    pages += [(address, "") for address in own if address.partition("/")[0] in site.families]
    if "glossary" in site.families:
        pages.append((urls.GLOSSARY, ""))
    return tuple(SitemapUrl(urls.absolute(site.base_url, page), day) for page, day in pages)
