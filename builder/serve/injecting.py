"""What the preview adds to a page on its way to the browser: its own script, and leave to run it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import unquote, urljoin

OWN = "/-allegedly/"
"""Where the preview's own files stand; no site has such an address: slugs begin with a letter or digit."""
_END_OF_HEAD = re.compile(rb"<script[\s>]|</head\s*>|<body[\s>]", re.IGNORECASE)
"""Before which the preview's script stands: before all others, so that it sees the page as it came."""
_POLICY = re.compile(
    rb"""(<meta\b[^>]*\bhttp-equiv=["']?content-security-policy["']?[^>]*\bcontent=")([^"]*)(")""", re.IGNORECASE
)
_DEFERRED = re.compile(rb"(<script\b[^>]* defer)(?=[ >])", re.IGNORECASE)
"""A page that is loaded anew is drawn when its scripts have run: what they put beside the text does not come and go."""
_ASSET = re.compile(rb"""(\s(?:href|src)=")([^"?#]+\.(?:css|js))(")""")
_WAY = re.compile(rb"""(\s(?:href|src)=")([^"]*)(")""")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
"""How an address begins that is none of the site's, or one within the page."""
_NEEDED = ("script-src", "style-src", "connect-src")


def with_script(page: bytes, facts: Mapping[str, str], script: str) -> bytes:
    """A page with the preview's script at the address `script`, which finds the `facts` among its data attributes."""
    told = "".join(f' data-{name}="{escape(value)}"' for name, value in facts.items())
    tag = f'<script src="{escape(script)}" defer blocking="render"{told}></script>\n'.encode()
    page = _DEFERRED.sub(rb'\1 blocking="render"', page)
    page = _POLICY.sub(lambda found: found[1] + _allowing(found[2].decode("utf-8", "replace")) + found[3], page)
    end = _END_OF_HEAD.search(page)
    return page[: end.start()] + tag + page[end.start() :] if end else page + tag


def _allowing(policy: str) -> bytes:
    """A content security policy, with leave for what comes from the site's own address."""
    rules = {words[0].lower(): words[1:] for part in unescape(policy).split(";") if (words := part.split())}
    for name in _NEEDED:
        sources = rules.get(name, rules.get("default-src"))
        if sources is not None and "'self'" not in sources:
            rules[name] = [*(source for source in sources if source != "'none'"), "'self'"]
    return escape("; ".join(" ".join((name, *sources)) for name, sources in rules.items()), quote=False).encode()


def with_prints(page: bytes, address: str, prints: Mapping[str, str]) -> bytes:
    """A page at an address whose links to styles and scripts say which version of them is meant, by `prints`.

    A browser then keeps them: loading a page anew asks for the page alone.
    """

    def printed(found: re.Match[bytes]) -> bytes:
        there = urljoin(f"/{address}", unescape(found[2].decode("utf-8", "replace")))
        known = prints.get(unquote(there[1:]))
        return b"%b%b?%b%b" % (found[1], found[2], known.encode(), found[3]) if known else found[0]

    return _ASSET.sub(printed, page)


def rooted(page: bytes, base: str) -> bytes:
    """A page of the top whose ways begin at the root, so that it can be shown at any address.

    Some may begin with `base` already, the path below which the site will stand; here it stands at the root.
    """

    def from_root(found: re.Match[bytes]) -> bytes:
        way = unescape(found[2].decode("utf-8", "replace"))
        if way and not _ELSEWHERE.match(way):
            way = f"/{way.removeprefix(base).removeprefix('/')}"
        return found[1] + escape(way).encode() + found[3]

    return _WAY.sub(from_root, page)


_BARE = "body { font: 1.125rem/1.5 Georgia, serif; max-width: 36rem; margin: 12vh auto; padding: 0 1.5rem }"


def bare_page(title: str, words: str, facts: Mapping[str, str], script: str) -> bytes:
    """A page that stands where none could be made yet. What the preview has to tell comes over it."""
    page = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{escape(title)}</title>\n'
        f"<style>{_BARE}</style>\n</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n"
        f"<p data-allegedly-bare>{escape(words)}</p>\n</main>\n</body>\n</html>\n"
    )
    return with_script(page.encode(), facts, script)
