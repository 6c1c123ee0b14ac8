"""The whole look at a text: who says what, which words are careful, who answers whom."""

from __future__ import annotations

from builder.draft.attributions import attributions
from builder.draft.counters import counters
from builder.draft.drafted import Draft
from builder.draft.hedges import hedges
from builder.draft.knowledge import Knowledge
from builder.draft.reading import read


def analyse(text: str, known: Knowledge) -> Draft:
    """What is proposed for a text; the same text gives the same proposals."""
    folded = read(text, known.tongue)
    sure, possible = attributions(folded, known)
    careful, perhaps = hedges(read(text, known.tongue, fold=False), known)
    return Draft(sure, careful, tuple(counters(text, known.tongue, sure)), (*possible, *perhaps))
