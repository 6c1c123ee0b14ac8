"""Which brackets of a piece of Markdown belong together, found in one linear pass.

Escapes, code, autolinks, HTML tags and comments, link destinations and braces are passed over, as CommonMark does.
"""

from __future__ import annotations

import re

from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.rules_inline.autolink import AUTOLINK_RE, EMAIL_RE
from msgspec import Struct

from builder.parse.attributes import Attributes, Malformed, read

_SIGN = re.compile(r"\\.|`+|[<\[\]]", re.DOTALL)
_TICKS = re.compile(r"`+")
_GAP = re.compile(r"[ \t\n]*")
_ANGLE = re.compile(r"[<>]")


class Brackets(Struct, frozen=True):
    """What the brackets of a text are.

    marks      offset of [ -> (offset of its ], its braces)
    closers    offset of ] -> its braces
    links      offsets of [ that may begin a link
    malformed  offset of ] -> braces that cannot be read
    unopened   offsets of ] followed by {, with no [
    alone      offsets of brackets without a partner
    """

    marks: dict[int, tuple[int, Attributes]]
    closers: dict[int, Attributes]
    links: set[int]
    malformed: dict[int, Malformed]
    unopened: tuple[int, ...]
    alone: tuple[int, ...]


def pair(text: str, has_references: bool = False) -> Brackets:
    """Pair the brackets of one inline text; `has_references`: the document defines link references."""
    pairing = _Pairing(text, has_references)
    at = 0
    while sign := _SIGN.search(text, at):
        at = pairing.take(sign.start(), sign.end())
    return pairing.brackets()


class _Pairing:
    """The brackets of a text while they are paired."""

    def __init__(self, text: str, has_references: bool) -> None:
        self.text = text
        self.has_references = has_references
        self.skip = _Skipper(text)
        self.open: list[int] = []
        self.marks: dict[int, tuple[int, Attributes]] = {}
        self.links: set[int] = set()
        self.malformed: dict[int, Malformed] = {}
        self.unopened: list[int] = []
        self.alone: list[int] = []

    def brackets(self) -> Brackets:
        """What was found."""
        closers = dict(self.marks.values())
        alone = tuple(sorted([*self.alone, *self.open]))
        return Brackets(self.marks, closers, self.links, self.malformed, tuple(self.unopened), alone)

    def take(self, start: int, end: int) -> int:
        """Take the sign at `start`; returns where to go on."""
        match self.text[start]:
            case "`":
                return self.skip.code(start, end)
            case "<":
                return self.skip.angle(start)
            case "[":
                self.open.append(start)
            case "]":
                return self._close(start, end)
        return end

    def _close(self, start: int, end: int) -> int:
        """A bracket that closes a mark, a link, or nothing in particular."""
        opener = self.open.pop() if self.open else None
        follows = self.text[end : end + 1]
        if follows == "{":
            return self._braces(opener, start, end)
        if opener is None:
            self.alone.append(start)
        elif follows == "(" and (behind := self.skip.destination(end)):
            self.links.add(opener)
            return behind
        elif self.has_references:
            self.links.add(opener)
        return end

    def _braces(self, opener: int | None, start: int, end: int) -> int:
        """Braces right behind a bracket."""
        braces = read(self.text, end)
        if isinstance(braces, Malformed):
            self.malformed[start] = braces
            return end
        if opener is None:
            self.unopened.append(start)
            return end
        self.marks[opener] = (start, braces)
        return braces.end


class _Skipper:
    """Passes over what hides brackets, each in constant or amortised time."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last_angle = text.rfind(">")
        self.last_comment = text.rfind("-->")
        self.runs: dict[int, list[int]] | None = None

    def code(self, start: int, end: int) -> int:
        """The end of the code span that opens here, or of the run of backticks where none does."""
        if self.runs is None:
            self.runs = {}
            for run in _TICKS.finditer(self.text):
                self.runs.setdefault(run.end() - run.start(), []).append(run.start())
            for places in self.runs.values():
                places.reverse()
        places = self.runs.get(end - start, [])
        while places and places[-1] <= start:
            places.pop()
        return places[-1] + (end - start) if places else end

    def angle(self, start: int) -> int:
        """The end of the autolink, tag or comment that opens here, or of the sign itself."""
        if self.last_angle < start:
            return start + 1
        next_ = _ANGLE.search(self.text, start + 1)
        if next_ and next_[0] == ">":
            address = self.text[start + 1 : next_.start()]
            if AUTOLINK_RE.match(address) or EMAIL_RE.match(address):
                return next_.end()
        if self.text.startswith("<!--", start) and self.last_comment < start:
            return start + 1
        tag = HTML_TAG_RE.match(self.text, start)
        return tag.end() if tag else start + 1

    def destination(self, start: int) -> int:
        """The end of `(destination "title")` that opens here, or 0."""
        text = self.text
        at = self._gap(start + 1)
        target = parseLinkDestination(text, at, len(text))
        if not target.ok:
            return at + 1 if text.startswith(")", at) else 0
        at = self._gap(target.pos)
        if at > target.pos:
            title = parseLinkTitle(text, at, len(text))
            if title.ok:
                at = self._gap(title.pos)
        return at + 1 if text.startswith(")", at) else 0

    def _gap(self, at: int) -> int:
        found = _GAP.match(self.text, at)
        return found.end() if found else at
