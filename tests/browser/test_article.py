"""An article as one reads it where scripts run: by pointer, finger, keys, links, and on a projector.

Pages come from disk, as from a USB stick; those of the fixture `open_page` are watched for errors and foreign requests.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Opening, top
from tests.browser.pages import SEED
from tests.child import PROJECT

PHONE: Mapping[str, Any] = {"width": 390, "height": 844, "has_touch": True, "reduced_motion": "reduce"}
DESK: Mapping[str, Any] = {"width": 1400, "height": 900}
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
LINE = 34
"""The height of a line of the text, in CSS pixels."""


@pytest.fixture
def seed(sites: Mapping[str, Path]) -> str:
    """The address of the seed article on disk."""
    return (sites["content"] / SEED).as_uri()


@pytest.fixture
def data(sites: Mapping[str, Path]) -> Any:
    """What `article.json` says of the seed article."""
    return json.loads((sites["content"] / SEED).with_name("article.json").read_text(encoding="utf-8"))


def letter(page: Page, name: str) -> Locator:
    """The letter of a mark: `letter(page, "H5")`."""
    return page.locator(f'.text a.letter[data-letter="{name}"]')


def words(page: Page, name: str) -> Locator:
    """The first words of a mark."""
    return page.locator(f"[id='{mark(page, name)}']")


def mark(page: Page, name: str) -> str:
    """The id of a mark."""
    return str(letter(page, name).get_attribute("href")).removeprefix("#n-")


def note(page: Page, name: str) -> Locator:
    """The note of a mark, in its place."""
    return page.locator(f"[id='n-{mark(page, name)}']")


def sheet(page: Page) -> Locator:
    """The sheet that shows one note where there is no room beside the text."""
    return page.get_by_role("dialog")


def opened(page: Page, name: str) -> Locator:
    """The open note of a mark, beside its line or in the sheet."""
    label = str(letter(page, name).get_attribute("aria-label"))
    is_wide = page.evaluate("matchMedia('(min-width: 66rem)').matches")
    found = note(page, name) if is_wide else page.get_by_role("dialog", name=label, exact=True)
    expect(found.locator(".body")).to_be_visible()
    return found


def focused(page: Page) -> str:
    """Whose letter has the focus, '' where something else has."""
    return str(page.evaluate("document.activeElement.matches('.letter') ? document.activeElement.dataset.letter : ''"))


def has_focus(locator: Locator) -> bool:
    """Whether something, or something in it, has the focus."""
    return bool(locator.evaluate("(element) => element.contains(document.activeElement)"))


_COVERED = """(id) => {
  const sheet = document.querySelector('.sheet').getBoundingClientRect();
  const spans = [document.getElementById(id), ...document.querySelectorAll(`[data-mark="${id}"]`)];
  return spans.flatMap((span) => [...span.getClientRects()]).some(
    (box) => box.bottom > sheet.top && box.top < sheet.bottom || box.top < 0 || box.bottom > innerHeight);
}"""


@pytest.mark.parametrize("name", ["H1", "H5", "C12", "X3", "V6"])
@pytest.mark.parametrize("at", ["start", "center", "end"])
def test_a_tap_opens_one_note_and_covers_no_words(name: str, at: str, seed: str, open_page: Opening) -> None:
    """On a phone, words tapped anywhere in the window stay where they are and uncovered while their note is open."""
    page = open_page(seed, **PHONE)
    target = words(page, name)
    target.evaluate(f"(element) => element.scrollIntoView({{block: '{at}'}})")
    target.evaluate("() => scrollBy(0, scrollY && -4)")
    before = top(target)
    letter(page, name).tap()
    found = opened(page, name)
    assert has_focus(found)
    assert top(target) == before
    assert not page.evaluate(_COVERED, mark(page, name))
    expect(page.locator(".note[open]")).to_have_count(0)


def test_words_are_tapped_as_well_as_letters(seed: str, open_page: Opening) -> None:
    """Tapping the words of a mark opens its note, tapping them again closes it, and other words open theirs."""
    page = open_page(seed, **PHONE)
    words(page, "H5").tap()
    opened(page, "H5")
    words(page, "H6").tap()
    opened(page, "H6")
    words(page, "H6").tap()
    expect(sheet(page)).to_have_count(0)


@pytest.mark.parametrize("way", ["Escape", "button", "outside", "swipe"])
def test_every_way_to_close_leads_back_to_the_letter(way: str, seed: str, open_page: Opening) -> None:
    """Escape, the button, a tap outside and a swipe close the sheet; the focus returns, and nothing has moved."""
    page = open_page(seed, **PHONE)
    words(page, "H5").tap()
    before = top(words(page, "H5"))
    found = opened(page, "H5")
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "button":
        found.get_by_role("button", name="Close").tap()
    elif way == "outside":
        page.touchscreen.tap(6, before)
    else:
        box = found.locator(".head").bounding_box()
        assert box is not None
        page.mouse.move(200, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(200, box["y"] + 120, steps=4)
        page.mouse.up()
    expect(sheet(page)).to_have_count(0)
    assert focused(page) == "H5"
    assert top(words(page, "H5")) == before


@SIZES
def test_next_and_previous_walk_through_every_mark(
    size: Mapping[str, Any], data: Any, seed: str, open_page: Opening
) -> None:
    """From the first letter on, the button leads through all marks in reading order, each in view, and stops."""
    page = open_page(seed, **size)
    letters = page.locator(".text a.letter").evaluate_all("(all) => all.map((one) => [one.dataset.letter, one.hash])")
    names = [name for name, _ in letters]
    assert len(names) == len(data["marks"]) + len(data["own_voice"])
    letter(page, names[0]).click()
    following = page.get_by_role("button", name="Next mark")
    for number, (name, fragment) in enumerate(letters[1:]):
        if number % 5:
            following.press("Enter")  # a click waits until the note has come to rest
        else:
            following.click()
        shown = page.evaluate(f"(id) => [{_EXPANDED}, ({_IN_VIEW})(id)]", fragment.removeprefix("#n-"))
        assert shown == [[name], True]
    expect(following).to_have_attribute("aria-disabled", "true")
    following.dispatch_event("click")
    assert page.evaluate(_EXPANDED) == [names[-1]]
    page.get_by_role("button", name="Previous mark").click()
    assert page.evaluate(_EXPANDED) == [names[-2]]


_EXPANDED = "[...document.querySelectorAll('[aria-expanded=true]')].map((letter) => letter.dataset.letter)"
_IN_VIEW = """(id) => {
  const box = document.getElementById(id).getClientRects()[0];
  const at = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  return !!at && !at.closest('.sheet, .note');
}"""


@pytest.mark.parametrize(
    ("site", "address"),
    [("content", SEED), ("content", "articles/kettle-recall-scare/index.html"),
     ("annotated", "articles/jisr/index.html"), ("annotated", "articles/parade/index.html")],
)  # fmt: skip
def test_beside_the_text_each_note_stands_at_its_line(
    site: str, address: str, sites: Mapping[str, Path], open_page: Opening
) -> None:
    """On a wide screen no note lies over another or over text; nearly all stand within a line of theirs, all near."""
    page = open_page((sites[site] / address).as_uri(), **DESK)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(100)
    places = page.evaluate(_PLACES)
    assert places["far"], "there are notes"
    assert places["over"] == []
    assert max(places["far"]) <= 2 * LINE
    assert sum(far > LINE for far in places["far"]) <= len(places["far"]) // 20
    assert max(places["holes"], default=0) <= 2 * LINE


_PLACES = """() => {
  const shown = [...document.querySelectorAll('.text a.letter')].map((letter) => {
    const note = document.getElementById(letter.hash.slice(1)).getBoundingClientRect();
    return {letter: letter.getBoundingClientRect(), note};
  });
  const middle = (box) => (box.top + box.bottom) / 2;
  const blocks = [...document.querySelectorAll('.row')].map((row) => row.firstElementChild.getBoundingClientRect());
  const crosses = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
    && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return {
    far: shown.map(({letter, note}) => Math.abs(middle(letter) - middle(note))),
    over: shown.flatMap(({note}, n) => [...shown.slice(n + 1).map((other) => other.note), ...blocks]
      .filter((other) => crosses(note, other)).map(() => n)),
    holes: blocks.slice(2).map((block, n) => block.top - blocks[n + 1].bottom),
  };
}"""


def test_opening_a_note_beside_the_text_moves_nothing(seed: str, open_page: Opening) -> None:
    """On a wide screen opening and closing notes changes the place of no block, no letter and no other note."""
    page = open_page(seed, **DESK)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(100)
    still = """(but) => [...document.querySelectorAll('.row > :first-child, .letter, .note, .after')]
      .filter((element) => element.id !== but).map((element) => element.getBoundingClientRect().top + scrollY)"""
    for name in ("C1", "H5", "X3"):
        id_ = f"n-{mark(page, name)}"
        before = page.evaluate(still, id_)
        letter(page, name).click()
        opened(page, name)
        assert page.evaluate(still, id_) == before
        page.keyboard.press("Escape")
        assert page.evaluate(still, id_) == before


def test_words_and_note_light_up_together(data: Any, seed: str, open_page: Opening) -> None:
    """Pointing at words or note, or focusing a letter, lights up both; with them what the mark is about."""
    page = open_page(seed, **DESK)
    by_id = {each["id"]: each for each in data["marks"]}
    hedge = mark(page, "H5")
    words(page, "H5").hover()
    lit = "[...document.querySelectorAll('.lit')].map((element) => element.id).filter(Boolean)"
    assert page.evaluate(lit) == [hedge, f"n-{hedge}"]
    start, end = by_id[hedge]["scope"][0]
    told = page.evaluate("[...CSS.highlights.get('scope')].map(String)")
    assert by_id[hedge]["quote"].join(told) == data["text"][start:end]
    note(page, "X3").hover()
    answer = mark(page, "X3")
    assert page.evaluate(lit) == [answer, f"n-{answer}"]
    claim = next(each for each in data["claims"] if any(one["mark"] == answer for one in each["assertions"]))
    targets = {name for one in claim["answers"] for name in one["claims"]}
    answered = {one["mark"] for each in data["claims"] if each["id"] in targets for one in each["assertions"]}
    kin = set(page.evaluate("[...document.querySelectorAll('.kin[id]')].map((element) => element.id)"))
    assert answered
    assert answered <= kin
    page.mouse.move(2, 2)
    letter(page, "C5").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(lit) == [mark(page, "C5"), f"n-{mark(page, 'C5')}"]
    said_by = {
        one["attribution"] for each in data["claims"] for one in each["assertions"] if one["mark"] == mark(page, "C5")
    }
    assert said_by <= set(page.evaluate("[...document.querySelectorAll('.kin[id]')].map((element) => element.id)"))


@SIZES
def test_keys_open_walk_and_close(size: Mapping[str, Any], seed: str, open_page: Opening) -> None:
    """Enter opens; n, p and arrows walk only while a note is open; Tab leads through it and on; Escape leads back."""
    page = open_page(seed, **size)
    letter(page, "H5").focus()
    page.keyboard.press("n")
    expect(page.locator("[aria-expanded=true]")).to_have_count(0)
    page.keyboard.press("Enter")
    assert has_focus(opened(page, "H5"))
    for key, name in (("n", "C5"), ("ArrowRight", "H6"), ("p", "C5"), ("ArrowLeft", "H5")):
        page.keyboard.press(key)
        assert has_focus(opened(page, name)), key
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "H5"
    page.keyboard.press("Escape")
    expect(page.locator("[aria-expanded=true]")).to_have_count(0)
    letter(page, "H5").press("Enter")
    inside = 0
    while has_focus(opened(page, "H5")) and inside < 40:
        page.keyboard.press("Tab")
        inside += 1
        if focused(page):
            break
    assert inside > 3
    assert focused(page) == "C5"


@SIZES
def test_every_letter_and_note_has_a_name(size: Mapping[str, Any], data: Any, seed: str, open_page: Opening) -> None:
    """Each letter is a link named after kind, number and words; the note it opens has the same name, or begins so."""
    page = open_page(seed, **size)
    found = page.locator(".text a.letter").evaluate_all(
        "(all) => all.map((one) => [one.getAttribute('href').slice(3), one.getAttribute('aria-label')])"
    )
    names = dict(found)
    assert len(set(names.values())) == len(found)
    for each in data["marks"]:
        found_name = re.fullmatch(r"[\w’ ]+ \d+: (.+?)( …)?", names[each["id"]])
        assert found_name, each["id"]
        assert each["quote"] == found_name[1] or (found_name[2] and each["quote"].startswith(found_name[1])), each["id"]
    for id_, name in found[::9]:
        page.locator(f'.text a.letter[href="#n-{id_}"]').click()
        if size is PHONE:
            expect(sheet(page)).to_have_accessible_name(name)
        else:
            tag = page.locator(f"[id='n-{id_}'] > summary > .tag").inner_text()
            assert tag == page.locator(f'.text a.letter[href="#n-{id_}"]').get_attribute("data-letter")
    for button in page.locator(".tools button").all():
        expect(button).to_have_accessible_name(re.compile(r"\w"))


@SIZES
@pytest.mark.parametrize("prefix", ["", "n-"], ids=["mark", "note"])
def test_a_link_to_a_mark_opens_its_note(
    size: Mapping[str, Any], prefix: str, data: Any, seed: str, open_page: Opening
) -> None:
    """A link to a mark or note shows its words, uncovered, with the note open and in focus; back and forward work."""
    page = open_page(seed, **size)
    first, last = data["marks"][9]["id"], data["marks"][-1]["id"]
    for id_ in (first, last):
        page.evaluate("(hash) => { location.hash = hash }", prefix + id_)
        page.wait_for_function(_OPEN, arg=id_)
        assert page.evaluate(_IN_VIEW, id_)
    page.go_back()
    page.wait_for_function(_OPEN, arg=first)
    page.go_forward()
    page.wait_for_function(_OPEN, arg=last)
    page.goto("about:blank")
    page.goto(f"{seed}#{prefix}{last}")
    page.wait_for_function(_OPEN, arg=last)
    assert page.evaluate(_IN_VIEW, last)


_OPEN = """(id) => {
  const letter = document.querySelector(`.text a.letter[href="#n-${id}"]`);
  const at = document.activeElement;
  const open = at.closest('.sheet')?.getAttribute('aria-label') === letter.getAttribute('aria-label')
    || at.closest('.note[open]')?.id === `n-${id}`;
  return letter.getAttribute('aria-expanded') === 'true' && open;
}"""


@SIZES
def test_links_are_copied_and_told(size: Mapping[str, Any], seed: str, open_page: Opening) -> None:
    """The address of a note and of a paragraph reaches the clipboard, from disk too, and a live region says so."""
    page = open_page(seed, permissions=["clipboard-read", "clipboard-write"], **size)
    letter(page, "H5").click()
    page.get_by_role("button", name="Copy link", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == f"{seed}#n-{mark(page, 'H5')}"
    page.keyboard.press("Escape")
    number = page.get_by_role("link", name="Link to paragraph 3", exact=True)
    number.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("navigator.clipboard.readText().then((words) => words.includes('#p-'))")
    assert page.evaluate("navigator.clipboard.readText()") == seed + str(number.get_attribute("href"))


def test_where_nothing_may_be_copied_the_address_is_selected(seed: str, open_page: Opening) -> None:
    """Where the clipboard is closed to pages, the address stands in a field, selected, and one is told."""
    page = open_page("about:blank", **DESK)
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(seed)
    letter(page, "H5").click()
    page.get_by_role("button", name="Copy link", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="copy it")).to_have_count(1)
    assert page.evaluate("String(getSelection())") == f"{seed}#n-{mark(page, 'H5')}"


@SIZES
def test_copied_text_is_the_original(size: Mapping[str, Any], seed: str, open_page: Opening) -> None:
    """Who selects the article and copies it, even with a note open, gets the original's words and nothing else."""
    page = open_page(seed, permissions=["clipboard-read", "clipboard-write"], **size)
    original = (PROJECT / "seeds/000_4ad1268d28755e62.txt").read_text(encoding="utf-8").split()
    select = "getSelection().selectAllChildren(document.querySelector('[data-text]'))"
    page.evaluate(select)
    assert str(page.evaluate("String(getSelection())")).split() == original
    letter(page, "H5").click()
    opened(page, "H5")
    page.evaluate(select)
    page.keyboard.press("ControlOrMeta+c")
    assert page.evaluate("navigator.clipboard.readText()").split() == original


def test_the_projector_shows_one_paragraph_and_mark_after_mark(seed: str, open_page: Opening) -> None:
    """At #project one paragraph stands in large type, a key brings each note, progress is told, Escape leaves."""
    page = open_page(f"{seed}#project", width=1280, height=720)
    rows = page.locator(".text > .row:visible")
    progress = page.get_by_role("status").filter(has_text=re.compile(r"Headline|Paragraph"))
    expect(rows).to_have_count(1)
    expect(page.locator(".note:visible")).to_have_count(0)
    assert _size(rows.locator("h1")) >= 28
    marks = rows.locator("a.letter").count()
    for number, key in zip(range(1, marks + 1), ("Space", "ArrowRight", "ArrowDown", "PageDown", "Space"), strict=True):
        page.keyboard.press(key)
        expect(page.locator(".note:visible")).to_have_count(1)
        expect(progress).to_contain_text(f"mark {number} of {marks}")
    smallest = page.locator(".note:visible .remark, .note:visible dd, .note:visible dt").evaluate_all(
        "(all) => Math.min(...all.map((one) => parseFloat(getComputedStyle(one).fontSize)))"
    )
    assert smallest >= 22
    page.mouse.click(300, 600)
    expect(progress).to_contain_text("Paragraph 1 of 18")
    expect(page.locator(".note:visible")).to_have_count(0)
    assert _size(rows.locator("p").first) >= 28
    page.keyboard.press("ArrowLeft")
    expect(progress).to_contain_text(f"Headline · mark {marks} of {marks}")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(page.locator(".masthead")).to_be_visible()
    expect(page.locator(".text > .row:visible")).to_have_count(19)
    expect(page.locator(".note[open]")).to_have_count(0)
    assert page.url.endswith("#p-recent-reports-from-russian-military-analysts")


def _size(locator: Locator) -> float:
    return float(locator.evaluate("(element) => parseFloat(getComputedStyle(element).fontSize)"))


def test_without_scripts_the_projector_is_large_type(seed: str, open_page: Opening) -> None:
    """Without scripts #project shows the whole article at 28 pixels or more, its notes at 22 or more, closed."""
    page = open_page(f"{seed}#project", width=1280, height=720, script=False)
    expect(page.locator(".text > .row:visible")).to_have_count(19)
    assert _size(page.locator(".row > p").first) >= 28
    assert _size(page.locator(".row .note > summary").first) >= 22
    page.locator(".row .note > summary").first.click()
    assert _size(page.locator(".row .note .remark").first) >= 22


@SIZES
def test_nothing_shifts_while_the_page_comes(size: Mapping[str, Any], seed: str, open_page: Opening) -> None:
    """What is seen of an article stays where it first stood, though its face comes late: layout shift below 0.02."""
    page = open_page("about:blank", **size)
    page.add_init_script(_SHIFTS)
    page.goto(seed)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)
    assert page.evaluate("shifted") < 0.02


@pytest.mark.parametrize("fragment", ["#h-allegedly-droves", "#n-h-allegedly-droves"])
@SIZES
def test_nothing_shifts_where_a_link_leads(
    size: Mapping[str, Any], fragment: str, seed: str, open_page: Opening
) -> None:
    """Whoever comes to a mark or its note sees nothing shift but that note, which opens, even before all has come."""
    page = open_page("about:blank", **size)
    page.add_init_script(_SHIFTS)
    page.route("**/*.woff2", lambda _: None)  # a face that never comes
    page.goto(seed + fragment, wait_until="commit")
    expect(page.locator(".text [aria-expanded=true]")).to_have_count(1)
    page.wait_for_timeout(300)
    assert page.evaluate("shifted") < 0.05


_SHIFTS = """
globalThis.shifted = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) shifted += entry.value; })
  .observe({type: 'layout-shift', buffered: true});
"""
