"""The article's own words with their marks: blocks cut into segments.

The text of a block is cut at every mark's edge. Each segment carries one span per mark, nested in a fixed order,
outermost first: own voice, claims and answers, who says it, careful words, the site's own kinds; of one kind the
longer first. A mark's id stands once, on its first segment; its letter follows its last segment, outside any link.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Protocol, TypeAlias

from builder.model.document import Break, Element, Image, Inline, Leaf, Range, Text
from builder.taxonomy import OWN_VOICE

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


@dataclass(frozen=True, slots=True)
class SpanView:
    """One mark on one segment: `id` on the first segment only; class `names`, `start` where own voice begins.

    cut   on the first segment of a range that a lesson takes out: what stands in its place
    more  on the first segment of a mark that has no line because enough lie there: how many have none
    """

    mark: str
    names: str
    id: str
    cut: Cut | None = None
    more: int = 0


@dataclass(frozen=True, slots=True)
class Cut:
    """Words that a lesson takes out: `bare` stands in their place, '' nothing, None a gap `length` characters long.

    lesson  its short name in class names
    """

    lesson: str
    bare: str | None
    length: int


@dataclass(frozen=True, slots=True)
class LetterView:
    """The letter after a mark: the control that leads to its note."""

    mark: str
    kind: str
    letter: str
    number: int
    name: str
    quote: str
    href: str
    core: bool = False


@dataclass(frozen=True, slots=True)
class SegmentView:
    """Words with the same marks; `out` are the short names of the lessons that take them out."""

    text: str
    spans: tuple[SpanView, ...]
    out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementView:
    """Formatting around pieces: em, strong, code, a (href, title) or span (lang).

    out  the lessons that take out all its words
    """

    tag: str
    children: tuple[PieceView, ...]
    href: str = ""
    title: str = ""
    lang: str = ""
    external: bool = False
    out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImageView:
    """A picture."""

    src: str
    alt: str
    title: str


@dataclass(frozen=True, slots=True)
class BreakView:
    """A line break."""


PieceView: TypeAlias = SegmentView | ElementView | ImageView | BreakView | LetterView


def piece_type(piece: PieceView) -> str:
    """Which of the five a piece is, for templates: segment, element, image, break or letter."""
    return type(piece).__name__.removesuffix("View").lower()


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
        self.classes = classes
        self.cuts = cuts
        self.seen: set[str] = set()
        self.begun: set[tuple[str, int]] = set()
        self.ranges = sorted(
            ((start, end, _rank(mark.kind), mark) for mark in marks for start, end in mark.ranges),
            key=lambda item: (item[0], -item[1], item[2], item[3].id),
        )
        self.starts = [item[0] for item in self.ranges]

    def leaf(self, leaf: Leaf, ids: bool = True) -> tuple[PieceView, ...]:
        """The pieces of a leaf; without `ids` no mark gets one (a quotation on another page)."""
        first, last = bisect_left(self.starts, leaf.start), bisect_left(self.starts, leaf.end)
        return _Cutter(self, self.ranges[first:last], ids).pieces(leaf.inlines)

    def address(self, target: str) -> str:
        """Where a link or image leads, '' where it leads nowhere."""
        return self.addresses.get(target, "")


def _rank(kind: str) -> int:
    return ORDER.get(kind, len(ORDER))


_Ranged = tuple[int, int, int, Shown]


class _Cutter:
    """Cuts one leaf, from left to right; `ranges` are those that start in it, in order."""

    def __init__(self, prose: Prose, ranges: Sequence[_Ranged], ids: bool) -> None:
        self.prose = prose
        self.ids = ids
        self.ranges = ranges
        self.edges = sorted({edge for start, end, _, _ in ranges for edge in (start, end)})
        last: dict[int, list[_Ranged]] = {}
        for item in ranges:
            if item[1] == item[3].ranges[-1][1]:
                last.setdefault(item[1], []).append(item)
        self.ending = {end: sorted(items, key=lambda item: (-item[2], -item[0])) for end, items in last.items()}
        self.waiting: list[LetterView] = []
        self.begun = 0
        self.open: list[_Ranged] = []

    def pieces(self, inlines: Sequence[Inline], in_link: bool = False) -> tuple[PieceView, ...]:
        """The pieces of some inlines; letters wait until the link around them is closed."""
        made: list[PieceView] = []
        for inline in inlines:
            match inline:
                case Text():
                    self._text(inline.start, inline.end, made, in_link)
                case Break():
                    made.append(BreakView())
                    self._letters(inline.at + 1, made, in_link)
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
        cuts = [start, *self.edges[bisect_right(self.edges, start) : bisect_left(self.edges, end)], end]
        for begin, stop in pairwise(cuts):
            if begin < stop:
                over = self._over(begin)
                out = {cut.lesson for start, _, _, mark in over if (cut := self.prose.cuts.get((mark.id, start)))}
                words = self.prose.text[begin:stop]
                made.append(SegmentView(words, self._spans(over), tuple(sorted(out))))
            self._letters(stop, made, in_link)

    def _letters(self, stop: int, made: list[PieceView], in_link: bool) -> None:
        """The letters of the marks that end at `stop`, the innermost first."""
        ending = (self.prose.letters.get(item[3].id) for item in self.ending.get(stop, ()))
        (self.waiting if in_link else made).extend(letter for letter in ending if letter is not None)

    def _over(self, begin: int) -> list[_Ranged]:
        """The ranges over the segment that begins here, outermost first; no segment comes before one asked for."""
        while self.begun < len(self.ranges) and self.ranges[self.begun][0] <= begin:
            self.open.append(self.ranges[self.begun])
            self.begun += 1
        self.open = [item for item in self.open if item[1] > begin]
        return sorted(self.open, key=lambda item: (item[2], item[0], -item[1], item[3].id))

    def _spans(self, over: Sequence[_Ranged]) -> tuple[SpanView, ...]:
        """The spans of the segment that some ranges lie over, outermost first."""
        spans = []
        beyond = self._beyond(over)
        for start, _, _, mark in over:
            first = mark.id not in self.prose.seen
            self.prose.seen.add(mark.id)
            names = f"m {self.prose.classes.get(mark.id, mark.kind)}"
            if first and mark.kind == OWN_VOICE.id:
                names += " start"
            if mark.id in beyond:
                names += " beyond"
            spans.append(
                SpanView(
                    mark.id, names, mark.id if first and self.ids else "", self._cut(mark.id, start),
                    len(beyond) if first and mark.id in beyond else 0,
                )
            )  # fmt: skip
        return tuple(spans)

    def _beyond(self, over: Sequence[_Ranged]) -> frozenset[str]:
        """The innermost claims and answers, which get no line of their own here because three lines lie already."""
        stacked = [mark.id for *_, mark in over if mark.kind in _STACKED]
        if len(stacked) < 2:
            return frozenset()
        lines = {mark.kind for *_, mark in over} - {OWN_VOICE.id, *_STACKED}
        return frozenset(stacked[max(1, min(_DEEPEST, _LINES - len(lines))) :])

    def _cut(self, mark: str, start: int) -> Cut | None:
        """What stands in the place of a range, once for all its segments."""
        first = (mark, start) not in self.prose.begun
        self.prose.begun.add((mark, start))
        return self.prose.cuts.get((mark, start)) if first else None


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
