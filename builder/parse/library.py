"""What is read by the library: blocks of every kind, and inline text of which more is to be understood or said.

One pass over markdown-it's tokens. It takes long to load, so this room is entered only where a text needs it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from builder.diagnostics import Finding
from builder.model.document import Block, Divider, Group, Leaf
from builder.parse import lines
from builder.parse.building import Building
from builder.parse.inline import parser
from builder.parse.tokens import WordsReader
from builder.parse.words import Words
from builder.rules import mark_rules as rules
from builder.source import Span

DEEPEST = 12
"""How deep quotations and lists may nest."""

_GROUPS = {
    "blockquote_open": "quote", "bullet_list_open": "bullets", "ordered_list_open": "numbers", "list_item_open": "item",
    "table_open": "table", "tr_open": "row",
}  # fmt: skip
_LEAVES = {"paragraph_open": "paragraph", "heading_open": "heading", "th_open": "cell", "td_open": "cell"}
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARK = re.compile(r"\[[^\[\]\n]*\]\{[.#][^{}\n]*\}?")


@cache
def _parser() -> MarkdownIt:
    md = parser()
    md.options["maxNesting"] = DEEPEST * 5
    return md


class Library:
    """Reads what only the library understands, for the document that is `building`."""

    def __init__(self, building: Building) -> None:
        self.building = building
        self.file = building.file
        self.first_line = 1
        self.md = _parser()
        self.env: dict[str, Any] = {}
        self.words = WordsReader(building.file, building.kinds)
        self.told: list[Finding] = []
        self.cells: dict[int, list[lines.LineMap]] = {}

    def blocks(self, text: str, first_line: int) -> list[Block]:
        """The blocks of a text that begins on line `first_line` of the file."""
        self.first_line = first_line
        return self._blocks(self.md.parse(text, self.env))

    def marked_up(self, content: str, line_map: lines.LineMap) -> Words:
        """The words of the next leaf, whose inline text may hold all that Markdown knows."""
        tokens: list[Token] = []
        self.md.inline.parse(content, self.md, self.env, tokens)
        return self.words.read(tokens, self.env["troubles"], line_map, self.building.next(), self.building.leaves)

    def findings(self) -> list[Finding]:
        """All there is to say, when everything was read."""
        self._references()
        return self.told + self.words.findings

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
                stack[-1][1].append(Group(kind, tuple(children)))
            elif token.type == "inline":
                stack[-1][1].append(self._leaf(token, tokens[number - 1]))
            elif token.type in ("code_block", "fence"):
                stack[-1][1].append(self._code(token))
            elif token.type == "hr":
                stack[-1][1].append(Divider())
            elif token.type == "html_block":
                self._html(token)
        return stack[0][1]

    def _enter(self, token: Token, depth: int) -> None:
        """A group begins."""
        if token.type == "table_open":
            self.building.begin_table()
        elif token.type == "list_item_open" and token.info:
            self._item(token)
        if depth == DEEPEST * 2 + 1:
            line = self._line(token)
            place = self.file.place(Span(self.file.line_starts[line - 1], self.file.line_starts[line - 1] + 1))
            self.told.append(rules.TOO_DEEP.at(place, limit=DEEPEST))

    def _item(self, token: Token) -> None:
        """An item with a number."""
        line = self._line(token)
        number = f"{token.info}{token.markup}"
        found = self.file.line(line).find(number)
        self.building.begin_item(f"{number} ", self.file.line_starts[line - 1] + max(found, 0))

    def _leave(self, kind: str, children: list[Block], opening: Token | None) -> None:
        """A group ends."""
        if kind == "table":
            self.building.in_table = False
        if kind == "row" and opening is not None:
            self._beyond(self._line(opening))
        if kind == "item" and (empty := self.building.end_item()):
            children.append(empty)

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
        words = None if kind == "cell" else self.building.plain(token.content, line_map)
        level = int(opening.tag[1]) if kind == "heading" else 0
        align = str(opening.attrs.get("style", "")).removeprefix("text-align:")
        words = words or self.marked_up(token.content, line_map)
        return self.building.add(kind, words, level, align, opening.tag == "th")

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
            self.told.append(rules.CELL_EXTRA.at(self.file.place(Span(starts[0], end))))

    def _code(self, token: Token) -> Leaf:
        """A code block."""
        self._no_marks_in(token)
        content = token.content.removesuffix("\n")
        line = self._line(token) + (1 if token.type == "fence" else 0)
        line_map = lines.of_code(content, line, self.file)
        if token.type == "code_block" and (mark := _MARK.search(content)):
            self.told.append(rules.MARK_IN_CODE.at(self.file.place(lines.where(line_map, mark.start(), mark.end()))))
        offset = self.building.next()
        anchors = tuple((offset + there, at) for there, at in line_map)
        return self.building.add("code", Words(content, (), (), (), anchors, plain=True))

    def _no_marks_in(self, token: Token) -> None:
        """Braces behind the fence of a code block, which would be dropped."""
        if "{" in token.info:
            line = self._line(token)
            at = self.file.line_starts[line - 1] + max(self.file.line(line).find("{"), 0)
            place = self.file.place(Span(at, at + len(token.info) - token.info.index("{")))
            self.told.append(rules.MARK_AFTER_ELEMENT.at(place, element="code"))

    def _html(self, token: Token) -> None:
        """An HTML block: comments are dropped, anything else is said."""
        line = self._line(token)
        start = self.file.line_starts[line - 1]
        rest = _COMMENT.sub(" ", token.content).strip()
        if not token.content.lstrip().startswith("<!--"):
            tag = token.content.strip().split("\n")[0]
            self.told.append(rules.RAW_HTML.at(self._in(start, tag), tag=tag[:40]))
        elif rest:
            self.told.append(rules.COMMENT_WITH_TEXT.at(self._in(start, rest.split("\n")[0]), words=rest[:60]))
        if token.content.count("<!--") > token.content.count("-->"):
            at = self.file.text.rfind("<!--", start, start + len(token.content) + 4)
            self.told.append(rules.COMMENT_UNCLOSED.at(self.file.place(Span(max(at, start), max(at, start) + 4))))

    def _in(self, start: int, words: str) -> Any:
        """The place of words at or after an offset."""
        at = self.file.text.find(words, start)
        return self.file.place(Span(at, at + len(words)) if at >= 0 else Span(start, start + 1))

    def _references(self) -> None:
        """Link definitions that nothing refers to, or that come second to another of the same name."""
        used = {link.target for link in self.building.links}
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
            self.told.append(rules.REFERENCE_UNUSED.at(place, hint, label=label.lower()))
