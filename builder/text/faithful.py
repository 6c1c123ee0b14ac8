"""Whether two texts say the same words: the promise that an article's words were not altered.

Both texts are compared after NFC (never NFKC), with runs of white space as one space, and without a lone bullet at the
start of a line. Everything else is exact: quotation marks, dashes, zero-width and bidirectional characters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

_BLANK = "\\t\\x0b-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
"""Unicode's White_Space, the line feed aside: no-break spaces are in it, zero-width characters and U+001F are not."""
_SPACE = f"[\\n{_BLANK}]+"
_WORD = f"[^\\n{_BLANK}]+"
_BULLET = f"(?m)^[{_BLANK}]*[-*+•‣◦⁃∙▪]?(?:[{_BLANK}]+|$)"
_LONE_BULLET = re.compile(f"\\n[{_BLANK}]*[-*+•‣◦⁃∙▪](?:[\\n{_BLANK}]|\\Z)")
"""Whether there is any, for nearly all texts have none: a line feed is found quickly."""
_SEPARATORS = "\x1c\x1d\x1e\x1f"
"""What Python takes for white space besides."""
_AGAIN = 3
"""Words that must agree before two texts count as together again."""
_LONGEST = 50
"""Code points of a passage that a message quotes."""


class Difference(Struct, frozen=True):
    """Where two texts part: ranges of the first and of the second text, either may be empty."""

    first: tuple[int, int]
    second: tuple[int, int]


def folded(text: str) -> str:
    """The text as it is compared."""
    text = unicodedata.normalize("NFC", text)
    if _LONE_BULLET.search(f"\n{text}"):
        text = re.sub(_BULLET, " ", text)
    if any(sign in text for sign in _SEPARATORS):
        return re.sub(_SPACE, " ", text).strip(" ")
    return " ".join(text.split())


def same(first: str, second: str) -> bool:
    """Whether both say the same words."""
    return folded(first) == folded(second)


def differences(first: str, second: str, most: int = 10) -> tuple[Difference, ...]:
    """Where two texts differ, word by word, at most so many; () where they are the same.

    From a difference on, the nearest place is looked for where both go on with the same three words.
    """
    if same(first, second):
        return ()
    ours, theirs = _words(first), _words(second)
    found = []
    for a, b, c, d in _parted([word for word, _, _ in ours], [word for word, _, _ in theirs]):
        found.append(Difference(_range(ours, a, b, first), _range(theirs, c, d, second)))
        if len(found) == most:
            break
    return tuple(found)


def shown(text: str, start: int, end: int) -> str:
    """What a text says in a range, its invisible characters spelled out, or after which words it says nothing."""
    words = " ".join(text[start:end].split())
    if words:
        cut = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]} …"
        return f"says “{''.join(c if c.isprintable() else f'⟨U+{ord(c):04X}⟩' for c in cut)}”"
    before = " ".join(text[:start].split()[-2:])[-_LONGEST:]
    return f"says nothing after “{before}”" if before else "says nothing there"


def _words(text: str) -> list[tuple[str, int, int]]:
    """The words as compared, each with its range of the text as it stands."""
    blank = re.sub(_BULLET, lambda found: " " * len(found[0]), text)
    return [(unicodedata.normalize("NFC", found[0]), found.start(), found.end()) for found in re.finditer(_WORD, blank)]


def _parted(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where two lists of words part: from where to where in the first, and in the second."""
    end = [""] * _AGAIN
    one, other = [*one, *end], [*other, *end]
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(other) - _AGAIN + 1):
        places.setdefault(tuple(other[at : at + _AGAIN]), []).append(at)
    here = there = 0
    while here < len(one) and there < len(other):
        if one[here] == other[there]:
            here, there = here + 1, there + 1
            continue
        skip, leap = _together(one, here, there, places)
        yield here, here + skip, there, there + leap
        here, there = here + skip, there + leap


def _together(
    one: Sequence[str], here: int, there: int, places: Mapping[tuple[str, ...], Sequence[int]]
) -> tuple[int, int]:
    """How many words to pass over in each list until both go on alike: as few as possible. Their ends are alike."""
    nearest: tuple[int, int] | None = None
    for skip in range(len(one) - _AGAIN - here + 1):
        if nearest is not None and skip >= sum(nearest):
            break
        at = places.get(tuple(one[here + skip : here + skip + _AGAIN]), ())
        next_ = bisect_left(at, there)
        if next_ < len(at) and (nearest is None or skip + at[next_] - there < sum(nearest)):
            nearest = skip, at[next_] - there
    assert nearest is not None, "the ends are alike"
    return nearest


def _range(words: list[tuple[str, int, int]], start: int, end: int, text: str) -> tuple[int, int]:
    """The range of the text that some words take; between words where there are none."""
    if start < end:
        return words[start][1], words[end - 1][2]
    at = words[start][1] if start < len(words) else len(text)
    return at, at
