"""Articles whose files look as they did: what came of them is known without reading them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from builder.cache.digests import digest
from builder.cache.looks import Looks
from builder.cache.store import Store
from builder.model.watched import SOURCES
from builder.pipeline.folded import understood
from builder.pipeline.keeping import Kept, Readings, stored
from builder.read import ArticleFiles


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


class Glances(msgspec.Struct, frozen=True, array_like=True):
    """What a build noted of its articles, by slug; `sources` is the digest of the sources that it knew."""

    sources: bytes
    articles: dict[str, Glance]


def glances(store: Store, readings: Readings) -> Glances:
    """What the last build noted."""
    data = store.get(_name(readings))
    return understood(Glances, data) if data is not None else Glances(b"", {})


def known(article: ArticleFiles, noted: Glances, looks: Looks, readings: Readings) -> Glance | None:
    """What was noted of an article, where nothing that it depended on has changed."""
    glance = noted.articles.get(article.slug)
    if glance is None or glance.own != own(article) or _look(looks, glance.own, glance.kept) != glance.looks:
        return None
    same = noted.sources == readings.fact(SOURCES) or readings.facts(glance.kept.needs.facts) == glance.digest
    return glance if same else None


def note(store: Store, readings: Readings, found: Mapping[ArticleFiles, Kept], looks: Looks) -> None:
    """Note on what articles depended and what came of them, for the next build."""
    lines: dict[str, Glance] = {}
    for article, kept in found.items():
        look = _look(looks, own(article), kept)
        if look and not readings.is_loose(kept):
            lines[article.slug] = Glance(own(article), look, readings.facts(kept.needs.facts), stored(kept))
    store.put(_name(readings), msgspec.msgpack.encode(Glances(readings.fact(SOURCES), lines)))


def own(article: ArticleFiles) -> tuple[str, ...]:
    """The files that an article is read from."""
    return tuple(path for path in (article.article, article.claims, article.links) if path)


def _look(looks: Looks, files: Sequence[str], kept: Kept) -> bytes:
    """What the files of an article and its originals look like, in one piece; b"" where a change might not show."""
    found = [looks.seen.get(path, b"") for path in (*files, *kept.needs.files)]
    return b"".join(found) if all(found) else b""


def _name(readings: Readings) -> bytes:
    return digest(b"glances", readings.base)
