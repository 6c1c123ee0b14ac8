"""Where ledgers are worked on: the articles of a site as far as they can be read, and the file of each ledger."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from builder.analyse.basis import Basis
from builder.assemble.article import assemble
from builder.diagnostics import Finding, has_errors
from builder.links.book import ledger_of
from builder.links.spelling import spell
from builder.model.article import Article
from builder.model.bundle import WrittenArticle
from builder.model.ledger import Ledger
from builder.model.site import Setting
from builder.pipeline.gathering import gather
from builder.pipeline.reading import read_written
from builder.read import ArticleFiles, Root
from builder.rules import ledger_rules as rules
from builder.source import Place
from builder.validate.article import check
from builder.validate.consequences import without_consequences

NAME = "links.yaml"
_MINE = frozenset((rules.LINK_GONE.code, rules.LINKS_OF_ANOTHER.code, rules.LINK_RETIRED.code))
"""What is wrong with published links alone: the commands about them can still be used."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article on the desk.

    article  None where it has errors that have nothing to do with its links
    ledger   None where it has none
    """

    files: ArticleFiles
    article: Article | None
    ledger: Ledger | None
    written: WrittenArticle | None
    findings: tuple[Finding, ...]

    @property
    def path(self) -> str:
        """The file of its ledger, from the root."""
        return f"{self.files.folder}/{NAME}"


@dataclass(frozen=True, slots=True)
class Desk:
    """The articles of a site, read one by one; `findings` are errors that all of them share."""

    root: Root
    setting: Setting
    articles: tuple[ArticleFiles, ...]
    findings: tuple[Finding, ...]

    def sheet(self, files: ArticleFiles) -> Sheet:
        """Read an article."""
        written, findings = read_written(files, self.root, self.setting)
        if written is None:
            return Sheet(files, None, None, None, tuple(without_consequences(findings)))
        basis = Basis(written, self.setting)
        every = without_consequences([*findings, *check(written, self.setting, basis)])
        sound = not any(finding.is_error and finding.code not in _MINE for finding in every)
        ledger = ledger_of(written.ledger) if written.ledger else None
        article = assemble(written, self.setting, basis) if sound else None
        return Sheet(files, article, ledger, written, tuple(every))

    def text(self, path: str) -> str | None:
        """The text of a file as it stands on disk; None where there is none."""
        try:
            return (self.root.directory / path).read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def write(self, path: str, ledger: Ledger) -> list[Finding]:
        """Put a ledger in its place, whole or not at all."""
        return attempt(path, lambda: _replace(self.root.directory / path, spell(ledger)))


def desk(root: Path) -> Desk:
    """The desk of the site below `root`."""
    inputs, findings = gather(Root(root))
    return Desk(inputs.root, inputs.setting, inputs.listing.articles, errors(findings))


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The errors among some findings."""
    return tuple(finding for finding in findings if finding.is_error)


def attempt(path: str, work: Callable[[], None]) -> list[Finding]:
    """Do some work on disk; where the disk refuses, that is told."""
    try:
        work()
    except OSError as error:
        problem = error.strerror or type(error).__name__
        return [rules.LINKS_UNWRITTEN.at(Place(path), path=path, problem=problem)]
    return []


def _replace(path: Path, text: str) -> None:
    """Write a file beside the old one, then move it there; a link is replaced, never followed."""
    handle, name = tempfile.mkstemp(prefix=".links-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        mode = path.stat().st_mode & 0o777 if path.is_file() and not path.is_symlink() else 0o644
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def clean(sheet: Sheet) -> bool:
    """Whether an article has no errors at all."""
    return sheet.article is not None and not has_errors(sheet.findings)
