"""Writing down what is published, and telling where that has not been done."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Finding, ordered
from builder.ledger.desk import Desk, Sheet, clean, desk, errors
from builder.links.book import record
from builder.links.spelling import spell
from builder.model.ledger import Ledger
from builder.rules import ledger_rules as rules
from builder.source import Place


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a command: the files that were written, how many were as they should be, and what is wrong."""

    written: tuple[str, ...]
    unchanged: int
    findings: tuple[Finding, ...]


def update(root: Path, slugs: Collection[str] = ()) -> Outcome:
    """Write down the links of the articles of `slugs`, of all of them where none is named; drafts have none.

    An article with errors keeps the ledger it has, so that no published id is forgotten.
    """
    here = desk(root)
    written: list[str] = []
    findings = [*here.findings]
    unchanged = 0
    for sheet in _sheets(here, slugs):
        if not clean(sheet) or sheet.article is None:
            findings += errors(sheet.findings)
            continue
        ledger = record(sheet.article)
        if here.text(sheet.path) == spell(ledger):
            unchanged += 1
            continue
        trouble = here.write(sheet.path, ledger)
        findings += trouble
        written += [] if trouble else [sheet.path]
    return Outcome(tuple(written), unchanged, ordered(findings))


def stale(root: Path) -> tuple[Finding, ...]:
    """What must be answered before the site below `root` is published: links not written down, and errors."""
    here = desk(root)
    findings = [*here.findings]
    for sheet in _sheets(here, ()):
        if not clean(sheet) or sheet.article is None:
            findings += errors(sheet.findings)
        elif what := _missing(here, sheet, record(sheet.article)):
            place = Place(sheet.path if sheet.ledger else sheet.files.article)
            findings.append(rules.LINKS_STALE.at(place, slug=sheet.files.slug, what=what))
    return ordered(findings)


def _sheets(here: Desk, slugs: Collection[str]) -> Iterator[Sheet]:
    """The articles that are published, those of `slugs` where some are named."""
    if here.findings:
        return
    for files in here.articles:
        if not slugs or files.slug in slugs:
            sheet = here.sheet(files)
            if sheet.article is None or not sheet.article.about.draft:
                yield sheet


def _missing(here: Desk, sheet: Sheet, now: Ledger) -> str:
    """What a ledger lacks; '' where it is as it should be."""
    if sheet.ledger is None:
        return "it has no links.yaml yet"
    if here.text(sheet.path) == spell(now):
        return ""
    known = set(_ids(sheet.ledger))
    new = [id_ for id_ in _ids(now) if id_ not in known]
    if not new:
        return "words changed at or around them"
    return f"'{new[0]}' is new" if len(new) == 1 else f"'{new[0]}' and {len(new) - 1} more are new"


def _ids(ledger: Ledger) -> Iterator[str]:
    for paragraph in ledger.paragraphs:
        yield paragraph.id
        yield from (mark.id for mark in paragraph.marks)
    yield from (f"claim-{id_}" for id_, _ in ledger.claims)
