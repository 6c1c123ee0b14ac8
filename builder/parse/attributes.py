"""The braces after marked words, as Pandoc writes them.

    attributes = "{" item* "}"                items separated by white space
    item       = "." class | "#" id | key "=" value
    value      = bare | '"' … '"' | "'" … "'"   quoted: a backslash escapes, entities are resolved, lines may break

Pure: text in, value out. Offsets are 0-based within the text that is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

_ITEM = re.compile(
    r"""\.(?P<class>[^\s.#={}"'<>`,]+)
      | \#(?P<id>[^\s={}"'<>`,]+)
      | (?P<key>[A-Za-z][\w-]*)=(?:
            "(?P<double>(?:[^"\\]|\\.)*)"
          | '(?P<single>(?:[^'\\]|\\.)*)'
          | (?P<bare>[^\s={}"'<>`,]+))
    """,
    re.VERBOSE | re.DOTALL,
)
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[^\s{}]+")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Item:
    """One item: `sign` is '.', '#' or '='; for '=' `name` is the key; start and end of its value."""

    sign: str
    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attributes:
    """Braces that could be read; `end` is the offset behind the closing brace."""

    items: tuple[Item, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Malformed:
    """Braces that could not: where, up to where, and what the trouble is."""

    start: int
    end: int
    problem: str


def read(text: str, start: int) -> Attributes | Malformed:
    """Read the braces that open at `start`."""
    items: list[Item] = []
    at = start + 1
    while True:
        gap = _SPACE.match(text, at)
        item_at = gap.end() if gap else at
        if text.startswith("}", item_at):
            return Attributes(tuple(items), start, item_at + 1)
        found = _ITEM.match(text, item_at)
        if found is None:
            return _trouble(text, start, item_at)
        if items and item_at == at:
            return Malformed(item_at, found.end(), "a space is missing here")
        items.append(_item(found))
        at = found.end()


def _item(found: re.Match[str]) -> Item:
    """The item that a match holds."""
    for sign, group in ((".", "class"), ("#", "id")):
        if (value := found[group]) is not None:
            return Item(sign, value, value, found.start(group), found.end(group))
    group = next(name for name in ("double", "single", "bare") if found[name] is not None)
    value = found[group]
    if group != "bare":
        value = " ".join(unescape(_ESCAPE.sub(r"\1", value)).split("\n"))
    return Item("=", found["key"], value, found.start(group), found.end(group))


def _trouble(text: str, start: int, at: int) -> Malformed:
    """Why nothing can be read at `at`."""
    if at >= len(text):
        return Malformed(start, min(start + 1, len(text)), "the closing } is missing")
    word = _WORD.match(text, at)
    end = word.end() if word else at + 1
    piece = text[at:end]
    if piece.startswith(","):
        return Malformed(at, at + 1, "items are separated by spaces, not by commas")
    if re.match(r"[A-Za-z][\w-]*=[\"']", piece):
        return Malformed(at, end, f"the quotation mark after '{piece.split('=')[0]}=' is never closed")
    if re.match(r"[\w-]+=$", piece) or (re.match(r"[\w-]+$", piece) and re.match(r"\s+=", text[end : end + 9])):
        return Malformed(at, end, "write key=value without spaces around =")
    if re.match(r"[A-Za-z][\w-]*=[“”‘’]", piece):
        return Malformed(at, end, 'values are quoted with straight quotation marks: key="two words"')
    if "=" in piece:
        return Malformed(at, end, f"'{piece}' holds a sign that needs quotation marks: key=\"…\"")
    if re.match(r"[\w-]+$", piece):
        return Malformed(
            at, end, f"'{piece}' is neither .kind nor #id nor key=value (a value of two words needs quotes)"
        )
    return Malformed(at, end, f"'{piece[:20]}' is neither .kind nor #id nor key=value")
