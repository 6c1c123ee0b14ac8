"""`pipeline.holding`: what is wrong stays as it was, all else is shown as it is, and what is shown fits together."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from builder.pipeline.build import build
from builder.pipeline.edition import EVERYTHING, Edition
from builder.pipeline.workbench import Workbench
from builder.read import Root
from tests.site_edits import CHANGES, damage_cache, remember, tamper, undo
from tests.small_sites import SmallSite, copied

FERRY, BRIDGE = "content/articles/ferry", "content/articles/bridge"
SITE = {
    "content/site.yaml": "title: Ferries\n",
    "content/sources.yaml": "sources:\n  mayor: {name: The mayor, kind: person}\n",
    f"{FERRY}/article.md": "# The ferry\n\n[The mayor said]{.a source=mayor} it [[may]{.h} run]{.c ref=runs}.\n",
    f"{FERRY}/claims.yaml": "claims:\n  runs: {says: The ferry runs.}\n",
    f"{BRIDGE}/article.md": "# The bridge\n\nIt [might]{.h} open. See [it](../ferry/article.md#claim-runs).\n",
    "content/pages/about.md": "# About\n\nThis is us.\n",
}
MISTAKE = "# The ferry\n\nThe ferry [may]{.hegde} run.\n"


class Author:
    """Somebody who edits a site that is shown all the time."""

    def __init__(self, folder: Path, **changes: str) -> None:
        self.root = folder
        for path, text in SITE.items():
            self._put(path, changes.get(path, text))
        self.bench = Workbench(Root(folder))
        self.bench.renew()

    def _put(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def write(self, path: str, text: str, instead: str = "") -> Edition:
        """Write a file: its whole text, or `instead` of a passage of it another one."""
        self._put(path, (self.root / path).read_text(encoding="utf-8").replace(text, instead) if instead else text)
        return self.bench.renew([path])

    def remove(self, path: str) -> Edition:
        """Remove a folder."""
        shutil.rmtree(self.root / path)
        return self.bench.renew([path])

    def shown(self, address: str) -> str:
        """The page at an address, '' where there is none."""
        return (self.bench.edition.file(address) or b"").decode()


def state(edition: Edition) -> tuple[list[str], set[str]]:
    """What is wrong, by code, and what is behind."""
    return [finding.code for finding in edition.findings], set(edition.behind)


def test_others_go_on(tmp_path: Path) -> None:
    """While one article has a mistake it stays as it was; what is written elsewhere is shown, also in lists."""
    author = Author(tmp_path)
    assert author.write(f"{FERRY}/article.md", MISTAKE).behind == {FERRY}
    edition = author.write(f"{BRIDGE}/article.md", "The bridge", "The old bridge")
    assert state(edition) == (["kind-unknown"], {FERRY})
    assert "The old bridge" in author.shown("articles/bridge/index.html")
    assert "The old bridge" in author.shown("index.html")
    assert "said" in author.shown("articles/ferry/index.html")
    author.write("content/pages/about.md", "This is us", "This is still us")
    assert "still us" in author.shown("pages/about/index.html")
    edition = author.write(f"{FERRY}/article.md", SITE[f"{FERRY}/article.md"])
    assert (edition.findings, edition.behind) == ((), frozenset())


def test_pages_are_held_like_articles(tmp_path: Path) -> None:
    """A page of the site's own that has a mistake stays as it was, and holds nothing else."""
    author = Author(tmp_path)
    assert author.write("content/pages/about.md", "us.", "[us](nobody.md).").behind == {"content/pages/about.md"}
    author.write(f"{BRIDGE}/article.md", "might", "may")
    assert "may" in author.shown("articles/bridge/index.html")
    assert "This is us." in author.shown("pages/about/index.html")


def test_what_links_to_what_is_held(tmp_path: Path) -> None:
    """A text that links to what is not shown yet waits with it, without a complaint that would go by itself."""
    author = Author(tmp_path)
    author.write(f"{FERRY}/claims.yaml", "claims:\n  runs: {says: The ferry runs.}\n  sinks: {says: It sinks.}\n")
    author.write(f"{FERRY}/article.md", MISTAKE)
    edition = author.write(f"{BRIDGE}/article.md", "claim-runs", "claim-sinks")
    assert state(edition) == (["kind-unknown"], {FERRY, BRIDGE})
    assert "claim-runs" in author.shown("articles/bridge/index.html")
    edition = author.write(f"{FERRY}/article.md", f"{SITE[f'{FERRY}/article.md']}\nIt [sinks]{{.c ref=sinks}}.\n")
    assert (edition.findings, edition.behind) == ((), frozenset())
    assert "claim-sinks" in author.shown("articles/bridge/index.html")


def test_what_is_wrong_elsewhere_is_told(tmp_path: Path) -> None:
    """A broken link that has nothing to do with the first mistake is told beside it, as its text is held as well."""
    author = Author(tmp_path)
    author.write(f"{FERRY}/article.md", MISTAKE)
    edition = author.write("content/pages/about.md", "us.", "[us](nobody.md).")
    assert state(edition) == (["kind-unknown", "link-broken"], {FERRY, "content/pages/about.md"})


def test_links_do_not_break(tmp_path: Path) -> None:
    """What others link to stays there until they do no longer: an id, and a whole article."""
    author = Author(tmp_path)
    edition = author.write(f"{FERRY}/article.md", "# A ferry\n\nIt runs.\n")
    assert edition.behind == {FERRY}
    (author.root / FERRY / "claims.yaml").unlink()
    edition = author.bench.renew([f"{FERRY}/claims.yaml"])
    assert state(edition) == (["fragment-broken"], {FERRY})
    assert "The ferry" in author.shown("articles/ferry/index.html")
    assert author.remove(FERRY).behind == {FERRY}
    author.write("content/pages/about.md", "This is us", "This is still us")
    assert "still us" in author.shown("pages/about/index.html")
    assert "The ferry" in author.shown("articles/ferry/index.html")
    edition = author.write(f"{BRIDGE}/article.md", "# The bridge\n\nIt is open.\n")
    assert edition.behind == frozenset()
    assert not author.shown("articles/ferry/index.html")


def test_a_site_that_begins_with_a_mistake(tmp_path: Path) -> None:
    """What was never right is left out, and what links there as well; all else is shown."""
    author = Author(tmp_path, **{f"{FERRY}/article.md": MISTAKE})
    assert author.bench.edition.behind == {FERRY, BRIDGE}
    assert not author.shown("articles/bridge/index.html")
    assert "This is us." in author.shown("pages/about/index.html")
    assert author.write(f"{FERRY}/article.md", SITE[f"{FERRY}/article.md"]).behind == frozenset()
    assert "The ferry" in author.shown("articles/ferry/index.html")


def test_what_all_share(tmp_path: Path) -> None:
    """While site.yaml or sources.yaml is wrong all texts stay; styles are exchanged all the same."""
    author = Author(tmp_path)
    content = author.bench.edition.content
    for path in ("content/site.yaml", "content/sources.yaml"):
        assert author.write(path, f"{SITE[path]}colour: blue\n").behind == {EVERYTHING}
        edition = author.write(f"{BRIDGE}/article.md", "# The bridge\n\nIt is open.\n")
        assert edition.content is content
        author.write("templates/assets/style.css", f"/* {path} */")
        assert author.shown("assets/style.css") == f"/* {path} */"
        assert "might" in author.shown("articles/bridge/index.html")
        author.write(f"{BRIDGE}/article.md", SITE[f"{BRIDGE}/article.md"])
        content = author.write(path, SITE[path]).content


def test_files_that_nothing_reads(tmp_path: Path) -> None:
    """A file that stands there by mistake holds nothing, unless it may be what is missing now."""
    author = Author(tmp_path)
    assert state(author.write("content/notes.txt", "Ask the mayor.")) == (["file-unexpected"], set())
    author.write(f"{BRIDGE}/article.md", "might", "may")
    assert "may" in author.shown("articles/bridge/index.html")
    (tmp_path / "content/notes.txt").unlink()
    (tmp_path / "content/site.yaml").rename(tmp_path / "content/site.yml")
    edition = author.bench.renew(["content/notes.txt", "content/site.yaml", "content/site.yml"])
    assert state(edition) == (["file-unexpected"], {EVERYTHING})
    assert "Ferries" in author.shown("index.html")


def test_what_is_held_needs_what_it_was_read_with(tmp_path: Path) -> None:
    """Another name of a source waits while an article that names it has a mistake; that of another one does not."""
    author = Author(tmp_path)
    author.write(f"{FERRY}/article.md", MISTAKE)
    more = SITE["content/sources.yaml"] + "  owner: {name: The owner, kind: person}\n"
    assert author.write("content/sources.yaml", more).behind == {FERRY}
    assert author.write("content/sources.yaml", more.replace("The mayor", "A mayor")).behind == {EVERYTHING}
    assert author.write(f"{FERRY}/article.md", SITE[f"{FERRY}/article.md"]).behind == frozenset()
    assert "A mayor" in author.shown("sources/mayor/index.html")


def test_templates_are_held_by_themselves(tmp_path: Path) -> None:
    """While a template cannot be read, pages look as before and say what is written now; styles are exchanged."""
    author = Author(tmp_path)
    page = '{% extends "base.html" %}{% block main %}Nothing.{% endblock %}'
    author.write("templates/404.html", page)
    assert state(author.write("templates/404.html", "{% if %}")) == (["template-broken"], set())
    author.write("templates/assets/style.css", "p { color: blue }")
    author.write(f"{BRIDGE}/article.md", "might", "may")
    assert "Nothing." in author.shown("404.html")
    assert "may" in author.shown("articles/bridge/index.html")
    assert author.shown("assets/style.css") == "p { color: blue }"


# Whatever is edited.


def break_link(site: SmallSite, chance: random.Random) -> None:
    """A link to an article, a claim or page that there may be, or to none."""
    found = [*site.root.glob("content/articles/*/article.md"), *site.root.glob("content/pages/*.md")]
    way = chance.choice(("articles/new-1/article.md", "pages/about.md", "articles/bridge/claims.yaml#no", "none.md"))
    with chance.choice(sorted(found)).open("a", encoding="utf-8") as stream:
        stream.write(f"\nSee [it]({'../' * (2 if 'articles' in stream.name else 1)}{way}).\n")


def break_data(site: SmallSite, chance: random.Random) -> None:
    """A file of data that cannot be read, or can be again."""
    path = chance.choice(sorted(site.root.glob("content/**/*.yaml")))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.removesuffix("]\n") if text.endswith("]\n") else f"{text}]\n", encoding="utf-8")


def break_template(site: SmallSite, chance: random.Random) -> None:
    """A template that cannot be read, or none."""
    path = site.root / "templates/404.html"
    site.write("templates/404.html", "{% if %}" if chance.random() < 0.5 else "")
    if not path.read_text(encoding="utf-8"):
        path.unlink()


def take(key: str, source: Path, target: Path) -> None:
    """Let a file or folder of one site stand in another as it is there, or be gone."""
    there, here = target / key, source / key
    if there.is_dir():
        shutil.rmtree(there)
    there.unlink(missing_ok=True)
    if here.exists():
        there.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if here.is_dir() else shutil.copy2)(here, there)


def test_what_is_shown_could_be_built(tmp_path: Path) -> None:
    """After any edit the pages are those that a build makes of what is held as it was, and all else as it is now."""
    site = copied("annotated", tmp_path)
    bench, shown, out = Workbench(Root(site.root)), tmp_path / "shown", tmp_path / "built"
    chance = random.Random(101)  # noqa: S311 - repeatable, not secret
    changes = [one for one in CHANGES if one not in (tamper, damage_cache)]
    changes += [break_link, break_data, break_template]
    remember(site, chance)
    partly = 0
    for _ in range(30):
        edition = bench.renew()
        keys = {path.relative_to(site.root).as_posix() for path in site.root.glob("content/*s/*")} | {
            path.relative_to(shown).as_posix() for path in shown.glob("content/*s/*")
        }
        if EVERYTHING in edition.behind:
            undo(site, chance)
        else:
            for key in (keys | {"content/site.yaml", "content/sources.yaml"}) - edition.behind:
                take(key, site.root, shown)
            take("seeds", site.root, shown)
            if not any(found.place.path.startswith("templates") and found.is_error for found in edition.findings):
                take("templates", site.root, shown)
            made = build(shown, out, drafts=True)
            assert made.written is not None, made.findings
            files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
            wanted = {address: data for address, data in files.items() if not address.startswith(".allegedly")}
            assert {address: edition.file(address) for address in wanted} == wanted
            partly += bool(edition.behind)
        chance.choice(changes)(site, chance)
    assert partly > 5
