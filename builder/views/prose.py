"""The article's own words with their marks: blocks cut into segments.

The text of a block is cut at every mark's edge. Each segment carries one span per mark, nested in a fixed order,
outermost first: own voice, claims and answers, who says it, careful words, the site's own kinds; of one kind the
longer first. A mark's id stands once, on its first segment; its letter follows its last segment, outside any link.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeAlias

from builder.model.document import Break, Element, Image, Inline, Leaf, Range, Text

ORDER = ("own-voice", "claim", "counter", "attribution", "hedge")
"""Kinds from the outermost span to the innermost; a site's own kinds come last."""


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


@dataclass(frozen=True, slots=True)
class SpanView:
    """One mark on one segment: `id` on the first segment only; `names` are its class names."""

    mark: str
    names: str
    id: str


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


@dataclass(frozen=True, slots=True)
class SegmentView:
    """Words with the same marks."""

    text: str
    spans: tuple[SpanView, ...]


@dataclass(frozen=True, slots=True)
class ElementView:
    """Formatting around pieces: em, strong, code, a (href, title) or span (lang)."""

    tag: str
    children: tuple[PieceView, ...]
    href: str = ""
    title: str = ""
    lang: str = ""
    external: bool = False


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
    """Cuts the leaves of one text; `letters` has the letter of each mark that gets one, by id."""

    def __init__(
        self,
        text: str,
        marks: Sequence[Shown],
        letters: Mapping[str, LetterView],
        addresses: Mapping[str, str],
        classes: Mapping[str, str],
    ) -> None:
        self.text = text
        self.letters = letters
        self.addresses = addresses
        self.classes = classes
        self.seen: set[str] = set()
        self.ranges = sorted(
            ((start, end, _rank(mark.kind), mark) for mark in marks for start, end in mark.ranges),
            key=lambda item: (item[0], -item[1], item[2], item[3].id),
        )

    def leaf(self, leaf: Leaf, ids: bool = True) -> tuple[PieceView, ...]:
        """The pieces of a leaf; without `ids` no mark gets one (a quotation on another page)."""
        here = [item for item in self.ranges if item[0] < leaf.end and leaf.start < item[1]]
        return _Cutter(self, here, ids).pieces(leaf.inlines)

    def address(self, target: str) -> str:
        """Where a link or image leads, '' where it leads nowhere."""
        return self.addresses.get(target, "")


def _rank(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


_Ranged = tuple[int, int, int, Shown]


class _Cutter:
    """Cuts one leaf."""

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
            return ElementView("a" if href else "span", children, href, element.title, external="//" in href)
        if element.kind == "lang":
            return ElementView("span", children, lang=element.target)
        return ElementView(element.kind, children)

    def _text(self, start: int, end: int, made: list[PieceView], in_link: bool) -> None:
        """Cut a text at the edges in it; letters of the marks that end follow."""
        cuts = [start, *(edge for edge in self.edges if start < edge < end), end]
        for begin, stop in pairwise(cuts):
            if begin < stop:
                made.append(SegmentView(self.prose.text[begin:stop], self._spans(begin, stop)))
            self._letters(stop, made, in_link)

    def _letters(self, stop: int, made: list[PieceView], in_link: bool) -> None:
        """The letters of the marks that end at `stop`, the innermost first."""
        ending = (self.prose.letters.get(item[3].id) for item in self.ending.get(stop, ()))
        (self.waiting if in_link else made).extend(letter for letter in ending if letter is not None)

    def _spans(self, begin: int, stop: int) -> tuple[SpanView, ...]:
        """The spans of a segment, outermost first."""
        over = [item for item in self.ranges if item[0] <= begin and stop <= item[1]]
        over.sort(key=lambda item: (item[2], item[0], -item[1], item[3].id))
        spans = []
        for _, _, _, mark in over:
            first = self.ids and mark.id not in self.prose.seen
            self.prose.seen.add(mark.id)
            names = f"m {self.prose.classes.get(mark.id, mark.kind)}"
            spans.append(SpanView(mark.id, names, mark.id if first else ""))
        return tuple(spans)
