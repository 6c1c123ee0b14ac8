"""What a browser opens: the sites that are built for it, the types of page they have, and a server on this machine."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.child import PROJECT, allegedly
from tests.small_sites import copied

SITES = ("content", "annotated")
"""The site of this project, and the small one in which everything an author may type stands once."""

PAGE_TYPES: Mapping[str, str] = {
    "home": r"(?:index|page-\d+)\.html",
    "article": r"articles/[^/]+/index\.html",
    "pictures": r"articles/[^/]+/pictures/index\.html",
    "claims": r"claims/(?:index|page-\d+)\.html",
    "claim": r"claims/[^/]+/[^/]+/(?:index|page-\d+)\.html",
    "sources": r"sources/(?:index|page-\d+)\.html",
    "source": r"sources/[^/]+/(?:index|page-\d+)\.html",
    "glossary": r"glossary/(?:index|page-\d+)\.html",
    "lessons": r"lessons/(?:index|page-\d+)\.html",
    "lesson": r"lessons/[^/]+/index\.html",
    "page": r"pages/[^/]+/index\.html",
    "search": r"search/(?:index|page-\d+)\.html",
    "lost": r"404\.html",
}
"""Every type of page, and the addresses it has below a site's root."""

SEED = "articles/troops-reportedly-deserting/index.html"
"""The article that this project began with: the longest, with the most marks."""
PICTURES = "articles/troops-reportedly-deserting/pictures/index.html"
"""Its pictures."""

BROWSERS = ("chromium-headless-shell", "chromium")
"""Debian's browsers, the one that opens pages faster first."""
OPTIONS = (
    "--no-sandbox",
    "--font-render-hinting=none",  # letters are as wide in the shell as in the whole browser, so lines break alike
)
"""How a browser is started."""


@dataclass(frozen=True, slots=True, order=True)
class Sample:
    """A page to look at: its site, and its address below that site's root."""

    site: str
    address: str

    def __str__(self) -> str:
        """The name of a test of it: `content-glossary`."""
        return f"{self.site}-{self.address.removesuffix('.html').removesuffix('/index').replace('/', '.')}"


SAMPLES = (
    Sample("content", "index.html"),
    Sample("content", SEED),
    Sample("content", "articles/star-striker-rumour/index.html"),
    Sample("content", PICTURES),
    Sample("content", "claims/index.html"),
    Sample("content", "claims/troops-reportedly-deserting/mass-desertion/index.html"),
    Sample("content", "claims/kettle-recall-scare/kestmoor-corrects/index.html"),
    Sample("content", "sources/index.html"),
    Sample("content", "sources/russian-law-enforcement/index.html"),
    Sample("content", "glossary/index.html"),
    Sample("content", "lessons/index.html"),
    Sample("content", "lessons/who-says-so/index.html"),
    Sample("content", "pages/about/index.html"),
    Sample("content", "pages/annotate/index.html"),
    Sample("content", "search/index.html"),
    Sample("content", "search/page-2.html"),
    Sample("content", "404.html"),
    Sample("annotated", "index.html"),
    Sample("annotated", "articles/bridge/index.html"),
    Sample("annotated", "articles/jisr/index.html"),
    Sample("annotated", "articles/parade/index.html"),
    Sample("annotated", "articles/jisr/pictures/index.html"),
    Sample("annotated", "claims/bridge/safe/index.html"),
    Sample("annotated", "sources/mayor/index.html"),
    Sample("annotated", "glossary/index.html"),
    Sample("annotated", "pages/about/index.html"),
    Sample("annotated", "404.html"),
)
"""At least one page of each type; of the small site what it alone has: other directions, tables, kinds of its own."""


def browser_program() -> str:
    """The path of the browser that the variable CHROMIUM names, or of Debian's; an error where there is none."""
    wanted = os.environ.get("CHROMIUM")
    for name in [wanted] if wanted else BROWSERS:
        if found := shutil.which(name):
            return found
    raise FileNotFoundError(f"no browser {wanted or ''}: `make setup` installs Chromium, CHROMIUM names another")


def page_type(address: str) -> str | None:
    """The type of the page at an address; None where nobody has written it down."""
    found = [name for name, pattern in PAGE_TYPES.items() if re.fullmatch(pattern, address)]
    return found[0] if found else None


def build(site: str, folder: Path) -> Path:
    """Build a site below `folder`, in a process of its own; returns where it lies."""
    root = PROJECT if site == "content" else copied(site, folder).root
    out = folder / f"{site}-built"
    ran = allegedly("build", "--root", root, "--out", out)
    assert ran.code == 0, f"the site {site} cannot be built:\n{ran.said}"
    return out


def html(folder: Path) -> tuple[str, ...]:
    """The addresses of all pages of a built site."""
    return tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html")))


class _Handler(SimpleHTTPRequestHandler):
    """Answers with the files of a built site; silently."""

    def __init__(self, *arguments: object, under: str, **options: object) -> None:
        self.under = under
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """The file behind an address; outside `under` there is none."""
        if not path.startswith(self.under):
            return "/no such file"
        return super().translate_path("/" + path.removeprefix(self.under))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so by the base class
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser may hang up: a page it no longer wants is no error."""


@contextmanager
def served(folder: Path, under: str = "/") -> Iterator[str]:
    """Serve a built site on this machine's own address, below the path `under`; gives the address of its root."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder), under=under))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{under}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
