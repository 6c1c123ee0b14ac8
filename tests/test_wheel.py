"""An installed wheel builds a site: no checkout, nothing but what the wheel depends on, no network."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import built
from tests.child import PROJECT

DEPENDENCIES = PROJECT / ".tools" / "wheels"
"""Where `make setup` puts the wheels of all that a wheel of ours depends on."""


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment in which the wheel is installed, and an empty folder somebody works in."""

    programs: Path
    desk: Path

    def run(self, program: str, *arguments: object) -> str:
        """Run a program of the environment, as somebody who has never seen this repository; returns what it said."""
        ran = subprocess.run(
            [self.programs / program, *map(str, arguments)],
            cwd=self.desk, env=surroundings(), capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, f"{program} {arguments}: {ran.stdout}{ran.stderr}"
        return ran.stdout


def surroundings() -> Mapping[str, str]:
    """The variables of this process, without those that lead Python to this checkout."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "PIP_"))}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(PROJECT)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, installed into an empty environment."""
    if not any(DEPENDENCIES.glob("*.whl")):
        pytest.fail(f"there are no wheels in {DEPENDENCIES}: `make setup` puts them there")
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "environment", with_pip=False, symlinks=True)
    programs = folder / "environment" / "bin"
    command = [
        *(sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "--quiet", "--no-index"),
        *("--disable-pip-version-check", "--find-links", str(DEPENDENCIES), str(wheel)),
    ]
    ran = subprocess.run(command, env=surroundings(), capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (folder / "desk").mkdir()
    return Installed(programs, folder / "desk")


def test_a_wheel_holds_the_package_and_the_templates_alone(wheel: Path) -> None:
    """Package, data files, templates and licence; no tests, no content, no folder that is not ours."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    kept = {path.relative_to(PROJECT).as_posix() for path in (PROJECT / "templates").rglob("*") if path.is_file()}
    assert {f"builder/{name}" for name in kept} <= set(names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"builder", "allegedly"}
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert "builder/export/article.schema.json" in names


def test_an_installed_wheel_builds_a_site_elsewhere(installed: Installed) -> None:
    """A site and an article begun with the installed program are built, with styles and scripts, elsewhere."""
    assert installed.run("allegedly", "--version").startswith("allegedly ")
    installed.run("allegedly", "new", "site", "mine")
    words = installed.desk / "bridge.txt"
    words.write_text("Is the bridge safe?\n\nThe mayor said that it is.\n", encoding="utf-8")
    installed.run("allegedly", "new", "article", "bridge", "--root", "mine", "--from", words)
    installed.run("python", "-m", "builder", "build", "--root", "mine")
    site = installed.desk / "mine" / "site"
    page = built.page((site / "articles" / "bridge" / "index.html").read_bytes())
    assert "The mayor said that it is." in page.words
    assert [name for name in ("style.css", "article.js") if not any(site.rglob(f"*{name}"))] == []


def test_the_installed_program_is_not_the_checkout(installed: Installed) -> None:
    """What runs there is what the wheel held, so the test above proves something."""
    where = installed.run("python", "-c", "import builder; print(builder.__file__)").strip()
    assert Path(where).is_relative_to(installed.programs.parent)
