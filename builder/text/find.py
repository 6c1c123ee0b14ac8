"""Finding words in a text, white space folded."""

from __future__ import annotations

import re

from builder.source import Span


def occurrences(text: str, words: str) -> tuple[Span, ...]:
    """Every place where `words` stand in `text`, overlapping ones included; any white space equals any other."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    if not pattern:
        return ()
    return tuple(Span(*found.span(1)) for found in re.finditer(rf"(?=({pattern}))", text))


def nearest(text: str, words: str, at: int) -> Span | None:
    """Where `words` stand in `text` nearest to offset `at`; None where they do not."""
    places = occurrences(text, words)
    return min(places, key=lambda place: (abs(place.start - at), place)) if places else None


def folded_ends(text: str, words: str) -> bool:
    """Whether `text` ends with `words`, white space folded and outer white space ignored."""
    return " ".join(text.split()).endswith(" ".join(words.split()))


def folded_starts(text: str, words: str) -> bool:
    """Whether `text` starts with `words`, white space folded and outer white space ignored."""
    return " ".join(text.split()).startswith(" ".join(words.split()))
