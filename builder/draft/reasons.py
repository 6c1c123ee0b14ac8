"""Why something is proposed, in words an author can weigh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.draft.knowledge import Entry, Knowledge
from builder.draft.rule import Scale

MOST = 2
"""The rules that a reason names beside the word itself."""
OWN = frozenset(("word", "form", "first_look", "first_look_and_word"))
"""Rules about the word itself, for which its share speaks."""


def cue_reason(word: str, seen: Sequence[tuple[str, str]], known: Knowledge) -> str:
    """Why a word is taken for a cue."""
    return _reason(word, "cue of attribution", known.cues, known.second, seen)


def hedge_reason(word: str, seen: Sequence[tuple[str, str]], known: Knowledge) -> str:
    """Why a word is taken for a careful word."""
    return _reason(word, "careful word", known.hedges, known.careful, seen)


def _reason(word: str, what: str, entries: Mapping[str, Entry], scale: Scale, seen: Sequence[tuple[str, str]]) -> str:
    entry = entries.get(word, Entry(0, 0))
    if entry.right:
        text = f"“{word}”: {what} in {entry.right} of {entry.seen} places of the training texts ({entry.share:.0%})"
    else:
        text = f"“{word}”: {what} by our lexicon or by its other forms"
    others = [one for one in scale.evidence(seen) if one.rule not in OWN][:MOST]
    said = "; ".join(f"{one.weight:+.1f} {one.rule}: {one.seen}" for one in others)
    return f"{text}; {said}" if said else text
