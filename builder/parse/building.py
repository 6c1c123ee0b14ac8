"""A document while it is built: its plain text grows leaf by leaf, with what was marked and linked in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.model.document import Block, Document, Leaf, WrittenLink, WrittenMark
from builder.parse.lines import LineMap
from builder.parse.plain import read_plain
from builder.parse.words import Words
from builder.source import SourceFile


class Building:
    """What was read of `file` so far; used once. `kinds` maps every name of a kind to its id."""

    def __init__(self, file: SourceFile, kinds: Mapping[str, str]) -> None:
        self.file = file
        self.kinds = kinds
        self.in_table = False
        self.leaves = 0
        self.links: list[WrittenLink] = []
        self._text: list[str] = []
        self._length = 0
        self._paragraph = -1
        self._label = ""
        self._label_at = 0
        self._marks: list[WrittenMark] = []
        self._anchors: list[tuple[int, int]] = []

    def begin_table(self) -> None:
        """A table begins: its cells are one paragraph."""
        self.in_table = True
        self._paragraph += 1

    def begin_item(self, label: str, at: int) -> None:
        """An item with a number begins, which stands at `at` of the file: it opens the item's first leaf."""
        if not self._label:
            self._label_at = at
        self._label += label

    def end_item(self) -> Leaf | None:
        """An item ends; one without any text keeps its number."""
        return self.add("paragraph", Words("", (), (), (), ())) if self._label else None

    def next(self) -> int:
        """Where the words of the next leaf begin: behind a blank line, unless it is the first, and its number."""
        return (self._length + 2 if self.leaves else 0) + len(self._label)

    def plain(self, content: str, line_map: LineMap) -> Words | None:
        """The words of the next leaf, where they can be read the short way; `content` is its inline text."""
        return read_plain(content, self.kinds, line_map, self.next(), self.leaves)

    def add(self, kind: str, words: Words, level: int = 0, align: str = "", header: bool = False) -> Leaf:
        """Add a leaf with its words to the text."""
        start = self._length + 2 if self.leaves else 0
        label, self._label = self._label, ""
        self._text += ["\n\n" if self.leaves else "", label, words.text]
        self._length = start + len(label) + len(words.text)
        if label:
            self._anchors.append((start, self._label_at))
        self._anchors += words.anchors
        self._marks += words.marks
        self.links += words.links
        if not self.in_table:
            self._paragraph += 1
        number, self.leaves = self.leaves, self.leaves + 1
        inlines = words.inlines_from(start, len(label))
        return Leaf(kind, start, self._length, number, self._paragraph, inlines, level, align, header)

    def document(self, blocks: Sequence[Block]) -> Document:
        """The document that its blocks make."""
        text = "".join(self._text)
        return Document(text, _with_headline(blocks), tuple(self._marks), tuple(self.links), tuple(self._anchors))


def _with_headline(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, the first heading made the headline."""
    for number, block in enumerate(blocks):
        if isinstance(block, Leaf) and block.kind == "heading":
            headline = Leaf("headline", block.start, block.end, block.number, block.paragraph, block.inlines, 1)
            return (*blocks[:number], headline, *blocks[number + 1 :])
    return tuple(blocks)
