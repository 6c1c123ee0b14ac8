"""The guide for annotators tells the truth: its examples work as they stand, all of them in one article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from builder.rules.claim_rules import NOTE_LONG
from builder.validate.notes import LONGEST
from tests.child import PROJECT, allegedly
from tests.small_sites import SmallSite

GUIDE = (PROJECT / "content" / "pages" / "annotate.md").read_text(encoding="utf-8")
ARTICLE = "content/articles/guide"


def blocks(language: str) -> list[str]:
    """The examples of the guide in a language, in their order."""
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    return found


def named(key: str, text: str) -> set[str]:
    """Every id that a key of a mark names."""
    found = re.findall(rf'\b{key}=(?:"([^"]*)"|([\w-]+))', text)
    return {name for quoted, plain in found for name in re.split(r"[\s<+]+", quoted or plain) if name}


@pytest.fixture
def written(tmp_path: Any) -> SmallSite:
    """A site with one article of all examples; what they name and the guide does not declare is declared here."""
    text = "\n".join(blocks("markdown"))
    data: dict[str, Any] = {}
    for block in blocks("yaml"):
        for key, value in yaml.safe_load(block).items():
            data.setdefault(key, {}).update(value)
    claims: dict[str, Mapping[str, Any]] = {name: {"says": "It is so."} for name in sorted(named("ref", text))}
    answers = {"answers": [{"how": "denies", "claims": [min(claims)]}]}
    claims |= {name: {"says": "No.", **answers} for name in re.findall(r"\]\{\.x[^}]*ref=([\w-]+)", text)}
    data["claims"] = claims | data.get("claims", {})
    sources = {name: {"name": name, "kind": "unnamed"} for name in named("source", text) | named("owner", text)}
    site = SmallSite(tmp_path / "guide", tmp_path / "site")
    site.write("content/site.yaml", "title: The guide\n")
    site.write(
        "content/sources.yaml", yaml.safe_dump({"sources": {k: v for k, v in sources.items() if k != "article"}})
    )
    site.write(f"{ARTICLE}/article.md", f"# Everything in the guide\n\n{text}")
    site.write(f"{ARTICLE}/claims.yaml", yaml.safe_dump(data))
    return site


def test_the_examples_work_as_they_stand(written: SmallSite) -> None:
    """Every example of the guide is understood: `check` finds no error in them, wherever they stand."""
    assert len(blocks("markdown")) > 5
    assert len(blocks("yaml")) > 1
    said = allegedly("check", "--root", written.root)
    assert "error[" not in said.out, said.out
    assert said.code == 0


def test_the_marks_of_the_examples_are_found(written: SmallSite) -> None:
    """What the guide marks is marked: each example gives at least one mark."""
    listed = allegedly("marks", "guide", "--root", written.root, codes=[0]).out
    assert sum(line.lstrip().startswith(("a-", "h-", "c-", "x-")) for line in listed.splitlines()) >= len(
        blocks("markdown")
    )


def test_the_length_of_notes_is_told_alike() -> None:
    """Guide and rule name the same length to aim at, and the length from which authors are warned."""
    said = f"{NOTE_LONG.why} {NOTE_LONG.fix}"
    for words in ("aim at twenty words", f"we warn from {LONGEST + 1}"):
        assert words in said.lower()
        assert words in GUIDE.lower()
