"""The preview as a web application: the site's own addresses, and those of the preview itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from builder import urls
from builder.export.media import media_type
from builder.report.proof import sheet
from builder.serve.guarding import App, Guard
from builder.serve.injecting import OWN, bare_page, rooted, with_prints, with_script
from builder.serve.preview import Preview
from builder.serve.showing import Showing, Shown
from builder.serve.tabs import Tab

CLIENT = Path(__file__).parent / "client"
"""The files that the preview adds in the browser. They are part of no site."""
KEPT = "max-age=31536000, immutable"
"""To be kept: the address names the version."""
NO_PAGE = ("This page cannot be made yet", "This page comes by itself once what is wrong is mended.")
"""What stands where a page could never be made, though others can; title and words."""
NO_SITE = (
    "This site cannot be built yet",
    "No page can be made yet; all come by themselves as soon as every error is mended.",
)
"""What stands at every address where the site was never without errors so far; title and words."""
_RANGE = re.compile(r"bytes=([0-9]+)-([0-9]*)")


def application(preview: Preview, hosts: frozenset[str]) -> App:
    """The application that answers browsers which ask for one of `hosts`."""
    site = _Site(preview)
    routes = [
        Route(f"{OWN}events", site.events),
        Route(f"{OWN}proof", site.proof),
        Route(f"{OWN}{{name}}", site.own),
        Route("/{path:path}", site.file),
    ]
    return Guard(Starlette(routes=routes, lifespan=preview.at_work), hosts)


class _Site:
    """Answers requests for a preview."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview

    async def file(self, request: Request) -> Response:
        """A file of the site; where there is none, the site's page for lost readers."""
        path = request.path_params["path"]
        address = path if path and not path.endswith("/") else f"{path}index.html"
        if not _is_plain(address):
            return await self._page(address, lost=True)
        showing = self.preview.showing
        shown = await self.preview.shown(showing, address)
        if shown.is_there and shown.data is not None and not address.endswith(".html"):
            return _data(address, shown, request)
        if not shown.is_there and (below := _below_base(showing, request.url.path)):
            return RedirectResponse(below, 307)
        if not shown.is_there and not address.endswith(".html"):
            folder = await self.preview.shown(showing, f"{address}/index.html")
            if folder.is_there:
                return RedirectResponse(f"/{_spelled(address)}/", 307)
        return await self._page(address)

    async def _page(self, address: str, lost: bool = False) -> Response:
        """A page with the preview's script."""
        showing = self.preview.showing
        shown = await self.preview.shown(showing, urls.NOT_FOUND if lost else address)
        facts = {
            "page": urls.NOT_FOUND if lost else address,
            "print": shown.print,
            "style": showing.look.style,
            "article": showing.article_of(address),
            "look": _own_address("preview.css"),
        }
        script = _own_address("preview.js")
        headers = {"Cache-Control": "no-store"}
        if shown.data is None:
            page = bare_page(*(NO_PAGE if shown.is_there else NO_SITE), facts, script)
            return Response(page, 503, headers, "text/html; charset=utf-8")
        is_there = shown.is_there and not lost and address != urls.NOT_FOUND
        data = shown.data if is_there else rooted(shown.data, _base(showing))
        page = with_script(with_prints(data, facts["page"], showing.look.prints), facts, script)
        return Response(page, 200 if is_there else 404, headers, "text/html; charset=utf-8")

    async def own(self, request: Request) -> Response:
        """A file of the preview itself."""
        name = request.path_params["name"]
        data = _client().get(name)
        if data is None:
            return PlainTextResponse("There is no such file.\n", 404)
        return Response(data, 200, {"Cache-Control": KEPT}, media_type(name))

    async def proof(self, request: Request) -> Response:
        """The proof sheet of an article, as text."""
        slug = request.query_params.get("article", "")
        content = self.preview.showing.edition.content
        if content is None or slug not in content.index.entries:
            return PlainTextResponse("There is no such article.\n", 404)
        text = await run_in_threadpool(_sheet, self.preview.showing, slug)
        return PlainTextResponse(text, 200, {"Cache-Control": "no-store"})

    async def events(self, request: Request) -> Response:
        """What a page must hear from now on, or `once`: what it has missed."""
        asked = request.query_params
        showing = self.preview.showing
        styles = showing.look.styles if asked.get("style") == showing.look.style else {}
        tab = Tab(asked.get("page", urls.HOME), asked.get("print", ""), styles)
        tabs = self.preview.tabs
        stream = (tabs.catch_up if "once" in asked else tabs.stream)(tab, self.preview.news)
        return StreamingResponse(stream, 200, {"Cache-Control": "no-store"}, "text/event-stream")


def _sheet(showing: Showing, slug: str) -> str:
    content = showing.edition.content
    assert content is not None
    return sheet(showing.edition.article(slug), content.inputs.setting.sources)


@cache
def _client() -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in CLIENT.iterdir() if path.suffix in (".js", ".css")}


def _own_address(name: str) -> str:
    """The address of a file of the preview itself, in the version at hand."""
    return f"{OWN}{name}?{hashlib.blake2b(_client()[name], digest_size=12).hexdigest()}"


def _base(showing: Showing) -> str:
    """The path below which the site will stand online."""
    content = showing.edition.content
    return urls.root_path(content.house.site.base_url) if content and content.house.site.base_url else "/"


def _below_base(showing: Showing, path: str) -> str:
    """An address as the site will have it online, below the path of its base_url, as it is here; '' for any other.

    The page for lost readers names such addresses.
    """
    base = _base(showing)
    rest = path.removeprefix(base)
    return f"/{_spelled(rest)}" if base != "/" and path.startswith(base) and not rest.startswith("/") else ""


def _is_plain(address: str) -> bool:
    """Whether an address could be one of a site's: no empty part, none that climbs."""
    return "\\" not in address and not any(part in ("", ".", "..") for part in address.split("/"))


def _spelled(address: str) -> str:
    return urls.relative("", address)


def _data(address: str, shown: Shown, request: Request) -> Response:
    """A file that is no page; a part of it where that is asked for, as players of sound and film do."""
    assert shown.data is not None
    is_kept = request.url.query == shown.print
    headers = {
        "Cache-Control": KEPT if is_kept else "no-cache",
        "ETag": f'"{shown.print}"',
        "Accept-Ranges": "bytes",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(None, 304, headers)
    part = _RANGE.fullmatch(request.headers.get("range", ""))
    size = len(shown.data)
    if part is None:
        return Response(shown.data, 200, headers, media_type(address))
    first, last = int(part[1]), min(int(part[2] or size), size - 1)
    if first > last:
        return Response(None, 416, {**headers, "Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return Response(shown.data[first : last + 1], 206, headers, media_type(address))
