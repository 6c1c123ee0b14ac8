"""Paragraphs of words and marks, read in one pass: most of an article consists of nothing else.

The full reader looks at each sign that Markdown knows. Here only brackets, braces and line ends may stand, words
between stars that can be nothing but emphasis, code on one line, and links of plain words to a plain address; a text
that holds anything else, and one about which there is anything to say, is left to it. What is read here is read there
alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from builder.model.document import Element, Inline, Range, Text, WrittenLink, WrittenMark
from builder.parse.known_braces import Known, known_braces
from builder.parse.lines import LineMap, add_anchor, file_offset, where
from builder.parse.words import DEEPEST, Words, in_order
from builder.source import Span

_SIGN = re.compile(r"[\[\]\n\\`*_<{&]")
"""What may mean something; an exclamation mark does so before a bracket only."""
_NOTHING = re.compile(r"&(?![#A-Za-z])|< ")
_CODE = re.compile(r"`([^`\s][^`\n]*)`(?!`)")
_EMPHASIS = re.compile(r"(\*\*?)([^\s*_\[\]\\`<{&](?:[^*_\[\]\n\\`<{&]*[^\s*_\[\]\\`<{&])?)\1(?![^ \n.,;:!?)\]])")
"""Words whose stars cannot but open and close, where they stand behind one of the following."""
_BEFORE_EMPHASIS = ("", " ", "\n", "(", "[")
_LINK = re.compile(r'\[([^\[\]\n\\`*_<{&]*)\]\(([\w#/.][\w/.:?=#%~+,;@-]*)(?: "([^"\\&\n]*)")?\)', re.ASCII)


def read_plain(content: str, kinds: Mapping[str, str], line_map: LineMap, offset: int, leaf: int) -> Words | None:
    """The words of the block whose plain text begins at `offset`; None where the full reader is needed.

    `content` is its inline text, `line_map` that text's places in its file, `leaf` the number of the block.
    """
    block = _Plain(content, kinds, line_map, offset, leaf)
    at = 0
    while sign := _SIGN.search(content, at):
        block.characters(at, sign.start())
        at = block.take(sign[0], sign.start())
        if not at:
            return None
    block.characters(at, len(content))
    return block.words()


class _Mark:
    """A mark whose end was not found yet; `parts` are the parts of an attribution in it that no mark took."""

    __slots__ = ("opened", "parts", "start")

    def __init__(self, opened: int, start: int) -> None:
        self.opened = opened
        self.start = start
        self.parts: list[tuple[str, Range]] = []

    def named(self, wanted: str) -> tuple[Range, ...]:
        """The parts of that name."""
        return tuple(range_ for part, range_ in self.parts if part == wanted)


class _Plain:
    """One block while it is read."""

    def __init__(self, content: str, kinds: Mapping[str, str], line_map: LineMap, offset: int, leaf: int) -> None:
        self.content = content
        self.kinds = kinds
        self.line_map = line_map
        self.one_line = len(line_map) == 1
        self.shift = line_map[0][1] - line_map[0][0]
        self.begin = self.at = offset
        self.leaf = leaf
        self.text: list[str] = []
        self.anchors: list[tuple[int, int]] = []
        self.marks: list[WrittenMark] = []
        self.open: list[_Mark] = [_Mark(0, offset)]
        self.inlines: list[Inline] = []
        self.links: list[WrittenLink] = []
        self.has_links = "](" in content

    def characters(self, start: int, end: int) -> None:
        """Take plain characters, all of one line."""
        if start < end:
            add_anchor(self.anchors, self.at, self._offset(start))
            self.text.append(self.content[start:end])
            self.at += end - start

    def take(self, sign: str, at: int) -> int:
        """Take the sign at `at`; returns where to go on, 0 where the full reader is needed."""
        content = self.content
        if sign == "[":
            return self._open(at)
        if sign == "]":
            braces = known_braces(content, at + 1, self.kinds, self._offset(at + 1) - at - 1)
            return self._close(at, braces) if braces and len(self.open) > 1 else 0
        if sign in "&<" and _NOTHING.match(content, at):
            self.characters(at, at + 1)
            return at + 1
        if sign == "`" and (code := _CODE.match(content, at)):
            return self._element("code", *code.span(1)) + 1
        if sign == "*" and content[at - 1 : at] in _BEFORE_EMPHASIS and len(self.open) <= DEEPEST:
            words = _EMPHASIS.match(content, at)
            return self._element("em" if words[1] == "*" else "strong", *words.span(2)) + len(words[1]) if words else 0
        if sign != "\n" or content[at - 1 : at] == " " or content[at + 1 : at + 2] in (" ", "\t"):
            return 0
        add_anchor(self.anchors, self.at, self._offset(at))
        self.text.append(" ")
        self.at += 1
        return at + 1

    def _open(self, at: int) -> int:
        """Take a link, or begin the mark whose bracket opens at `at`; returns as `take` does."""
        if self.content[at - 1 : at] == "!" or len(self.open) > DEEPEST:
            return 0
        if self.has_links and (link := _LINK.match(self.content, at)):
            return self._link(link)
        self.open.append(_Mark(at, self.at))
        return at + 1

    def _close(self, at: int, braces: Known) -> int:
        """End the mark whose bracket closes at `at`; returns where to go on, 0 where the full reader is needed."""
        mark = self.open.pop()
        words = (mark.start, self.at)
        if words[0] == words[1]:
            return 0
        if braces.part:
            mark.parts.append((braces.part, words))
        sources: tuple[Range, ...] = ()
        cues: tuple[Range, ...] = ()
        if braces.kind != "attribution":
            self.open[-1].parts += mark.parts
        elif mark.parts:
            sources, cues = mark.named("source"), mark.named("cue")
        if braces.kind:
            span, inside = self._where(mark.opened, braces.end), self._where(mark.opened + 1, at)
            id_, keys = braces.id, braces.keys
            self.marks.append(WrittenMark(braces.kind, (words,), self.leaf, span, inside, id_, keys, sources, cues))
        return braces.end

    def _element(self, kind: str, start: int, end: int, target: str = "", title: str = "") -> int:
        """Take words that are formatted; returns where they end."""
        begin = self.at
        self._end_text()
        self.characters(start, end)
        words = (Text(begin, self.at),) if begin < self.at else ()
        self.inlines.append(Element(kind, words, target, title))
        self.begin = self.at
        return end

    def _link(self, link: re.Match[str]) -> int:
        """Take a link; returns where it ends."""
        begin = self.at
        self._element("link", *link.span(1), link[2], link[3] or "")
        self.links.append(WrittenLink(link[2], self._where(*link.span()), (begin, self.at)))
        return link.end()

    def _end_text(self) -> None:
        """Characters that stand side by side are one inline."""
        if self.begin < self.at:
            self.inlines.append(Text(self.begin, self.at))

    def _where(self, start: int, end: int) -> Span:
        """From offsets in the inline text to the file."""
        if self.one_line:
            return Span(start + self.shift, end + self.shift)
        return where(self.line_map, start, end)

    def _offset(self, at: int) -> int:
        """From an offset in the inline text to the file."""
        return at + self.shift if self.one_line else file_offset(self.line_map, at)

    def words(self) -> Words | None:
        """What was read; None where something is left open."""
        if len(self.open) > 1 or self.open[0].parts:
            return None
        self._end_text()
        words = "".join(self.text)
        return Words(words, tuple(self.inlines), in_order(self.marks), tuple(self.links), tuple(self.anchors))
