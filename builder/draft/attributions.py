"""Finding who says what: possible cues, how likely each is one, and where its source and content lie."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from builder.draft.account_nouns import LOG_ODDS, account
from builder.draft.candidates import Labelled, Possible
from builder.draft.drafted import Attribution, Suggestion
from builder.draft.knowledge import Knowledge
from builder.draft.reading import Reading
from builder.draft.reasons import cue_reason
from builder.draft.rule import probability
from builder.draft.sight import Sight
from builder.draft.spans import CONTENT, CUE, REACH, SOURCE, label, observe, window
from builder.draft.thresholds import LONG, QUOTED, likely
from builder.source import Span

WORTH_A_LOOK = 0.65
"""The probability that a sentence holds any cue at all, from which on it is suggested."""
LEFT = 0.7
"""The probability from which on a cue says something, even where nothing was found to be said."""
FAIR = 0.3
"""The probability below which only a quotation makes a cue likely enough."""
FAINT = 0.12
"""The probability below which a possible cue is left alone."""


def attributions(reading: Reading, known: Knowledge) -> tuple[tuple[Attribution, ...], tuple[Suggestion, ...]]:
    """The attributions of a text that are likely, and the possible cues in sentences that are worth a look."""
    found = possible_cues(reading, known)
    every = [labelled(reading, one, known) for one in found if _is_worth_it(reading, one)]
    whole = [one for one in _without_twins(every) if one.content]
    chosen = _outermost(likely(reading, whole))
    sure = tuple(sorted((_attribution(reading, one, known) for one in chosen), key=lambda one: one.cue))
    return sure, tuple(_suggestions(reading, found, sure, known))


def possible_cues(reading: Reading, known: Knowledge) -> list[Possible]:
    """The possible cues of a text, after a look at each alone and a second look at each beside its rivals."""
    found: list[Possible] = []
    for unit, (first, after) in enumerate(reading.units):
        places = [at for at in range(first, after) if _may_be_cue(reading, at, known)]
        sights = {at: Sight(reading, at, first, after) for at in places}
        seen = {at: known.first.seen(sight) for at, sight in sights.items()}
        odds: Mapping[int, float] = {at: known.first.score(what) for at, what in seen.items()}
        nouns = {at: account(sight) for at, sight in sights.items()}
        odds = {at: max(one, _least_odds(reading, at, nouns[at], known)) for at, one in odds.items()}
        for at in places:
            both = (*seen[at], *known.rivals.seen(replace(sights[at], odds=odds)))
            confidence = probability(max(known.second.score(both), _least_odds(reading, at, nouns[at], known)))
            if confidence >= FAINT:
                found.append(Possible(at, unit, confidence, both, nouns[at]))
    return found


ADDED = 1.1
"""The log odds of a word that a site counts as a cue."""


def _least_odds(reading: Reading, at: int, noun: str, known: Knowledge) -> float:
    """What a word has at least where a site counts it as a cue, or the rule `noun` takes it for one."""
    if noun:
        return LOG_ODDS
    return ADDED if reading.items[at].word in known.added_cues else float("-inf")


def _may_be_cue(reading: Reading, at: int, known: Knowledge) -> bool:
    item = reading.items[at]
    return not item.is_quote and item.word in known.cues


def labelled(reading: Reading, one: Possible, known: Knowledge) -> Labelled:
    """A possible cue with source and content around it."""
    first, after = window(reading, one.at)
    path = label(observe(reading, one.at, first, after), one.at - first, known.places, known.meetings)
    cue = next(run for run in _runs(path, CUE, first) if run[0] <= one.at <= run[1])
    source = tuple(run for run in _runs(path, SOURCE, first) if _words(reading, run))
    content = tuple(run for run in _runs(path, CONTENT, first) if _words(reading, run))
    source, content = _without_quotations(reading, source, cue, content)
    if not content and one.confidence >= LEFT:
        content = _rest(reading, one, source, cue)
        source = tuple(run for run in source if run not in content)
    return Labelled(one, source, cue, content)


def _without_quotations(
    reading: Reading, source: tuple[tuple[int, int], ...], cue: tuple[int, int], content: tuple[tuple[int, int], ...]
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """A source and what is said; a source behind its cue ends at the comma before what a quotation stands in.

    “Said Ann, the doors “will stay open””, but not “said Ann, who “will stay open””.
    """
    items = reading.items
    kept, more = [], list(content)
    for first, last in source:
        quoted = next((at for at in range(first, last + 1) if items[at].is_quote and items[at].sort[1] in LONG), None)
        commas = [at for at in range(first + 1, quoted or 0) if items[at].word == ","]
        about = {item.word for item in items[commas[-1] : quoted]} & reading.tongue.clause_inner if commas else ()
        if first > cue[1] and commas and not about:
            kept.append((first, commas[-1] - 1))
            more.append((commas[-1] + 1, last))
        else:
            kept.append((first, last))
    return tuple(kept), tuple(sorted(more))


def _rest(
    reading: Reading, one: Possible, source: Sequence[tuple[int, int]], cue: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    """What is said after all: a second source behind the cue, what follows the cue, else what stands before the source.

    For a cue with a source before it, of which nothing was found to be said: “Bridge Is Safe, Mayor Says”.
    """
    if not source or source[0][1] > cue[0]:
        return ()
    first, after = reading.units[one.unit]
    stops = [at for at in range(first, after) if reading.items[at].word == ";"]
    start = max((at + 1 for at in stops if at < source[0][0]), default=first)
    end = min((at for at in stops if at > cue[1]), default=after)
    runs = (*(run for run in source if run[0] > cue[1]), (cue[1] + 1, end - 1), (start, source[0][0] - 1))
    found = next((run for run in runs if run[0] <= run[1] and _words(reading, run)), None)
    return (found,) if found else ()


def _is_worth_it(reading: Reading, one: Possible) -> bool:
    """Whether a cue is likely enough for any way in which what is said may be told."""
    if one.confidence >= FAIR:
        return True
    first, after = window(reading, one.at)
    return one.confidence >= QUOTED and any(item.is_quote for item in reading.items[first:after])


def _without_twins(found: Sequence[Labelled]) -> Iterator[Labelled]:
    """Of those with one cue ("raised concerns") the likeliest word, as likely as all: a cue goes by one of them."""
    by_cue: dict[tuple[int, int], list[Labelled]] = {}
    for one in found:
        by_cue.setdefault(one.cue, []).append(one)
    for twins in by_cue.values():
        best = max(twins, key=lambda one: (one.possible.confidence, -one.possible.at))
        confidence = max(best.possible.confidence, min(MOST, sum(one.possible.confidence for one in twins)))
        yield replace(best, possible=replace(best.possible, confidence=confidence))


MOST = 0.95
"""The most that several words of one cue make it likely."""


def _runs(path: Sequence[int], wanted: int, first: int) -> Iterator[tuple[int, int]]:
    """The runs of a label, as first and last item."""
    start = None
    for at, one in enumerate([*path, -1]):
        if one == wanted and start is None:
            start = at
        elif one != wanted and start is not None:
            yield first + start, first + at - 1
            start = None


def _words(reading: Reading, run: tuple[int, int]) -> bool:
    """Whether any item of a run is a word or a quotation."""
    return any(item.is_quote or item.text[:1].isalnum() for item in reading.items[run[0] : run[1] + 1])


def _outermost(found: Sequence[Labelled]) -> list[Labelled]:
    """Without those whose cue lies in what another, likelier one says, or that would swallow a likelier one."""
    kept: dict[int, list[Labelled]] = {}
    for one in sorted(found, key=lambda one: (not one.source, -one.possible.confidence, one.possible.at)):
        at = one.possible.at
        near = [other for part in range(at // FAR - 1, at // FAR + 2) for other in kept.get(part, ())]
        inside = any(other.holds(at) or other.cue[0] <= at <= other.cue[1] for other in near)
        if not inside and not any(one.holds(other.possible.at) for other in near):
            kept.setdefault(at // FAR, []).append(one)
    return [one for part in kept.values() for one in part]


FAR = 2 * REACH
"""Items beyond which nothing belongs to a cue any more."""


def _attribution(reading: Reading, one: Labelled, known: Knowledge) -> Attribution:
    return Attribution(
        source=tuple(span(reading, run) for run in one.source),
        cue=span(reading, one.cue),
        content=tuple(span(reading, run) for run in one.content),
        confidence=round(one.possible.confidence, 3),
        reason=_reason(reading, one.possible, known),
    )


def _reason(reading: Reading, one: Possible, known: Knowledge) -> str:
    return cue_reason(reading.items[one.at].word, one.seen, known, one.rule)


def span(reading: Reading, run: tuple[int, int]) -> Span:
    """The range of a run of items, without commas and stops at its ends."""
    first, last = run
    items = reading.items
    while first < last and not (
        items[first].is_quote or items[first].text[:1].isalnum() or items[first].text in OPENERS
    ):
        first += 1
    while last > first and not (items[last].is_quote or items[last].text[:1].isalnum() or items[last].text in CLOSERS):
        last -= 1
    return Span(items[first].start, items[last].end)


OPENERS = frozenset("“\"'‘([$#@£€")
CLOSERS = frozenset("”\"'’)]%!?:")
"""Signs that may open and close what is said, a source or a cue."""


def _suggestions(
    reading: Reading, found: Sequence[Possible], sure: Sequence[Attribution], known: Knowledge
) -> Iterator[Suggestion]:
    """The likeliest possible cue of each sentence that probably holds one, but none that is in the draft."""
    starts = [item.start for item in reading.items]
    taken = {reading.unit_of[bisect_left(starts, one.cue.start)] for one in sure}
    by_unit: dict[int, list[Possible]] = {}
    for one in found:
        by_unit.setdefault(one.unit, []).append(one)
    for unit, ones in by_unit.items():
        missed = 1.0
        for one in ones:
            missed *= 1 - one.confidence
        if unit not in taken and 1 - missed >= WORTH_A_LOOK:
            best = max(ones, key=lambda one: (one.confidence, -one.at))
            item = reading.items[best.at]
            reason = cue_reason(item.word, best.seen, known)
            yield Suggestion(Span(item.start, item.end), "attribution", round(1 - missed, 3), reason)
