"""How likely a cue must be to go into a draft, by the way in which what is said is told: each function is a rule.

A cue with a quotation is hardly ever wrong; one that only has a phrase ("rejected the plan") often reports nothing that
was said. The first rule that sees its own way of telling decides.
"""

from __future__ import annotations

from collections.abc import Callable

from builder.draft.candidates import Labelled, speaker
from builder.draft.reading import Reading
from builder.draft.rule import Register
from builder.text.lexicon import load

QUOTED, OPENED, CLAUSE, LISTED, PHRASE = 0.2, 0.47, 0.53, 0.62, 0.82
"""The probability that is asked for: where words are quoted; in a clause that “that” or the like opens; in
another clause; in a phrase after a verb that the lexicon
lists as a cue; in any other phrase."""
SPEAKING = 0.2
"""How much less is asked for in a phrase where the source can be nothing but a speaker, or a document."""
LONG = "8n"
"""Lengths of quotations (see `reading`) that are more than an expression or a title."""
SOON = 6
"""Words of a clause among which a verb without auxiliary is looked for."""

See = Callable[[Reading, Labelled], float | None]


RULES = Register[See]()


def deciding(reading: Reading, one: Labelled) -> tuple[str, float]:
    """The rule that decides about a cue, and how likely the cue must be."""
    return next((rule.name, asked) for rule in RULES.listed if (asked := rule.see(reading, one)) is not None)


@RULES.add("“It rains very hard in town, and it is cold,” he [said].", "He [said] it rains.")
def quoted_words(reading: Reading, one: Labelled) -> float | None:
    """A quotation longer than an expression."""
    items = (item for first, last in one.content for item in reading.items[first : last + 1])
    return QUOTED if any(item.is_quote and item.sort[1] in LONG for item in items) else None


@RULES.add("The mayor [denied] the report.", "The mayor [said] the report was old.")
def clear_cue(reading: Reading, one: Labelled) -> float | None:
    """A cue that is hardly anything else: “denied”, “according to”."""
    word = reading.items[one.possible.at].word
    return CLAUSE if word in reading.tongue.denials or word in reading.tongue.sure_cues else None


@RULES.add("The mayor [said] that the bridge is old.", "The mayor [said] the bridge is old.")
def opened_clause(reading: Reading, one: Labelled) -> float | None:
    """A clause that “that”, “whether” or the like opens."""
    first = one.content[0][0]
    openers = {reading.items[first].word, reading.items[first - 1].word if first else ""}
    return OPENED if openers & reading.tongue.clause_starts else None


@RULES.add("The mayor [said] the bridge is old.", "The mayor [portrayed] the bridge as old.")
def clause(reading: Reading, one: Labelled) -> float | None:
    """A clause with a verb that has a subject."""
    items = reading.items
    first, last = one.content[0]
    if last < one.possible.at:
        inside = items[first : last + 1]
        has_verb = any(item.word in reading.tongue.auxiliaries or item.sort in ("x-ed", "x-s") for item in inside)
        return CLAUSE if has_verb else None
    is_bare = items[first].word == "to" or items[first].word.endswith("ing")
    return CLAUSE if not is_bare and _has_verb(reading, first, last) else None


def _has_verb(reading: Reading, first: int, last: int) -> bool:
    """Whether a finite verb stands in a run of items before any clause inside it begins."""
    tongue = reading.tongue
    for at in range(first, last + 1):
        item = reading.items[at]
        if item.word in tongue.clause_inner:
            return False
        if item.word in tongue.finite or (0 < at - first < SOON and item.sort == "x-ed"):
            return True
    return False


@RULES.add("The mayor [portrayed] the bridge as old.", "The mayor [wanted] an old bridge.")
def phrase_of_listed_verb(reading: Reading, one: Labelled) -> float | None:
    """A phrase after a verb that the lexicon lists as a cue of what people say."""
    lexicon = load(reading.tongue.language)
    entry = lexicon.cues.get(reading.items[one.possible.at].word) if lexicon else None
    if entry is None or not entry.verb or entry.stance == "document":
        return None
    item = speaker(reading, one)
    is_pronoun = item is not None and item.word in reading.tongue.pronouns_many
    return LISTED - SPEAKING * (is_pronoun or _speaks(reading, one))


@RULES.add("The mayor [wanted] an old bridge.", "The mayor [said] that the bridge is old.")
def phrase(reading: Reading, one: Labelled) -> float | None:
    """Any other phrase."""
    return PHRASE - SPEAKING * _speaks(reading, one)


def _speaks(reading: Reading, one: Labelled) -> bool:
    """Whether the source is, by its noun, people who speak, or a document."""
    item = speaker(reading, one)
    tongue, lexicon = reading.tongue, load(reading.tongue.language)
    if item is None or lexicon is None:
        return False
    is_people = lexicon.classes.get(item.word) == "{people}" or item.word in tongue.unnamed | tongue.places
    return is_people or item.word in tongue.documents
