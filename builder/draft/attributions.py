"""Finding who says what: possible cues, how likely each is one, and where its source and content lie."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.draft.drafted import Attribution, Suggestion
from builder.draft.knowledge import Knowledge
from builder.draft.reading import Reading
from builder.draft.reasons import cue_reason
from builder.draft.rule import probability
from builder.draft.sight import Sight
from builder.draft.spans import CONTENT, CUE, REACH, SOURCE, label, observe, window
from builder.source import Span

QUOTED, CLAUSE, PHRASE = 0.35, 0.47, 0.72
"""The probability from which on an attribution goes into the draft, where it is told in the speaker's words, in a
clause, or only named by a phrase ("rejected the plan"): the last is often no report of what somebody said."""
WORTH_A_LOOK = 0.65
"""The probability that a sentence holds any cue at all, from which on it is suggested."""
FAINT = 0.12
"""The probability below which a possible cue is left alone."""


@dataclass(frozen=True, slots=True)
class Possible:
    """A word that may be a cue.

    at      its position among the items
    seen    what the rules saw of it, by which its reason can be told
    """

    at: int
    unit: int
    confidence: float
    seen: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A possible cue with its parts, as runs (first, last) of items."""

    possible: Possible
    source: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]

    def holds(self, at: int) -> bool:
        """Whether an item lies in what is said."""
        return any(first <= at <= last for first, last in self.content)


def attributions(reading: Reading, known: Knowledge) -> tuple[tuple[Attribution, ...], tuple[Suggestion, ...]]:
    """The attributions of a text that are likely, and the possible cues in sentences that are worth a look."""
    found = possible_cues(reading, known)
    labelled = (_labelled(reading, one, known) for one in found if one.confidence >= QUOTED)
    chosen = _outermost([one for one in labelled if one.content and one.possible.confidence >= _least(reading, one)])
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
        odds = {at: max(one, _added(reading, at, known)) for at, one in odds.items()}
        for at in places:
            both = (*seen[at], *known.rivals.seen(replace(sights[at], odds=odds)))
            confidence = probability(max(known.second.score(both), _added(reading, at, known)))
            if confidence >= FAINT:
                found.append(Possible(at, unit, confidence, both))
    return found


ADDED = 1.1
"""The log odds of a word that a site counts as a cue."""


def _added(reading: Reading, at: int, known: Knowledge) -> float:
    return ADDED if reading.items[at].word in known.added_cues else float("-inf")


def _may_be_cue(reading: Reading, at: int, known: Knowledge) -> bool:
    item = reading.items[at]
    return not item.is_quote and item.word in known.cues


def _labelled(reading: Reading, one: Possible, known: Knowledge) -> Labelled:
    """A possible cue with source and content around it."""
    first, after = window(reading, one.at)
    path = label(observe(reading, one.at, first, after), one.at - first, known.places, known.meetings)
    cue = next(run for run in _runs(path, CUE, first) if run[0] <= one.at <= run[1])
    source = tuple(run for run in _runs(path, SOURCE, first) if _words(reading, run))
    content = tuple(run for run in _runs(path, CONTENT, first) if _words(reading, run))
    return Labelled(one, source, cue, content)


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


def _least(reading: Reading, one: Labelled) -> float:
    """How likely a cue must be for a draft, by the form in which what is said is told."""
    items = reading.items
    if any(
        items[at].is_quote and items[at].sort[1] in LONG for first, last in one.content for at in range(first, last + 1)
    ):
        return QUOTED
    first, last = one.content[0]
    tongue = reading.tongue
    if items[one.possible.at].word in tongue.denials or items[one.possible.at].word in tongue.sure_cues:
        return CLAUSE
    openers = {items[first].word, items[first - 1].word if first else ""}
    if openers & tongue.clause_starts:
        return CLAUSE
    if last < one.possible.at:
        verbs = any(item.word in tongue.auxiliaries or item.sort in ("x-ed", "x-s") for item in items[first : last + 1])
        return CLAUSE if verbs else PHRASE
    if items[first].word == "to" or items[first].word.endswith("ing"):
        return PHRASE
    return CLAUSE if _has_verb(reading, first, last) else PHRASE


LONG = "8n"
"""Lengths of quotations (see `reading`) that are more than an expression or a title."""
SOON = 6
"""Words of a clause among which a verb without auxiliary is looked for."""


def _has_verb(reading: Reading, first: int, last: int) -> bool:
    """Whether a finite verb stands in a run of items before any clause inside it begins."""
    tongue = reading.tongue
    for at in range(first, last + 1):
        item = reading.items[at]
        if item.word in tongue.clause_inner:
            return False
        if item.word in tongue.finite or (0 < at - first < SOON and item.sort == "x-ed"):
            return True
    return False


def _attribution(reading: Reading, one: Labelled, known: Knowledge) -> Attribution:
    return Attribution(
        source=tuple(span(reading, run) for run in one.source),
        cue=span(reading, one.cue),
        content=tuple(span(reading, run) for run in one.content),
        confidence=round(one.possible.confidence, 3),
        reason=cue_reason(reading.items[one.possible.at].word, one.possible.seen, known),
    )


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
