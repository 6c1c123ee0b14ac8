"""Publishing into a folder, and what holds for every target: looked over first, nothing foreign touched."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from builder.cli import main
from builder.publish import folder
from tests.publish.conftest import Desk


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a published folder, the program's own list aside."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if not name.startswith(".allegedly/")}


@pytest.fixture
def there(desk: Desk) -> Path:
    """The folder that the target names."""
    desk.configure("{kind: folder, to: ../there}")
    return desk.root.parent / "there"


def test_a_site_arrives_as_it_is_built(desk: Desk, there: Path) -> None:
    """What is published is, file by file, what `build` builds; a second time there is nothing to do."""
    said = desk.publish()
    assert said == f"Published to the folder ../there: {len(files(there))} added, 0 changed, 0 removed, 0 unchanged.\n"
    built = desk.site.run(main, "build", "--root", str(desk.root))
    assert built.exit_code == 0
    assert files(there) == files(desk.root / "site")
    assert "nothing has changed" in desk.publish()


def test_only_what_changed_is_changed(desk: Desk, there: Path) -> None:
    """Pages that are gone are removed, changed ones replaced, others not touched; and all of it is told before."""
    desk.publish()
    stamp = (there / "assets/style.css").stat().st_mtime_ns
    desk.remove("harbour")
    desk.write("bridge", "opens")
    told = desk.publish("there", "--dry-run")
    assert "+ articles/bridge/index.html\n" in told
    assert "- articles/harbour/index.html\n" in told
    assert "~ index.html\n" in told
    assert (there / "articles/harbour/index.html").is_file()
    numbers = told.splitlines()[-1].partition(": ")[2]
    assert desk.publish().splitlines()[-1].partition(": ")[2] == numbers
    assert not (there / "articles/harbour").exists()
    assert (there / "articles/bridge/index.html").is_file()
    assert (there / "assets/style.css").stat().st_mtime_ns == stamp


def test_a_page_that_is_gone(desk: Desk, there: Path) -> None:
    """An article that was removed takes its ledger along: who publishes hears of its page once, before and then."""
    desk.publish()
    desk.remove("harbour")
    gone = "warning[publish-gone] 'articles/harbour/index.html' was published, and is no longer part of the site\n"
    assert gone in desk.publish("there", "--dry-run")
    assert gone in desk.publish()
    assert "publish-gone" not in desk.publish()
    desk.remove("ferry")
    desk.write("bridge", "opens")
    desk.site.run(main, "links", "update", "--root", str(desk.root))
    desk.site.run(main, "links", "move", "bridge", "span", "--root", str(desk.root))
    assert "'articles/ferry/index.html' was published" in desk.publish()
    desk.site.run(main, "links", "move", "span", "arch", "--root", str(desk.root))
    assert "publish-gone" not in desk.publish()
    assert (there / "articles/span/index.html").is_file()
    for extra in ("dock", "quay"):
        desk.write(extra, "stays")
    desk.publish()
    for extra in ("dock", "quay"):
        desk.remove(extra)
    assert (
        "'articles/dock/index.html' was published, and is no longer part of the site, nor is 1 more\n" in desk.publish()
    )


def test_a_dry_run_touches_nothing(desk: Desk, there: Path) -> None:
    """Not even the folder is made."""
    assert "Would publish to the folder ../there: " in desk.publish("there", "--dry-run")
    assert not there.exists()


def test_foreign_files_stay(desk: Desk, there: Path) -> None:
    """A file beside ours is left alone; one in the place of ours stops everything before anything is written."""
    there.mkdir()
    (there / "CNAME").write_text("ferries.example.org")
    desk.publish()
    assert (there / "CNAME").read_text() == "ferries.example.org"
    other = there.parent / "other"
    (other / "articles/ferry").mkdir(parents=True)
    (other / "articles/ferry/index.html").write_text("mine")
    for options in (["--dry-run"], []):
        said = desk.publish("--folder", str(other), *options, code=1)
        assert "error[publish-foreign] 'articles/ferry/index.html' stands there already" in said
        assert said.endswith("Nothing was published.\n")
    assert files(other) == {"articles/ferry/index.html": b"mine"}


def test_the_list_was_damaged(desk: Desk, there: Path) -> None:
    """Where the list of published files cannot be read, nothing is replaced."""
    desk.publish()
    (there / ".allegedly/manifest.json").write_text("{")
    desk.write("ferry", "sinks")
    before = files(there)
    assert "error[publish-list]" in desk.publish(code=1)
    assert files(there) == before


def test_ways_that_lead_nowhere(desk: Desk, there: Path) -> None:
    """A folder behind a link that leads in a circle, or behind a file, is told for what it is."""
    there.symlink_to(there)
    circle = (
        "is reached by a symbolic link that leads in a circle\n  hint: choose another folder, or remove what stands"
    )
    for options in ((), ("there", "--dry-run"), ("--folder", str(there / "deep/down"))):
        said = desk.publish(*options, code=1)
        assert "error[output-not-folder]" in said
        assert circle in said
    there.unlink()
    there.write_text("mine")
    assert "is to lie in something that is a file\n" in desk.publish("--folder", str(there / "deep"), code=1)


def test_what_cannot_be_read(desk: Desk, there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file at the target that cannot be read is named, with the reason; nobody is told to empty the folder."""
    desk.publish()
    unread = "error[file-unreadable] '{}' cannot be read: {}\n"

    def refuse(path: Path) -> NoReturn:
        raise PermissionError(errno.EACCES, "no", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(folder, "_blocks", refuse)
        said = desk.publish(code=1)
    assert unread.format("404.html", os.strerror(errno.EACCES)) in said
    listed = there / ".allegedly/manifest.json"
    listed.unlink()
    listed.symlink_to(listed)
    assert unread.format(".allegedly/manifest.json", os.strerror(errno.ELOOP)) in desk.publish(code=1)


def test_drafts_do_not_leave(desk: Desk, there: Path) -> None:
    """A draft is not published, whatever stands in site/."""
    desk.site.write("content/articles/secret/article.md", "---\ndraft: yes\n---\n# Secret\n")
    desk.site.run(main, "build", "--root", str(desk.root), "--drafts")
    desk.publish()
    assert not any("secret" in name for name in files(there))


def test_an_article_with_errors_stops_everything(desk: Desk, there: Path) -> None:
    """A site that cannot be built is not published."""
    desk.site.write("content/articles/ferry/article.md", "# Ferry\n\n[x]{.q}\n")
    said = desk.publish(code=1)
    assert "error[" in said
    assert not there.exists()


def test_a_path_of_this_computer(desk: Desk, there: Path) -> None:
    """A file that names the author's home folder or the site's own is held back: publish-own-path."""
    for path in (desk.root, Path(os.environ["HOME"])):
        desk.site.write("content/articles/ferry/notes.txt", f"see {path}/notes.txt")
        desk.site.write("content/articles/ferry/article.md", "# Ferry\n\nSee [notes](notes.txt).\n")
        said = desk.publish(code=1)
        assert (
            f"articles/ferry/notes.txt: error[publish-own-path] this file names a folder of this computer: {path}\n"
            in said
        )
    assert not there.exists()


def test_a_file_that_is_too_large(desk: Desk, there: Path) -> None:
    """A file larger than the target takes is named, with both sizes: publish-large; the target may allow more."""
    desk.site.write("content/articles/ferry/notes.txt", "x" * 200_000)
    desk.site.write("content/articles/ferry/article.md", "# Ferry\n\nSee [notes](notes.txt).\n")
    desk.configure("{kind: folder, to: ../there, file_bytes: 199999}")
    assert desk.publish(code=1).startswith(
        "articles/ferry/notes.txt: error[publish-large] 'articles/ferry/notes.txt' has 200,000 bytes; this target "
        "takes files of at most 199,999\n"
    )
    desk.configure("{kind: folder, to: ../there, file_bytes: 200000}")
    desk.publish()
    assert (there / "articles/ferry/notes.txt").is_file()


def test_one_target_or_a_folder(desk: Desk, there: Path) -> None:
    """Either a target or a folder is named; a target that nobody knows is answered with those there are."""
    desk.publish("--folder", str(there), "there", code=2)
    desk.publish("--dry-run", code=2)
    assert "Did you mean 'there'? There is: there" in desk.publish("their", code=2)
    assert there.exists() is False


def test_links_that_are_not_written_down_stay_at_home(desk: Desk, there: Path) -> None:
    """An article whose ledger is missing or old stops everything, with the way out; written down, it goes."""
    assert "error[links-stale]" in desk.send(code=1)
    assert files(there) == {}
    desk.publish()
    before = files(there)
    desk.write("ferry", "[may]{.h} run")
    assert "allegedly links update" in desk.send(code=1)
    assert files(there) == before
    desk.publish()
    assert files(there) != before


def test_where_authors_write(desk: Desk) -> None:
    """A target among what people wrote is refused, with a way out that publishing has; so is a file."""
    for to in ("content/there", ".", "content/site.yaml"):
        desk.configure(f"{{kind: folder, to: {to}}}")
        said = desk.publish(code=1)
        assert "hint: choose a folder of its own, such as site\n" in said
        assert "--out" not in said
