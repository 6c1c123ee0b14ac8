"""The visible words of a built article, read back from its page: the last look at the promise that none was altered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

_TAG = re.compile(r"<(?:!--.*?-->|(/?)([a-zA-Z][\w-]*)([^>]*)>)", re.DOTALL)
_REGION = re.compile(r"<([a-zA-Z][\w-]*)(\s(?:[^>]*\s)?data-text(?=[\s=/>])[^>]*)>")
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
INLINE = frozenset(
    "a abbr b bdi bdo button cite code data del dfn em font i img ins kbd label mark output q rp rt ruby s samp small "
    "span strong sub sup time u var wbr".split()
)
"""Elements that do not part the words around them; all others do."""
SILENT = frozenset("script style template title".split())


class NoTextRegionError(ValueError):
    """A page has no element with the attribute data-text, or more than one, or it never ends."""


def visible_text(page: str) -> str:
    """The words inside the element with `data-text`, those inside elements with `data-notes` or `hidden` left out.

    Blocks are separated by line breaks. Raises NoTextRegionError.
    """
    regions = [tag for tag in _regions(page) if _has(tag[2], "data-text")]
    if len(regions) != 1:
        raise NoTextRegionError("two elements have data-text" if regions else "no element has data-text")
    at = regions[0].end()
    end = _end(page, regions[0][1], at)
    words: list[str] = []
    at = _gather(page, at, end, words)
    while at >= 0:
        at = _gather(page, at, end, words)
    return "".join(words)


def _gather(page: str, at: int, end: int, words: list[str]) -> int:
    """Take up the words from here to the next silent element, behind which it goes on; -1 at the end."""
    for tag in _TAG.finditer(page, at, end):
        start = tag.start()
        if at < start:
            piece = page[at:start]
            words.append(unescape(piece) if "&" in piece else piece)
        at = tag.end()
        closing, name, attributes = tag.groups()
        if name is None:
            continue
        name = name.lower()
        if name not in INLINE:
            words.append("\n")
        if not closing and (attributes or name in SILENT) and name not in VOID and _is_silent(name, attributes):
            return _end(page, name, at)
    words.append(unescape(page[at:end]))
    return -1


def _regions(page: str) -> Iterator[re.Match[str]]:
    """The tags with data-text: between one > and the next, where that stands."""
    at = page.find("data-text")
    while at >= 0:
        stop = page.find(">", at) + 1
        yield from _REGION.finditer(page, page.rfind(">", 0, at) + 1, stop)
        at = page.find("data-text", stop) if stop else -1


def _is_silent(name: str, attributes: str) -> bool:
    """Whether the words inside an element are not the article's, or not seen."""
    return name in SILENT or _has(attributes, "data-notes") or _has(attributes, "hidden")


def _has(attributes: str, name: str) -> bool:
    """Whether an element has an attribute; what stands in quotation marks is passed over."""
    if name not in attributes:
        return False
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "''", attributes)
    return re.search(rf"(?:^|\s){name}(?=[\s=/]|$)", bare) is not None


@lru_cache(maxsize=32)
def _tags(name: str) -> re.Pattern[str]:
    """What opens or closes an element of this name."""
    return re.compile(rf"<(?:!--.*?-->|(/?){name}(?=[\s/>])[^>]*>)", re.DOTALL | re.IGNORECASE)


def _end(page: str, name: str, start: int) -> int:
    """Where the element ends whose content begins at `start`. Raises NoTextRegionError."""
    depth = 1
    for tag in _tags(name).finditer(page, start):
        if tag[1] is None:
            continue
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.start()
    raise NoTextRegionError("the element with data-text never ends")
