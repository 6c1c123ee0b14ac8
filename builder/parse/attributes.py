"""The braces after marked words, as Pandoc writes them.

    attributes = "{" item* "}"                items separated by white space
    item       = "." class | "#" id | key "=" value
    value      = bare | '"' … '"' | "'" … "'"   quoted: a backslash escapes, entities are resolved, lines may break

Pure: text in, value out. Offsets are 0-based within the text that is read.
"""

from __future__ import annotations

import re
from html import unescape

from msgspec import Struct

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
_SIGNS = {"class": ".", "id": "#"}
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[^\s{}]+")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CURLY = "“”„‟‘’‚‛«»‹›"
_CLOSING = re.compile(f"[{_CURLY}}}]")
_NEAR = 2_000
"""How far on the rest of braces is looked for, to say what is wrong with them."""


class Item(Struct, frozen=True):
    """One item, from `begin` on: `sign` is '.', '#' or '='; for '=' `name` is the key; start and end of its value."""

    sign: str
    name: str
    value: str
    begin: int
    start: int
    end: int


class Attributes(Struct, frozen=True):
    """Braces that could be read; `end` is the offset behind the closing brace."""

    items: tuple[Item, ...]
    start: int
    end: int


class Malformed(Struct, frozen=True):
    """Braces that could not: where, up to where, and what the trouble is."""

    start: int
    end: int
    problem: str


def read(text: str, start: int) -> Attributes | Malformed:
    """Read the braces that open at `start`."""
    items: list[Item] = []
    at = start + 1
    while True:
        gap = _SPACE.match(text, at) if text[at : at + 1].isspace() else None
        item_at = gap.end() if gap else at
        if text.startswith("}", item_at):
            return Attributes(tuple(items), start, item_at + 1)
        found = _ITEM.match(text, item_at)
        if found is None:
            return _trouble(text, start, item_at, items[-1] if items else None)
        if items and item_at == at:
            return Malformed(item_at, found.end(), "a space is missing here")
        item = _item(found)
        if found.lastgroup == "bare" and item.value[0] in _CURLY:
            return _curly(text, item)
        items.append(item)
        at = found.end()


def _item(found: re.Match[str]) -> Item:
    """The item that a match holds."""
    group = found.lastgroup or ""
    value, (start, end) = found[group], found.span(group)
    if sign := _SIGNS.get(group):
        return Item(sign, value, value, found.start(), start, end)
    return Item("=", found["key"], value if group == "bare" else _unquoted(value), found.start(), start, end)


def _unquoted(value: str) -> str:
    """What stands between quotation marks: escapes and entities resolved, line breaks as spaces."""
    if "\\" in value:
        value = _ESCAPE.sub(r"\1", value)
    return (unescape(value) if "&" in value else value).replace("\n", " ")


def _curly(text: str, item: Item) -> Malformed:
    """A value between typographic quotation marks, which would become part of it."""
    closing = _CLOSING.search(text, item.start + 1, item.start + _NEAR)
    end = closing.end() if closing and closing[0] != "}" else item.end
    return Malformed(item.start, end, f'values take straight quotation marks: {item.name}="two words"')


def _trouble(text: str, start: int, at: int, last: Item | None) -> Malformed:
    """Why nothing can be read at `at`; `last` is the item before it."""
    if text.find("}", at, at + _NEAR) < 0:
        return Malformed(start, min(start + 1, len(text)), "the closing } is missing")
    word = _WORD.match(text, at)
    end = word.end() if word else at + 1
    piece = text[at:end]
    if piece.startswith(","):
        return Malformed(at, at + 1, "items are separated by spaces, not by commas")
    if last and last.sign == "=" and not text[at - 1].isspace():
        return _torn(text, at, end, last)
    return Malformed(at, end, _of_piece(piece, text[end : end + 9], last))


def _torn(text: str, at: int, end: int, last: Item) -> Malformed:
    """A value that goes on behind what was read of it."""
    if at > last.end:
        return Malformed(at, end, f"the value of {last.name} ends before this; in it use the other quotation marks")
    shown = text[last.start : end][:20]
    return Malformed(last.start, end, f"'{shown}' holds a sign that needs quotation marks: {last.name}=\"…\"")


def _of_piece(piece: str, behind: str, last: Item | None) -> str:
    """Why a piece that stands for itself, with `behind` after it, is no item."""
    key, _, value = piece.partition("=")
    if re.fullmatch(r"[A-Za-z][\w-]*", key) and value[:1] in ('"', "'") and value:
        return f"the quotation mark after '{key}=' is never closed"
    if re.fullmatch(r"[\w-]+=", piece) and not re.match(r"\s+[^\s}]", behind):
        return f"'{piece[:20]}' has no value"
    if re.fullmatch(r"[\w-]+=", piece) or (re.fullmatch(r"[\w-]+", piece) and re.match(r"\s+=", behind)):
        return "write key=value without spaces around ="
    if "=" in piece:
        return f"'{piece[:20]}' holds a sign that needs quotation marks: key=\"…\""
    if re.fullmatch(r"[\w-]+", piece):
        if last is None:
            return f"a kind begins with a dot: .{piece[:20]}"
        if last.sign == "=":
            return f"'{piece[:20]}' stands alone; two words take quotation marks: {last.name}=\"…\""
    return f"'{piece[:20]}' is neither .kind nor #id nor key=value"
