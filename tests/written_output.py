"""Building into a folder by hand, and what stands there afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.diagnostics import Finding
from builder.write import Output, Written

HERE = Path(__file__).resolve().parents[1]
Files = Mapping[str, bytes]
SITE: Files = {
    "index.html": b"home",
    "articles/a/index.html": b"A",
    "articles/a/article.json": b"{}",
    "style.css": b"css",
}


def build(
    out: Path, files: Files, *protected: Path, patience: float = 60
) -> tuple[Written | None, tuple[Finding, ...]]:
    """Publishes files, and gives the result and what was found."""
    with Output(out, protected, patience) as output:
        for name, data in files.items():
            output.put(name, data)
        return output.commit(), output.findings


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """What was found, by code."""
    return [finding.code for finding in findings]


def everything(out: Path) -> dict[str, bytes | None]:
    """All that stands in a folder: the bytes of files, None for folders."""
    found = sorted(out.rglob("*"))
    return {path.relative_to(out).as_posix(): path.read_bytes() if path.is_file() else None for path in found}


def site(out: Path) -> dict[str, bytes]:
    """The files in a folder that readers see."""
    return {
        name: data for name, data in everything(out).items() if data is not None and not name.startswith(".allegedly/")
    }


def house(out: Path) -> list[str]:
    """What builds keep in the output for themselves."""
    return sorted(path.name for path in (out / ".allegedly").iterdir())


def python(script: str, *arguments: str) -> subprocess.Popen[str]:
    """A program of its own that has this project's package."""
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)


@pytest.fixture(autouse=True)
def nobody_pulls_the_plug(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for the disk would only make tests slow."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
