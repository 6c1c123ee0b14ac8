"""The site's own pages and lessons, read and checked. Loaded late: many sites have none."""

from __future__ import annotations

from collections.abc import Sequence

from builder import urls
from builder.diagnostics import Finding
from builder.model.document import Document
from builder.model.page import Page
from builder.model.written import PageFront
from builder.parse.article import read_page
from builder.pipeline.pages import WrittenPage
from builder.pipeline.part import links_within
from builder.read import PageFile, Root
from builder.rules import site_rules
from builder.source import SourceFile
from builder.text import ids
from builder.validate.across import former_names
from builder.validate.text import check_link, check_shape
from builder.views.page import quoted_passage

PAGE_BYTES = 1_000_000
LAST = 1_000_000
"""The order of a page that says none."""


def read_pages(root: Root, files: Sequence[PageFile], is_lesson: bool) -> tuple[list[WrittenPage], list[Finding]]:
    """The pages or lessons, by their order, then by their name."""
    pages: list[WrittenPage] = []
    findings: list[Finding] = []
    for item in files:
        file, more = root.text(item.path, PAGE_BYTES)
        findings += more
        if file is not None:
            front, document, more = read_page(file)
            findings += more
            page, more = _read(item, file, front, document, is_lesson)
            findings += more
            pages.append(page)
    return sorted(pages, key=lambda item: (item.page.order, item.page.slug)), findings


def _read(
    item: PageFile, file: SourceFile, front: PageFront, document: Document, is_lesson: bool
) -> tuple[WrittenPage, list[Finding]]:
    findings: list[Finding] = []
    quotes = frozenset(target for block in document.blocks if (target := quoted_passage(block)))
    findings += check_shape(document, file)
    for link in document.links:
        is_quote = link.target in quotes and link.words[0] == link.words[1]
        if not is_quote or not urls.leads_within(link.target):
            findings += check_link(link, file)
    findings += [site_rules.MARK_IN_PAGE.at(file.place(mark.span)) for mark in document.marks]
    title = " ".join(document.text.split("\n\n")[0].split())
    page = Page(
        slug=item.slug,
        address=urls.lesson_page(item.slug) if is_lesson else urls.plain_page(item.slug),
        is_lesson=is_lesson,
        title=title,
        summary=front.summary.value if front.summary else "",
        order=front.order.value if front.order else LAST,
        level=front.level.value if front.level else "",
        minutes=front.minutes.value if front.minutes else 0,
        draft=bool(front.draft and front.draft.value),
        text=document.text,
        blocks=document.blocks,
        anchors=_anchors(document),
        passages={},
        former=tuple(old.value for old in front.former),
    )
    former = tuple(former_names(front.former, file, item.slug))
    return WrittenPage(item.path, page, links_within(document, file), quotes, former), findings


def _anchors(document: Document) -> dict[int, str]:
    """The ids of the headings and paragraphs, by number of their leaf."""
    leaves = [leaf for leaf in document.leaves() if leaf.kind in ("heading", "paragraph") and leaf.start < leaf.end]
    names = ids.derive([ids.Wanted("p-", document.text[leaf.start : leaf.end]) for leaf in leaves])
    headings = [leaf for leaf in leaves if leaf.kind == "heading"]
    titles = ids.derive([ids.Wanted("", document.text[leaf.start : leaf.end]) for leaf in headings], (*names, "page"))
    found = {leaf.number: name for leaf, name in zip(leaves, names, strict=True)}
    return found | {leaf.number: f"s-{name}" for leaf, name in zip(headings, titles, strict=True)}
