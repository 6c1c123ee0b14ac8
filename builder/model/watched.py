"""What a page asked of the site, noted as it asks: so that it need not be made again while the answers stay.

A watched value answers like the value itself. Whatever leads to other facts than the noted ones is noted as `ALL`:
to note too much makes a page once too often, to note too little would leave an old page standing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from msgspec import structs

from builder.model.index import Entry, Index, Neighbour
from builder.model.site import Setting

Fact = tuple[str, str]
"""Something that can be asked of a site: what kind of fact, and of which article, source or page."""

ALL: Fact = ("all", "")
"""All articles, in the order of the home page."""
SOURCES: Fact = ("sources", "")
"""All sources."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class Watched(Mapping[Key, Value]):
    """A mapping that notes which of its keys were asked for, also those that it does not have."""

    __slots__ = ("_facts", "_inner", "_name", "_whole")

    def __init__(
        self, inner: Mapping[Key, Value], facts: set[Fact], name: Callable[[Key], Fact], whole: Fact = ALL
    ) -> None:
        self._inner = inner
        self._facts = facts
        self._name = name
        self._whole = whole

    def __getitem__(self, key: Key) -> Value:
        self._facts.add(self._name(key))
        return self._inner[key]

    def get(self, key: Key, default: Any = None) -> Any:
        """The value of a key, or `default`."""
        self._facts.add(self._name(key))
        return self._inner.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._facts.add(self._name(key))  # type: ignore[arg-type]
        return key in self._inner

    def __iter__(self) -> Iterator[Key]:
        self._facts.add(self._whole)
        return iter(self._inner)

    def __len__(self) -> int:
        self._facts.add(self._whole)
        return len(self._inner)


class WatchedIndex(Index, frozen=True):
    """An index that notes what was asked of it."""

    facts: set[Fact]

    def by_easiness(self) -> tuple[Entry, ...]:
        """All entries, which is noted."""
        self.facts.add(ALL)
        return self.order

    def some(self, start: int, stop: int) -> tuple[Entry, ...]:
        """Some entries, which is noted."""
        self.facts.add(("some", f"{start}:{stop}"))
        return Index.some(self, start, stop)

    def size(self) -> int:
        """How many entries there are, which is noted."""
        self.facts.add(("size", ""))
        return Index.size(self)

    def beside(self, slug: str) -> tuple[Neighbour | None, Neighbour | None]:
        """The neighbours of an article, which is noted."""
        self.facts.add(("beside", slug))
        return Index.beside(self, slug)


def watched_index(index: Index, facts: set[Fact]) -> Index:
    """An index whose use is noted in `facts`.

    ("entry", slug)     an article's entry, its claims among them
    ("answers", slug)   the answers to the claims of an article, ("sayings", slug) their assertions, in other articles
    ("beside", slug)    the neighbours of an article
    ("some", "0:48")    the entries at these places of the home page's order, ("size", "") how many there are
    """
    return WatchedIndex(
        entries=Watched(index.entries, facts, lambda slug: ("entry", slug)),
        claims=Watched(index.claims, facts, lambda key: ("entry", key[0])),
        answers=Watched(index.answers, facts, lambda key: ("answers", key[0])),
        abroad=Watched(index.abroad, facts, lambda key: ("sayings", key[0])),
        order=index.order,
        places=index.places,
        facts=facts,
    )


def watched_setting(setting: Setting, facts: set[Fact]) -> Setting:
    """A setting whose sources are noted in `facts` as they are asked for: ("source", id)."""
    found = Setting(setting.site, {})  # what follows from the sources is not to be asked of them
    structs.force_setattr(found, "sources", Watched(setting.sources, facts, _source, SOURCES))
    structs.force_setattr(found, "source_kinds", Watched(setting.source_kinds, facts, _source, SOURCES))
    return found


def _source(id_: str) -> Fact:
    return "source", id_
