"""The signs of a drawing, told apart by shape before colour; they repeat the lines under the words.

A source with a name is a full circle, one without a hollow one, one the text does not tell of a dotted one; the article
is a square. What is said is a bar, an answer a double bar.
"""

from __future__ import annotations

from builder.draw.figure import Box, Point, Shape, circle, pair, polygon, rectangle

SIZE = 13.0
"""Width and height of a sign."""


def source(ends: str, centre: Point) -> Shape:
    """A source: named, unnamed, unstated or article."""
    x, y = centre
    if ends == "article":
        return rectangle(Box(x - 6, y - 6, 12, 12), "p-sign article", 2)
    return circle(centre, 6.5 if ends == "named" else 5.5, f"p-sign {ends}")


def speakers(ends: tuple[str, ...], start: Point) -> tuple[Shape, ...]:
    """Those who speak together, side by side in one frame; `start` is the middle of the left edge."""
    x, y = start
    signs = tuple(source(end, (x + SIZE / 2 + at * (SIZE + 3), y)) for at, end in enumerate(ends))
    if len(signs) == 1:
        return signs
    frame = Box(x - 3.5, y - SIZE / 2 - 3.5, speakers_width(len(signs)) + 7, SIZE + 7)
    return (rectangle(frame, "p-frame", 10), *signs)


def speakers_width(count: int) -> float:
    """How much room some speakers take, their frame not counted."""
    return count * SIZE + (count - 1) * 3


def arrow(tip: Point, style: str, left: bool = True) -> Shape:
    """The head of an arrow that points to the left, or to the right."""
    x, y = tip
    back = x + 7 if left else x - 7
    return polygon(((x, y), (back, y - 4), (back, y + 4)), style)


def upward(tip: Point, style: str) -> Shape:
    """The head of an arrow that points up."""
    x, y = tip
    return polygon(((x, y), (x - 3.5, y + 6), (x + 3.5, y + 6)), style)


def wave(start: Point, width: float) -> Shape:
    """The wavy line under careful words."""
    x, y = start
    half = width / max(2, round(width / 4))
    count = round(width / half)
    turns = "".join(
        f"Q{pair((x + (at + 0.5) * half, y + (-3 if at % 2 else 3)))} {pair((x + (at + 1) * half, y))}"
        for at in range(count)
    )
    return Shape(f"M{pair(start)}{turns}", "p-wave", Box(x, y - 1.5, width, 3))


def upright(box: Box, answers: bool) -> tuple[Shape, ...]:
    """The bar of a claim, set upright; the double bar of an answer."""
    if not answers:
        return (rectangle(box, "p-bar claim"),)
    third = box.width / 3
    return (
        rectangle(Box(box.x, box.y, third, box.height), "p-bar counter"),
        rectangle(Box(box.right - third, box.y, third, box.height), "p-bar counter"),
    )
