"""The text of an article or page as its author wrote it: blocks, formatting, marks, links, each with its place.

Plain text is what every offset hangs on: the blocks joined by a blank line; soft break = space, hard break = newline,
link = its words, code = its characters, image and bullet = nothing, ordered item = its number and delimiter, escapes
and entities resolved, marks = their words. The tree is made of tagged structs, so that it can be stored as plain
data. A range is `(start, end)` in code points of that text, from 0.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct, structs

from builder.model.placed import Placed
from builder.source import Span

Range: TypeAlias = tuple[int, int]
"""A stretch of plain text: 0-based code points, the end not included."""


class Text(Struct, frozen=True, tag=True):
    """Characters `start` to `end` of the plain text."""

    start: int
    end: int


class Element(Struct, frozen=True, tag=True):
    """Formatting around words: `em`, `strong`, `code`, `link` (target, title) or `lang` (target: the language)."""

    kind: str
    children: tuple[Inline, ...]
    target: str = ""
    title: str = ""


class Image(Struct, frozen=True, tag=True):
    """A picture at offset `at`; it adds nothing to the plain text."""

    at: int
    target: str
    alt: str
    title: str = ""


class Break(Struct, frozen=True, tag=True):
    """A hard line break: the newline at offset `at`."""

    at: int


Inline: TypeAlias = Text | Element | Image | Break


class Leaf(Struct, frozen=True, tag=True):
    """A block that holds text: `headline`, `heading`, `paragraph`, `cell` or `code`.

    start, end  its range of the plain text, the number of an ordered item included
    number      which leaf of the document this is, from 0
    paragraph   which paragraph it belongs to, from 0; the cells of one table are one paragraph
    level       1 to 6 for headings
    align       '', 'left', 'right' or 'center' for cells; `header` tells head cells
    """

    kind: str
    start: int
    end: int
    number: int
    paragraph: int
    inlines: tuple[Inline, ...]
    level: int = 0
    align: str = ""
    header: bool = False


class Group(Struct, frozen=True, tag=True):
    """A block that holds blocks: `quote`, `bullets`, `numbers`, `item`, `table` or `row`."""

    kind: str
    children: tuple[Block, ...]


class Divider(Struct, frozen=True, tag=True):
    """A thematic break."""


Block: TypeAlias = Leaf | Group | Divider


class WrittenMark(Struct, frozen=True):
    """A mark as typed, inline or by quotation.

    kind     long name of one of the four kinds, or the id of a site's own kind
    ranges   one range, or the pieces of a quotation in their order
    leaf     the leaf that holds it
    span     all of it in its file, brackets and braces included
    words    where its words stand in the file
    keys     key -> value, names already checked
    sources, cues   ranges of the parts named inside an attribution
    file     'article' or 'claims'
    """

    kind: str
    ranges: tuple[Range, ...]
    leaf: int
    span: Span
    words: Span
    id: Placed[str] | None
    keys: Mapping[str, Placed[str]]
    sources: tuple[Range, ...] = ()
    cues: tuple[Range, ...] = ()
    file: str = "article"

    def value(self, key: str) -> str | None:
        """What was typed for a key."""
        placed = self.keys.get(key)
        return placed.value if placed else None


class WrittenLink(Struct, frozen=True):
    """A link or image: its address as typed, and where; `words` is the plain range of a link's words."""

    target: str
    span: Span
    words: Range
    is_image: bool = False
    alt: str = ""


class Document(Struct, frozen=True):
    """A whole text: `text` is plain, `blocks` its tree, `anchors` sorted pairs (plain offset, file offset)."""

    text: str
    blocks: tuple[Block, ...]
    marks: tuple[WrittenMark, ...]
    links: tuple[WrittenLink, ...]
    anchors: tuple[tuple[int, int], ...] = ()
    _leaves: tuple[Leaf, ...] = ()

    def __post_init__(self) -> None:
        structs.force_setattr(self, "_leaves", tuple(leaves_of(self.blocks)))

    def leaves(self) -> tuple[Leaf, ...]:
        """All leaves in reading order."""
        return self._leaves

    def span(self, start: int, end: int) -> Span:
        """Where a range of the plain text stands in the file, as near as it can be told."""
        begin = self.offset(start)
        return Span(begin, max(begin, self.offset(end - 1) + 1 if end > start else begin))

    def offset(self, plain: int) -> int:
        """The file offset of a plain offset."""
        at = bisect_right(self.anchors, (plain, 1 << 62)) - 1
        if at < 0:
            return self.anchors[0][1] if self.anchors else 0
        known, there = self.anchors[at]
        return there + plain - known


def leaves_of(blocks: tuple[Block, ...]) -> Iterator[Leaf]:
    """The leaves of some blocks in reading order."""
    for block in blocks:
        if isinstance(block, Leaf):
            yield block
        elif isinstance(block, Group):
            yield from leaves_of(block.children)
