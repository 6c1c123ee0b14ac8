"""Marks that went to another paragraph, or to another place in theirs: found by their words and surroundings. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from builder.links.texts import Mark

MANY = 250_000
"""The most pairs that are compared; beyond that only marks with exactly the same words are."""
CLEARLY = 0.15
"""By how much the best fit must be better than the next."""
LONG = 5
"""From how many words on the same words are the same mark wherever they stand."""


def elsewhere(
    old: Sequence[Mark], new: Sequence[Mark], left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The marks among `left` that are clearly one of `right`, and of no other."""
    scores: dict[tuple[int, int], float] = {}
    for i, j in _candidates(old, new, left, right):
        if score := fit(old[i], new[j]):
            scores[i, j] = score
    of_old: defaultdict[int, list[float]] = defaultdict(list)
    of_new: defaultdict[int, list[float]] = defaultdict(list)
    for (i, j), score in scores.items():
        of_old[i].append(score)
        of_new[j].append(score)
    for (i, j), score in scores.items():
        if _is_clear(score, of_old[i]) and _is_clear(score, of_new[j]):
            yield i, j


def _candidates(
    old: Sequence[Mark], new: Sequence[Mark], left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pairs of one kind."""
    if len(left) * len(right) <= MANY:
        yield from ((i, j) for i in left for j in right if old[i].kind == new[j].kind)
        return
    same: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for j in right:
        same.setdefault((new[j].kind, new[j].words), []).append(j)
    for i in left:
        places = same.get((old[i].kind, old[i].words), [])
        yield from ((i, j) for j in places if len(places) <= 20)


def _is_clear(score: float, all_: Sequence[float]) -> bool:
    return sum(1 for other in all_ if other > score - CLEARLY) == 1


def fit(old: Mark, new: Mark) -> float:
    """How likely two marks of one kind are one: 0 where they are not, up to 2."""
    same = 1.0 if old.words == new.words else _shared(old.words, new.words)
    if same < 0.6:
        return 0.0
    around = (_shared(old.before, new.before) + _shared(old.after, new.after)) / 2
    count = len(old.words)
    beside = old.before[-1:] == new.before[-1:] or old.after[:1] == new.after[:1]
    likely = (same >= 0.75 or around >= 0.3) if count >= LONG else (same == 1.0 and around >= 0.4 and beside)
    return same + around if likely else 0.0


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of words that two stretches have in common."""
    size = len(one) + len(other)
    return 2 * (Counter(one) & Counter(other)).total() / size if size else 0.0
