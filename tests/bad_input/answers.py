"""What bad input must end in: errors at places inside their files, or a correct page. Never anything else."""

from __future__ import annotations

import json
from pathlib import Path

from builder.cli import main
from tests import built
from tests.child import Ran, allegedly
from tests.small_sites import SmallSite

ARTICLE = "content/articles/ferry/article.md"
CLAIMS = "content/articles/ferry/claims.yaml"
OK = "# The ferry is late\n\nIt will leave an hour later.\n"
SECRET = "nobody may ever read this"  # noqa: S105 - the text of a file beside the site


def errors(whole: SmallSite) -> set[str]:
    """The codes of the errors that `check` finds. Without errors the site is built, and must be correct."""
    checked = whole.run(main, "check", "--root", str(whole.root), "--format", "json")
    findings = json.loads(checked.output)
    codes = {item["code"] for item in findings if item["severity"] == "error"}
    assert checked.exit_code == (1 if codes else 0)
    assert [item for item in findings if not is_inside(whole.root, item)] == []
    if not codes:
        make(whole)
        assert_correct(whole.built())
    return codes


def is_inside(root: Path, finding: dict[str, str | int]) -> bool:
    """Whether the place of a finding, as the JSON tells it, lies inside its file."""
    line, column, end_line, end_column = (int(finding[key]) for key in ("line", "column", "end_line", "end_column"))
    if line == 0:
        return (column, end_line, end_column) == (0, 0, 0)
    text = (root / str(finding["file"])).read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return (
        1 <= line <= end_line <= len(lines)
        and 1 <= column <= len(lines[line - 1]) + 1
        and 1 <= end_column <= len(lines[end_line - 1]) + 2
        and (line, column) <= (end_line, end_column)
    )


def assert_correct(files: built.Files) -> None:
    """Built pages show their articles' words, lead nowhere wrong, fetch and run nothing, and give nothing away."""
    assert built.dangling({**files, "404.html": b""}, "https://example.org/") == []
    assert built.doubled_ids(files) == []
    assert built.unsafe(files) == []
    assert [name for name, data in files.items() if SECRET.encode() in data] == []
    for name, data in files.items():
        if name.endswith("article.json"):
            page = built.page(files[name.replace("article.json", "index.html")])
            assert page.words.split() == json.loads(data)["text"].split()


def make(whole: SmallSite) -> None:
    """Build a site that has no errors, in this process."""
    made = whole.run(main, "build", "--root", str(whole.root), "--out", str(whole.out))
    assert made.exit_code == 0, made.output


def in_child(whole: SmallSite, command: str = "build", **options: object) -> Ran:
    """Check or build a site in a process with limits; options as for `tests.child.python`."""
    out = ["--out", whole.out] if command == "build" else []
    return allegedly(command, "--root", whole.root, *out, **options)
