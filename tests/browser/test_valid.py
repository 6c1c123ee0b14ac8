"""Valid HTML, CSS and SVG, for the Nu checker: all files of all sites in one run of it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.browser.pages import html
from tests.child import PROJECT

NU = PROJECT / ".tools/node_modules/vnu-jar/build/dist/vnu.jar"
MEANT = (
    r"Resource violates Content Security Policy \(meta tag\)",  # to the checker, a file on a disk is not 'self'
    r"is not in Unicode Normalization Form C",  # an article's characters are never changed
    # What browsers know and the checker does not, yet: container queries, highlights of ranges, the style a thing
    # begins with, and attributes read as numbers.
    r"CSS: .*“container(-type|-name)?”|“@container”",
    r"CSS: Parse Error.*highlight\(",
    r"CSS: “starting-style”: Parse Error",
    r"CSS: .*Parse Error.*\) \* [.\d]+",
)
"""The complaints that are none to us, each with its reason."""


def complaints(files: Iterable[Path]) -> list[str]:
    """What the Nu checker says about pages, style sheets and pictures; errors and warnings alike."""
    assert NU.is_file(), f"{NU} is missing: `make setup` installs it"
    ran = subprocess.run(
        ["java", "-jar", NU, "--also-check-css", "--also-check-svg", "--format", "json", "--exit-zero-always", *files],
        capture_output=True,
        check=True,
        timeout=300,
    )
    messages = json.loads(ran.stderr)["messages"]
    return [line for line in map(said, messages) if not re.search("|".join(MEANT), line)]


def said(message: Mapping[str, Any]) -> str:
    """A message of the checker in one line."""
    where = f"{message.get('url', '')}:{message.get('lastLine', '')}:{message.get('lastColumn', '')}"
    return f"{where} {message.get('subType', message['type'])}: {message['message']} {message.get('extract', '')!r}"


def test_every_page_style_sheet_and_picture_is_valid(sites: Mapping[str, Path]) -> None:
    """The Nu checker has neither an error nor a warning for any page, style sheet or SVG file of any site."""
    pages = [folder / address for folder in sites.values() for address in html(folder)]
    others = [path for folder in sites.values() for end in ("css", "svg") for path in sorted(folder.rglob(f"*.{end}"))]
    assert len(pages) > 100
    assert {path.suffix for path in others} == {".css", ".svg"}
    found = complaints([*pages, *others])
    assert not found, "\n".join(found)


def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    """A stray tag, a property that does not exist and an unknown element are told, so silence means something."""
    broken = {
        "page.html": "<!doctype html><html lang=en><title>x</title><p></b>",
        "style.css": ".a { .b { colr: red } }",
        "icon.svg": '<svg xmlns="http://www.w3.org/2000/svg"><blob/></svg>',
    }
    for name, text in broken.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = complaints(tmp_path / name for name in broken)
    assert [name for name in broken if not any(name in each for each in found)] == []
