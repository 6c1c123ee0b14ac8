"""Pictures of every type of page, for people to look at: `python -m tests.browser.screenshots [FOLDER [NAME…]]`.

Each page at four widths, light and dark, from top to bottom; the ways to read an article as one finds them on the first
screen; and each page as it leaves the printer. `index.html` in the folder shows them side by side. With names, such as
`home` or `article-note`, only those are taken anew.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.browser.pages import OPTIONS, PICTURES, SEED, SITES, browser_program, build, page_type, served
from tests.child import PROJECT

SIZES = ((390, 844), (820, 1180), (1280, 720), (1400, 900))
"""A phone, a tablet, a projector, a desk: width and height in CSS pixels."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DOTS = 80
"""Of a printed page, per inch."""
SETTLED = 250
"""Milliseconds after which a page has done all it does by itself."""


@dataclass(frozen=True, slots=True)
class Shot:
    """What to take a picture of.

    name     of the folder its pictures go to
    site     and the address below its root, a fragment included
    whole    from top to bottom; otherwise what the first screen shows
    """

    name: str
    address: str
    site: str = "content"
    whole: bool = True


PAGES = (
    Shot("home", "index.html"),
    Shot("article", SEED),
    Shot("article-easiest", "articles/star-striker-rumour/index.html"),
    Shot("article-small", "articles/bridge/index.html", "annotated"),
    Shot("article-rtl", "articles/jisr/index.html", "annotated"),
    Shot("pictures", PICTURES),
    Shot("pictures-easiest", "articles/star-striker-rumour/pictures/index.html"),
    Shot("pictures-rtl", "articles/jisr/pictures/index.html", "annotated"),
    Shot("claims", "claims/index.html"),
    Shot("claim", "claims/troops-reportedly-deserting/mass-desertion/index.html"),
    Shot("sources", "sources/index.html"),
    Shot("source", "sources/russian-law-enforcement/index.html"),
    Shot("glossary", "glossary/index.html"),
    Shot("lessons", "lessons/index.html"),
    Shot("lesson", "lessons/who-says-so/index.html"),
    Shot("page", "pages/about/index.html"),
    Shot("page-guide", "pages/annotate/index.html"),
    Shot("search", "search/index.html"),
    Shot("lost", "404.html"),
)
WAYS = (
    *(
        Shot(f"article-{way}", f"{SEED}#{way}", whole=False)
        for way in ("plain", "without-careful-words", "without-sources", "own-voice-only", "core", "easy", "project")
    ),
    Shot("article-note", f"{SEED}#n-h-allegedly-droves", whole=False),
    Shot("article-mark", f"{SEED}#a-kalinovsky", whole=False),
    Shot("search-found", "search/index.html#q=kalinovsky", whole=False),
)


def main() -> None:
    """Build the sites, take all pictures, and say where they are."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else PROJECT / "screenshots").resolve()
    names = sys.argv[2:] or [shot.name for shot in (*PAGES, *WAYS)]
    program = browser_program()
    with ExitStack() as stack:
        built = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        under = {"content": "/", "annotated": "/project/"}
        roots = {site: stack.enter_context(served(build(site, built), under[site])) for site in SITES}
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        stack.callback(browser.close)
        for shot in (*PAGES, *WAYS):
            if shot.name in names:
                take(browser, shot, roots, folder)
    (folder / "index.html").write_text(gallery(folder), encoding="utf-8")
    sys.stdout.write(f"{folder / 'index.html'}\n")


def take(browser: Browser, shot: Shot, roots: Mapping[str, str], folder: Path) -> None:
    """Take all pictures of one page."""
    there = folder / shot.name
    shutil.rmtree(there, ignore_errors=True)
    there.mkdir(parents=True)
    page = browser.new_page(reduced_motion="reduce")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.goto("about:blank")  # so that a fragment alone is a visit as well
            page.goto(roots[shot.site] + shot.address)
            page.evaluate("document.fonts.ready.then(() => true)")
            page.wait_for_timeout(SETTLED)
            page.screenshot(path=there / f"{width}-{scheme}.png", full_page=shot.whole)
    if shot.whole:
        page.emulate_media(color_scheme="light")
        page.pdf(path=there / "print.pdf", format="A4", prefer_css_page_size=True)
        show_print(there / "print.pdf")
    page.close()


def show_print(pdf: Path) -> None:
    """Make pictures of the pages of a PDF, where `pdftoppm` (Debian: poppler-utils) is at hand."""
    program = shutil.which("pdftoppm")
    if program is not None:
        subprocess.run([program, "-png", "-r", str(DOTS), pdf, pdf.with_suffix("")], check=True)


def gallery(folder: Path) -> str:
    """A page that shows all pictures, page by page."""
    rows = []
    for shot in (*PAGES, *WAYS):
        cells = "".join(
            f'<a href="{path.relative_to(folder).as_posix()}"><img loading="lazy" height="360" '
            f'src="{path.relative_to(folder).as_posix()}" alt="{escape(path.stem)}"></a>'
            for path in sorted((folder / shot.name).glob("*.png"))
        )
        kind = page_type(shot.address.partition("#")[0])
        rows.append(f"<h2>{escape(shot.name)} <small>{kind}, {escape(shot.address)}</small></h2><p>{cells}</p>")
    style = "img{max-width:32rem;object-fit:cover;object-position:top;margin:0 .5rem .5rem 0;border:1px solid #888}"
    return f"<!doctype html><meta charset=utf-8><title>Pictures</title><style>{style}</style>{''.join(rows)}\n"


if __name__ == "__main__":
    main()
