"""The file at one address of a site, made alone: what a preview asks for."""

from __future__ import annotations

import re

from builder import urls
from builder.pipeline.around import SITEMAP, beside, sitemap_files
from builder.pipeline.content import Content, Load
from builder.pipeline.page_list import page_list
from builder.pipeline.units import Unit, make, units

_LIST = re.compile(r"index\.html|page-[0-9]{1,6}\.html")
"""The names of the pages of a list."""


def file_at(content: Content, load: Load, address: str) -> bytes | None:
    """The file at an address, the same as the build writes there; None where it writes none. Raises PageError."""
    unit = unit_at(content, address)
    if unit is not None:
        found = next((data for there, data in make(content, load, unit) if there == address), None)
        if found is not None:
            return found
    if SITEMAP.fullmatch(address) and content.house.site.base_url:
        return dict(sitemap_files(content, page_list(content))).get(address)
    return beside(content, address)


def unit_at(content: Content, address: str) -> Unit | None:
    """The unit that the file at an address belongs to, if there is such a file at all."""
    parts = address.split("/")
    builds = content.house.builds
    if len(parts) == 1:
        number = "1" if address == urls.HOME else address.removeprefix("page-").removesuffix(".html")
        unit = "home", number
        return unit if address.endswith(".html") and unit in units(content) else None
    if parts[0] == "articles":
        return _article(content, parts)
    match parts:
        case ["claims", slug, claim, "index.html"] if builds("claims") and (slug, claim) in content.index.claims:
            return "claim", slug
        case ["sources", id_, name] if builds("sources") and id_ in content.kin.shown and _LIST.fullmatch(name):
            return "source", id_
        case ["claims" | "sources" as family, name] if builds(family) and _LIST.fullmatch(name):
            return family, ""
        case ["search", _] if builds("search"):
            return "search", ""
    return _own(content, address)


def _article(content: Content, parts: list[str]) -> Unit | None:
    """The unit of an article, where its family is built."""
    builds = content.house.builds
    match parts:
        case [_, slug, "index.html" | "article.json"] if builds("articles") and slug in content.index.entries:
            return "article", slug
        case [_, slug, "pictures", "index.html"] if builds("pictures") and slug in content.index.entries:
            return ("article", slug) if content.index.entries[slug].has_pictures else None
    return None


def _own(content: Content, address: str) -> Unit | None:
    """The unit of a page that stands once."""
    builds = content.house.builds
    if address == urls.GLOSSARY and builds("glossary"):
        return "glossary", ""
    lessons = [page.address for page in content.pages.values() if page.is_lesson]
    if address == urls.LESSONS and builds("lessons") and lessons:
        return "lessons", ""
    if any(page.address == address for page in content.pages.values()):
        return ("page", address) if builds("lessons" if address in lessons else "pages") else None
    return None
