"""The words of a stretch of text, folded for comparison, and where they stand."""

from __future__ import annotations

import re

from msgspec import Struct

WORD = re.compile(r"\w+(?:['’-]\w+)*")


class Token(Struct, frozen=True):
    """A word: `text` folded, `start` and `end` in code points of the text it stands in."""

    text: str
    start: int
    end: int


def folded(word: str) -> str:
    """`word` without differences of case and of apostrophes."""
    return word.casefold().replace("’", "'")


def tokens(text: str) -> tuple[Token, ...]:
    """The words of `text` in order; punctuation and white space are left out, hyphens and apostrophes inside kept."""
    if text.isascii():  # folding them moves no place
        return tuple([Token(found[0], found.start(), found.end()) for found in WORD.finditer(text.lower())])
    return tuple([Token(folded(found[0]), found.start(), found.end()) for found in WORD.finditer(text)])
