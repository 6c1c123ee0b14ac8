"""Quotation marks of all habits, and apostrophes beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.text.quotation import holds_quotation, is_quoted, quotations

QUOTATIONS = [
    ("a “b” c", ["“b”"]),
    ("“a ‘b’ c” d", ["“a ‘b’ c”"]),
    ("the ‘b’ and the ‘c’", ["‘b’", "‘c’"]),
    ("the dogs’ ‘b’", ["‘b’"]),
    ("‘it’s b’", ["‘it’s b’"]),
    ("‘left open", []),
    ("“left open", ["“left open"]),
    ("never opened”", []),
    ('5" and 6" apart', []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTATIONS)
def test_quotations_are_found(text: str, expected: list[str]) -> None:
    """The outermost ones, with their marks."""
    assert [text[span.start : span.end] for span in quotations(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“a”", True),
        (" ‘a b’ ", True),
        ("“a” b", False),
        ("“a” “b”", False),
        ("“a", False),
        ("“", False),
        ("", False),
    ],
)
def test_a_text_is_quoted_when_all_of_it_is(text: str, expected: bool) -> None:
    """One pair of marks around everything."""
    assert is_quoted(text) is expected


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("He said “no”", True),
        ("„Nein“", True),
        ("« non »", True),
        ('a "no"', True),
        ("it’s ‘no’", False),
        ("", False),
    ],
)
def test_words_that_hold_double_marks(text: str, holds: bool) -> None:
    """Whoever quotes them takes single marks around them."""
    assert holds_quotation(text) is holds


@given(st.text(st.sampled_from("ab “”‘’„«»‹›‚'\"")))
def test_quotations_are_ordered_and_inside(text: str) -> None:
    """Any heap of marks gives disjoint ranges in order."""
    edges = [edge for span in quotations(text) for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))


def test_a_hundred_thousand_open_marks_are_read() -> None:
    """Single marks that nobody closes do not hang the build."""
    assert quotations("‘a " * 100_000) == ()
