"""What a phone has to fetch before the heaviest article can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import brotli
import pytest

from tests import built

SEED = "articles/troops-reportedly-deserting/index.html"
MOST = 40_960
"""Bytes of page, style sheets and scripts together, compressed; fonts aside."""


@pytest.fixture(scope="module")
def files(own_site: Path) -> Mapping[str, bytes]:
    """The files of the site of this project."""
    return {path.relative_to(own_site).as_posix(): path.read_bytes() for path in own_site.rglob("*") if path.is_file()}


def test_the_heaviest_article_is_light(files: Mapping[str, bytes]) -> None:
    """The seed article with the style sheets and scripts that its page asks for weighs at most 40 kB."""
    page = built.page(files[SEED])
    asked = [tag.attributes["href"] for tag in page.all("link") if tag.attributes.get("rel") == "stylesheet"]
    asked += [tag.attributes["src"] for tag in page.all("script")]
    assert len(asked) >= 4
    parts = {SEED: files[SEED]} | {name: files[re.sub(r"^(?:\.\./)+", "", name)] for name in asked}
    weights = {Path(name).name: len(brotli.compress(data, quality=11)) for name, data in parts.items()}
    assert sum(weights.values()) <= MOST, weights


def test_the_text_face_is_light(files: Mapping[str, bytes]) -> None:
    """All fonts together weigh at most 60 kB."""
    assert 0 < sum(len(data) for name, data in files.items() if name.endswith(".woff2")) <= 61_440
