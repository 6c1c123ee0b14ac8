"""The rules by which a word is taken for a careful word or not: each looks at one thing."""

from __future__ import annotations

from functools import lru_cache

from builder.draft.rule import Rules
from builder.draft.sight import Sight
from builder.text.lexicon import HedgeEntry, load

RULES = Rules()


@lru_cache(maxsize=4)
def _entries(language: str) -> dict[str, HedgeEntry]:
    lexicon = load(language)
    return dict(lexicon.hedges) if lexicon else {}


@RULES.add("It [may] rain.", "may", "It [will] rain.")
def word(sight: Sight) -> str:
    """The word itself."""
    return sight.word


@RULES.add("He [suggests] a walk.", "suggest", "He [believes] her.")
def form(sight: Sight) -> str:
    """The word without its ending."""
    return sight.stem


@RULES.add("It [seems] late.", "plausibility 1", "It [rains] hard.")
def listed(sight: Sight) -> str:
    """The type that the lexicon of careful words gives it, and whether it was a cue in the Szeged corpus."""
    entry = _entries(sight.tongue.language).get(sight.word)
    return f"{entry.type} {'szeged' in entry.grounds:d}" if entry else "no"


@RULES.add("He [believes] her.", "doxastic x-s he", "He [knows] her.")
def listed_shape(sight: Sight) -> str:
    """Its type in the lexicon, with the classes of the word and the one before."""
    entry = _entries(sight.tongue.language).get(sight.word)
    return f"{entry.type} {sight.item(0).sort} {sight.item(-1).sort}" if entry else ""


@RULES.add("In [May] it rains.", "may", "It [may] rain.")
def capital(sight: Sight) -> str:
    """Whether it begins with a capital: May the month."""
    return sight.word if sight.item(0).text[0].isupper() else ""


@RULES.add("It [may] rain.", "may < it", "They [may] leave.")
def word_before(sight: Sight) -> str:
    """The word with the one before."""
    return f"{sight.word} < {sight.item(-1).word}"


@RULES.add("It [could] be late.", "could > be", "It [could] rain.")
def word_after(sight: Sight) -> str:
    """The word with the one behind."""
    return f"{sight.word} > {sight.item(1).word}"


@RULES.add("He [could] be late.", "could > be", "He [could] fly.")
def class_after(sight: Sight) -> str:
    """The word with the class of the one behind: “could say”, “could be”."""
    return f"{sight.word} > {sight.item(1).sort}"


@RULES.add("He [expects] that it rains.", "expect > that", "He [expects] rain.")
def form_after(sight: Sight) -> str:
    """The stem with the class of the word behind."""
    return f"{sight.stem} > {sight.item(1).sort}"


@RULES.add("It is [likely] to rain.", "likely >> x", "It is [likely] to be late.")
def second_after(sight: Sight) -> str:
    """The stem with the class of the second word behind."""
    return f"{sight.stem} >> {sight.item(2).sort}"


@RULES.add("It is not [likely].", "not", "It is [likely].")
def plain_before(sight: Sight) -> str:
    """The word before, whatever the careful word."""
    return sight.item(-1).word


@RULES.add("It is [likely] to rain.", "to", "It is [likely].")
def plain_after(sight: Sight) -> str:
    """The word behind, whatever the careful word."""
    return sight.item(1).word


@RULES.add("If it rained, he [would] stay.", "would 10", "He [would] stay.")
def condition(sight: Sight) -> str:
    """Whether “if” or the like stands before or behind a modal: “would, if …” depends on something."""
    if sight.word not in sight.tongue.modals:
        return ""
    before = any(item.word in sight.tongue.conditions for item in sight.before)
    behind = any(item.word in sight.tongue.conditions for item in sight.behind)
    return f"{sight.word} {before:d}{behind:d}"


@RULES.add("She knew he [could] swim, and was glad.", "could 1 0", "He [could] win, and is glad.")
def tense(sight: Sight) -> str:
    """How much of the sentence is told in the past and in the present: “could” as ability, “would” as past future."""
    if sight.word not in sight.tongue.modals:
        return ""
    items = (*sight.before, *sight.behind)
    past = sum(item.sort == "x-ed" or item.word in sight.tongue.past for item in items)
    present = sum(item.word in sight.tongue.present for item in items)
    return f"{sight.word} {min(past, 2)} {min(present, 2)}"


@RULES.add("He [believes] that it rains.", "believe 1", "He [believes] her.")
def that_follows(sight: Sight) -> str:
    """Whether “that” follows at once, or one word on."""
    place = 1 if sight.item(1).word == "that" else 2 if sight.item(2).word == "that" else 0
    return f"{sight.stem} {place}"


@RULES.add("He said it [may] rain.", "may 1", "It [may] rain.")
def reported(sight: Sight) -> str:
    """Whether somebody “said” something in the sentence."""
    said = any(item.word in sight.tongue.sayings for item in (*sight.before, *sight.behind))
    return f"{sight.word} {said:d}"
