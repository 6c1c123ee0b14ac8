"""Braces about which there is nothing to say, understood once: the same few stand behind most marks of a site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from builder.parse.attributes import Malformed, read
from builder.parse.marks import interpret
from builder.source import Place, Span

_BRACES = re.compile(r"\{\.([^\s.#={}\"'<>`,]+)[^{}]{0,500}\}")
"""Braces up to the first that closes; it may stand in a value, then they cannot be read so far."""

_Value = tuple[str, int, int]
"""A value, and where it stands, counted from the opening brace."""


class Known(Struct, frozen=True):
    """What braces of some `length` mean: see `Meaning`; `keys` are names with their values, in their order."""

    length: int
    kind: str
    part: str
    id: _Value | None
    keys: tuple[tuple[str, str, int, int], ...]


def known_braces(text: str, start: int, kinds: Mapping[str, str]) -> Known | None:
    """What the braces at `start` mean; None where there are none, where there is more to say of them than this.

    `kinds` maps every name of a kind to its id.
    """
    found = _BRACES.match(text, start)
    return _understood(found[0], found[1], kinds.get(found[1], "")) if found else None


@lru_cache(maxsize=10_000)
def _understood(braces: str, name: str, kind: str) -> Known | None:
    """What braces mean that begin with the class `name`, that of a kind or of none."""
    found = read(braces, 0)
    if isinstance(found, Malformed) or found.end < len(braces):
        return None
    meaning, findings = interpret(found, {name: kind} if kind else {}, Span, lambda _: Place(""))
    if findings or meaning.language or not (meaning.kind or meaning.part):
        return None
    id_ = (meaning.id.value, meaning.id.span.start, meaning.id.span.end) if meaning.id else None
    keys = tuple((key, typed.value, typed.span.start, typed.span.end) for key, typed in (meaning.keys or {}).items())
    return Known(len(braces), meaning.kind, meaning.part, id_, keys)
