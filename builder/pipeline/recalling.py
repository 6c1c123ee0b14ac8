"""The articles of a site as the last build left them, for whoever holds them all in memory."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from builder.cache.looks import looks
from builder.cache.secret import secret
from builder.cache.stamp import stamp
from builder.cache.store import Store
from builder.pipeline.crew import Crew
from builder.pipeline.folded import whole
from builder.pipeline.inputs import Inputs
from builder.pipeline.part import Part
from builder.pipeline.survey import Means, Progress, read_articles
from builder.pipeline.workbench import Recall


def recalling(cache: Path, crew: Crew, progress: Progress) -> Recall:
    """Reads articles as a build does: what is kept in the folder `cache` is found again, all else read by the crew."""

    def recall(inputs: Inputs) -> dict[str, tuple[Part, bytes]]:
        store = Store(cache, secret())
        if not store.is_usable():
            return {}
        means = Means(store, stamp(), crew, progress, looks(inputs.root.directory))
        found = {}
        for slug, kept in read_articles(inputs, means).items():
            entry, data = kept.part.entry, store.get(kept.article) if kept.article else None
            if entry is not None and data is not None:
                found[slug] = (replace(kept.part, entry=whole(entry)), data)
        return found

    return recall
