"""`pipeline.workbench`: a site in memory is, after every change, what a build makes of its files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builder.diagnostics import Finding
from builder.pipeline.build import build, survey
from builder.pipeline.crew import ALONE
from builder.pipeline.edition import Edition
from builder.pipeline.recalling import recalling
from builder.pipeline.workbench import Workbench
from builder.read import Root
from builder.source import Place
from builder.views import pager
from tests.small_sites import SmallSite

Sites = Callable[[str], SmallSite]
BRIDGE = "content/articles/bridge/article.md"


def same(edition: Edition, root: Path) -> None:
    """See that an edition is what the commands `check` and `build` make of the files."""
    out = root.parent / "built"
    assert edition.findings == survey(root)
    if build(root, out, drafts=True).written:
        made = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        wanted = {address: data for address, data in made.items() if not address.startswith(".allegedly")}
        assert {address: edition.file(address) for address in wanted} == wanted


class Author:
    """Somebody who edits a site, and tells the workbench which paths changed."""

    def __init__(self, site: SmallSite) -> None:
        self.root = site.root
        self.bench = Workbench(Root(site.root))
        same(self.bench.renew(), self.root)

    def read(self, path: str) -> str:
        """The text of a file."""
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str, tell: bool = True) -> None:
        """Write a file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        if tell:
            self.told(path)

    def told(self, *paths: str) -> None:
        """Tell which paths changed; all must be as a build has it."""
        same(self.bench.renew(paths), self.root)


@pytest.fixture
def author(site: Sites) -> Author:
    """Somebody who edits the annotated site."""
    return Author(site("annotated"))


def articles(author: Author) -> Iterator[str]:
    """The paths of all articles."""
    return (
        path.relative_to(author.root).as_posix() for path in sorted(author.root.glob("content/articles/*/article.md"))
    )


def test_words_are_added_and_taken_away(author: Author) -> None:
    """A sentence more in each article, and the old text again."""
    for path in articles(author):
        old = (
            author.read(path).replace("original:", "original_:") if "seeds/" in author.read(path) else author.read(path)
        )
        author.write(path, f"{author.read(path)}\nAnother sentence.\n")
        author.write(path, old)


def test_articles_come_and_go(author: Author) -> None:
    """An article begins, is called otherwise, and goes; links to it break and heal."""
    author.write("content/pages/new.md", "# New\n\nSee [it](../articles/ferry-new/article.md#p-it-runs).\n")
    author.write("content/articles/ferry-new/article.md", "# The ferry\n\nIt runs.\n")
    (author.root / "content/articles/ferry-new").rename(author.root / "content/articles/ferry-old")
    author.told("content/articles/ferry-new", "content/articles/ferry-old")
    (author.root / "content/articles/ferry-old").rename(author.root / "content/articles/ferry-new")
    author.told("content/articles/ferry-new/article.md", "content/articles/ferry-old/article.md")
    author.write("content/articles/ferry-new/article.md", "# The ferry\n\nIt does not run.\n")
    shutil.rmtree(author.root / "content/articles/ferry-new")
    author.told("content/articles/ferry-new")


def test_claims_of_other_articles(author: Author) -> None:
    """A claim that another article names goes, and comes back."""
    for path in [*author.root.glob("content/articles/*/claims.yaml")]:
        name = path.relative_to(author.root).as_posix()
        old = author.read(name)
        path.unlink()
        author.told(name)
        author.write(name, old)


def test_what_all_articles_share(author: Author) -> None:
    """Sources and the site itself: another name, one source less, another language, families left out."""
    sources, site = author.read("content/sources.yaml"), author.read("content/site.yaml")
    author.write("content/sources.yaml", sources.replace("name: ", "name: The real "))
    author.write("content/sources.yaml", "")
    author.write("content/sources.yaml", sources)
    author.write("content/site.yaml", site.replace("language:", "lang:"))
    author.write("content/site.yaml", f"{site}\npages: [articles, home]\n" if "pages:" not in site else site)
    author.write("content/site.yaml", site)
    (author.root / "content/site.yaml").unlink()
    author.told("content/site.yaml")


@pytest.mark.parametrize(
    "path", ["content/notes.txt", "content/articles/loose.md", "content/pages/notes.txt", "content/drafts/notes.txt"]
)
def test_what_stands_there_by_mistake(author: Author, path: str) -> None:
    """A file that nothing reads is told as long as it is there, and no longer; so is a link that leads out."""
    author.write(path, "Ask the harbour master.\n")
    assert author.bench.edition.findings
    (author.root / path).unlink()
    author.told(path)
    (author.root / path).symlink_to("/nowhere/at/all")
    author.told(path)
    assert author.bench.edition.findings
    (author.root / path).unlink()
    author.told(path)


def test_a_folder_without_its_article(author: Author) -> None:
    """A folder without an article.md is told as long as it is there, and no longer."""
    folder = author.root / "content/articles/ferry"
    folder.mkdir()
    author.told("content/articles/ferry")
    assert author.bench.edition.findings
    folder.rmdir()
    author.told("content/articles/ferry")
    assert not author.bench.edition.findings


def test_templates(author: Author) -> None:
    """A template of the site's own comes, is broken, heals and goes."""
    author.write("templates/404.html", '{% extends "base.html" %}{% block main %}Nothing here.{% endblock %}')
    author.write("templates/404.html", "{% if %}")
    author.write("templates/assets/own.css", "p { color: blue }")
    (author.root / "templates/404.html").unlink()
    author.told("templates/404.html")


def test_names_of_before(author: Author) -> None:
    """A page says that it had the name of another one; as soon as that goes, it may."""
    author.write("content/pages/new.md", "---\nformer: about\n---\n# New\n\nA page.\n")
    assert [finding.code for finding in author.bench.edition.findings] == ["former-taken"]
    (author.root / "content/pages/about.md").unlink()
    author.told("content/pages/about.md")
    assert "former-taken" not in [finding.code for finding in author.bench.edition.findings]


def test_nobody_knows_what_changed(author: Author) -> None:
    """Without being told which files changed, the workbench finds out."""
    for path in articles(author):
        author.write(path, f"{author.read(path)}\nAnd so on.\n", tell=False)
    author.write("content/pages/late.md", "# Late\n\nA page.\n", tell=False)
    same(author.bench.renew(), author.root)


def test_the_content_is_gone_for_a_while(author: Author) -> None:
    """Where the folder is gone that is told, and the last good pages stay; once it is back, so is everything."""
    before = author.bench.edition
    (author.root / "content").rename(author.root / "elsewhere")
    edition = author.bench.renew(["content"])
    assert [finding.code for finding in edition.findings] == ["content-missing"]
    assert edition.content is before.content
    (author.root / "elsewhere").rename(author.root / "content")
    author.told("content")


def test_files_that_are_copied(author: Author) -> None:
    """A picture that a page links to comes, changes and goes."""
    author.write("content/pages/picture.md", "# Picture\n\n![A table](table.csv)\n\n[Table](table.csv)\n")
    author.write("content/pages/table.csv", "a,b\n")
    author.write("content/articles/ferry-new/article.md", "# Ferry\n\nThe [table](table.csv).\n")
    author.write("content/articles/ferry-new/table.csv", "a,b\n")
    author.write("content/articles/ferry-new/table.csv", "c,d\n")
    (author.root / "content/articles/ferry-new/table.csv").unlink()
    author.told("content/articles/ferry-new/table.csv")


def test_a_file_that_is_copied_is_looked_at_once(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture is not read again as the text that shows it grows above it."""
    seen: list[str] = []
    looking = Root.data

    def look(root: Root, path: str, limit: int, at: Place | None = None) -> tuple[bytes | None, list[Finding]]:
        seen.append(path)
        return looking(root, path, limit, at)

    monkeypatch.setattr(Root, "data", look)
    author.write("content/pages/table.csv", "a,b\n")
    for number in range(3):
        above = "One more.\n\n" * number
        author.write("content/pages/picture.md", f"# Picture\n\n{above}[Table](table.csv)\n", tell=False)
        author.bench.renew(["content/pages/picture.md"])
    assert seen.count("content/pages/table.csv") == 1


def test_nothing_stands_at_other_addresses(author: Author) -> None:
    """An address that no build writes has no file."""
    for address in (
        "", "index", "articles/index.html", "articles/none/index.html", "claims/page-99.html", "page-99.html",
        "sources/none/index.html", "search/none.js", "../content/site.yaml", "content/site.yaml", "pages/none.html",
    ):  # fmt: skip
        assert author.bench.edition.file(address) is None


def test_lists_of_many_pages(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where lists go on on further pages each has its address, and the sitemap, in parts, names all of them."""
    monkeypatch.setattr(pager, "PER_PAGE", 2)
    monkeypatch.setattr(pager.pages_of, "__defaults__", (2,))
    monkeypatch.setattr("builder.views.lists.CARDS", 2)
    monkeypatch.setattr("builder.export.feeds.LONGEST", 20)
    author.write(BRIDGE, f"{author.read(BRIDGE)}\nAnother sentence.\n")
    assert author.bench.edition.file("sitemap-2.xml")


def test_the_sitemap_needs_no_page(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for the sitemap does not wait until all pages are made."""
    wanted = author.bench.edition.file("sitemap.xml")
    monkeypatch.setattr("builder.pipeline.units.make", None)
    monkeypatch.setattr("builder.pipeline.addresses.make", None)
    assert author.bench.edition.file("sitemap.xml") == wanted
    assert b"/articles/bridge/" in (wanted or b"")


def test_articles_as_a_build_left_them(site: Sites) -> None:
    """A workbench that begins with what the last build kept holds the same site, and goes on like any other."""
    ours = site("annotated")
    cache = ours.root / ".cache"
    build(ours.root, ours.out, drafts=True, cache=cache)
    path = ours.root / BRIDGE.replace("bridge", "ferry-new")
    ours.write("content/articles/ferry-new/article.md", "# The ferry\n\nIt runs.\n")
    asked: list[int] = []
    bench = Workbench(Root(ours.root), recalling(cache, ALONE, lambda *_: asked.append(1)))
    same(bench.renew(), ours.root)
    assert asked
    path.write_text("# The ferry\n\nIt does not run.\n", encoding="utf-8")
    same(bench.renew(["content/articles/ferry-new/article.md"]), ours.root)
