"""Learning which words are careful words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from builder.draft import hedge_rules
from builder.draft.knowledge import Entry
from builder.draft.learn.gold import Text, inside, shares
from builder.draft.learn.logistic import Case, Seen, fit
from builder.draft.rule import Scale
from builder.draft.sight import Sight
from builder.text.lexicon import load

LEAST_SHARE = 0.03
RARE = 20
"""A word of the lexicon that was never annotated is still looked at where the training texts hold it less often."""
TYPES = frozenset("evidential modal plausibility doxastic investigation conditional".split())
"""The types of careful words that the training texts annotate."""
NEWS_WEIGHT = 2
"""How often a text of news counts: there is far less of it."""
ROUNDS, LEAST, SHRINK = 6, 2, 3e-3


def lexicon(texts: Sequence[Text]) -> tuple[dict[str, Entry], dict[str, set[str]], dict[str, set[int]]]:
    """The words that may be careful, with their counts; the phrases of each; and where they stand in each text."""
    groups = [(text, [inside(text.reading, *mark["span"]) for mark in text.marks]) for text in texts]
    share, seen = shares(groups)
    right: Counter[str] = Counter()
    phrases: dict[str, set[str]] = {}
    places: dict[str, set[int]] = {}
    for text, found in groups:
        items = text.reading.items
        places[text.id] = set()
        for group in found:
            if group:
                at = max(group, key=lambda one: share.get(items[one].word, 0.0))
                places[text.id].add(at)
                right[items[at].word] += 1
                if len(group) > 1:
                    phrases.setdefault(items[at].word, set()).add(" ".join(items[one].word for one in group))
    words = {word: Entry(count, seen[word]) for word, count in right.items() if count >= LEAST_SHARE * seen[word]}
    listed = load(texts[0].reading.tongue.language)
    for word, entry in listed.hedges.items() if listed else ():
        if " " not in word and entry.type in TYPES and word not in words and seen[word] < RARE:
            words[word] = Entry(0, seen[word])
    return words, phrases, places


def candidates(text: Text, words: Mapping[str, Entry]) -> Iterator[Sight]:
    """The words of a text that may be careful."""
    for first, after in text.reading.units:
        for at in range(first, after):
            if text.reading.items[at].word in words:
                yield Sight(text.reading, at, first, after)


def careful(texts: Sequence[Text], words: Mapping[str, Entry], places: Mapping[str, set[int]]) -> dict[Seen, float]:
    """The weights for careful words."""
    bare = Scale(hedge_rules.RULES.listed, {})
    cases: list[Case] = []
    for text in texts:
        times = NEWS_WEIGHT if text.genre == "news" else 1
        for sight in candidates(text, words):
            cases += [(bare.seen(sight), sight.at in places[text.id])] * times
    return fit(cases, rounds=ROUNDS, least=LEAST, shrink=SHRINK)
