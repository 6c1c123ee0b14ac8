"""Everything a site's files are made of, and how one page of it is made: view, then template, then bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from builder import urls
from builder.diagnostics import Finding
from builder.model.article import Article
from builder.model.index import Index
from builder.model.page import Page
from builder.pipeline.inputs import Inputs
from builder.pipeline.stopwatch import Stopwatch, working
from builder.pipeline.theme import template_finding
from builder.render import Renderer
from builder.validate.links import Target
from builder.views.frame import House
from builder.views.kinship import Kinship

File = tuple[str, bytes]
"""Address and content of a file of the site."""
Load = Callable[[str], Article]
"""Gets an article by its slug."""


class Content(Struct, frozen=True):
    """Everything a site's files are made of, the articles themselves aside.

    pages    the site's own pages and lessons, by address
    targets  page -> link target as typed -> where it leads
    assets   paths of the files that are copied
    uses     source -> the articles that name it, the easiest first
    kin      the sources that have a page, and which of them belong together
    work     where the time of making pages is counted
    """

    inputs: Inputs
    index: Index
    house: House
    pages: Mapping[str, Page]
    targets: Mapping[str, Mapping[str, Target]]
    assets: Sequence[str]
    renderer: Renderer
    uses: Mapping[str, Sequence[str]]
    kin: Kinship
    work: Stopwatch | None = None


class PageError(Exception):
    """A page could not be made; what is wrong is in `findings`."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings)
        self.findings = tuple(findings)


def assets(content: Content) -> Mapping[str, bytes]:
    """The files that pages need, by address: styles, scripts, fonts; the site's own in place of the built-in ones."""
    return content.renderer.theme.all_assets()


def page_of(content: Content, template: str, view: Any) -> bytes:
    """A page; a template that fails is told with its place."""
    try:
        with working(content.work, "templates"):
            return content.renderer.page(template, view).encode("utf-8")
    except Exception as error:
        raise PageError([template_finding(error, content.renderer.theme)]) from error


def ways(content: Content, here: str) -> dict[str, str]:
    """Where each link of a page leads, relative to it; '' where its family is not built."""
    found = _Ways()
    for target, where in content.targets.get(here, {}).items():
        built = where.asset or where.address == here or content.house.builds(where.family)
        found[target] = urls.relative(here, where.address, where.fragment) if built else ""
    return found


class _Ways(dict[str, str]):
    """Ways by target; an address that leaves the site is its own way."""

    def get(self, key: str, default: Any = "") -> Any:
        """The way of a target."""
        if key in self:
            return self[key]
        return urls.spelled(key) if urls.is_external(key) and urls.allowed(key) else default
