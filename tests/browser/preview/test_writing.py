"""The preview as somebody sees it who writes in one window and reads in the other."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Route, expect

from tests.browser.conftest import top
from tests.browser.preview.conftest import LONG, PATIENCE, Open, resumed
from tests.serve.conftest import FERRY, PAGE, Serving

PIECES = (
    "The ferry [might]{.h} be late.",
    "It [perhaps]{.h} *ran*, [maybe]{.h} not.",
    "Nobody was hurt.",
    "Not *all* is lost.",
)
ROWS = "(page) => [...page.querySelectorAll('[data-text] .row')].map((row) => row.outerHTML)"


def edited(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """An article's paragraphs after somebody wrote a little: one changed, added, taken out or moved."""
    at = chance.randrange(len(paragraphs))
    now = [*paragraphs]
    match chance.randrange(6):
        case 0:
            now.insert(at, chance.choice(PIECES))
        case 1 if len(now) > 2:
            del now[at]
        case 2:
            now.insert(chance.randrange(len(now)), now.pop(at))
        case 3:
            now[at] = chance.choice(PIECES)
        case _:
            now[at] += f" It was day {chance.randrange(1000)} & “more”."
    return now


def test_what_changed_is_there_before_the_page_loads(serving: Serving, open_tab: Open) -> None:
    """After any edit the rows that are shown at once are, to the letter, those of the page that is loaded then."""
    page = open_tab()
    page.route(
        "**/assets/*.js*", lambda route: route.fulfill(body="")
    )  # so that nothing but the preview alters the page
    chance = random.Random(5)  # noqa: S311
    paragraphs = [*PIECES, *PIECES]
    for number in range(25):
        page.reload()
        page.locator("html[data-preview]").wait_for()
        page.evaluate("() => { window.requestAnimationFrame = () => 0 }")  # it would load the page anew
        serving.write(FERRY, f"# The ferry no. {number}\n\n" + "\n\n".join(paragraphs) + "\n")
        expect(page.locator("h1")).to_contain_text(f"no. {number}", timeout=PATIENCE)
        shown, fresh = page.evaluate(
            f"""async () => {{
              const fresh = await (await fetch("")).text();
              return [document, new DOMParser().parseFromString(fresh, "text/html")].map({ROWS});
            }}"""
        )
        assert shown == fresh
        paragraphs = edited(chance, paragraphs)


@pytest.mark.parametrize("width", [1280, 390])
def test_reading_goes_on_where_it_was(serving: Serving, open_tab: Open, width: int) -> None:
    """After a save the new words are there; the line one was at stands where it stood, and the open note is open."""
    page = open_tab(width=width)
    letter = page.locator(".row .letter[aria-label]").nth(20)
    letter.scroll_into_view_if_needed()
    letter.click()
    expect(page.locator(".letter[aria-expanded='true']")).to_have_count(1)
    opened = page.locator(".letter[aria-expanded='true']").get_attribute("href")
    before = top(page.locator(f".letter[href='{opened}']"))
    serving.write(FERRY, LONG.replace("# The ferry\n", "# The ferry\n\nA first paragraph that was not there.\n"))
    resumed(page)
    expect(page.locator("[data-text]")).to_contain_text("A first paragraph that was not there.")
    expect(page.locator(".letter[aria-expanded='true']")).to_have_attribute("href", opened or "")
    assert abs(top(page.locator(f".letter[href='{opened}']")) - before) < 4


_FRAMES = """
  const whole = () => document.querySelector('.placed') && document.querySelector(".letter[aria-expanded='true']");
  const seen = () => { (window.seen ||= []).push(Boolean(whole())); requestAnimationFrame(seen); };
  requestAnimationFrame(seen);
"""


def test_nothing_comes_and_goes(serving: Serving, open_tab: Open) -> None:
    """A page that is loaded after a save is drawn with its notes beside the text, the open one open, from the start."""
    page = open_tab()
    page.locator(".row .letter[aria-label]").nth(2).click()
    page.add_init_script(_FRAMES)
    for last in ("40:", "41:"):
        with page.expect_event("load"):
            serving.write(FERRY, LONG.replace("39:", last))
        resumed(page)
        seen = page.evaluate("window.seen")
        assert seen
        assert all(seen)


def test_a_ring_is_drawn_for_keys_alone(serving: Serving, open_tab: Open) -> None:
    """After a save the note opened with the mouse has no ring around it, as before; with the first key it has."""
    page = open_tab()
    ring = "getComputedStyle(document.activeElement).outlineStyle"
    page.locator(".row .letter[aria-label]").nth(2).click()
    assert page.evaluate(ring) == "none"
    for last in ("40:", "41:"):
        with page.expect_event("load"):
            serving.write(FERRY, LONG.replace("39:", last))
        resumed(page)
        assert page.evaluate(ring) == "none"
    page.keyboard.press("Shift")
    assert page.evaluate(ring) == "solid"
    with page.expect_event("load"):
        serving.write(FERRY, LONG)
    resumed(page)
    assert page.evaluate(ring) == "solid"


def test_the_projector_stays_where_it_was(serving: Serving, open_tab: Open) -> None:
    """After a save the projector shows the paragraph that it showed."""
    page = open_tab(f"{PAGE}#project")
    page.locator(".stage .row.now").wait_for()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    while page.evaluate("String(history.state?.stage)") != "2,1":  # the second paragraph, its first mark
        page.wait_for_timeout(50)
    before = page.locator(".row.now").inner_text()
    with page.expect_event("load"):
        serving.write(FERRY, LONG.replace("39:", "40:"))
    resumed(page)
    expect(page.locator(".row.now")).to_have_text(before, use_inner_text=True)


def test_layers_stay_switched_off(serving: Serving, open_tab: Open) -> None:
    """What was switched off stays off when the page is loaded anew."""
    page = open_tab()
    switch = page.locator("main input[type=checkbox][id]").first
    switch.uncheck()
    serving.write(FERRY, f"{LONG}\nThe end.\n")
    resumed(page)
    expect(page.locator("[data-text]")).to_contain_text("The end.")
    expect(page.locator("main input[type=checkbox][id]").first).not_to_be_checked()


def test_styles_change_in_place(serving: Serving, open_tab: Open) -> None:
    """A style sheet is exchanged without loading the page anew."""
    page = open_tab()
    page.evaluate("() => { window.still = 'here' }")
    serving.write("templates/assets/article.css", ".text { color: rgb(1, 2, 3) }\n")
    expect(page.locator("[data-text]")).to_have_css("color", "rgb(1, 2, 3)", timeout=PATIENCE)
    assert page.evaluate("() => window.still") == "here"


def test_styles_change_quickly(serving: Serving, open_tab: Open) -> None:
    """A style sheet that changes again while it is loaded still takes the place of one, and stands there once."""
    page = open_tab()
    sheets = "() => document.querySelectorAll('link[href*=\"/article.css\"]').length"
    assert page.evaluate(sheets) == 1
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/article.css*", hold)
    for number in (1, 2, 3):
        serving.write("templates/assets/article.css", f".text {{ color: rgb({number}, 2, 3) }}\n")
        page.wait_for_function(f"() => Number(document.documentElement.dataset.style) === {number}")
    page.unroute("**/article.css*")
    for route in waiting:
        with suppress(Error):  # one that nobody waits for any longer
            route.continue_()
    expect(page.locator("[data-text]")).to_have_css("color", "rgb(3, 2, 3)", timeout=PATIENCE)
    page.wait_for_function(f"() => ({sheets})() === 1")


def test_typing_is_left_alone(serving: Serving, open_tab: Open) -> None:
    """The letter p in a field is a letter."""
    page = open_tab("search/index.html")
    field = page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first
    field.fill("")
    field.press("p")
    expect(field).to_have_value("p")
    expect(page.get_by_role("dialog")).to_be_hidden()
