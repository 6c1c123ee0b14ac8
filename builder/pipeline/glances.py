"""Articles whose files look as they did: what came of them is known without reading them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from builder.cache.digests import digest
from builder.cache.looks import Look, Looks
from builder.cache.store import Store
from builder.model.watched import Fact
from builder.pipeline.keeping import Kept, Readings
from builder.read import ArticleFiles


class Glance(msgspec.Struct, frozen=True, array_like=True):
    """What an article depended on when it was read.

    own    its own files; `files` the looks of these and of its original; `facts` what it asked of the sources
    name   of what came of it, in the store
    """

    own: tuple[str, ...]
    files: dict[str, Look]
    facts: tuple[Fact, ...]
    digest: bytes
    name: bytes


def glances(store: Store, readings: Readings) -> Mapping[str, Glance]:
    """What the last build noted, by slug."""
    data = store.get(_name(readings))
    return msgspec.msgpack.decode(data, type=dict[str, Glance]) if data is not None else {}


def known(article: ArticleFiles, noted: Mapping[str, Glance], looks: Looks, readings: Readings) -> bytes | None:
    """The name of what came of an article, where nothing that it depended on has changed."""
    glance = noted.get(article.slug)
    if glance is None or glance.own != own(article):
        return None
    stands = all(look and looks.seen.get(path) == look for path, look in glance.files.items())
    return glance.name if stands and readings.facts(glance.facts) == glance.digest else None


def note(store: Store, readings: Readings, found: Iterable[tuple[ArticleFiles, Kept]], looks: Looks) -> None:
    """Note on what articles depended, for the next build."""
    lines = {}
    for article, kept in found:
        files = {path: looks.seen.get(path, b"") for path in (*own(article), *kept.needs.files)}
        if all(files.values()) and not readings.is_loose(kept):
            lines[article.slug] = Glance(
                own(article), files, kept.needs.facts, readings.facts(kept.needs.facts), kept.name
            )
    store.put(_name(readings), msgspec.msgpack.encode(lines))


def own(article: ArticleFiles) -> tuple[str, ...]:
    """The files that an article is read from."""
    return tuple(path for path in (article.article, article.claims, article.links) if path)


def _name(readings: Readings) -> bytes:
    return digest(b"glances 1", readings.base)
