"""Addresses: which may be linked to, where each page lies, and the relative way from one to another.

A page's address is its file below the site's root, with forward slashes: `articles/budget/index.html`.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, unquote, urlsplit

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ABSOLUTE = re.compile(r"(?:https?://[^/?#\s@]+(?:[/?#]\S*)?|mailto:[^\s?]+@[^\s?]+(?:\?\S*)?)\Z", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")

_PLAIN = re.compile(r"[A-Za-z0-9/._~-]*")
"""An address that need not be spelled otherwise."""

_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")

HOME = "index.html"
GLOSSARY = "glossary/index.html"
SOURCES = "sources/index.html"
CLAIMS = "claims/index.html"
LESSONS = "lessons/index.html"
SEARCH = "search/index.html"
SEARCH_DATA = "search/data.js"
NOT_FOUND = "404.html"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
STYLE = "assets/style.css"
PAGES_STYLE = "assets/pages.css"
READING_STYLE = "assets/reading.css"
SEARCH_STYLE = "assets/search.css"


def article_page(slug: str) -> str:
    """The page of an article."""
    return f"articles/{slug}/index.html"


def article_data(slug: str) -> str:
    """The data of an article for other programs."""
    return f"articles/{slug}/article.json"


def pictures_page(slug: str) -> str:
    """The page of the pictures of an article."""
    return f"articles/{slug}/pictures/index.html"


def sitemap_part(number: int) -> str:
    """A part of a long sitemap; the first is 1."""
    return f"sitemap-{number}.xml"


def claim_page(slug: str, claim: str) -> str:
    """The page of a claim of an article."""
    return f"claims/{slug}/{claim}/index.html"


def source_page(source: str) -> str:
    """The page of a source."""
    return f"sources/{source}/index.html"


def lesson_page(slug: str) -> str:
    """The page of a lesson."""
    return f"lessons/{slug}/index.html"


def plain_page(slug: str) -> str:
    """One of the site's own pages."""
    return f"pages/{slug}/index.html"


def is_device(name: str) -> bool:
    """Whether Windows keeps the name of a folder for a device, so that no page can lie in it."""
    return bool(_DEVICE.fullmatch(name))


def is_external(url: str) -> bool:
    """Whether an address leaves the site."""
    return bool(_SCHEME.match(url)) or url.startswith("//")


def allowed(url: str) -> bool:
    """Whether an address may be linked to: http, https, mailto, or relative; nothing a browser could read otherwise."""
    if not url or _FORBIDDEN.search(url):
        return False
    if is_external(url):
        return bool(_ABSOLUTE.match(url)) and _has_sane_host(url)
    return True


def leads_within(url: str) -> bool:
    """Whether an address that may be linked to stays on the site."""
    return not is_external(url) and allowed(url)


def _has_sane_host(url: str) -> bool:
    """Whether the host part of an absolute address can be read at all."""
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() == "mailto" or (bool(parts.hostname) and (parts.port or 0) >= 0)
    except ValueError:
        return False


def spelled(url: str) -> str:
    """An absolute address in the characters that addresses are made of; what is spelled already stays."""
    return quote(url, safe="%/:?#[]@!$&'()*+,;=~-._")


def relative(here: str, there: str, fragment: str = "") -> str:
    """The relative way from page `here` to file `there`; within one page only the fragment."""
    tail = f"#{_spelled_fragment(fragment)}" if fragment else ""
    if here == there and tail:
        return tail
    if not there.startswith(f"{here.partition('/')[0]}/"):  # as most ways: up to the root, and down again
        return "../" * here.count("/") + _spelled_path(there) + tail
    folders, goal = here.split("/")[:-1], there.split("/")
    shared = 0
    while shared < min(len(folders), len(goal) - 1) and folders[shared] == goal[shared]:
        shared += 1
    way = "/".join((*[".."] * (len(folders) - shared), *goal[shared:]))
    return _spelled_path(way) + tail


def _spelled_fragment(fragment: str) -> str:
    """A fragment in the characters that addresses are made of; nearly all are ids made of such."""
    return fragment if _PLAIN.fullmatch(fragment) and "/" not in fragment else quote(fragment, safe="-._~")


def _spelled_path(path: str) -> str:
    return path if _PLAIN.fullmatch(path) else quote(path, safe="/-._~")


def join(folder: str, target: str) -> str | None:
    """The path that `target`, relative to `folder`, names below the root; None where it leaves the root.

    Percent signs are resolved; a target that begins with / is taken from the root.
    """
    path = unquote(target)
    if "\\" in path or "\x00" in path:
        return None
    joined = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
    return None if joined == ".." or joined.startswith(("../", "/")) else joined


def absolute(base_url: str, page: str, fragment: str = "") -> str:
    """The full address of a page of a site published at `base_url`; a folder's index goes by its folder."""
    path = page.removesuffix("index.html") if posixpath.basename(page) == "index.html" else page
    tail = f"#{quote(fragment, safe='-._~')}" if fragment else ""
    return f"{base_url.rstrip('/')}/{quote(path, safe='/-._~')}{tail}"


def root_path(base_url: str) -> str:
    """The path of the site's root on its host: '/' or '/project/'."""
    return f"{urlsplit(base_url).path.rstrip('/')}/"
