"""Writing: a site is published whole or not at all, heals after a crash, and no file of anybody else is touched."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.source import Place
from builder.write import Output, Written
from tests.written_output import SITE, build, codes, everything, house, nobody_pulls_the_plug, site

__all__ = ["nobody_pulls_the_plug"]


def interrupted(out: Path) -> None:
    """A build that somebody stops."""
    with Output(out) as output:
        output.put("index.html", b"new")
        raise KeyboardInterrupt


def stamps(out: Path) -> dict[str, tuple[int, int]]:
    """Identity and time stamp of every file that readers see."""
    found = {name: (out / name).stat() for name in site(out)}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in found.items()}


@contextmanager
def unprivileged() -> Iterator[None]:
    """Without the powers of root, who may write everywhere."""
    powers = os.geteuid() == 0
    if powers:
        os.seteuid(65534)
    try:
        yield
    finally:
        if powers:
            os.seteuid(0)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """The system refuses to make a file larger than this many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    kept, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # Python would leave half of what it compiles
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        sys.dont_write_bytecode = kept


class TestPublishing:
    """A build that succeeds."""

    def test_the_output_holds_the_files_of_the_site(self, tmp_path: Path) -> None:
        """A new folder, however deep, is made; beside the site it holds only the list."""
        out = tmp_path / "not/there/yet"
        assert build(out, SITE) == (Written(new=4), ())
        assert site(out) == SITE
        assert house(out) == ["manifest.json"]

    def test_a_relative_path_will_do(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The output is found from the current folder, even when that changes during the build."""
        monkeypatch.chdir(tmp_path)
        with Output(Path("site")) as output:
            os.chdir("/")
            output.put("index.html", b"home")
            output.commit()
        assert site(tmp_path / "site") == {"index.html": b"home"}

    def test_a_linked_output_folder_is_followed(self, tmp_path: Path) -> None:
        """The folder itself may be a link, as on many servers."""
        (tmp_path / "www").mkdir()
        (tmp_path / "site").symlink_to("www")
        assert build(tmp_path / "site", SITE) == (Written(new=4), ())
        assert site(tmp_path / "www") == SITE

    def test_unchanged_files_are_not_touched(self, tmp_path: Path) -> None:
        """They keep inode and time stamp; a build that changes nothing writes nothing."""
        build(tmp_path, SITE)
        before, listed = stamps(tmp_path), (tmp_path / ".allegedly/manifest.json").stat()
        assert build(tmp_path, SITE)[0] == Written(unchanged=4)
        assert stamps(tmp_path) == before
        assert (tmp_path / ".allegedly/manifest.json").stat().st_mtime_ns == listed.st_mtime_ns
        assert build(tmp_path, {**SITE, "style.css": b"other"})[0] == Written(changed=1, unchanged=3)
        after = stamps(tmp_path)
        assert after.pop("style.css") != before.pop("style.css")
        assert after == before

    def test_counts_tell_what_happened(self, tmp_path: Path) -> None:
        """New, changed, unchanged and removed are counted, and the tree is that of the new site."""
        build(tmp_path, SITE)
        files = {"index.html": b"home", "style.css": b"new", "sources/tass/index.html": b"TASS"}
        assert build(tmp_path, files) == (Written(new=1, changed=1, unchanged=1, removed=2), ())
        assert site(tmp_path) == files
        assert not (tmp_path / "articles").exists()

    def test_files_have_the_usual_permissions(self, tmp_path: Path) -> None:
        """A web server may read them: they are as open as any file this user makes."""
        (tmp_path / "usual").touch()
        build(tmp_path / "site", SITE)
        assert (tmp_path / "site/index.html").stat().st_mode == (tmp_path / "usual").stat().st_mode

    def test_the_order_of_files_does_not_show(self, tmp_path: Path) -> None:
        """The same site makes the same folder, list included, in whatever order it comes."""
        build(tmp_path / "one", SITE)
        build(tmp_path / "two", dict(reversed([*SITE.items()])))
        assert everything(tmp_path / "one") == everything(tmp_path / "two")

    def test_a_file_edited_by_hand_is_built_anew(self, tmp_path: Path) -> None:
        """What is listed is ours: also when an editor, or a power failure, left the same number of other bytes."""
        build(tmp_path, SITE)
        (tmp_path / "index.html").write_bytes(b"HOME")
        (tmp_path / "style.css").write_bytes(b"")
        (tmp_path / "articles/a/index.html").unlink()
        assert build(tmp_path, SITE) == (Written(new=1, changed=2, unchanged=1), ())
        assert site(tmp_path) == SITE

    def test_a_folder_becomes_a_file_and_a_file_a_folder(self, tmp_path: Path) -> None:
        """Old files in the way of new ones are removed first."""
        old = {"a": b"file", "b/c/d": b"deep", "b/e": b"flat"}
        new = {"a/x/y": b"deep", "b": b"file"}
        build(tmp_path, old)
        assert build(tmp_path, new) == (Written(new=2, removed=3), ())
        assert site(tmp_path) == new
        assert build(tmp_path, old) == (Written(new=3, removed=2), ())
        assert site(tmp_path) == old

    def test_a_file_renamed_in_case_alone_survives(self, tmp_path: Path) -> None:
        """Where a disk takes two names for one file, as a hard link does here, it is replaced and stays."""
        build(tmp_path, {"Chart.png": b"1"})
        os.link(tmp_path / "Chart.png", tmp_path / "chart.png")
        written, findings = build(tmp_path, {"chart.png": b"2"})
        assert (written, findings) == (Written(changed=1, removed=1), ())
        assert site(tmp_path) == {"chart.png": b"2"}


class TestWithoutCommit:
    """A build that is given up."""

    def test_nothing_of_the_last_site_changes(self, tmp_path: Path) -> None:
        """Byte for byte and stamp for stamp, whether the block is left quietly or by an exception."""
        build(tmp_path, SITE)
        before = everything(tmp_path), stamps(tmp_path)
        with Output(tmp_path) as output:
            output.put("index.html", b"new")
            output.put("new/index.html", b"new")
        assert (everything(tmp_path), stamps(tmp_path)) == before
        with pytest.raises(KeyboardInterrupt):
            interrupted(tmp_path)
        assert (everything(tmp_path), stamps(tmp_path)) == before

    def test_a_folder_made_for_nothing_is_taken_away(self, tmp_path: Path) -> None:
        """An output that did not exist does not exist afterwards; one that was there stays."""
        with Output(tmp_path / "a/b") as output:
            output.put("index.html", b"new")
        assert everything(tmp_path) == {}
        assert tmp_path.exists()

    def test_an_output_that_has_ended_takes_nothing(self, tmp_path: Path) -> None:
        """To go on afterwards is a mistake of ours."""
        with Output(tmp_path) as output:
            output.commit()
            with pytest.raises(RuntimeError):
                output.put("index.html", b"new")
        with pytest.raises(RuntimeError):
            output.commit()


class TestFilesOfOthers:
    """What no build wrote."""

    def test_a_foreign_file_is_never_overwritten(self, tmp_path: Path) -> None:
        """Nothing at all is written, not even the other files; every foreign file is told."""
        (tmp_path / "articles/a").mkdir(parents=True)
        (tmp_path / "index.html").write_bytes(b"mine")
        (tmp_path / "articles/a/index.html").write_bytes(b"A")  # even where its bytes are those we would write
        before = everything(tmp_path)
        written, findings = build(tmp_path, SITE)
        assert (written, codes(findings)) == (None, ["output-foreign-file"] * 2)
        assert everything(tmp_path) == before

    def test_foreign_files_elsewhere_stay(self, tmp_path: Path) -> None:
        """A file beside the site lives through builds, and keeps its folder alive."""
        (tmp_path / "articles/a").mkdir(parents=True)
        for name in ("CNAME", ".gitkeep", ".gitignore", "articles/a/.gitkeep"):
            (tmp_path / name).write_bytes(b"mine")
        mine = site(tmp_path)
        assert build(tmp_path, SITE)[1] == ()
        assert build(tmp_path, {"index.html": b"home"})[1] == ()
        assert site(tmp_path) == {"index.html": b"home", **mine}

    def test_many_are_counted_rather_than_listed(self, tmp_path: Path) -> None:
        """A site whose list was lost brings twenty complaints, the last of which counts the rest."""
        files = {f"{number:03}.html": b"x" for number in range(100)}
        build(tmp_path, files)
        shutil.rmtree(tmp_path / ".allegedly")
        findings = build(tmp_path, files)[1]
        assert codes(findings) == ["output-foreign-file"] * 20
        assert "80 more" in findings[-1].message

    @pytest.mark.parametrize("stands", ["a", "a/.gitkeep", "a/b/mine.txt"])
    def test_a_foreign_file_in_the_way_of_a_folder_or_file_stays(self, tmp_path: Path, stands: str) -> None:
        """Neither a file where a folder is needed nor a folder where a file is needed is removed."""
        (tmp_path / stands).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / stands).write_bytes(b"mine")
        before = everything(tmp_path)
        written, [finding] = build(tmp_path, {"a/b/c": b"new"} if stands == "a" else {"a": b"new"})
        assert (written, finding.code, finding.place.path) == (None, "output-foreign-file", f"{tmp_path}/{stands}")
        assert everything(tmp_path) == before

    @pytest.mark.parametrize("link", ["articles", "articles/a", "index.html"])
    def test_nothing_is_written_through_a_link_inside_the_output(self, tmp_path: Path, link: str) -> None:
        """A linked folder or file inside the output does not lead a build out of it."""
        outside, out = tmp_path / "outside", tmp_path / "out"
        outside.mkdir()
        (out / link).parent.mkdir(parents=True)
        (out / link).symlink_to(outside if "." not in link else outside / "file")
        written, findings = build(out, SITE)
        assert written is None
        assert set(codes(findings)) == {"output-through-link" if "." not in link else "output-foreign-file"}
        assert everything(outside) == {}

    def test_nothing_is_removed_through_a_link_inside_the_output(self, tmp_path: Path) -> None:
        """Where a folder of ours was replaced by a link, what it leads to stays, empty folders too."""
        out, outside = tmp_path / "out", tmp_path / "outside"
        build(out, SITE)
        shutil.move(out / "articles", outside)
        (outside / "a/empty").mkdir()
        (out / "articles").symlink_to(outside)
        before = everything(outside)
        written, findings = build(out, {"index.html": b"home"})
        assert (written, set(codes(findings))) == (Written(unchanged=1, removed=1), {"output-kept-file"})
        assert everything(outside) == before

    def test_a_file_edited_by_hand_is_not_removed(self, tmp_path: Path) -> None:
        """It is left with a warning when it is no longer part of the site, and is nobody's but the author's then."""
        build(tmp_path, SITE)
        (tmp_path / "articles/a/index.html").write_bytes(b"edited")
        written, [finding] = build(tmp_path, {"index.html": b"home"})
        assert (written, finding.code, finding.is_error) == (
            Written(unchanged=1, removed=2),
            "output-kept-file",
            False,
        )
        assert site(tmp_path) == {"index.html": b"home", "articles/a/index.html": b"edited"}
        assert codes(build(tmp_path, SITE)[1]) == ["output-foreign-file"]

    def test_a_file_that_appears_during_the_build_is_not_overwritten(self, tmp_path: Path) -> None:
        """Whose a place is is asked again right before the first file is moved."""
        with Output(tmp_path) as output:
            output.put("a.html", b"new")
            output.put("b/index.html", b"new")
            (tmp_path / "b").write_bytes(b"mine")
            assert output.commit() is None
            assert codes(output.findings) == ["output-foreign-file"]
        assert everything(tmp_path) == {"b": b"mine"}


class TestRefusals:
    """Where and what is never written."""

    @pytest.mark.parametrize(
        "out", [".", "..", "content", "content/articles", "seeds", "seeds/new", "x/../content", "door", "/"]
    )
    def test_the_output_keeps_away_from_what_people_wrote(self, tmp_path: Path, out: str) -> None:
        """It must not be, contain or lie in a protected folder, by whatever path, and whether that exists or not."""
        root = tmp_path / "root"
        (root / "content/articles").mkdir(parents=True)
        (root / "door").symlink_to("content")
        before = everything(tmp_path)
        written, findings = build(root / out, SITE, root / "content", root / "seeds", root / "templates")
        assert (written, codes(findings)) == (None, ["output-inside-content"])
        assert everything(tmp_path) == before

    def test_the_output_may_stand_beside_what_people_wrote(self, tmp_path: Path) -> None:
        """A name that begins like a protected one is another."""
        assert build(tmp_path / "content-site", SITE, tmp_path / "content")[1] == ()

    def test_a_file_is_no_output_folder(self, tmp_path: Path) -> None:
        """Nor is a folder below a file, or behind a link that leads in a circle."""
        (tmp_path / "file").write_bytes(b"mine")
        (tmp_path / "one").symlink_to("other")
        (tmp_path / "other").symlink_to("one")
        for name in ("file", "file/site", "one", "other/site"):
            assert codes(build(tmp_path / name, SITE)[1]) == ["output-not-folder"]
        assert everything(tmp_path) == {"file": b"mine", "one": None, "other": None}

    @pytest.mark.parametrize(
        "name",
        [
            *(
                "",
                "/",
                "/etc/passwd",
                "../x",
                "a/../x",
                "a/./x",
                "a//x",
                "a/",
                ".",
                "..",
                "a\\x",
                "c:x",
                "a\0x",
                "a\nx",
            ),
            *("con", "CON.txt", "a/nul.html", "com1", "aux/x", "a?", "a*", "a|b", "a<b", "a.", "a /x", "\u202ea"),
            *(".allegedly/x", ".Allegedly/manifest.json", ".gitkeep", "a/.gitignore", "e\u0301", "\ud800", "a" * 300),
            "/".join("a" * 51),
        ],
    )
    def test_a_name_must_work_on_every_disk(self, tmp_path: Path, name: str) -> None:
        """A bad name is told, at the place an author wrote it, and nothing is written."""
        at = Place("content/articles/a/article.md", 7, 3, 7, 9)
        with Output(tmp_path / "out") as output:
            output.put("index.html", b"home")
            output.put(name, b"x", at)
            assert output.commit() is None
            assert [(finding.code, finding.place) for finding in output.findings] == [("output-name", at)]
        assert everything(tmp_path) == {}

    @pytest.mark.parametrize("name", ["a b.png", ".nojekyll", "é.png", "console.html", "a/b.c/d", "404.html", "com10"])
    def test_names_that_work_everywhere_are_taken(self, tmp_path: Path, name: str) -> None:
        """Spaces, accents and dots are no trouble."""
        assert build(tmp_path, {name: b"x"}) == (Written(new=1), ())

    @pytest.mark.parametrize(
        ("one", "two"), [("a.png", "A.png"), ("é", "É"), ("a", "a/b"), ("a/b", "A"), ("a/b/c", "a/B"), ("ß", "SS")]
    )
    def test_names_that_some_disks_take_for_one_are_told(self, tmp_path: Path, one: str, two: str) -> None:
        """Nor can a file and a folder have one name."""
        for first, second in ((one, two), (two, one)):
            written, findings = build(tmp_path / "out", {first: b"1", second: b"2"})
            assert (written, codes(findings)) == (None, ["output-name-twice"])

    def test_a_file_comes_once(self, tmp_path: Path) -> None:
        """Two pages at one address are told, not overwritten."""
        with Output(tmp_path) as output:
            output.put("a", b"1")
            output.put("a", b"2")
            assert output.commit() is None
            assert codes(output.findings) == ["output-name-twice"]

    @pytest.mark.parametrize("second", ["b/C", "b", "b/c/d", "b/c", "A"])
    def test_names_of_the_last_site_are_looked_at_when_another_comes(self, tmp_path: Path, second: str) -> None:
        """Where only those of the last site come there is nothing to look at, but that none comes twice."""
        build(tmp_path, {"a": b"1", "b/c": b"2"})
        with Output(tmp_path) as output:
            output.keep("a")
            output.put("b/c", b"2")
            output.put(second, b"3")
            assert codes(output.findings) == ["output-name-twice"]
        with Output(tmp_path) as output:
            for name in ("a", "b/c", "d"):
                output.put(name, b"4")
            output.keep("b/c")
            assert codes(output.findings) == ["output-name-twice"]

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"{",
            b"[]",
            b"[" * 100_000,
            json.dumps({"version": 2, "files": {}, "coming": {}}).encode(),
            json.dumps({"version": 1, "files": {"../mine": "0" * 64}, "coming": {}}).encode(),
            json.dumps({"version": 1, "files": {}, "coming": {"/mine": "0" * 64}}).encode(),
            json.dumps({"version": 1, "files": {"a": "no digest"}, "coming": {}}).encode(),
        ],
    )
    def test_a_list_that_cannot_be_trusted_stops_the_build(self, tmp_path: Path, content: bytes) -> None:
        """A damaged list, one of a later version, or one that names files elsewhere, never removes anything."""
        build(tmp_path / "out", SITE)
        (tmp_path / "mine").write_bytes(b"mine")
        (tmp_path / "out/.allegedly/manifest.json").write_bytes(content)
        before = everything(tmp_path)
        written, findings = build(tmp_path / "out", {"index.html": b"new"})
        assert (written, codes(findings)) == (None, ["output-list-damaged"])
        assert everything(tmp_path) == before

    def test_the_house_folder_must_not_be_a_link(self, tmp_path: Path) -> None:
        """Neither list nor stage is written elsewhere."""
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "out").mkdir()
        (tmp_path / "out/.allegedly").symlink_to("../elsewhere")
        assert codes(build(tmp_path / "out", SITE)[1]) == ["output-through-link"]
        assert everything(tmp_path / "elsewhere") == {}


class TestTrouble:
    """Disks that refuse."""

    def test_a_disk_that_is_full_while_staging_leaves_the_last_site(self, tmp_path: Path) -> None:
        """The reason is the system's own, the room taken is given back, and no more is tried."""
        build(tmp_path, SITE)
        before = everything(tmp_path)
        with largest_file(1000):
            written, findings = build(tmp_path, {**SITE, "new": b"n", "large": b"x" * 5000, "next": b"x" * 5000})
        assert (written, codes(findings)) == (None, ["output-failed"])
        assert findings[0].message == "'large' cannot be written: File too large"
        assert everything(tmp_path) == before

    def test_a_disk_that_is_full_while_listing_leaves_the_last_site(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Before the list of names is safe, nothing moves."""
        build(tmp_path, SITE)
        before = everything(tmp_path)

        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, "full")

        monkeypatch.setattr(os, "fsync", full)
        written, [finding] = build(tmp_path, {"index.html": b"new"})
        assert (written, finding.code) == (None, "output-failed")
        assert "No space left on device" in finding.message
        assert everything(tmp_path) == before

    def test_a_disk_that_is_full_while_making_folders_leaves_the_last_site(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """All folders are made before the first file moves; the next build ends what this one began."""
        build(tmp_path, SITE)
        before = site(tmp_path)
        mkdir = os.mkdir

        def full(path: str, *arguments: int) -> None:
            if path.endswith("b/c"):
                raise OSError(errno.ENOSPC, "full")
            mkdir(path, *arguments)

        with monkeypatch.context() as patch:
            patch.setattr(os, "mkdir", full)
            written, findings = build(tmp_path, {**SITE, "index.html": b"new", "b/c/d": b"new"})
        assert (written, codes(findings)) == (None, ["output-failed"])
        assert site(tmp_path) == before
        assert not (tmp_path / "b").exists()
        assert build(tmp_path, SITE) == (Written(unchanged=4), ())
        assert everything(tmp_path).keys() - site(tmp_path).keys() == {
            *(".allegedly", ".allegedly/manifest.json", "articles", "articles/a"),
        }

    def test_a_file_that_cannot_be_moved_does_not_stop_the_rest(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The rest is moved in, nothing is removed, and the next build finishes."""
        build(tmp_path, SITE)
        replace = os.replace

        def stubborn(source: str, target: str) -> None:
            if target.endswith("style.css"):
                raise OSError(errno.EIO, "broken")
            replace(source, target)

        new = {"index.html": b"new", "style.css": b"new", "z.html": b"new"}
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", stubborn)
            written, [finding] = build(tmp_path, new)
        assert (written, finding.code, finding.place.path) == (None, "output-failed", f"{tmp_path}/style.css")
        assert site(tmp_path) == {**SITE, "index.html": b"new", "z.html": b"new"}
        assert build(tmp_path, new) == (Written(changed=1, unchanged=2, removed=2), ())
        assert site(tmp_path) == new

    def test_an_output_without_permission_to_write_is_told(self) -> None:
        """Nothing is left behind, neither in a folder that exists nor beside one that does not."""
        folder = Path(tempfile.mkdtemp())
        folder.chmod(0o555)
        with unprivileged():
            outcomes = [build(folder, SITE), build(folder / "new", SITE)]
        assert everything(folder) == {}
        assert [(written, codes(findings)) for written, findings in outcomes] == [(None, ["output-failed"])] * 2
        assert "Permission denied" in outcomes[0][1][0].message
        shutil.rmtree(folder)


NAMES = st.sampled_from(["a", "a/b", "a/b/c", "a/d", "b", "b/a", "B/x", "c.html", "d/e/f/g"])
SITES = st.lists(st.dictionaries(NAMES, st.sampled_from([b"", b"1", b"22"]), max_size=5), min_size=1, max_size=5)


@given(SITES, st.sampled_from(["", "a", "a/b/mine", "b", "d/e"]))
def test_any_row_of_builds_ends_with_the_last_that_succeeded(row: list[dict[str, bytes]], foreign: str) -> None:
    """Whatever was there before: the tree is the last site that could be written, and what was foreign all along."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        if foreign:
            (out / foreign).parent.mkdir(parents=True, exist_ok=True)
            (out / foreign).write_bytes(b"mine")
        mine, last = site(out), dict[str, bytes]()
        for files in row:
            written, findings = build(out, files)
            last = files if written else last
            assert (written is None) == bool(findings)
            assert site(out) == {**last, **mine}
            if written:
                assert build(out, files)[0] == Written(unchanged=len(files))
