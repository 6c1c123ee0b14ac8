"""The site's own pages and lessons; a lesson may quote passages of articles with their marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from builder import urls
from builder.model.article import Article
from builder.model.document import Block, Divider, Element, Group, Leaf, leaves_of
from builder.model.index import Index
from builder.model.page import Page
from builder.model.site import Setting
from builder.views.blocks import BlockView, GroupView, LeafView, prose_of, voice_marks
from builder.views.frame import Frame, House, Link, frame, rooted
from builder.views.kinds import KindView, kinds
from builder.views.notes import NoteMaker, NoteView
from builder.views.pieces import PieceView
from builder.views.prose import Prose


class PassageView(Struct, frozen=True):
    """A passage of an article, quoted with its marks; letters lead to the notes on the article's page."""

    kind: str
    href: str
    article: Link
    paragraph: int
    pieces: tuple[PieceView, ...]
    notes: tuple[NoteView, ...]
    language: str
    invented: bool


PageBlock: TypeAlias = BlockView | PassageView


class PageView(Struct, frozen=True):
    """A page or lesson; `kinds` for the legend of a lesson that quotes passages."""

    frame: Frame
    title: str
    summary: str
    level: str
    minutes: int
    is_draft: bool
    is_lesson: bool
    headline: LeafView
    blocks: tuple[PageBlock, ...]
    kinds: tuple[KindView, ...]
    quotes: bool


class NotFoundView(Struct, frozen=True):
    """The page for addresses that lead nowhere; its links start at the site's root."""

    frame: Frame


Load = Callable[[str], Article]
"""Gets an article by its slug."""


def page_view(
    page: Page, setting: Setting, index: Index, house: House, addresses: Mapping[str, str], load: Load
) -> PageView:
    """A page or lesson; `addresses` maps each link target in it to where it leads from the page."""
    here = page.address
    section = "lessons" if page.is_lesson else ""
    crumbs = [Link(house.messages.gettext("Lessons"), urls.relative(here, urls.LESSONS))] if page.is_lesson else []
    maker = _PageBlocks(page, setting, index, house, addresses, load)
    blocks = [maker.view(block) for block in page.blocks]
    first = blocks[0]
    assert isinstance(first, LeafView)
    return PageView(
        frame=frame(house, here, page.title, page.summary, crumbs=crumbs, section=section),
        title=page.title,
        summary=page.summary,
        level=page.level,
        minutes=page.minutes,
        is_draft=page.draft,
        is_lesson=page.is_lesson,
        headline=first,
        blocks=tuple(blocks[1:]),
        kinds=tuple(kinds(house, here, {}).values()),
        quotes=any(isinstance(block, PassageView) for block in blocks),
    )


def quoted_passage(leaf: Block) -> str:
    """The target of a paragraph that holds nothing but a link without words; '' for any other block."""
    if isinstance(leaf, Leaf) and leaf.kind == "paragraph" and len(leaf.inlines) == 1:
        only = leaf.inlines[0]
        if isinstance(only, Element) and only.kind == "link" and not only.children:
            return only.target
    return ""


class _PageBlocks:
    """Turns the blocks of a page into views; headings get ids of their words."""

    def __init__(
        self, page: Page, setting: Setting, index: Index, house: House, addresses: Mapping[str, str], load: Load
    ) -> None:
        self.page = page
        self.setting = setting
        self.index = index
        self.house = house
        self.load = load
        self.prose = Prose(page.text, (), {}, addresses, {})
        self.anchors = dict(page.anchors)

    def view(self, block: Block) -> PageBlock:
        """A block; a link without words becomes the passage it leads to."""
        if passage := self.page.passages.get(quoted_passage(block)):
            return self._passage(*passage)
        return self._plain(block)

    def _plain(self, block: Block) -> BlockView:
        if isinstance(block, Divider):
            return GroupView("divider", ())
        if isinstance(block, Group):
            return GroupView(block.kind, tuple(self._plain(child) for child in block.children))
        tag = {"headline": "h1", "cell": "th" if block.header else "td", "code": "pre"}.get(block.kind, "p")
        if block.kind == "heading":
            tag = f"h{min(max(block.level, 2), 6)}"
        return LeafView(block.kind, tag, self.anchors.get(block.number, ""), 0, self.prose.leaf(block), block.align)

    def _passage(self, slug: str, anchor: str) -> PassageView:
        """The passage of an article that an anchor names: the paragraph, or the block around a mark."""
        article = self.load(slug)
        here = self.page.address
        counts = dict(article.analysis.counts)
        kind_views = kinds(self.house, here, counts)
        maker = NoteMaker(article, self.setting, self.index, self.house, here, kind_views)
        way = self.house.href(here, "articles", urls.article_page(slug))
        marks = list(article.marks())
        leaf = passage_leaf(article, anchor)
        notes = [maker.note(mark) for mark in marks if mark.leaf == leaf.number]
        prose = prose_of(article, voice_marks(article), notes, kind_views, {}, way)
        paragraph = article.paragraphs[leaf.paragraph]
        return PassageView(
            kind="passage",
            href=self.house.href(here, "articles", urls.article_page(slug), anchor),
            article=Link(article.title, way, self.house.foreign(article.about.language)),
            paragraph=paragraph.number,
            pieces=prose.leaf(leaf, ids=False),
            notes=tuple(notes),
            language=article.about.language,
            invented=article.about.original.invented,
        )


def passage_leaf(article: Article, anchor: str) -> Leaf:
    """The block of an article that an anchor names: a paragraph's first block, or the one a mark stands in."""
    leaves = tuple(leaves_of(article.blocks))
    for paragraph in article.paragraphs:
        if paragraph.id == anchor:
            return next(leaf for leaf in leaves if leaf.paragraph == paragraph.number)
    name = anchor.removeprefix("n-")
    mark = next(mark for mark in article.marks() if mark.id in (anchor, name))
    return leaves[mark.leaf]


def not_found_view(house: House) -> NotFoundView:
    """The page for addresses that lead nowhere: with a base_url its links start at the site's root.

    Hosts show it at whatever address was asked for, so a relative way would lead nowhere once more.
    """
    made = replace(frame(house, urls.NOT_FOUND, house.messages.gettext("Page not found")), canonical="")
    return NotFoundView(rooted(made, urls.root_path(house.site.base_url)) if house.site.base_url else made)
