"""The article's own words with their marks: blocks cut into segments.

The text of a block is cut at every mark's edge. Each segment carries one span per mark, nested in a fixed order,
outermost first: own voice, claims and answers, who says it, careful words, the site's own kinds; of one kind the
longer first. A mark's id stands once, on its first segment; its letter follows its last segment, outside any link.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Protocol

from msgspec import Struct

from builder.model.document import Break, Element, Image, Inline, Leaf, Range, Text
from builder.taxonomy import OWN_VOICE
from builder.views.pieces import (
    BreakView,
    Cut,
    ElementView,
    ImageView,
    LetterView,
    PieceView,
    SegmentView,
    SpanView,
)

ORDER = {"own-voice": 0, "claim": 1, "counter": 1, "attribution": 2, "hedge": 3}
"""Kinds from the outermost span to the innermost, claims and answers alike; a site's own kinds come last."""


class Shown(Protocol):
    """A mark as the text shows it."""

    @property
    def id(self) -> str:
        """What it is linked by."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def ranges(self) -> tuple[Range, ...]:
        """Its words."""


_STACKED = ("claim", "counter")
_LINES = 3
"""How many lines may lie under the same words; more would be read as a block."""
_DEEPEST = 2
"""How many of them may be of claims and answers."""


class Prose:
    """Cuts the leaves of one text; `letters` has the letter of each mark that gets one, by id.

    classes  class names of marks, by id, where they are more than their kind
    cuts     what lessons take out, by mark and start of the range
    """

    def __init__(
        self,
        text: str,
        marks: Sequence[Shown],
        letters: Mapping[str, LetterView],
        addresses: Mapping[str, str],
        classes: Mapping[str, str],
        cuts: Mapping[tuple[str, int], Cut] = MappingProxyType({}),
    ) -> None:
        self.text = text
        self.letters = letters
        self.addresses = addresses
        self.seen: set[str] = set()
        self.ranges = [
            _line(mark, start, end, f"m {classes.get(mark.id, mark.kind)}", cuts.get((mark.id, start)))
            for mark in marks
            for start, end in mark.ranges
        ]
        self.ranges.sort(key=lambda line: (line.start, -line.end, line.outermost))
        self.starts = [line.start for line in self.ranges]

    def leaf(self, leaf: Leaf, ids: bool = True) -> tuple[PieceView, ...]:
        """The pieces of a leaf; without `ids` no mark gets one (a quotation on another page)."""
        first, last = bisect_left(self.starts, leaf.start), bisect_left(self.starts, leaf.end)
        return _Cutter(self, self.ranges[first:last], ids).pieces(leaf.inlines)

    def address(self, target: str) -> str:
        """Where a link or image leads, '' where it leads nowhere."""
        return self.addresses.get(target, "")


class _Line(Struct):
    """A range of a mark, to be laid under words.

    outermost  what lines over the same words are ordered by
    names      its class names
    cut        what stands in its place where a lesson takes it out, until it has been said
    out        the lesson that takes it out, ''
    is_last    whether the mark's letter follows it
    """

    start: int
    end: int
    outermost: tuple[int, int, int, str]
    mark: str
    kind: str
    names: str
    cut: Cut | None
    out: str
    is_last: bool


def _line(mark: Shown, start: int, end: int, names: str, cut: Cut | None) -> _Line:
    """The line of a range of a mark."""
    order = ORDER.get(mark.kind, len(ORDER)), start, -end, mark.id
    is_last = end == mark.ranges[-1][1]
    return _Line(start, end, order, mark.id, mark.kind, names, cut, cut.lesson if cut else "", is_last)


_outermost = attrgetter("outermost")


def _innermost(line: _Line) -> tuple[int, int]:
    return -line.outermost[0], -line.start


class _Cutter:
    """Cuts one leaf, from left to right; `ranges` are those that start in it, in order."""

    def __init__(self, prose: Prose, ranges: Sequence[_Line], ids: bool) -> None:
        self.prose = prose
        self.ids = ids
        self.ranges = ranges
        self.edges = sorted({edge for line in ranges for edge in (line.start, line.end)})
        self.ending: dict[int, list[_Line]] = {}
        for line in ranges:
            if line.is_last:
                self.ending.setdefault(line.end, []).append(line)
        self.waiting: list[LetterView] = []
        self.begun = 0
        self.open: list[_Line] = []

    def pieces(self, inlines: Sequence[Inline], in_link: bool = False) -> tuple[PieceView, ...]:
        """The pieces of some inlines; letters wait until the link around them is closed."""
        made: list[PieceView] = []
        for inline in inlines:
            match inline:
                case Text():
                    self._text(inline.start, inline.end, made, in_link)
                case Break():
                    made.append(BreakView())
                    self._letters(self.ending.get(inline.at + 1, ()), made, in_link)
                case Image():
                    made.append(ImageView(self.prose.address(inline.target), inline.alt, inline.title))
                case Element():
                    made.append(self._element(inline, in_link))
                    if inline.kind == "link" and not in_link:
                        made += self.waiting
                        self.waiting = []
        return tuple(made)

    def _element(self, element: Element, in_link: bool) -> ElementView:
        children = self.pieces(element.children, in_link or element.kind == "link")
        if element.kind == "link":
            href = self.prose.address(element.target)
            out = _out_of(children)
            return ElementView("a" if href else "span", children, href, element.title, external="//" in href, out=out)
        if element.kind == "lang":
            return ElementView("span", children, lang=element.target)
        return ElementView(element.kind, children)

    def _text(self, start: int, end: int, made: list[PieceView], in_link: bool) -> None:
        """Cut a text at the edges in it; letters of the marks that end follow."""
        text = self.prose.text
        edges = self.edges[bisect_right(self.edges, start) : bisect_left(self.edges, end)]
        begin = start
        for stop in (*edges, end):
            if begin < stop:
                over = self._over(begin)
                if over:
                    out = {line.out for line in over if line.out}
                    made.append(SegmentView(text[begin:stop], self._spans(over), tuple(sorted(out)) if out else ()))
                else:
                    made.append(SegmentView(text[begin:stop], ()))
            if stop in self.ending:
                self._letters(self.ending[stop], made, in_link)
            begin = stop

    def _letters(self, ending: Sequence[_Line], made: list[PieceView], in_link: bool) -> None:
        """The letters of the marks that end here, the innermost first."""
        inner = sorted(ending, key=_innermost) if len(ending) > 1 else ending
        letters = [letter for line in inner if (letter := self.prose.letters.get(line.mark))]
        (self.waiting if in_link else made).extend(letters)

    def _over(self, begin: int) -> Sequence[_Line]:
        """The ranges over the segment that begins here, outermost first; no segment comes before one asked for."""
        lines = [line for line in self.open if line.end > begin]
        while self.begun < len(self.ranges) and self.ranges[self.begun].start <= begin:
            line = self.ranges[self.begun]
            self.begun += 1
            if line.end > begin:
                lines.append(line)
        if len(lines) > 1:
            lines.sort(key=_outermost)
        self.open = lines
        return lines

    def _spans(self, over: Sequence[_Line]) -> tuple[SpanView, ...]:
        """The spans of the segment that some ranges lie over, outermost first."""
        spans = []
        beyond = _beyond(over) if len(over) > 1 else ()
        seen = self.prose.seen
        for line in over:
            mark, names, first, more = line.mark, line.names, line.mark not in seen, 0
            if first:
                seen.add(mark)
                if line.kind == OWN_VOICE.id:
                    names += " start"
            if mark in beyond:
                names += " beyond"
                more = len(beyond) if first else 0
            spans.append(SpanView(mark, names, mark if first and self.ids else "", line.cut, more))
            line.cut = None
        return tuple(spans)


def _beyond(over: Sequence[_Line]) -> frozenset[str]:
    """The innermost claims and answers, which get no line of their own here because three lines lie already."""
    stacked = [line.mark for line in over if line.kind in _STACKED]
    if len(stacked) < 2:
        return frozenset()
    lines = {line.kind for line in over} - {OWN_VOICE.id, *_STACKED}
    return frozenset(stacked[max(1, min(_DEEPEST, _LINES - len(lines))) :])


def _out_of(pieces: Sequence[PieceView]) -> tuple[str, ...]:
    """The lessons that take out all words of some pieces, and something there is to take out."""
    each = [set(_out(piece)) for piece in pieces if not isinstance(piece, BreakView | LetterView)]
    return tuple(sorted(set.intersection(*each))) if each else ()


def _out(piece: PieceView) -> tuple[str, ...]:
    match piece:
        case SegmentView():
            return piece.out
        case ElementView():
            return _out_of(piece.children)
    return ()
