"""Small sites written out in a golden case, and what the program says about them.

The inputs of a case are files below the site's root; four short names stand for the usual places:

    article.md   claims.yaml     content/articles/budget/…
    site.yaml    sources.yaml    content/…

After a name, `(bytes)` says that `\\xNN` in the text is one byte. A name that ends in `/` is an empty folder. The input
`commands` says what is typed, one command a line, each shown before its answer; without it that is `allegedly check`.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main

_ARTICLE = "content/articles/budget"
PLACES: Mapping[str, str] = {
    "article.md": f"{_ARTICLE}/article.md",
    "claims.yaml": f"{_ARTICLE}/claims.yaml",
    "site.yaml": "content/site.yaml",
    "sources.yaml": "content/sources.yaml",
}
_BYTE = re.compile(rb"\\x([0-9A-Fa-f]{2})")
_CODE = re.compile(r"\b(?:error|warning|suggestion)\[([a-z0-9-]+)\]|\"code\": \"([a-z0-9-]+)\"|\btitle=([a-z0-9-]+)::")


def write(inputs: Mapping[str, str], root: Path) -> None:
    """Write the files of a case below a folder."""
    (root / "content").mkdir()
    for name, text in inputs.items():
        if name != "commands":
            _write(root / PLACES.get(_plain(name), _plain(name)), name, text)


def _plain(name: str) -> str:
    return name.removesuffix(" (bytes)")


def _write(path: Path, name: str, text: str) -> None:
    if name.endswith("/"):
        path.mkdir(parents=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    data = text.encode()
    if name.endswith(" (bytes)"):
        data = _BYTE.sub(lambda found: bytes([int(found[1], 16)]), data)
    path.write_bytes(data)


def told(inputs: Mapping[str, str], root: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """All that the program says about a case written to `root`, as it is typed in that folder.

    A traceback is the test's; an exit code that does not fit what was said is, too.
    """
    write(inputs, root)
    monkeypatch.chdir(root)
    typed = inputs.get("commands")
    if typed is None:
        return run("allegedly check")
    return "".join(f"$ {line}\n{run(line)}" for line in typed.splitlines())


def run(line: str) -> str:
    """What the program says when a line is typed, complaints first; an exception that escapes is the caller's."""
    program, *arguments = shlex.split(line)
    assert program == "allegedly"
    result = CliRunner().invoke(main, arguments, prog_name=program, catch_exceptions=False)
    said = result.stderr + result.stdout
    assert result.exit_code == _exit_code(arguments[0], said), said
    return said


def _exit_code(command: str, output: str) -> int:
    """The exit code that fits what was said: 2 for wrong usage, 1 for errors of authors, else 0."""
    if output.startswith("Usage:"):
        return 2
    told = re.search(r"\berror\[|\"severity\": \"error\"|^::error ", output, re.MULTILINE)
    return 1 if told and command != "explain" else 0


def codes(output: str) -> set[str]:
    """The codes of the rules that some output names, in whichever form it was printed."""
    return {next(filter(None, found)) for found in _CODE.findall(output)}
