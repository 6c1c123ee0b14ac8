"""The texts of a site, joined: what can be linked to, what the frames of pages are made of, what is built from."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.diagnostics import Finding
from builder.model.index import Index
from builder.model.page import Page
from builder.pipeline.content import Content
from builder.pipeline.inputs import Inputs
from builder.pipeline.linking import Linked
from builder.pipeline.pages import WrittenPage, passages
from builder.pipeline.part import Part
from builder.render import Renderer, Theme, compiled_folder
from builder.validate.across import check_former, check_unused
from builder.validate.links import Known
from builder.views.frame import Entry as PageEntry
from builder.views.frame import House
from builder.views.kinship import Kinship, kinship, uses


class Sourcing(Struct, frozen=True):
    """Who names which source: see `Content`."""

    uses: Mapping[str, Sequence[str]]
    kin: Kinship


class Whole(Struct, frozen=True):
    """The texts of a site, joined: each knows what it needs of the others."""

    index: Index
    sourcing: Sourcing
    linked: Linked
    pages: Sequence[Page]


def sourcing(inputs: Inputs, index: Index) -> Sourcing:
    """Who names which source."""
    found = uses(index)
    return Sourcing(found, kinship(found, inputs.setting.sources))


def known(inputs: Inputs, index: Index, pages: Sequence[WrittenPage], shown: Collection[str]) -> Known:
    """What can be linked to; `shown` are the sources that have a page."""
    return Known(
        site=inputs.setting.site,
        index=index,
        pages={item.path: item.page.address for item in pages},
        anchors={item.page.address: tuple(item.page.anchors.values()) for item in pages},
        sources=frozenset(shown),
        declared=inputs.setting.sources,
        former={f"{posixpath.dirname(item.path)}/{old}.md": item.path for item in pages for old in item.page.former},
    )


def complete(pages: Sequence[WrittenPage], found: Known) -> tuple[list[Page], list[Finding]]:
    """The pages with the passages they quote."""
    whole: list[Page] = []
    findings: list[Finding] = []
    for item in pages:
        quoted, more = passages(item, found)
        findings += more
        whole.append(replace(item.page, passages=quoted))
    return whole, findings


def check_together(inputs: Inputs, parts: Sequence[Part]) -> Iterator[Finding]:
    """What only all articles together can tell, without being joined: former names, sources nobody names."""
    former = ((*old, part.slug) for part in parts for old in part.former)
    yield from check_former(former, {part.slug for part in parts})
    if inputs.declared:
        yield from check_unused(inputs.declared, frozenset[str]().union(*(part.sources for part in parts)))


def content(inputs: Inputs, whole: Whole, theme: Theme) -> Content:
    """What the files of a site are made of."""
    return Content(
        inputs=inputs,
        index=whole.index,
        house=_house(inputs, whole.pages, theme),
        pages={page.address: page for page in whole.pages},
        targets=whole.linked.targets,
        assets=tuple(sorted(whole.linked.assets)),
        renderer=Renderer(theme, compiled_folder(os.environ)),
        uses=whole.sourcing.uses,
        kin=whole.sourcing.kin,
    )


def _house(inputs: Inputs, pages: Sequence[Page], theme: Theme) -> House:
    """What the frames of all pages are made of."""
    return House(
        site=inputs.setting.site,
        pages=tuple(PageEntry(page.title, page.address, page.summary) for page in pages if not page.is_lesson),
        has_lessons=any(page.is_lesson for page in pages),
        messages=theme.messages,
    )
