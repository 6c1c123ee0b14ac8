"""What a language's lexicon is, once loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeVar

from msgspec import Struct

SourceSide = Literal["before", "after", "both", "none"]
"""Where a cue's source stands: "the mayor said" before, "according to the mayor" after, "TASS citing police" both."""


_Value = TypeVar("_Value")


def _nothing() -> Mapping[str, _Value]:
    return MappingProxyType({})


class HedgeEntry(Struct, frozen=True):
    """What the lexicon says of careful words: their type, their level where clear, and where we have them from."""

    type: str
    level: str | None
    grounds: tuple[str, ...]


class CueEntry(Struct, frozen=True):
    """What the lexicon says of a cue.

    words   the entry as listed; a verb stands in its base form
    source  where its source stands
    weak    a noun that is a cue only where no verb is ("reports from")
    verb    whether `words` is a verb, so that the passive turns its source round
    """

    words: str
    stance: str
    source: SourceSide
    weak: bool
    verb: bool
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The lexicon of one language; each is equal to itself alone, so that what was looked up in it can be remembered.

    hedges, cues  entries by every form, folded as `builder.text.tokens` folds: words joined by one space
    classes       the class of a word ("analysts" → "{people}"), for entries like "some {people}"
    sets          the small word lists that the search for cues and sources needs, by name
    grounds       what each name in an entry's grounds stands for
    reach         word -> the word behind it -> how many words the longest cue has that begins with the two; behind
                  '' for a cue of one word
    lists         word -> the names of the small word lists that hold it
    dates         the words that may belong to a date
    """

    language: str
    hedges: Mapping[str, HedgeEntry] = field(default_factory=_nothing)
    cues: Mapping[str, CueEntry] = field(default_factory=_nothing)
    classes: Mapping[str, str] = field(default_factory=_nothing)
    sets: Mapping[str, frozenset[str]] = field(default_factory=_nothing)
    grounds: Mapping[str, str] = field(default_factory=_nothing)
    reach: Mapping[str, Mapping[str, int]] = field(init=False, repr=False)
    lists: Mapping[str, frozenset[str]] = field(init=False, repr=False)
    dates: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        reach: dict[str, dict[str, int]] = {}
        for words in self.cues:
            first, second, *_ = f"{words} ".split(" ")
            known = reach.setdefault(first, {})
            known[second] = max(known.get(second, 0), words.count(" ") + 1)
        every: dict[str, set[str]] = {}
        for name, listed in self.sets.items():
            for word in listed:
                every.setdefault(word, set()).add(name)
        lists = {word: frozenset(names) for word, names in every.items()}
        dates = (self.sets.get(name, frozenset()) for name in ("days", "months", "date_words"))
        object.__setattr__(self, "reach", MappingProxyType(reach))
        object.__setattr__(self, "lists", MappingProxyType(lists))
        object.__setattr__(self, "dates", frozenset().union(*dates))

    def holds(self, name: str, word: str) -> bool:
        """Whether the word list `name` holds `word`, folded."""
        return name in self.lists.get(word, ())
