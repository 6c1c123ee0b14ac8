"""A browser for tests: one Chromium for each worker, sites built once, and pages that report what goes wrong in them.

A test that opens a page through these fixtures fails where the page writes an error to the console, throws, asks
anybody else for anything, or asks for a file that is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    sync_playwright,
)

from tests.browser.pages import OPTIONS, browser_program, build, served

Opening = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a browser."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def sites(own_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Where the built sites lie, by name: `content`, and `annotated` of `tests/sites/`."""
    return {"content": own_site, "annotated": build("annotated", tmp_path_factory.mktemp("sites"))}


@pytest.fixture(scope="session")
def roots(sites: Mapping[str, Path]) -> Iterator[Mapping[str, str]]:
    """The addresses under which the sites are served: each where its `base_url` says, or at a root."""
    with ExitStack() as stack:
        yield {
            "content": stack.enter_context(served(sites["content"])),
            "annotated": stack.enter_context(served(sites["annotated"], "/project/")),
        }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one that the variable CHROMIUM names."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_program(), args=OPTIONS)
        yield chromium
        chromium.close()


class Watch:
    """Notes what goes wrong in the pages of a context."""

    def __init__(self) -> None:
        self.troubles: list[str] = []

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.troubles.append(f"uncaught: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"console: {message.text} ({message.location})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("file", "data", "blob", "about") and parts.hostname != "127.0.0.1":
            self.troubles.append(f"asks somebody else: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.troubles.append(f"{response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):  # what the page no longer wanted, when it was left
            self.troubles.append(f"{request.failure}: {request.url}")


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What went wrong in the pages of this test; anything still in `troubles` at its end fails it."""
    watching = Watch()
    yield watching
    assert watching.troubles == []


@pytest.fixture
def open_page(browser: Browser, roots: Mapping[str, str], watch: Watch) -> Iterator[Opening]:
    """Open pages of the built sites, each in a context of its own.

    `open_page("glossary/index.html#hedge", site="annotated", width=390, scheme="dark", script=False)`; an address
    with a scheme is taken as it is, and further options are those of Playwright's `new_context`.
    """
    with ExitStack() as stack:

        def opened(
            address: str,
            *,
            site: str = "content",
            width: int = 1280,
            height: int = 720,
            scheme: Literal["light", "dark"] = "light",
            script: bool = True,
            **options: Any,
        ) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                java_script_enabled=script,
                locale="en-GB",
                **options,
            )
            stack.callback(context.close)
            watch.over(context)
            page = context.new_page()
            page.goto(address if urlsplit(address).scheme else roots[site] + address)
            return page

        yield opened


@pytest.fixture
def page(open_page: Opening) -> Page:
    """An empty page, 1280 by 720."""
    return open_page("about:blank")


def top(element: Locator) -> float:
    """How far below the window's upper edge an element stands, in CSS pixels."""
    found = element.bounding_box()
    assert found is not None
    return found["y"]
