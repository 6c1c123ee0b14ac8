"""Articles whose files look as they did: what came of them is known without reading them."""

from __future__ import annotations

from collections.abc import Mapping

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
    kept   what came of it, as it stands in the store
    """

    own: tuple[str, ...]
    files: dict[str, Look]
    facts: tuple[Fact, ...]
    digest: bytes
    kept: msgspec.Raw


def glances(store: Store, readings: Readings) -> Mapping[str, Glance]:
    """What the last build noted, by slug."""
    data = store.get(_name(readings))
    return msgspec.msgpack.decode(data, type=dict[str, Glance]) if data is not None else {}


def known(article: ArticleFiles, noted: Mapping[str, Glance], looks: Looks, readings: Readings) -> Glance | None:
    """What was noted of an article, where nothing that it depended on has changed."""
    glance = noted.get(article.slug)
    if glance is None or glance.own != own(article):
        return None
    stands = all(look and looks.seen.get(path) == look for path, look in glance.files.items())
    return glance if stands and readings.facts(glance.facts) == glance.digest else None


def note(
    store: Store,
    readings: Readings,
    found: Mapping[ArticleFiles, Kept],
    known: Mapping[ArticleFiles, Glance],
    looks: Looks,
) -> None:
    """Note on what articles depended and what came of them, for the next build; `known` are those noted before."""
    lines = {article.slug: glance for article, glance in known.items()}
    for article, kept in found.items():
        if article in known or readings.is_loose(kept):
            continue
        files = {path: looks.seen.get(path, b"") for path in (*own(article), *kept.needs.files)}
        data = store.get(kept.name)
        if all(files.values()) and data is not None:
            facts = kept.needs.facts
            lines[article.slug] = Glance(own(article), files, facts, readings.facts(facts), msgspec.Raw(data))
    store.put(_name(readings), msgspec.msgpack.encode(lines))


def own(article: ArticleFiles) -> tuple[str, ...]:
    """The files that an article is read from."""
    return tuple(path for path in (article.article, article.claims, article.links) if path)


def _name(readings: Readings) -> bytes:
    return digest(b"glances 1", readings.base)
