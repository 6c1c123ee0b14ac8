"""What an author decides about published links: an id goes for good, is another one now, or its article moves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from builder.diagnostics import ordered
from builder.ledger.desk import Desk, Sheet, attempt, desk, errors
from builder.ledger.writing import Outcome
from builder.links.book import record
from builder.links.changes import CLAIM, anchors, carried, renamed
from builder.model.ledger import Ledger
from builder.pipeline.single import slug_of
from builder.read import ArticleFiles, check_slugs
from builder.source import Place
from builder.text.near import near

ARTICLES = "content/articles"


class RefusedError(Exception):
    """A command that names what is not there, or what cannot be done."""


def known_slugs(root: Path, names: Sequence[str]) -> tuple[str, ...]:
    """The slugs in what somebody typed: slugs, folders or paths of files in them. Raises RefusedError."""
    slugs = {files.slug for files in desk(root).articles}
    found = tuple(slug_of(name) for name in names)
    for slug in found:
        if slug not in slugs:
            raise RefusedError(f"no article is called '{slug}'.{_meant(slug, slugs)}")
    return found


def retire(root: Path, names: Sequence[str]) -> Outcome:
    """Let published ids that are gone go for good; `names` are `id` or `article#id`. Raises RefusedError."""
    here = desk(root)
    chosen: dict[str, tuple[Sheet, list[str]]] = {}
    for name in names:
        sheet, id_ = _find(here, name)
        chosen.setdefault(sheet.files.slug, (sheet, []))[1].append(id_)
    outcome = Outcome((), 0, here.findings)
    for sheet, ids in chosen.values():
        for id_ in ids:
            _expect_gone(sheet, id_)
        outcome = _and(outcome, _write(here, sheet, dict.fromkeys(ids, "")))
    return outcome


def rename(root: Path, old: str, new: str) -> Outcome:
    """Say which id the words of a published one that is gone stand under now. Raises RefusedError.

    Where that one is new too, its words bear the published id from now on; else a stub leads there.
    """
    here = desk(root)
    sheet, id_ = _find(here, old)
    if sheet.article is None or sheet.ledger is None or sheet.written is None:
        return Outcome((), 0, errors(sheet.findings))
    _expect_gone(sheet, id_)
    now = record(sheet.article)
    is_claim = id_ in {f"{CLAIM}{name}" for name, _ in sheet.ledger.claims}
    new = f"{CLAIM}{new.removeprefix(CLAIM)}" if is_claim else new.rpartition("#")[2]
    sorts = _sorts(now)
    alike = [name for name, sort in sorts.items() if sort == _sorts(sheet.ledger)[id_]]
    if new not in alike:
        raise RefusedError(f"'{sheet.files.slug}' has no such id '{new}' now.{_meant(new, alike)}")
    given = {mark.id.value for mark in sheet.written.marks if mark.id}
    if is_claim or new in given or new in set(anchors(sheet.ledger)):
        return _write(here, sheet, {id_: new})
    return _write(here, sheet, {}, renamed(now, id_, new))


def _sorts(ledger: Ledger) -> Mapping[str, str]:
    """Every anchor of a ledger, and whether it is a mark, a paragraph or a claim."""
    found = dict.fromkeys((mark.id for mark in ledger.marks()), "mark")
    found |= dict.fromkeys((item.id for item in ledger.paragraphs), "paragraph")
    return found | dict.fromkeys((f"{CLAIM}{id_}" for id_, _ in ledger.claims), "claim")


def move(root: Path, old: str, new: str) -> Outcome:
    """Give an article another slug, and its folder unless that was done already; the old address leads to it.

    Raises RefusedError.
    """
    here = desk(root)
    slugs = {files.slug: files for files in here.articles}
    if trouble := check_slugs([(new, Place(f"{ARTICLES}/{new}"))]):
        raise RefusedError(trouble[0].message)
    if old == new or (old in slugs and new in slugs):
        raise RefusedError(f"there is an article '{new}' already.")
    folder = here.root.directory / ARTICLES
    if old in slugs and (folder / new).exists():
        raise RefusedError(f"there is something at {ARTICLES}/{new} already.")
    files = slugs.get(old) or slugs.get(new)
    if files is None:
        raise RefusedError(f"no article is called '{old}'.{_meant(old, slugs)}")
    if heir := _heir(here, new, files):
        raise RefusedError(f"links to '{new}' lead to '{heir}', which was called so: choose another name.")
    sheet = here.sheet(files)
    if sheet.ledger is None and (files.links or sheet.article is None):
        return Outcome((), 0, errors(sheet.findings))
    ledger = sheet.ledger or record(sheet.article)  # type: ignore[arg-type]
    if old not in slugs and ledger.article not in (old, new):
        raise RefusedError(f"the ledger of '{new}' is that of '{ledger.article}', not of '{old}'.")
    former = tuple(dict.fromkeys(slug for slug in (*ledger.former, ledger.article, old) if slug != new))
    ledger = replace(ledger, article=new, former=former)
    path = f"{ARTICLES}/{new}/links.yaml"
    findings = attempt(path, lambda: _rename(folder / old, folder / new)) if old in slugs else []
    findings = findings or here.write(path, ledger)
    return Outcome((path,) if not findings else (), 0, ordered(findings))


def _heir(here: Desk, slug: str, mine: ArticleFiles) -> str:
    """The other article that links to a slug lead to, as it was called so once; '' where there is none."""
    for files in here.articles:
        if files.links and files != mine and slug in (here.text(files.links) or ""):
            ledger = here.sheet(files).ledger
            if ledger and slug in ledger.former:
                return files.slug
    return ""


def _rename(old: Path, new: Path) -> None:
    old.rename(new)


def _find(here: Desk, name: str) -> tuple[Sheet, str]:
    """The article that publishes an id, and that id. Raises RefusedError."""
    slug, _, id_ = name.rpartition("#")
    slugs = [files.slug for files in here.articles]
    if slug and slug not in slugs:
        raise RefusedError(f"no article is called '{slug}'.{_meant(slug, slugs)}")
    sheets = [here.sheet(files) for files in here.articles if files.links and slug in ("", files.slug)]
    found = [sheet for sheet in sheets if sheet.ledger and id_ in set(anchors(sheet.ledger))]
    gone = [sheet for sheet in found if not _stands(sheet, id_)]
    if len(found) == 1 or len(gone) == 1:
        return (gone or found)[0], id_
    if found:
        several = " or ".join(f"{sheet.files.slug}#{id_}" for sheet in found[:3])
        raise RefusedError(f"several articles publish '{id_}': write {several}.")
    known = [anchor for sheet in sheets if sheet.ledger for anchor in anchors(sheet.ledger)]
    raise RefusedError(f"no links.yaml {f'of {slug!r} ' if slug else ''}has the id '{id_}'.{_meant(id_, known)}")


def _meant(name: str, known: Collection[str]) -> str:
    close = near(name, known)
    return f" Did you mean '{close}'?" if close else ""


def _stands(sheet: Sheet, id_: str) -> bool:
    return sheet.article is not None and id_ in set(anchors(record(sheet.article)))


def _expect_gone(sheet: Sheet, id_: str) -> None:
    """Raises RefusedError where an id still stands in its article."""
    if _stands(sheet, id_):
        raise RefusedError(f"'{id_}' still stands in '{sheet.files.slug}': links to it lead to its words.")


def _write(here: Desk, sheet: Sheet, retired: Mapping[str, str], now: Ledger | None = None) -> Outcome:
    """Write the ledger of an article anew."""
    if sheet.article is None or sheet.ledger is None:
        return Outcome((), 0, errors(sheet.findings))
    ledger = carried(sheet.ledger, now or record(sheet.article), retired)
    findings = here.write(sheet.path, ledger)
    return Outcome((sheet.path,) if not findings else (), 0, ordered(findings))


def _and(one: Outcome, other: Outcome) -> Outcome:
    return Outcome(
        (*one.written, *other.written), one.unchanged + other.unchanged, ordered([*one.findings, *other.findings])
    )
