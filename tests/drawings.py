"""What is asked of every drawing."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from builder.draw.figure import Drawing


def assert_legible(drawing: Drawing) -> None:
    """No node over another, nothing outside, no words outside their node."""
    for one, other in combinations(drawing.nodes, 2):
        assert not one.box.meets(other.box), (one.words, other.words)
    for node in drawing.nodes:
        assert drawing.box.holds(node.box), (node.words, node.box, drawing.box)
        for line in node.lines:
            assert node.box.y <= line.y <= node.box.bottom
    for shape in (*drawing.shapes, *(shape for node in drawing.nodes for shape in node.shapes)):
        assert drawing.box.holds(shape.box, slack=8), (shape, drawing.box)


def said(drawing: Drawing) -> Counter[str]:
    """How often each passage is shown."""
    shown = (line.words for node in drawing.nodes for line in node.lines if line.style.startswith("p-tag"))
    return Counter(shown)
