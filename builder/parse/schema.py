"""Formats declared once: a schema reads nodes into frozen values with places, and tells editors the same.

All mistakes are told at once. What cannot be read is left out of lists, absent where it was optional, and blank where
it is required and others may refer to it, so that the rest can be checked; whoever builds looks at the findings first.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

from builder.diagnostics import Finding
from builder.model.placed import Free, Placed
from builder.parse import yaml_nodes as nodes
from builder.parse.complaints import Complaints
from builder.parse.schema_base import NOTHING, JsonSchema, Schema, tell_empty, tell_mismatch
from builder.parse.schema_record import Key, Record
from builder.parse.schema_text import Choice, Ident, OneLine, Text, TextSchema, is_clean
from builder.parse.schema_values import Date, Flag, Language, Letter, Number, Url
from builder.rules import yaml_rules as rules
from builder.source import SourceFile, Span

__all__ = [
    "Choice",
    "Date",
    "Flag",
    "FreeForm",
    "Ident",
    "JsonSchema",
    "Key",
    "Language",
    "Letter",
    "ListOf",
    "MapOf",
    "Number",
    "OneLine",
    "Record",
    "Schema",
    "Text",
    "Url",
    "validate",
    "validate_into",
]

T = TypeVar("T")


def validate(schema: Schema[T], node: nodes.Node | None, file: SourceFile, span: Span) -> tuple[T, list[Finding]]:
    """The value of a node of `file`, blank where it cannot be read, and all that is wrong with it.

    `span` is what was read: the place of what is missing where there is no node.
    """
    complaints = Complaints(file)
    return validate_into(complaints, schema, node, span), complaints.findings()


def validate_into(complaints: Complaints, schema: Schema[T], node: nodes.Node | None, span: Span) -> T:
    """Like `validate`, with the findings added to `complaints`. A file without any data is an empty mapping."""
    start = Span(span.start, span.start)
    value = schema.read(node or nodes.Mapping((), start), complaints)
    return schema.blank(start) if value is None else value


class ListOf(Schema[tuple[T, ...]]):
    """A list of `item`; with `or_one` one item may stand alone.

    unique  names of the fields in which no two items may agree ('' for the items themselves)
    """

    expected = "a list"
    absent: ClassVar[Any] = ()

    def __init__(
        self, item: Schema[T], *, or_one: bool = False, least: int = 0, most: int = 0, unique: tuple[str, ...] = ()
    ) -> None:
        self.item = item
        self.or_one = or_one
        self.least = least
        self.most = most
        self.unique = unique

    def read(self, node: nodes.Node, complaints: Complaints) -> tuple[T, ...] | None:
        """The items that could be read."""
        if type(node) is not nodes.Sequence:
            if not self.or_one or (type(node) is nodes.Scalar and not node.value):
                tell_mismatch(node, self.expected, complaints)
                return None
            one = self.item.read(node, complaints)
            return None if one is None else (one,)
        if len(node.items) < self.least:
            tell_empty(node, complaints)
        if self.most and len(node.items) > self.most:
            complaints.add(rules.VALUE_MANY, node.span, count=len(node.items), most=self.most)
        read = self.item.read
        items = []
        for each in node.items:
            complaints.owner = None
            value = read(each, complaints)
            if value is not None:
                items.append(value)
        for name in self.unique:
            _tell_twice(items, name, complaints)
        return tuple(items)

    def blank(self, _span: Span, /) -> tuple[T, ...]:
        """No items."""
        return ()

    def json_schema(self) -> JsonSchema:
        """An array, or an item."""
        item = self.item.json_schema()
        array: JsonSchema = {"type": "array", "items": item}
        if self.least:
            array["minItems"] = self.least
        if self.most:
            array["maxItems"] = self.most
        if "" in self.unique:
            array["uniqueItems"] = True
        return {"anyOf": [item, array]} if self.or_one else array


def _tell_twice(items: list[Any], name: str, complaints: Complaints) -> None:
    seen: set[object] = set()
    for item in items:
        placed: Placed[object] = getattr(item, name) if name else item
        if placed.value in seen:
            complaints.add(rules.VALUE_TWICE, placed.span, value=placed.value)
        seen.add(placed.value)


class MapOf(Schema[Mapping[Placed[str], T]]):
    """A mapping whose keys the author chooses: ids, terms."""

    expected = "a mapping (keys and values)"
    absent: ClassVar[Any] = NOTHING

    def __init__(self, key: TextSchema, value: Schema[T]) -> None:
        self.key = key
        self.value = value

    def read(self, node: nodes.Node, complaints: Complaints) -> Mapping[Placed[str], T] | None:
        """Keys and values in the order they were written; a value that cannot be read is blank, its key is known."""
        if type(node) is not nodes.Mapping:
            tell_mismatch(node, self.expected, complaints)
            return None
        read_key, read, found = self.key.read, self.value.read, {}
        for entry in node.entries:
            typed = entry.key
            complaints.owner = None
            key = read_key(typed, complaints)
            complaints.owner = (typed.value, typed.span)
            value = read(entry.value, complaints)
            if key is not None:
                found[key] = self.value.blank(entry.value.span) if value is None else value
        return MappingProxyType(found)

    def blank(self, _span: Span, /) -> Mapping[Placed[str], T]:
        """No entries."""
        return NOTHING

    def json_schema(self) -> JsonSchema:
        """An object."""
        return {
            "type": "object",
            "propertyNames": self.key.json_schema(),
            "additionalProperties": self.value.json_schema(),
        }


class FreeForm(Schema[Free]):
    """Text, lists and mappings as they come: whoever uses them checks them."""

    def read(self, node: nodes.Node, complaints: Complaints) -> Free:
        """The value as it was written."""
        if type(node) is nodes.Scalar:
            return Placed(node.value if is_clean(node, complaints) else "", node.span)
        if type(node) is nodes.Sequence:
            return Placed(tuple(self.read(item, complaints) for item in node.items), node.span)
        assert type(node) is nodes.Mapping
        found = {Placed(entry.key.value, entry.key.span): self.read(entry.value, complaints) for entry in node.entries}
        return Placed(MappingProxyType(found), node.span)

    def blank(self, span: Span, /) -> Free:
        """The empty text."""
        return Placed("", span)

    def json_schema(self) -> JsonSchema:
        """Anything."""
        return {}
