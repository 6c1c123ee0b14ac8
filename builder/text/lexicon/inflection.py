"""The forms of English verbs, from a rule and a small table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

VOWELS = "aeiou"


def forms(verb: str, irregular: Mapping[str, Sequence[str]], doubled: Sequence[str]) -> tuple[str, ...]:
    """Every form of `verb`, the one in the lexicon first; a particle ("point to") stays behind each.

    irregular  the forms of verbs that follow no rule
    doubled    verbs that double their last letter
    """
    head, gap, particle = verb.partition(" ")
    found: list[str] = []
    for spelling in _spellings(head):
        found += [spelling, *(irregular.get(spelling) or _regular(spelling, spelling in doubled))]
    return tuple(form + gap + particle for form in found)


def _spellings(verb: str) -> tuple[str, ...]:
    """The verb as written in America and in Britain."""
    return (verb, verb[:-3] + "ise") if verb.endswith("ize") else (verb,)


def _regular(verb: str, doubles: bool) -> tuple[str, str, str]:
    """Third person, participle and past of a regular verb."""
    if verb.endswith("e"):
        return verb + "s", verb[:-1] + "ing", verb + "d"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ies", verb + "ing", verb[:-1] + "ied"
    stem = verb + verb[-1] if doubles else verb
    plural = "es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    return verb + plural, stem + "ing", stem + "ed"
