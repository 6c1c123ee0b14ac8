"""From Markdown to a document: blocks, plain text, marks and links, each with its place.

One pass over markdown-it's tokens. What cannot be understood comes back as findings beside the document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from builder.diagnostics import Finding
from builder.model.document import Block, Divider, Document, Group, Leaf, WrittenLink, WrittenMark
from builder.parse import lines
from builder.parse.blocks import Piece, Rest, Sight, cut
from builder.parse.inline import parser
from builder.parse.plain import read_plain
from builder.parse.words import Words, WordsReader
from builder.rules import mark_rules as rules
from builder.source import SourceFile, Span

DEEPEST = 12
"""How deep quotations and lists may nest."""

_GROUPS = {
    "blockquote_open": "quote", "bullet_list_open": "bullets", "ordered_list_open": "numbers", "list_item_open": "item",
    "table_open": "table", "tr_open": "row",
}  # fmt: skip
_LEAVES = {"paragraph_open": "paragraph", "heading_open": "heading", "th_open": "cell", "td_open": "cell"}
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@cache
def _parser() -> MarkdownIt:
    md = parser()
    md.options["maxNesting"] = DEEPEST * 5
    return md


def read(file: SourceFile, start: int, kinds: Mapping[str, str]) -> tuple[Document, list[Finding]]:
    """Read the Markdown of `file` from offset `start` (the beginning of a line) on.

    `kinds` maps every name of a kind to its id.
    """
    return _Reader(file, file.position(start)[0], kinds).document(cut(file.text[start:]))


class _Reader:
    """Builds a document from its pieces; used once. `begin` is the line of its text, `first_line` of what is read."""

    def __init__(self, file: SourceFile, first_line: int, kinds: Mapping[str, str]) -> None:
        self.file = file
        self.begin = self.first_line = first_line
        self.md = _parser()
        self.env: dict[str, Any] = {}
        self.words = WordsReader(file, kinds)
        self.findings: list[Finding] = []
        self.text: list[str] = []
        self.length = 0
        self.leaves = 0
        self.paragraph = -1
        self.in_table = False
        self.label = ""
        self.label_at = 0
        self.marks: list[WrittenMark] = []
        self.links: list[WrittenLink] = []
        self.anchors: list[tuple[int, int]] = []
        self.cells: dict[int, list[lines.LineMap]] = {}

    def document(self, pieces: Sequence[Piece]) -> tuple[Document, list[Finding]]:
        """The document that the pieces make."""
        blocks: list[Block] = []
        for piece in pieces:
            if isinstance(piece, Rest):
                self.first_line = self.begin + piece.first
                blocks += self._blocks(self.md.parse(piece.text, self.env))
            else:
                blocks.append(self._at_first_sight(piece))
        self._references()
        document = Document(
            "".join(self.text), _with_headline(blocks), tuple(self.marks), tuple(self.links), tuple(self.anchors)
        )
        return document, self.findings + self.words.findings

    def _blocks(self, tokens: list[Token]) -> list[Block]:
        """The blocks that the tokens of the library make."""
        stack: list[tuple[str, list[Block], Token | None]] = [("root", [], None)]
        for number, token in enumerate(tokens):
            if token.type in _GROUPS:
                self._enter(token, len(stack))
                stack.append((_GROUPS[token.type], [], token))
            elif token.type in ("blockquote_close", "bullet_list_close", "ordered_list_close", "list_item_close",
                                "table_close", "tr_close"):  # fmt: skip
                kind, children, opening = stack.pop()
                self._leave(kind, children, opening)
                stack[-1][1].append(Group(kind, tuple(children), _is_tight(opening)))
            elif token.type == "inline":
                stack[-1][1].append(self._leaf(token, tokens[number - 1]))
            elif token.type in ("code_block", "fence"):
                stack[-1][1].append(self._code(token))
            elif token.type == "hr":
                stack[-1][1].append(Divider())
            elif token.type == "html_block":
                self._html(token)
        return stack[0][1]

    def _at_first_sight(self, piece: Sight) -> Leaf:
        """A paragraph or heading that the library was not asked about."""
        line = self.begin + piece.first
        if piece.first < piece.last:
            line_map = lines.of_text(piece.content, line, self.begin + piece.last, self.file)
        else:
            inset = piece.level + 1 if piece.level else 0
            line_map = ((0, self.file.line_starts[line - 1] + inset),)
        words = self._words(piece.content, line_map, self._separator())
        return self._add("heading" if piece.level else "paragraph", words, piece.level)

    def _enter(self, token: Token, depth: int) -> None:
        """A group begins."""
        if token.type == "table_open":
            self.in_table = True
            self.paragraph += 1
        elif token.type == "list_item_open" and token.info:
            self._item(token)
        if depth == DEEPEST * 2 + 1:
            line = self._line(token)
            place = self.file.place(Span(self.file.line_starts[line - 1], self.file.line_starts[line - 1] + 1))
            self.findings.append(rules.TOO_DEEP.at(place, limit=DEEPEST))

    def _item(self, token: Token) -> None:
        """An item with a number: the number opens the item's first block."""
        if not self.label:
            line = self._line(token)
            found = self.file.line(line).find(f"{token.info}{token.markup}")
            self.label_at = self.file.line_starts[line - 1] + max(found, 0)
        self.label += f"{token.info}{token.markup} "

    def _leave(self, kind: str, children: list[Block], opening: Token | None) -> None:
        """A group ends; an ordered item without any text keeps its number."""
        if kind == "table":
            self.in_table = False
        if kind == "row" and opening is not None:
            self._beyond(self._line(opening))
        if kind == "item" and self.label:
            children.append(self._add("paragraph", Words("", (), (), (), ())))

    def _line(self, token: Token) -> int:
        """The 1-based line of the file on which a block token begins."""
        return self.first_line + (token.map[0] if token.map else 0)

    def _last_line(self, token: Token) -> int:
        """The 1-based line of the file on which a block token ends."""
        return self.first_line + (token.map[1] if token.map else 1) - 1

    def _leaf(self, token: Token, opening: Token) -> Leaf:
        """A block that holds inline text."""
        kind = _LEAVES[opening.type]
        line = self._line(token)
        line_map = (
            self._cell(line)
            if kind == "cell"
            else lines.of_text(token.content, line, self._last_line(token), self.file)
        )
        offset = self._separator() + len(self.label)
        read = self._marked_up if kind == "cell" else self._words
        words = read(token.content, line_map, offset)
        level = int(opening.tag[1]) if kind == "heading" else 0
        align = str(opening.attrs.get("style", "")).removeprefix("text-align:")
        return self._add(kind, words, level, align, opening.tag == "th")

    def _words(self, content: str, line_map: lines.LineMap, offset: int) -> Words:
        """The words of an inline text, read the short way where that may be."""
        words = read_plain(content, self.words.kinds, line_map, offset, self.leaves)
        return words or self._marked_up(content, line_map, offset)

    def _marked_up(self, content: str, line_map: lines.LineMap, offset: int) -> Words:
        """The words of an inline text that may hold all that Markdown knows."""
        tokens: list[Token] = []
        self.md.inline.parse(content, self.md, self.env, tokens)
        return self.words.read(tokens, self.env["troubles"], line_map, offset, self.leaves)

    def _cell(self, line: int) -> lines.LineMap:
        """The map of the next cell of the row on `line`."""
        if line not in self.cells:
            self.cells[line] = list(lines.of_row(line, self.file))
        maps = self.cells[line]
        end = self.file.line_starts[line - 1] + len(self.file.line(line))
        return maps.pop(0) if maps else ((0, end),)

    def _beyond(self, line: int) -> None:
        """What stands on a row behind its last cell, which Markdown would drop."""
        end = self.file.line_starts[line - 1] + len(self.file.line(line).rstrip())
        starts = [found[0][1] for found in self.cells.get(line, []) if found[0][1] < end]
        if starts and self.file.text[starts[0] : end].strip("| \t"):
            self.findings.append(rules.CELL_EXTRA.at(self.file.place(Span(starts[0], end))))

    def _code(self, token: Token) -> Leaf:
        """A code block."""
        self._no_marks_in(token)
        content = token.content.removesuffix("\n")
        line = self._line(token) + (1 if token.type == "fence" else 0)
        line_map = lines.of_code(content, line, self.file)
        offset = self._separator() + len(self.label)
        anchors = tuple((offset + there, at) for there, at in line_map)
        return self._add("code", Words(content, (), (), (), anchors, plain=True))

    def _no_marks_in(self, token: Token) -> None:
        """Braces behind the fence of a code block, which would be dropped."""
        if "{" in token.info:
            line = self._line(token)
            at = self.file.line_starts[line - 1] + max(self.file.line(line).find("{"), 0)
            place = self.file.place(Span(at, at + len(token.info) - token.info.index("{")))
            self.findings.append(rules.MARK_AFTER_ELEMENT.at(place, element="code"))

    def _separator(self) -> int:
        """Where the next leaf begins: behind a blank line, unless it is the first."""
        return self.length + 2 if self.leaves else 0

    def _add(self, kind: str, words: Words, level: int = 0, align: str = "", header: bool = False) -> Leaf:
        """Add a leaf with its words to the text."""
        start = self._separator()
        label, self.label = self.label, ""
        self.text += ["\n\n" if self.leaves else "", label, words.text]
        self.length = start + len(label) + len(words.text)
        if label:
            self.anchors.append((start, self.label_at))
        self.anchors += words.anchors
        self.marks += words.marks
        self.links += words.links
        if not self.in_table:
            self.paragraph += 1
        number, self.leaves = self.leaves, self.leaves + 1
        inlines = words.inlines_from(start, len(label))
        return Leaf(kind, start, self.length, number, self.paragraph, inlines, level, align, header)

    def _html(self, token: Token) -> None:
        """An HTML block: comments are dropped, anything else is said."""
        line = self._line(token)
        start = self.file.line_starts[line - 1]
        rest = _COMMENT.sub(" ", token.content).strip()
        if not token.content.lstrip().startswith("<!--"):
            tag = token.content.strip().split("\n")[0]
            self.findings.append(rules.RAW_HTML.at(self._in(start, tag), tag=tag[:40]))
        elif rest:
            self.findings.append(rules.COMMENT_WITH_TEXT.at(self._in(start, rest.split("\n")[0]), words=rest[:60]))
        if token.content.count("<!--") > token.content.count("-->"):
            at = self.file.text.rfind("<!--", start, start + len(token.content) + 4)
            self.findings.append(rules.COMMENT_UNCLOSED.at(self.file.place(Span(max(at, start), max(at, start) + 4))))

    def _in(self, start: int, words: str) -> Any:
        """The place of words at or after an offset."""
        at = self.file.text.find(words, start)
        return self.file.place(Span(at, at + len(words)) if at >= 0 else Span(start, start + 1))

    def _references(self) -> None:
        """Link definitions that nothing refers to, or that come second to another of the same name."""
        used = {link.target for link in self.links}
        known = self.env.get("references", {})
        found = [
            (label, definition["map"], "") for label, definition in known.items() if definition["href"] not in used
        ]
        found += [
            (again["label"], again["map"], "this name is defined above, and the first definition counts: remove one")
            for again in self.env.get("duplicate_refs", ())
        ]
        for label, lines_, hint in found:
            start = self.file.line_starts[self.first_line + lines_[0] - 1]
            place = self.file.place(Span(start, start + len(self.file.line(self.first_line + lines_[0]))))
            self.findings.append(rules.REFERENCE_UNUSED.at(place, hint, label=label.lower()))


def _is_tight(opening: Token | None) -> bool:
    """Whether a list or item is set without space between its items."""
    return bool(opening and opening.meta.get("tight"))


def _with_headline(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks, the first heading made the headline."""
    for number, block in enumerate(blocks):
        if isinstance(block, Leaf) and block.kind == "heading":
            headline = Leaf("headline", block.start, block.end, block.number, block.paragraph, block.inlines, 1)
            return (*blocks[:number], headline, *blocks[number + 1 :])
    return tuple(blocks)
