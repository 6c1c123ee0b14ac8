"""Proposals as data: one JSON object per text; ranges as [start, end] in code points of the text.

Words that make a number rough or a statement sure stand under `degrees`, as they do not count as careful words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from builder.draft.drafted import Draft, Hedge
from builder.source import Span


def as_json(name: str, draft: Draft) -> str:
    """One line of JSON."""
    found = {
        "id": name,
        "attributions": [
            {
                "source": _ranges(one.source),
                "cue": [_range(one.cue)],
                "content": _ranges(one.content),
                "confidence": one.confidence,
                "reason": one.reason,
            }
            for one in draft.attributions
        ],
        "hedges": [_hedge(one) for one in draft.hedges],
        "degrees": [_hedge(one) for one in draft.degrees],
        "counters": [
            {
                "cue": _range(one.cue),
                "answering": _ranges(one.answering),
                "target": _ranges(one.target),
                "relation": one.relation,
                "confidence": one.confidence,
                "reason": one.reason,
            }
            for one in draft.counters
        ],
        "suggestions": [
            {"cue": _range(one.span), "confidence": one.confidence, "reason": one.reason}
            for one in draft.suggestions
            if one.kind == "attribution"
        ],
        "possible_hedges": [
            {"span": _range(one.span), "confidence": one.confidence, "reason": one.reason}
            for one in draft.suggestions
            if one.kind == "hedge"
        ],
    }
    return json.dumps(found, ensure_ascii=False)


def _hedge(one: Hedge) -> dict[str, object]:
    return {"span": _range(one.span), "type": one.type, "confidence": one.confidence, "reason": one.reason}


def _range(span: Span) -> list[int]:
    return [span.start, span.end]


def _ranges(spans: Iterable[Span]) -> list[list[int]]:
    return [_range(span) for span in spans]
