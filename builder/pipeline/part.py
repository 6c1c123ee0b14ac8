"""What comes of one article alone, and what the others must know of it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, structs

from builder.diagnostics import Finding
from builder.model.article import Article
from builder.model.document import Document
from builder.model.index import Entry
from builder.model.site import Setting
from builder.source import Place, SourceFile
from builder.urls import leads_within
from builder.validate.across import Reference

ORIGINAL_BYTES = 4_000_000
"""The most that an original may hold."""

WrittenTarget = tuple[str, Place]
"""A link's address as typed, and where."""


def links_within(document: Document, file: SourceFile) -> tuple[WrittenTarget, ...]:
    """The addresses within the site that a text links to, each with its places in the file."""
    found = ((link.target, file.place(link.span)) for link in document.links if leads_within(link.target))
    return tuple(dict.fromkeys(found))


class Part(Struct, frozen=True, array_like=True):
    """What comes of one article. `article` and `entry` are None where it has errors.

    links       addresses within the site that its text links to
    references  claims of other articles that it names
    sources     ids of the sources it names
    former      slugs that it had before, each with its place
    original    path of the original that it is compared with, '' where there is none
    """

    slug: str
    path: str
    article: Article | None
    entry: Entry | None
    findings: tuple[Finding, ...]
    links: tuple[WrittenTarget, ...]
    references: tuple[Reference, ...]
    sources: frozenset[str]
    former: tuple[WrittenTarget, ...] = ()
    original: str = ""


def stale(parts: Iterable[Part], old: Setting, new: Setting) -> set[str]:
    """The articles, by their paths, that another site or other sources are something else to."""
    if _reading(old) != _reading(new):
        return {part.path for part in parts}
    if old.sources == new.sources:
        return set()
    every = old.sources.keys() | new.sources.keys()
    other = {id_ for id_ in every if old.sources.get(id_) != new.sources.get(id_)}
    return {part.path for part in parts if other & part.sources}


def _reading(setting: Setting) -> Setting:
    """A setting as far as reading an article depends on it, its sources aside."""
    words = {"title": "", "description": "", "base_url": "", "contact": "", "rights": "", "families": (), "editor": ""}
    return Setting(structs.replace(setting.site, **words), {})
