"""How the pages of the preview hear what changed: many of them, in any browser, also after a silence."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watch
from tests.browser.preview.conftest import LONG, PATIENCE, Open
from tests.serve.conftest import FERRY, PAGE, Serving


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
