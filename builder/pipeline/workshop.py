"""Where units are made: the content of a site, set up once in each process that makes some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from builder.cache.articles import unpack
from builder.cache.digests import digest
from builder.cache.store import Store
from builder.model.article import Article
from builder.model.watched import ALL, SOURCES
from builder.pipeline.content import Content, Load
from builder.pipeline.facts import PAGES, Facts
from builder.pipeline.keeping import Kept, Readings
from builder.pipeline.survey import Means, Survey, content_of
from builder.pipeline.units import Unit
from builder.pipeline.work import Place, Result, make_one
from builder.read import Root


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is told: where things are, whether drafts count, and by its digest which content is meant."""

    place: Place
    drafts: bool
    name: bytes


@dataclass(frozen=True, slots=True)
class Workshop:
    """A content, the way to its articles, and what is true of it."""

    content: Content
    load: Load
    facts: Facts

    @property
    def name(self) -> bytes:
        """The digest of everything that can be asked of the content."""
        return self.facts.digest((ALL, SOURCES, PAGES))


_OPEN: dict[bytes, Workshop] = {}
"""The workshop of this process, by name: what is set up before a process is copied is set up in the copy."""


def open_workshop(surveyed: Survey, means: Means) -> Workshop:
    """The workshop of a site that was read here."""
    assert surveyed.content is not None
    return _workshop(surveyed.content, surveyed.theme, tuple(surveyed.kept.values()), means.store, means.stamp)


def order_for(workshop: Workshop, surveyed: Survey, means: Means, drafts: bool) -> Order:
    """What to tell workers; the workshop is this process's from now on."""
    _OPEN.clear()
    _OPEN[workshop.name] = workshop
    means.store.put(workshop.name, msgspec.msgpack.encode([kept.name for kept in surveyed.kept.values()]))
    return Order(means.place(workshop.content.inputs.root), drafts, workshop.name)


def make_some(order: Order, desk: str, units: Sequence[Unit]) -> list[Result]:
    """Make some units; none where the site's files are no longer those that were read. Raises OSError."""
    workshop = _OPEN.get(order.name) or _set_up(order)
    if workshop is None:
        return []
    return [make_one(workshop.content, workshop.load, desk, unit) for unit in units]


def _set_up(order: Order) -> Workshop | None:
    """The workshop of an order, from the store and the site's files."""
    store = order.place.open()
    root = Root(Path(order.place.root))
    listed = store.get(order.name)
    names = msgspec.msgpack.decode(listed, type=list[bytes]) if listed is not None else []
    found = [store.get(name) for name in names]
    kept = [msgspec.msgpack.decode(data, type=Kept) for data in found if data is not None]
    if not names or len(kept) < len(names):
        return None
    content, dress = content_of(root, kept, order.drafts)
    workshop = _workshop(content, dress, kept, store, order.place.stamp)
    if workshop.name != order.name:
        return None
    _OPEN.clear()
    _OPEN[order.name] = workshop
    return workshop


def _workshop(content: Content, dress: bytes, kept: Sequence[Kept], store: Store, stamp: bytes) -> Workshop:
    articles = {item.part.slug: item.article for item in kept}
    readings = Readings(store, stamp, content.inputs.setting)
    files = {item.slug: item for item in content.inputs.listing.articles}

    def load(slug: str) -> Article:
        data = store.get(articles[slug])
        if data is None:  # damaged, or somebody emptied the store meanwhile
            data = store.get(readings.anew(files[slug], content.inputs.root).article)
        assert data is not None
        return unpack(data)

    base = digest(stamp, dress)
    return Workshop(content, load, Facts(content, base, {item.part.slug: item.entry for item in kept}, articles))
