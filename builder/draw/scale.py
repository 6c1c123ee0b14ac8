"""Paragraphs as a column: length to scale, but none too low for its number."""

from __future__ import annotations

from collections.abc import Sequence

BREATH = 3.0
"""Between two paragraphs."""
LEAST = 15.0
"""The least height of a paragraph: room for its number."""
MANY = 45
LEAST_OF_MANY = 5.0
"""The least height where there are more than so many; then the short ones go without a number."""


def scaled(lengths: Sequence[int], height: float) -> list[tuple[float, float]]:
    """Where each paragraph begins and how high it is, in a column of some height, or more where that is too little."""
    count = len(lengths)
    least = LEAST if count <= MANY else LEAST_OF_MANY
    breath = min(BREATH, height / (4 * max(1, count)))
    heights = _shares(lengths, max(height - breath * (count - 1), least * count * 1.2), least)
    found, y = [], 0.0
    for each in heights:
        found.append((y, each))
        y += each + breath
    return found


def _shares(lengths: Sequence[int], room: float, least: float) -> list[float]:
    """Shares of some room by length, none below `least`: the others give way."""
    low = {at for at, length in enumerate(lengths) if length <= 0}
    while True:
        total = sum(length for at, length in enumerate(lengths) if at not in low) or 1
        unit = (room - least * len(low)) / total
        more = {at for at, length in enumerate(lengths) if at not in low and length * unit < least}
        if not more:
            return [least if at in low else length * unit for at, length in enumerate(lengths)]
        low |= more
