"""The build as one reads it aloud.

`survey` reads and checks everything: articles one by one, then what they must know of each other. `build` goes on:
views, pages, files. Nothing is written while anything is wrong.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from builder.cache import Spool
from builder.diagnostics import Finding, has_errors, ordered
from builder.model.index import Entry, Index, index
from builder.model.page import Page
from builder.pipeline.inputs import Inputs, gather
from builder.pipeline.linking import Linked, check_assets, link
from builder.pipeline.outputs import Content, PageError, files
from builder.pipeline.pages import WrittenPage, passages, read_pages
from builder.pipeline.part import Part, read_part
from builder.pipeline.theme import read_theme
from builder.read import ArticleFiles, Root
from builder.render import Renderer, Theme, compiled_folder
from builder.validate.consequences import without_consequences
from builder.validate.ledger import check_former
from builder.validate.links import Known
from builder.validate.site import check_references, check_unused
from builder.views.frame import Entry as PageEntry
from builder.views.frame import House
from builder.views.kinship import kinship
from builder.write import Output, Written

Map = Callable[[Callable[[ArticleFiles], Part], Iterable[ArticleFiles]], Iterable[Part]]
"""How work on articles is spread: `map`, or that of any `concurrent.futures.Executor`."""
Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def quiet(step: str, done: int, total: int) -> None:
    """A progress that tells nobody."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A site read and checked; `content` is None where nothing can be built."""

    findings: tuple[Finding, ...]
    content: Content | None
    articles: int


@dataclass(frozen=True, slots=True)
class Build:
    """What came of a build; `written` is None where nothing was written."""

    findings: tuple[Finding, ...]
    written: Written | None
    articles: int


def build(root: Path, out: Path, *, drafts: bool = False, spread: Map = map, progress: Progress = quiet) -> Build:
    """Build the site below `root` into `out`; the last good site stays as it is where anything is wrong."""
    with Spool() as spool:
        surveyed = _survey(Root(root), spool, drafts, spread, progress)
        content = surveyed.content
        if content is None:
            return Build(surveyed.findings, None, surveyed.articles)
        protected = tuple(root / name for name in ("content", "seeds", "templates", ".git"))
        with Output(out, protected=(root, *protected) if out.resolve() == root.resolve() else protected) as output:
            if output.blocked:
                return Build(ordered([*surveyed.findings, *output.findings]), None, surveyed.articles)
            total = content.expected()
            try:
                for done, (address, data) in enumerate(files(content, spool.get), 1):
                    output.put(address, data)
                    progress("writing", done, max(total, done))
            except PageError as error:
                return Build(ordered([*surveyed.findings, *error.findings]), None, surveyed.articles)
            written = output.commit()
            return Build(ordered([*surveyed.findings, *output.findings]), written, surveyed.articles)


def survey(root: Path, *, drafts: bool = True, spread: Map = map, progress: Progress = quiet) -> tuple[Finding, ...]:
    """Everything worth telling about the site below `root`; nothing is written."""
    with Spool() as spool:
        return _survey(Root(root), spool, drafts, spread, progress, foretell=True).findings


def _survey(
    root: Root, spool: Spool, drafts: bool, spread: Map, progress: Progress, *, foretell: bool = False
) -> Survey:
    """Read and check everything; the articles go to the spool.

    With `foretell` what is published is checked once more without the drafts, as a build will see it.
    """
    inputs, findings = gather(root)
    theme, more = read_theme(root, inputs.listing, inputs.setting.site.language)
    findings += more
    parts, entries = _articles(inputs, spool, drafts, spread, progress)
    findings += [finding for part in parts for finding in part.findings]
    findings += check_former((old for part in parts for old in part.former), {part.slug for part in parts})
    pages, more = _pages(inputs, drafts)
    findings += more
    broken = any(part.entry is None and has_errors(part.findings) for part in parts)
    used = frozenset(source for part in parts for source in part.sources)
    if inputs.sources_file is not None:
        findings += check_unused(inputs.sources, inputs.sources_file, used)
    if broken:
        return Survey(ordered(without_consequences(findings)), None, len(parts))
    whole, more = _join(inputs, parts, pages, entries)
    findings += more
    published = [entry for entry in entries if not entry.draft], [item for item in pages if not item.page.draft]
    if foretell and len(published[0]) + len(published[1]) < len(entries) + len(pages):
        findings += _join(inputs, parts, published[1], published[0])[1]
    if has_errors(findings):
        return Survey(ordered(without_consequences(findings)), None, len(entries))
    assets = tuple(sorted(whole.linked.assets))
    house = _house(inputs, whole.pages, theme)
    renderer = Renderer(theme, compiled_folder(os.environ))
    content = Content(inputs, whole.index, house, whole.pages, whole.linked.targets, assets, renderer)
    return Survey(ordered(findings), content, len(entries))


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


def _articles(
    inputs: Inputs, spool: Spool, drafts: bool, spread: Map, progress: Progress
) -> tuple[list[Part], list[Entry]]:
    """Every article read on its own; what is left in memory of each is small."""
    parts: list[Part] = []
    entries: list[Entry] = []
    every = inputs.listing.articles
    work = partial(read_part, root=inputs.root, setting=inputs.setting)
    for done, part in enumerate(spread(work, every), 1):
        if part.article is not None and part.entry is not None and (drafts or not part.entry.draft):
            spool.put(part.article)
            entries.append(part.entry)
        parts.append(replace(part, article=None))
        progress("reading", done, len(every))
    return parts, entries


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
