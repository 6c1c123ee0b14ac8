"""A page or lesson of the site's own, as readers get it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from builder.model.document import Block


class Page(Struct, frozen=True):
    """A page or lesson.

    former    names under which it was published before
    order     where it stands in the navigation, smallest first
    anchors   number of a heading's leaf -> id
    passages  target of a link without words, as typed -> (article, anchor) of the passage it quotes
    """

    slug: str
    address: str
    is_lesson: bool
    title: str
    summary: str
    order: int
    level: str
    minutes: int
    draft: bool
    text: str
    blocks: tuple[Block, ...]
    anchors: Mapping[int, str]
    passages: Mapping[str, tuple[str, str]]
    former: tuple[str, ...] = ()
