"""Finding careful words: by a learnt scale for the words of the Szeged corpus, by the lexicon for the other types."""

from __future__ import annotations

from collections.abc import Iterator

from builder.draft.drafted import Hedge, Suggestion
from builder.draft.knowledge import Knowledge
from builder.draft.phrases import phrases
from builder.draft.reading import Reading
from builder.draft.reasons import hedge_reason
from builder.draft.rule import probability
from builder.draft.sight import Sight
from builder.source import Span
from builder.text.lexicon import hedge_type, load

LIKELY = 0.38
"""The probability from which on a careful word goes into the draft."""
LISTED = 0.75
"""The confidence of a phrase that the lexicon lists: no count of it was learnt."""
POSSIBLE = 0.2
"""The probability from which on it is suggested."""


def hedges(reading: Reading, known: Knowledge) -> tuple[tuple[Hedge, ...], tuple[Suggestion, ...]]:
    """The careful words of a text, read without folding, that are likely; and those that are possible."""
    likely: list[Hedge] = []
    possible: list[Suggestion] = []
    for sight in _candidates(reading, known):
        seen = known.careful.seen(sight)
        confidence = probability(known.careful.score(seen))
        if confidence < POSSIBLE:
            continue
        span = _phrase(sight, known)
        reason = hedge_reason(sight.word, seen, known)
        if confidence >= LIKELY:
            likely.append(Hedge(span, _type(reading, span, sight.word), round(confidence, 3), reason))
        else:
            possible.append(Suggestion(span, "hedge", round(confidence, 3), reason))
    for span, type_ in _added(reading, known):
        words = reading.text[span.start : span.end]
        likely.append(Hedge(span, type_, LISTED, f"“{words}”: a word that this site adds to the lexicon"))
    for span, type_, rule in phrases(reading, known.tongue):
        words = reading.text[span.start : span.end]
        likely.append(Hedge(span, type_, LISTED, f"“{words}”: a phrase of the lexicon ({rule.replace('_', ' ')})"))
    kept = tuple(_apart(likely))
    return kept, tuple(one for one in possible if not any(_overlap(one.span, other.span) for other in kept))


def _added(reading: Reading, known: Knowledge) -> Iterator[tuple[Span, str]]:
    """The careful words that a site adds, with their types."""
    for first, after in reading.units if known.added_hedges else ():
        items = reading.items[first:after]
        for at in range(len(items)):
            for words, type_ in known.added_hedges:
                run = items[at : at + len(words)]
                if run and tuple(item.word for item in run) == words:
                    yield Span(run[0].start, run[-1].end), type_


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _candidates(reading: Reading, known: Knowledge) -> Iterator[Sight]:
    for first, after in reading.units:
        for at in range(first, after):
            if reading.items[at].word in known.hedges:
                yield Sight(reading, at, first, after)


def _phrase(sight: Sight, known: Knowledge) -> Span:
    """The word, or the longest known phrase around it."""
    items = sight.reading.items
    for phrase in known.phrases.get(sight.word, ()):
        for place, word in enumerate(phrase):
            first = sight.at - place
            if word == sight.word and first >= sight.first:
                run = items[first : min(first + len(phrase), sight.after)]
                if tuple(item.word for item in run) == phrase:
                    return Span(run[0].start, run[-1].end)
    return Span(items[sight.at].start, items[sight.at].end)


def _type(reading: Reading, span: Span, word: str) -> str:
    """The type that the lexicon knows for the phrase or the word."""
    lexicon = load(reading.tongue.language)
    if lexicon is not None:
        for words in (reading.text[span.start : span.end], word):
            match = hedge_type(words, lexicon)
            if match is not None:
                return match.type
    return "doxastic"


def _apart(found: list[Hedge]) -> Iterator[Hedge]:
    """Without those that lie in one before."""
    end = -1
    for one in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if one.span.start >= end:
            yield one
            end = one.span.end
