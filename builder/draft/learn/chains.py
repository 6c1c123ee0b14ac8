"""An averaged perceptron over chains of labels (Collins 2002)."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

from builder.draft.spans import LABELS, label

Chain = tuple[list[list[str]], list[list[str]], int, list[int]]
"""What is seen at each item, what is seen where two meet, where the cue stands, and the labels as annotated."""
CHANGES = LABELS * LABELS


class Weights:
    """Weights and their sums over time."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.now: dict[str, list[float]] = {}
        self.sums: dict[str, list[float]] = {}

    def change(self, sights: Sequence[str], right: int, wrong: int, time: int) -> None:
        """Move weight from a wrong label, or change of label, to the right one."""
        for sight in sights:
            now = self.now.get(sight)
            if now is None:
                now = self.now[sight] = [0.0] * self.size
                self.sums[sight] = [0.0] * self.size
            sums = self.sums[sight]
            now[right] += 1
            now[wrong] -= 1
            sums[right] += time
            sums[wrong] -= time

    def averaged(self, time: int) -> dict[str, list[float]]:
        """The mean of each weight over the time of learning."""
        return {
            sight: [one - late / time for one, late in zip(now, self.sums[sight], strict=True)]
            for sight, now in self.now.items()
        }


class _Pairs(dict[str, list[tuple[int, float]]]):
    """Weights of meetings as the labeller reads them."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.weights = weights

    def get(self, sight: str, default: object = None) -> list[tuple[int, float]]:  # noqa: ARG002
        """The weights of a sight that are not 0."""
        return [(at, one) for at, one in enumerate(self.weights.now.get(sight, ())) if one]


def learn(chains: list[Chain], *, rounds: int, least: int, seed: int = 1) -> tuple[dict[str, list[float]], ...]:
    """The weights of places and of meetings; sights that fewer than `least` items show are left out."""
    counts = Counter(sight for places, meetings, _, _ in chains for item in (*places, *meetings) for sight in item)
    for places, meetings, _, _ in chains:
        for item in (*places, *meetings):
            item[:] = [sight for sight in item if counts[sight] >= least]
    of_places, of_meetings = Weights(LABELS), Weights(CHANGES)
    pairs = _Pairs(of_meetings)
    time = 1
    chance = random.Random(seed)  # noqa: S311 - an order to learn in, no secret
    for _ in range(rounds):
        chance.shuffle(chains)
        for places, meetings, head, gold in chains:
            time += 1
            path = label((places, meetings), head, of_places.now, pairs)  # type: ignore[arg-type]
            if path != gold:
                _correct((places, meetings), gold, path, (of_places, of_meetings), time)
    return of_places.averaged(time), of_meetings.averaged(time)


def _correct(
    seen: tuple[list[list[str]], list[list[str]]],
    gold: Sequence[int],
    path: Sequence[int],
    weights: tuple[Weights, Weights],
    time: int,
) -> None:
    """Learn from one chain that was labelled wrong."""
    before_right = before_wrong = 0
    for at, (right, wrong) in enumerate(zip(gold, path, strict=True)):
        if right != wrong:
            weights[0].change(seen[0][at], right, wrong, time)
        change_right, change_wrong = before_right * LABELS + right, before_wrong * LABELS + wrong
        if change_right != change_wrong:
            weights[1].change(seen[1][at], change_right, change_wrong, time)
        before_right, before_wrong = right, wrong
