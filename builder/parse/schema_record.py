"""Schemas of mappings with known keys, which become structs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from msgspec import Struct

from builder.parse.complaints import Complaints, did_you_mean
from builder.parse.schema_base import JsonSchema, Schema, tell_mismatch
from builder.parse.yaml_nodes import Mapping as MappingNode
from builder.parse.yaml_nodes import Node, Scalar
from builder.rules import yaml_rules as rules
from builder.source import Span

T = TypeVar("T")

_COMMA_HINT = "a comma inside {…} starts a new key: quote the text"
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Key(Struct, frozen=True):
    """A key of a record: what may stand there, what it is for, and the field it fills where that has another name."""

    schema: Schema[Any]
    doc: str
    required: bool = False
    field: str = ""


class Record(Schema[T]):
    """A mapping with known keys, read into the struct `cls`, whose first field is `span`.

    Where a required key is missing, its value is blank, so that what refers to the record still finds it; with `whole`
    nothing refers to it, and it is not read at all. `elsewhere` has hints for keys that do not belong here, but that
    authors may well look for here.
    """

    expected = "a mapping (keys and values)"

    def __init__(
        self, cls: type[T], keys: Mapping[str, Key], *, whole: bool = False, elsewhere: Mapping[str, str] = _NOTHING
    ) -> None:
        self.cls = cls
        self.whole = whole
        self.elsewhere = elsewhere
        self.keys = MappingProxyType(dict(keys))
        order = list(cls.__struct_fields__)  # type: ignore[attr-defined]
        wanted = ["span", *(key.field or name for name, key in keys.items())]
        if order[:1] != ["span"] or sorted(order) != sorted(wanted):
            raise TypeError(f"the keys of {cls} do not match its fields: {sorted(set(order) ^ set(wanted))}")
        place = {name: order.index(key.field or name) for name, key in keys.items()}
        self._slots = {name: (place[name], key.schema.read) for name, key in keys.items()}
        self._required = tuple((place[name], name) for name, key in keys.items() if key.required)
        self._absent: list[Any] = [None] * len(order)
        for name, key in keys.items():
            self._absent[place[name]] = key.schema.absent

    def read(self, node: Node, complaints: Complaints) -> T | None:
        """The record; what is required and cannot be read is blank, or the record is not read."""
        if type(node) is not MappingNode:
            tell_mismatch(node, self.expected, complaints)
            return None
        owner, slots, values = complaints.owner, self._slots, self._absent.copy()
        for entry in node.entries:
            key = entry.key
            slot = slots.get(key.value)
            if slot is None:
                self._tell_unknown(key, node.flow, complaints)
                continue
            complaints.owner = (key.value, key.span)
            value = slot[1](entry.value, complaints)
            if value is not None:
                values[slot[0]] = value
        values[0] = node.span
        if any(not values[at] for at, _ in self._required):
            self._tell_missing(node, owner, complaints)
            if self.whole:
                return None
            self._fill(values, node.span)
        return self.cls(*values)

    def _tell_missing(self, node: MappingNode, owner: tuple[str, Span] | None, complaints: Complaints) -> None:
        """Complain about required keys that were not typed."""
        typed = {entry.key.value for entry in node.entries}
        for _, name in self._required:
            if name not in typed:
                hint = f"add '{name}': {self.keys[name].doc}"
                complaints.add(rules.KEY_MISSING, owner[1] if owner else _start(node), hint, key=name)

    def _fill(self, values: list[Any], span: Span) -> None:
        """Put blank values where required ones are missing."""
        for at, name in self._required:
            if values[at] is None:
                values[at] = self.keys[name].schema.blank(span)

    def _tell_unknown(self, key: Scalar, flow: bool, complaints: Complaints) -> None:
        words = " " in key.value
        remark = "; a comment begins with #" if words else ""
        near = _COMMA_HINT if flow and words else lambda: did_you_mean(key.value, tuple(self.keys)) + remark
        hint = self.elsewhere.get(key.value) or near
        complaints.add(rules.KEY_UNKNOWN, key.span, hint, key=key.value)

    def blank(self, span: Span, /) -> T:
        """A record without a word."""
        values = self._absent.copy()
        values[0] = span
        self._fill(values, span)
        return self.cls(*values)

    def json_schema(self) -> JsonSchema:
        """An object that has no other keys."""
        properties = {name: {"description": key.doc, **key.schema.json_schema()} for name, key in self.keys.items()}
        required = [name for name, key in self.keys.items() if key.required]
        schema: JsonSchema = {"type": "object", "properties": properties, "additionalProperties": False}
        return {**schema, "required": required} if required else schema


def _start(node: MappingNode) -> Span:
    return node.entries[0].key.span if node.entries else node.span
