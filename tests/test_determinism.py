"""The same input makes the same bytes: on any machine, in any order of files, with any number of workers."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from builder.pipeline.build import build
from builder.pipeline.crew import Crew
from tests.child import PROJECT, allegedly, python
from tests.small_sites import SITES

SITE = SITES / "annotated"


def files(out: Path) -> dict[str, bytes]:
    """Every file that was built, the program's own list included."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the site, built where it lies."""
    out = tmp_path_factory.mktemp("expected") / "site"
    allegedly("build", "--root", SITE, "--out", out, codes=[0])
    found = files(out)
    assert len(found) > 40
    return found


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "4000000000", "TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "", "PYTHONUTF8": "0"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "TZ": "Nowhere/At-All"},
        {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
        {"PYTHONOPTIMIZE": "2", "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "20", "NO_COLOR": "1"},
    ],
    ids=["seed and time zone", "plain C locale", "no UTF-8 at all", "Turkish", "asserts off"],
)
def test_surroundings_do_not_matter(
    surroundings: Mapping[str, str], expected: dict[str, bytes], tmp_path: Path
) -> None:
    """Hash seed, locale, time zone, encoding of the system, optimisation: the bytes are the same."""
    allegedly("build", "--root", SITE, "--out", tmp_path / "site", env=surroundings, codes=[0])
    assert files(tmp_path / "site") == expected


def test_the_order_and_age_of_files_does_not_matter(expected: dict[str, bytes], tmp_path: Path) -> None:
    """The same files, made in another order, at another time, at another place of another name."""
    paths = sorted(path for path in SITE.rglob("*") if path.is_file())
    random.Random(7).shuffle(paths)  # noqa: S311 - any order does
    root = tmp_path / "somewhere else ü" / "a copy"
    for path in paths:
        copy = root / path.relative_to(SITE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    out = tmp_path / "out ’s" / "deep" / "site"
    allegedly("build", "--root", root, "--out", out, codes=[0])
    assert files(out) == expected


def test_the_way_to_a_site_does_not_matter(expected: dict[str, bytes], tmp_path: Path) -> None:
    """From inside the site, by a relative path, or through a symbolic link: the bytes are the same."""
    shutil.copytree(SITE, tmp_path / "copy")
    (tmp_path / "link").symlink_to("copy", target_is_directory=True)
    allegedly("build", cwd=tmp_path / "copy", codes=[0])
    assert files(tmp_path / "copy/site") == expected
    allegedly("build", "--root", "../link", "--out", "../by link", cwd=tmp_path / "copy", codes=[0])
    assert files(tmp_path / "by link") == expected


def test_a_second_build_of_the_same_process_is_like_the_first(expected: dict[str, bytes], tmp_path: Path) -> None:
    """What one build leaves in memory does not show in the next, whatever site was built in between."""
    for number, root in enumerate([SITE, SITES / "themed", SITES / "partial", SITE]):
        assert build(root, tmp_path / str(number)).written is not None
    assert files(tmp_path / "0") == expected
    assert files(tmp_path / "3") == expected


@pytest.mark.parametrize("workers", ["threads", "processes"])
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_the_number_of_workers_does_not_matter(workers: str, expected: dict[str, bytes], tmp_path: Path) -> None:
    """Articles may be read, and pages made, by any executor."""
    kind = ThreadPoolExecutor if workers == "threads" else ProcessPoolExecutor
    crew = Crew(3, lambda: kind(3))
    assert build(SITE, tmp_path / "site", crew=crew).written is not None
    assert files(tmp_path / "site") == expected


def test_a_detour_leads_to_the_same_site(expected: dict[str, bytes], tmp_path: Path) -> None:
    """A site that was another one before is, once rebuilt, the same as one built afresh."""
    out = tmp_path / "site"
    for root in (SITES / "themed", SITES / "minimal", SITE):
        allegedly("build", "--root", root, "--out", out, codes=[0])
    assert files(out) == expected


def test_two_builds_at_once_make_one_site(expected: dict[str, bytes], tmp_path: Path) -> None:
    """Builds that run at the same time into one folder wait for each other; the result is whole."""
    code = (
        "import subprocess, sys\n"
        "command = [sys.executable, '-m', 'builder', 'build', *sys.argv[1:]]\n"
        "running = [subprocess.Popen(command) for _ in range(3)]\n"
        "sys.exit(max(child.wait() for child in running))\n"
    )
    python("-c", code, "--root", SITE, "--out", tmp_path / "site", codes=[0])
    assert files(tmp_path / "site") == expected


def test_the_site_of_this_project_is_the_same_everywhere(tmp_path: Path) -> None:
    """The real content, too: two builds with other seeds, locales and time zones are equal."""
    for name, surroundings in {
        "one": {"PYTHONHASHSEED": "3", "TZ": "Asia/Kolkata"},
        "two": {"PYTHONHASHSEED": "5", "TZ": "America/Caracas", "LC_ALL": "C", "PYTHONUTF8": "0"},
    }.items():
        allegedly("build", "--root", PROJECT, "--out", tmp_path / name, env=surroundings, codes=[0])
    assert files(tmp_path / "one") == files(tmp_path / "two")
