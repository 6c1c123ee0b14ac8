"""Which type a careful word has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from builder.text.lexicon.model import HedgeEntry, Lexicon
from builder.text.quotation import is_quoted
from builder.text.tokens import tokens

LONGEST = 10
"""Words of the longest entry we look for."""

MOST = 1_000
"""Code points from which on words are no careful word but a text: nothing is guessed, and the work stays small."""


class Match(Struct, frozen=True):
    """What the lexicon makes of a careful word: its type and level, the entry that decided, and that entry's grounds.

    `entry` is written as in the lexicon ("some {people}"), '' where quotation marks decided.
    """

    type: str
    level: str | None
    entry: str
    grounds: tuple[str, ...]


SCARE_QUOTED = 3
"""Words in quotation marks up to which we take them for one expression rather than for a quoted sentence."""

SCARE_QUOTES = Match("distancing", "uncommitted", "", ("appraisal",))
"""Words that the writer sets in quotation marks without quoting a sentence."""


def hedge_type(words: str, lexicon: Lexicon, *, quoted: bool = False) -> Match | None:
    """The type of a careful word, or None where the lexicon knows none.

    Quotation marks around all of a few words decide first; then the entry that `words` is, then the longest entry that
    it starts with, then the longest that it contains, the first of several; at last quotation marks around all of
    `words`, or just outside it, as `quoted` says.
    """
    return None if len(words) > MOST else _hedge_type(words, lexicon, quoted)


@lru_cache(maxsize=2_000)
def _hedge_type(words: str, lexicon: Lexicon, quoted: bool) -> Match | None:
    """The type of a careful word of bearable length; the same few words come again and again."""
    spoken = [token.text for token in tokens(words)]
    scare_quotes = is_quoted(words)
    if scare_quotes and len(spoken) <= SCARE_QUOTED:
        return SCARE_QUOTES
    found = next(_candidates(spoken, lexicon), None)
    if found is not None:
        key, entry = found
        return Match(entry.type, entry.level, key, entry.grounds)
    return SCARE_QUOTES if spoken and (quoted or scare_quotes) else None


def _candidates(spoken: list[str], lexicon: Lexicon) -> Iterator[tuple[str, HedgeEntry]]:
    """The entries in `spoken`, best first."""
    longest = min(LONGEST, len(spoken))
    for length in range(longest, 0, -1):
        yield from _at(spoken[:length], lexicon)
    for length in range(min(longest, len(spoken) - 1), 0, -1):
        for start in range(1, len(spoken) - length + 1):
            yield from _at(spoken[start : start + length], lexicon)


def _at(part: list[str], lexicon: Lexicon) -> Iterator[tuple[str, HedgeEntry]]:
    """The entry for exactly these words: literally, else with classes in the place of words."""
    for key in (" ".join(part), " ".join(lexicon.classes.get(word, word) for word in part)):
        if key in lexicon.hedges:
            yield key, lexicon.hedges[key]
