"""A preview in a browser, beside the files that somebody writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Watch
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
