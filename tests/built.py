"""What is wrong with a built site: dangling links, ids used twice, anything that reaches outside or runs inline.

Each check takes the files of a site by address and returns its complaints, [] where there are none. Nothing here
knows the program's own rules of addresses: links are resolved as a browser does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

Files = Mapping[str, bytes]
"""The files of a built site by their address below its root."""

ADDRESSES = ("href", "src", "srcset", "poster", "action", "formaction", "data", "cite", "background", "xlink:href")
"""Attributes that hold an address."""
_LOADING = frozenset("script img iframe object embed audio video source track input image use".split())
_LOADING_LINKS = frozenset("stylesheet icon preload prefetch modulepreload manifest preconnect".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr path".split())
_PHRASES = frozenset("a abbr b bdi bdo cite code em i mark q s small span strong sub sup".split())
_CSS_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')]*)[\"']?\s*\)|@import\s+[\"']([^\"']*)[\"']")
_LEAVES = ("http", "https", "mailto")


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening tag."""

    name: str
    attributes: Mapping[str, str]


@dataclass(slots=True)
class Page:
    """A page as a browser reads it.

    tags    in their order
    ids     how often each stands
    inline  what stands inside script and style
    words   the words of its article: inside `data-text`, notes and what is hidden aside, blocks parted by line breaks
    """

    tags: list[Tag] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    inline: list[str] = field(default_factory=list)
    words: str = ""

    def all(self, name: str) -> list[Tag]:
        """The tags of one name."""
        return [tag for tag in self.tags if tag.name == name]

    def links(self) -> Iterator[tuple[Tag, str]]:
        """Every address in the page, and the tag it stands on."""
        for tag in self.tags:
            for name in ADDRESSES:
                if name in tag.attributes:
                    yield tag, tag.attributes[name]


class _Reader(HTMLParser):
    """Reads a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.within = ""
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        found = {name: value or "" for name, value in attrs}
        self.page.tags.append(Tag(tag, found))
        if "id" in found:
            self.page.ids[found["id"]] += 1
        self.within = tag if tag in ("script", "style") else ""
        if tag not in _VOID:
            reads = "data-text" in found or (bool(self.open) and self.open[-1][1])
            self.open.append((tag, reads and "data-notes" not in found and "hidden" not in found))
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if tag == self.within:
            self.within = ""
        self._break(tag)
        if any(tag == name for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Characters between tags."""
        if self.within and data.strip():
            self.page.inline.append(data)
        if self.open and self.open[-1][1]:
            self.page.words += data

    def _break(self, tag: str) -> None:
        if tag not in _PHRASES:
            self.page.words += "\n"


@lru_cache(maxsize=2000)
def page(data: bytes) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(data.decode("utf-8"))
    reader.close()
    return reader.page


def pages(files: Files) -> dict[str, Page]:
    """The pages of a site by address."""
    return {name: page(data) for name, data in files.items() if name.endswith(".html")}


def dangling(files: Files, base: str) -> list[str]:
    """Links, in a site whose root is at the address `base` (ending in a slash), that lead nowhere or out of it."""
    found = []
    for name, read in pages(files).items():
        for _, address in read.links():
            if problem := _problem(files, name, address, base):
                found.append(f"{name}: {address!r} {problem}")
    for name, data in files.items():
        if name.endswith(".css"):
            for one, other in _CSS_ADDRESS.findall(data.decode("utf-8")):
                if problem := _problem(files, name, one or other, base):
                    found.append(f"{name}: {one or other!r} {problem}")
    return found


def _problem(files: Files, here: str, address: str, base: str) -> str:
    """What is wrong with an address on the page `here`; '' where nothing is."""
    scheme = urlsplit(address).scheme
    if scheme:
        return "" if scheme in _LEAVES else f"has the scheme {scheme}"
    if address.startswith("//"):
        return "names another host"
    if address.startswith("/") and here != "404.html":
        return "hangs on the root of the host"
    there = urljoin(base + here, address)
    if not there.startswith(base):
        return "leads out of the site"
    path, _, fragment = there.removeprefix(base).partition("#")
    target = unquote(path.partition("?")[0])
    if target not in files:
        return "is no file"
    if fragment and not (target.endswith(".html") and unquote(fragment) in page(files[target]).ids):
        return "names no id"
    return ""


def doubled_ids(files: Files) -> list[str]:
    """Ids that stand more than once in a page, and empty ones."""
    return [
        f"{name}: id {id_!r}, {count} times"
        for name, read in pages(files).items()
        for id_, count in read.ids.items()
        if count > 1 or not id_.strip()
    ]


def unsafe(files: Files) -> list[str]:
    """Pages without a content security policy, inline script or style, and whatever is fetched from elsewhere."""
    found = []
    for name, read in pages(files).items():
        found += [f"{name}: {problem}" for problem in _unsafe(read)]
    for name, data in files.items():
        if name.endswith((".css", ".svg")):
            text = data.decode("utf-8")
            outside = re.findall(r"(?:url\(|@import|href=|src=)\s*[\"']?\s*(?:[a-z]+:)?//[^\s\"')]*", text)
            found += [f"{name}: fetches {address}" for address in outside]
    return found


def _unsafe(read: Page) -> Iterator[str]:
    policies = [t for t in read.all("meta") if t.attributes.get("http-equiv", "").lower() == "content-security-policy"]
    if len(policies) != 1:
        yield f"{len(policies)} content security policies"
    elif bad := _weak(policies[0].attributes.get("content", "")):
        yield f"policy allows {bad}"
    for tag in read.tags:
        if tag.attributes.get("http-equiv", "").lower() == "content-security-policy":
            break
        if tag.name in ("link", "script", "style", "img", "base"):
            yield f"<{tag.name}> stands before the policy"
    yield from (f"inline {text[:40]!r}" for text in read.inline)
    for tag in read.tags:
        yield from (f"<{tag.name} {name}>" for name in tag.attributes if name == "style" or name.startswith("on"))
        if tag.name in ("base", "iframe", "object", "embed", "style"):
            yield f"<{tag.name}>"
        if tag.name == "form" and (tag.attributes.get("method") != "dialog" or "action" in tag.attributes):
            yield "<form> that could send something"
        if tag.name == "script" and "src" not in tag.attributes:
            yield "<script> without src"
        if _loads(tag):
            outside = [tag.attributes[name] for name in ADDRESSES if name in tag.attributes]
            yield from (f"<{tag.name}> fetches {a}" for a in outside if urlsplit(a).scheme or a.startswith("//"))


def _weak(policy: str) -> str:
    """What a policy allows that it should not."""
    rules = {words[0]: words[1:] for part in policy.split(";") if (words := part.split())}
    if rules.get("default-src") != ["'none'"]:
        return "anything by default"
    return " ".join(sorted({value for values in rules.values() for value in values} - {"'none'", "'self'"}))


def _loads(tag: Tag) -> bool:
    """Whether a browser fetches what a tag names, unasked."""
    if tag.name == "link":
        return bool(_LOADING_LINKS & set(tag.attributes.get("rel", "").lower().split()))
    return tag.name in _LOADING
