"""A value that remembers where its author wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeAlias, TypeVar

from msgspec import Struct

from builder.source import Span

T_co = TypeVar("T_co", covariant=True)


class Placed(Struct, Generic[T_co], frozen=True, eq=False):
    """A value and the span of the file it was read from.

    Two are equal when their values are, wherever they stand: an id as typed finds its entry in a mapping of ids.
    """

    value: T_co
    span: Span

    def __eq__(self, other: object) -> bool:
        return self.value == other.value if isinstance(other, Placed) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.value)


Free: TypeAlias = Placed["str | tuple[Free, ...] | Mapping[Placed[str], Free]"]
"""Text, a list or a mapping of a part of a file whose keys are read by others."""


def part(text: Placed[str], start: int, end: int) -> Span:
    """Where characters `start` to `end` of a text stand in the file; all of it where they cannot be told (escapes)."""
    length, whole = len(text.value), text.span
    quotes = whole.end - whole.start - length
    if quotes not in (0, 2):
        return whole
    begin = whole.start + quotes // 2
    return Span(begin + start, begin + end)
