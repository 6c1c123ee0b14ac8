"""The words of one block: plain text, formatting, marks and links."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from builder.model.document import Inline, Text, WrittenLink, WrittenMark

DEEPEST = 100
"""How deep marks may nest, emphasis and links included."""


class Words(Struct, frozen=True):
    """What one block says. All ranges are offsets of the document's plain text; `anchors` pair them with the file."""

    text: str
    inlines: tuple[Inline, ...]
    marks: tuple[WrittenMark, ...]
    links: tuple[WrittenLink, ...]
    anchors: tuple[tuple[int, int], ...]
    plain: bool = False

    def inlines_from(self, start: int, label: int) -> tuple[Inline, ...]:
        """The inlines of a leaf that starts at `start` with a label of so many characters (an item's number)."""
        inlines: tuple[Inline, ...] = self.inlines
        if self.plain and self.text:
            inlines = (Text(start + label, start + label + len(self.text)),)
        return (Text(start, start + label), *inlines) if label else inlines


def in_order(marks: Iterable[WrittenMark]) -> tuple[WrittenMark, ...]:
    """Marks of one block by their first words, the longer first."""
    return tuple(sorted(marks, key=lambda mark: (mark.ranges[0][0], -mark.ranges[0][1], mark.span.start)))
