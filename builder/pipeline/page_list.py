"""The addresses of all pages of a site, without making any: what its sitemap lists."""

from __future__ import annotations

from collections.abc import Iterator

from builder import urls
from builder.pipeline.content import Content
from builder.pipeline.units import Unit, units
from builder.views.kinship import sayings
from builder.views.lists import claim_rows
from builder.views.pager import addresses, numbered


def page_list(content: Content) -> list[str]:
    """The address of every page that units make, sorted."""
    return sorted(address for unit in units(content) for address in _pages(content, unit))


def _pages(content: Content, unit: Unit) -> Iterator[str]:
    """The addresses of the pages of a unit."""
    index, setting = content.index, content.inputs.setting
    match unit:
        case "home", number:
            yield numbered(urls.HOME, int(number))
        case "article", slug:
            yield from _of_article(content, slug)
        case "claim", slug:
            yield from (urls.claim_page(slug, claim.id) for claim in index.entries[slug].claims)
        case "claims", _:
            yield from addresses(urls.CLAIMS, len(claim_rows(index)))
        case "sources", _:
            from builder.views.search import named

            yield from addresses(urls.SOURCES, len(named(index, setting)))
        case "source", id_:
            yield from addresses(urls.source_page(id_), len(sayings(id_, index, content.uses.get(id_, ()))))
        case "search", _:
            from builder.views.search import search_rows

            yield from addresses(urls.SEARCH, len([*search_rows(index, setting, content.house)]))
        case "glossary", _:
            yield urls.GLOSSARY
        case "lessons", _:
            yield urls.LESSONS
        case "page", address:
            yield address


def _of_article(content: Content, slug: str) -> Iterator[str]:
    """The page of an article, and that of its pictures."""
    if content.house.builds("articles"):
        yield urls.article_page(slug)
    if content.house.builds("pictures") and content.index.entries[slug].has_pictures:
        yield urls.pictures_page(slug)
