"""The pieces that words are cut into: segments with their marks, formatting, pictures, breaks and letters."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct


class SpanView(Struct, frozen=True):
    """One mark on one segment: `id` on the first segment only; class `names`, `start` where own voice begins.

    cut   on the first segment of a range that a lesson takes out: what stands in its place
    more  on the first segment of a mark that has no line because enough lie there: how many have none
    """

    mark: str
    names: str
    id: str
    cut: Cut | None = None
    more: int = 0


class Cut(Struct, frozen=True):
    """Words that a lesson takes out: `bare` stands in their place, '' nothing, None a gap `length` characters long.

    lesson  its short name in class names
    """

    lesson: str
    bare: str | None
    length: int


class LetterView(Struct, frozen=True):
    """The letter after a mark: the control that leads to its note."""

    mark: str
    kind: str
    letter: str
    number: int
    name: str
    quote: str
    href: str
    core: bool = False


class SegmentView(Struct, frozen=True):
    """Words with the same marks; `out` are the short names of the lessons that take them out."""

    text: str
    spans: tuple[SpanView, ...]
    out: tuple[str, ...] = ()


class ElementView(Struct, frozen=True):
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


class ImageView(Struct, frozen=True):
    """A picture."""

    src: str
    alt: str
    title: str


class BreakView(Struct, frozen=True):
    """A line break."""


PieceView: TypeAlias = SegmentView | ElementView | ImageView | BreakView | LetterView


_TYPES = {
    SegmentView: "segment",
    ElementView: "element",
    ImageView: "image",
    BreakView: "break",
    LetterView: "letter",
}


def piece_type(piece: PieceView) -> str:
    """Which of the five a piece is, for templates: segment, element, image, break or letter."""
    return _TYPES[type(piece)]
