"""Which words and phrases of the lexicon may stand at a word of a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from builder.text.lexicon import load

Phrase = tuple[str, ...]
Entries = Mapping[str, tuple[tuple[Phrase, str], ...]]
"""Phrases, each with its type, by their first word, longest first."""


def by_first(language: str, fits: Callable[[Phrase, str], bool]) -> Entries:
    """The careful words and phrases of a language whose words and type fit."""
    lexicon = load(language)
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for words, entry in lexicon.hedges.items() if lexicon else ():
        phrase = tuple(words.split())
        if fits(phrase, entry.type):
            found.setdefault(phrase[0], []).append((phrase, entry.type))
    return {word: tuple(sorted(some, key=lambda one: (-len(one[0]), one))) for word, some in found.items()}
