"""The parts of a proposal as they can be marked: cut at ends of paragraphs, without words that belong to no part."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from builder.draft.drafted import Attribution
from builder.draft.tongue import Tongue
from builder.source import Span

WORD = re.compile(r"[^\W_]+(?:[.’'\-][^\W_]+)*")
THAT = re.compile(r"that\s+", re.IGNORECASE)
TRAILING = re.compile(r",?\s+(?:that|which|who|such)$", re.IGNORECASE)
WHY = re.compile(r",?\s+for\s+(?:\w+ly\s+)?\w+ing\b.*$", re.DOTALL)
END = re.compile(r"[.!?][”\"’')]*\s+(?=[A-Z])")
WHEN = re.compile(r",?\s+(?:on|in|since)\s+(\w+)\b.*$", re.DOTALL)


def said(text: str, places: Sequence[Span], one: Attribution, tongue: Tongue) -> list[Span]:
    """What is said, in pieces that lie in one paragraph each; a “what” or “which” alone is none beside others."""
    content = (_in_sentence(text, part, one.cue, tongue) for part in one.content)
    pieces = [piece for part in content for piece in _in_blocks(text, places, part)]
    weighty = [one for one in pieces if text[one.start : one.end].lower() not in tongue.function_words]
    return weighty or pieces


def _in_sentence(text: str, span: Span, cue: Span, tongue: Tongue) -> Span:
    """The sentence beside the cue, of a range that runs over a full stop which no quotation marks hold together."""
    words = text[span.start : span.end]
    ends = [found for found in END.finditer(words) if _ends(words, found, tongue)]
    if not ends:
        return span
    if span.start >= cue.end:
        return Span(span.start, span.start + ends[0].start())
    return Span(span.start + ends[-1].end(), span.end) if span.end <= cue.start else span


def _ends(words: str, stop: re.Match[str], tongue: Tongue) -> bool:
    """Whether a sentence ends at a full stop, outside of quotations: “taken ill. The”, but not “St. James”."""
    before, behind = words[: stop.start()], words[stop.end() :]
    if before.count("“") > before.count("”") or before.count('"') % 2:
        return False
    last, following = before.rsplit(maxsplit=1)[-1:], WORD.match(behind)
    if not last or following is None or behind[following.end() : following.end() + 1] == ".":
        return False
    if last[0] in tongue.words_too:
        return True
    openers = tongue.articles | tongue.pronouns_he | tongue.pronouns_they | tongue.turns | tongue.joining
    return following[0].lower() in openers and last[0].lower() not in tongue.titles


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
