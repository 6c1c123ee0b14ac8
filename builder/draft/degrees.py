"""Words that make a number rough or a statement sure: marked in a draft, but no careful words, and not counted as such.

Each function is a rule like those of `phrases`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from builder.draft.drafted import Hedge
from builder.draft.listed import Entries, by_first
from builder.draft.phrases import Found, See
from builder.draft.reading import Item, Reading
from builder.draft.rule import Register
from builder.draft.tongue import tongue
from builder.source import Span
from builder.text.lexicon import Lexicon, load

TYPES = ("approximator", "booster")
"""The types of words that are found here."""
YEARS = range(1500, 2101)
"""Numbers without a comma that are years after “about” and “over”."""
LISTED = 0.75
"""The confidence of what the lexicon lists: nothing was learnt of it."""
SIGNS = frozenset("$£€")

RULES = Register[See]()


@lru_cache(maxsize=4)
def _by_first(language: str) -> Entries:
    """The words and phrases of these types."""
    return by_first(language, lambda _, type_: type_ in TYPES)


def _listed(items: Sequence[Item], at: int, lexicon: Lexicon, type_: str) -> Iterator[int]:
    """The lengths of the entries of a type that stand at a word, longest first."""
    for phrase, kind in _by_first(lexicon.language).get(items[at].word, ()):
        if kind == type_ and tuple(item.word for item in items[at : at + len(phrase)]) == phrase:
            yield len(phrase)


def _is_number(items: Sequence[Item], at: int, lexicon: Lexicon) -> bool:
    """Whether a number that is no year begins at an item."""
    if at >= len(items):
        return False
    item = items[at]
    if item.text in SIGNS:
        return at + 1 < len(items) and items[at + 1].sort == "9"
    if item.sort == "9":
        return not (item.word.isdecimal() and len(item.word) == len("2000") and int(item.word) in YEARS)
    return item.word in tongue(lexicon.language).numbers


@RULES.add("[About] 40 people came.", "He talked about 1984.")
def rough_number(items: Sequence[Item], at: int, lexicon: Lexicon) -> Found:
    """“About 40”, “up to eight”: a number that is only roughly so; a year after “about” is none."""
    lengths = _listed(items, at, lexicon, "approximator")
    size = next((one for one in lengths if _is_number(items, at + one, lexicon)), None)
    return (size, "approximator") if size else None


@RULES.add("It [clearly] failed.", "She spoke clearly.")
def sure_word(items: Sequence[Item], at: int, lexicon: Lexicon) -> Found:
    """“Clearly failed”, “of course”: sure of itself; but “spoke clearly” only tells how something is done."""
    size = next(_listed(items, at, lexicon, "booster"), None)
    if size is None or not (size > 1 or items[at].word.endswith("ly")):
        return None
    behind = items[at + size] if at + size < len(items) else None
    if size == 1 and (behind is None or not (behind.text[:1].isalpha() or (at == 0 and behind.text == ","))):
        return None
    return None if items[at].word in MANNER and size == 1 else (size, "booster")


MANNER = frozenset("completely entirely totally utterly really actually literally".split())
"""Words of the lexicon that tell how much more often than how sure."""


def degrees(reading: Reading, careful: Sequence[Hedge]) -> Iterator[Hedge]:
    """What is found in a text beside its careful words, in its order."""
    for span, type_, rule in _found(reading):
        if not any(span.start < one.span.end and one.span.start < span.end for one in careful):
            words = reading.text[span.start : span.end]
            yield Hedge(span, type_, LISTED, f"“{words}”: listed in the lexicon ({rule.replace('_', ' ')})")


def _found(reading: Reading) -> Iterator[tuple[Span, str, str]]:
    """What is found in a text, not overlapping: range, type and the rule that found it."""
    lexicon = load(reading.tongue.language)
    if lexicon is None:
        return
    firsts = _by_first(reading.tongue.language)
    for first, after in reading.units:
        items = reading.items[first:after]
        at = 0
        while at < len(items):
            rules = RULES.listed if items[at].word in firsts else ()
            found = next(((rule.name, one) for rule in rules if (one := rule.see(items, at, lexicon))), None)
            if found is not None:
                name, (size, type_) = found
                yield Span(items[at].start, items[at + size - 1].end), type_, name
            at += found[1][0] if found is not None else 1
