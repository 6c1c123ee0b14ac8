"""Careful words that the lexicon lists as phrases: what no count of single words finds.

Each function is a rule: it tells where the phrase that begins at a word ends (after that many words), and its type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from builder.draft.listed import Entries, by_first
from builder.draft.reading import Item, Reading
from builder.draft.rule import Register
from builder.draft.tongue import Tongue
from builder.source import Span
from builder.text.lexicon import Lexicon, load

Found = tuple[int, str] | None
"""The number of words, and the type."""
See = Callable[[Sequence[Item], int, Lexicon], Found]

MOST = 6
"""Words of the longest phrase that is looked for."""
VERIFIED = frozenset("{verified} true correct accurate authentic genuine real".split())
"""What “if” may stand before without a claim of its own: “if true”."""
TAKEN = frozenset("some many several various certain other numerous".split())
"""Words that make a group of people one of no one in particular."""
HEARSAY = frozenset("reportedly allegedly purportedly supposedly reputedly".split())
REPORTED = frozenset("reported purported supposed rumored rumoured reputed".split())


RULES = Register[See]()


@lru_cache(maxsize=4)
def _by_first(language: str) -> Entries:
    """The phrases that are looked for."""
    return by_first(language, lambda phrase, type_: len(phrase) > 1 and _is_safe(phrase, type_))


def _is_safe(phrase: tuple[str, ...], type_: str) -> bool:
    """Whether a phrase is careful wherever it stands."""
    if type_ == "disclaimer":
        return len(phrase) > 2
    if type_ == "distancing":
        return "{who}" in phrase or phrase[0] == "so"
    if type_ == "conditional":
        return phrase[0] == "if" and phrase[1] in VERIFIED
    return type_ == "vague" and phrase[-1] in ("quarters", "circles")


@RULES.add("He praised [what he describes as] reform.", "He knows what he describes.")
def listed_phrase(items: Sequence[Item], at: int, lexicon: Lexicon) -> Found:
    """A phrase of the lexicon that keeps its distance, says it is unchecked, hides who speaks or sets a condition."""
    for phrase, type_ in _by_first(lexicon.language).get(items[at].word, ()):
        run = items[at : at + len(phrase)]
        if len(run) == len(phrase) and all(
            _is(item.word, word, lexicon) for item, word in zip(run, phrase, strict=True)
        ):
            return len(phrase), type_
    return None


def _is(word: str, wanted: str, lexicon: Lexicon) -> bool:
    return word == wanted or lexicon.classes.get(word) == wanted


@RULES.add("[Some analysts] argue that it may rain.", "Some bridges are old.")
def some_people(items: Sequence[Item], at: int, lexicon: Lexicon) -> Found:
    """“Some analysts say”: people of whom nobody is named."""
    if items[at].word not in TAKEN or at + 2 >= len(items) or items[at + 2].word not in lexicon.cues:
        return None
    return (2, "vague") if lexicon.classes.get(items[at + 1].word) == "{people}" else None


@RULES.add("The [reported] desertion shook them.", "He reported the desertion.")
def reported_noun(items: Sequence[Item], at: int, lexicon: Lexicon) -> Found:
    """“The reported desertion”: something that somebody only says has happened."""
    if items[at].word not in REPORTED or not 0 < at < len(items) - 1:
        return None
    before, behind = items[at - 1], items[at + 1]
    noun = behind.text[:1].isalpha() and behind.sort in ("x", "x-ion", "x-ing", "x-s", "x-ers", "Xx")
    return (1, "evidential") if noun and lexicon.holds("before_noun", before.word) else None


@RULES.add("They are [reportedly] leaving.", "They are rarely leaving.")
def hearsay_adverb(items: Sequence[Item], at: int, lexicon: Lexicon) -> Found:  # noqa: ARG001 - as all rules
    """“Reportedly”, “allegedly”: somebody said so."""
    return (1, "evidential") if items[at].word in HEARSAY else None


@RULES.add("The [so-called] experts left.", "The experts left.")
def so_called(items: Sequence[Item], at: int, lexicon: Lexicon) -> Found:
    """“So-called”, “self-styled”: one word that keeps its distance."""
    word = items[at].word
    entry = lexicon.hedges.get(word)
    return (1, "distancing") if "-" in word and entry is not None and entry.type == "distancing" else None


@RULES.add("He left with [reports of] losses behind him.", "He reports often.")
def reports_of(items: Sequence[Item], at: int, lexicon: Lexicon) -> Found:  # noqa: ARG001 - as all rules
    """“Reports of”, “statements attributed to”: somebody said so."""
    pair = tuple(item.word for item in items[at : at + 2])
    if pair == ("attributed", "to") and at and items[at - 1].word in ("statements", "statement", "remarks", "comments"):
        return 2, "evidential"
    return (
        (2, "evidential")
        if pair == ("reports", "of") and at and items[at - 1].word in ("with", "amid", "unconfirmed")
        else None
    )


@RULES.add("It is over, [raising questions about] the plan.", "He raises chickens.")
def raising_questions(items: Sequence[Item], at: int, lexicon: Lexicon) -> Found:  # noqa: ARG001 - as all rules
    """“Raising questions about”: a doubt in the shape of a question."""
    words = [item.word for item in items[at : at + 3]]
    if (
        len(words) < 3
        or words[0] not in ("raise", "raises", "raised", "raising")
        or words[1] not in ("questions", "doubts")
    ):
        return None
    return (3, "investigation") if words[2] == "about" else (2, "investigation")


@RULES.add("[The question of who] pays is open.", "The question was short.")
def open_question(items: Sequence[Item], at: int, lexicon: Lexicon) -> Found:  # noqa: ARG001 - as all rules
    """“The question of who”, “whether accurate or not”: something is left open."""
    words = [item.word for item in items[at : at + 5]]
    if words[:3] == ["the", "question", "of"] and words[3:4] and words[3] in ("who", "whether", "what", "how", "why"):
        return 4, "investigation"
    for after in (3, 4):
        if words[:1] == ["whether"] and words[after - 1 : after + 1] == ["or", "not"]:
            return after + 1, "disclaimer"
    return None


OTHER_FIRSTS = frozenset("reports attributed raise raises raised raising the whether".split())
"""Words that begin what the rules above find, beside those they list."""


@lru_cache(maxsize=4)
def _firsts(language: str) -> frozenset[str]:
    """The words that a phrase can begin with, so that most words need no look."""
    return frozenset((*_by_first(language), *TAKEN, *REPORTED, *HEARSAY, *OTHER_FIRSTS))


def phrases(reading: Reading, tongue: Tongue) -> Iterator[tuple[Span, str, str]]:
    """The phrases of a text, not overlapping: range, type and the rule that found it."""
    lexicon = load(tongue.language)
    if lexicon is None:
        return
    firsts = _firsts(tongue.language)
    for first, after in reading.units:
        items = reading.items[first:after]
        at = 0
        while at < len(items):
            word = items[at].word
            if word not in firsts and "-" not in word:
                at += 1
                continue
            found = next(((rule.name, one) for rule in RULES.listed if (one := rule.see(items, at, lexicon))), None)
            if found is None:
                at += 1
                continue
            name, (size, type_) = found
            yield Span(items[at].start, items[at + size - 1].end), type_, name
            at += size
