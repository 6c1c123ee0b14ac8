"""Pages fit: nothing is cut off at the side, on the smallest phone, at 400 % zoom, or with readers' own spacing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opening
from tests.browser.pages import SAMPLES, Sample

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


def test_what_does_not_fit_is_seen(open_page: Opening) -> None:
    """A word longer than the window is told, so silence means something."""
    page = open_page("about:blank", width=320)
    page.set_content("<p>" + "w" * 200)
    assert beyond(page)
