"""A plain text as Markdown with marks: brackets around ranges, signs escaped, the words unaltered."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.draft.lines import blocks, is_item
from builder.source import Span
from builder.text import escaping

LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Bracket:
    """A range of the text in brackets, without white space at its ends, and what stands in braces behind."""

    span: Span
    braces: str


def nested(brackets: Iterable[Bracket], places: Sequence[Span]) -> tuple[Bracket, ...]:
    """Those that lie in one paragraph and cross none before; the earlier of two that cross, or are equal, is kept."""
    kept: dict[int, list[Bracket]] = {}
    for one in brackets:
        span = one.span
        number = bisect_right(places, span.start, key=lambda place: place.start) - 1
        others = kept.setdefault(number, [])
        inside = number >= 0 and span.start < span.end <= places[number].end
        if inside and not any(crosses(span, other.span) and not _share(one, other) for other in others):
            others.append(one)
    return tuple(one for number in sorted(kept) for one in kept[number])


def _share(one: Bracket, other: Bracket) -> bool:
    """Whether two brackets may stand around the same words: a careful word that is all there is of another mark."""
    return one.span == other.span and one.braces.startswith(".h") != other.braces.startswith(".h")


def crosses(one: Span, other: Span) -> bool:
    """Whether two ranges cannot both be in brackets: they are equal, or overlap without one in the other."""
    if one == other:
        return True
    apart = one.end <= other.start or other.end <= one.start
    within = other.start <= one.start and one.end <= other.end
    around = one.start <= other.start and other.end <= one.end
    return not (apart or within or around)


def _inner_first(one: Bracket) -> tuple[int, bool]:
    return -one.span.start, not one.braces.startswith(".h")


def markdown(text: str, brackets: Sequence[Bracket], comments: Mapping[int, str]) -> str:
    """The text with its brackets; `comments` follow the paragraphs with their numbers."""
    parts: list[str] = []
    waiting: list[str] = []
    places = blocks(text)
    inside: dict[int, list[Bracket]] = {}
    for one in brackets:
        inside.setdefault(bisect_right(places, one.span.start, key=lambda place: place.start) - 1, []).append(one)
    for number, block in enumerate(places):
        words = _block(text, block, inside.get(number, ()), is_headline=number == 0)
        listed = number > 0 and is_item(text, block)
        if not (listed and parts[-1].startswith("- ")):
            parts += waiting
            waiting = []
        if listed and parts[-1].startswith("- "):
            parts[-1] += f"\n- {words}"
        else:
            parts.append(f"# {words}" if number == 0 else f"- {words}" if listed else words)
        waiting += [comments[number]] if number in comments else []
    return "\n\n".join([*parts, *waiting]) + "\n"


def _block(text: str, block: Span, brackets: Sequence[Bracket], *, is_headline: bool) -> str:
    """A paragraph; the lines of a headline are joined."""
    lines = []
    for match in LINE.finditer(text, block.start, block.end):
        line = match[0]
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            end = start + len(line.strip())
            lines.append("".join(_line(text, Span(start, end), brackets, is_headline=is_headline)))
    if is_headline:
        return re.sub(r"(#+)$", r"\\\1", " ".join(lines))
    return "\n".join(lines)


def _line(text: str, line: Span, brackets: Sequence[Bracket], *, is_headline: bool) -> Iterator[str]:
    """A line in pieces: signs of marks, and escaped words between them."""
    at = line.start
    edges = sorted(
        {edge for one in brackets for edge in (one.span.start, one.span.end) if line.start <= edge <= line.end}
    )
    opening = 0 if is_headline else escaping.opens_block(text[line.start : line.end])
    if opening and not any(line.start <= edge <= line.start + opening for edge in edges):
        sign = text[at : at + opening]
        yield f"{sign[:-1]}\\{sign[-1]}" if sign[0].isdigit() else f"\\{sign}"
        at += opening
    for edge in edges:
        words = escaping.escaped(text[at:edge])
        opens = sorted((one for one in brackets if one.span.start == edge), key=lambda one: -one.span.end)
        if opens and words.endswith("!"):
            words = f"{words[:-1]}\\!"
        yield words
        closes = sorted((one for one in brackets if one.span.end == edge), key=_inner_first)
        yield "".join(f"]{{{one.braces}}}" for one in closes)
        yield "[" * len(opens)
        at = edge
    yield escaping.escaped(text[at : line.end])
