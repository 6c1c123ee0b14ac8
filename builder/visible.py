"""The visible words of a built article, read back from its page: the last look at the promise that none was altered."""

from __future__ import annotations

import re
from html import unescape

_PIECE = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)([^>]*)>|([^<]+)", re.DOTALL)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(["script", "style", "template", "title"])


class NoTextRegionError(ValueError):
    """A page has no element with the attribute data-text, or more than one, or it never ends."""


def visible_text(page: str) -> str:
    """The words inside the element with `data-text`, those inside elements with `data-notes` or `hidden` left out.

    Blocks are separated by line breaks. Raises NoTextRegionError.
    """
    reader = _Reader()
    for piece in _PIECE.finditer(page):
        closing, name, attributes, text = piece.groups()
        if text is not None:
            reader.text(text)
        elif name is not None:
            reader.tag(name.lower(), attributes, bool(closing))
    return reader.words()


class _Reader:
    """Follows the tags of a page: how deep inside the region, how deep inside what is not read."""

    def __init__(self) -> None:
        self.found = False
        self.depth = 0
        self.silent = 0
        self.read: list[str] = []

    def words(self) -> str:
        """What was read."""
        if not self.found or self.depth:
            what = "the element with data-text never ends" if self.found else "no element has data-text"
            raise NoTextRegionError(what)
        return "".join(self.read)

    def text(self, text: str) -> None:
        """Characters between tags."""
        if self.depth and not self.silent:
            self.read.append(unescape(text))

    def tag(self, name: str, attributes: str, closing: bool) -> None:
        """A tag."""
        if self.depth and not self.silent and name in _BLOCKS:
            self.read.append("\n")
        if closing:
            self.silent -= self.silent > 0
            self.depth -= self.depth > 0
        elif name not in _VOID and not attributes.endswith("/"):
            self._open(name, attributes)

    def _open(self, name: str, attributes: str) -> None:
        """An opening tag that a closing one will follow."""
        if self.depth:
            self.depth += 1
            hides = self.silent or name in _SILENT or _has(attributes, "data-notes") or _has(attributes, "hidden")
            self.silent += bool(hides)
        elif _has(attributes, "data-text"):
            if self.found:
                raise NoTextRegionError("two elements have data-text")
            self.found, self.depth = True, 1


def _has(attributes: str, name: str) -> bool:
    """Whether an element has an attribute; quoted values are passed over."""
    return (
        name in attributes
        and re.search(rf"(?:^|\s){name}(?=[\s=/]|$)", re.sub(r'"[^"]*"|\'[^\']*\'', '""', attributes)) is not None
    )
