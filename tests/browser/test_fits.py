"""Pages fit: nothing is cut off, on the smallest phone, at 400 % zoom, or with readers' own spacing.

What one presses has room for a finger, and nothing moves for those who asked for no movement.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.pages import SAMPLES, SEED, Sample

WIDTHS = (320, 390, 820, 1280)
"""CSS pixels. 320 is also what is left of 1280 at 400 % (WCAG 2.2, 1.4.10)."""
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
"""What a reader may set without losing anything (WCAG 2.2, 1.4.12)."""

_BEYOND = """() => {
  const edge = document.documentElement.clientWidth;
  const clips = (element) => element !== document.body && getComputedStyle(element).overflowX !== 'visible';
  const kept = (element) => element && element !== document.documentElement
    && (clips(element) || kept(element.parentElement));
  const name = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}#${element.id}`;
  const seen = { visibilityProperty: true, contentVisibilityAuto: true };
  const found = [...document.body.querySelectorAll('*')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && box.height && (box.left < -1 || box.right > edge + 1) && element.checkVisibility(seen)
      && !kept(element.parentElement) && !element.matches('.skip');
  });
  const wide = document.scrollingElement.scrollWidth;
  return [...(wide > edge ? [`the page scrolls: ${wide} in ${edge}`] : []), ...found.slice(0, 8).map((element) => {
    const { left, right } = element.getBoundingClientRect();
    return `${name(element)} from ${Math.round(left)} to ${Math.round(right)} of ${edge}`;
  })];
}"""


def beyond(page: Page) -> list[str]:
    """What reaches beyond the sides of the window; what lies in a box that scrolls or clips aside."""
    found: list[str] = page.evaluate(_BEYOND)
    return found


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_nothing_reaches_beyond_the_window(sample: Sample, open_page: Opening) -> None:
    """No page scrolls sideways or is cut off at a side, from 320 pixels on, with wider spacing too."""
    page = open_page(sample.address, site=sample.site, bypass_csp=True)
    found = []
    for spacing in ("", SPACING):
        if spacing:
            page.add_style_tag(content=spacing)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found += [f"{width}{' spaced' if spacing else ''}: {each}" for each in beyond(page)]
    assert not found, "\n".join(found)


MAIN = ("index.html", SEED, "claims/troops-reportedly-deserting/mass-desertion/index.html", "glossary/index.html")
"""A home page, an article, a claim and the glossary."""

_CUT = """() => [...document.body.querySelectorAll('*')].filter((element) => {
  const style = getComputedStyle(element);
  const clips = (side) => ['hidden', 'clip'].includes(style[`overflow${side}`]);
  // an ellipsis is a promise that the whole stands behind it: a note, a page
  if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') return false;
  if (element.matches('summary, svg, svg *')) return false;
  if (!element.checkVisibility({visibilityProperty: true}) || style.clipPath !== 'none') return false;
  return clips('X') && element.scrollWidth > element.clientWidth + 1
    || clips('Y') && element.scrollHeight > element.clientHeight + 1;
}).map((element) => element.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("address", MAIN)
def test_at_four_hundred_percent_nothing_is_cut(address: str, open_page: Opening) -> None:
    """320 pixels wide, as published and with readers' own spacing, no box cuts off what it holds; an open note too."""
    page = open_page(address, width=320, height=256, bypass_csp=True)
    assert page.evaluate(_CUT) == []
    page.add_style_tag(content=SPACING)
    assert page.evaluate(_CUT) == []
    if address == SEED:
        page.locator(".text a.letter[data-letter=X1]").click()
        sheet = page.get_by_role("dialog")
        expect(sheet).to_be_visible()
        assert beyond(page) + page.evaluate(_CUT) == []
        for button in sheet.locator(".tools button").all():
            expect(button).to_be_in_viewport(ratio=1)
        last = sheet.locator(".body dd").last
        last.scroll_into_view_if_needed()
        expect(last).to_be_in_viewport()


_TIGHT = """() => {
  const seen = (element) => element.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && getComputedStyle(element).pointerEvents !== 'none';
  const inSentence = (element) => getComputedStyle(element).display === 'inline'
    && [...element.parentElement.childNodes].some((node) => node !== element
      && !(node.matches?.('a') ?? false) && /[^\\s·|,]/.test(node.textContent));
  const targets = [...document.querySelectorAll('a[href], button, input, summary, label')].filter(seen)
    .map((element) => ({element, boxes: [...element.getClientRects()].filter((box) => box.width && box.height)}))
    .filter(({boxes}) => boxes.length);
  const small = ({boxes}) => boxes.every((box) => box.width < 23.5 || box.height < 23.5);
  const middle = (box) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const gap = ([x, y], box) =>
    Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  const kin = (a, b) => a.contains(b) || b.contains(a) || a.control === b || b.control === a
    || a.href && a.href === b.href;
  return targets.filter((target) => small(target) && !inSentence(target.element)).flatMap((target) => {
    const at = middle(target.boxes[0]);
    const near = targets.find((other) => !kin(target.element, other.element) && (
      other.boxes.some((box) => gap(at, box) < 11.5)
      || small(other) && Math.hypot(...middle(other.boxes[0]).map((value, n) => value - at[n])) < 23.5));
    return near ? [`${target.element.outerHTML.slice(0, 90)} beside ${near.element.outerHTML.slice(0, 60)}`] : [];
  });
}"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", MAIN)
def test_what_one_presses_has_room_for_a_finger(address: str, width: int, open_page: Opening) -> None:
    """Each target is 24 pixels high and wide, or has as much room around it, or stands in a sentence (WCAG 2.5.8)."""
    page = open_page(address, width=width, height=844)
    page.evaluate("for (const each of document.querySelectorAll('.other-ways')) each.open = true")
    page.wait_for_timeout(100)
    assert page.evaluate(_TIGHT) == []


_MOVES = """() => [
  ...document.getAnimations().map((one) => String(one.animationName ?? one.transitionProperty)),
  ...[...document.querySelectorAll('*')].filter((element) => {
    const style = getComputedStyle(element);
    const lasts = (times) => times.split(',').some((time) => parseFloat(time) > 0);
    return lasts(style.transitionDuration) || lasts(style.animationDuration) || style.scrollBehavior === 'smooth';
  }).map((element) => element.outerHTML.slice(0, 90)),
]"""


@pytest.mark.parametrize("address", MAIN)
def test_nothing_moves_for_those_who_want_no_movement(address: str, open_page: Opening) -> None:
    """With reduced motion nothing is animated, slides or glides: neither the page nor the sheet of a note."""
    page = open_page(address, width=390, height=844, reduced_motion="reduce")
    if address == SEED:
        page.locator(".text a.letter").first.click()
    assert page.evaluate(_MOVES) == []


def test_what_does_not_fit_is_seen(open_page: Opening) -> None:
    """What is too long, cut, too small or moves is told, so silence means something."""
    page = open_page("about:blank", width=320)
    page.set_content("<p>" + "w" * 200)
    assert beyond(page)
    page.set_content("<style>* { overflow: hidden; height: 1rem; transition: all 1s }</style><p>two<br>lines")
    assert len(page.evaluate(_CUT)) == 1
    assert page.evaluate(_MOVES)
    page.set_content("<style>button { width: 9px; height: 9px; padding: 0 }</style><button></button><button></button>")
    assert len(page.evaluate(_TIGHT)) == 2


_BEGINS = """(items) => items.map((item) => {
  const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  const begins = new Map(); // the left edge of the first letter of each line
  let passed = 0;
  while (walker.nextNode())
    for (const { index } of walker.currentNode.data.matchAll(/\\S/g)) {
      if (++passed <= 2) continue; // the number and its dot
      const range = new Range();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + 1);
      const { left, bottom } = range.getBoundingClientRect();
      const line = [...begins.keys()].find((other) => Math.abs(other - bottom) < 12) ?? bottom;
      if (!begins.has(line)) begins.set(line, left);
    }
  return [...begins.values()];
})"""


@pytest.mark.parametrize("width", [390, 1280])
def test_numbered_items_stand_flush(width: int, open_page: Opening) -> None:
    """The words of a numbered item begin below one another, and no option that one types breaks after its hyphens."""
    page = open_page("pages/annotate/index.html", width=width)
    items: list[list[float]] = page.locator(".numbers > li > p").evaluate_all(_BEGINS)
    assert len(items) >= 5
    for begins in items:
        assert len(begins) >= 2
        assert max(begins) - min(begins) < 4, begins
    option = page.locator("code > span", has_text="--from")
    assert option.evaluate("(element) => element.getClientRects().length") == 1
