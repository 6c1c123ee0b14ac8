"""The sources inside the words of an attribution: what stands before or behind its cues."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.source import Span
from builder.text.lexicon.cueing import Cue, spoken
from builder.text.lexicon.model import Lexicon
from builder.text.tokens import Token

_LOOSE = frozenset(("trailing", "participles"))
"""Lists of words with which no source ends."""
ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th)?")


def source_parts(words: str, found: Sequence[Cue], lexicon: Lexicon) -> tuple[Span, ...]:
    """Where the sources stand in the words of an attribution, in order, as code points of `words`.

    found  the cues of `words`, as `cues` gives them

    Function words, punctuation and simple dates at the edges are left out; a pronoun ("he", "which") stays.
    """
    if not found:
        return ()
    edges = [0, *(edge for cue in found for edge in (cue.start, cue.end)), len(words)]
    gaps = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    inside = _inside(spoken(words), gaps)
    parts = (
        _trimmed(words, gap, inside[number], lexicon, owned=_is_owned(number, found, lexicon))
        for number, gap in enumerate(gaps)
        if _holds_source(words, number, inside, found, lexicon)
    )
    return tuple(part for part in parts if part is not None)


def _inside(every: Sequence[Token], gaps: Sequence[Span]) -> list[list[Token]]:
    """The words in each gap: in one pass, as cues begin and end with words."""
    found, at = [], 0
    for gap in gaps:
        while at < len(every) and every[at].start < gap.start:
            at += 1
        first = at
        while at < len(every) and every[at].end <= gap.end:
            at += 1
        found.append(list(every[first:at]))
    return found


def _holds_source(
    words: str, number: int, inside: Sequence[Sequence[Token]], found: Sequence[Cue], lexicon: Lexicon
) -> bool:
    """Whether the stretch before cue `number` (behind the last one, for the last) names who says it."""
    if number and found[number - 1].source in ("after", "both"):
        return True
    if number == len(found):
        return number == 1 and not inside[0] and _is_inverted(words, found[0], lexicon)
    speaking = next((cue.source for cue in found[number:] if cue.source != "none"), "none")
    return speaking in ("before", "both") and (number == 0 or _is_joined(inside[number], lexicon))


def _is_joined(inside: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a stretch between two cues brings in a new speaker: "…, and the council confirmed"."""
    return bool(inside) and lexicon.holds("joiners", inside[0].text)


def _is_inverted(words: str, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether the speaker stands behind the verb, before which nothing stands: "said the mayor"."""
    if cue.source != "before":
        return False
    return lexicon.holds("inverts", cue.entry) and not words[cue.start : cue.end].casefold().endswith("ing")


def _ends_before(initial: str, word: str, lexicon: Lexicon) -> bool:
    """Whether a source ends before its last word, which is a function word; auxiliaries with a capital are names."""
    return lexicon.holds("edges", word) or (lexicon.holds("auxiliaries", word) and not initial.isupper())


def _is_owned(number: int, found: Sequence[Cue], lexicon: Lexicon) -> bool:
    """Whether a noun follows that belongs to the source: "his broader narrative of"."""
    return number < len(found) and lexicon.cues[found[number].entry].weak


def _trimmed(words: str, gap: Span, inside: list[Token], lexicon: Lexicon, *, owned: bool) -> Span | None:
    """The words `inside` a stretch that name the source, or None; `owned`: whether it owns the cue."""
    inside = _without_opening_phrase(words.find(",", gap.start, gap.end), inside, lexicon)
    inside = _without_dates(inside, lexicon)
    while inside and lexicon.holds("edges", inside[0].text):
        inside = inside[1:]
    while inside and _ends_before(words[inside[-1].start], inside[-1].text, lexicon):
        inside = inside[:-1]
    if len(inside) > 1 and not _LOOSE.isdisjoint(lexicon.lists.get(inside[-1].text, ())):
        inside = inside[:-1]
    inside = _up_to_possessive(inside, lexicon) if owned else inside
    return Span(inside[0].start, inside[-1].end) if inside else None


def _without_opening_phrase(comma: int, inside: list[Token], lexicon: Lexicon) -> list[Token]:
    """Without what stands before the comma of "In a letter on Monday, the mayor"."""
    opens = comma >= 0 and inside and inside[0].start < comma and lexicon.holds("openers", inside[0].text)
    behind = [token for token in inside if token.start > comma] if opens else []
    return behind or inside


def _without_dates(inside: list[Token], lexicon: Lexicon) -> list[Token]:
    """Without a date at either edge: "on July 10th", "last week", "Tuesday"."""
    head, tail = 0, len(inside)
    while head < tail and _is_date_word(inside[head].text, lexicon):
        head += 1
    while tail > head and _is_date_word(inside[tail - 1].text, lexicon):
        tail -= 1
    if head and not _is_date(inside[:head], lexicon):
        head = 0
    if tail < len(inside) and (not _is_date(inside[tail:], lexicon) or (tail and inside[tail - 1].text == "of")):
        tail = len(inside)
    return inside[head:tail]


def _is_date_word(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.dates or (word[0].isdigit() and ORDINAL.fullmatch(word) is not None)


def _is_date(run: list[Token], lexicon: Lexicon) -> bool:
    """Whether a run of date words holds a day, or a month with something beside it ("May" alone is a name)."""
    if any(lexicon.holds("days", token.text) for token in run):
        return True
    return len(run) > 1 and any(lexicon.holds("months", token.text) for token in run)


def _up_to_possessive(inside: list[Token], lexicon: Lexicon) -> list[Token]:
    """Of "his broader" only "his", of "the mayor's bold" only "the mayor's"."""
    owners = (
        at
        for at, token in enumerate(inside)
        if token.text.endswith("'s") or (at == 0 and lexicon.holds("possessives", token.text))
    )
    return inside[: next(owners, len(inside)) + 1]
