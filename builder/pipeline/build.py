"""The build as one reads it aloud.

What authors wrote is read and checked; then views, pages, files. Nothing is written while anything is wrong. What is
as it was at the last build is found again in the store, and the file in the output stays.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from builder.cache.looks import Looks, looks, plain_look
from builder.cache.secret import secret
from builder.cache.stamp import stamp
from builder.cache.standing import left, remember
from builder.cache.store import Store, clear
from builder.diagnostics import Finding, ordered
from builder.pipeline.around import around
from builder.pipeline.book import Book, Line, read_book
from builder.pipeline.content import PageError
from builder.pipeline.crew import ALONE, SMALLEST_PIECE, Crew
from builder.pipeline.stopwatch import Profile
from builder.pipeline.survey import Means, Progress, Survey, quiet, survey_of
from builder.pipeline.units import ASSETS, Unit, units
from builder.pipeline.work import Result, make_one
from builder.pipeline.workshop import Workshop, make_some, open_workshop, order_for
from builder.read import Root
from builder.rules import file_rules
from builder.source import Place
from builder.write import Output, Written
from builder.write.manifest import LISTED
from builder.write.sighting import Sighting


class Build(Struct, frozen=True):
    """What came of a build; `written` is None where nothing was written, else `seen` is what its files look like."""

    findings: tuple[Finding, ...]
    written: Written | None
    articles: int
    seen: Mapping[str, Sighting] = {}


def build(
    root: Path,
    out: Path,
    *,
    drafts: bool = False,
    cache: Path | None = None,
    crew: Crew = ALONE,
    progress: Progress = quiet,
    profile: Profile | None = None,
    seen: Looks | None = None,
) -> Build:
    """Build the site below `root` into `out`; the last good site stays as it is where anything is wrong.

    `cache` is the folder that keeps results from one build to the next; `profile` is told where the time goes;
    `seen` is what the site's files look like, where somebody has just looked.
    """
    with _means(root, cache, crew, progress, profile or Profile(), seen) as means:
        surveyed = survey_of(Root(root), means, drafts)
        if surveyed.content is None:
            return Build(surveyed.findings, None, surveyed.articles)
        protected = tuple(root / name for name in ("content", "seeds", "templates", ".git"))
        where = os.path.realpath(out)
        is_root = where == os.path.realpath(root)
        with Output(out, protected=(root, *protected) if is_root else protected) as output:
            built = _write(surveyed, means, output, where, drafts)
            needed = {path for kept in surveyed.kept.values() for path in kept.needs.files}
            if built.written is not None and not output.findings and needed <= means.looks.seen.keys():
                now = left((*output.names(), LISTED), built.articles, built.findings)
                known = {name: plain_look(*seen) for name, seen in built.seen.items()}
                remember(means.store, where, drafts, means.looks, now, known)
            return built


def survey(
    root: Path, *, drafts: bool = True, cache: Path | None = None, crew: Crew = ALONE, progress: Progress = quiet
) -> tuple[Finding, ...]:
    """Everything worth telling about the site below `root`; nothing is written but to the cache."""
    with _means(root, cache, crew, progress, Profile()) as means:
        return survey_of(Root(root), means, drafts, foretell=True).findings


@contextmanager
def _means(
    root: Path, cache: Path | None, crew: Crew, progress: Progress, profile: Profile, seen: Looks | None = None
) -> Iterator[Means]:
    """With what a build works; results of one that keeps none lie in a folder that goes with it."""
    written = stamp()
    if cache is not None and (store := Store(Path(os.path.abspath(cache)), secret())).is_usable():
        with profile.stages.stage("looking at files"):
            seen = seen or looks(root)
        yield Means(store, written, crew, progress, seen, profile)
        return
    with tempfile.TemporaryDirectory(prefix="allegedly-") as folder:
        yield Means(Store(Path(folder), secret()), written, crew, progress, profile=profile)


def _write(surveyed: Survey, means: Means, output: Output, out: str, drafts: bool) -> Build:
    """Make every file that is not there as it should be, and move them in."""
    content = surveyed.content
    assert content is not None
    if output.blocked:
        return Build(ordered([*surveyed.findings, *output.findings]), None, surveyed.articles)
    with means.profile.stages.stage("finding what still stands"):
        workshop = open_workshop(surveyed, means)
        book = read_book(means.store, out, workshop.facts)
        asked = tuple(units(content))
        untouched = means.crew.untouched()
        lines = {unit: line for unit in asked if (line := _standing(unit, book, output, untouched))}
        for line in lines.values():
            for name, _ in line.files:
                output.keep(name)
    todo = [unit for unit in asked if unit not in lines]
    desk: Path | None = None
    try:
        desk = means.store.desk()
        with means.profile.stages.stage("making pages"):
            for result in _made(todo, workshop, surveyed, means, drafts, desk):
                if result.findings:
                    return Build(ordered([*surveyed.findings, *result.findings]), None, surveyed.articles)
                lines[result.unit] = _taken(result, book, output)
                means.profile.work.add(result.seconds)
    except OSError as error:  # a full disk: the output says so of its own files, this is about those of the store
        reason = os.strerror(error.errno or errno.EIO)
        finding = file_rules.OUTPUT_FAILED.at(Place(out), name=error.filename or means.store.folder, reason=reason)
        return Build(ordered([*surveyed.findings, finding]), None, surveyed.articles)
    finally:
        if desk is not None:
            clear(desk)
    return _finish(surveyed, means, output, out, book, [lines[unit] for unit in asked])


def _standing(unit: Unit, book: Book, output: Output, untouched: bool) -> Line | None:
    """What the book says of a unit, where nothing it depends on has changed and its files stand as they were made."""
    line = book.find(unit)
    seen = book.seen
    if line and all(output.stands(name, made, seen.get(name), untouched=untouched) for name, made in line.files):
        return line
    return None


def _made(
    todo: Sequence[Unit], workshop: Workshop, surveyed: Survey, means: Means, drafts: bool, desk: Path
) -> Iterator[Result]:
    """Make units, wherever there are workers; what is too little to share, or they left undone, is made here."""
    left = dict.fromkeys(todo)
    if len(todo) > SMALLEST_PIECE:
        order = order_for(workshop, surveyed, means, drafts)
        for piece in means.crew.work(make_some, todo, order, str(desk)):
            for result in piece:
                del left[result.unit]
                yield result
            means.progress("making pages", len(todo) - len(left), len(todo))
    for unit in left:
        yield make_one(workshop.content, workshop.load, str(desk), unit)


def _taken(result: Result, book: Book, output: Output) -> Line:
    """Move the files of a unit into the output; what to note of it."""
    for name, digest, path in result.files:
        output.take(name, digest, path)
    files = tuple((name, digest) for name, digest, _ in result.files)
    return book.line(result.unit, result.facts, files)


def _finish(surveyed: Survey, means: Means, output: Output, out: str, book: Book, lines: Sequence[Line]) -> Build:
    """Make what stands beside the pages; move everything in; note what was made."""
    assert surveyed.content is not None
    try:
        with means.profile.stages.stage("what stands beside the pages"):
            pages = [name for line in lines if line.unit[0] != ASSETS for name, _ in line.files]
            for address, data in around(surveyed.content, pages):
                output.put(address, data)
    except PageError as error:
        return Build(ordered([*surveyed.findings, *error.findings]), None, surveyed.articles)
    with means.profile.stages.stage("moving files in"):
        written = output.commit()
    if written is not None:
        seen = output.sightings()
        book.write(means.store, out, lines, seen)
        means.store.sweep(name for kept in surveyed.kept.values() for name in (kept.name, kept.article, kept.seldom))
        return Build(ordered([*surveyed.findings, *output.findings]), written, surveyed.articles, seen)
    return Build(ordered([*surveyed.findings, *output.findings]), None, surveyed.articles)
