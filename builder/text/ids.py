"""Ids out of words: what marks and paragraphs are linked by when their author gave no id.

An id is a prefix and at most six words. Where two would be equal, every one of them takes the words that follow it,
one by one, and a number only when those are used up. An id never depends on a position, so moving text does not change
it; and one that nothing else would begin with is kept, whatever others grow into, so that marking more words elsewhere
does not change it either.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from unicodedata import normalize

from msgspec import Struct

WORDS = 6
"""The words of an id that clashes with no other."""
MOST = 40
"""The words after which those of an id count as used up."""
LETTERS = 40
"""The most that one word gives to an id."""

_LATIN = str.maketrans(dict.fromkeys("“”„–—", "-") | dict.fromkeys(map(chr, range(0x300, 0x330)), ""))
"""What parts words as a hyphen does, and the accents of letters that were taken apart."""
_GROUPED = re.compile(r"(?<=[0-9]),(?=[0-9])")
_OTHER = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"[^\W_]+")


class Wanted(Struct, frozen=True):
    """Something that needs an id: `words` it consists of, then the words that `follow` it in its block."""

    prefix: str
    words: str
    follow: str = ""


@lru_cache(maxsize=20_000)
def slugs(word: str) -> tuple[str, ...]:
    """A word as it stands in an address; () where nothing of it can.

    Scripts that put no space between words come as the syllables of their transcription.
    """
    bare = word.replace("’", "").replace("'", "")
    found = _plain(bare)
    if found is None:
        from slugify import slugify  # takes long to load, and is needed for other scripts only

        found = str(slugify(bare))
    parts = found.split("-")
    if len(parts) <= len(_WORD.findall(word)):
        parts = [found]
    return tuple(short for part in parts if (short := part[:LETTERS].strip("-")))


def _plain(word: str) -> str | None:
    """The slug of a word in Latin letters, accents or not, without apostrophes; None of any other."""
    latin = word if word.isascii() else normalize("NFKD", word).translate(_LATIN)
    if not latin.isascii() or "&" in latin or "'" in latin:
        return None
    return _OTHER.sub("-", _GROUPED.sub("", latin.lower())).strip("-")


def _words(text: str) -> Iterator[str]:
    """The words of a text, one by one: few of them are asked for, and there may be very many."""
    *words, rest = text.split(None, WORDS + 2) or [""]
    yield from words
    yield from (found[0] for found in re.finditer(r"\S+", rest))


def _slugs(words: Iterable[str]) -> Iterator[str]:
    return (part for word in words for part in slugs(word))


def _begin(wanted: Wanted) -> list[str]:
    """The first slugs of something: with its prefix they are its id, if nothing clashes with it; [] where it has none.

    Most words have one slug each, so that the first words are enough.
    """
    first = wanted.words.split(None, WORDS)
    parts = [part for word in first[:WORDS] for part in slugs(word)]
    if len(parts) < WORDS < len(first):
        return list(islice(_slugs(_words(wanted.words)), WORDS))
    return parts[:WORDS]


def _nameless(words: str) -> str:
    """What stands in the id of something of which nothing can."""
    return "-".join(f"u{ord(c):x}" for c in words.strip()[:3]) or "empty"


def _further(wanted: Wanted, begun: Sequence[str]) -> Iterator[str]:
    """The words that an id that has begun so may take further."""
    every = chain(_slugs(_words(wanted.words)), _slugs(_words(wanted.follow)))
    return islice(every, len(begun), MOST if begun else MOST - 1)


def derive(wanted: Sequence[Wanted], taken: Collection[str] = ()) -> list[str]:
    """An id for each, all different and none of `taken`; the order of `wanted` decides only about numbers."""
    begun = [_begin(item) for item in wanted]
    ids = [item.prefix + ("-".join(parts) or _nameless(item.words)) for item, parts in zip(wanted, begun, strict=True)]
    used = set(taken)
    waiting = list(range(len(wanted)))
    further: dict[int, Iterator[str]] = {}
    growing = True
    while growing:
        counts = Counter([ids[number] for number in waiting])
        waiting = [number for number in waiting if counts[ids[number]] > 1 or ids[number] in used]
        used.update([id_ for id_, count in counts.items() if count == 1])
        growing = False
        for number in waiting:
            if number not in further:
                further[number] = _further(wanted[number], begun[number])
            word = next(further[number], "")
            if word:
                ids[number] += f"-{word}"
                growing = True
    _number(ids, waiting, used)
    return ids


def _number(ids: list[str], waiting: Sequence[int], used: set[str]) -> None:
    """Give those that are still equal a number each; the first of equals goes without."""
    taken = used | {ids[number] for number in waiting}
    counts: Counter[str] = Counter()
    for number in waiting:
        id_ = ids[number]
        if id_ in used:
            count = counts[id_] or 2
            while f"{id_}-{count}" in taken:
                count += 1
            counts[id_] = count + 1
            ids[number] = f"{id_}-{count}"
        used.add(ids[number])
        taken.add(ids[number])
