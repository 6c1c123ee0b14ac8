"""Entries of which most is folded up: it stays plain data until somebody asks for it.

What pages need of some articles only is kept with an entry; what few pages need lies in the store by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import Raw
from msgspec.structs import force_setattr, replace

from builder.model.index import ClaimEntry, Entry, Example, Saying
from builder.model.later import Later, Once

Kind = TypeVar("Kind")

_NONE = Raw(msgspec.msgpack.encode(()))
"""Nothing, as plain data."""


class Details(msgspec.Struct, frozen=True, array_like=True):
    """What pages need of some entries only, as plain data; of the same names in `Entry`."""

    shape: Raw = _NONE
    answers: Raw = _NONE
    claims: Raw = _NONE


class Seldom(msgspec.Struct, frozen=True, array_like=True):
    """What few pages need of an entry, as plain data; of the same names in `Entry`."""

    sayings: Raw
    examples: Raw
    anchors: Raw


def details(entry: Entry) -> Details:
    """What pages need of some entries only."""
    return Details(_plain(entry.shape), _plain(entry.answers), _plain(entry.claims))


def seldom(entry: Entry) -> bytes:
    """What few pages need of an entry, as it stands in the store."""
    return msgspec.msgpack.encode((entry.sayings, entry.examples, entry.anchors))


def fold(entry: Entry) -> Entry:
    """An entry without what `details` and `seldom` give."""
    return replace(entry, shape=(), answers=(), claims=(), sayings=(), examples=(), anchors=())


def unfold(entry: Entry, kept: Details, fetch: Callable[[], bytes]) -> None:
    """Complete an entry in place, that is nobody else's yet; `fetch` gets what `seldom` gave."""
    folded = _Folded(kept, fetch)
    force_setattr(entry, "shape", Once(folded.shape))
    force_setattr(entry, "answers", Once(folded.answers))
    force_setattr(entry, "claims", Once(folded.claims))
    force_setattr(entry, "sayings", Once(folded.sayings))
    force_setattr(entry, "examples", Later(folded.examples))
    force_setattr(entry, "anchors", Once(folded.anchors))


def whole(entry: Entry) -> Entry:
    """An entry of which all is understood."""
    return replace(
        entry,
        shape=tuple(entry.shape),
        answers=tuple(entry.answers),
        claims=tuple(entry.claims),
        sayings=tuple(entry.sayings),
        examples=tuple(entry.examples),
        anchors=tuple(entry.anchors),
    )


def understood(kind: type[Kind], data: Raw | bytes) -> Kind:
    """Plain data as a value of a kind. Raises msgspec.MsgspecError."""
    known: Any = kind
    found: Kind = _decoder(known).decode(data)
    return found


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


class _Folded:
    """Understands what was folded up, each part when it is asked for."""

    __slots__ = ("_details", "_fetch")

    def __init__(self, kept: Details, fetch: Callable[[], bytes]) -> None:
        self._details = kept
        self._fetch = fetch

    def shape(self) -> tuple[tuple[int, int, int, int, int], ...]:
        return understood(tuple[tuple[int, int, int, int, int], ...], self._details.shape)

    def answers(self) -> tuple[tuple[str, str, str, str], ...]:
        return understood(tuple[tuple[str, str, str, str], ...], self._details.answers)

    def claims(self) -> tuple[ClaimEntry, ...]:
        return understood(tuple[ClaimEntry, ...], self._details.claims)

    def sayings(self) -> tuple[Saying, ...]:
        return understood(tuple[Saying, ...], self._seldom().sayings)

    def examples(self) -> tuple[Example, ...]:
        return understood(tuple[Example, ...], self._seldom().examples)

    def anchors(self) -> tuple[str, ...]:
        return understood(tuple[str, ...], self._seldom().anchors)

    def _seldom(self) -> Seldom:
        return understood(Seldom, self._fetch())


def _plain(value: object) -> Raw:
    return Raw(msgspec.msgpack.encode(value))
