"""The seed article on paper: printed to PDF by the browser, and read back.

A run is a piece of text as it stands on a sheet: words, size and place, in points from the lower left corner.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PageObject, PdfReader

from tests.browser.conftest import Opening
from tests.browser.pages import SEED
from tests.child import PROJECT

MARGIN = 13 / 25.4 * 72
"""The narrowest margin of a sheet, in points."""
BODY = 10.5
"""The size of the article's words, in points."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text on a sheet."""

    words: str
    size: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed article: runs and height of each sheet, and what its notes say on the screen, piece by piece."""

    sheets: tuple[tuple[Run, ...], ...]
    heights: tuple[float, ...]
    said: tuple[str, ...]

    def text(self) -> str:
        """All that is printed but the numbers of sheets, without white space."""
        return "".join(plain("".join(run.words for run in sheet if run.y >= MARGIN)) for sheet in self.sheets)


def plain(text: str) -> str:
    """Text without white space, ligatures and soft hyphens, as paper may break it anywhere."""
    return re.sub(r"[\s\u00ad]", "", unicodedata.normalize("NFKC", text))


def _runs(sheet: PageObject) -> tuple[Run, ...]:
    runs: list[Run] = []

    def seen(words: str, place: Sequence[float], matrix: Sequence[float], _font: Any, size: float) -> None:
        if words.strip():
            scale = abs(matrix[3] * place[3])
            x = matrix[4] * place[0] + place[4]
            runs.append(Run(words, size * scale, x, matrix[5] * place[3] + place[5]))

    sheet.extract_text(visitor_text=seen)
    return tuple(runs)


_SAID = """() => [...document.querySelectorAll('.text .note')].flatMap((note) => {
  const walker = document.createTreeWalker(note, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const at = walker.currentNode.parentElement;
    // ways are for screens, the letter and the legend say the kind, and a passage is named by its letter
    if (!at.closest('.ways, .what, .terms > :first-child, .passage q, dt')) found.push(walker.currentNode.data.trim());
  }
  return found.filter(Boolean);
})"""


def _print(browser: Browser, address: str, size: str, script: bool) -> Paper:
    with browser.new_context(java_script_enabled=script) as context:
        page = context.new_page()
        page.goto(address)
        page.evaluate("document.fonts.ready")
        read = PdfReader(io.BytesIO(page.pdf(format=size)))
        said = tuple(page.evaluate(_SAID))
    heights = tuple(float(sheet.mediabox.height) for sheet in read.pages)
    return Paper(tuple(_runs(sheet) for sheet in read.pages), heights, said)


@pytest.fixture(scope="module", params=["A4", "Letter", "A4 without scripts"])
def paper(request: pytest.FixtureRequest, browser: Browser, sites: Mapping[str, Path]) -> Paper:
    """The seed article as it leaves the printer."""
    size, *less = cast("str", request.param).split(maxsplit=1)
    return _print(browser, (sites["content"] / SEED).as_uri(), size, script=not less)


def test_every_note_is_printed(paper: Paper) -> None:
    """Whatever a note says, its remark, words, levels and the names of its chain, stands on paper; economically."""
    text = paper.text()
    assert len(paper.said) > 400
    assert [piece for piece in paper.said if plain(piece) not in text] == []
    assert len(paper.sheets) <= 9


def test_the_article_and_its_legend_come_first(paper: Paper) -> None:
    """The first sheet has headline and legend, letters by their kinds; the words of the article are printed whole."""
    first = plain("".join(run.words for run in paper.sheets[0]))
    kinds = ("A who says it", "H careful word", "C what is said", "X answer", "V own voice")
    assert [kind for kind in kinds if plain(kind) not in first] == []
    original = (PROJECT / "seeds/000_4ad1268d28755e62.txt").read_text(encoding="utf-8")
    headline, *paragraphs = original.split("\n\n")
    sizes = [(run.words, run.size) for sheet in paper.sheets for run in sheet]
    assert plain("".join(words for words, size in sizes if size > 18)) == plain(headline)
    assert plain("".join(words for words, size in sizes if abs(size - BODY) < 0.05)) == plain("".join(paragraphs))


def test_nothing_is_smaller_than_eight_points_or_off_the_sheet(paper: Paper) -> None:
    """No run of text is smaller than 8 pt; none but the number of the sheet stands in its margins."""
    for sheet, height in zip(paper.sheets, paper.heights, strict=True):
        assert [run for run in sheet if run.size < 7.95] == []
        outside = [run for run in sheet if not MARGIN < run.y < height - MARGIN]
        assert re.fullmatch(r"\d+/\d+", plain("".join(run.words for run in outside))), outside


def test_nothing_of_the_screen_is_printed(paper: Paper) -> None:
    """No button, no way back, no menu and no list of marks: what one cannot press is not there."""
    text = paper.text()
    ours = ("Back to the words", "Link to this note", "Copy link", "Close the note", "Read it another way", "All marks",
            "Show on a projector", "Skip to the content", "Read it again", "Glossary")  # fmt: skip
    assert [words for words in ours if plain(words) in text] == []


def _lines(paper: Paper) -> list[tuple[int, float]]:
    """The lines of the article's body: sheet and height of each, in the order of reading."""
    lines: list[tuple[int, float]] = []
    for number, sheet in enumerate(paper.sheets):
        for y in sorted((run.y for run in sheet if abs(run.size - BODY) < 0.05), reverse=True):
            if not lines or lines[-1][0] != number or lines[-1][1] - y > 4:
                lines.append((number, y))
    return lines


@pytest.mark.parametrize("paper", ["A4", "Letter"], indirect=True)
def test_every_fifth_line_has_its_number(paper: Paper) -> None:
    """At the end of each fifth line of the body, and nowhere else, stands how many lines there are up to it."""
    lines = _lines(paper)
    edge = max(run.x for sheet in paper.sheets for run in sheet if abs(run.size - BODY) < 0.05)
    found = {
        int(run.words): (number, run.y)
        for number, sheet in enumerate(paper.sheets)
        for run in sheet
        if run.x > edge and run.y > MARGIN and run.words.strip().isdigit() and run.size < 8.1
    }
    assert sorted(found) == list(range(5, len(lines) + 1, 5))
    for number, (sheet, y) in found.items():
        assert sheet == lines[number - 1][0]
        assert abs(y - lines[number - 1][1]) < 5, number


def test_every_paragraph_has_its_number(paper: Paper) -> None:
    """Before the first line of each paragraph stands its number, with and without scripts."""
    found = [
        int(run.words)
        for sheet in paper.sheets
        for run in sorted(sheet, key=lambda run: -run.y)
        if run.x < 68 and run.size < 8.1 and run.words.strip().isdigit()
    ]
    assert found == list(range(1, 19))


def test_lists_are_set_in(open_page: Opening) -> None:
    """Bullets and numbers of a list stand beside the numbers of paragraphs on paper, not upon them."""
    page = open_page("articles/bridge/index.html", site="annotated")
    page.emulate_media(media="print")
    lists = page.locator(".row > :is(ul, ol)")
    assert lists.count() > 0
    for found in lists.all():
        words = found.locator("p").first.evaluate("(words) => words.getBoundingClientRect().left")
        number = found.locator(".number").first.evaluate("(number) => number.getBoundingClientRect().right")
        assert words - number > 20


def test_printing_leaves_no_trace_on_the_screen(sites: Mapping[str, Path], open_page: Opening) -> None:
    """After printing the article's text nodes are what they were: what one selects and searches is whole."""
    page = open_page((sites["content"] / SEED).as_uri())
    before = page.evaluate(_NODES)
    page.pdf()
    assert page.evaluate(_NODES) == before
    assert page.evaluate("document.documentElement.className") == ""


_NODES = """() => {
  const walker = document.createTreeWalker(document.querySelector('[data-text]'), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode.data);
  return found;
}"""


@pytest.mark.parametrize("colour", ["color", "borderTopColor", "textDecorationColor"])
def test_one_bit_is_enough(
    colour: Literal["color", "borderTopColor", "textDecorationColor"], sites: Mapping[str, Path], open_page: Opening
) -> None:
    """Text and lines are black on paper and nothing is tinted: a copier has no grey to break up into dots."""
    page = open_page((sites["content"] / SEED).as_uri())
    page.emulate_media(media="print")
    assert _colours(page, colour) == []


def _colours(page: Page, colour: str) -> list[str]:
    found: list[str] = page.evaluate(_COLOURED, colour)
    return found


_COLOURED = """(name) => [...document.querySelectorAll('.text *, .after *')].filter((element) => {
  const style = getComputedStyle(element);
  const seen = element.getClientRects().length && element.textContent.trim() && !element.closest('svg');
  const drawn = name === 'borderTopColor' ? style.borderTopStyle !== 'none' && style.borderTopWidth !== '0px'
    : name !== 'textDecorationColor' || style.textDecorationLine !== 'none';
  const tint = style.backgroundColor !== 'rgba(0, 0, 0, 0)' && style.backgroundColor !== 'rgb(255, 255, 255)';
  return seen && (tint || drawn && style[name] !== 'rgb(0, 0, 0)');
}).map((element) => element.outerHTML.slice(0, 90))"""
