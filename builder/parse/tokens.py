"""The words of one block out of its inline tokens, and all there is to say of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter

from markdown_it.token import Token

from builder.diagnostics import Finding, Rule, visible
from builder.model.document import Break, Element, Image, Inline, Range, Text, WrittenLink, WrittenMark
from builder.parse.attributes import Attributes
from builder.parse.inline import Trouble
from builder.parse.lines import LineMap, add_anchor, file_offset, where
from builder.parse.marks import Meaning, interpret, looks_like_braces
from builder.parse.words import DEEPEST, Words, in_order
from builder.rules import mark_rules as rules
from builder.source import Place, SourceFile, Span

_ELEMENTS = {"em_open": "em", "strong_open": "strong", "link_open": "link"}
_CLOSERS = {"em_close", "strong_close", "link_close"}
_TROUBLES = {"braces": rules.MARK_BRACES, "unopened": rules.MARK_UNOPENED, "alone": rules.BRACKET_ALONE,
             "stray": rules.MARK_STRAY, "after": rules.MARK_AFTER_ELEMENT}  # fmt: skip
_TORN = ("line {line} closes it, in another paragraph, item or cell: close the mark in this one, [words]{{.kind #id}}, "
         "and open it there anew, [words]{{.kind join=id}}")  # fmt: skip
_LITERAL = (
    (re.compile("<!--"), rules.COMMENT_UNCLOSED),
    (re.compile(r"""\](?P<gap> ?)\((?P<target>[^()\[\]]*|(?>"[^"]*"|[^()\[\]"])*+)\)"""), rules.LINK_UNREAD),
    (re.compile(r"\[\^[^\[\]\s]{1,40}\]"), rules.FOOTNOTE),
)
"""What is printed as it stands where it is not understood, and what is said then."""
_LITERAL_SIGN = re.compile(r"[<\[\]]")


@dataclass(slots=True)
class _Frame:
    """An open element or mark while its words are read."""

    kind: str
    start: int
    children: list[Inline]
    token: Token | None = None
    meaning: Meaning | None = None
    sources: tuple[Range, ...] = ()
    cues: tuple[Range, ...] = ()


class WordsReader:
    """Reads blocks of one file, one after the other; `findings` gathers what could not be understood."""

    def __init__(self, file: SourceFile, kinds: Mapping[str, str]) -> None:
        self.file = file
        self.kinds = kinds
        self.findings: list[Finding] = []
        self._torn: tuple[int, list[int]] = 0, []  # a block, and which findings are about the [ that it leaves open

    def read(self, tokens: list[Token], troubles: list[Trouble], line_map: LineMap, offset: int, leaf: int) -> Words:
        """The words of the block whose plain text begins at `offset`; `leaf` is its number."""
        block = _Block(self, line_map, offset, leaf)
        for trouble in troubles:
            self._tell(trouble, block)
        for token in tokens:
            block.take(token)
        return block.words()

    def _tell(self, trouble: Trouble, block: _Block) -> None:
        """Tell what could not be understood; once, where a block leaves a mark open and the next one closes it."""
        what, start, end, detail = trouble
        span = block.where(start, end)
        place = self.file.place(span)
        leaf, torn = self._torn
        if what == "unopened" and torn and leaf == block.leaf - 1:
            number = torn.pop()
            hint = _TORN.format(line=place.line)
            self.findings[number] = rules.BRACKET_ALONE.at(self.findings[number].place, hint)
            return
        if what == "alone" and self.file.text[span.start] == "[":
            self._torn = block.leaf, torn if leaf == block.leaf else []
            self._torn[1].append(len(self.findings))
        self.findings.append(_TROUBLES[what].at(place, problem=detail, element=detail))

    def place(self, span: Span) -> Place:
        """A place in the file."""
        return self.file.place(span)


class _Block:
    """One block while it is read."""

    def __init__(self, reader: WordsReader, line_map: LineMap, offset: int, leaf: int) -> None:
        self.reader = reader
        self.findings = reader.findings
        self.line_map = line_map
        self.at = offset
        self.leaf = leaf
        self.text: list[str] = []
        self.anchors: list[tuple[int, int]] = []
        self.marks: list[WrittenMark] = []
        self.links: list[WrittenLink] = []
        self.stack = [_Frame("root", offset, [])]

    def where(self, start: int, end: int) -> Span:
        """From offsets in the inline text to the file."""
        return where(self.line_map, start, end)

    def take(self, token: Token) -> None:
        """Take the next token."""
        match token.type:
            case "text" | "text_special":
                self._characters(token)
            case "softbreak":
                self._add(" ", token)
            case "hardbreak":
                self._add("\n", token, Break(self.at))
            case "code_inline":
                start = self.at
                self._add(token.content, token, Element("code", (Text(start, start + len(token.content)),)))
            case "image":
                self._image(token)
            case "html_inline":
                self._html(token)
            case "mark_open":
                self._open_mark(token)
            case "mark_close":
                self._close_mark(token)
            case kind if kind in _ELEMENTS:
                self._open(_Frame(_ELEMENTS[kind], self.at, [], token))
            case kind if kind in _CLOSERS:
                self._close_element()

    def words(self) -> Words:
        """What was read."""
        inlines, marks = tuple(self.stack[0].children), in_order(self.marks)
        return Words("".join(self.text), inlines, marks, tuple(self.links), tuple(self.anchors))

    def _characters(self, token: Token) -> None:
        """Plain characters, with the places that are known of them."""
        if token.content:
            start = self.at
            runs = token.meta.get("runs") or ((0, token.meta.get("at", (0, 0))[0]),)
            for number, (known, there) in enumerate(runs):
                add_anchor(self.anchors, start + known, file_offset(self.line_map, there))
                end = runs[number + 1][0] if number + 1 < len(runs) else len(token.content)
                self._breaks(start + known, there, there + end - known)
            self._taken_literally(token)
            self._put(token.content, Text(start, start + len(token.content)))

    def _breaks(self, plain: int, start: int, end: int) -> None:
        """Where characters `start` to `end` of the inline text do not stand side by side in the file."""
        first = bisect_right(self.line_map, start, key=itemgetter(0))
        for at, there in self.line_map[first : bisect_left(self.line_map, end, first, key=itemgetter(0))]:
            add_anchor(self.anchors, plain + at - start, there)

    def _taken_literally(self, token: Token) -> None:
        """What was perhaps meant as more than the characters that are printed of it."""
        if token.type != "text" or "runs" not in token.meta or not _LITERAL_SIGN.search(token.content):
            return
        runs = token.meta["runs"]
        for pattern, rule in _LITERAL:
            for found in pattern.finditer(token.content):
                at = found.start()
                known, there = runs[bisect_right(runs, at, key=itemgetter(0)) - 1]
                span = self.where(there + at - known, there + found.end() - known)
                self._tell_literal(rule, found, self.reader.place(span))

    def _tell_literal(self, rule: Rule, found: re.Match[str], place: Place) -> None:
        """Say what is printed as it stands."""
        if rule is not rules.LINK_UNREAD:
            self.findings.append(rule.at(place, words=found[0]))
        elif looks_like_braces(found["target"], self.reader.kinds):
            hint = f"write {{{visible(found['target'].strip())}}} right behind the ]"
            self.findings.append(rules.MARK_ROUND.at(place, hint))
        elif not found["gap"]:
            self.findings.append(rule.at(place))

    def _add(self, characters: str, token: Token, inline: Inline | None = None) -> None:
        """Characters that one sign of the source makes."""
        if characters:
            inset = 0
            if token.type == "code_inline":
                start, end = token.meta["at"]
                padded = end - start - 2 * len(token.markup) == len(characters) + 2
                inset = len(token.markup) + padded
            add_anchor(self.anchors, self.at, file_offset(self.line_map, token.meta["at"][0] + inset))
            self._put(characters, inline or Text(self.at, self.at + len(characters)))

    def _put(self, characters: str, inline: Inline) -> None:
        """Append to the text and to the open element; neighbouring texts become one."""
        children = self.stack[-1].children
        last = children[-1] if children else None
        if isinstance(inline, Text) and isinstance(last, Text):
            children[-1] = Text(last.start, inline.end)
        else:
            children.append(inline)
        self.text.append(characters)
        self.at += len(characters)

    def _image(self, token: Token) -> None:
        """An image; its alternative text is no part of the plain text."""
        span = self.where(*token.meta["at"])
        children = token.children or []
        if any(child.type == "mark_open" for child in children):
            self.findings.append(rules.MARK_IN_ALT.at(self.reader.place(span)))
        alt = "".join(" " if child.type == "softbreak" else child.content for child in children)
        target = str(token.attrs.get("src", ""))
        self.stack[-1].children.append(Image(self.at, target, alt, str(token.attrs.get("title", ""))))
        self.links.append(WrittenLink(target, span, (self.at, self.at), True, alt))

    def _html(self, token: Token) -> None:
        """A comment is dropped; other HTML is said."""
        if not token.content.startswith("<!--"):
            place = self.reader.place(self.where(*token.meta["at"]))
            self.findings.append(rules.RAW_HTML.at(place, tag=token.content))

    def _open(self, frame: _Frame) -> None:
        """An element or a mark begins."""
        self.stack.append(frame)
        if len(self.stack) == DEEPEST + 2 and frame.token:
            place = self.reader.place(self.where(*frame.token.meta["at"]))
            self.findings.append(rules.TOO_DEEP.at(place, limit=DEEPEST))

    def _close_element(self) -> None:
        """Emphasis or a link ends."""
        frame = self.stack.pop()
        token = frame.token
        if len(self.stack) > DEEPEST:  # said where it began; nothing later has to go down so deep
            for child in frame.children:
                self._append(child)
            return
        target, title = "", ""
        if frame.kind == "link" and token is not None:
            target, title = str(token.attrs.get("href", "")), str(token.attrs.get("title", ""))
            self.links.append(WrittenLink(target, self.where(*token.meta["at"]), (frame.start, self.at)))
        self.stack[-1].children.append(Element(frame.kind, tuple(frame.children), target, title))

    def _open_mark(self, token: Token) -> None:
        """A mark begins."""
        braces = token.meta["braces"]
        assert isinstance(braces, Attributes)
        meaning, findings = interpret(braces, self.reader.kinds, self.where, self.reader.place)
        self.findings += findings
        self._open(_Frame("mark", self.at, [], token, meaning))

    def _close_mark(self, token: Token) -> None:
        """A mark ends: its words are known now."""
        frame = self.stack.pop()
        meaning = frame.meaning or Meaning()
        assert frame.token is not None
        opened, closed = frame.token.meta["at"][0], token.meta["at"]
        children: list[Inline] = frame.children
        if meaning.language:
            children = [Element("lang", tuple(children), meaning.language)]
        for child in children:
            self._append(child)
        span = self.where(opened, closed[1])
        words: Range = (frame.start, self.at)
        if words[0] == words[1] and (meaning.kind or meaning.part):
            self.findings.append(rules.MARK_EMPTY.at(self.reader.place(span)))
        elif meaning.part:
            self._part(meaning.part, words, span)
        elif meaning.kind:
            self.marks.append(
                WrittenMark(
                    meaning.kind, (words,), self.leaf, span, self.where(opened + 1, closed[0]), meaning.id,
                    meaning.keys or {}, frame.sources, frame.cues,
                )
            )  # fmt: skip

    def _append(self, child: Inline) -> None:
        """Hand an inline on to the element around, neighbouring texts made one."""
        children = self.stack[-1].children
        last = children[-1] if children else None
        if isinstance(child, Text) and isinstance(last, Text) and last.end == child.start:
            children[-1] = Text(last.start, child.end)
        else:
            children.append(child)

    def _part(self, part: str, words: Range, span: Span) -> None:
        """Source or cue of the innermost attribution around."""
        for frame in reversed(self.stack):
            if frame.meaning and frame.meaning.kind == "attribution":
                if part == "source":
                    frame.sources = (*frame.sources, words)
                else:
                    frame.cues = (*frame.cues, words)
                return
        self.findings.append(rules.MARK_PART_ALONE.at(self.reader.place(span), part=part))
