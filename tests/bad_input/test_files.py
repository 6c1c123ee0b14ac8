"""Files and folders that are not what they should be: names, kinds, permissions."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from builder.cli import main
from tests.bad_input.answers import ARTICLE, CLAIMS, OK, errors, in_child, make
from tests.child import allegedly
from tests.small_sites import SmallSite

NAMES = [
    "a b", "ä", "Ferry", "FERRY", "a\nb", "a\tb", "🎉", "a.b", "-a", "a-", "con", "aux", "a" * 101, "a" * 250, "a;b",
    "a&b", "a'b", 'a"b', "a<b>", "a%2fb", "%2e%2e", "a\\b", "a:b", "a?b", "a#b", "\u202ea", "\u0301", "ａ", "ſ",
    "a\x1bb", "index.html",
]  # fmt: skip

COPIED = [
    "a b.txt", "ä.txt", "a\nb.txt", "🎉.png", "a;b.csv", "a&b.csv", "a'b.csv", "a(b).csv", "a%20b.txt", "100%.txt",
    "a#b.txt", "A.TXT", "con.txt", "\u0301.txt", "e\u0301.txt", "a" * 240 + ".txt", "a?b.txt", "a:b.txt",
    "a\u202eb.txt", "-.txt",
]  # fmt: skip

FILES = [
    "content/site.yaml", "content/sources.yaml", ARTICLE, CLAIMS, "content/lessons/one.md", "content/pages/one.md",
    "templates/404.html", "templates/assets/x.css",
]  # fmt: skip

FOLDERS = [
    "content/articles", "content/lessons", "content/pages", "content", "templates", "templates/assets",
    "content/articles/ferry",
]  # fmt: skip


def test_names_of_any_kind_are_answered(tmp_path: Path, site: Callable[[str], SmallSite]) -> None:
    """A name that no address can hold, or that differs from another in case alone, is told wherever it stands."""
    for number, name in enumerate(NAMES):
        whole = site("minimal")
        whole.write(f"content/articles/{name}/article.md", OK)
        whole.write(f"content/lessons/{name}.md", OK)
        whole.write(f"content/pages/{name}.md", OK)
        checked = whole.run(main, "check", "--root", str(whole.root), "--format", "json")
        told = {item["file"] for item in json.loads(checked.output) if item["code"] in ("slug-bad", "slug-twice")}
        assert len(told) >= 3, name
        errors(whole)
        whole.root.rename(tmp_path / f"done-{number}")


def test_copied_files_of_any_name_are_found(site: Callable[[str], SmallSite]) -> None:
    """A file of any name that an address can hold is copied and found; any other is told."""
    whole = site("minimal")
    copied = 0
    for name in COPIED:
        (whole.root / "content/articles/ferry" / name).write_text("x", encoding="utf-8")
        whole.write(ARTICLE, f"{OK}\n[A file](<{quote(name)}>).\n")
        found = errors(whole)
        assert found <= {"output-name", "link-broken", "link-outside", "link-forbidden"}, name
        copied += not found
    assert copied > 8


def test_a_file_name_that_is_no_text_is_told(site: Callable[[str], SmallSite]) -> None:
    """A name in another encoding is told, and not printed as it is."""
    whole = site("minimal")
    folder = os.fsencode(whole.root / "content/articles")
    Path(os.fsdecode(folder + b"/ferry/caf\xe9.png")).write_bytes(b"")
    os.mkdir(folder + b"/caf\xe9")
    assert errors(whole) == {"file-name-unreadable"}


@pytest.mark.parametrize("kind", ["folder", "pipe", "socket", "loop", "dangling link", "empty"])
def test_things_that_are_no_files_are_told(kind: str, tmp_path: Path, site: Callable[[str], SmallSite]) -> None:
    """A folder, pipe, socket or broken link where a file is expected is told, and nobody waits for it."""
    for number, name in enumerate(FILES):
        whole = site("minimal")
        path = whole.root / name
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, kind)
        harmless = kind == "empty" and not name.endswith((".md", ".html", "s.yaml", "site.yaml"))
        harmless = harmless or (name.startswith("templates") and kind in ("folder", "empty"))
        assert harmless or errors(whole) or (kind, name) == ("empty", CLAIMS), name
        whole.root.rename(tmp_path / f"done-{number}")


def put(path: Path, kind: str) -> None:
    """Make something of a kind."""
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "socket":
            os.mknod(path, 0o600 | stat.S_IFSOCK)
        case "loop":
            path.symlink_to(path.name)
        case "dangling link":
            path.symlink_to("not-there")
        case _:
            path.write_bytes(b"")


@pytest.mark.parametrize("name", FOLDERS)
def test_files_where_folders_are_expected_are_told(name: str, tmp_path: Path, site: Callable[[str], SmallSite]) -> None:
    """A file in the place of a folder is told, also where the folder might be missing."""
    whole = site("minimal")
    path = whole.root / name
    if path.exists():
        path.rename(tmp_path / "moved")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("not a folder", encoding="utf-8")
    assert errors(whole)


def test_a_root_that_is_none_is_told(site: Callable[[str], SmallSite]) -> None:
    """A root that is no folder, is empty, or does not exist is told."""
    whole = site("minimal")
    for root in (whole.root / ARTICLE, whole.root / "nothing", whole.root.parent):
        assert allegedly("check", "--root", root, codes=[1, 2]).said


@pytest.mark.parametrize(
    "name",
    [
        ARTICLE,
        "content/articles/ferry",
        "content/articles",
        "content",
        "content/site.yaml",
        "templates/404.html",
        "seeds/x.txt",
    ],
)
def test_what_may_not_be_read_is_told(name: str, site: Callable[[str], SmallSite]) -> None:
    """A file or folder without permission is told by its name; the last site stays."""
    whole = site("themed")
    whole.write("content/site.yaml", "title: x\n")
    whole.write("seeds/x.txt", "The ferry is late\n\nIt will leave an hour later.")
    (whole.root / CLAIMS).unlink()
    (whole.root / "content/sources.yaml").unlink()
    whole.write(ARTICLE, f"---\noriginal: {{text: seeds/x.txt}}\n---\n{OK}")
    make(whole)
    before = whole.built()
    (whole.root / name).chmod(0)
    try:
        ran = in_child(whole, unprivileged=True, codes=[1])
    finally:
        (whole.root / name).chmod(0o755)
    assert "[file-unreadable]" in ran.err
    assert whole.built() == before


def test_beginnings_of_any_name_and_text(tmp_path: Path) -> None:
    """Beginning articles of odd names and texts ends in files that pass `check`, or in a diagnostic."""
    root = tmp_path / "begun"
    whole = SmallSite(root, tmp_path / "site")
    begin = ("new", "article", "--root", str(root))
    assert whole.run(main, "new", "site", str(root)).exit_code == 0
    for name in ("", ".", "..", "a b", "ä", "../x", "/", "con", "x" * 300, "a\nb", "--", "a/b", "harbour", "Harbour"):
        refused = whole.run(main, *begin, "--", name)
        assert refused.exit_code in (1, 2), name
        assert refused.output, name
    for number, data in enumerate(TEXTS):
        path = tmp_path / f"text{number}.txt"
        path.write_bytes(data)
        begun = whole.run(main, *begin, f"text{number}", "--from", str(path))
        assert begun.exit_code in (0, 1), begun.output
        assert (root / f"content/articles/text{number}").exists() == (begun.exit_code == 0)
    allegedly("check", "--root", root, codes=[0])
    assert len(list((root / "content/articles").iterdir())) > 8
    os.mkfifo(tmp_path / "pipe")
    for source in ("/dev/zero", tmp_path / "pipe", tmp_path, tmp_path / "nothing"):
        allegedly("new", "article", "another", "--from", source, "--root", root, codes=[1, 2])


TEXTS: list[bytes] = [
    b"", b"\n", b"\xff", b"a\x00b", bytes(11 * n % 256 for n in range(300)), b"word " * 400_000,
    b"T\n\n" + b"word " * 50_000,
    b"# a\n\n- b\n\n1. c\n\n> d\n\n    e\n\n```\nf\n\n---\n\n===\n\n+ g\n\n[h]{.h}\n\n<b>i</b> &amp; \\ * _ ` ~ |\n",
    "Title\r\n\r\n“Quote” — dash…\r\n".encode(), b"\xef\xbb\xbfTitle\n\n\n\n  text",
    b"Setext\n======\n\nAnother\n---\n", "العربية\n\n\u200b\n\n\u00a0\n\nx".encode(),
    b"a\n\n2) b\n\n10. c\n\n-\n\n*\n\n+\n\n#\n\n|a|\n|-|\n\n1.\n\n2)\n",
    b"[a]: b\n\n[a]: <c>\n\n![x](y) {.h} ]{.h}\n", b"t\n\na  \nb\\\nc\n", b"---\ntitle: x\n---\n\ntext\n",
    b"t\n\n***\n\n___\n\n* * *\n", b"t\n\n\tcode\n\n<!-- comment -->\n\n&copy; &#35;\n",
    b"t ##\n\n#hash\n\n# \n\n####### seven\n", b"t\n\na@b.c http://d.e <f@g.h>\n",
]  # fmt: skip
