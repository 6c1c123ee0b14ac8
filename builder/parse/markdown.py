"""From Markdown to a document: blocks, plain text, marks and links, each with its place.

What is understood at first sight is read here. The library, which takes long to load, is asked only about the rest.
What cannot be understood comes back as findings beside the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from builder.diagnostics import Finding
from builder.model.document import Block, Document, Group, Leaf
from builder.parse import lines
from builder.parse.blocks import Item, Known, Piece, Rest, Sight, cut
from builder.parse.building import Building
from builder.source import SourceFile

if TYPE_CHECKING:
    from builder.parse.library import Library


def read(file: SourceFile, start: int, kinds: Mapping[str, str]) -> tuple[Document, list[Finding]]:
    """Read the Markdown of `file` from offset `start` (the beginning of a line) on.

    `kinds` maps every name of a kind to its id.
    """
    return _Reader(file, file.position(start)[0], kinds).document(cut(file.text[start:]))


class _Reader:
    """Builds a document from its pieces; used once. `begin` is the line of the file with which they begin."""

    def __init__(self, file: SourceFile, begin: int, kinds: Mapping[str, str]) -> None:
        self.file = file
        self.begin = begin
        self.building = Building(file, kinds)
        self._library: Library | None = None

    def document(self, pieces: Sequence[Piece]) -> tuple[Document, list[Finding]]:
        """The document that the pieces make."""
        document = self.building.document([block for piece in pieces for block in self._blocks(piece)])
        return document, self._library.findings() if self._library else []

    @property
    def library(self) -> Library:
        """The reader of the rest."""
        if self._library is None:
            from builder.parse.library import Library

            self._library = Library(self.building)
        return self._library

    def _blocks(self, piece: Piece) -> Iterator[Block]:
        """The blocks of a piece."""
        if isinstance(piece, Rest):
            yield from self.library.blocks(piece.text, self.begin + piece.first)
        else:
            yield self._block(piece)

    def _block(self, piece: Known) -> Block:
        """A block that the library was not asked about."""
        if isinstance(piece, Sight):
            return self._leaf(piece)
        if isinstance(piece, Item):
            return self._item(piece.words, piece.number)
        return Group(piece.kind, tuple(map(self._block, piece.pieces)))

    def _item(self, words: Sight, number: str) -> Group:
        """An item of a list."""
        if number:
            start = self.file.line_starts[self.begin + words.first - 1]
            self.building.begin_item(number, start + words.inset - len(number))
        return Group("item", (self._leaf(words),))

    def _leaf(self, piece: Sight) -> Leaf:
        """A paragraph or heading."""
        line = self.begin + piece.first
        if piece.first < piece.last:
            line_map = lines.of_text(piece.content, line, self.begin + piece.last, self.file)
        else:
            line_map = ((0, self.file.line_starts[line - 1] + piece.inset),)
        words = self.building.plain(piece.content, line_map) or self.library.marked_up(piece.content, line_map)
        return self.building.add("heading" if piece.level else "paragraph", words, piece.level)
