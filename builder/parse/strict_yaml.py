"""Strict YAML: text, lists and mappings with their places, and an answer to everything else.

All values stay text: `no`, `12:30` and `2026-11-22` are what they look like. Aliases, anchors, tags, directives, double
keys, keys that are no text, second documents, great size and depth are findings. `<<` is a key like any other. libyaml
splits the text into events, which take neither recursion nor memory; the nodes are built here.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from builder.diagnostics import Finding, Rule
from builder.parse.complaints import Complaints
from builder.parse.yaml_nodes import Entry, Mapping, Node, Scalar, Sequence
from builder.rules import yaml_rules as rules
from builder.source import SourceFile, Span

__all__ = ["DEEPEST", "LARGEST", "Entry", "Mapping", "Node", "Scalar", "Sequence", "load", "load_into"]

LARGEST = 1_000_000
"""How many bytes of YAML are read."""
DEEPEST = 64
"""How deep lists and mappings may nest."""

_WORD = re.compile(r"[\[{]|[^\s,\[\]{}]*")
_EMPTY = frozenset(("", "~", "null", "Null", "NULL"))
_AnyEvent: TypeAlias = Any
"""An event with its marks, which the parser always sets, though the types of PyYAML say that they may be missing."""
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def load(file: SourceFile, span: Span | None = None) -> tuple[Node | None, list[Finding]]:
    """The YAML of a file, or of `span` in it; places are those of the file.

    The node is None where nothing but white space and comments stands, and where it cannot be read (see the findings).
    """
    complaints = Complaints(file)
    return load_into(complaints, span), complaints.findings()


def load_into(complaints: Complaints, span: Span | None = None, most: int = LARGEST) -> Node | None:
    """Like `load`, with the findings added to `complaints`."""
    whole = complaints.file.text
    span = span or Span(0, len(whole))
    text = whole[span.start : span.end].lstrip("\ufeff")
    start = span.end - len(text)
    size = len(text) if len(text) > most or len(text) * 4 <= most else len(text.encode("utf-8", "surrogatepass"))
    if size > most:
        complaints.add(rules.YAML_LARGE, Span(start, start), size=f"{size:,}", limit=f"{most:,}")
        return None
    builder = _Builder(complaints, text, start)
    try:
        return builder.document()
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        from builder.parse.yaml_trouble import explain, find_unreadable  # loaded where there is something to explain

        if isinstance(error, yaml.MarkedYAMLError):
            explain(error, text, builder.open_bracket()).told(complaints, start)
        else:
            find_unreadable(text, complaints, start)
    return None


class _Frame:
    """A list or mapping while it is read; the nodes of a mapping are its keys and values in turn."""

    __slots__ = ("flow", "nodes", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.start = start
        self.flow = flow
        self.nodes: list[Node] = []


class _Builder:
    """Builds the node of one document out of its events; used once."""

    def __init__(self, complaints: Complaints, text: str, shift: int) -> None:
        self.complaints = complaints
        self.text = text
        self.shift = shift
        self.frames = [_Frame(0, False)]

    def document(self) -> Node | None:
        """The first document's node; None where it is empty, or nests too deep."""
        next_event = _Loader(self.text).get_event
        nodes = self.frames[-1].nodes
        while True:
            event: _AnyEvent = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                nodes.append(self._scalar(event))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._tell_properties(event)
                if len(self.frames) > DEEPEST:
                    self._tell(rules.YAML_DEEP, event, limit=str(DEEPEST))
                    return None
                self.frames.append(_Frame(event.start_mark.index + self.shift, event.flow_style))
                nodes = self.frames[-1].nodes
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                frame = self.frames.pop()
                nodes = self.frames[-1].nodes
                end = event.end_mark.index + self.shift if frame.flow else _end(frame)
                nodes.append(self._collection(frame, end, kind is MappingEndEvent))
            elif kind is AliasEvent:
                nodes.append(self._alias(event))
            elif kind is DocumentStartEvent:
                if not self._begins(event):
                    break
            elif kind is StreamEndEvent:
                break
        return nodes[0] if nodes and not is_absent(nodes[0]) else None

    def open_bracket(self) -> int | None:
        """Where the innermost open bracket or brace stands in the text."""
        return next((frame.start - self.shift for frame in reversed(self.frames) if frame.flow), None)

    def _scalar(self, event: _AnyEvent) -> Scalar:
        told = event.anchor is not None or event.tag is not None
        if told:
            self._tell_properties(event)
        shift, style = self.shift, event.style
        span = Span(event.start_mark.index + shift, event.end_mark.index + shift)
        if style:
            return Scalar(event.value, span, True, style)
        value: str = event.value
        if value in _EMPTY:
            return Scalar("", span, False, "*" if told else "")
        return Scalar(value, span, False, "")

    def _collection(self, frame: _Frame, end: int, is_mapping: bool) -> Node:
        span = Span(frame.start, end)
        if is_mapping:
            return Mapping(self._entries(frame), span, frame.flow)
        return Sequence(tuple(frame.nodes), span)

    def _entries(self, frame: _Frame) -> tuple[Entry, ...]:
        seen: dict[str, Entry] = {}
        nodes = frame.nodes
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if type(key) is not Scalar or not (key.value or key.quoted):
                self._tell_key(key)
                continue
            first = seen.setdefault(key.value, entry := Entry(key, value))
            if first is not entry:
                line = self.complaints.file.position(first.key.span.start)[0]
                hint = f"it stands in line {line} already: rename one, or join the two"
                self.complaints.add(rules.YAML_DUPLICATE_KEY, key.span, hint, key=key.value)
            elif frame.flow and type(value) is Scalar and is_absent(value) and self._is_bare(key, value):
                self.complaints.add(rules.YAML_COMMA, key.span, key=key.value)
                del seen[key.value]
        return tuple(seen.values())

    def _tell_key(self, key: Node) -> None:
        """Complain about a key that is no text."""
        if type(key) is not Scalar:
            found = "a list" if type(key) is Sequence else "a mapping"
            self.complaints.add(rules.YAML_KEY, key.span, found=found)
        elif key.indicator != "*":
            self.complaints.add(rules.YAML_KEY, key.span, found="empty")

    def _is_bare(self, key: Scalar, value: Node) -> bool:
        """Whether no colon stands between a key and its empty value."""
        return ":" not in self.text[key.span.end - self.shift : value.span.end - self.shift]

    def _alias(self, event: _AnyEvent) -> Scalar:
        self._tell(rules.YAML_ALIAS, event, name=f"*{event.anchor}", what="alias")
        return Scalar("", Span(event.start_mark.index + self.shift, event.end_mark.index + self.shift), False, "*")

    def _tell_properties(self, event: _AnyEvent) -> None:
        """Complain about an anchor or tag."""
        if event.anchor is not None:
            self._tell(rules.YAML_ALIAS, event, name=f"&{event.anchor}", what="anchor")
        if event.tag is not None:
            self._tell(rules.YAML_TAG, event, tag=_short(event.tag))

    def _begins(self, event: _AnyEvent) -> bool:
        """Whether this is the first document; complains of directives, and of a second one."""
        if self.frames[0].nodes:
            self._tell(rules.YAML_DOCUMENTS, event)
            return False
        if event.version or event.tags:
            self._tell(rules.YAML_DIRECTIVE, event)
        return True

    def _tell(self, rule: Rule, event: _AnyEvent, **fields: str) -> None:
        start = event.start_mark.index
        word = _WORD.match(self.text, start)
        self.complaints.add(rule, Span(start, word.end() if word else start).shifted(self.shift), **fields)


def is_absent(node: Node) -> bool:
    """Whether nothing was written: no text, no quotation marks."""
    return type(node) is Scalar and not node.value and not node.quoted and not node.indicator


def _end(frame: _Frame) -> int:
    """Where a collection without brackets ends: with its last node."""
    return max(frame.start, frame.nodes[-1].span.end) if frame.nodes else frame.start


def _short(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
