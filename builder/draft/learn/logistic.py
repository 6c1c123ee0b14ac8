"""Logistic regression over what rules see, fitted by adaptive gradient steps (AdaGrad, Duchi et al. 2011)."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence

from builder.draft.rule import probability

Seen = tuple[str, str]
Case = tuple[Sequence[Seen], bool]
STEP = 0.1
SHRINK = 5e-3
SURE = 0.003
"""An error of probability that teaches nothing more."""


def fit(cases: Sequence[Case], *, rounds: int, least: int, shrink: float = SHRINK, seed: int = 0) -> dict[Seen, float]:
    """The weights of all sights that at least `least` cases show; the same cases give the same weights."""
    counts = Counter(one for seen, _ in cases for one in seen)
    kept = [([one for one in seen if one[1] and counts[one] >= least], right) for seen, right in cases]
    found: dict[Seen, float] = defaultdict(float)
    squares: dict[Seen, float] = defaultdict(lambda: 0.01)
    chance = random.Random(seed)  # noqa: S311 - an order to learn in, no secret
    for _ in range(rounds):
        chance.shuffle(kept)
        for seen, right in kept:
            error = probability(sum(found[one] for one in seen)) - right
            if abs(error) < SURE:
                continue
            for one in seen:
                gradient = error + shrink * found[one]
                squares[one] += gradient * gradient
                found[one] -= STEP * gradient / squares[one] ** 0.5
    return dict(found)
