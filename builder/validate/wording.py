"""Whether the words of an attribution name the speaker that its chain names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from builder.analyse import chains
from builder.diagnostics import Finding
from builder.model.bundle import WrittenArticle
from builder.model.document import Range, WrittenMark
from builder.model.site import BUILT_IN, Setting
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
        if "join" in mark.keys and (target := mark.value("join")):
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
    sources = [source for name in names if (source := setting.sources.get(name))]
    if not names or len(sources) < len(names):
        return []
    words = " ".join([written.document.text[a:b] for a, b in ranges])
    spoken = _words(words)
    known = [_name_words(source.name, source.also) for source in sources]
    if not any(known) or not all(spoken.isdisjoint(own) for own in known) or not spoken.isdisjoint(_PRONOUNS):
        return []
    if any(_alike(word, other) for word in spoken for own in known for other in own):
        return []
    shown = ", ".join(f"“{source.name}”" for source in sources)
    return [claim_rules.SOURCE_NOT_IN_WORDS.at(written.mark_place(mark, "source"), sources=shown, words=words)]


@lru_cache(maxsize=5_000)
def _name_words(name: str, also: tuple[str, ...]) -> frozenset[str]:
    """The words of all names of a source, small ones aside."""
    return frozenset(_words(" ".join((name, *also))) - _SMALL)


_SMALL = frozenset([
    "the", "a", "an", "of", "and", "in", "on", "at", "for", "to", "from", "by", "with", "der", "die", "das",
    "von", "und", "de", "la", "le", "les", "du", "des",
])  # fmt: skip


_WORD = re.compile(r"(?:[^\W_]|-)+")


def _words(text: str) -> set[str]:
    found = set(_WORD.findall(text.casefold().replace("’s ", " ").replace("'s ", " ")))
    return {word.strip("-") for word in found} - {""} if "-" in text else found


def _alike(one: str, other: str) -> bool:
    """Whether two words are the same but for an ending ('analyst', 'analysts')."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and long.startswith(short[: max(4, len(short) - 1)]) and len(long) - len(short) < 4
