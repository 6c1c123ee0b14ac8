"""Articles whose files look as they did: what came of them is known without reading them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec
from msgspec.structs import replace

from builder.cache.digests import digest
from builder.cache.looks import Looks
from builder.cache.store import Store
from builder.model.watched import SOURCES
from builder.pipeline.folded import Details, understood
from builder.pipeline.keeping import Kept, Others, Readings, stored
from builder.read import ArticleFiles

_MOST_RECENT = 64
"""As many articles are noted beside all others, before all are noted anew."""


class Glance(msgspec.Struct, frozen=True, array_like=True):
    """What an article depended on when it was read.

    own     its own files
    looks   what they and its originals looked like, in one piece
    digest  what the sources answered to what it asked of them
    kept    what came of it, as it stands in the store
    """

    own: tuple[str, ...]
    looks: bytes
    digest: bytes
    kept: Kept


class _Glances(msgspec.Struct, frozen=True, array_like=True):
    """What builds noted of some articles, by slug.

    sources  the digest of the sources that they knew
    details  under which name the details lie in the store that are not kept with the articles: few builds need any
    """

    sources: bytes = b""
    details: bytes = b""
    articles: dict[str, Glance] = {}


class Noted(msgspec.Struct, frozen=True):
    """What builds noted of the articles of a site: all of it, and of those that changed since most were noted."""

    whole: _Glances
    recent: Mapping[str, Glance]

    def is_dated(self, readings: Readings) -> bool:
        """Whether other sources were known then, so that it takes longer to see what still holds."""
        return self.whole.sources != readings.fact(SOURCES)


def glances(store: Store, readings: Readings) -> Noted:
    """What the last builds noted."""
    most, recent = _noted(store, _name(readings)), _noted(store, _name(readings, b"recent"))
    store.use(most.details)
    sources = most.sources if most.sources == recent.sources or not recent.articles else b""
    return Noted(_Glances(sources, most.details, {**most.articles, **recent.articles}), recent.articles)


def others(store: Store, noted: Noted) -> Others:
    """The details of what was noted, which are fetched when the first are asked for."""

    @cache
    def found() -> dict[str, Details]:
        data = store.get(noted.whole.details)
        return understood(dict[str, Details], data) if data is not None else {}

    return lambda slug: found().get(slug)


def known(article: ArticleFiles, noted: Noted, looks: Looks, readings: Readings) -> Glance | None:
    """What was noted of an article, where nothing that it depended on has changed."""
    glance = noted.whole.articles.get(article.slug)
    if glance is None or glance.own != own(article) or _look(looks, glance.own, glance.kept) != glance.looks:
        return None
    same = not noted.is_dated(readings) or readings.facts(glance.kept.needs.facts) == glance.digest
    return glance if same else None


def note(
    store: Store, readings: Readings, found: Mapping[ArticleFiles, Kept], looks: Looks, noted: Noted, still: set[str]
) -> None:
    """Note on what articles depended and what came of them, for the next build.

    `noted` is what the last ones did, `still` the slugs of the articles of which it still holds.
    """
    sources = readings.fact(SOURCES)
    new = [article for article in found if article.slug not in still or article.slug in noted.recent]
    if still and len(new) <= _MOST_RECENT and not noted.is_dated(readings):
        recent = _lines({article: found[article] for article in new}, looks, readings)
        _put(store, _name(readings, b"recent"), _Glances(sources, b"", recent))
        return
    lines = _lines(found, looks, readings)
    before = others(store, noted)
    whole = [kept for article, kept in found.items() if article.slug in lines and kept.part.entry is not None]
    data = msgspec.msgpack.encode({kept.part.slug: readings.details(kept, before) for kept in whole})
    apart = {slug: replace(glance, kept=replace(glance.kept, details=None)) for slug, glance in lines.items()}
    name = digest(b"details", data)
    store.put(name, data)
    _put(store, _name(readings), _Glances(sources, name, apart))
    _put(store, _name(readings, b"recent"), _Glances())


def _lines(found: Mapping[ArticleFiles, Kept], looks: Looks, readings: Readings) -> dict[str, Glance]:
    """What to note of some articles, those left out of which a change might not show."""
    lines: dict[str, Glance] = {}
    for article, kept in found.items():
        look = _look(looks, own(article), kept)
        if look and not readings.is_loose(kept):
            lines[article.slug] = Glance(own(article), look, readings.facts(kept.needs.facts), stored(kept))
    return lines


def _noted(store: Store, name: bytes) -> _Glances:
    data = store.get(name)
    return understood(_Glances, data) if data is not None else _Glances()


def _put(store: Store, name: bytes, noted: _Glances) -> None:
    store.put(name, msgspec.msgpack.encode(noted))


def own(article: ArticleFiles) -> tuple[str, ...]:
    """The files that an article is read from."""
    return tuple(path for path in (article.article, article.claims, article.links) if path)


def _look(looks: Looks, files: Sequence[str], kept: Kept) -> bytes:
    """What the files of an article and its originals look like, in one piece; b"" where a change might not show."""
    found = [looks.seen.get(path, b"") for path in (*files, *kept.needs.files)]
    return b"".join(found) if all(found) else b""


def _name(readings: Readings, which: bytes = b"most") -> bytes:
    return digest(b"glances", which, readings.base)
