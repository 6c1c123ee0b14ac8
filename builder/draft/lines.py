"""Paragraphs of a plain text, and lines that only end because they had to fit a width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.source import Span
from builder.text import escaping

GAP = re.compile(r"\n[^\S\n]*\n\s*")
LINE = re.compile(r"[^\n]*\S[^\n]*")
WIDEST = 100
"""Code points of the longest line of a text whose lines were broken to fit a width."""
OFTEN = 3
"""Lines that must be so broken before any is believed to be."""
LONGEST_HEADLINE = 200
"""Code points up to which all lines before the first gap are the headline."""


def runs(text: str) -> tuple[Span, ...]:
    """The lines of a text, several as one where they were broken to fit a width."""
    lines = [Span(*found.span()) for found in LINE.finditer(text)]
    width = max((len(text[one.start : one.end].rstrip()) for one in lines), default=0)
    if width > WIDEST:
        return tuple(lines)
    broken = [_is_broken(text, one, other, width) for one, other in pairwise(lines)]
    if sum(broken) < OFTEN:
        return tuple(lines)
    return tuple(_joined(lines, broken))


def _is_broken(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the first word of the following line would not have fitted into a line."""
    if text.count("\n", line.end, following.start) > 1:
        return False
    words = text[line.start : line.end].rstrip()
    after = text[following.start : following.end].split(maxsplit=1)[0]
    return " " in words.strip() and len(words) + 1 + len(after) > width and not escaping.bullet(after)


def _joined(lines: Sequence[Span], broken: Sequence[bool]) -> Iterator[Span]:
    start = lines[0].start
    for number, line in enumerate(lines):
        if number == len(lines) - 1 or not broken[number]:
            yield Span(start, line.end)
            start = lines[number + 1].start if number + 1 < len(lines) else line.end


def blocks(text: str) -> tuple[Span, ...]:
    """The paragraphs of a plain text, the headline first; each item of a list is one, without its bullet.

    A text without a gap has a paragraph a line; the headline is one line where more would be too long for one.
    """
    edges = [0, *(edge for gap in GAP.finditer(text) for edge in gap.span()), len(text)]
    parts = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if text[start:end].strip()]
    if len(parts) == 1:
        parts = list(runs(text))
    found: list[Span] = []
    for part in parts:
        found += _items(text, part) if found else _headline(text, part)
    return tuple(found)


def _headline(text: str, part: Span) -> list[Span]:
    """The headline, and what else stands before the first gap."""
    lines = [Span(*found.span()) for found in LINE.finditer(text, part.start, part.end)]
    fits = part.end - part.start <= LONGEST_HEADLINE
    if len(lines) == 1 or (fits and not any(escaping.bullet(_bare(text, line)) for line in lines[1:])):
        return [part]
    return [lines[0], *_items(text, Span(lines[1].start, part.end))]


def _items(text: str, part: Span) -> list[Span]:
    """The lines of a paragraph: those with a bullet each on its own, without it; the others together."""
    found: list[Span] = []
    goes_on = False
    for match in LINE.finditer(text, part.start, part.end):
        line = Span(*match.span())
        words = _bare(text, line)
        bullet = escaping.bullet(words)
        again = bullet and escaping.bullet(words[bullet:])
        if bullet and not again:
            start = line.start + len(match[0]) - len(match[0].lstrip()) + bullet
            if start < line.end:
                found.append(Span(start, line.end))
            goes_on = False
        elif goes_on and not again:
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
            goes_on = not again
    return found


def is_item(text: str, block: Span) -> bool:
    """Whether a block is an item of a list: a bullet stands before it in its line."""
    return bool(text[text.rfind("\n", 0, block.start) + 1 : block.start].strip())


def _bare(text: str, line: Span) -> str:
    return text[line.start : line.end].strip()
