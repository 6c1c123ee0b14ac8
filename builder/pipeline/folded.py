"""Entries of which most is folded up: it stays plain data until somebody asks for it.

What lists show is kept with an entry; what pages need of some articles only is kept with it or with that of all
others; what few pages need lies in the store by itself.
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

NOTHING = Raw(msgspec.msgpack.encode(()))
"""Nothing, as plain data."""


class Details(msgspec.Struct, frozen=True, array_like=True):
    """What pages need of some entries only, as plain data; of the same names in `Entry`."""

    answers: Raw
    claims: Raw


class Seldom(msgspec.Struct, frozen=True, array_like=True):
    """What few pages need of an entry, as plain data; of the same names in `Entry`."""

    sayings: Raw
    examples: Raw
    anchors: Raw


def details(entry: Entry) -> Details:
    """What pages need of some entries only."""
    return Details(_plain(entry.answers), _plain(entry.claims))


def shape(entry: Entry) -> Raw:
    """What lists show of an entry, as plain data; of the same name in `Entry`."""
    return _plain(entry.shape)


def seldom(entry: Entry) -> bytes:
    """What few pages need of an entry, as it stands in the store."""
    return msgspec.msgpack.encode((entry.sayings, entry.examples, entry.anchors))


def fold(entry: Entry) -> Entry:
    """An entry without what `shape`, `details` and `seldom` give."""
    return replace(entry, shape=(), answers=(), claims=(), sayings=(), examples=(), anchors=())


def unfold(entry: Entry, shape: Raw, details: Callable[[], Details], seldom: Callable[[], bytes]) -> None:
    """Complete an entry in place, that is nobody else's yet, with what the functions of these names gave."""
    folded = _Folded(shape, details, seldom)
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

    __slots__ = ("_details", "_seldom", "_shape")

    def __init__(self, shape: Raw, details: Callable[[], Details], seldom: Callable[[], bytes]) -> None:
        self._shape = shape
        self._details = details
        self._seldom = seldom

    def shape(self) -> tuple[tuple[int, int, int, int, int], ...]:
        return understood(tuple[tuple[int, int, int, int, int], ...], self._shape)

    def answers(self) -> tuple[tuple[str, str, str, str], ...]:
        return understood(tuple[tuple[str, str, str, str], ...], self._details().answers)

    def claims(self) -> tuple[ClaimEntry, ...]:
        return understood(tuple[ClaimEntry, ...], self._details().claims)

    def sayings(self) -> tuple[Saying, ...]:
        return understood(tuple[Saying, ...], self._apart().sayings)

    def examples(self) -> tuple[Example, ...]:
        return understood(tuple[Example, ...], self._apart().examples)

    def anchors(self) -> tuple[str, ...]:
        return understood(tuple[str, ...], self._apart().anchors)

    def _apart(self) -> Seldom:
        return understood(Seldom, self._seldom())


def _plain(value: object) -> Raw:
    return Raw(msgspec.msgpack.encode(value))
