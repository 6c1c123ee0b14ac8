"""What became of the rows of a page: a browser that has the old page is told of those that changed alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

_ROW = re.compile(rb"""<div class="row[ "]""")
_DIV = re.compile(rb"<(/?)div\b")


@lru_cache(maxsize=4)
def changed_rows(old: bytes, new: bytes) -> Mapping[str, Any]:
    """The rows of a page that stand where others stood.

    of     how many rows there were
    first  how many of them stay at the beginning
    last   how many at the end
    rows   those between, as they are now
    """
    before, now = rows(old), rows(new)
    first = _same(before, now)
    last = _same(before[first:][::-1], now[first:][::-1])
    fresh = now[first : len(now) - last]
    return {"of": len(before), "first": first, "last": last, "rows": [row.decode("utf-8", "replace") for row in fresh]}


def rows(page: bytes) -> list[bytes]:
    """The rows of a page: paragraphs, each with its notes."""
    found: list[bytes] = []
    end = 0
    while start := _ROW.search(page, end):
        end = _end(page, start.start())
        found.append(page[start.start() : end])
    return found


def _end(page: bytes, start: int) -> int:
    """Where the element ends that begins at `start`; its tags are well formed, as all that a template writes."""
    depth = 0
    for tag in _DIV.finditer(page, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return page.find(b">", tag.end()) + 1 or len(page)
    return len(page)


def _same(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    """How many rows are the same from the first on."""
    pairs = zip(one, other, strict=False)
    return next((number for number, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
