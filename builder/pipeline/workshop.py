"""Where units are made: the content of a site, set up once in each process that makes some."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

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


class Order(Struct, frozen=True):
    """What a worker is told: where things are, whether drafts count, and by its digest which content is meant."""

    place: Place
    drafts: bool
    name: bytes


class Workshop(Struct, frozen=True):
    """A content, the way to its articles, and what is true of it."""

    content: Content
    load: Load
    facts: Facts

    @property
    def name(self) -> bytes:
        """The digest of what everything follows from that can be asked of the content, articles aside."""
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
    from builder.pipeline.gathering import gather

    store = order.place.open()
    root = Root(Path(order.place.root))
    inputs, _ = gather(root)
    readings = Readings(store, order.place.stamp, inputs.setting, root, inputs.listing.articles)
    listed = store.get(order.name)
    names = msgspec.msgpack.decode(listed, type=list[bytes]) if listed is not None else []
    kept = [found for name in names if (found := readings.again(name))]
    if not names or len(kept) < len(names):
        return None
    content, dress = content_of(inputs, kept, order.drafts)
    workshop = _workshop(content, dress, kept, store, order.place.stamp)
    if workshop.name != order.name:
        return None
    _OPEN.clear()
    _OPEN[order.name] = workshop
    return workshop


def _workshop(content: Content, dress: bytes, kept: Sequence[Kept], store: Store, stamp: bytes) -> Workshop:
    inputs = content.inputs
    readings = Readings(store, stamp, inputs.setting, inputs.root, inputs.listing.articles)
    by_slug = {item.part.slug: item for item in kept}
    entries = {slug: item.entry for slug, item in by_slug.items()}
    articles = {slug: item.article for slug, item in by_slug.items()}

    def load(slug: str) -> Article:
        return readings.load(by_slug[slug])

    return Workshop(content, load, Facts(content, digest(stamp, dress), entries, articles))
