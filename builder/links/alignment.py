"""Which items of a sequence are still there in a later one: words of a paragraph, paragraphs of a text.

Bounded: short stretches are compared by `difflib`, long ones are first cut at items that stand once in both (patience
diff); a long stretch without any such item counts as rewritten. Pure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

SMALL = 40_000
"""The most pairs of items that are compared without looking for cuts first."""
FIRM = 3
"""How many words in a row are no chance."""
NEAR = 4
"""How many words between may be exchanged."""
GONE = -1
"""What became of an item that is no longer there."""

_Stretch = tuple[int, int, int, int]
"""From and to in the old sequence, from and to in the new one."""


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int]:
    """For each old item the number of the new one that it became, growing; GONE where it became none."""
    became = [GONE] * len(old)
    waiting: list[_Stretch] = [(0, len(old), 0, len(new))]
    while waiting:
        a, b, c, d = _trimmed(waiting.pop(), old, new, became)
        if a == b or c == d:
            continue
        if (b - a) * (d - c) <= SMALL:
            for block in SequenceMatcher(None, old[a:b], new[c:d], autojunk=False).get_matching_blocks():
                for step in range(block.size):
                    became[a + block.a + step] = c + block.b + step
            continue
        cuts = _cuts((a, b, c, d), old, new)
        for here, there in cuts:
            became[here] = there
        edges = [(a - 1, c - 1), *cuts, (b, d)] if cuts else []
        waiting += [(i + 1, k, j + 1, m) for (i, j), (k, m) in pairwise(edges)]
    return became


def firm(became: Sequence[int], size: int) -> list[int]:
    """An alignment with words of a new text of `size` words, without those that may be the same by chance.

    What stays are at least three words in a row, a few that were exchanged among them aside; the beginning and the end
    of a text count for two.
    """
    kept = [GONE] * len(became)
    group: list[tuple[int, int]] = []
    weight = 0
    for run in [*_runs(became), (0, 0)]:
        start, end = run
        joined = bool(group) and end > start and start - group[-1][1] <= NEAR and _drift(became, start, group[-1][0])
        if not joined:
            if weight >= FIRM:
                for first, last in group:
                    kept[first:last] = became[first:last]
            group, weight = [], 0
        if end > start:
            group.append(run)
            weight += end - start + 2 * (start == became[start] == 0)
            weight += 2 * (end == len(became) and became[end - 1] == size - 1)
    return kept


def _runs(became: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches of old words that stayed together: from, and up to but not including."""
    start = 0
    for at in range(1, len(became) + 1):
        if at == len(became) or became[at] == GONE or became[at] != became[at - 1] + 1:
            if became[start] != GONE:
                yield start, at
            start = at


def _drift(became: Sequence[int], one: int, other: int) -> bool:
    """Whether as many words came between two as stood there before."""
    return became[one] - one == became[other] - other


def _trimmed(stretch: _Stretch, old: Sequence[Hashable], new: Sequence[Hashable], became: list[int]) -> _Stretch:
    """A stretch without what is equal at both ends, which is noted."""
    a, b, c, d = stretch
    while a < b and c < d and old[a] == new[c]:
        became[a] = c
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
        became[b] = d
    return a, b, c, d


def _cuts(stretch: _Stretch, old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The longest growing run of items that stand exactly once in both parts of a stretch."""
    a, b, c, d = stretch
    counts = Counter(new[c:d])
    once = {new[j]: j for j in range(c, d) if counts[new[j]] == 1}
    counts = Counter(old[a:b])
    return _growing([(i, once[old[i]]) for i in range(a, b) if counts[old[i]] == 1 and old[i] in once])


def _growing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, sorted by the first, in which the second grows too."""
    ends: list[int] = []
    which: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        at = bisect_left(ends, there)
        before.append(which[at - 1] if at else -1)
        if at == len(ends):
            ends.append(there)
            which.append(number)
        else:
            ends[at], which[at] = there, number
    found = []
    number = which[-1] if which else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
