"""What the tests of the search share: small sites to search in, and the data as the page's script reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builder.cli import main
from tests.small_sites import SmallSite

PROJECT = Path(__file__).parents[1]
_SCRIPT = re.compile(
    r'\(function \(\) \{\n"use strict";\nglobalThis\.allegedlySearch(?: = \[(.*)\]|\.push\((.*)\));\n\}\)\(\);\n',
    re.DOTALL,
)
SOURCES = """sources:
  mayor: {name: the mayor, kind: person, also: [Ida Brandt]}
  police: {name: "police <officers>", kind: unnamed, about: "“They” & others."}
"""


def built(whole: SmallSite) -> dict[str, bytes]:
    """The files of a site that has no errors."""
    result = whole.run(main, "build", "--no-cache", "--jobs", "1", "--root", str(whole.root), "--out", str(whole.out))
    assert result.exit_code == 0, result.output
    return whole.built()


def project(folder: Path) -> SmallSite:
    """The site of this project itself, to be built into a folder."""
    return SmallSite(PROJECT, folder / "site")


def small(folder: Path, articles: Mapping[str, str], site: str = "") -> SmallSite:
    """A site of some articles by slug, each in Markdown from its headline on; `site` goes into site.yaml.

    The claims they name are declared, each saying its own id; the sources are `mayor` and `police`.
    """
    whole = SmallSite(folder / "root", folder / "site")
    whole.write("content/site.yaml", f"title: Small\n{site}")
    whole.write("content/sources.yaml", SOURCES)
    for slug, text in articles.items():
        whole.write(f"content/articles/{slug}/article.md", text if text.startswith("---") else f"---\n---\n{text}")
        claims = dict.fromkeys(re.findall(r"ref=([\w-]+)", text))
        lines = "".join(f"  {claim}: {{says: 'It says {claim}.'}}\n" for claim in claims)
        whole.write(f"content/articles/{slug}/claims.yaml", f"claims:\n{lines}" if lines else "claims: {}\n")
    return whole


def parts(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """The parts of the data in the order in which the script reads them, each checked to be one closed function."""
    found, name = [], "data.js"
    while name:
        match = _SCRIPT.fullmatch(files[f"search/{name}"].decode("utf-8"))
        assert match is not None, name
        assert (match[1] is not None) == (name == "data.js"), "only the first part sets the name"
        found.append(json.loads(match[1] or match[2]))
        name = found[-1]["next"]
    return found


def together(files: Mapping[str, bytes], group: str) -> list[Any]:
    """The records of one group, of all parts."""
    return [record for part in parts(files) for record in part[group]]
