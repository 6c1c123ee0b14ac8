"""Ids out of words: what marks and paragraphs are linked by when their author gave no id.

An id is a prefix and at most six words. Where two would be equal, every one of them takes the words that follow it,
one by one, and a number only when those are used up; so an id never depends on a position, and moving text does not
change it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from slugify import slugify

WORDS = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that needs an id: `words` it consists of, then the words that `follow` it in its block."""

    prefix: str
    words: str
    follow: str = ""


@lru_cache(maxsize=20_000)
def slug(word: str) -> str:
    """One word as it stands in an address; '' where nothing of it can."""
    return str(slugify(word.replace("’", "").replace("'", "")))


def _stream(wanted: Wanted) -> tuple[int, tuple[str, ...]]:
    """How many words the id begins with, and all words it may take."""
    own = [found for word in wanted.words.split() if (found := slug(word))]
    if not own:
        own = ["-".join(f"u{ord(c):x}" for c in wanted.words.strip()[:3]) or "empty"]
    follow = [found for word in wanted.follow.split()[:40] if (found := slug(word))]
    return min(len(own), WORDS), (*own, *follow)


def derive(wanted: Sequence[Wanted], taken: Collection[str] = ()) -> list[str]:
    """An id for each, all different and none of `taken`; the order of `wanted` decides only about numbers."""
    streams = [_stream(item) for item in wanted]
    lengths = [length for length, _ in streams]
    fixed = set(taken)

    def named(number: int) -> str:
        return f"{wanted[number].prefix}{'-'.join(streams[number][1][: lengths[number]])}"

    ids = [named(number) for number in range(len(wanted))]
    while True:
        counts = Counter(ids)
        clashing = [n for n, id_ in enumerate(ids) if counts[id_] > 1 or id_ in fixed]
        growing = [n for n in clashing if lengths[n] < len(streams[n][1])]
        if not growing:
            break
        for number in growing:
            lengths[number] += 1
            ids[number] = named(number)
    return _numbered(ids, fixed)


def _numbered(ids: list[str], fixed: set[str]) -> list[str]:
    """The ids with a number where they are still equal; the first of equals goes without."""
    every = set(ids) | fixed
    used = set(fixed)
    for number, id_ in enumerate(ids):
        if id_ in used:
            count = 2
            while f"{id_}-{count}" in every or f"{id_}-{count}" in used:
                count += 1
            ids[number] = f"{id_}-{count}"
        used.add(ids[number])
    return ids
