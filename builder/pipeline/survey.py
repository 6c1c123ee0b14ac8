"""A site read and checked: articles one by one, then what they must know of each other."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.cache.digests import digest, joined
from builder.cache.store import Store
from builder.diagnostics import Finding, has_errors, ordered
from builder.model.index import Entry, Index, index
from builder.model.page import Page
from builder.pipeline.content import Content
from builder.pipeline.crew import ALONE, Crew
from builder.pipeline.inputs import Inputs, gather
from builder.pipeline.keeping import Kept, Readings
from builder.pipeline.linking import Linked, check_assets, link
from builder.pipeline.messages import MESSAGES_BYTES
from builder.pipeline.pages import WrittenPage, passages, read_pages
from builder.pipeline.part import Part
from builder.pipeline.theme import read_theme
from builder.pipeline.work import Place, read_some
from builder.read import Root
from builder.render import Renderer, Theme
from builder.validate.consequences import without_consequences
from builder.validate.ledger import check_former
from builder.validate.links import Known
from builder.validate.site import check_references, check_unused
from builder.views.frame import Entry as PageEntry
from builder.views.frame import House
from builder.views.kinship import kinship, uses

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def quiet(step: str, done: int, total: int) -> None:
    """A progress that tells nobody."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A site read and checked; `content` is None where nothing can be built.

    kept  what came of each article, by slug
    theme the digest of what pages are dressed in
    """

    findings: tuple[Finding, ...]
    content: Content | None
    articles: int
    kept: Mapping[str, Kept]
    theme: bytes = b""


@dataclass(frozen=True, slots=True)
class Means:
    """With what a site is read: where results are kept, who works, who is told how far it is."""

    store: Store
    stamp: bytes
    crew: Crew = ALONE
    progress: Progress = quiet

    def place(self, root: Root) -> Place:
        """Where workers find things."""
        return Place(str(root.directory), os.path.abspath(self.store.folder), self.store.key, self.stamp)


def survey_of(root: Root, means: Means, drafts: bool, *, foretell: bool = False) -> Survey:
    """Read and check everything.

    With `foretell` what is published is checked once more without the drafts, as a build will see it.
    """
    inputs, findings = gather(root)
    theme, more = read_theme(root, inputs.listing, inputs.setting.site.language)
    findings += more
    kept = read_articles(inputs, means)
    parts = [item.part for item in kept.values()]
    entries = [part.entry for part in parts if part.entry is not None and (drafts or not part.entry.draft)]
    findings += [finding for part in parts for finding in part.findings]
    findings += check_former((old for part in parts for old in part.former), {part.slug for part in parts})
    pages, more = _pages(inputs, drafts)
    findings += more
    broken = any(part.entry is None and has_errors(part.findings) for part in parts)
    used = frozenset(source for part in parts for source in part.sources)
    if inputs.sources_file is not None:
        findings += check_unused(inputs.sources, inputs.sources_file, used)
    if broken:
        return Survey(ordered(without_consequences(findings)), None, len(parts), kept)
    whole, more = _join(inputs, parts, pages, entries)
    findings += more
    published = [entry for entry in entries if not entry.draft], [item for item in pages if not item.page.draft]
    if foretell and len(published[0]) + len(published[1]) < len(entries) + len(pages):
        findings += _join(inputs, parts, published[1], published[0])[1]
    if has_errors(findings):
        return Survey(ordered(without_consequences(findings)), None, len(entries), kept)
    content = _content(inputs, whole, theme)
    return Survey(ordered(findings), content, len(entries), kept, _dress(inputs, theme))


def content_of(root: Root, kept: Sequence[Kept], drafts: bool) -> tuple[Content, bytes]:
    """The content of a site that was found sound, and the digest of what it is dressed in."""
    inputs, _ = gather(root)
    theme, _ = read_theme(root, inputs.listing, inputs.setting.site.language)
    parts = [item.part for item in kept]
    entries = [part.entry for part in parts if part.entry is not None and (drafts or not part.entry.draft)]
    whole, _ = _join(inputs, parts, _pages(inputs, drafts)[0], entries)
    return _content(inputs, whole, theme), _dress(inputs, theme)


def read_articles(inputs: Inputs, means: Means) -> dict[str, Kept]:
    """Every article read on its own, by slug."""
    articles = inputs.listing.articles
    place = means.place(inputs.root)
    readings = Readings(means.store, means.stamp, inputs.setting)
    found: dict[str, Kept] = {}
    for piece in means.crew.work(read_some, articles, place, inputs.setting):
        for name in piece:
            kept = readings.again(name)
            if kept is not None:
                found[kept.part.slug] = kept
        means.progress("reading", len(found), len(articles))
    for files in articles:
        if files.slug not in found:  # what a worker kept cannot be seen from here
            found[files.slug] = readings.read(files, inputs.root)
    return {files.slug: found[files.slug] for files in articles}


def _content(inputs: Inputs, whole: _Whole, theme: Theme) -> Content:
    used = uses(whole.index)
    return Content(
        inputs=inputs,
        index=whole.index,
        house=_house(inputs, whole.pages, theme),
        pages={page.address: page for page in whole.pages},
        targets=whole.linked.targets,
        assets=tuple(sorted(whole.linked.assets)),
        renderer=Renderer(theme),
        uses=used,
        kin=kinship(used, inputs.setting.sources),
    )


def _dress(inputs: Inputs, theme: Theme) -> bytes:
    """The digest of the site's own templates, files and messages."""
    texts = [digest(name, text) for name, text in sorted(theme.templates.items())]
    files = [digest(name, data) for name, data in sorted(theme.assets.items())]
    spoken = [
        inputs.root.data(path, MESSAGES_BYTES)[0] or b"" for path in inputs.listing.templates if path.endswith(".po")
    ]
    return digest(theme.messages.language, joined(texts), joined(files), *spoken)


@dataclass(frozen=True, slots=True)
class _Whole:
    """The texts of a site, joined: each knows what it needs of the others."""

    index: Index
    linked: Linked
    pages: list[Page]


def _join(
    inputs: Inputs, parts: list[Part], pages: list[WrittenPage], entries: list[Entry]
) -> tuple[_Whole, list[Finding]]:
    """Join the articles of `entries` and some pages; `parts` may hold further articles, which are left aside."""
    known = _known(inputs, index(entries), pages)
    present = [part for part in parts if part.slug in known.index.entries]
    findings = [finding for part in present for finding in check_references(part.references, known.index)]
    linked, more = link(present, pages, known)
    findings += [*more, *check_assets(linked, inputs.root)]
    complete, more = _complete(pages, known)
    findings += more
    return _Whole(known.index, linked, complete), findings


def _pages(inputs: Inputs, drafts: bool) -> tuple[list[WrittenPage], list[Finding]]:
    """The lessons and pages, those that are no drafts."""
    lessons, findings = read_pages(inputs.root, inputs.listing.lessons, is_lesson=True)
    pages, more = read_pages(inputs.root, inputs.listing.pages, is_lesson=False)
    return [item for item in (*lessons, *pages) if drafts or not item.page.draft], [*findings, *more]


def _known(inputs: Inputs, found: Index, pages: list[WrittenPage]) -> Known:
    """What can be linked to."""
    named = {source for entry in found.entries.values() for source in entry.sources}
    return Known(
        site=inputs.setting.site,
        index=found,
        pages={item.path: item.page.address for item in pages},
        anchors={item.page.address: tuple(item.page.anchors.values()) for item in pages},
        sources=frozenset(kinship(named, inputs.setting.sources).shown),
    )


def _complete(pages: list[WrittenPage], known: Known) -> tuple[list[Page], list[Finding]]:
    """The pages with the passages they quote."""
    complete: list[Page] = []
    findings: list[Finding] = []
    for item in pages:
        quoted, more = passages(item, known)
        findings += more
        complete.append(replace(item.page, passages=quoted))
    return complete, findings


def _house(inputs: Inputs, pages: list[Page], theme: Theme) -> House:
    """What the frames of all pages are made of."""
    return House(
        site=inputs.setting.site,
        pages=tuple(PageEntry(page.title, page.address, page.summary) for page in pages if not page.is_lesson),
        has_lessons=any(page.is_lesson for page in pages),
        messages=theme.messages,
    )
