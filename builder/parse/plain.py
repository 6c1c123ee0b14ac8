"""Paragraphs of words and marks alone, read in one pass: most of an article consists of nothing else.

The full reader looks at each sign that Markdown knows. Here only brackets, braces and line ends may stand; a text that
holds anything else, and one about which there is anything to say, is left to it. What is read here is read there alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from builder.model.document import Range, Text, WrittenMark
from builder.parse.attributes import Attributes, Malformed, read
from builder.parse.lines import LineMap, add_anchor, file_offset, where
from builder.parse.marks import interpret
from builder.parse.words import DEEPEST, Words, in_order
from builder.source import SourceFile

_SIGN = re.compile(r"[\[\]\n\\`*_<{&]")
"""What may mean something; an exclamation mark does so before a bracket only."""
_ENTITY = re.compile(r"&[#A-Za-z]")


def read_plain(
    content: str, kinds: Mapping[str, str], file: SourceFile, line_map: LineMap, offset: int, leaf: int
) -> Words | None:
    """The words of the block whose plain text begins at `offset`; None where the full reader is needed.

    `content` is its inline text, `line_map` that text's places in `file`, `leaf` the number of the block.
    """
    block = _Plain(content, kinds, file, line_map, offset, leaf)
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

    def __init__(
        self, content: str, kinds: Mapping[str, str], file: SourceFile, line_map: LineMap, offset: int, leaf: int
    ) -> None:
        self.content = content
        self.kinds = kinds
        self.file = file
        self.line_map = line_map
        self.where = partial(where, line_map)
        self.begin = self.at = offset
        self.leaf = leaf
        self.text: list[str] = []
        self.anchors: list[tuple[int, int]] = []
        self.marks: list[WrittenMark] = []
        self.open: list[_Mark] = [_Mark(0, offset)]

    def characters(self, start: int, end: int) -> None:
        """Take plain characters, all of one line."""
        if start < end:
            add_anchor(self.anchors, self.at, file_offset(self.line_map, start))
            self.text.append(self.content[start:end])
            self.at += end - start

    def take(self, sign: str, at: int) -> int:
        """Take the sign at `at`; returns where to go on, 0 where the full reader is needed."""
        if sign == "[":
            if self.content[at - 1 : at] == "!" or len(self.open) > DEEPEST:
                return 0
            self.open.append(_Mark(at, self.at))
            return at + 1
        if sign == "]":
            braces = read(self.content, at + 1) if self.content.startswith("{", at + 1) else None
            if braces is None or isinstance(braces, Malformed) or len(self.open) == 1:
                return 0
            return braces.end if self._close(at, braces) else 0
        if sign == "&" and not _ENTITY.match(self.content, at):
            self.characters(at, at + 1)
            return at + 1
        if sign != "\n" or self.content[at - 1 : at] == " " or self.content[at + 1 : at + 2] in (" ", "\t"):
            return 0
        add_anchor(self.anchors, self.at, file_offset(self.line_map, at))
        self.text.append(" ")
        self.at += 1
        return at + 1

    def _close(self, at: int, braces: Attributes) -> bool:
        """Whether the mark that ends at `at` is as simple as it is read here."""
        mark = self.open.pop()
        meaning, findings = interpret(braces, self.kinds, self.where, self.file.place)
        words = (mark.start, self.at)
        if findings or meaning.language or words[0] == words[1]:
            return False
        if meaning.part:
            mark.parts.append((meaning.part, words))
        sources: tuple[Range, ...] = ()
        cues: tuple[Range, ...] = ()
        if meaning.kind == "attribution":
            sources, cues = mark.named("source"), mark.named("cue")
        else:
            self.open[-1].parts += mark.parts
        if meaning.kind:
            span, inside = self.where(mark.opened, braces.end), self.where(mark.opened + 1, at)
            keys = meaning.keys or {}
            self.marks.append(
                WrittenMark(meaning.kind, (words,), self.leaf, span, inside, meaning.id, keys, sources, cues)
            )
        return bool(meaning.kind or meaning.part)

    def words(self) -> Words | None:
        """What was read; None where something is left open."""
        if len(self.open) > 1 or self.open[0].parts:
            return None
        text = (Text(self.begin, self.at),) if self.at > self.begin else ()
        return Words("".join(self.text), text, in_order(self.marks), (), tuple(self.anchors))
