"""The article's own voice, and the ranges it is made of; the definition itself is tested case by case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.analyse.intervals import Intervals, merged
from builder.assemble.article import assemble
from builder.model.site import Site, SiteKind, setting
from builder.parse.article import read_article
from builder.source import SourceFile
from tests.written_article import cast

RANGES = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=12
)


def test_kinds_of_the_site() -> None:
    """A mark of one of the site's own kinds leaves a sentence as it is."""
    own = setting(Site("T", kinds=(SiteKind("irony", "I", "irony", "", ""),)), cast().sources)
    article, findings = read_article("a", SourceFile("a.md", "# T\n\nIt [rained]{.irony}."), None, {"irony": "irony"})
    assert not findings
    made = assemble(article, own)
    assert [mark.quote for mark in made.others] == ["rained"]
    assert [made.text[start:end] for start, end in made.own_voice] == ["It rained."]


@pytest.mark.parametrize(
    ("ranges", "result"),
    [
        ([], ()),
        ([(5, 6), (1, 2)], ((1, 2), (5, 6))),
        ([(1, 3), (2, 5)], ((1, 5),)),
        ([(1, 3), (3, 5)], ((1, 5),)),
        ([(1, 9), (2, 3)], ((1, 9),)),
        ([(1, 2), (1, 2)], ((1, 2),)),
    ],
)
def test_merged(ranges: list[tuple[int, int]], result: tuple[tuple[int, int], ...]) -> None:
    """Ranges that overlap or touch are one."""
    assert merged(ranges) == result


class TestIntervals:
    @given(RANGES, st.integers(0, 30), st.integers(1, 8))
    def test_around_and_upon(self, ranges: list[tuple[int, int]], start: int, length: int) -> None:
        """Those around a place hold all of it, those upon it a part, and none is missed."""
        end = start + length
        known = Intervals((range_, number) for number, range_ in enumerate(ranges))
        around = {number for _, number in known.around(start, end)}
        upon = {number for _, number in known.upon(start, end)}
        assert around == {number for number, (a, b) in enumerate(ranges) if a <= start and end <= b}
        assert upon == {number for number, (a, b) in enumerate(ranges) if a < end and start < b}

    @given(RANGES, st.integers(0, 30), st.integers(0, 30))
    def test_between(self, ranges: list[tuple[int, int]], start: int, end: int) -> None:
        """Those that start between two places come in order."""
        known = Intervals((range_, number) for number, range_ in enumerate(ranges))
        found = [range_ for range_, _ in known.between(start, end)]
        assert found == sorted((r for r in ranges if start <= r[0] < end), key=lambda range_: range_[0])
