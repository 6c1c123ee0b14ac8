"""Where the sentences of a block begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

WINDOW = 50_000
"""Code points looked at together: unpaired quotation marks make the splitter's work grow with its square."""

ABBREVIATIONS = frozenset(
    ("ald.", "approx.", "atty.", "cllr.", "ft.", "incl.", "ms.", "thu.", "thur.", "thurs.", "tue.", "tues.", "vol.")
)
"""English abbreviations that end no sentence, beyond those the splitter knows."""

NUMBER = re.compile(r"\d{1,9}[.)]")
"""The number of an ordered list item, as it stands in the plain text."""

OPENING = "“„«‹‘‚\"'(["
"""Marks that open something where white space stands before them."""

SPACE = re.compile(r"[^\S\n]")
"""White space that ends no line; some of it crashes the splitter (a no-break space before a full stop)."""


def sentences(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """The sentences of one block's text as (start, end) in code points: in order, disjoint, without outer white space.

    Together they cover everything that is not white space. A language nobody knows is split as English is. What the
    splitter leaves out between two pieces goes to the first.
    """
    found: list[tuple[int, int]] = []
    edges = sorted({0, *[_with_opening(text, start) for start in _starts(text, language)], len(text)})
    for edge, next_edge in pairwise(edges):
        piece = text[edge:next_edge].rstrip()
        if not piece:
            continue
        start, end = edge + len(piece) - len(piece.lstrip()), edge + len(piece)
        if found and _goes_on(text, found[-1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def _starts(text: str, language: str) -> Iterator[int]:
    """Where the splitter's pieces start, the first at 0; long texts are read window by window."""
    # A large binary, so imported where it is used; it ships no types.
    from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

    plain = text if text.isprintable() else SPACE.sub(" ", text)
    at, inside = 0, False
    while at < len(text):
        cuts = [cut["start_index"] for cut in get_sentence_boundaries(language, plain[at : at + WINDOW])]
        last = at + WINDOW >= len(text)
        unended = not last and len(cuts) < 2
        yield from (at + cut for cut in (cuts if last or unended else cuts[:-1])[inside:])
        at, inside = (at + WINDOW, True) if last or unended else (at + cuts[-1], False)


def _with_opening(text: str, start: int) -> int:
    """A start, moved before the quotation mark or bracket that opens right there: the splitter parts them."""
    while start > 1 and text[start - 1] in OPENING and (text[start - 2].isspace() or text[start - 2] in OPENING):
        start -= 1
    return start


def _goes_on(text: str, before: tuple[int, int], start: int) -> bool:
    """Whether the sentence `before` goes on at `start`, although the splitter ended it."""
    if "\n" in text[before[1] : start]:
        return False
    piece = text[before[0] : before[1]]
    if not piece[0].isalpha() and (NUMBER.fullmatch(piece) or not any(character.isalnum() for character in piece)):
        return True
    return piece[-1] == "." and piece.rsplit(None, 1)[-1].lstrip("(“‘\"'").lower() in ABBREVIATIONS
