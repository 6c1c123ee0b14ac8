"""Links of a built site that lead nowhere: to no file of it, to an id that no page has, or out of it. Pure.

Addresses that begin with a slash count as the site's own, and full ones in feed and sitemap. Full addresses below
`base_url` on pages are the site's own only where there is such a file: other things may stand on the same host.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

from builder import urls
from builder.publish.pages import names_in_page, names_in_style

Load = Callable[[str], bytes]
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dangling:
    """A link that leads nowhere: the file it stands in, the address as it stands there, what is wrong with it."""

    page: str
    address: str
    problem: str


@dataclass(slots=True)
class LinkCheck:
    """Follows the links of a site, file by file, and keeps only what other pages have to answer.

    names     the files of the site
    base_url  where it will stand, '' where nobody said
    """

    names: Collection[str]
    base_url: str = ""
    _wanted: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)

    def follow(self, name: str, data: bytes) -> Iterator[Dangling]:
        """The links of a file that lead to no file, or to an id that this page itself does not have."""
        text = data.decode("utf-8", "replace")
        if name.endswith(".html"):
            read = names_in_page(text)
            for address in read.addresses:
                yield from self._look(name, address, read.ids)
        elif name.endswith(".css"):
            for address in names_in_style(text):
                yield from self._look(name, address, frozenset())
        elif self.base_url and name in (urls.SITEMAP, urls.FEED, "robots.txt"):
            for address in re.findall(rf"{re.escape(self.base_url.rstrip('/'))}(?![^/\s<\"'])[^\s<>\"']*", text):
                if name != urls.FEED or address.strip("/") != self.base_url.strip("/"):  # there it is the feed's id
                    yield from self._look(name, unescape(address), frozenset())
        elif name == "_redirects":
            for line in text.splitlines():
                yield from self._look(name, line.split()[1], frozenset())

    def pages_to_ask(self) -> Collection[str]:
        """The pages to which links lead with an id; to be handed to `answer` when all files were followed."""
        return sorted(self._wanted)

    def answer(self, name: str, data: bytes) -> Iterator[Dangling]:
        """The links from other pages to an id that this page does not have."""
        wanted = self._wanted[name]
        missing = [
            fragment for fragment in wanted if f'id="{fragment}"'.encode() not in data
        ]  # in a hundredth of the time
        ids = names_in_page(data.decode("utf-8", "replace")).ids if missing else frozenset()
        for fragment in missing:
            if fragment not in ids:
                page, address = wanted[fragment]
                yield Dangling(page, address, "names an id that is not there")

    def _look(self, page: str, address: str, ids: Collection[str]) -> Iterator[Dangling]:
        found = self._resolve(page, address)
        if found is None:
            return
        if isinstance(found, Dangling):
            yield found
            return
        target, fragment = found
        if target not in self.names:
            if not (page.endswith(".html") and _SCHEME.match(address)):
                yield Dangling(page, address, "leads to no file of the site")
        elif target == page and fragment and target.endswith(".html") and fragment not in ids:
            yield Dangling(page, address, "names an id that is not there")
        elif target != page and fragment and target.endswith(".html"):
            self._wanted.setdefault(target, {}).setdefault(fragment, (page, address))

    def _resolve(self, page: str, address: str) -> tuple[str, str] | Dangling | None:
        """The file and the fragment that an address names; None where it leads to another site."""
        way, _, fragment = address.partition("#")
        fragment = unquote(fragment.partition(":~:")[0])
        fragment = "" if fragment.lower() == "top" else fragment
        way = way.partition("?")[0]
        own = self._below_base(way)
        if own is None and (_SCHEME.match(way) or way.startswith("//")):
            return None
        if own is None and way.startswith("/"):
            root = urls.root_path(self.base_url)
            if not way.startswith(root):
                return Dangling(page, address, f"leads out of the site, which stands at {root}")
            own = way[len(root) :]
        if own is not None:
            target = posixpath.normpath(unquote(own)) if own else "."
            folder = target == "." or own.endswith("/")
            return (posixpath.join(target, urls.HOME).removeprefix("./") if folder else target), fragment
        if not way:
            return page, fragment
        if page == urls.NOT_FOUND and self.base_url:
            return Dangling(page, address, "hangs on the address that was asked for, which may be any")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(way)))
        if target == ".." or target.startswith("../"):
            return Dangling(page, address, "leads out of the site")
        return (f"{target}/" if way.endswith("/") else target), fragment

    def _below_base(self, way: str) -> str | None:
        """What follows base_url in a full address, None for any other."""
        base = self.base_url.rstrip("/")
        if not base or not way.startswith(base) or way[len(base) : len(base) + 1] not in ("", "/"):
            return None
        return way[len(base) + 1 :]
