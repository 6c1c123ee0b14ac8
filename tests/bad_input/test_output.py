"""Disks that are full, folders that may not be written: the last site stays."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bad_input.answers import in_child, make
from tests.child import allegedly, python
from tests.small_sites import SmallSite


@pytest.fixture
def whole(site: Callable[[str], SmallSite]) -> Iterator[SmallSite]:
    """A site that was built once, and has changed since."""
    found = site("annotated")
    make(found)
    text = "\n\n".join(f"Everything has changed {number} times." for number in range(300))
    found.write("content/pages/imprint.md", f"# Imprint\n\n{text}\n")
    yield found
    for path in (found.out, *found.out.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)


@pytest.mark.parametrize("size", [0, 100, 5_000, 20_000])
def test_a_full_disk_leaves_the_last_site(size: int, whole: SmallSite) -> None:
    """Where there is no room the build says so, and not a byte of the last site has changed."""
    before = whole.built()
    ran = in_child(whole, largest_file=size, codes=[1])
    assert "[output-failed]" in ran.err
    assert whole.built() == before


def test_a_read_only_output_leaves_the_last_site(whole: SmallSite) -> None:
    """Where nothing may be written the build says so, and not a byte of the last site has changed."""
    before = whole.built()
    for path in (*sorted(whole.out.rglob("*"), reverse=True), whole.out):
        path.chmod(0o555 if path.is_dir() else 0o444)
    ran = in_child(whole, unprivileged=True, codes=[1])
    assert "[output-failed]" in ran.err
    assert whole.built() == before


@pytest.mark.parametrize(
    ("folder", "code"), [("pages/imprint", 1), ("pages", 0), ("articles/bridge", 0), (".allegedly", 1)]
)
def test_a_folder_that_is_read_only_is_told(folder: str, code: int, whole: SmallSite) -> None:
    """Where a folder that matters may not be written, that is told; the next build heals the site."""
    (whole.out / folder).chmod(0o555)
    ran = in_child(whole, unprivileged=True, codes=[code])
    assert ("[output-failed]" in ran.err) == bool(code)
    (whole.out / folder).chmod(0o755)
    in_child(whole, unprivileged=True, codes=[0])
    assert b"Everything has changed" in whole.built()["pages/imprint/index.html"]


def test_places_where_no_site_can_stand_are_told(whole: SmallSite, tmp_path: Path) -> None:
    """An output below a file, below a folder without permission, or at a device is told."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "shut").mkdir(mode=0o555)
    places = [tmp_path / "file/site", tmp_path / "file", tmp_path / "shut/site", "/dev/null", "/dev/full", "a" * 300]
    for out in (*places, "/proc/site"):
        ran = allegedly("build", "--root", whole.root, "--out", out, unprivileged=True, codes=[1, 2])
        assert "output-" in ran.err, out


def test_a_full_disk_under_the_terminals_log_ends_in_one_line(whole: SmallSite) -> None:
    """Where not even the findings can be written, the program ends with an error and no traceback."""
    whole.write("content/pages/imprint.md", "No headline.\n")
    command = "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:], stdout=open('/dev/full', 'w')).returncode)"
    for form in ("text", "json", "github"):
        ran = python(
            "-c", command, sys.executable, "-m", "builder", "check", "--root", whole.root, "--format", form, codes=[1]
        )
        assert "No space left on device" in ran.err
