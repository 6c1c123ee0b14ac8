"""A site held in memory between changes: what a change touches is read again, all else stays as it was.

Pages are not made here: `Edition.file` makes one when somebody asks for it.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from msgspec import structs

from builder.cache.articles import pack
from builder.diagnostics import Finding, ordered
from builder.model.site import Setting
from builder.pipeline.edition import EVERYTHING, Edition
from builder.pipeline.gathering import read_shared
from builder.pipeline.holding import Reading
from builder.pipeline.inputs import SITE, SOURCES, Inputs
from builder.pipeline.issuing import Press
from builder.pipeline.page_reading import read_pages
from builder.pipeline.pages import WrittenPage
from builder.pipeline.part import Part, stale
from builder.pipeline.reading import read_part
from builder.pipeline.sightings import Sightings
from builder.pipeline.theme import read_theme
from builder.read import ArticleFiles, Listing, PageFile, Root
from builder.render import Theme

Recall = Callable[[Inputs], Mapping[str, tuple[Part, bytes]]]
"""Finds, by slug, what came of articles that can be had without reading them here, and each as plain data."""
Told = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def quiet(step: str, done: int, total: int) -> None:
    """Tells nobody."""


@dataclass(slots=True)
class Workbench:
    """A site below a root; drafts are a part of it. One thread at a time.

    `recall` is asked once, when the site is read for the first time.
    """

    root: Root
    recall: Recall | None = None
    told: Told = quiet
    edition: Edition = field(default_factory=lambda: Edition((), None, {}))
    _inputs: Inputs | None = None
    _theme: Theme | None = None
    _findings: dict[str, Sequence[Finding]] = field(default_factory=dict)
    _listed: frozenset[str] = frozenset()
    _articles: dict[str, ArticleFiles] = field(default_factory=dict)
    _parts: dict[str, Part] = field(default_factory=dict)
    _spots: dict[str, frozenset[str]] = field(default_factory=dict)
    _packed: dict[str, bytes] = field(default_factory=dict)
    _pages: dict[str, tuple[list[WrittenPage], list[Finding]]] = field(default_factory=dict)
    _seen: Sightings = field(default_factory=Sightings)
    _press: Press = field(init=False)

    def __post_init__(self) -> None:
        self._press = Press(self.root)

    def renew(self, changed: Iterable[str] | None = None) -> Edition:
        """The site after files changed; `changed` are their paths from the root, None where nobody knows which.

        A folder among them stands for all that is in it.
        """
        if not os.path.isdir(os.path.join(self.root.directory, "content")):
            findings = ordered(self.root.listing()[1])
            self.edition = replace(self.edition, findings=findings, behind=frozenset([EVERYTHING]))
            self._seen.lost = True
            return self.edition
        doubtful = changed is None or self._seen.lost
        paths = set(self._seen.changed(self.root) if doubtful or changed is None else changed)
        self._seen.lost = False
        self._read_shared(paths, doubtful)
        self._read_articles(paths)
        self._read_pages(paths)
        self._press.forget(lambda path: doubtful or _touches(paths, path))
        assert self._inputs is not None
        assert self._theme is not None
        read = Reading(self._inputs, self._theme, self._findings, dict(self._parts), self._packed, self._pages)
        self.edition = self._press.edition(read, self.edition)
        return self.edition

    def _read_shared(self, paths: set[str], doubtful: bool) -> None:
        """Bring the list of files, the site, its sources and templates up to date."""
        old = self._inputs
        if old is None or doubtful or self._is_elsewhere(paths):
            listing, self._findings["listing"] = self.root.listing()
            self._listed = frozenset(_files(listing))
            paths.update(() if old is None else set(listing.templates) ^ set(old.listing.templates))
        else:
            listing = old.listing
        has = [(one.has_site, one.has_sources) for one in (listing, old.listing if old else listing)]
        if old is None or has[0] != has[1] or _touches(paths, SITE) or _touches(paths, SOURCES):
            self._seen.look(self.root, (SITE, SOURCES))
            inputs, self._findings["shared"] = read_shared(self.root, listing)
        else:
            inputs = structs.replace(old, listing=listing)
        language = inputs.setting.site.language
        spoke = old.setting.site.language if old else ""
        if self._theme is None or spoke != language or any(path.partition("/")[0] == "templates" for path in paths):
            self._seen.look(self.root, listing.templates)
            self._theme, self._findings["theme"] = read_theme(self.root, listing, language)
        self._inputs = inputs
        if old is not None:
            paths.update(self._asking(old.setting, inputs.setting))

    def _is_elsewhere(self, paths: set[str]) -> bool:
        """Whether a change made a file or folder come or go: then all of them are looked for again."""
        return any(
            (path in self._listed) != os.path.lexists(os.path.join(self.root.directory, path))
            or any(listed.startswith(f"{path}/") for listed in (() if path in self._listed else self._listed))
            or any(_touches({path}, finding.place.path) for finding in self._findings["listing"])
            for path in paths
            if path in self._listed or path.partition("/")[0] in ("content", "templates")
        )

    def _asking(self, old: Setting, new: Setting) -> set[str]:
        """The articles, by their paths, that may come out otherwise with another site or other sources."""
        parts = self._parts.values()
        other = old.sources != new.sources
        return stale(parts, old, new) | {part.path for part in parts if other and part.findings}

    def _read_articles(self, paths: set[str]) -> None:
        """Read the articles that changed; forget those that are gone."""
        assert self._inputs is not None
        every = {files.slug: files for files in self._inputs.listing.articles}
        for slug in self._parts.keys() - every.keys():
            del self._parts[slug]
            self._packed = {name: data for name, data in self._packed.items() if name != slug}
        wanted = [files for files in every.values() if self._is_stale(files, paths)]
        for files in wanted:
            self._seen.look(self.root, _own(files))
        recalled = self.recall(self._inputs) if self.recall and not self._parts else {}
        packed = dict(self._packed) if wanted else self._packed
        for done, files in enumerate(wanted, 1):
            part, data = recalled.get(files.slug) or _read(files, self.root, self._inputs.setting)
            if data is not None:
                packed[part.slug] = data
            self._parts[part.slug] = part
            self._seen.look(self.root, _original(part))
            self._spots[part.slug] = frozenset(_with_folders([*_own(files), *_original(part)]))
            self.told("reading", done, len(wanted))
        self._packed = packed
        if list(self._parts) != list(every):
            self._parts = {slug: self._parts[slug] for slug in every}
        self._articles = every

    def _is_stale(self, files: ArticleFiles, paths: set[str]) -> bool:
        """Whether an article must be read again."""
        old = self._articles.get(files.slug)
        is_same = old is files or (old is not None and _own(old) == _own(files))
        return not is_same or not paths.isdisjoint(self._spots[files.slug])

    def reaches(self) -> frozenset[str]:
        """The folders and files at the top of the root that something was read from, or should have been."""
        originals = {path.partition("/")[0] for part in self._parts.values() for path in _original(part)}
        return frozenset({"content", "templates"} | originals)

    def _read_pages(self, paths: set[str]) -> None:
        """Read the lessons and pages that changed."""
        assert self._inputs is not None
        listing = self._inputs.listing
        now: dict[str, tuple[list[WrittenPage], list[Finding]]] = {}
        for is_lesson, files in ((True, listing.lessons), (False, listing.pages)):
            for file in files:
                old = self._pages.get(file.path)
                now[file.path] = old if old and not _touches(paths, file.path) else self._read_page(file, is_lesson)
        self._pages = now

    def _read_page(self, file: PageFile, is_lesson: bool) -> tuple[list[WrittenPage], list[Finding]]:
        self._seen.look(self.root, (file.path,))
        return read_pages(self.root, (file,), is_lesson)


def _read(files: ArticleFiles, root: Root, setting: Setting) -> tuple[Part, bytes | None]:
    """Read an article; without it, and the article as plain data, None where it has errors."""
    part = read_part(files, root, setting)
    return structs.replace(part, article=None), pack(part.article) if part.article is not None else None


def _own(files: ArticleFiles) -> list[str]:
    """The files that an article is read from."""
    return [path for path in (files.article, files.claims, files.links) if path]


def _original(part: Part) -> list[str]:
    """The file that an article is compared with."""
    return [posixpath.normpath(part.original)] if part.original else []


def _files(listing: Listing) -> Iterator[str]:
    """Every file that was found."""
    for files in listing.articles:
        yield from (*_own(files), *files.others)
    yield from (file.path for file in (*listing.lessons, *listing.pages))
    yield from listing.templates
    yield from (path for path, there in ((SITE, listing.has_site), (SOURCES, listing.has_sources)) if there)


def _with_folders(paths: Iterable[str]) -> Iterator[str]:
    """Some paths, and the folders that they lie in."""
    for path in paths:
        yield path
        while path := path.rpartition("/")[0]:
            yield path


def _touches(paths: set[str], path: str) -> bool:
    """Whether a file is among some paths, or in a folder that is."""
    return not paths.isdisjoint(_with_folders([path]))
