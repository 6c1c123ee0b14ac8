"""The words of an article, cut into segments: which lines lie under which words."""

from __future__ import annotations

import pytest

from builder.model.document import Leaf
from builder.views.blocks import prose_of
from builder.views.frame import House
from builder.views.kinds import kinds
from builder.views.pieces import SegmentView
from tests.written_article import cast, made


def lines(text: str) -> list[tuple[str, int, int]]:
    """The segments of the last paragraph of an article: words, lines under them, how many more are told."""
    article = made(text)
    prose = prose_of(article, [], [], kinds(House(cast().site), "articles/town/index.html", {}), {})
    last = article.blocks[-1]
    assert isinstance(last, Leaf)
    return [
        (piece.text, sum(" beyond" not in span.names for span in piece.spans), sum(span.more for span in piece.spans))
        for piece in prose.leaf(last)
        if isinstance(piece, SegmentView)
    ]


def test_lines_stack_up_to_three() -> None:
    """Who says it, a careful word and what is said lie under the same word together."""
    assert lines("[The dam [may [Bob]{.a source=bob}]{.h} leak]{.c ref=leak}.")[2] == ("Bob", 3, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[one [two [three [four]{.c ref=d}]{.c ref=c}]{.c ref=b}]{.c ref=a}", [1, 2, 2, 2]),
        ("[[one [two [three]{.c ref=c}]{.c ref=b}]{.c ref=a} x [may]{.h}]{.a source=bob}", [2, 3, 3, 1, 2]),
        ("[[[one]{.h type=modal} [two]{.c ref=b}]{.c ref=a} Bob]{.a source=bob}", [3, 2, 3, 1]),
    ],
)
def test_no_words_have_more_than_three_lines(text: str, expected: list[int]) -> None:
    """Claims nested deeper than two, or than there is room for, have no line of their own."""
    assert [count for _, count, _ in lines(text)] == expected


def test_what_has_no_line_is_counted_where_it_begins() -> None:
    """Where a claim without a line begins, the text says how many there are."""
    found = lines("[one [two [three [four]{.c ref=d} five]{.c ref=c}]{.c ref=b}]{.c ref=a}")
    assert [more for _, _, more in found] == [0, 0, 1, 2, 0]
