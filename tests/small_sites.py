"""Whole small sites, copied from `tests/sites/` to where a test may change and build them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import click
from click.testing import CliRunner, Result

from builder.cli import main

SITES = Path(__file__).parent / "sites"

Snapshot = dict[str, tuple[bytes, int]]
"""Bytes and time stamp of everything below a folder, by name."""


@dataclass(frozen=True, slots=True)
class SmallSite:
    """A site of its own: `root` holds content/, seeds/ and templates/; `out` is where it is built, not yet there."""

    root: Path
    out: Path

    def run(self, command: click.Command, *arguments: str) -> Result:
        """Run the command line in this process; an exception that escapes it is the test's."""
        return CliRunner().invoke(command, arguments, catch_exceptions=False)

    def write(self, path: str, text: str) -> None:
        """Write a file of the site, byte for byte."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def built(self) -> dict[str, bytes]:
        """Every file that was built, by its path below `out`."""
        files = sorted(path for path in self.out.rglob("*") if path.is_file())
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in files}


def copied(name: str, folder: Path) -> SmallSite:
    """A copy, below `folder`, of the site `tests/sites/<name>`; links stay links."""
    root = folder / name
    shutil.copytree(SITES / name, root, symlinks=True, ignore=shutil.ignore_patterns(".cache"))
    return SmallSite(root, folder / f"{name}-site")


def built_into(whole: SmallSite, *options: str) -> str:
    """Build a site that has no errors; returns what was said."""
    result = whole.run(main, "build", "--root", str(whole.root), "--out", str(whole.out), *options)
    assert result.exit_code == 0, result.output
    return result.output


def refused(whole: SmallSite) -> str:
    """Build a site that has errors; returns what was said."""
    result = whole.run(main, "build", "--root", str(whole.root), "--out", str(whole.out))
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    return result.output


def snapshot(folder: Path) -> Snapshot:
    """Every file and folder below a folder: bytes and time stamp; of the program's own folder only the files."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name != ".allegedly":
            found[name] = (path.read_bytes() if path.is_file() else b"", path.stat().st_mtime_ns)
    return found
