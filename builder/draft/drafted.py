"""What the assistant proposes for a text: each proposal with its confidence (0 to 1) and its reason."""

from __future__ import annotations

from dataclasses import dataclass

from builder.source import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: the ranges of source, cue and content; a source or content may have several pieces, or none."""

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Hedge:
    """A careful word with its type (an id of the taxonomy)."""

    span: Span
    type: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Counter:
    """An answer to something that was said before.

    cue        the words that make it one ("denied", "however")
    answering  what answers
    target     what is answered; () where that cannot be told
    relation   the id of the relation proposed
    """

    cue: Span
    answering: tuple[Span, ...]
    target: tuple[Span, ...]
    relation: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A possible cue or careful word, too unsure for a draft; `kind` is the kind of mark it would be part of."""

    span: Span
    kind: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """All that is proposed for a text, each in the order of the text; `degrees` are rough numbers and sure words."""

    attributions: tuple[Attribution, ...]
    hedges: tuple[Hedge, ...]
    counters: tuple[Counter, ...]
    suggestions: tuple[Suggestion, ...]
    degrees: tuple[Hedge, ...] = ()
