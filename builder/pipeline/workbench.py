"""A site held in memory between changes: what a change touches is read again, all else stays as it was.

Pages are not made here: `Edition.file` makes one when somebody asks for it.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from msgspec import structs

from builder.cache.articles import pack, unpack
from builder.diagnostics import Finding, has_errors, ordered
from builder.model.article import Article
from builder.model.site import Setting
from builder.pipeline import joining
from builder.pipeline.addresses import file_at
from builder.pipeline.content import Content
from builder.pipeline.crossing import Crossing
from builder.pipeline.gathering import read_shared
from builder.pipeline.inputs import SITE, SOURCES, Inputs
from builder.pipeline.linking import trouble_in
from builder.pipeline.page_reading import read_pages
from builder.pipeline.pages import WrittenPage
from builder.pipeline.part import Part
from builder.pipeline.reading import read_part
from builder.pipeline.sightings import Sightings
from builder.pipeline.theme import read_theme
from builder.read import ArticleFiles, Listing, PageFile, Root
from builder.render import Theme
from builder.source import Place
from builder.validate.consequences import without_consequences

Recall = Callable[[Inputs], Mapping[str, tuple[Part, bytes]]]
"""Finds, by slug, what came of articles that can be had without reading them here, and each as plain data."""
Told = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A site as it stood after a change.

    findings  everything worth telling, also what keeps it from being built
    content   what its pages are made of: of the last edition without errors; None where there was none yet
    packed    the articles of `content` as plain data, by slug
    """

    findings: tuple[Finding, ...]
    content: Content | None
    packed: Mapping[str, bytes] = field(repr=False)

    def article(self, slug: str) -> Article:
        """An article of the content. KeyError where there is none."""
        return unpack(self.packed[slug])

    def file(self, address: str) -> bytes | None:
        """The file at an address, as a build writes it; None where it writes none. Raises PageError."""
        return file_at(self.content, self.article, address) if self.content is not None else None


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
    _all: Crossing = field(default_factory=Crossing)
    _published: Crossing = field(default_factory=Crossing)
    _copied: dict[tuple[str, Place], Sequence[Finding]] = field(default_factory=dict)
    _seen: Sightings = field(default_factory=Sightings)

    def renew(self, changed: Iterable[str] | None = None) -> Edition:
        """The site after files changed; `changed` are their paths from the root, None where nobody knows which.

        A folder among them stands for all that is in it.
        """
        if not os.path.isdir(os.path.join(self.root.directory, "content")):
            findings = ordered(self.root.listing()[1])
            self.edition = replace(self.edition, findings=findings)
            self._seen.lost = True
            return self.edition
        doubtful = changed is None or self._seen.lost
        paths = set(self._seen.changed(self.root) if doubtful or changed is None else changed)
        self._seen.lost = False
        self._read_shared(paths, doubtful)
        self._read_articles(paths)
        self._read_pages(paths)
        self._copied = {key: found for key, found in self._copied.items() if not found and not _touches(paths, key[0])}
        self.edition = self._join()
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
        """The articles, by their paths, that another site or other sources are something else to."""
        if _reading(old) != _reading(new):
            return {part.path for part in self._parts.values()}
        if old.sources == new.sources:
            return set()
        every = old.sources.keys() | new.sources.keys()
        other = {id_ for id_ in every if old.sources.get(id_) != new.sources.get(id_)}
        return {part.path for part in self._parts.values() if part.findings or other & part.sources}

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

    def _join(self) -> Edition:
        """Everything there is to tell, and the content where it can be built."""
        assert self._inputs is not None
        assert self._theme is not None
        parts = list(self._parts.values())
        read = [page for pages, _ in self._pages.values() for page in pages]
        pages = sorted(read, key=lambda item: (not item.page.is_lesson, item.page.order, item.page.slug))
        findings = [finding for group in self._findings.values() for finding in group]
        findings += [finding for part in parts for finding in part.findings]
        findings += [finding for _, found in self._pages.values() for finding in found]
        findings += joining.check_together(self._inputs, parts)
        if any(part.entry is None and has_errors(part.findings) for part in parts):
            return replace(self.edition, findings=ordered(without_consequences(findings)))
        sound = [part for part in parts if part.entry is not None]
        whole, more = self._all.join(self._inputs, sound, pages, self._trouble)
        findings += more
        broken = has_errors(findings)
        findings += self._foretold(sound, pages)
        told = ordered(without_consequences(findings) if has_errors(findings) else findings)
        if broken:
            return replace(self.edition, findings=told)
        return Edition(told, joining.content(self._inputs, whole, self._theme), self._packed)

    def _foretold(self, parts: Sequence[Part], pages: Sequence[WrittenPage]) -> Sequence[Finding]:
        """What a build will say, which leaves the drafts out."""
        assert self._inputs is not None
        public = [part for part in parts if part.entry and not part.entry.draft]
        shown = [item for item in pages if not item.page.draft]
        if len(public) + len(shown) == len(parts) + len(pages):
            return ()
        return self._published.join(self._inputs, public, shown, self._trouble)[1]

    def _trouble(self, path: str, place: Place) -> Sequence[Finding]:
        """Why a file cannot be copied; it is looked at once, and again when it changed or was not there."""
        if (path, place) not in self._copied:
            self._copied[path, place] = trouble_in(self.root)(path, place)
        return self._copied[path, place]


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


def _reading(setting: Setting) -> Setting:
    """A setting as far as reading an article depends on it, its sources aside."""
    words = {"title": "", "description": "", "base_url": "", "contact": "", "rights": "", "families": (), "editor": ""}
    return Setting(structs.replace(setting.site, **words), {})
