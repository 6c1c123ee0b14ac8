"""Whether the words of an attribution name the speaker that its chain names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from builder.analyse import chains
from builder.diagnostics import Finding
from builder.model.bundle import WrittenArticle
from builder.model.document import Range, WrittenMark
from builder.model.site import BUILT_IN, Setting, Source
from builder.rules import claim_rules

_BUILT_IN = frozenset(source.id for source in BUILT_IN)
_PRONOUNS = frozenset([
    "i", "we", "he", "she", "it", "they", "you", "who", "which", "that", "this", "these", "those", "his", "her",
    "its", "their", "our", "my", "one", "him", "them", "himself", "herself", "itself", "themselves",
])  # fmt: skip


def check(written: WrittenArticle, setting: Setting) -> Iterable[Finding]:
    """Whether the words of each attribution hold a word of a name of its chain's sources."""
    pieces: dict[str, list[Range]] = {}
    for mark in written.marks:
        if target := mark.value("join"):
            pieces.setdefault(target, []).extend(mark.ranges)
    for mark in written.marks:
        if mark.kind == "attribution" and "source" in mark.keys and "join" not in mark.keys:
            further = pieces.get(mark.id.value, []) if mark.id else []
            yield from _source_in_words(written, mark, (*mark.ranges, *further), setting)


def _source_in_words(
    written: WrittenArticle, mark: WrittenMark, ranges: Sequence[Range], setting: Setting
) -> Iterable[Finding]:
    """Whether the words of one attribution do; a chain that cannot be read is another finding's matter."""
    names = [name for hop in chains.split(mark.keys["source"].value) for name in hop if name not in _BUILT_IN]
    if not all(name in setting.sources for name in names):
        return
    words = " ".join(written.document.text[a:b] for a, b in ranges)
    spoken = _words(words)
    if not names or spoken & _PRONOUNS:
        return
    known = {word for name in names for word in _name_words(setting.source(name))}
    if not known or not known.isdisjoint(spoken):
        return
    if not any(_alike(word, other) for word in spoken for other in known):
        shown = ", ".join(f"“{setting.source(name).name}”" for name in names)
        yield claim_rules.SOURCE_NOT_IN_WORDS.at(written.mark_place(mark, "source"), sources=shown, words=words)


@lru_cache(maxsize=5_000)
def _name_words(source: Source) -> frozenset[str]:
    """The words of all names of a source, small ones aside."""
    return frozenset(_words(" ".join((source.name, *source.also))) - _SMALL)


_SMALL = frozenset([
    "the", "a", "an", "of", "and", "in", "on", "at", "for", "to", "from", "by", "with", "der", "die", "das",
    "von", "und", "de", "la", "le", "les", "du", "des",
])  # fmt: skip


_WORD = re.compile(r"(?:[^\W_]|-)+")


def _words(text: str) -> set[str]:
    found = _WORD.findall(text.casefold().replace("’s ", " ").replace("'s ", " "))
    return {word.strip("-") for word in found} - {""}


def _alike(one: str, other: str) -> bool:
    """Whether two words are the same but for an ending ('analyst', 'analysts')."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and long.startswith(short[: max(4, len(short) - 1)]) and len(long) - len(short) < 4
