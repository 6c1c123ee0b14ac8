"""Schemas of text: any, one line, ids, words of a vocabulary."""

from __future__ import annotations

import re

from builder.model.placed import Placed
from builder.parse.complaints import Complaints, did_you_mean
from builder.parse.schema_base import JsonSchema, Schema, tell_mismatch
from builder.parse.yaml_nodes import Node, Scalar
from builder.rules import yaml_rules as rules
from builder.rules.file_rules import CONTROL_CHARACTER
from builder.source import Span

LONGEST_ID = 100
"""How many characters an id may have: it becomes the name of a file."""

_CONTROLS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x84\\x86-\\x9f\\ufdd0-\\ufdef\\ufffe\\uffff]")
_BREAKS = re.compile("[\n\r\x85\u2028\u2029]")
_ONE_LINE = r"^\s*\S[^\n\r\u0085\u2028\u2029]*\s*$"
_IDENT = r"[a-z0-9][a-z0-9-]*"
TEXT_TYPES = ("string", "number", "boolean")
"""What editors make of a text without quotation marks: `2026` and `true` are text to us and not to them."""


def text_of(node: Node, complaints: Complaints) -> str | None:
    """The text of a node; None where it is empty, no text, or holds characters no page may hold, which is then told."""
    if type(node) is not Scalar or not node.value or node.value.isspace():
        tell_mismatch(node, "text", complaints)
        return None
    value = node.value
    return value if value.isprintable() or is_clean(node, complaints) else None


def is_clean(node: Scalar, complaints: Complaints) -> bool:
    """Whether a text is free of characters that no page may hold; tells those that were written as escapes."""
    wrong = _CONTROLS.search(node.value)
    if wrong:
        complaints.add(CONTROL_CHARACTER, node.span, character=f"U+{ord(wrong[0]):04X}")
    return not wrong


class TextSchema(Schema[Placed[str]]):
    """Any schema whose value is text."""

    def blank(self, span: Span, /) -> Placed[str]:
        """The empty text."""
        return Placed("", span)


class Text(TextSchema):
    """Text of any length, from `least` to `most` characters; white space around it is taken off."""

    def __init__(self, least: int = 1, most: int = 0) -> None:
        self.least = least
        self.most = most

    def read(self, node: Node, complaints: Complaints) -> Placed[str] | None:
        """The text without the white space around it."""
        if not self.least and type(node) is Scalar and node.quoted and not node.value.strip():
            return Placed("", node.span)
        value = text_of(node, complaints)
        if value is None:
            return None
        if self.most and len(value) > self.most:
            complaints.add(rules.VALUE_LONG, node.span, length=len(value), most=self.most)
            return None
        return Placed(value.strip(), node.span)

    def json_schema(self) -> JsonSchema:
        """A string; numbers and truth values too, which are text to us."""
        length: JsonSchema = {"maxLength": self.most} if self.most else {}
        return {"type": list(TEXT_TYPES), **({"pattern": r"\S"} if self.least else {}), **length}


class OneLine(Text):
    """Text of one line."""

    def read(self, node: Node, complaints: Complaints) -> Placed[str] | None:
        """The text without the white space around it."""
        text = super().read(node, complaints)
        if text is None or text.value.isprintable() or not _BREAKS.search(text.value):
            return text
        complaints.add(rules.VALUE_LINES, text.span)
        return None

    def json_schema(self) -> JsonSchema:
        """A string without a line break."""
        return {**super().json_schema(), "pattern": _ONE_LINE}


class Ident(TextSchema):
    """An id of at most `longest` characters: a to z, 0 to 9 and hyphens; with `across` also `other-article/id`."""

    def __init__(self, across: bool = False, longest: int = LONGEST_ID) -> None:
        self._longest = longest
        self._across = across
        self._pattern = rf"{_IDENT}(/{_IDENT})?" if across else _IDENT
        self._matches = re.compile(self._pattern).fullmatch

    def read(self, node: Node, complaints: Complaints) -> Placed[str] | None:
        """The id as typed."""
        value = text_of(node, complaints)
        if value is None:
            return None
        if len(value) > self._longest:
            complaints.add(rules.VALUE_LONG, node.span, length=len(value), most=self._longest)
        elif self._matches(value):
            return Placed(value, node.span)
        else:
            complaints.add(rules.ID_BAD, node.span, lambda: _better_id(value, self._across), id=value)
        return None

    def json_schema(self) -> JsonSchema:
        """A string of that pattern."""
        return {"type": list(TEXT_TYPES), "pattern": f"^{self._pattern}$", "maxLength": self._longest}


def _better_id(value: str, is_reference: bool) -> str:
    """The hint that names an id like this one; a reference of several words may be several ids."""
    from slugify import slugify

    words = re.split(r"[\s,]+", value)
    if is_reference and len(words) > 1 and all(re.fullmatch(rf"{_IDENT}(/{_IDENT})?", word) for word in words):
        return f"several ids make a list: [{', '.join(words)}]; one id: '{'-'.join(words)}'"
    made = slugify(value)
    return f"write '{made}'" if made else ""


class Choice(TextSchema):
    """One of some words."""

    def __init__(self, values: tuple[str, ...]) -> None:
        self.values = values
        self._known = frozenset(values)

    def read(self, node: Node, complaints: Complaints) -> Placed[str] | None:
        """The word."""
        if type(node) is Scalar and node.value in self._known:
            return Placed(node.value, node.span)
        value = text_of(node, complaints)
        if value is not None:
            complaints.add(rules.VALUE_UNKNOWN, node.span, lambda: did_you_mean(value, self.values), value=value)
        return None

    def json_schema(self) -> JsonSchema:
        """One of the words."""
        return {"enum": list(self.values)}
