"""What a claim says, as far as it can be had from the article's words: a plain sentence, or the beginning of one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from builder.draft.pieces import is_account
from builder.draft.reading import Item, read
from builder.draft.stand_ins import is_plural
from builder.draft.tongue import Tongue

PIECES = re.compile(r"[,.]?[”\"]\s*[“\"]")
QUOTES = re.compile(r"[“”\"]")
LEAD = re.compile(r"(?:that|as)\s+", re.IGNORECASE)
VIEW = re.compile(r"((?:\S+\s+){1,9}?)as\s+(\S.*)", re.DOTALL)
"""How somebody sees something: “its actions as a need”."""
AS_FALSE = re.compile(r",?\s+as\s+(?:\w+ly\s+)?(?:false|untrue|baseless|unfounded|wrong|lies|a lie)$", re.IGNORECASE)
"""What a denial adds to the words that it denies."""
SOON = 8
"""Words among which a verb is looked for that only its ending gives away."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a claim says, and whether that is a sentence."""

    says: str
    is_sentence: bool


def wording(words: str, tongue: Tongue) -> Wording:
    """Words as a sentence: no “that” and no quotation marks around them, a capital, a full stop.

    Where they hold no verb, “there is” stands before them, if it can; else dots behind, for the editor to go on.
    """
    bare = PIECES.sub(" … ", words).strip().strip('“”"‘’ ').strip(",;:. ").removesuffix("…").strip()
    if bare.count("“") != bare.count("”") or bare.count('"') % 2:
        bare = QUOTES.sub("", bare)
    bare = LEAD.sub("", bare, count=1) if LEAD.match(bare) and len(bare.split()) > 1 else bare
    items = _words(bare, tongue)
    if not items:
        return Wording("", is_sentence=False)
    if _is_clause(items, tongue):
        return Wording(f"{bare[:1].upper()}{bare[1:]}{'' if bare[-1] in '?!…' else '.'}", is_sentence=True)
    view = VIEW.fullmatch(bare)
    if view and " as " not in view[2]:
        verb = "are" if _are_many(_words(view[1], tongue), tongue) else "is"
        return Wording(f"{bare[:1].upper()}{view[1][1:].rstrip()} {verb} {view[2]}.", is_sentence=True)
    verb = _there(items, tongue)
    if verb:
        return Wording(f"There {verb} {bare}.", is_sentence=True)
    return Wording(f"{bare[:1].upper()}{bare[1:]} …", is_sentence=False)


def begun(says: str, careful: Iterable[str], tongue: Tongue) -> str:
    """What a claim says, with dots behind where a modal is still in it: “might have come” cannot stay."""
    is_open = any(tongue.maybes.intersection(word.lower().split()) for word in careful)
    return f"{says.removesuffix('.')} …" if is_open and not says.endswith("…") else says or "…"


def denied(words: str, tongue: Tongue) -> Wording:
    """What is said by who says no to some words: “these allegations”, “it”, “the report as false”, “it is safe”."""
    bare = AS_FALSE.sub("", words.strip(" ,;:."))
    if not is_account(bare, tongue):
        return wording(f"it is not so: {bare}", tongue)
    verb = "are" if _are_many(_words(bare, tongue), tongue) else "is"
    return Wording(f"{bare[:1].upper()}{bare[1:]} {verb} untrue.", is_sentence=True)


def _words(text: str, tongue: Tongue) -> tuple[Item, ...]:
    """The words and signs of a text, without the ends of its sentences."""
    return tuple(item for item in read(text, tongue, fold=False).items if item.text)


def _is_clause(items: tuple[Item, ...], tongue: Tongue) -> bool:
    """Whether words hold a subject and a verb: “the bridge is safe”, not “to leave” or “whether it is safe”."""
    first = items[0]
    if items[-1].text in ("?", "!"):
        return True
    if first.word in tongue.clause_starts or first.word == "to" or _is_gerund(first):
        return False
    for at, item in enumerate(items):
        if item.word in tongue.clause_inner:
            return False
        if at and items[at - 1].word not in tongue.joining | tongue.articles:
            is_past = item.sort == "x-ed" or item.word in tongue.irregular or item.word in tongue.past_forms
            if item.word in tongue.finite or (at < SOON and is_past):
                return True
        if 0 < at < SOON and _is_present(items[at - 1], item, items[at + 1 : at + 2], tongue):
            return True
    return items[0].text[0].isupper() and sum(item.text[0].isupper() for item in items) > len(items) // 2


def _is_gerund(item: Item) -> bool:
    """Whether a word is one like “leaving”, not “nothing”."""
    return item.sort == "x-ing" and not item.word.endswith("thing")


def _is_present(before: Item, item: Item, behind: tuple[Item, ...], tongue: Tongue) -> bool:
    """Whether a word is a verb of the present: “the town needs its library”."""
    follows = behind[0].word if behind else ""
    return item.sort == "x-s" and not is_plural(before.word) and follows in tongue.articles | {"to", "that"}


def _there(items: tuple[Item, ...], tongue: Tongue) -> str:
    """What stands between “there” and a noun: "is" or "are"; '' before “the”, “his”, names, “to leave”."""
    first = items[0]
    is_indefinite = first.word in ("a", "an", "no", "some", "many", "few", "several")
    if first.word in tongue.function_words and not is_indefinite:
        return ""
    if first.text[0].isupper() or _is_gerund(first) or not first.text[0].isalpha():
        return ""
    return "are" if _are_many(items, tongue) else "is"


def _are_many(items: tuple[Item, ...], tongue: Tongue) -> bool:
    """Whether the noun that words begin with is more than one."""
    head = items[0]
    for item in items:
        if item.word in tongue.joining or not item.text[0].isalnum() or item.word in tongue.clause_inner:
            break
        head = item
    return is_plural(head.word) or head.word in tongue.plurals
