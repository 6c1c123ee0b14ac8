"""Articles whose files look as they did: what came of them is known without reading them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from builder.cache.digests import digest
from builder.cache.looks import Looks
from builder.cache.store import Store
from builder.model.watched import Fact
from builder.pipeline.keeping import Kept, Readings
from builder.read import ArticleFiles


class Glance(msgspec.Struct, frozen=True, array_like=True):
    """What an article depended on when it was read.

    own    its own files; `others` its originals; `looks` what all of them looked like, in one piece
    facts  what it asked of the sources, `digest` what they answered
    kept   what came of it, as it stands in the store
    """

    own: tuple[str, ...]
    others: tuple[str, ...]
    looks: bytes
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
    if glance is None or glance.own != own(article) or _look(looks, (*glance.own, *glance.others)) != glance.looks:
        return None
    return glance if readings.facts(glance.facts) == glance.digest else None


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
        files, others, facts = own(article), kept.needs.files, kept.needs.facts
        look, data = _look(looks, (*files, *others)), store.get(kept.name)
        if look and data is not None:
            lines[article.slug] = Glance(files, others, look, facts, readings.facts(facts), msgspec.Raw(data))
    store.put(_name(readings), msgspec.msgpack.encode(lines))


def own(article: ArticleFiles) -> tuple[str, ...]:
    """The files that an article is read from."""
    return tuple(path for path in (article.article, article.claims, article.links) if path)


def _look(looks: Looks, paths: Sequence[str]) -> bytes:
    """What some files look like, in one piece; b"" where a later change of one might not show."""
    found = [looks.seen.get(path, b"") for path in paths]
    return b"".join(found) if all(found) else b""


def _name(readings: Readings) -> bytes:
    return digest(b"glances", readings.base)
