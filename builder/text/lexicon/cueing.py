"""The cues inside the words of an attribution: "said", "according to", "has consistently denied"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from builder.text.lexicon.model import CueEntry, Lexicon, SourceSide
from builder.text.tokens import Token, tokens

LONGEST = 10
"""Words of the longest entry we look for."""

MOST = 1_000
"""Code points from which on words are no attribution but a text: nothing is guessed, and the work stays small."""


class Cue(Struct, frozen=True):
    """A cue: from `start` up to, not including, `end`, in code points of the words it was found in.

    source  where its source stands, after the passive has been taken into account
    entry   the entry that decided, with that entry's grounds
    """

    start: int
    end: int
    stance: str
    source: SourceSide
    entry: str
    grounds: tuple[str, ...]


@lru_cache(maxsize=4)
def spoken(words: str) -> tuple[Token, ...]:
    """The words of an attribution: its cues are looked for first, then its sources."""
    return tokens(words)


class _Phrase:
    """The words of an attribution, and what is asked of them."""

    __slots__ = ("lexicon", "spoken", "texts", "words")

    def __init__(self, words: str, lexicon: Lexicon) -> None:
        self.words = words
        self.lexicon = lexicon
        self.spoken = spoken(words)
        self.texts = [token.text for token in self.spoken]

    def text(self, at: int) -> str:
        """The word at `at`, '' beyond either end."""
        return self.texts[at] if 0 <= at < len(self.texts) else ""

    def adjoin(self, at: int) -> bool:
        """Whether only white space stands between the word at `at` and the next."""
        inside = 0 <= at < len(self.spoken) - 1
        return inside and self.words[self.spoken[at].end : self.spoken[at + 1].start].isspace()

    def is_capitalised(self, at: int) -> bool:
        """Whether the word at `at` is written with a capital, as names are."""
        return self.words[self.spoken[at].start].isupper()

    def has(self, at: int, name: str) -> bool:
        """Whether the word at `at` stands in a word list of the lexicon."""
        return 0 <= at < len(self.texts) and name in self.lexicon.lists.get(self.texts[at], ())


class _Found(Struct, frozen=True):
    """An entry found: the words from `first` up to, not including, `after`."""

    entry: CueEntry
    first: int
    after: int


def cues(words: str, lexicon: Lexicon) -> tuple[Cue, ...]:
    """The cues in the words of an attribution, in order; auxiliaries and adverbs before a verb belong to it."""
    if len(words) > MOST:
        return ()
    phrase = _Phrase(words, lexicon)
    found = _without_chains(_entries(phrase), phrase)
    if not found:
        return ()
    certain = [one for one in found if not _is_doubtful(one, phrase)]
    likely = [one for one in found if one in certain or _is_cue_after_all(one, found, certain, phrase)]
    chosen = [one for one in likely if len(likely) > 1 and not _is_aside(one, likely, phrase)] or likely
    starts = [0, *(one.after for one in chosen)]
    return tuple(_cue(one, start, phrase) for one, start in zip(chosen, starts, strict=False))


def _entries(phrase: _Phrase) -> list[_Found]:
    """The longest entries from left to right, not overlapping, none across punctuation."""
    found: list[_Found] = []
    after, reach = 0, phrase.lexicon.reach
    for at, word in enumerate(phrase.texts):
        if word in reach and at >= after and (one := _longest(phrase, at)):
            found.append(one)
            after = one.after
    return found


def _longest(phrase: _Phrase, at: int) -> _Found | None:
    """The longest entry that begins at `at`, with whose word some do."""
    behind = phrase.lexicon.reach[phrase.texts[at]]
    longest = behind.get(phrase.text(at + 1)) or behind.get("", 0)
    for length in range(min(LONGEST, longest, len(phrase.texts) - at), 0, -1):
        entry = phrase.lexicon.cues.get(" ".join(phrase.texts[at : at + length]))
        if entry is not None and all(phrase.adjoin(i) for i in range(at, at + length - 1)):
            return _Found(entry, at, at + length)
    return None


def _without_chains(found: Sequence[_Found], phrase: _Phrase) -> list[_Found]:
    """Without verbs that only lead to the next: "continued to assure", "began calling"."""
    firsts = {one.first for one in found}
    return [one for one in found if not (phrase.has(one.first, "chained") and _next_verb(one.after, phrase) in firsts)]


def _next_verb(after: int, phrase: _Phrase) -> int:
    """Where the verb stands that a chained one before `after` leads to."""
    return after + 1 if phrase.text(after) == "to" else after


def _is_doubtful(one: _Found, phrase: _Phrase) -> bool:
    """Whether it may as well be a noun: "reports", "claims", "state"."""
    single = one.after - one.first == 1
    return one.entry.weak or (single and phrase.has(one.first, "nouns") and not phrase.has(one.first - 1, "subjects"))


def _is_cue_after_all(one: _Found, found: Sequence[_Found], certain: Sequence[_Found], phrase: _Phrase) -> bool:
    """Whether a doubtful word is a cue here: no verb that is certain does its work, and no noun stands there."""
    if any(other.entry.source in ("after", "both") and other.first < one.first for other in found):
        return False
    if any(other.entry.verb and not phrase.text(other.first).endswith("ing") for other in certain):
        return False
    if one.entry.weak:
        return one.entry.source != "none" or len(found) == 1
    return not _stands_as_noun(one, found, phrase)


def _stands_as_noun(one: _Found, found: Sequence[_Found], phrase: _Phrase) -> bool:
    """Whether the words around a doubtful word make it a noun."""
    if any(_runs_on(one, other, phrase) for other in found):
        return True
    before = phrase.adjoin(one.first - 1) and phrase.has(one.first - 1, "before_noun")
    behind = phrase.adjoin(one.first) and phrase.has(one.after, "after_noun")
    return before or behind


def _runs_on(one: _Found, other: _Found, phrase: _Phrase) -> bool:
    """Whether a verb follows at once, or a word as doubtful in the same breath: "state media claim"."""
    between = range(one.after, other.first)
    if other.first < one.after or not all(phrase.adjoin(at) for at in (one.after - 1, *between)):
        return False
    return not between or (_is_doubtful(other, phrase) and not any(phrase.has(at, "joiners") for at in between))


def _is_aside(one: _Found, found: Sequence[_Found], phrase: _Phrase) -> bool:
    """Whether it only describes a noun: "the mayor, who wrote two books, said", "a poll released on Monday found"."""
    start = _start(one, 0, phrase)
    if phrase.has(start - 1, "trailing") or (start > 1 and phrase.text(start - 1) == "that"):
        return not any(other.first < one.first and other.entry.source in ("after", "both") for other in found)
    return start == one.first > 0 and phrase.has(start, "participles") and phrase.text(one.after) != "by"


def _cue(one: _Found, earliest: int, phrase: _Phrase) -> Cue:
    """The cue, with what belongs to it; none of it before the word `earliest`."""
    first, after, source = _start(one, earliest, phrase), one.after, one.entry.source
    if one.entry.verb and source == "before" and not phrase.text(one.first).endswith("ing"):
        if _has_agent(after, phrase):
            after, source = after + 1, "after"
        elif _is_passive(first, one.first, phrase):
            source = "none"
    span = phrase.spoken[first].start, phrase.spoken[after - 1].end
    return Cue(*span, one.entry.stance, source, one.entry.words, one.entry.grounds)


def _is_passive(first: int, verb: int, phrase: _Phrase) -> bool:
    """Whether the verb is passive: "is claimed", but not "is expected to claim"."""
    leads = range(first, verb)
    return any(phrase.has(at, "passive") and "to" not in map(phrase.text, range(at, verb)) for at in leads)


def _has_agent(after: int, phrase: _Phrase) -> bool:
    """Whether "by" and somebody follow: "echoed by the press", but not "responded by saying"."""
    by = phrase.text(after) == "by" and phrase.adjoin(after - 1)
    return by and phrase.adjoin(after) and not phrase.text(after + 1).endswith("ing")


def _start(one: _Found, earliest: int, phrase: _Phrase) -> int:
    """The first word of a cue: the first auxiliary, negation or adverb of those right before its verb."""
    first = one.first
    open_to_left = one.entry.verb or (one.entry.source == "before" and not one.entry.weak)
    while open_to_left and (step := _step(first, phrase)) and first - step >= earliest:
        first -= step
    return first


def _step(first: int, phrase: _Phrase) -> int:
    """How many words right before `first` belong to the cue that starts there, as far as one sees at a time."""
    if not phrase.adjoin(first - 1):
        return 0
    if _leads(first - 1, phrase):
        return 1
    chained = phrase.text(first - 1) == "to" and phrase.has(first - 2, "chained")
    two_adverbs = phrase.text(first - 1) == "and" and _is_adverb(first, phrase) and _is_adverb(first - 2, phrase)
    return 2 if phrase.adjoin(first - 2) and (chained or two_adverbs) else 0


def _leads(at: int, phrase: _Phrase) -> bool:
    """Whether the word at `at` belongs to the verb behind it."""
    word = phrase.text(at)
    if word not in phrase.lexicon.lists:
        return word.endswith("n't") or _ends_like_adverb(word)
    if phrase.has(at, "names") and phrase.is_capitalised(at):
        return False
    if phrase.has(at, "auxiliaries") or word.endswith("n't") or _is_adverb(at, phrase):
        return True
    return phrase.has(at, "chained") and phrase.text(at + 1).endswith("ing")


def _is_adverb(at: int, phrase: _Phrase) -> bool:
    return phrase.has(at, "adverbs") or (_ends_like_adverb(phrase.text(at)) and not phrase.has(at, "not_adverbs"))


def _ends_like_adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) > 4
