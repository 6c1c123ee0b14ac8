"""Accessibility as axe-core measures it, on every type of page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opening
from tests.browser.pages import PAGE_TYPES, SAMPLES, SEED, Sample, html, page_type
from tests.child import PROJECT

AXE = PROJECT / ".tools/node_modules/axe-core/axe.min.js"
Scheme = Literal["light", "dark"]
VIEWS: tuple[tuple[int, int, Scheme], ...] = (
    (390, 844, "light"),
    (390, 844, "dark"),
    (1280, 720, "dark"),
    (1280, 720, "light"),
)
"""Width and height in CSS pixels, and the colour scheme."""
OPEN_VIEWS = (VIEWS[3], VIEWS[1])
"""In these every note is open as well."""
_RUN = """() => axe.run(document, {
  resultTypes: ['violations'],
  rules: {'target-size': {enabled: true}},  // WCAG 2.2, 2.5.8: axe asks for it only when told
})"""


@lru_cache(maxsize=1)
def axe() -> str:
    """The script of axe-core; `make setup` installs it."""
    return AXE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with a page as it stands: each rule with the elements that break it."""
    if page.evaluate("typeof axe") == "undefined":
        page.add_script_tag(content=axe())
    found = []
    for rule in page.evaluate(_RUN)["violations"]:
        found += [
            f"{rule['id']} ({rule['impact']}) {' '.join(map(str, node['target']))}: {node['failureSummary']}"
            for node in rule["nodes"]
        ]
    return found


def measured(page: Page, width: int, height: int, scheme: Scheme) -> list[str]:
    """What is wrong with a page in one view."""
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    return [f"{width} {scheme}: {each}" for each in violations(page)]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_no_page_breaks_a_rule_of_axe(sample: Sample, open_page: Opening) -> None:
    """No violation on any type of page, narrow or wide, light or dark, notes closed or open."""
    page = open_page(sample.address, site=sample.site, bypass_csp=True)
    found = [f"closed, {each}" for view in VIEWS for each in measured(page, *view)]
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    found += [f"open, {each}" for view in OPEN_VIEWS for each in measured(page, *view)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("fragment", ["project", "n-h-allegedly-droves", "h-allegedly-droves"])
def test_neither_projector_nor_note_breaks_a_rule_of_axe(fragment: str, open_page: Opening) -> None:
    """No violation on the projector, or where an address opens a note, narrow or wide."""
    found = []
    for width, height, scheme in OPEN_VIEWS:
        page = open_page(f"{SEED}#{fragment}", width=width, height=height, scheme=scheme, bypass_csp=True)
        found += [f"{width} {scheme}: {each}" for each in violations(page)]
    assert not found, "\n".join(found)


def test_every_type_of_page_is_measured(sites: Mapping[str, Path]) -> None:
    """Each page of the built sites is of a type we know, and each type that exists has a sample, which exists."""
    built = [Sample(site, address) for site, folder in sites.items() for address in html(folder)]
    assert [str(each) for each in built if page_type(each.address) is None] == []
    assert {page_type(each.address) for each in built} == set(PAGE_TYPES)
    assert set(PAGE_TYPES) == {page_type(each.address) for each in SAMPLES}
    assert set(SAMPLES) <= set(built)
