"""The preview as somebody sees it who writes in one window and reads in the other."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

from tests.browser.conftest import Watch, top
from tests.browser.test_axe import violations
from tests.serve.conftest import FERRY, PAGE, Serving, small_site

WORDS = "\n\n".join(
    f"Paragraph {number}: the ferry [might]{{.h}} be late again, said nobody." for number in range(1, 40)
)
LONG = f"# The ferry\n\n{WORDS}\n"
PATIENCE = 30_000
"""Milliseconds in which something must happen: many times what it takes."""

Open = Callable[..., Page]


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    """A preview of a site with a long article."""
    root = small_site(tmp_path / "ours")
    (root / FERRY).write_text(LONG, encoding="utf-8")
    running = Serving(root)
    yield running
    running.end()


@pytest.fixture
def open_tab(browser: Browser, serving: Serving, watch: Watch) -> Iterator[Open]:
    """Open a page of the preview; the preview's script has done what it does at first."""
    with ExitStack() as stack:

        def opened(path: str = PAGE, width: int = 1280, **options: Any) -> Page:
            context = browser.new_context(viewport={"width": width, "height": 720}, **options)
            context.set_default_timeout(PATIENCE)
            stack.callback(context.close)
            watch.over(context)
            page = context.new_page()
            page.goto(serving.address + path)
            page.locator("html[data-preview]").wait_for()
            return page

        yield opened


def resumed(page: Page) -> None:
    """Wait until a page that was loaded anew is read on as before."""
    page.locator("html[data-preview='resumed']").wait_for()


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


def test_an_error_lies_over_the_page_and_heals(serving: Serving, open_tab: Open) -> None:
    """An error comes as a dialog with its place, line and way out, closes with Escape, comes back, and heals."""
    page = open_tab()
    serving.write(FERRY, LONG.replace("{.h}", "{.hegde}", 1))
    dialog = page.get_by_role("alertdialog", name="1 error keeps the site from being built")
    expect(dialog).to_be_visible(timeout=PATIENCE)
    expect(dialog.locator("pre").first).to_contain_text("^^^^^")
    expect(dialog).to_contain_text("did you mean 'hedge'?")
    link = dialog.get_by_role("link", name=f"{FERRY}:3:33")
    assert (link.get_attribute("href") or "").startswith("vscode://file/")
    dialog.get_by_text("Why, and an example").click()
    expect(dialog).to_contain_text("Way out:")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="1 error").click()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    serving.write(FERRY, LONG.replace("{.h}", "{.hegde}", 2))
    expect(page.get_by_role("alertdialog")).to_be_visible(timeout=PATIENCE)
    serving.write(FERRY, LONG)
    expect(page.get_by_role("alertdialog")).to_be_hidden(timeout=PATIENCE)
    gone = page.get_by_role("status").filter(has_text="All errors are gone.")
    expect(gone).to_be_visible()
    serving.write(FERRY, LONG.replace("{.h}", "{.hegde}", 1))
    expect(page.get_by_role("alertdialog")).to_be_visible(timeout=PATIENCE)
    assert not gone.count()


def test_errors_that_somebody_looks_at_again_heal(serving: Serving, open_tab: Open) -> None:
    """Errors that lie open because somebody asked for them go with the mistake, too."""
    page = open_tab()
    serving.write(FERRY, LONG.replace("{.h}", "{.hegde}", 1))
    expect(page.get_by_role("alertdialog")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="1 error").click()
    serving.write(FERRY, LONG)
    expect(page.locator("dialog.troubles")).to_be_hidden(timeout=PATIENCE)


def test_a_page_that_could_never_be_made(serving: Serving, open_tab: Open, watch: Watch) -> None:
    """A new article with a mistake has a page that says what is wrong, and becomes the article once that is mended."""
    page = open_tab("index.html")
    new = "content/articles/new/article.md"
    serving.write(new, "# New\n\nIt [may]{.hegde} rain.\n")
    expect(page.get_by_role("alertdialog")).to_be_visible(timeout=PATIENCE)
    page.goto(f"{serving.address}articles/new/")
    expect(page.get_by_role("alertdialog")).to_contain_text("This page comes by itself once what is wrong is mended.")
    serving.write(new, "# New\n\nIt [may]{.h} rain.\n")
    expect(page.get_by_role("heading", level=1)).to_have_text("New", timeout=PATIENCE)
    watch.troubles[:] = [trouble for trouble in watch.troubles if "503" not in trouble]


def test_one_goes_on_elsewhere(serving: Serving, open_tab: Open) -> None:
    """The overlay says whether the page below is up to date; once it is closed, other pages change as one writes."""
    page = open_tab("pages/about/index.html")
    serving.write(FERRY, LONG.replace("{.h}", "{.hegde}", 1))
    dialog = page.get_by_role("alertdialog", name="1 error keeps the site from being built")
    expect(dialog).to_contain_text("What is wrong stays as it was; all else is shown as you save it.", timeout=PATIENCE)
    page.keyboard.press("Escape")
    serving.write("content/pages/about.md", "# About\n\nThis is still us.\n")
    expect(page.get_by_role("main")).to_contain_text("still us", timeout=PATIENCE)
    resumed(page)
    expect(page.get_by_role("button", name="1 error")).to_be_visible()
    expect(dialog).to_be_hidden()
    page.goto(serving.address + PAGE)
    page.get_by_role("button", name="1 error").click()
    expect(page.get_by_role("alertdialog")).to_contain_text("Below is the last page that could be made.")


def test_many_pages_at_once(serving: Serving, open_tab: Open, watch: Watch) -> None:
    """However many pages of the preview are seen at once, each hears of everything, and the next one opens at once."""
    first = open_tab("pages/about/index.html")
    pages = [first]
    for _ in range(8):
        pages.append(first.context.new_page())
        pages[-1].goto(f"{serving.address}pages/about/index.html")
        pages[-1].locator("html[data-preview]").wait_for()
    for number in range(3):
        serving.write("content/pages/about.md", f"# About\n\nThis is us, {number}.\n")
        for page in pages:
            expect(page.get_by_role("main")).to_contain_text(f"us, {number}.", timeout=PATIENCE)
    serving.write("templates/assets/pages.css", "main { color: rgb(1, 2, 3) }\n")
    for page in pages:
        expect(page.get_by_role("main")).to_have_css("color", "rgb(1, 2, 3)", timeout=PATIENCE)
    serving.write(FERRY, LONG.replace("{.h}", "{.hegde}", 1))
    for page in pages:
        expect(page.get_by_role("alertdialog")).to_be_visible(timeout=PATIENCE)
    serving.write(FERRY, LONG)
    for page in pages:
        expect(page.get_by_role("alertdialog")).to_be_hidden(timeout=PATIENCE)
    for page in pages[:5]:  # and with them those that have a stream
        page.close()
    serving.write("content/pages/about.md", "# About\n\nThis is the end.\n")
    for page in pages[5:]:
        expect(page.get_by_role("main")).to_contain_text("This is the end.", timeout=PATIENCE)


@pytest.mark.parametrize(
    "lacking",
    [
        "delete Navigator.prototype.locks",
        "delete window.BroadcastChannel",
        "LockManager.prototype.request = () => Promise.reject(new DOMException('', 'SecurityError'))",
        "window.BroadcastChannel = class { constructor() { throw new DOMException('', 'SecurityError') } }",
    ],
)
def test_browsers_that_know_less(serving: Serving, open_tab: Open, lacking: str) -> None:
    """Where a browser cannot tell pages of one another, or refuses to, each has a stream of its own."""
    page = open_tab("pages/about/index.html")
    page.add_init_script(lacking)
    page.reload()
    serving.write("content/pages/about.md", "# About\n\nThis is still us.\n")
    expect(page.get_by_role("main")).to_contain_text("still us", timeout=PATIENCE)


def test_what_was_mended_while_nobody_listened(serving: Serving, open_tab: Open, watch: Watch) -> None:
    """An overlay goes when the page hears again, where the mistake went while the preview did not run."""
    page = open_tab()
    serving.write(FERRY, LONG.replace("{.h}", "{.hegde}", 1))
    expect(page.get_by_role("alertdialog")).to_be_visible(timeout=PATIENCE)
    assert serving.interrupt() == 0
    serving.write(FERRY, LONG)
    again = Serving(serving.root, "--port", str(serving.port))
    try:
        expect(page.get_by_role("alertdialog")).to_be_hidden(timeout=PATIENCE)
    finally:
        page.close()
        again.end()
    watch.troubles[:] = [trouble for trouble in watch.troubles if "ERR_CONNECTION_REFUSED" not in trouble]


def test_something_else_answers_for_a_while(serving: Serving, open_tab: Open, watch: Watch) -> None:
    """A page hears again also where another program had the port while the preview did not run."""
    page = open_tab("pages/about/index.html")
    page.context.route("**/-allegedly/events*", lambda route: route.fulfill(status=404))
    assert serving.interrupt() == 0
    expect(page.get_by_text("The preview does not run")).to_be_visible(timeout=PATIENCE)
    again = Serving(serving.root, "--port", str(serving.port))
    try:
        page.context.unroute("**/-allegedly/events*")
        again.write("content/pages/about.md", "# About\n\nThis is still us.\n")
        expect(page.get_by_role("main")).to_contain_text("still us", timeout=PATIENCE)
    finally:
        page.context.close()
        again.end()
    lost = ("404", "ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING")
    watch.troubles[:] = [trouble for trouble in watch.troubles if not any(word in trouble for word in lost)]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_preview_that_ended(serving: Serving, open_tab: Open, watch: Watch, width: int) -> None:
    """Every page says that the preview does not run, also to those who ask for a proof sheet, until it does again."""
    pages = [open_tab(width=width)]
    for _ in range(5):
        pages.append(pages[0].context.new_page())
        pages[-1].goto(serving.address + PAGE)
        pages[-1].locator("html[data-preview]").wait_for()
    assert serving.interrupt() == 0
    words = "The preview does not run"
    for page in pages:
        expect(page.get_by_text(f"{words}: what you save is not shown.")).to_be_visible(timeout=PATIENCE)
    pages[0].keyboard.press("p")
    expect(pages[0].get_by_text(f"{words}: there is no proof sheet.")).to_be_visible()
    assert pages[0].evaluate("() => document.documentElement.scrollWidth") <= width
    again = Serving(serving.root, "--port", str(serving.port))
    try:
        for page in pages:
            expect(page.get_by_text(words)).to_have_count(0, timeout=PATIENCE)
    finally:
        pages[0].context.close()
        again.end()
    lost = ("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING")
    watch.troubles[:] = [trouble for trouble in watch.troubles if not any(word in trouble for word in lost)]


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


def test_the_mistake_is_seen_on_a_phone(serving: Serving, open_tab: Open) -> None:
    """However long its line is, what is wrong in it is within sight."""
    page = open_tab(width=390)
    serving.write(FERRY, f"{LONG}\n{'A long line goes on and on. ' * 5}The [end]{{.hegde}}.\n")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_visible(timeout=PATIENCE)
    caret, line = (dialog.locator(name).bounding_box() for name in ("pre .caret", "pre:has(.caret)"))
    assert caret
    assert line
    assert line["x"] <= caret["x"]
    assert caret["x"] + caret["width"] <= line["x"] + line["width"]


def test_a_site_that_was_never_right(serving: Serving, open_tab: Open, watch: Watch) -> None:
    """Where no page could be made so far, overlay and page say so, and that pages come by themselves."""
    (serving.root / "content/site.yaml").write_text("colour: blue\n", encoding="utf-8")
    wrong = Serving(serving.root)
    try:
        page = open_tab("index.html")
        page.goto(wrong.address)
        dialog = page.get_by_role("alertdialog")
        expect(dialog).to_contain_text("No page can be made yet; all come by themselves", timeout=PATIENCE)
        page.keyboard.press("Escape")
        expect(page.get_by_role("main")).to_contain_text("No page can be made yet; all come by themselves")
        serving.write("content/site.yaml", "title: Ferries\n")
        expect(page.get_by_role("link", name="The ferry").first).to_be_visible(timeout=PATIENCE)
        page.close()
    finally:
        wrong.end()
    watch.troubles[:] = [trouble for trouble in watch.troubles if "503" not in trouble]


def test_warnings_wait_behind_a_badge(serving: Serving, open_tab: Open) -> None:
    """A warning covers nothing: a badge counts it, and opens the list."""
    page = open_tab("index.html")
    serving.write("content/sources.yaml", "sources:\n  nobody: {name: Nobody, kind: person}\n")
    badge = page.get_by_role("button", name="1 warning")
    expect(badge).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("dialog")).to_be_hidden()
    badge.click()
    expect(page.get_by_role("dialog", name="1 warning")).to_contain_text("source-unused")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_what_the_preview_adds_breaks_no_rule_of_axe(serving: Serving, open_tab: Open, width: int, scheme: str) -> None:
    """Neither badge nor proof sheet nor errors, open or folded, narrow or wide, light or dark."""
    page = open_tab(width=width, color_scheme=scheme, bypass_csp=True)
    assert not violations(page)
    page.keyboard.press("p")
    expect(page.get_by_role("dialog", name="Proof sheet: The ferry")).to_be_visible()
    assert not violations(page)
    page.keyboard.press("p")
    serving.write("content/sources.yaml", "sources:\n  nobody: {name: Nobody, kind: person}\n")
    serving.write(FERRY, LONG.replace("{.h}", "{.hegde}", 2))
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_visible(timeout=PATIENCE)
    for each in dialog.get_by_text("Why, and an example").all():
        each.click()
    assert not violations(page)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert not violations(page)


def test_typing_is_left_alone(serving: Serving, open_tab: Open) -> None:
    """The letter p in a field is a letter."""
    page = open_tab("search/index.html")
    field = page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first
    field.fill("")
    field.press("p")
    expect(field).to_have_value("p")
    expect(page.get_by_role("dialog")).to_be_hidden()
