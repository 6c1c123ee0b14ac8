"""What stands beside the pages of a site: old addresses, 404, feed, sitemap, files linked to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder import urls
from builder.export.feeds import feed, sitemaps
from builder.export.hosting import host_files
from builder.pipeline.content import Content, File, PageError, assets, page_of
from builder.pipeline.linking import ASSET_BYTES
from builder.views.kinship import sayings
from builder.views.moved import SCRIPT as MOVED_SCRIPT
from builder.views.moved import Move, moved, moved_view
from builder.views.page import not_found_view
from builder.views.pager import pages_of

SITEMAP = re.compile(r"sitemap(?:-[0-9]+)?\.xml")
"""The names of a sitemap and of its parts."""


def around(content: Content, listed: Sequence[str]) -> Iterator[File]:
    """What stands beside the pages at the addresses `listed`. Raises PageError."""
    moves = _moves(content)
    for old, new, fragment in moves:
        yield old, page_of(content, "moved.html", moved_view(old, new, fragment, content.house))
    yield from _around(content, sorted(address for address in listed if address.endswith(".html")), moves)


def _moves(content: Content) -> list[Move]:
    """The old addresses of a site."""
    renamed = [source for source in content.inputs.setting.sources.values() if source.former]
    lists = {source.id: _length(content, source.id) for source in renamed if source.id in content.kin.shown}
    return list(moved(content.index, renamed, lists, content.pages.values(), content.house))


def _length(content: Content, source: str) -> int:
    """How many pages the list of a source has."""
    return pages_of(len(sayings(source, content.index, content.uses.get(source, ()))))


def _around(content: Content, listed: Sequence[str], moves: Sequence[Move]) -> Iterator[File]:
    """404, feed, sitemap of the pages `listed`, the script of old addresses, files that pages link to."""
    site = content.inputs.setting.site
    yield urls.NOT_FOUND, page_of(content, "404.html", not_found_view(content.house))
    if site.base_url:
        entries = content.index.by_easiness()
        yield urls.FEED, page_of(content, "feed.xml", {"feed": feed(site, entries)})
        yield from sitemap_files(content, listed)
    yield from host_files(site, [(old, new) for old, new, fragment in moves if not fragment]).items()
    if moves:
        yield MOVED_SCRIPT, assets(content)[MOVED_SCRIPT]
    for path in content.assets:
        yield path.removeprefix("content/"), _copied(content, path)


def _copied(content: Content, path: str) -> bytes:
    """A file that a page links to. Raises PageError."""
    data, findings = content.inputs.root.data(path, ASSET_BYTES)
    if data is None:
        raise PageError(findings)
    return data


def beside(content: Content, address: str) -> bytes | None:
    """One of the files that stand beside the pages, sitemaps aside; None where there is none. Raises PageError."""
    if f"content/{address}" in content.assets:
        return _copied(content, f"content/{address}")
    if address == urls.NOT_FOUND:
        return page_of(content, "404.html", not_found_view(content.house))
    site = content.inputs.setting.site
    if address == urls.FEED and site.base_url:
        return page_of(content, "feed.xml", {"feed": feed(site, content.index.by_easiness())})
    moves = _moves(content)
    for old, new, fragment in moves:
        if old == address:
            return page_of(content, "moved.html", moved_view(old, new, fragment, content.house))
    hosts = host_files(site, [(old, new) for old, new, fragment in moves if not fragment])
    return hosts.get(address) or (assets(content).get(address) if moves or address != MOVED_SCRIPT else None)


def sitemap_files(content: Content, listed: Sequence[str]) -> Iterator[File]:
    """The sitemap of the pages `listed`; where it would be too long, its parts and the list of them."""
    site = content.inputs.setting.site
    parts = sitemaps(site, content.index, listed)
    if len(parts) == 1:
        yield urls.SITEMAP, page_of(content, "sitemap.xml", {"urls": parts[0], "parts": ()})
        return
    names = [urls.sitemap_part(number) for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, page_of(content, "sitemap.xml", {"urls": part, "parts": ()})
    whole = [urls.absolute(site.base_url, name) for name in names]
    yield urls.SITEMAP, page_of(content, "sitemap.xml", {"urls": (), "parts": whole})
