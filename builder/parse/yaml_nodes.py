"""What strict YAML is made of: text, lists and mappings, each with its place. Nothing else exists here.

The nodes are structs, which are made in a fifth of the time that frozen dataclasses take; they are many.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from msgspec import Struct

from builder.source import Span

TIGHT_KEY = re.compile(r"(?:- +)?[A-Za-z][\w-]*:(?!//)(?=[^\s:])")
"""A key whose value stands right behind the colon, so that it is none."""


class Scalar(Struct, frozen=True):
    """A piece of text; nothing, `~` and `null` without quotation marks are the empty text.

    span       all of it, quotation marks included
    quoted     whether it was marked as text: by quotation marks, or as a block after | or >
    indicator  how: `'`, `"`, `|`, `>`, '' for neither; `*` stands in the place of an alias, which is told already
    """

    value: str
    span: Span
    quoted: bool
    indicator: str


class Sequence(Struct, frozen=True):
    """A list."""

    items: tuple[Node, ...]
    span: Span


class Entry(Struct, frozen=True):
    """A key and its value."""

    key: Scalar
    value: Node


class Mapping(Struct, frozen=True):
    """Keys and values in the order they were written, no key twice; `flow`: between braces."""

    entries: tuple[Entry, ...]
    span: Span
    flow: bool = False


Node: TypeAlias = Scalar | Sequence | Mapping
