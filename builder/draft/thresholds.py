"""How likely a cue must be to go into a draft, by the way in which what is said is told: each function is a rule.

A cue with a quotation is hardly ever wrong; one that only has a phrase ("rejected the plan") often reports nothing that
was said. The first rule that sees its own way of telling decides; `CAUTIONS` then ask for more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from builder.draft.candidates import Labelled, speaker
from builder.draft.reading import Reading
from builder.draft.rule import Register
from builder.text.lexicon import load

QUOTED, OPENED, CLAUSE, AIM, LISTED, PHRASE = 0.2, 0.4, 0.47, 0.47, 0.62, 0.72
"""The probability that is asked for: where words are quoted; in a clause that “that” or the like opens; in
another clause; in a phrase with “to”, “as” or a gerund after a verb that the lexicon lists as a cue; in another phrase
after one; in any other phrase."""
SPEAKING, SPEAKING_UNLISTED = 0.2, 0.15
"""How much less is asked for in a phrase where the source can be nothing but a speaker, or a document: after a verb
that the lexicon lists, after another."""
NOBODY, NOBODY_CLAUSE, ONE_WORD, FEW, THING, PASSIVE, SELDOM = 0.15, 0.1, 0.2, 0.08, 0.1, 0.1, 0.35
"""How much more is asked for by the cautions of these names."""
OFTEN = 1.15
"""Reports in a hundred words of an article from which on a phrase is taken for another without more ado."""
NO_ARTICLE = 50
"""Words, with one report, that every article is thought to have more: of a line alone nothing can be told."""
SHORT = 10
"""Items up to which a phrase is short."""
LONG = "8n"
"""Lengths of quotations (see `reading`) that are more than an expression or a title."""
SOON = 6
"""Words of a clause among which a verb without auxiliary is looked for."""
FULL = 4
"""Words behind “said” that are a clause, whatever they are; with fewer, “that” only points at something."""

See = Callable[[Reading, Labelled], float | None]


RULES = Register[See]()
CAUTIONS = Register[See]()
SURE = frozenset(("quoted_words", "clear_cue"))
"""Rules whose thresholds no caution raises."""
PHRASES = frozenset(("aim", "view", "phrase_of_listed_verb", "phrase"))
"""Rules about ways of telling that often report nothing."""


def deciding(reading: Reading, one: Labelled) -> tuple[str, float]:
    """The rule that decides about a cue, and how likely the cue must be before any caution."""
    return next((rule.name, asked) for rule in RULES.listed if (asked := rule.see(reading, one)) is not None)


def cautions(reading: Reading, one: Labelled) -> float:
    """How much more is asked for by what else is seen of a cue."""
    return sum(more for rule in CAUTIONS.listed if (more := rule.see(reading, one)) is not None)


def likely(reading: Reading, found: Iterable[Labelled]) -> list[Labelled]:
    """Those that are likely enough for a draft. Where an article reports seldom, phrases must be likelier."""
    kept = []
    for one in found:
        name, asked = deciding(reading, one)
        if one.possible.confidence >= asked:
            asked += 0 if name in SURE else cautions(reading, one)
            kept += [(one, name, asked)] if one.possible.confidence >= asked else []
    words = sum(len(item.text.split()) if item.is_quote else item.text[:1].isalnum() for item in reading.items)
    reports = 100 * (1 + sum(name not in PHRASES for _, name, _ in kept)) / (words + NO_ARTICLE)
    more = SELDOM * min(1.0, 2 * max(0.0, OFTEN - reports))
    return [one for one, name, asked in kept if name not in PHRASES or one.possible.confidence >= asked + more]


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
    first, last = one.content[0]
    openers = {reading.items[first].word, reading.items[first - 1].word if first else ""}
    is_full = last - first >= FULL - 1 or len(one.content) > 1
    return OPENED if is_full and openers & reading.tongue.clause_starts else None


@RULES.add("The mayor [said] the old bridge stays.", "The mayor [portrayed] the old bridge.")
def plain_saying(reading: Reading, one: Labelled) -> float | None:
    """“Said” with more than a few words behind it: they are a clause, whatever its verb looks like."""
    first, last = one.content[0]
    if reading.items[one.possible.at].word not in reading.tongue.plain_sayings or last < one.possible.at:
        return None
    is_full = last - first >= FULL - 1 and reading.items[first].word not in reading.tongue.joining
    return CLAUSE if is_full else None


@RULES.add("The mayor [claimed] the bridge is old.", "The mayor [portrayed] the bridge as old.")
def clause(reading: Reading, one: Labelled) -> float | None:
    """A clause with a verb that has a subject; behind “about” or the like only a topic is told, whatever follows."""
    items = reading.items
    first, last = one.content[0]
    if last < one.possible.at:
        inside = items[first : last + 1]
        has_verb = any(item.word in reading.tongue.auxiliaries or item.sort in ("x-ed", "x-s") for item in inside)
        return CLAUSE if has_verb else None
    if _is_bare(reading, one) or items[one.cue[1]].word in reading.tongue.joining - {"to"}:
        return None
    return CLAUSE if _has_verb(reading, first, last) else None


def _is_bare(reading: Reading, one: Labelled) -> bool:
    """Whether what is said begins with “to” or a gerund."""
    first = reading.items[one.content[0][0]].word
    return first == "to" or (first.endswith("ing") and not first.endswith("thing"))


def _has_verb(reading: Reading, first: int, last: int) -> bool:
    """Whether a finite verb stands in a run of items before any clause inside it begins."""
    tongue, items = reading.tongue, reading.items
    if items[first].word in tongue.pronouns and first < last and items[first + 1].word not in tongue.joining:
        return items[first + 1].text[:1].isalpha()
    for at in range(first, last + 1):
        item = items[at]
        if item.word in tongue.clause_inner:
            return False
        if item.word in tongue.finite or _is_contraction(reading, at):
            return True
        if 0 < at - first < SOON and (item.sort == "x-ed" or _is_past(reading, at)):
            return True
    return False


def _is_contraction(reading: Reading, at: int) -> bool:
    """Whether a word is a subject and its verb: “it’s”, “they’re”, “there’ll”."""
    subject, sign, _ = reading.items[at].word.partition("'")
    return bool(sign) and (subject in reading.tongue.pronouns or subject in ("that", "there", "what"))


def _is_past(reading: Reading, at: int) -> bool:
    """Whether a word is a past form like “fell”, and the word before it no “the” or “of”."""
    tongue = reading.tongue
    return (
        reading.items[at].word in tongue.past_forms
        and reading.items[at - 1].word not in tongue.joining | tongue.articles
    )


@RULES.add("The mayor [urged] all to leave the bridge.", "The mayor [portrayed] the bridge as old.")
def aim(reading: Reading, one: Labelled) -> float | None:
    """A phrase with “to” or a gerund after a verb that the lexicon lists: what somebody urges, plans, suggests."""
    first, last = one.content[0]
    if last < one.possible.at or not _is_listed(reading, one):
        return None
    to_follows = any(_is_infinitive(reading, at) for at in range(first, min(last, first + SOON) + 1))
    return AIM - SPEAKING * _is_speaker(reading, one) if to_follows or _is_bare(reading, one) else None


def _is_infinitive(reading: Reading, at: int) -> bool:
    """Whether “to” stands before a verb rather than before “the bridge”, “Kyiv” or “40 people”."""
    if reading.items[at].word != "to" or at + 1 >= len(reading.items):
        return False
    behind = reading.items[at + 1]
    return behind.text[:1].islower() and behind.word not in reading.tongue.articles


@RULES.add("The mayor [portrayed] the bridge as old.", "The mayor [portrayed] the old bridge.")
def view(reading: Reading, one: Labelled) -> float | None:
    """How somebody sees something, with “as”, after a verb that the lexicon lists."""
    first, last = one.content[0]
    if last < one.possible.at or not _is_listed(reading, one):
        return None
    as_follows = any(item.word == "as" for item in reading.items[first + 1 : min(last, first + SOON) + 1])
    return AIM - SPEAKING * _is_speaker(reading, one) if as_follows else None


@RULES.add("The mayor [portrayed] the old bridge.", "The mayor [wanted] an old bridge.")
def phrase_of_listed_verb(reading: Reading, one: Labelled) -> float | None:
    """A phrase after a verb that the lexicon lists as a cue of what people say."""
    return LISTED - SPEAKING * _is_speaker(reading, one) if _is_listed(reading, one) else None


def _is_listed(reading: Reading, one: Labelled) -> bool:
    """Whether the lexicon lists a cue as a verb for what people say."""
    lexicon = load(reading.tongue.language)
    entry = lexicon.cues.get(reading.items[one.possible.at].word) if lexicon else None
    return entry is not None and bool(entry.verb) and entry.stance != "document"


@RULES.add("The mayor [wanted] an old bridge.", "The mayor [said] that the bridge is old.")
def phrase(reading: Reading, one: Labelled) -> float | None:
    """Any other phrase."""
    return PHRASE - SPEAKING_UNLISTED * _speaks(reading, one)


def _is_speaker(reading: Reading, one: Labelled) -> bool:
    """Whether the source is a pronoun for people, or speaks by its noun."""
    item = speaker(reading, one)
    return (item is not None and item.word in reading.tongue.pronouns_many) or _speaks(reading, one)


def _speaks(reading: Reading, one: Labelled) -> bool:
    """Whether the source is, by its noun, people who speak, or a document."""
    item = speaker(reading, one)
    tongue, lexicon = reading.tongue, load(reading.tongue.language)
    if item is None or lexicon is None:
        return False
    is_people = lexicon.classes.get(item.word) == "{people}" or item.word in tongue.unnamed | tongue.places
    return is_people or item.word in tongue.documents


@CAUTIONS.add("It was wrong to [portray] the bridge as old.", "The mayor [portrayed] the bridge as old.")
def nobody(reading: Reading, one: Labelled) -> float | None:
    """Nobody is named who says it: “to forget the bridge”; a clause behind “saying” tells that of somebody near."""
    if one.source:
        return None
    if _is_phrase(reading, one):
        return NOBODY
    return None if reading.items[one.possible.at].word.endswith("ing") else NOBODY_CLAUSE


def _is_phrase(reading: Reading, one: Labelled) -> bool:
    """Whether none of the rules about quotations and clauses sees its way of telling."""
    return not any(rule.see(reading, one) is not None for rule in RULES.listed if rule.name not in PHRASES)


@CAUTIONS.add("The mayor [criticized] the bridge.", "The mayor [criticized] that the bridge is old.")
def few_words(reading: Reading, one: Labelled) -> float | None:
    """A few words are all that is said: a phrase of some, without “to” or “as”, or one word."""
    size = sum(last - first + 1 for first, last in one.content)
    if size == 1:
        return ONE_WORD
    is_bare = _is_phrase(reading, one) and aim(reading, one) is None and view(reading, one) is None
    return FEW if size <= SHORT and is_bare else None


@CAUTIONS.add("It [shows] that the bridge is old.", "She [shows] that the bridge is old.")
def thing(reading: Reading, one: Labelled) -> float | None:
    """What says it is only “it”, “they”, “which” or “that”."""
    item = speaker(reading, one)
    is_alone = sum(last - first + 1 for first, last in one.source) == 1
    return THING if item is not None and is_alone and item.word in reading.tongue.things else None


@CAUTIONS.add("The bridge is [called] an old wonder.", "They [called] the bridge an old wonder.")
def passive(reading: Reading, one: Labelled) -> float | None:
    """A passive: “is called”, “was learned”."""
    at = one.possible.at
    before = {item.word for item in reading.items[one.cue[0] : at]}
    is_past = reading.items[at].sort == "x-ed" or reading.items[at].word in reading.tongue.irregular
    return PASSIVE if is_past and before & reading.tongue.being else None
