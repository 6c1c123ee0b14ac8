"""The longest article anybody should have to read: over 6,000 words with 500 marks, and own voice besides."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opening
from tests.search_sites import built, small

PARAGRAPHS = 50
SENTENCES = ("bridge", "harbour", "school", "museum", "library")
"""What the sentences of a paragraph are about: two marks in each, so ten marks a paragraph."""

_FILLER = "and nobody in the whole town who was asked about it on that day could say why it came so late"
_PLACES = """() => {
  const letters = [...document.querySelectorAll('.text a.letter')];
  const notes = letters.map((letter) => document.getElementById(letter.hash.slice(1)).getBoundingClientRect());
  const middle = (box) => (box.top + box.bottom) / 2;
  const sorted = [...notes].sort((a, b) => a.top - b.top);
  let over = 0;
  for (const [n, note] of sorted.entries())
    for (const other of sorted.slice(n + 1, n + 20))
      over += other.top < note.bottom - 1 && other.left < note.right - 1 && note.left < other.right - 1;
  const far = letters.map((letter, n) => Math.abs(middle(letter.getBoundingClientRect()) - middle(notes[n])));
  const edge = Math.max(...[...document.querySelectorAll('.row > :first-child')]
    .map((block) => block.getBoundingClientRect().right));
  return {count: notes.length, over, far: Math.max(...far), inText: notes.filter((note) => note.left < edge).length};
}"""


def _paragraph(paragraph: int) -> str:
    """A paragraph of ten marks."""
    said = []
    for number, about in enumerate(SENTENCES):
        words = f"the {about} of district {paragraph} [may]{{.h}} need {number} years"
        said.append(f"[{words}]{{.c ref={about}}}")
    first, second, third, fourth, fifth = said
    return (
        f"[The mayor of {paragraph} said]{{.a source=mayor}} that {first}, {_FILLER}. Then again {second}, {_FILLER}. "
        f"There {third}, {_FILLER}. And so {fourth}, {_FILLER}, as {fifth.replace('[may]{.h}', 'may')}."
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the long article lies."""
    text = "# A long story\n\n" + "\n\n".join(_paragraph(number) for number in range(1, PARAGRAPHS + 1))
    site = small(tmp_path_factory.mktemp("long"), {"long": text})
    built(site)
    return (site.out / "articles/long/index.html").as_uri()


def test_every_note_finds_its_place(address: str, open_page: Opening) -> None:
    """On a desk 500 closed notes stand beside the text, none over another, each within three lines of its mark."""
    page = open_page(address, width=1400, height=900)
    expect(page.locator(".text.placed")).to_have_count(1)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(200)
    blocks = page.locator(".text .row > :first-child").all_inner_texts()
    assert len(" ".join(blocks).split()) >= 6_000
    places = page.evaluate(_PLACES)
    assert places["count"] >= 500
    assert places["over"] == 0
    assert places["inText"] == 0
    assert places["far"] <= 3 * 34


@pytest.mark.parametrize("width", [390, 1400])
def test_any_note_opens(width: int, address: str, open_page: Opening) -> None:
    """First, middle and last mark open their notes, and the way to the next one is as short as ever."""
    page = open_page(address, width=width, height=844, reduced_motion="reduce")
    letters = page.locator(".text a.letter")
    for number in (0, 250, letters.count() - 2):
        letter = letters.nth(number)
        letter.click()
        expect(letter).to_have_attribute("aria-expanded", "true")
        page.get_by_role("button", name="Next mark").click()
        expect(letters.nth(number + 1)).to_have_attribute("aria-expanded", "true")
        expect(page.locator(".note[open] .body, .sheet .body")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".note[open], .sheet")).to_have_count(0)
