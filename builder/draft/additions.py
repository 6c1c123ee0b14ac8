"""What a site adds to the word lists under `lexicon:` in site.yaml: careful words by type, cues by stance."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from builder.draft.knowledge import Entry, Knowledge
from builder.model.site import Site
from builder.pipeline.gathering import gather
from builder.read import Root
from builder.taxonomy import HEDGE_TYPE_BY_ID
from builder.text.tokens import tokens


def with_additions(known: Knowledge, site: Site) -> Knowledge:
    """What is known, and what the site adds: careful words of any length, and cues of one word."""
    return _with(known, site.lexicon) if site.lexicon else known


def of_site(known: Knowledge, root: Path) -> Knowledge:
    """What is known, and what the site at `root` adds, if there is one."""
    return with_additions(known, gather(Root(root))[0].setting.site) if (root / "content").is_dir() else known


@lru_cache(maxsize=8)
def _with(known: Knowledge, lexicon: tuple[tuple[str, tuple[str, ...]], ...]) -> Knowledge:
    hedges = tuple(
        (tuple(token.text for token in tokens(one)), name)
        for name, words in lexicon
        for one in words
        if name in HEDGE_TYPE_BY_ID
    )
    cues = {
        one.casefold() for name, words in lexicon for one in words if name not in HEDGE_TYPE_BY_ID and " " not in one
    }
    listed = dict(known.cues) | {word: Entry(0, 0) for word in cues - set(known.cues)}
    return replace(known, cues=listed, added_cues=frozenset(cues), added_hedges=hedges)
