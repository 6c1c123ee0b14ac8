"""Mistakes and warnings as they lie over the pages of the preview, and go."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watch
from tests.browser.preview.conftest import LONG, PATIENCE, Open, resumed
from tests.browser.test_axe import violations
from tests.serve.conftest import FERRY, PAGE, Serving


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
