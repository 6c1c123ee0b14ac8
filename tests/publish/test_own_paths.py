"""Folders of the author's computer, however they are written, and what only looks like them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.publish.inspection import own_paths

FOLDER = Path("/home/ann ö/site")


@pytest.mark.parametrize(
    "text",
    [
        "/home/ann ö/site", "see /home/ann ö/site/x.pdf", '"/home/ann ö/site"', "/home/ann%20%C3%B6/site",
        "file:///home/ann%20%C3%B6/site/x", "(/home/ann ö/site)", "path=/home/ann ö/site.",
    ],
)  # fmt: skip
def test_found(text: str) -> None:
    """A folder is found in text, in an address, between quotation marks."""
    pattern = own_paths([FOLDER])
    assert pattern
    assert pattern.search(os.fsencode(text))


@pytest.mark.parametrize(
    "text",
    ["/home/ann ö/sites", "/home/ann ö/site-2", "https://example.org/home/ann ö/site", "home/ann ö/site", "/home"],
)
def test_not_found(text: str) -> None:
    """Another folder, or a path of a web address, is none of ours."""
    pattern = own_paths([FOLDER])
    assert pattern
    assert not pattern.search(os.fsencode(text))


def test_a_folder_at_the_top_of_the_disk() -> None:
    """A short path, which may as well be a page's, is looked for as an address of a file only; the disk never."""
    pattern = own_paths([Path("/site"), Path("/")])
    assert pattern
    assert pattern.search(b"see file:///site/index.html")
    assert not pattern.search(b"see /site/index.html or file:///else")
    assert own_paths([Path("/")]) is None


def test_links_are_followed(tmp_path: Path) -> None:
    """A folder that is reached through a link is looked for under both names."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    pattern = own_paths([tmp_path / "link"])
    assert pattern
    assert pattern.search(os.fsencode(tmp_path / "link/x"))
    assert pattern.search(os.fsencode(tmp_path / "real/x"))
