"""Which paragraph of an edited text is which of the published one: unchanged, moved, or changed in words. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from builder.links.alignment import GONE, align

ALIKE = 0.5
"""The share of words two paragraphs must have in common to be one."""
ALIKE_IN_PLACE = 0.3
"""The same, where both stand between the same two paragraphs."""
IN_ORDER = 0.1
"""The share of pairs of neighbouring words: the same words in any other order are another paragraph."""
NEAR = 40
"""How far from each other, among those left over, two paragraphs may stand that are compared."""

MANY = 400_000
"""The most pairs that are compared; a text of which more has changed is another text."""

Words = tuple[str, ...]


def pair(old: Sequence[Words], new: Sequence[Words]) -> dict[int, int]:
    """The old paragraphs that are still there, each with the new one that it became; no two became one."""
    became = {i: j for i, j in enumerate(align(old, new)) if j != GONE}
    _moved(old, new, became)
    _changed(old, new, became)
    return became


def _rest(count: int, taken: Sequence[int] | set[int]) -> list[int]:
    known = set(taken)
    return [number for number in range(count) if number not in known]


def _moved(old: Sequence[Words], new: Sequence[Words], became: dict[int, int]) -> None:
    """Those that read the same elsewhere."""
    elsewhere: dict[Words, list[int]] = {}
    for j in reversed(_rest(len(new), set(became.values()))):
        elsewhere.setdefault(new[j], []).append(j)
    for i in _rest(len(old), set(became)):
        if places := elsewhere.get(old[i]):
            became[i] = places.pop()


def _changed(old: Sequence[Words], new: Sequence[Words], became: dict[int, int]) -> None:
    """Those that share most of their words, the most alike first."""
    left, right = _rest(len(old), set(became)), _rest(len(new), set(became.values()))
    taken: set[int] = set()
    for _, i, j in sorted(_likely(left, right, old, new, became)):
        if i not in became and j not in taken:
            became[i] = j
            taken.add(j)


def _likely(
    left: Sequence[int], right: Sequence[int], old: Sequence[Words], new: Sequence[Words], became: dict[int, int]
) -> Iterator[tuple[float, int, int]]:
    """Pairs that may be one paragraph: how unlike they are, old, new."""
    if len(left) * min(len(right), 2 * NEAR) > MANY:
        return
    bags, pairs = {j: Counter(new[j]) for j in right}, {j: _couples(new[j]) for j in right}
    known = sorted(became)
    images = sorted(became.values())
    back = {j: i for i, j in became.items()}
    for i in left:
        bag, couples = Counter(old[i]), _couples(old[i])
        at = bisect_left(right, i)
        for j in right[max(0, at - NEAR) : at + NEAR]:
            shared, in_order = _shared(bag, bags[j]), _shared(couples, pairs[j])
            in_place = _between(i, known) == _between_new(j, images, back)
            if shared >= (ALIKE_IN_PLACE if in_place else ALIKE) and in_order >= IN_ORDER:
                yield -(shared + in_order) / 2 - in_place / 10, i, j


def _couples(words: Words) -> Counter[tuple[str, str]]:
    """The pairs of neighbouring words, the ends counted in."""
    return Counter(pairwise(("", *words, "")))


def _shared(one: Counter[Any], other: Counter[Any]) -> float:
    """The share of what two paragraphs hold that both hold."""
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 1.0


def _between(i: int, known: Sequence[int]) -> tuple[int, int]:
    """The nearest old paragraphs around one that are still there; -1 for the text's ends."""
    at = bisect_left(known, i)
    return (known[at - 1] if at else -1), (known[at] if at < len(known) else -1)


def _between_new(j: int, images: Sequence[int], back: dict[int, int]) -> tuple[int, int]:
    """The same for a new paragraph, told by the old ones."""
    at = bisect_left(images, j)
    return (back[images[at - 1]] if at else -1), (back[images[at]] if at < len(images) else -1)
