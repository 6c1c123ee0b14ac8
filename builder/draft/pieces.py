"""The parts of a proposal as they can be marked: cut at ends of paragraphs, without words that belong to no part."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from builder.draft.tongue import Tongue
from builder.source import Span

WORD = re.compile(r"[^\W_]+(?:[.’'\-][^\W_]+)*")
THAT = re.compile(r"that\s+", re.IGNORECASE)
TRAILING = re.compile(r",?\s+(?:that|which|who|such)$", re.IGNORECASE)
WHY = re.compile(r",?\s+for\s+(?:\w+ly\s+)?\w+ing\b.*$", re.DOTALL)
WHEN = re.compile(r",?\s+(?:on|in|since)\s+(\w+)\b.*$", re.DOTALL)


def said(text: str, places: Sequence[Span], content: Sequence[Span], tongue: Tongue) -> list[Span]:
    """What is said, in pieces that lie in one paragraph each; a “what” or “which” alone is none beside others."""
    pieces = [piece for part in content for piece in _in_blocks(text, places, part)]
    weighty = [one for one in pieces if text[one.start : one.end].lower() not in tongue.function_words]
    return weighty or pieces


def _in_blocks(text: str, places: Sequence[Span], span: Span) -> Iterator[Span]:
    """A range cut at the ends of paragraphs, without “that” before it."""
    near = bisect_right(places, span.start, key=lambda place: place.start) - 1
    for block in places[max(0, near) :]:
        if block.start >= span.end:
            break
        start, end = max(span.start, block.start), min(span.end, block.end)
        piece = text[start:end]
        if start < end and WORD.search(piece):
            start += len(piece) - len(piece.lstrip())
            that = THAT.match(text, start, end)
            trailing = TRAILING.search(text[start:end])
            end = start + trailing.start() if trailing and trailing.start() else end
            end = start + len(text[start:end].rstrip())
            yield Span(that.end() if that and that.end() < end else start, end)


def speaking(text: str, part: Span, tongue: Tongue) -> Span:
    """The words of a source, without when or why it spoke: “sources on July 10th”, “critics for allegedly lying”."""
    words = text[part.start : part.end]
    when = WHEN.search(words)
    cuts = [found for found in (TRAILING.search(words), WHY.search(words)) if found]
    if when and (when[1].lower() in tongue.months or when[1].isdecimal()):
        cuts.append(when)
    end = min((found.start() for found in cuts if found.start()), default=len(words))
    return Span(part.start, part.start + end)


def is_account(words: str, tongue: Tongue) -> bool:
    """Whether words only take up what others said: “these allegations”, “this perspective”."""
    parts = [word.lower() for word in WORD.findall(words)]
    if not 0 < len(parts) <= 3 or re.search(r"[\"“]", words):
        return False
    return parts[-1] in tongue.accounts or parts[0] in tongue.pointers or parts == ["it"]
