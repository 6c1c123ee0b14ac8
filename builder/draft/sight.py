"""What the assistant looks at when it weighs a word: the word and its surroundings in a reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from builder.draft.reading import Item, Reading
from builder.draft.tongue import Tongue

EDGE = Item("", "¶", "¶", -1, -1)
"""What stands beyond the ends of a sentence."""

SHORTEST = 3
"""Letters that a word keeps at least when its ending is taken off."""


@lru_cache(maxsize=50_000)
def _stem(word: str, tongue: Tongue) -> str:
    if word in tongue.irregular:
        return tongue.irregular[word]
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            short = word[: -len(ending)]
            if ending in ("ied", "ies"):
                return short + "y"
            doubled = ending in ("ing", "ed") and len(short) > 4 and short[-1] == short[-2] and short[-1] not in "ls"
            return short[:-1] if doubled else short
    return word


def stem(word: str, tongue: Tongue) -> str:
    """The word without its ending, roughly: the forms of one verb fall together."""
    return _stem(word, tongue)


@dataclass(frozen=True, slots=True)
class Sight:
    """A word in its sentence.

    at            the position of the word among the items
    first, after  the positions where its sentence begins and ends
    odds          what a first look made of the possible cues of the sentence: log odds by position; empty on that look
    """

    reading: Reading
    at: int
    first: int
    after: int
    odds: Mapping[int, float] = field(default_factory=dict)

    def item(self, step: int) -> Item:
        """The item `step` places on; the edge beyond the sentence's ends."""
        to = self.at + step
        return self.reading.items[to] if self.first <= to < self.after else EDGE

    @property
    def tongue(self) -> Tongue:
        """The language."""
        return self.reading.tongue

    @property
    def word(self) -> str:
        """The word itself, in lower case."""
        return self.reading.items[self.at].word

    @property
    def stem(self) -> str:
        """The word without its ending."""
        return _stem(self.reading.items[self.at].word, self.reading.tongue)

    @property
    def before(self) -> Sequence[Item]:
        """The sentence up to the word."""
        return self.reading.items[self.first : self.at]

    @property
    def behind(self) -> Sequence[Item]:
        """The sentence from the word on."""
        return self.reading.items[self.at : self.after]

    def subject(self) -> int:
        """How many places on (below 0) the first item stands that is neither auxiliary nor adverb."""
        step = -1
        while True:
            item = self.item(step)
            if (
                item.word not in self.tongue.auxiliaries
                and item.word not in self.tongue.adverbs
                and item.sort != "x-ly"
            ):
                return step
            step -= 1
