"""Learning which words are cues of attribution, and where source and content lie around them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.draft import cue_rules, rival_rules
from builder.draft.knowledge import Entry
from builder.draft.learn.chains import Chain, learn
from builder.draft.learn.gold import FOLDS, Text, head, inside, labels, part, shares
from builder.draft.learn.logistic import Case, Seen, fit
from builder.draft.rule import Scale, SightRule
from builder.draft.sight import Sight, stem
from builder.draft.spans import observe, window

LEAST_SHARE = 0.01
"""The share of occurrences as a cue from which on a word is looked at."""
LEAST_OF_STEM = 0.05
"""The same for a form whose stem is known, but which itself was never a cue."""
ROUNDS, LEAST = 3, 4
CHAIN_ROUNDS, CHAIN_LEAST = 4, 20


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotated cues of a text: the items of each, and the one it is known by."""

    text: Text
    groups: Sequence[Sequence[int]]
    heads: Sequence[int | None]


def gold_of(texts: Sequence[Text], share: Mapping[str, float] | None = None) -> list[Gold]:
    """The annotated cues of texts."""
    found = []
    for text in texts:
        groups = [inside(text.reading, *mark["cue"][0]) if mark["cue"] else [] for mark in text.marks]
        found.append((text, groups))
    known = share if share is not None else shares(found)[0]
    return [Gold(text, groups, [head(text.reading, group, known) for group in groups]) for text, groups in found]


def lexicon(golds: Sequence[Gold]) -> dict[str, Entry]:
    """The words that may be cues, with their counts; unknown forms of known stems too."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for gold in golds:
        seen.update(item.word for item in gold.text.reading.items if item.text and not item.is_quote)
        right.update(gold.text.reading.items[at].word for at in set(gold.heads) if at is not None)
    tongue = golds[0].text.reading.tongue
    stems_seen: Counter[str] = Counter()
    stems_right: Counter[str] = Counter()
    for word, count in seen.items():
        stems_seen[stem(word, tongue)] += count
        stems_right[stem(word, tongue)] += right[word]
    found = {}
    for word, count in seen.items():
        of_stem = stem(word, tongue)
        known = stems_right[of_stem] > 1 and stems_right[of_stem] >= LEAST_OF_STEM * stems_seen[of_stem]
        form = known and word.isalpha() and word not in tongue.function_words
        if form or (right[word] and right[word] >= LEAST_SHARE * count):
            found[word] = Entry(right[word], count)
    return found


def candidates(text: Text, words: Mapping[str, Entry]) -> Iterator[Sight]:
    """The words of a text that may be cues."""
    for first, after in text.reading.units:
        for at in range(first, after):
            item = text.reading.items[at]
            if not item.is_quote and item.word in words:
                yield Sight(text.reading, at, first, after)


def scale(rules: Sequence[SightRule], found: Mapping[Seen, float]) -> Scale:
    """A scale with the weights found."""
    weights: dict[str, dict[str, float]] = {}
    for (name, seen), weight in found.items():
        weights.setdefault(name, {})[seen] = weight
    return Scale(rules, weights)


def looks(golds: Sequence[Gold], words: Mapping[str, Entry]) -> tuple[dict[Seen, float], dict[Seen, float]]:
    """The weights of the first and of the second look.

    What the first look makes of a text is told to the second by weights learnt from other texts; else it would trust it
    too much.
    """
    rules = cue_rules.RULES.listed
    bare = Scale(rules, {})
    first: dict[str, list[tuple[Sight, tuple[Seen, ...], bool]]] = {}
    for gold in golds:
        heads = set(gold.heads)
        first[gold.text.id] = [(one, bare.seen(one), one.at in heads) for one in candidates(gold.text, words)]
    odds: dict[str, dict[int, float]] = {}
    for number in range(FOLDS):
        others = [(seen, right) for name, rows in first.items() if part(name, "f") != number for _, seen, right in rows]
        learnt = scale(rules, fit(others, rounds=ROUNDS, least=LEAST))
        for name, rows in first.items():
            if part(name, "f") == number:
                odds[name] = {sight.at: learnt.score(seen) for sight, seen, _ in rows}
    rivals = Scale(rival_rules.RULES.listed, {})
    second: list[Case] = [
        ((*seen, *rivals.seen(replace(sight, odds=odds[name]))), right)
        for name, rows in first.items()
        for sight, seen, right in rows
    ]
    all_first: list[Case] = [(seen, right) for rows in first.values() for _, seen, right in rows]
    return fit(all_first, rounds=ROUNDS, least=LEAST), fit(second, rounds=ROUNDS, least=LEAST)


def edges(golds: Sequence[Gold]) -> tuple[dict[str, list[float]], ...]:
    """The weights of where source and content begin and end."""
    chains: list[Chain] = []
    for gold in golds:
        reading = gold.text.reading
        for mark, at in zip(gold.text.marks, gold.heads, strict=True):
            if at is None:
                continue
            first, after = window(reading, at)
            places, meetings = observe(reading, at, first, after)
            for item in (*places, *meetings):
                item[:] = map(sys.intern, item)
            chains.append((places, meetings, at - first, labels(reading, mark, at, first, after)))
    return learn(chains, rounds=CHAIN_ROUNDS, least=CHAIN_LEAST)
