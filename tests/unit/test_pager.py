"""The ways between the pages of a long list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.views.pager import PER_PAGE, paged, pager_of, pages_of


@pytest.mark.parametrize(
    ("count", "number", "told"),
    [
        (1, 1, "[1]"),
        (2, 1, "[1] 2"),
        (5, 3, "1 2 [3] 4 5"),
        (7, 1, "[1] 2 … 7"),
        (7, 4, "1 2 3 [4] 5 6 7"),
        (21, 3, "1 2 [3] 4 … 21"),
        (21, 4, "1 2 3 [4] 5 … 21"),
        (21, 11, "1 … 10 [11] 12 … 21"),
        (21, 19, "1 … 18 [19] 20 21"),
        (21, 21, "1 … 20 [21]"),
    ],
)
def test_which_pages_are_named(count: int, number: int, told: str) -> None:
    """The first, the last, the neighbours; never a gap in place of a single page."""
    _, pager = pager_of(count, "claims/index.html", number)
    words = [f"{'… ' * step.after_gap}{step.number if step.href else f'[{step.number}]'}" for step in pager.steps]
    assert " ".join(words) == told


def test_addresses() -> None:
    """The first page has the list's own address, the others stand beside it."""
    here, pager = pager_of(3, "claims/index.html", 2)
    assert here == "claims/page-2.html"
    assert (pager.before, pager.after) == ("index.html", "page-3.html")
    assert [step.href for step in pager.steps] == ["index.html", "", "page-3.html"]


@given(st.integers(0, 2_000))
def test_every_row_stands_on_one_page(total: int) -> None:
    """The pages hold the rows in their order; there is one where there are none."""
    pages = list(paged(range(total), "index.html"))
    assert [row for _, rows, _ in pages for row in rows] == list(range(total))
    assert len(pages) == pages_of(total, PER_PAGE) >= 1
    assert all(pager.number == number for number, (_, _, pager) in enumerate(pages, 1))
