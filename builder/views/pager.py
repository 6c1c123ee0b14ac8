"""Long lists in several pages, and the ways between these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from builder.views.frame import way

PER_PAGE = 200
"""How many rows a page of a list holds."""
AROUND = 1
"""How many neighbours of a page are named on either side, besides the first page and the last."""

Row = TypeVar("Row")


class Step(Struct, frozen=True):
    """A page of a list by its number; `href` is '' for this one, `after_gap` whether pages before it are left out."""

    number: int
    href: str
    after_gap: bool


class Pager(Struct, frozen=True):
    """Which page of a list this is, and the ways to the others."""

    number: int
    count: int
    before: str
    after: str
    steps: tuple[Step, ...]


ONLY = Pager(1, 1, "", "", ())
"""That of a list which has one page."""


def numbered(page: str, number: int) -> str:
    """The address of a page of a list: the first has the list's own."""
    return page if number == 1 else page.replace("index.html", f"page-{number}.html")


def addresses(page: str, total: int) -> Iterator[str]:
    """The addresses of the pages of a list of so many rows."""
    return (numbered(page, number) for number in range(1, pages_of(total) + 1))


def pages_of(total: int, most: int = PER_PAGE) -> int:
    """How many pages a list has, each of at most so many rows; at least one."""
    return max(1, -(-total // most))


def pager_of(count: int, page: str, number: int) -> tuple[str, Pager]:
    """The address of one of the `count` pages of a list, and the ways to the others."""
    here = numbered(page, number)
    before = way(here, numbered(page, number - 1)) if number > 1 else ""
    after = way(here, numbered(page, number + 1)) if number < count else ""
    return here, Pager(number, count, before, after, tuple(_steps(count, page, number)))


def paged(rows: Sequence[Row], page: str) -> Iterator[tuple[str, tuple[Row, ...], Pager]]:
    """The pages of a list: address, rows, and the ways to the others; at least one."""
    count = pages_of(len(rows))
    for number in range(1, count + 1):
        here, pager = pager_of(count, page, number)
        yield here, tuple(rows[(number - 1) * PER_PAGE : number * PER_PAGE]), pager


def _steps(count: int, page: str, number: int) -> Iterator[Step]:
    """The first page, the last, this one and its neighbours; a single page between two of them is named as well."""
    named = {1, count, *range(max(1, number - AROUND), min(count, number + AROUND) + 1)}
    named |= {at for at in range(2, count) if {at - 1, at + 1} <= named}
    here, last = numbered(page, number), 0
    for at in sorted(named):
        yield Step(at, way(here, numbered(page, at)) if at != number else "", at > last + 1)
        last = at
