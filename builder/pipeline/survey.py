"""A site read and checked: articles one by one, then what they must know of each other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from builder.cache.digests import digest, joined
from builder.cache.looks import Looks
from builder.cache.store import Store
from builder.diagnostics import Finding, has_errors, ordered
from builder.model.index import Entry, index
from builder.pipeline import joining
from builder.pipeline.content import Content
from builder.pipeline.crew import ALONE, SMALLEST_PIECE, Crew
from builder.pipeline.gathered import gathered
from builder.pipeline.glances import glances, note, others
from builder.pipeline.glances import known as glanced
from builder.pipeline.inputs import Inputs
from builder.pipeline.keeping import Kept, Readings
from builder.pipeline.linking import check_assets, link, trouble_in
from builder.pipeline.listed import listed
from builder.pipeline.pages import WrittenPage, check_names
from builder.pipeline.part import Part
from builder.pipeline.stopwatch import Profile
from builder.pipeline.theme import read_theme
from builder.pipeline.work import Place, read_some
from builder.read import ArticleFiles, Root
from builder.render import Theme
from builder.text.messages import Translation
from builder.validate.across import check_references
from builder.validate.consequences import without_consequences

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def quiet(step: str, done: int, total: int) -> None:
    """A progress that tells nobody."""


class Survey(Struct, frozen=True):
    """A site read and checked; `content` is None where nothing can be built.

    kept  what came of each article, by slug
    theme the digest of what pages are dressed in
    """

    findings: tuple[Finding, ...]
    content: Content | None
    articles: int
    kept: Mapping[str, Kept]
    theme: bytes = b""


class Means(Struct, frozen=True):
    """With what a site is read: where results are kept, who works, who is told how far it is.

    looks    how its files looked when the build began
    profile  where the time goes
    """

    store: Store
    stamp: bytes
    crew: Crew = ALONE
    progress: Progress = quiet
    looks: Looks = field(default_factory=lambda: Looks({}))
    profile: Profile = field(default_factory=Profile)

    def place(self, root: Root) -> Place:
        """Where workers find things."""
        return Place(str(root.directory), os.path.abspath(self.store.folder), self.store.key, self.stamp)


def survey_of(root: Root, means: Means, drafts: bool, *, foretell: bool = False) -> Survey:
    """Read and check everything.

    With `foretell` what is published is checked once more without the drafts, as a build will see it.
    """
    with means.profile.stages.stage("finding files"):
        listing, findings = listed(root, means.store, means.stamp, means.looks)
        inputs, more = gathered(root, listing, means.store, means.stamp)
    findings += more
    with means.profile.stages.stage("reading templates"):
        theme, more = read_theme(root, inputs.listing, inputs.setting.site.language)
    findings += more
    with means.profile.stages.stage("reading articles"):
        kept = read_articles(inputs, means)
    with means.profile.stages.stage("joining articles"):
        return _joined(inputs, theme, kept, findings, drafts, foretell=foretell)


def _joined(
    inputs: Inputs,
    theme: Theme,
    kept: Mapping[str, Kept],
    findings: list[Finding],
    drafts: bool,
    *,
    foretell: bool,
) -> Survey:
    """The site that articles make together, and all there is to tell of it."""
    parts = [item.part for item in kept.values()]
    entries = [part.entry for part in parts if part.entry is not None and (drafts or not part.entry.draft)]
    findings += [finding for part in parts for finding in part.findings]
    findings += joining.check_together(inputs, parts)
    pages, more = _pages(inputs, drafts)
    findings += more
    broken = any(part.entry is None and has_errors(part.findings) for part in parts)
    if broken:
        return Survey(ordered(without_consequences(findings)), None, len(parts), kept)
    whole, more = _join(inputs, parts, pages, entries)
    findings += more
    published = [entry for entry in entries if not entry.draft], [item for item in pages if not item.page.draft]
    if foretell and len(published[0]) + len(published[1]) < len(entries) + len(pages):
        findings += _join(inputs, parts, published[1], published[0])[1]
    if has_errors(findings):
        return Survey(ordered(without_consequences(findings)), None, len(entries), kept)
    content = joining.content(inputs, whole, theme)
    return Survey(ordered(findings), content, len(entries), kept, _dress(theme))


def content_of(inputs: Inputs, kept: Sequence[Kept], drafts: bool) -> tuple[Content, bytes]:
    """The content of a site that was found sound, and the digest of what it is dressed in."""
    theme, _ = read_theme(inputs.root, inputs.listing, inputs.setting.site.language)
    parts = [item.part for item in kept]
    entries = [part.entry for part in parts if part.entry is not None and (drafts or not part.entry.draft)]
    whole, _ = _join(inputs, parts, _pages(inputs, drafts)[0], entries)
    return joining.content(inputs, whole, theme), _dress(theme)


def read_articles(inputs: Inputs, means: Means) -> dict[str, Kept]:
    """Every article read on its own, by slug."""
    articles = inputs.listing.articles
    readings = Readings(means.store, means.stamp, inputs.setting, inputs.root, articles)
    noted = glances(means.store, readings)
    known = {files: glance for files in articles if (glance := glanced(files, noted, means.looks, readings))}
    details = others(means.store, noted)
    found = {files: readings.whole(glance.kept, details) for files, glance in known.items()}
    if unknown := tuple(files for files in articles if files not in found):
        means.crew.ahead()
        found |= _read(unknown, len(articles), inputs, readings, means)
    if unknown or noted.is_dated(readings):
        note(means.store, readings, found, means.looks, noted, {files.slug for files in known})
    return {files.slug: found[files] for files in articles}


def _read(
    articles: Sequence[ArticleFiles], total: int, inputs: Inputs, readings: Readings, means: Means
) -> dict[ArticleFiles, Kept]:
    """Read some articles, wherever there are workers; `total` is how many articles there are."""
    if len(articles) > SMALLEST_PIECE:  # loaded once, before this process is copied for those who share the work
        from builder.pipeline import reading  # noqa: F401

    by_slug = {files.slug: files for files in articles}
    found: dict[ArticleFiles, Kept] = {}
    for piece in means.crew.work(read_some, articles, means.place(inputs.root), inputs.setting):
        for name in piece:
            kept = readings.again(name)
            if kept is not None and kept.part.slug in by_slug:
                found[by_slug[kept.part.slug]] = kept
        means.progress("reading", total - len(articles) + len(found), total)
    for files in articles:
        if files not in found:  # damaged, or what a worker kept cannot be seen from here
            found[files] = readings.anew(files)
    return found


def _dress(theme: Theme) -> bytes:
    """The digest of the site's own templates, files and messages."""
    texts = [digest(name, text) for name, text in sorted(theme.templates.items())]
    files = [digest(name, data) for name, data in sorted(theme.assets.items())]
    spoken = (digest(name, *told.forms, *_plurals(told)) for name, told in sorted(theme.messages.entries.items()))
    return digest(theme.messages.language, joined(texts), joined(files), joined(spoken))


def _plurals(told: Translation) -> Iterator[str]:
    """Which form the first numbers take: what a plural rule comes to."""
    return (str(told.form_of(number)) for number in range(120)) if len(told.forms) > 1 else iter(())


def _join(
    inputs: Inputs, parts: Sequence[Part], pages: list[WrittenPage], entries: list[Entry]
) -> tuple[joining.Whole, list[Finding]]:
    """Join the articles of `entries` and some pages; `parts` may hold further articles, which are left aside."""
    found = index(entries)
    named = joining.sourcing(inputs, found)
    known = joining.known(inputs, found, pages, named.kin.shown)
    present = [part for part in parts if part.slug in found.entries]
    findings = [finding for part in present for finding in check_references(part.references, found)]
    linked, more = link(present, pages, known)
    findings += [*more, *check_assets(linked, trouble_in(inputs.root))]
    complete, more = joining.complete(pages, known)
    return joining.Whole(found, named, linked, complete), [*findings, *more]


def _pages(inputs: Inputs, drafts: bool) -> tuple[list[WrittenPage], list[Finding]]:
    """The lessons and pages, those that are no drafts."""
    if not inputs.listing.lessons and not inputs.listing.pages:
        return [], []
    from builder.pipeline.page_reading import read_pages

    lessons, findings = read_pages(inputs.root, inputs.listing.lessons, is_lesson=True)
    pages, more = read_pages(inputs.root, inputs.listing.pages, is_lesson=False)
    every = [*lessons, *pages]
    return [item for item in every if drafts or not item.page.draft], [*findings, *more, *check_names(every)]
