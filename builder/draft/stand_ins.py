"""What stands in a sentence when its careful word is taken out: “may be” leaves “is”, “reportedly” leaves a gap.

Each function is a rule: which words, from the careful word on, are to be marked, and what stands in for them.
What is unsure (“the number of cars may be”: is, or are?) is left to the editor.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from builder.draft.reading import Item
from builder.draft.rule import Register
from builder.draft.tongue import Tongue

BEFORE = 8
"""Words back to which the beginning of a subject is looked for."""
LONGEST = 4
"""Words of a phrase that leaves a gap."""
SIGNS = frozenset("$£€")
BE = {"is": "is", "are": "are"}


@dataclass(frozen=True, slots=True)
class StandIn:
    """The words to mark, from item `first` up to `after`, and what stands in for them; '' for a gap."""

    first: int
    after: int
    bare: str


See = Callable[[Sequence[Item], int, Tongue], StandIn | None]


RULES = Register[See]()


def stand_in(items: Sequence[Item], at: int, tongue: Tongue) -> StandIn | None:
    """What stands in for the careful word that begins at an item of a sentence; None where that is unsure."""
    return next((found for rule in RULES.listed if (found := rule.see(items, at, tongue)) is not None), None)


@RULES.add("They are [reportedly] leaving.", "They are rarely leaving.", shows="")
def adverb(items: Sequence[Item], at: int, tongue: Tongue) -> StandIn | None:
    """“Reportedly”, “clearly”: an adverb leaves a gap; but not “very clearly”, “clearly and loudly”."""
    bound = _word(items, at - 1) in tongue.before_manner or _word(items, at + 1) in ("and", "or")
    return StandIn(at, at + 1, "") if items[at].word in tongue.droppable and not bound else None


@RULES.add("It is, [of course], late.", "A course of it is late.", shows="")
def aside(items: Sequence[Item], at: int, tongue: Tongue) -> StandIn | None:
    """“Of course”, “it is clear that”: an aside leaves a gap, with its comma."""
    size = _phrase(items, at, tongue.asides)
    return StandIn(at, at + size, "") if size else None


@RULES.add("It rose by [about] 10 per cent.", "They talked about it.", shows="")
def rough_number(items: Sequence[Item], at: int, tongue: Tongue) -> StandIn | None:
    """“About 40”, “up to eight”: what makes a number rough leaves a gap."""
    size = _phrase(items, at, tongue.rough)
    behind = items[at + size : at + size + 1]
    is_number = any(one.sort == "9" or one.word in tongue.numbers or one.text in SIGNS for one in behind)
    return StandIn(at, at + size, "") if size and is_number else None


@RULES.add("The bridge [may be] old.", "The number of cars may be high.", shows="is")
def modal(items: Sequence[Item], at: int, tongue: Tongue) -> StandIn | None:
    """“May be”, “might not have”, “could point”: what the verb behind is without it, by the subject."""
    if items[at].word not in tongue.maybes:
        return None
    is_not = _word(items, at + 1) == "not"
    verb = at + 1 + is_not
    form = _plain(_word(items, verb), _number(items, at, tongue), tongue, negated=is_not)
    if form is None:
        return None
    if form == "":
        return StandIn(at, at + 1, "")
    return StandIn(at, verb + 1, form) if form.split()[0] not in ("does", "do") else StandIn(at, verb, form)


@RULES.add("The lamp [seems to delay] sleep.", "It seems that it rains.", shows="delays")
def seeming(items: Sequence[Item], at: int, tongue: Tongue) -> StandIn | None:
    """“Seems to delay”, “seems late”: what the verb, or “is”, would be."""
    word = items[at].word
    number = "is" if word in tongue.seems else "are" if word in tongue.seem else None
    if number is None or (number == "are" and _word(items, at - 1) in tongue.auxiliaries | {"to"}):
        return None
    if _word(items, at + 1) == "to":
        form = _plain(_word(items, at + 2), number, tongue)
        return None if form is None else StandIn(at, at + 3 if form else at + 2, form)
    behind = _word(items, at + 1)
    is_quality = behind.isalpha() and behind not in tongue.function_words and number == "is"
    return StandIn(at, at + 1, number) if is_quality or behind in ("very", "quite", "too") else None


@RULES.add("It [is likely to be] late.", "It is more likely to be late.", shows="is")
def likely(items: Sequence[Item], at: int, tongue: Tongue) -> StandIn | None:
    """“Is likely to be”: what the verb would be."""
    number = BE.get(_word(items, at - 1))
    if number is None or items[at].word not in tongue.expected or _word(items, at + 1) != "to":
        return None
    form = _plain(_word(items, at + 2), number, tongue)
    return None if form is None else StandIn(at - 1, at + 3 if form else at + 2, form)


def _phrase(items: Sequence[Item], at: int, phrases: Container[str]) -> int:
    """How many words from an item on are one of some phrases, at most; 0 where none is."""
    sizes = range(min(LONGEST, len(items) - at), 0, -1)
    return next((size for size in sizes if " ".join(one.word for one in items[at : at + size]) in phrases), 0)


def _word(items: Sequence[Item], at: int) -> str:
    """The word at a place of the sentence; '' beyond its ends."""
    return items[at].word if 0 <= at < len(items) else ""


def _plain(verb: str, number: str | None, tongue: Tongue, *, negated: bool = False) -> str | None:
    """A verb's form after a subject ("is", "are", "am": what “be” would be); '' where it stays as it is."""
    if number is None or not verb.isalpha() or verb in ("well", "also", "soon", "even") or verb.endswith("ly"):
        return None
    if verb == "be":
        return f"{number} not" if negated else number
    if verb == "have":
        form = "has" if number == "is" else "have"
        return f"{form} not" if negated else form
    if verb in tongue.function_words:
        return None
    if negated:
        return "does not" if number == "is" else "do not"
    if number != "is":
        return ""
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s"


def _number(items: Sequence[Item], at: int, tongue: Tongue) -> str | None:
    """What “be” would be after the subject that ends before an item: "is", "are", "am"; None where that is unsure."""
    last = at - 1
    while last >= 0 and (items[last].sort == "x-ly" or items[last].word in ("also", "now", "still", "then")):
        last -= 1
    word = _word(items, last)
    if word in ("he", "she", "it", "this"):
        return "is"
    if word == "i":
        return "am"
    if not word[:1].isalpha() or (word in tongue.function_words and word not in tongue.plurals):
        return None
    first = last
    while first >= 0 and last - first < BEFORE and items[first].word not in tongue.articles:
        if items[first].word in tongue.joining or not items[first].text[:1].isalnum():
            break
        first -= 1
    if _word(items, first) in tongue.joining:
        return None
    if _word(items, first) in tongue.articles and _word(items, first - 1) in tongue.joining:
        return None
    return "are" if word in tongue.plurals or is_plural(word) else "is"


def is_plural(word: str) -> bool:
    """Whether a noun looks like more than one."""
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "ews"))
