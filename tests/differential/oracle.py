"""What Markdown says, read twice: by our reader, and by Pandoc, which knows nothing of it.

Pandoc's syntax tree is turned into plain text by the definition of the format: blocks joined by a blank line; soft
break = space, hard break = line break, link = its words, code = its characters, image and bullet = nothing, ordered
item = its number and delimiter, marks = their words.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import unquote

import pypandoc

from builder.diagnostics import ordered
from builder.model.document import Break, Document, Element, Image, Inline
from builder.parse import markdown
from builder.parse.marks import PARTS, names
from builder.source import SourceFile

FORMAT = "commonmark+bracketed_spans+attributes+pipe_tables"
KINDS = names({})


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Something that stands in the text: a mark, a part of an attribution, words in another language, or a link.

    what     kind of the mark, 'source' or 'cue', 'lang' or 'link'
    words    its words, at `start` to `end` of the plain text
    details  its id as '#', and its keys with their values; the language; the address, percent signs resolved
    """

    start: int
    end: int
    what: str
    words: str
    details: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        details = "".join(f" {key}={value!r}" for key, value in self.details)
        return f"{self.what} {self.start}-{self.end} {self.words!r}{details}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found: the plain text, and everything in it, sorted."""

    text: str
    found: tuple[Found, ...]

    def __str__(self) -> str:
        return "\n".join([repr(self.text), *map(str, self.found)])


def ours(source: str) -> Reading:
    """What our reader finds."""
    document, _ = markdown.read(SourceFile("article.md", source), 0, KINDS)
    return Reading(document.text, tuple(sorted(_found(document))))


def _found(document: Document) -> Iterator[Found]:
    text = document.text
    for mark in document.marks:
        ((start, end),) = mark.ranges
        keys = {key: placed.value for key, placed in mark.keys.items()}
        if mark.id:
            keys["#"] = mark.id.value
        yield Found(start, end, mark.kind, text[start:end], tuple(sorted(keys.items())))
        for part, ranges in zip(PARTS, (mark.sources, mark.cues), strict=True):
            yield from (Found(start, end, part, text[start:end]) for start, end in ranges)
    for link in document.links:
        if not link.is_image:
            start, end = link.words
            yield Found(start, end, "link", text[start:end], (("to", unquote(link.target)),))
    for leaf in document.leaves():
        yield from _languages(leaf.inlines, text)


def _languages(inlines: Iterable[Inline], text: str) -> Iterator[Found]:
    for inline in inlines:
        if isinstance(inline, Element):
            if inline.kind == "lang":
                start, end = _extent(inline)
                yield Found(start, end, "lang", text[start:end], (("lang", inline.target),))
            yield from _languages(inline.children, text)


def _extent(element: Element) -> tuple[int, int]:
    """From where to where the words of an element reach."""
    ranges = [_range(child) for child in element.children]
    return ranges[0][0], ranges[-1][1]


def _range(inline: Inline) -> tuple[int, int]:
    if isinstance(inline, Element):
        return _extent(inline)
    if isinstance(inline, Image):
        return inline.at, inline.at
    if isinstance(inline, Break):
        return inline.at, inline.at + 1
    return inline.start, inline.end


def findings(source: str) -> list[str]:
    """The codes of what our reader tells the author, in the order of their places."""
    _, found = markdown.read(SourceFile("article.md", source), 0, KINDS)
    return [finding.code for finding in ordered(found)]


def pandoc(source: str, format_: str = FORMAT) -> Reading:
    """What Pandoc finds, where it reads `source` in one of its formats."""
    command = [_program(), "--from", format_, "--to", "json"]
    done = subprocess.run(command, input=source, capture_output=True, check=True, encoding="utf-8")
    walk = _Walk()
    walk.blocks(json.loads(done.stdout)["blocks"])
    return Reading("".join(walk.text), tuple(sorted(walk.found)))


@cache
def _program() -> str:
    return str(pypandoc.get_pandoc_path())


_DELIMITERS = {"Period": ".", "OneParen": ")"}


@dataclass(slots=True)
class _Walk:
    """A walk over Pandoc's tree; `label` is the number of an ordered item that waits for its first block."""

    text: list[str] = field(default_factory=list)
    at: int = 0
    blocks_seen: int = 0
    label: str = ""
    found: list[Found] = field(default_factory=list)

    def blocks(self, blocks: Iterable[Any]) -> None:
        """Take blocks, one after the other."""
        for block in blocks:
            self.block(block["t"], block.get("c"))

    def block(self, kind: str, content: Any) -> None:
        """Take one block."""
        match kind:
            case "Para" | "Plain":
                self.leaf(content)
            case "Header":
                self.leaf(content[2])
            case "CodeBlock":
                self.leaf([{"t": "Str", "c": content[1]}])
            case "BlockQuote":
                self.blocks(content)
            case "Div":
                self.blocks(content[1])
            case "BulletList":
                for item in content:
                    self.blocks(item)
            case "OrderedList":
                (start, _, delimiter), items = content
                for number, item in enumerate(items, start):
                    self.item(f"{number}{_DELIMITERS[delimiter['t']]} ", item)
            case "Table":
                self.table(content)
            case "RawBlock" | "HorizontalRule":
                pass
            case _:
                raise NotImplementedError(kind)

    def item(self, label: str, blocks: Iterable[Any]) -> None:
        """Take an item of an ordered list; its number stands before its first words, or alone."""
        self.label += label
        self.blocks(blocks)
        if self.label:
            self.leaf([])

    def table(self, content: Any) -> None:
        """Take a table, cell by cell."""
        _, _, _, (_, head), bodies, _ = content
        for row in [*head, *(row for body in bodies for row in body[3])]:
            for cell in row[1]:
                self.leaf(cell[4][0]["c"] if cell[4] else [])

    def leaf(self, inlines: Iterable[Any]) -> None:
        """Take a block of words."""
        self.put("\n\n" if self.blocks_seen else "")
        self.blocks_seen += 1
        self.put(self.label)
        self.label = ""
        self.inlines(inlines)

    def put(self, characters: str) -> None:
        """Append to the text."""
        self.text.append(characters)
        self.at += len(characters)

    def inlines(self, inlines: Iterable[Any]) -> None:
        """Take inlines, one after the other."""
        for inline in inlines:
            self.inline(inline["t"], inline.get("c"))

    def inline(self, kind: str, content: Any) -> None:
        """Take one inline."""
        match kind:
            case "Str":
                self.put(content)
            case "Space" | "SoftBreak":
                self.put(" ")
            case "LineBreak":
                self.put("\n")
            case "Emph" | "Strong":
                self.inlines(content)
            case "Code":
                self.put(content[1])
            case "Link":
                self.around("link", content[1], (("to", unquote(content[2][0])),))
            case "Span":
                self.span(*content)
            case "Image" | "RawInline":
                pass
            case _:
                raise NotImplementedError(kind)

    def span(self, attributes: tuple[str, list[str], list[tuple[str, str]]], words: list[Any]) -> None:
        """Take a bracketed span: a mark, a part, words in another language, or nothing we know."""
        id_, classes, pairs = attributes
        keys = dict(pairs)
        details = tuple(sorted({**keys, **({"#": id_} if id_ else {})}.items()))
        start = self.at
        self.inlines(words)
        for name in classes:
            if name in KINDS:
                self.add(KINDS[name], start, details)
            elif name in PARTS:
                self.add(name, start, ())
        if "lang" in keys:
            self.add("lang", start, (("lang", keys["lang"]),))

    def around(self, what: str, words: list[Any], details: tuple[tuple[str, str], ...]) -> None:
        """Take words, and find what stands around them."""
        start = self.at
        self.inlines(words)
        self.add(what, start, details)

    def add(self, what: str, start: int, details: tuple[tuple[str, str], ...]) -> None:
        """Find something from `start` up to here."""
        words = "".join(self.text)[start : self.at]
        self.found.append(Found(start, self.at, what, words, details))
