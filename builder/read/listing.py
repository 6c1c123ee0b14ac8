"""Finds the files a site is made of. Order and findings depend on names alone, never on how a disk lists them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from msgspec import Struct

from builder.diagnostics import Finding
from builder.read.slugs import check_slugs
from builder.rules import file_rules as rules
from builder.source import Place
from builder.text.near import near

_TOP = ("articles", "lessons", "pages", "site.yaml", "sources.yaml")
_LEFTOVER = re.compile(r"\..*|.*~|~\$.*|#.*#|4913|.*\.sw[a-px]|thumbs\.db|desktop\.ini", re.IGNORECASE)
_KINDS = {".yaml": (".yaml", ".yml", ".json", ".toml"), ".md": (".md", ".markdown", ".mdown", ".mkd")}
_BESIDE = {"article.md": "", "claims.yaml": "", "links.yaml": "", "sources.yaml": "content", "site.yaml": "content"}


class ArticleFiles(Struct, frozen=True):
    """The files of one article. All paths are relative to the root, with forward slashes.

    folder    content/articles/<slug>
    article   its article.md
    claims    its claims.yaml, None where there is none; likewise `links`
    others    everything else in the folder and in folders below, sorted
    """

    slug: str
    folder: str
    article: str
    claims: str | None = None
    links: str | None = None
    others: tuple[str, ...] = ()


class PageFile(Struct, frozen=True):
    """A lesson or a page: its slug and its path from the root."""

    slug: str
    path: str


class Listing(Struct, frozen=True):
    """What a site is made of; articles, lessons and pages by slug, templates by path from the root."""

    articles: tuple[ArticleFiles, ...] = ()
    lessons: tuple[PageFile, ...] = ()
    pages: tuple[PageFile, ...] = ()
    templates: tuple[str, ...] = ()
    has_site: bool = False
    has_sources: bool = False


def discover(directory: str) -> tuple[Listing, list[Finding]]:
    """Everything below an absolute, resolved directory that the site is made of, and what stands there by mistake."""
    survey = _Survey(directory)
    if not survey.has("content"):
        return Listing(), survey.findings or [rules.CONTENT_MISSING.at(Place("content"))]
    top = {entry.name: entry for entry in survey.entries("content")}
    _report_unknown(survey, top.values())
    listing = Listing(
        _articles(survey) if "articles" in top else (),
        _pages(survey, "content/lessons") if "lessons" in top else (),
        _pages(survey, "content/pages") if "pages" in top else (),
        tuple(_below(survey, "templates")) if survey.has("templates") else (),
        "site.yaml" in top,
        "sources.yaml" in top,
    )
    return listing, survey.findings


def is_leftover(name: str) -> bool:
    """Whether a name is hidden, or one that editors and systems leave behind."""
    return _LEFTOVER.fullmatch(name) is not None


def is_below(path: str, directory: str) -> bool:
    """Whether an absolute path lies in a directory; both with links followed."""
    return path.startswith(directory.rstrip(os.sep) + os.sep)


class _Survey(Struct):
    """Looks into folders below a root, and notes what cannot be looked into."""

    directory: str
    findings: list[Finding] = []

    def entries(self, folder: str) -> list[os.DirEntry[str]]:
        """What stands in a folder, by name; nothing where it cannot be read."""
        return self.look(folder) or []

    def look(self, folder: str) -> list[os.DirEntry[str]] | None:
        """What stands in a folder, by name; None where it cannot be read."""
        try:
            with os.scandir(os.path.join(self.directory, folder)) as found:
                entries = sorted((e for e in found if not is_leftover(e.name)), key=lambda entry: entry.name)
        except OSError as error:
            self.findings.append(_unreadable(folder, error))
            return None
        return [entry for entry in entries if self._is_usable(folder, entry)]

    def _is_usable(self, folder: str, entry: os.DirEntry[str]) -> bool:
        name = entry.name
        if not (name.isascii() or _is_encodable(name)):
            spelled = os.fsencode(name).decode("utf-8", "replace")
            self.findings.append(rules.FILE_NAME_UNREADABLE.at(Place(f"{folder}/{spelled}"), name=spelled))
            return False
        path = f"{folder}/{name}"
        if entry.is_symlink() and not self._inside(entry.path):
            self.findings.append(rules.FILE_OUTSIDE_ROOT.at(Place(path), path=path))
            return False
        try:
            entry.is_dir()  # a link that leads in circles is neither file nor folder
        except OSError as error:
            self.findings.append(_unreadable(path, error))
            return False
        return True

    def has(self, folder: str) -> bool:
        """Whether the root has such a folder, a link out of the root being none; anything else of that name is told."""
        path = os.path.join(self.directory, folder)
        if os.path.lexists(path) and not os.path.isdir(path):
            self.unexpected(folder, f"'{folder}' is the name of a folder here")
        if os.path.isdir(path) and not self._inside(path):
            self.findings.append(rules.FILE_OUTSIDE_ROOT.at(Place(folder), path=folder))
            return False
        return os.path.isdir(path)

    def _inside(self, path: str) -> bool:
        return is_below(os.path.realpath(path), self.directory)

    def unexpected(self, path: str, hint: str = "") -> None:
        """Notes a file or folder that nothing reads."""
        self.findings.append(rules.FILE_UNEXPECTED.at(Place(path), hint, name=path.rpartition("/")[2]))


def _unreadable(path: str, error: OSError) -> Finding:
    return rules.FILE_UNREADABLE.at(Place(path), path=path, reason=os.strerror(error.errno or 0))


def _is_encodable(name: str) -> bool:
    try:
        return bool(name.encode("utf-8"))
    except UnicodeEncodeError:
        return False


def _report_unknown(survey: _Survey, entries: Iterable[os.DirEntry[str]]) -> None:
    for entry in entries:
        if entry.name not in _TOP:
            stem, kind = os.path.splitext(entry.name.lower())
            wanted = stem + ".yaml" if kind in _KINDS[".yaml"] else entry.name.lower()
            close = near(wanted, _TOP, 0.7)
            survey.unexpected(f"content/{entry.name}", f"did you mean '{close}'?" if close else "")


def _articles(survey: _Survey) -> tuple[ArticleFiles, ...]:
    articles: list[ArticleFiles] = []
    slugs: list[tuple[str, Place]] = []
    for entry in survey.entries("content/articles"):
        folder = f"content/articles/{entry.name}"
        if not entry.is_dir():
            stem = os.path.splitext(entry.name)[0]
            survey.unexpected(folder, f"an article is a folder: move this to content/articles/{stem}/article.md")
            continue
        slugs.append((entry.name, Place(folder)))
        article = _article(survey, entry.name, folder)
        if article:
            articles.append(article)
    survey.findings += check_slugs(slugs)
    return tuple(articles)


def _article(survey: _Survey, slug: str, folder: str) -> ArticleFiles | None:
    entries = survey.look(folder)
    if entries is None:
        return None
    names = [entry.name for entry in entries]
    others: list[str] = []
    alike = ""
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.name in ("article.md", "claims.yaml", "links.yaml"):
            continue
        meant = "" if entry.is_dir() else _misspelt(entry.name)
        if meant == "article.md" and meant not in names:
            alike = f"did you mean to call '{entry.name}' article.md?"
        elif meant:
            where = _BESIDE[meant]
            survey.unexpected(path, f"'{meant}' stands in {where}/" if where else f"did you mean '{meant}'?")
        elif entry.is_dir():
            others += _below(survey, path) if _is_folder(survey, path, entry) else ()
        else:
            others.append(path)
    if "article.md" not in names:
        survey.findings.append(rules.ARTICLE_MISSING.at(Place(folder), alike, slug=slug))
        return None
    claims, links = (f"{folder}/{name}" if name in names else None for name in ("claims.yaml", "links.yaml"))
    return ArticleFiles(slug, folder, f"{folder}/article.md", claims, links, tuple(sorted(others)))


def _misspelt(name: str) -> str:
    """The name that was meant by a file beside an article, '' where it may be any file."""
    stem, kind = os.path.splitext(name.lower())
    for meant in _BESIDE:
        known, ending = os.path.splitext(meant)
        if kind in _KINDS[ending] and near(stem, [known], 0.8):
            return meant
    return ""


def _is_folder(survey: _Survey, path: str, entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder itself; a link to one is complained of (it may lead in circles)."""
    if entry.is_symlink():
        survey.unexpected(path, "it is a symbolic link to a folder: put the folder itself there")
    return not entry.is_symlink()


def _below(survey: _Survey, folder: str) -> list[str]:
    """All files in a folder and in the folders below it, sorted."""
    files: list[str] = []
    waiting = [folder]
    while waiting:
        within = waiting.pop()
        for entry in survey.entries(within):
            path = f"{within}/{entry.name}"
            if not entry.is_dir():
                files.append(path)
            elif _is_folder(survey, path, entry):
                waiting.append(path)
    return sorted(files)


def _pages(survey: _Survey, folder: str) -> tuple[PageFile, ...]:
    pages = []
    for entry in survey.entries(folder):
        slug, kind = os.path.splitext(entry.name)
        path = f"{folder}/{entry.name}"
        if entry.is_dir():
            survey.unexpected(path, f"a folder is not read here: did you mean the file {folder}/{entry.name}.md?")
        elif kind == ".md":
            pages.append(PageFile(slug, path))
        else:
            close = kind.lower() in (*_KINDS[".md"], ".txt", "")
            survey.unexpected(path, f"did you mean '{slug}.md'?" if close else f"only files *.md are read in {folder}/")
    survey.findings += check_slugs((page.slug, Place(page.path)) for page in pages)
    return tuple(sorted(pages, key=lambda page: page.slug))
