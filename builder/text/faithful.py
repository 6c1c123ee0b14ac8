"""Whether two texts say the same words: the promise that an article's words were not altered.

Both texts are compared after NFC (never NFKC), with runs of white space as one space, and without a lone bullet at the
start of a line. Everything else is exact: quotation marks, dashes, zero-width and bidirectional characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

_BULLET = re.compile(r"^[^\S\n]*[-*+•‣◦⁃∙▪]?(?:[^\S\n]+|$)", re.MULTILINE)
_SPACE = re.compile(r"\s+")
_MANY = 4_000
"""Words on either side of a difference that are compared one by one; longer ones are told as a whole."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two texts part: ranges of the first and of the second text, either may be empty."""

    first: tuple[int, int]
    second: tuple[int, int]


def folded(text: str) -> str:
    """The text as it is compared."""
    return _SPACE.sub(" ", _BULLET.sub(" ", unicodedata.normalize("NFC", text))).strip()


def same(first: str, second: str) -> bool:
    """Whether both say the same words."""
    return folded(first) == folded(second)


def differences(first: str, second: str, most: int = 10) -> tuple[Difference, ...]:
    """Where two texts differ, word by word, at most so many; () where they are the same."""
    if same(first, second):
        return ()
    ours, theirs = _words(first), _words(second)
    one, other = [word for word, _, _ in ours], [word for word, _, _ in theirs]
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    tail = 0
    while tail < min(len(one), len(other)) - start and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    middle = one[start : len(one) - tail], other[start : len(other) - tail]
    if max(len(middle[0]), len(middle[1])) > _MANY:
        changes = [(start, len(one) - tail, start, len(other) - tail)]
    else:
        codes = SequenceMatcher(None, *middle, autojunk=False).get_opcodes()
        changes = [(start + a, start + b, start + c, start + d) for code, a, b, c, d in codes if code != "equal"]
    return tuple(Difference(_range(ours, a, b, first), _range(theirs, c, d, second)) for a, b, c, d in changes[:most])


def _words(text: str) -> list[tuple[str, int, int]]:
    """The words as compared, each with its range of the text as it stands."""
    blank = _BULLET.sub(lambda found: " " * len(found[0]), text)
    return [
        (unicodedata.normalize("NFC", found[0]), found.start(), found.end()) for found in re.finditer(r"\S+", blank)
    ]


def _range(words: list[tuple[str, int, int]], start: int, end: int, text: str) -> tuple[int, int]:
    """The range of the text that some words take; between words where there are none."""
    if start < end:
        return words[start][1], words[end - 1][2]
    at = words[start][1] if start < len(words) else len(text)
    return at, at
