"""The whole look at a text: who says what, which words are careful, who answers whom."""

from __future__ import annotations

from collections.abc import Sequence

from builder.draft.attributions import attributions
from builder.draft.counters import counters
from builder.draft.degrees import degrees
from builder.draft.drafted import Draft, Hedge
from builder.draft.hedges import hedges
from builder.draft.knowledge import Knowledge
from builder.draft.reading import read
from builder.source import Span


def analyse(text: str, known: Knowledge) -> Draft:
    """What is proposed for a text; the same text gives the same proposals."""
    folded = read(text, known.tongue)
    found, possible = attributions(folded, known)
    plain = read(text, known.tongue, fold=False)
    careful, perhaps = hedges(plain, known)
    sure = tuple(one for one in found if one.source or not _is_part(one.cue, careful))
    answers = tuple(counters(text, known.tongue, sure))
    return Draft(sure, careful, answers, (*possible, *perhaps), tuple(degrees(plain, careful)))


def _is_part(cue: Span, careful: Sequence[Hedge]) -> bool:
    """Whether a cue is a part of a careful phrase: “questions” of “raising questions about”."""
    return any(one.span.start <= cue.start and cue.end <= one.span.end and one.span != cue for one in careful)
