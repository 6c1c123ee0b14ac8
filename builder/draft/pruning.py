"""Marks that no longer fit after others were left out: parts without a whole, answers that answer nothing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from builder.draft.marking import Bracket

PARTS = (".cue", ".source")
REF = re.compile(r"ref=\"?([a-z0-9-]+)")


def with_wholes(brackets: Sequence[Bracket]) -> tuple[Bracket, ...]:
    """Without names for parts (“.cue”, “.source”) that stand in no attribution."""
    wholes = [one.span for one in brackets if one.braces.startswith(".a")]
    return tuple(
        one
        for one in brackets
        if one.braces not in PARTS or any(span.start <= one.span.start and one.span.end <= span.end for span in wholes)
    )


def with_answers(brackets: Sequence[Bracket], answering: Container[str]) -> Iterator[Bracket]:
    """Answers by claims that answer nothing are plain claims; around an attribution they are left out."""
    for one in brackets:
        found = REF.search(one.braces)
        if not one.braces.startswith(".x") or found is None or found[1] in answering:
            yield one
        elif not any(
            other.braces.startswith(".a") and one.span.start <= other.span.start and other.span.end <= one.span.end
            for other in brackets
        ):
            yield Bracket(one.span, f".c{one.braces[2:]}")
