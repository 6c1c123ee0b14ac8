"""The proof sheet beside a page of the preview."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import top
from tests.browser.preview.conftest import LONG, Open, resumed
from tests.serve.conftest import FERRY, Serving


def test_the_proof_sheet_is_one_key_away(serving: Serving, open_tab: Open) -> None:
    """The key p opens the proof sheet and closes it; it stays open, and up to date, while one writes."""
    page = open_tab()
    page.keyboard.press("p")
    proof = page.get_by_role("dialog", name="Proof sheet: The ferry")
    expect(proof).to_be_visible()
    expect(proof).to_contain_text("39 hedges")
    serving.write(FERRY, LONG.replace("[might]{.h}", "might", 1))
    resumed(page)
    expect(page.get_by_role("dialog", name="Proof sheet: The ferry")).to_contain_text("38 hedges")
    page.keyboard.press("p")
    expect(proof).to_be_hidden()
    page.get_by_role("button", name="Proof sheet").click()
    expect(proof).to_be_visible()
    page.keyboard.press("Escape")
    expect(proof).to_be_hidden()
    expect(page.get_by_role("button", name="Proof sheet")).to_be_focused()


def test_long_lines_of_the_proof_sheet(open_tab: Open) -> None:
    """What the sheet says of a mark is one text in the browser, though it is broken into lines as it comes."""
    page = open_tab()
    page.keyboard.press("p")
    first = page.get_by_role("dialog", name="Proof sheet").locator("section").first
    expect(first).to_contain_text("in its sentence there is none, or more than one); the article is careful")
    expect(first.locator("li")).to_have_count(0)


def test_the_key_is_the_previews_while_a_note_is_open(open_tab: Open) -> None:
    """Where a note is open, p opens the proof sheet as well; the note stays open."""
    page = open_tab()
    letter = page.locator(".row .letter[aria-label]").nth(2)
    letter.click()
    expect(letter).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("p")
    expect(page.get_by_role("dialog", name="Proof sheet: The ferry")).to_be_visible()
    expect(letter).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("width", [900, 1056, 1280, 1600])
def test_the_proof_sheet_stands_beside_the_page(open_tab: Open, width: int) -> None:
    """The page makes room for the sheet: nothing of it lies below, text and notes keep theirs, the upper line stays."""
    page = open_tab(width=width)
    line = page.locator(".row > p[id]").nth(10)
    line.evaluate("(element) => element.scrollIntoView()")
    before = top(line)
    page.keyboard.press("p")
    proof = page.get_by_role("dialog", name="Proof sheet: The ferry")
    expect(proof).to_be_visible()
    edge = proof.bounding_box()
    assert edge is not None
    assert abs(top(line) - before) < 4
    rows = ".row > p, .row .note" if width >= 1056 else ".row > p"
    boxes = "(all) => all.map((one) => one.getBoundingClientRect()).map(({ right, width }) => [right, width])"
    for right, wide in page.locator(rows).evaluate_all(boxes):
        assert right <= edge["x"]
        assert wide > 100
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.keyboard.press("p")
    expect(proof).to_be_hidden()
    assert abs(top(line) - before) < 4
