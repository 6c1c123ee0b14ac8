"""The visible words of a built page, from its bytes, in a few passes: nearly all pages are as simple as that.

Here tags are spelled in lower case, hold no angle bracket, and part no entity; there is no comment, and nothing in the
text is silent but what an attribute makes so. Any other page is left to `visible`. What is read here is read there
alike.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from builder.text.visible import INLINE, SILENT, VOID, visible_text

_TAG = re.compile(rb"<([a-z][a-z0-9-]*)((?:\s+[a-z][a-z0-9-]*(?:=\"[^\"<>]*\")?)*)\s*>")
_ATTRIBUTE = re.compile(rb"([a-z][a-z0-9-]*)(?:=\"[^\"]*\")?")
_TAKEN = b"\0"
"""Stands where a tag was that parts no words, so that a tag taken out of another one is noticed."""
_INLINE_TAG = re.compile(rf"</?(?:span|a|{'|'.join(sorted(INLINE))})(?=[\s/>])[^>]*>".encode())
_PARTING_TAG = re.compile(rf"<(?!/?(?:{'|'.join(sorted(SILENT))})[\s/>])/?[a-z][a-z0-9_-]*(?=[\s/>])[^>]*>".encode())
_PARTED_ENTITY = re.compile(rb"&[^;<\s]*<")


def visible_words(page: bytes) -> str:
    """The words of a page as `visible_text` tells them. Raises NoTextRegionError."""
    found = _read(page)
    return visible_text(page.decode("utf-8")) if found is None else found


def _read(page: bytes) -> str | None:
    """The words; None where the page is not simple."""
    if _TAKEN in page or page.count(b"data-text") != 1 or _has_comment(page):
        return None
    region = _tag_around(page, page.find(b"data-text"), 0)
    if region is None or not _has(region, b"data-text") or not _stands_alone(page, region.start()):
        return None
    low = page.lower()  # what ends an element may be spelled otherwise
    pieces = _pieces(page, low, region.end(), _end(low, region[1], region.end()))
    return None if pieces is None else _words(b"".join(pieces))


def _words(text: bytes) -> str | None:
    """The words between tags; None where an angle bracket is no tag's, or an entity is not whole."""
    left, taken = _INLINE_TAG.subn(_TAKEN, text)
    left, parting = _PARTING_TAG.subn(b"\n", left)
    is_simple = left.count(_TAKEN) == taken and text.count(b"<") == taken + parting
    if not is_simple or _PARTED_ENTITY.search(text):
        return None
    return unescape(left.translate(None, _TAKEN).decode("utf-8"))


def _has_comment(page: bytes) -> bool:
    at = page.find(b"!")  # one character is found much faster than three
    while at >= 0 and not page.startswith(b"--", at + 1):
        at = page.find(b"!", at + 1)
    return at >= 0


def _pieces(page: bytes, low: bytes, at: int, end: int) -> list[bytes] | None:
    """What stands between the silent elements, their own tags included; None where that is not sure."""
    pieces = []
    start = at
    while at < end:
        notes = page.find(b"data-notes", at, end)
        hidden = page.find(b"hidden", at, end if notes < 0 else notes)
        name, here = (b"data-notes", notes) if hidden < 0 else (b"hidden", hidden)
        if here < 0:
            break
        tag = _tag_around(page, here, start)
        if tag is None and page.rfind(b"<", start, here) > page.rfind(b">", start, here):
            return None
        at = tag.end() if tag else here + len(name)
        if tag and _has(tag, name) and tag[1].decode() not in VOID:
            pieces.append(page[start:at])
            start = at = _end(low, tag[1], at)
    pieces.append(page[start:end])
    return pieces if end >= 0 and at >= 0 else None


def _tag_around(page: bytes, at: int, start: int) -> re.Match[bytes] | None:
    """The opening tag that a place lies in, if it is a simple one; it is looked for from `start` on."""
    opening = page.rfind(b"<", start, at)
    tag = _TAG.match(page, opening) if opening >= 0 else None
    return tag if tag and at < tag.end() else None


def _stands_alone(page: bytes, at: int) -> bool:
    """Whether no tag is open where one begins."""
    return page.rfind(b"<", 0, at) <= page.rfind(b">", 0, at)


def _has(tag: re.Match[bytes], name: bytes) -> bool:
    return name in _ATTRIBUTE.findall(tag[2])


@lru_cache(maxsize=32)
def _edges(name: bytes) -> re.Pattern[bytes]:
    """What opens or closes an element of this name; it begins with the name itself, which is found quickly."""
    return re.compile(rb"%b(?:(?<=<%b)|(?<=</%b))(?=[\s/>])" % (name, name, name))


def _end(low: bytes, name: bytes, start: int) -> int:
    """Where the element ends whose content begins at `start`; -1 where it never does."""
    depth = 1
    for edge in _edges(name).finditer(low, start):
        is_closing = low[edge.start() - 1] == ord("/")
        depth += -1 if is_closing else 1
        if not depth:
            return edge.start() - 2
    return -1
