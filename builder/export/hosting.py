"""Files that hosts and robots read at the root of a domain: robots.txt, _headers, _redirects.

They are part of the built site, not of publishing: whoever uploads `site/` by hand, or lets a host build it, gets them,
too. But only where `base_url` is the root of a domain: below a path, or on a USB stick, nobody would read them.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from builder import urls
from builder.export.media import ASK
from builder.model.site import Site

ROBOTS = "robots.txt"
HEADERS = "_headers"
REDIRECTS = "_redirects"

SECURITY = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
"""Headers for every file. The content security policy stands in the pages themselves: there it holds from any host, and
templates of a site's own may have another one. Framing is not forbidden: teachers embed pages in learning platforms."""


def host_files(site: Site, moved: Iterable[tuple[str, str]] = ()) -> dict[str, bytes]:
    """The files by address, none where the site does not stand at the root of a domain.

    moved  pages that stand elsewhere now: old address, new address
    """
    if not site.base_url or urls.root_path(site.base_url) != "/":
        return {}
    found = {ROBOTS: _robots(site), HEADERS: _headers()}
    if lines := _redirects(moved):
        found[REDIRECTS] = lines
    return {name: text.encode("utf-8") for name, text in found.items()}


def _robots(site: Site) -> str:
    """All may read all (RFC 9309), and here is the list of it."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {urls.absolute(site.base_url, urls.SITEMAP)}\n"


def _headers() -> str:
    """The headers as Netlify, Cloudflare Pages and their like read them: a path, then its headers.

    One rule for all files: where two rules fit, such hosts join the values of a header, and paths with an asterisk in
    the middle are not read alike by all of them.
    """
    lines = [f"  {name}: {value}\n" for name, value in (*SECURITY, ("Cache-Control", ASK))]
    return "".join(["/*\n", *lines])


def _redirects(moved: Iterable[tuple[str, str]]) -> str:
    """One line for each way in which people ask for a page that moved, by its file and by its folder."""
    ways = [(typed, new) for old, new in sorted(moved) for typed in dict.fromkeys((old, old.removesuffix(urls.HOME)))]
    return "".join(f"/{quote(old, safe='/-._~')} /{quote(new, safe='/-._~')} 301\n" for old, new in ways)
