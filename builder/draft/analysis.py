"""The whole look at a text: who says what, which words are careful, who answers whom."""

from __future__ import annotations

from builder.draft.attributions import attributions
from builder.draft.counters import counters
from builder.draft.degrees import degrees
from builder.draft.drafted import Draft
from builder.draft.hedges import hedges
from builder.draft.knowledge import Knowledge
from builder.draft.reading import read


def analyse(text: str, known: Knowledge) -> Draft:
    """What is proposed for a text; the same text gives the same proposals."""
    folded = read(text, known.tongue)
    sure, possible = attributions(folded, known)
    plain = read(text, known.tongue, fold=False)
    careful, perhaps = hedges(plain, known)
    answers = tuple(counters(text, known.tongue, sure))
    return Draft(sure, careful, answers, (*possible, *perhaps), tuple(degrees(plain, careful)))
