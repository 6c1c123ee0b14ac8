"""An index after a few articles have changed, without looking at the others again."""

from __future__ import annotations

from collections.abc import Mapping

from builder.model.index import Claims, Entry, Index, abroad, index, replies


def reindexed(old: Index, changes: Mapping[str, Entry | None]) -> Index:
    """The index in which some articles are as in `changes`, by slug: None where there is none any longer.

    It equals the index of all entries that there are now.
    """
    changed = {slug: entry for slug, entry in changes.items() if entry or slug in old.entries}
    gone = [old.entries[slug] for slug in changed if slug in old.entries]
    come = index(entry for entry in changed.values() if entry)
    entries = _entries(old, changed)
    order, places = _order(old, entries, gone, come)
    return Index(
        entries,
        Claims(entries),
        replies(entries.values()),
        abroad(entries.values()),
        order,
        places,
    )


def _entries(old: Index, changed: Mapping[str, Entry | None]) -> dict[str, Entry]:
    """All entries in order of slugs."""
    kept = dict(old.entries)
    for slug, entry in changed.items():
        if entry:
            kept[slug] = entry
        else:
            del kept[slug]
    return kept if changed.keys() <= old.entries.keys() else dict(sorted(kept.items()))


def _order(
    old: Index, entries: Mapping[str, Entry], gone: list[Entry], come: Index
) -> tuple[tuple[Entry, ...], Mapping[str, int]]:
    """The entries, the easiest first, and where each stands."""
    now = {entry.slug: entry.easiness for entry in come.entries.values()}
    if {entry.slug: entry.easiness for entry in gone} == now:
        order = list(old.order)
        for slug in now:
            order[old.places[slug]] = entries[slug]
        return tuple(order), old.places
    sorted_now = tuple(sorted(entries.values(), key=lambda entry: entry.easiness))
    return sorted_now, {entry.slug: place for place, entry in enumerate(sorted_now)}
