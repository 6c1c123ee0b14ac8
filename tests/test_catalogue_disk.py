"""What an author sees where the disk itself is the trouble, or where a case on a page would be too long to read."""

from __future__ import annotations

import errno
import os
import sys
from functools import partial
from pathlib import Path

import pytest

from builder.write import Output
from tests.written_sites import PLACES, run, write

ARTICLE = {"article.md": "# Budget\n"}
UNTOUCHED = "Nothing was built; the last good site is untouched.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of one article, in whose folder commands are typed."""
    write(ARTICLE, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_pipe_is_no_article(root: Path) -> None:
    """A pipe that nobody writes to is told, not waited for."""
    (root / PLACES["article.md"]).unlink()
    os.mkfifo(root / PLACES["article.md"])
    assert run("allegedly check") == (
        "content/articles/budget/article.md: error[file-not-regular] 'content/articles/budget/article.md' is a pipe, "
        "not a file\n"
        "  hint: name a plain file\n\n1 error\n"
    )


def test_a_file_that_cannot_be_read(root: Path) -> None:
    """The reason is the system's own; here a link that leads to itself."""
    (root / PLACES["claims.yaml"]).symlink_to("claims.yaml")
    assert run("allegedly check") == (
        "content/articles/budget/claims.yaml: error[file-unreadable] 'content/articles/budget/claims.yaml' cannot be "
        f"read: {os.strerror(errno.ELOOP)}\n"
        "  hint: see to its permissions, or to the disk it lies on\n\n1 error\n"
    )


def test_a_name_that_is_not_utf8(root: Path) -> None:
    """The name is told so that it can be printed."""
    (root / os.fsdecode(b"content/articles/budget/caf\xe9.png")).touch()
    assert run("allegedly check") == (
        "content/articles/budget/caf�.png: error[file-name-unreadable] the name 'caf�.png' is not UTF-8\n"
        "  hint: rename the file\n\n1 error\n"
    )


def test_two_names_of_one_address(root: Path) -> None:
    """Two articles whose names some disks take for one are told, beside the name that is none."""
    other = root / "content/articles/Budget"
    other.mkdir()
    (other / "article.md").write_text("# Budget\n")
    assert run("allegedly check") == (
        "content/articles/Budget: error[slug-bad] 'Budget' cannot be part of an address: 'B' is not a lower-case "
        "letter from a to z, a digit or a hyphen\n"
        "  hint: rename it 'budget'\n"
        "content/articles/budget: error[slug-twice] 'budget' and 'Budget' would have one address\n"
        "  hint: rename one of them\n\n2 errors\n"
    )


def test_a_large_file_of_data(root: Path) -> None:
    """A file of data that nobody can have written is not read, and none of its sources is missed."""
    (root / PLACES["sources.yaml"]).write_text("sources:\n" + "#" * 1_000_000)
    (root / PLACES["article.md"]).write_text("# Budget\n\n[The mayor said]{.a source=mayor} so.\n")
    assert run("allegedly check") == (
        "content/sources.yaml:1:1: error[yaml-large] 1,000,009 bytes of YAML, more than the limit of 1,000,000\n"
        "   1 | sources:\n"
        "       ^\n"
        "  hint: split the file, or remove what does not belong into it\n\n1 error\n"
    )


def test_very_many_mistakes_in_one_file(root: Path) -> None:
    """A hundred mistakes are told one by one, the others are counted."""
    (root / PLACES["site.yaml"]).write_text("title: Ours\npages: [" + "one, " * 107 + "home]\n")
    said = run("allegedly check").split("\n")
    assert said.count("content/site.yaml:2:504: error[yaml-many] 7 more mistakes follow in this file") == 1
    assert [line for line in said if "error[" in line and "value-unknown" not in line] == [
        "content/site.yaml:2:504: error[yaml-many] 7 more mistakes follow in this file"
    ]
    assert said[-2] == "101 errors"


def test_a_link_in_the_output_folder(root: Path) -> None:
    """Nothing is written through a link inside the output folder."""
    (root / "site").mkdir()
    (root / "elsewhere").mkdir()
    (root / "site/articles").symlink_to("../elsewhere")
    said = run("allegedly build")
    assert said.startswith(
        "site/articles/budget/article.json: error[output-through-link] 'articles/budget/article.json' would be written "
        "through the symbolic link 'articles'\n"
        "  hint: remove the link\n"
    )
    assert said.endswith(UNTOUCHED)
    assert list((root / "elsewhere").iterdir()) == []


def test_a_page_that_was_edited_is_left_where_it_is(root: Path) -> None:
    """A page that no longer belongs to the site, but was changed by hand, is left with a warning."""
    write_second_article(root)
    run("allegedly build")
    (root / "site/articles/bridge/index.html").write_text("<p>Mine.</p>")
    (root / "content/articles/bridge/article.md").unlink()
    (root / "content/articles/bridge").rmdir()
    assert run("allegedly build").startswith(
        "site/articles/bridge/index.html: warning[output-kept-file] 'articles/bridge/index.html' is no longer part of "
        "the site but was changed after it was built: it is left where it is\n"
        "  hint: remove the file yourself if it should go\n\n1 warning\n"
        "Built 1 article into site: "
    )


def write_second_article(root: Path) -> None:
    """Write an article beside the first."""
    folder = root / "content/articles/bridge"
    folder.mkdir()
    (folder / "article.md").write_text("# Bridge\n")


def test_another_build_is_writing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build says so and gives up."""
    monkeypatch.setattr(sys.modules["builder.pipeline.build"], "Output", partial(Output, patience=0))
    with Output(root / "site"):
        said = run("allegedly build")
    assert said == (
        "site: error[output-locked] another build is writing to 'site'\n"
        f"  hint: wait until it has ended, then build again\n\n1 error\n{UNTOUCHED}"
    )


def test_a_full_disk(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last good site stays, and the reason is the system's own."""
    run("allegedly build")
    before = {path: path.read_bytes() for path in (root / "site").rglob("*.html")}
    write_second_article(root)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    assert run("allegedly build") == (
        f"site: error[output-failed] 'site' cannot be written: {os.strerror(errno.ENOSPC)}\n"
        f"  hint: make room, or see to the permissions, and build again\n\n1 error\n{UNTOUCHED}"
    )
    assert {path: path.read_bytes() for path in (root / "site").rglob("*.html")} == before


def test_a_ledger_that_cannot_be_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full the ledger stays as it was, and nothing half written is left beside it."""

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    folder = root / "content/articles/budget"
    before = sorted(folder.iterdir())
    monkeypatch.setattr(os, "fsync", full)
    assert run("allegedly links update") == (
        "content/articles/budget/links.yaml: error[links-unwritten] cannot write content/articles/budget/links.yaml: "
        f"{os.strerror(errno.ENOSPC)}\n"
        "  hint: free the path or change its permissions, then try again\n\n1 error\n"
    )
    assert sorted(folder.iterdir()) == before
