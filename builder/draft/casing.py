"""Names of sources as they stand within a sentence: “the mayor”, “critics”, but “The Lancet” and “Kyiv”.

A sentence gives its first word a capital that is no part of the name. Whether it is, a list of common words tells, or
the text itself: a word that stands there in lower case, and never with a capital amid a sentence, is a common one.
"""

from __future__ import annotations

import re

from builder.draft.tongue import Tongue
from builder.text.lexicon import load

AMID = re.compile(r"(?<=[^\W\d_A-Z.][ ,;])\s?((?:The )?[A-Z][^\W_]*)")
"""A word with a capital behind a word without one or a comma; with “The”, if that has a capital, too."""
SMALL = re.compile(r"\b[a-z]+\b")


class Casing:
    """What a text and a language tell of the first letters of names."""

    def __init__(self, text: str, tongue: Tongue) -> None:
        self.tongue = tongue
        body = text.strip().partition("\n")[2]
        self.amid = frozenset(AMID.findall(body))
        self.small = frozenset(SMALL.findall(text))
        lexicon = load(tongue.language)
        self.listed = (
            frozenset(word for word, named in lexicon.classes.items() if named == "{people}") if lexicon else ()
        )
        self.leading = tongue.determiners | tongue.possessives | tongue.numbers | tongue.articles

    def within(self, name: str) -> str:
        """A name as it stands within a sentence."""
        first, _, rest = name.partition(" ")
        if not first[:1].isupper() or any(letter.isupper() for letter in first[1:]):
            return name
        is_small = self._is_lead(first, rest) if first.lower() in self.leading else self._is_common(first, rest)
        return f"{first[0].lower()}{name[1:]}" if is_small else name

    def are_people(self, word: str) -> bool:
        """Whether a word is a common noun for several people: “engineers”."""
        one = word.removesuffix("s")
        return word in self.tongue.people or word in self.listed or (one != word and one in self.tongue.roles)

    def is_role(self, word: str) -> bool:
        """Whether a word is a common noun for one person: “mayor”, “engineer”."""
        return word in self.tongue.titles or word in self.tongue.roles or f"{word}s" in self.listed

    def is_paper(self, name: str) -> bool:
        """Whether “The” is a part of a name: “The Lancet”."""
        the, _, rest = name.partition(" ")
        parts = rest.split()
        if the != "The" or not parts or not all(part[0].isupper() for part in parts):
            return False
        small = rest.lower()
        known = (
            small in self.tongue.papers or {part.lower() for part in parts if not part.isupper()} & self.tongue.outlets
        )
        return bool(known) or f"The {parts[0]}" in self.amid

    def _is_lead(self, first: str, rest: str) -> bool:
        """Whether a determiner or number stands before a name without being a part of it; in “No 10” it is."""
        return not (first == "No" and rest[:1].isdecimal()) and not self.is_paper(f"{first} {rest}")

    def _is_common(self, first: str, rest: str) -> bool:
        """Whether the first word of a name is a common noun or adjective, by the lists or by the text."""
        word = first.lower()
        if not rest and word in self.tongue.titles - self.tongue.names_too:
            return True
        if first in self.amid or (rest[:1].isupper() and rest.rsplit(maxsplit=1)[-1][:1].isupper()):
            return False
        tongue = self.tongue
        if self.are_people(word) or word in tongue.unnamed | tongue.documents | tongue.common:
            return True
        return word in self.small and word not in tongue.function_words and not rest[:1].isupper()
