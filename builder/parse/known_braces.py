"""Braces about which there is nothing to say, read at once: a kind, then keys that it takes with values they may have.

Whatever else braces may hold, and all there is to say of them, is left to `attributes` and `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from builder.model.placed import Placed
from builder.parse.marks import COMMON_KEYS, KEYS_BY_KIND, PARTS, VALUES, is_id
from builder.source import Span

_BRACES = re.compile(
    r"""\{\.([\w-]+)
        (?:[ ]\#([a-z][a-z0-9-]*))?
        ((?:[ ][A-Za-z][\w-]*=(?:"[^"\\&\n]*"|[\w./-]+))*)
    \}""",
    re.VERBOSE,
)
_KEY = re.compile(r""" ([A-Za-z][\w-]*)=(?:"([^"]*)"|([^ }]+))""")


class Known(Struct, frozen=True):
    """What braces mean that end at `end`: see `Meaning`; places are offsets in the text, moved on by `shift`."""

    end: int
    kind: str
    part: str
    id: Placed[str] | None
    keys: Mapping[str, Placed[str]]


def known_braces(text: str, start: int, kinds: Mapping[str, str], shift: int) -> Known | None:
    """What the braces at `start` mean; None where there are none, where there is more to say of them than this.

    `kinds` maps every name of a kind to its id.
    """
    found = _BRACES.match(text, start)
    if found is None:
        return None
    name, id_ = found.group(1, 2)
    kind = kinds.get(name, "")
    if not kind and (name not in PARTS or id_ or found[3]):
        return None
    keys = _keys(text, *found.span(3), kind, shift)
    if keys is None or (id_ and not is_id(id_)):
        return None
    placed = Placed(id_, Span(found.start(2) + shift, found.end(2) + shift)) if id_ else None
    return Known(found.end(), kind, "" if kind else name, placed, keys)


def _keys(text: str, start: int, end: int, kind: str, shift: int) -> dict[str, Placed[str]] | None:
    """The keys of a mark of some kind, each with a value that it may have; None where one has not."""
    keys: dict[str, Placed[str]] = {}
    if start == end:
        return keys
    takes = _taken(kind)
    for found in _KEY.finditer(text, start, end):
        name, quoted, value = found.groups()
        group = 3
        if value is None:
            value, group = quoted, 2
        wanted = takes.get(name)
        if wanted is None or name in keys or (value not in wanted if wanted else not value.strip()):
            return None
        keys[name] = Placed(value, Span(found.start(group) + shift, found.end(group) + shift))
    return keys


@cache
def _taken(kind: str) -> Mapping[str, frozenset[str]]:
    """The keys that a kind takes, with the values each may have; none are named where all may stand."""
    return {key: frozenset(VALUES.get(key, ())) for key in KEYS_BY_KIND.get(kind, COMMON_KEYS) if key != "lang"}
