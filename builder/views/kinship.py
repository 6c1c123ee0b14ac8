"""Which sources have a page, which of them belong together, and what is listed there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from builder.model.index import Index, Saying
from builder.model.site import Source
from builder.taxonomy import UNSTATED


class Kinship(Struct, frozen=True):
    """The sources that have a page, and their kin among themselves, each list by name.

    shown  ids, sorted: what articles name, what that is a part of, and what it may be under another name
    parts  a source -> its parts
    same   a source -> those that it may be, by what either says of the other
    """

    shown: tuple[str, ...]
    parts: Mapping[str, tuple[Source, ...]]
    same: Mapping[str, tuple[Source, ...]]


def uses(index: Index) -> dict[str, tuple[str, ...]]:
    """The sources that articles name -> those articles, the easiest first."""
    found: dict[str, list[str]] = {}
    for entry in index.by_easiness():
        for source in entry.sources:
            found.setdefault(source, []).append(entry.slug)
    return {source: tuple(slugs) for source, slugs in found.items()}


def sayings(source: str, index: Index, slugs: Sequence[str]) -> list[tuple[str, Saying]]:
    """What a source said or passed on, with the article that tells it; `slugs` are the articles that speak of it."""
    return [
        (slug, saying) for slug in slugs for saying in index.entries[slug].sayings if source in saying.chain.sources
    ]


def kinship(named: Iterable[str], sources: Mapping[str, Source]) -> Kinship:
    """The kinship of the sources that articles name; `sources` are all there are."""
    shown = _with_kin(named, sources)
    parts: dict[str, list[Source]] = {}
    same: dict[str, dict[str, Source]] = {}
    for source in sorted((sources[id_] for id_ in shown), key=lambda source: (source.name.casefold(), source.id)):
        if source.part_of:
            parts.setdefault(source.part_of, []).append(source)
        if other := source.perhaps_same_as:
            same.setdefault(other, {})[source.id] = source
            same.setdefault(source.id, {})[other] = sources[other]
    return Kinship(
        tuple(sorted(shown)),
        {id_: tuple(found) for id_, found in parts.items()},
        {id_: tuple(sorted(found.values(), key=lambda s: (s.name.casefold(), s.id))) for id_, found in same.items()},
    )


def _with_kin(named: Iterable[str], sources: Mapping[str, Source]) -> set[str]:
    found = set(named) - {UNSTATED.id}
    waiting = list(found)
    while waiting:
        source = sources[waiting.pop()]
        for other in (source.part_of, source.perhaps_same_as):
            if other and other not in found:
                found.add(other)
                waiting.append(other)
    return found
