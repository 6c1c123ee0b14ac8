"""The site works wherever it lies: from a disk, at the root of a host, in a folder below it; without scripts too.

Every page here is watched (see `conftest.py`): an error in the console, a file that is not there, or a request to
anybody else fails its test.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.pages import SAMPLES, SEED, served

WHERE = ("disk", "root", "folder")
PAGES = tuple(sample.address for sample in SAMPLES if sample.site == "content" and sample.address != "404.html")
"""A page of each type; 404.html is shown in place of others, and stands at the root that `base_url` names."""

Base = Callable[[str], str]


@pytest.fixture(scope="module")
def base(sites: Mapping[str, Path]) -> Iterator[Base]:
    """The address of this project's site `from` a disk, the root of a host, or a folder of it; ends in a slash."""
    folder = sites["content"]
    with ExitStack() as stack:
        known = {
            "disk": f"{folder.as_uri()}/",
            "root": stack.enter_context(served(folder)),
            "folder": stack.enter_context(served(folder, "/project/site/")),
        }
        yield known.__getitem__


def loaded(page: Page) -> Mapping[str, object]:
    """What a page has of the files it asks for: its look, the face of its text, and every picture."""
    found: Mapping[str, object] = page.evaluate(
        """async () => {
          await document.fonts.ready;
          return {
            look: getComputedStyle(document.documentElement).getPropertyValue('--paper') !== '',
            face: [...document.fonts].some((face) => face.status === 'loaded'),
            lost: [...document.images].filter((image) => image.complete && !image.naturalWidth)
              .map((image) => image.src),
          };
        }"""
    )
    return found


@pytest.mark.parametrize("where", WHERE)
def test_every_type_of_page_is_complete(where: str, base: Base, open_page: Opening) -> None:
    """Style, type face and pictures are there on every type of page, wherever the site lies."""
    page = open_page("about:blank")
    for address in PAGES:
        page.goto(base(where) + address)
        assert loaded(page) == {"look": True, "face": True, "lost": []}, address


@pytest.mark.parametrize("where", WHERE)
def test_one_finds_the_way(where: str, base: Base, open_page: Opening) -> None:
    """By links alone: from home to an article, a note, its source, a claim, an explanation of words, and home again."""
    page = open_page(base(where) + "index.html")
    page.get_by_role("link", name="Ukrainian Troops Reportedly Deserting").first.click()
    here(page, base(where), SEED)
    letter = page.locator(".text a.letter.attribution").first
    note = page.locator(letter.get_attribute("href") or "")
    letter.click()
    note.locator("a[href*='/sources/']").first.click()
    here(page, base(where), r"sources/[\w-]+/index\.html")
    page.locator("main a[href*='claims/']").first.click()
    here(page, base(where), r"claims/[\w-]+/[\w-]+/index\.html")
    page.locator("a[href*='glossary/']").first.click()
    here(page, base(where), r"glossary/index\.html")
    page.locator(".wordmark").click()
    here(page, base(where), r"index\.html")


def here(page: Page, base: str, address: str) -> None:
    """The page shown is the one at an address below the site's root."""
    expect(page).to_have_url(re.compile(f"{re.escape(base)}{address}(#.*)?"))


@pytest.mark.parametrize("width", [390, 1280])
def test_without_scripts_every_letter_opens_its_note(
    width: int, sites: Mapping[str, Path], base: Base, open_page: Opening
) -> None:
    """With scripts switched off, whoever follows the letter of a mark reads its note, at once and in view."""
    data = json.loads((sites["content"] / SEED).with_name("article.json").read_text(encoding="utf-8"))
    page = open_page(base("disk") + SEED, width=width, script=False)
    assert len(data["marks"]) > 50
    for mark in data["marks"]:
        page.locator(f'.text a.letter[href="#n-{mark["id"]}"]').first.click()
        shown = page.evaluate(_SHOWN, f"n-{mark['id']}")
        assert shown["visible"], mark["id"]
        assert shown["inView"], mark["id"]
        assert folded(mark["note"] or "") in folded(shown["text"]), mark["id"]


_SHOWN = """(id) => {
  const body = document.getElementById(id).querySelector('.body');
  const box = body.getBoundingClientRect();
  return {
    visible: body.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true }),
    inView: box.height > 0 && box.top < innerHeight && box.bottom > 0 && box.left >= 0 && box.right <= innerWidth + 1,
    text: body.innerText,
  };
}"""


def folded(text: str) -> str:
    """A text with its white space as single spaces."""
    return " ".join(text.split())
