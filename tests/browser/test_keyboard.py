"""The seed article by keyboard alone: from the first stop to the last, on a desk and on a phone with keys.

A stop is what the Tab key leads to. At each one asks the page what a person would: can I see where I am, does it have
a name, and does anything happen when I press a key here?
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import Opening
from tests.browser.pages import SEED

PHONE: Mapping[str, Any] = {"width": 390, "height": 844, "has_touch": True, "reduced_motion": "reduce"}
DESK: Mapping[str, Any] = {"width": 1400, "height": 900}
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
MOST = 900
"""More stops than a page has: who has not come round by then is caught."""

_WATCH = """() => {
  const bare = new Map();
  const look = (element) => {
    const style = getComputedStyle(element);
    return [style.outlineStyle === 'none' ? 0 : style.outlineWidth, style.outlineColor, style.boxShadow].join();
  };
  for (const element of document.querySelectorAll('a, button, input, summary, [tabindex]'))
    bare.set(element, look(element));
  globalThis.stops = [];
  globalThis.order = [...document.querySelectorAll('*')];
  globalThis.told = () => {
    const at = document.activeElement;
    if (at === document.body) return null;
    const boxes = [...at.getClientRects()];
    const inside = boxes.filter((box) => box.width && box.height
      && box.left < innerWidth && box.right > 0 && box.top < innerHeight && box.bottom > 0);
    const open = inside.some((box) => [0.25, 0.5, 0.75].some((part) => {
      const found = document.elementFromPoint(box.left + box.width * part, (box.top + box.bottom) / 2);
      return found && (at.contains(found) || found.contains(at) || found.closest('label')?.control === at);
    }));
    const acts = at.matches('a[href], button, input, summary')
      || at.scrollHeight > at.clientHeight || at.scrollWidth > at.clientWidth;
    return {
      what: at.outerHTML.slice(0, 140), place: order.indexOf(at), open, acts,
      focus: look(at) !== bare.get(at) && parseFloat(getComputedStyle(at).outlineWidth) >= 2,
    };
  };
}"""


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop: its markup, its place in the document, and what is wrong with it."""

    what: str
    place: int
    faults: tuple[str, ...]


def _stop(page: Page) -> Stop | None:
    """The stop that has the focus; None where nothing has."""
    told = page.evaluate("told()")
    if told is None:
        return None
    wrong = {"its focus is not seen": not told["focus"], "it is covered or out of sight": not told["open"],
             "nothing happens there": not told["acts"]}  # fmt: skip
    return Stop(told["what"], told["place"], tuple(fault for fault, is_so in wrong.items() if is_so))


def _nameless(session: CDPSession) -> list[str]:
    """What can have the focus and is called nothing, as screen readers get it."""
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    quiet = ("RootWebArea", "main", "generic", "none", "dialog")
    return [
        f"{node['role']['value']}"
        for node in tree
        if not node["ignored"]
        and node["role"]["value"] not in quiet
        and any(each["name"] == "focusable" and each["value"]["value"] for each in node.get("properties", ()))
        and not node.get("name", {}).get("value", "").strip()
    ]


def _walk(page: Page, key: str) -> list[Stop]:
    """All stops that a key leads to, until the focus leaves the page."""
    found: list[Stop] = []
    while len(found) < MOST:
        page.keyboard.press(key)
        stop = _stop(page)
        if stop is None or (found and stop.place == found[0].place):
            return found
        found.append(stop)
    pytest.fail(f"a trap: after {MOST} stops one is still at {found[-1].what}")


@SIZES
def test_tab_leads_through_the_whole_page(
    size: Mapping[str, Any], sites: Mapping[str, Path], open_page: Opening
) -> None:
    """Tab stops at everything one can press, in the order of the document, each in sight, uncovered and named."""
    page = open_page((sites["content"] / SEED).as_uri(), **size)
    page.wait_for_timeout(100)
    page.evaluate(_WATCH)
    stops = _walk(page, "Tab")
    places = [stop.place for stop in stops]
    assert places == sorted(places)
    assert len(set(places)) == len(places)
    assert [(stop.faults, stop.what) for stop in stops if stop.faults] == []
    reached = set(places)
    pressable: list[int] = page.evaluate(_PRESSABLE)
    assert [
        page.evaluate("(at) => order[at].outerHTML.slice(0, 140)", at) for at in pressable if at not in reached
    ] == []
    assert _nameless(page.context.new_cdp_session(page)) == []
    expect(page.locator(".note[open], .sheet")).to_have_count(0)


_PRESSABLE = """() => [...document.querySelectorAll('a[href], button, input, summary')]
  .filter((one) => one.checkVisibility({visibilityProperty: true}) && one.tabIndex >= 0)
  .map((one) => order.indexOf(one))"""


@SIZES
def test_the_way_back_is_the_same(size: Mapping[str, Any], sites: Mapping[str, Path], open_page: Opening) -> None:
    """From the middle of the article Shift+Tab leads back over the stops one came by, in sight, to the first."""
    page = open_page((sites["content"] / SEED).as_uri(), **size)
    page.evaluate(_WATCH)
    page.locator(".text a.letter").nth(30).focus()
    stops = _walk(page, "Shift+Tab")
    places = [stop.place for stop in stops]
    assert len(places) > 50
    assert places == sorted(places, reverse=True)
    assert "skip" in stops[-1].what
    assert [(stop.faults, stop.what) for stop in stops if stop.faults] == []


@SIZES
def test_every_stop_of_an_open_note_is_in_sight(
    size: Mapping[str, Any], sites: Mapping[str, Path], open_page: Opening
) -> None:
    """In the open notes of each kind Tab stops in sight, at names and actions; Escape from any leads to the letter."""
    page = open_page((sites["content"] / SEED).as_uri(), **size)
    for name in ("A3", "H5", "C1", "X3", "V6"):
        letter = page.locator(f'.text a.letter[data-letter="{name}"]')
        letter.focus()
        page.keyboard.press("Enter")
        page.evaluate(_WATCH)
        assert _nameless(page.context.new_cdp_session(page)) == []
        stops = 0
        while True:
            page.keyboard.press("Tab")
            if not page.evaluate("!!document.activeElement.closest('.sheet, .note')"):
                break
            stops += 1
            stop = _stop(page)
            assert stop is not None
            assert not stop.faults, (name, stop)
        assert stops >= 4, name
        letter.focus()
        page.keyboard.press("Enter")
        if not page.locator("[aria-expanded=true]").count():  # on a desk the note was still open: that closed it
            page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(page.locator(".note[open], .sheet, [aria-expanded=true]")).to_have_count(0)
        expect(letter).to_be_focused()


def test_what_is_wrong_is_seen(page: Page) -> None:
    """A stop without a sign, one under something else, one that does nothing and one without a name are all told."""
    page.set_content(
        "<style>:focus-visible { outline: 3px solid }</style><button style='outline: none'>no sign</button>"
        "<a href='#'>covered</a><div style='position: fixed; inset: 0; pointer-events: auto; height: 2rem'></div>"
        "<p tabindex='0' style='margin-top: 4rem'>nothing to do</p><button></button>"
    )
    page.evaluate(_WATCH)
    faults = [stop.faults for stop in _walk(page, "Tab")]
    covered = "it is covered or out of sight"
    assert faults == [("its focus is not seen", covered), (covered,), ("nothing happens there",), ()]
    assert _nameless(page.context.new_cdp_session(page)) == ["paragraph", "button"]
