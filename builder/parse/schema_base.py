"""What all schemas have in common: reading a node into a value with its place, and telling editors what is allowed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from builder.model.placed import Placed
from builder.parse.complaints import Complaints
from builder.parse.yaml_nodes import TIGHT_KEY, Node, Scalar, Sequence
from builder.parse.yaml_nodes import Mapping as MappingNode
from builder.rules import yaml_rules as rules
from builder.source import Span

T_co = TypeVar("T_co", covariant=True)

JsonSchema: TypeAlias = dict[str, object]
"""A schema as JSON Schema, draft 2020-12."""

NOTHING: Mapping[Placed[str], Any] = MappingProxyType({})


class Schema(ABC, Generic[T_co]):
    """What may stand in one place of a file.

    expected  how it is called in a message
    absent    what the model holds where nothing was written
    """

    expected: ClassVar[str] = "text"
    absent: ClassVar[Any] = None

    @abstractmethod
    def read(self, node: Node, complaints: Complaints) -> T_co | None:
        """The value that was written, or None where it cannot be read, which is then told."""

    @abstractmethod
    def blank(self, span: Span, /) -> T_co:
        """The value that stands where one is required and none could be read, so that the rest can still be checked."""

    @abstractmethod
    def json_schema(self) -> JsonSchema:
        """The same as JSON Schema. It accepts whatever `read` reads without complaint, but cannot see all mistakes."""


def tell_mismatch(node: Node, expected: str, complaints: Complaints) -> None:
    """Complain that a node is empty, or of another shape than expected."""
    if type(node) is Scalar and not node.value.strip():
        if node.indicator != "*":
            tell_empty(node, complaints)
        return
    complaints.add(rules.VALUE_SHAPE, node.span, _shape_hint(node, expected), expected=expected, found=_found(node))


def tell_empty(node: Node, complaints: Complaints) -> None:
    """Complain that nothing was written."""
    what, span = (f"'{complaints.owner[0]}'", complaints.owner[1]) if complaints.owner else ("this", node.span)
    complaints.add(rules.VALUE_EMPTY, span, what=what)


def _found(node: Node) -> str:
    if type(node) is Scalar:
        return f"'{node.value}'"
    return "a list" if type(node) is Sequence else "a mapping (keys and values)"


def _shape_hint(node: Node, expected: str) -> str:
    if expected == "a list":
        return "write [one, two], or each item on a line of its own after '- '"
    if type(node) is Scalar:
        if tight := TIGHT_KEY.match(node.value):
            return f"put a space after the colon: {tight[0]} …"
        return "write 'key: value' lines below it, or {key: value, key: value}"
    if type(node) is MappingNode:
        return "a colon followed by a space starts a new key: quote the text"
    if expected.startswith("a mapping"):
        return "write 'key: value' lines, without '- ' before them"
    return "to begin a text with [ or '- ', quote it"
