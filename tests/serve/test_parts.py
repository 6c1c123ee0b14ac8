"""The parts of the preview on their own: what is noticed, how bursts are gathered, what is added to a page."""

from __future__ import annotations

import asyncio
import random
from typing import cast

import pytest

from builder.rules import mark_rules
from builder.serve.differing import changed_rows, rows
from builder.serve.gathering import MANY, Gathering
from builder.serve.guarding import hosts_of
from builder.serve.injecting import bare_page, rooted, with_prints, with_script
from builder.serve.noticing import noticed
from builder.serve.showing import Showing
from builder.serve.tabs import Tab, nearest_first
from builder.serve.telling import MOST, link_into, told
from builder.source import Place

ARTICLE = "content/articles/ferry/article.md"


# What is noticed.


@pytest.mark.parametrize("kind", ["created", "modified", "moved", "deleted", "closed"])
def test_changes_are_noticed(kind: str) -> None:
    """Whatever writes a file, or lets it come or go, is noticed."""
    assert list(noticed(kind, False, [ARTICLE])) == [ARTICLE]


@pytest.mark.parametrize("kind", ["opened", "closed_no_write", "attrib", "accessed"])
def test_reading_is_no_change(kind: str) -> None:
    """Who only reads, as the preview itself does, changes nothing."""
    assert list(noticed(kind, False, [ARTICLE])) == []


def test_folders_that_come_and_go() -> None:
    """A folder that comes or goes is noticed; that something in it changed is told by the file itself."""
    folder = "content/articles/ferry"
    assert [kind for kind in ("created", "moved", "deleted", "modified") if list(noticed(kind, True, [folder]))] == [
        "created", "moved", "deleted",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [
        "site/index.html",
        "site",
        ".git/index.lock",
        ".cache/parts",
        ".",
        "..",
        "../elsewhere/article.md",
        "content/articles/ferry/article.md~",
        "content/articles/ferry/.article.md.swp",
        "content/articles/ferry/.#article.md",
        "content/articles/ferry/#article.md#",
        "content/articles/ferry/4913",
        "content/articles/ferry/article.md.tmp",
        "content/articles/ferry/article.md___jb_tmp___",
        "content/articles/ferry/sedAb12Cd",
        "content/articles/ferry/.goutputstream-4711",
        "content/.DS_Store",
    ],
)
def test_what_is_passed_over(path: str) -> None:
    """What was built, what is hidden, and what editors write besides are no part of a site."""
    assert list(noticed("modified", False, [path])) == []


@pytest.mark.parametrize("slug", ["sedatives", "sedentary"])
def test_an_article_called_like_a_temporary_file(slug: str) -> None:
    """A folder whose name could be that of a temporary file is an article like any other, and so are its files."""
    folder = f"content/articles/{slug}"
    assert list(noticed("created", True, [folder])) == [folder]
    assert list(noticed("modified", False, [f"{folder}/article.md"])) == [f"{folder}/article.md"]


def test_moves_name_both_ends() -> None:
    """A save that lets a temporary file take the article's place is a change of the article."""
    assert list(noticed("moved", False, [f"{ARTICLE}.tmp", ARTICLE])) == [ARTICLE]


# How bursts are gathered.


def test_a_burst_is_one() -> None:
    """Changes that come together are handed out together, each path once."""

    async def act() -> frozenset[str] | None:
        gathering = Gathering()
        for _ in range(3):
            gathering.put([ARTICLE, "content/site.yaml"])
        return await gathering.take()

    assert asyncio.run(act()) == frozenset([ARTICLE, "content/site.yaml"])


def test_what_comes_meanwhile_is_kept() -> None:
    """What changes while something else is worked on is handed out the next time."""

    async def act() -> list[frozenset[str] | None]:
        gathering = Gathering()
        gathering.put(["one"])
        first = await gathering.take()
        gathering.put(["two"])
        return [first, await gathering.take()]

    assert asyncio.run(act()) == [frozenset(["one"]), frozenset(["two"])]


def test_a_complete_save_is_not_kept_waiting() -> None:
    """A save that is complete is handed out at once; one that may go on, or follows another, is waited for."""

    async def act(*complete: bool) -> bool:
        gathering = Gathering(quiet=3600, longest=3600)
        done: set[asyncio.Task[frozenset[str] | None]] = set()
        for number, is_complete in enumerate(complete):
            gathering.put(["one"], is_complete)
            taking = asyncio.create_task(gathering.take())
            done, _ = await asyncio.wait([taking], timeout=0.2 if number or not is_complete else 60)
            taking.cancel()
        return bool(done)

    assert asyncio.run(act(True))
    assert not asyncio.run(act(False))
    assert not asyncio.run(act(True, True))


def test_no_end_of_changes() -> None:
    """Where changes never stop, what came so far is handed out all the same."""

    async def act() -> frozenset[str] | None:
        gathering = Gathering(quiet=0.01, longest=0.05)

        async def go_on() -> None:
            while True:
                gathering.put(["again"])
                await asyncio.sleep(0)

        busy = asyncio.create_task(go_on())
        taken = await gathering.take()
        busy.cancel()
        return taken

    assert asyncio.run(act()) in (frozenset(["again"]), None)


def test_too_many_to_vouch_for() -> None:
    """After very many changes, or one that nobody can name, anything may have changed."""

    async def act(many: bool) -> frozenset[str] | None:
        gathering = Gathering()
        for number in range(MANY + 1 if many else 1):
            gathering.put([str(number)])
        if not many:
            gathering.put(None)
        return await gathering.take()

    assert asyncio.run(act(True)) is None
    assert asyncio.run(act(False)) is None


def test_other_threads_may_tell() -> None:
    """Changes told by another thread arrive; nothing told is no change."""

    async def act() -> frozenset[str] | None:
        gathering = Gathering()
        await asyncio.to_thread(gathering.put_from_outside, [])
        await asyncio.to_thread(gathering.put_from_outside, iter(["one"]))
        return await gathering.take()

    assert asyncio.run(act()) == frozenset(["one"])


# What is added to a page.


def test_the_script_stands_before_all_others() -> None:
    """The script comes first, what it is told cannot end its tag, and nothing is drawn before all scripts have run."""
    page = b"<html><head><title>T</title><script defer src=a.js></script></head><body></body></html>"
    facts = {"page": 'a"><script>alert(1)</script>'}
    assert with_script(page, facts, "/p.js?1") == (
        b"<html><head><title>T</title>"
        b'<script src="/p.js?1" defer blocking="render" '
        b'data-page="a&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"></script>\n'
        b'<script defer blocking="render" src=a.js></script></head><body></body></html>'
    )


@pytest.mark.parametrize("page", [b"<title>T</title><p>words", b"", b"<HTML><BODY><p>words</BODY></HTML>"])
def test_pages_of_any_shape(page: bytes) -> None:
    """A page without a head, or without anything, has the script once."""
    assert with_script(page, {}, "/p.js").count(b"<script") == 1


@pytest.mark.parametrize(
    ("policy", "adapted"),
    [
        ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
         "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"),
        ("default-src 'none'; img-src 'self'",
         "default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'"),
        ("default-src 'none'; script-src 'none'; style-src 'self'; connect-src https://a.example",
         "default-src 'none'; script-src 'self'; style-src 'self'; connect-src https://a.example 'self'"),
        ("img-src 'self'", "img-src 'self'"),
    ],
)  # fmt: skip
def test_the_page_may_load_the_preview(policy: str, adapted: str) -> None:
    """The page's own policy stays as strict as it is, but for what comes from its own address."""
    page = f'<head><meta http-equiv="Content-Security-Policy" content="{policy}"></head>'.encode()
    found = with_script(page, {}, "/p.js").partition(b'content="')[2].partition(b'">')[0]
    assert found.decode() == adapted


def test_versions_of_styles() -> None:
    """Links to styles and scripts say the version that is meant; all other links stay."""
    page = b'<link href="../../assets/style.css"><script src="../../assets/a.js"></script><a href="../../x.css">'
    prints = {"assets/style.css": "1f", "assets/a.js": "2e"}
    assert with_prints(page, "articles/ferry/index.html", prints) == (
        b'<link href="../../assets/style.css?1f"><script src="../../assets/a.js?2e"></script><a href="../../x.css">'
    )


@pytest.mark.parametrize("base", ["/", "/project/"])
def test_a_page_for_any_address(base: str) -> None:
    """Ways of the page for lost readers begin at the root, as the preview has it; others stay."""
    ways = ("assets/a&amp;b.css", f"{base}sources/index.html", "#page-main", "mailto:us@example.org", "//example.org/")
    links = "".join(f'<a href="{way}">' for way in (*ways, "https://example.org/project/"))
    found = rooted(f'<script src="a.js">{links}'.encode(), base).decode()
    assert found == '<script src="/a.js">' + links.replace('"assets', '"/assets').replace(f'"{base}s', '"/s')


def test_a_page_that_shows_trouble_alone() -> None:
    """Where there is no page yet, one stands there that holds the script, a title, and what to expect."""
    page = bare_page("A & B", "It comes <soon>.", {}, "/p.js")
    assert b"<title>A &amp; B</title>" in page
    assert b"It comes &lt;soon&gt;.</p>" in page


# What became of the rows of a page.


def test_rows_end_where_they_end() -> None:
    """A row is the whole of its element, with all that stands in it, and nothing behind it."""
    page = (
        b'<div class="text"><div class="row head"><h1>A</h1></div ><p>b</p><div class="row"><div>c</div>d</div>e</div>'
    )
    assert rows(page) == [b'<div class="row head"><h1>A</h1></div >', b'<div class="row"><div>c</div>d</div>']


@pytest.mark.parametrize("cut", [b'<div class="row">never closed', b'<div class="row"><div></div'])
def test_rows_of_any_page(cut: bytes) -> None:
    """A page without rows has none, one that is cut off has what is there of them."""
    assert rows(b"<p>words") == rows(b"") == []
    assert rows(b"<p>words" + cut) == [cut]


def test_changed_rows_make_the_old_page_the_new_one() -> None:
    """Whatever was added, removed, changed: the rows that stay and those that are told are those of the page."""
    chance = random.Random(7)  # noqa: S311
    page = [b'<div class="row">%d</div>' % chance.randrange(4) for _ in range(6)]
    for _ in range(500):
        at = chance.randrange(len(page) + 1)
        fresh = [b'<div class="row">%d</div>' % chance.randrange(4) for _ in range(chance.randrange(3))]
        after = page[:at] + fresh + page[at + chance.randrange(3) :]
        told = changed_rows(b"\n".join(page), b"\n".join(after))
        kept = page[: told["first"]], page[len(page) - told["last"] :]
        assert told["of"] == len(page)
        assert [*kept[0], *(row.encode() for row in told["rows"]), *kept[1]] == after
        page = after


def test_who_writes_is_told_first() -> None:
    """Of many open pages those of the changed article hear of it before the others are even made."""

    class Places:
        def article_of(self, address: str) -> str:
            return address.split("/")[1] if address.startswith("articles/") else ""

    tabs = [Tab(address, "", {}) for address in ("index.html", "articles/b/index.html", "articles/ferry/index.html")]
    first = nearest_first(tabs, cast(Showing, Places()), [ARTICLE, "content/site.yaml"])
    assert first == [tabs[2], tabs[0], tabs[1]]


# What is told.


@pytest.mark.parametrize(
    ("editor", "link"),
    [
        ("", "vscode://file/home/an%20author/content/a.md:3:5"),
        ("vscode://file/{path}:{line}:{column}", "vscode://file/home/an%20author/content/a.md:3:5"),
        ("idea://open?file={path}&line={line}", "idea://open?file=/home/an%20author/content/a.md&line=3"),
    ],
)
def test_links_into_the_editor(editor: str, link: str) -> None:
    """The link names file, line and column as the editor takes them."""
    assert link_into(Place("content/a.md", 3, 5, 3, 9), "/home/an author", editor) == link


def test_links_to_files_as_a_whole() -> None:
    """Where a file as a whole is meant, its first line is."""
    assert link_into(Place("content/a.md"), "C:\\site", "") == "vscode://file/C:/site/content/a.md:1:1"


def test_findings_near_first() -> None:
    """What is wrong in the article that one looks at comes first; of very many, the first are shown."""
    findings = [
        mark_rules.NO_HEADLINE.at(Place(f"content/articles/a{number}/article.md")) for number in range(MOST + 5)
    ]
    found = told(findings, "/root", "", "content/articles/a7")
    assert found["count"] == MOST + 5
    assert [item["place"] for item in found["findings"]][:2] == [
        "content/articles/a7/article.md", "content/articles/a0/article.md",
    ]  # fmt: skip
    assert len(found["findings"]) == MOST


def test_names_of_this_computer() -> None:
    """A server is asked for by the address it listens on, or by the name of this computer, with its port."""
    assert hosts_of("::1", 8000) == {"[::1]:8000", "localhost:8000"}
    assert hosts_of("127.0.0.1", 80) == {"127.0.0.1:80", "localhost:80", "127.0.0.1", "localhost"}
