"""How the assistant reads: a text as a row of items, where a quotation is one item and ends of sentences are items too.

What stands in quotation marks is somebody's words; who says so stands outside. So each quotation is one item, however
long, and a sentence that goes on behind one is one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from builder.draft.lines import runs
from builder.draft.tongue import Tongue
from builder.text.lexicon import load

WORD = re.compile(r"\w+(?:['’.\-]\w+)*|``|''|[^\w\s]")
CLOSING = {"“": "”", '"': '"', "``": "''", "‘": "’", "'": "'", "„": "“”", "«": "»"}
"""Opening quotation marks and what closes them."""
SINGLE = "'‘"
LONGEST_SINGLE = 40
"""Words after which a single quotation mark counts as an apostrophe."""
LONGEST_SENTENCE = 400
"""Items after which a sentence counts as over, so that the work grows with the text only."""
FINAL = ".!?"
LEAST_TITLED = 4
"""Words in capitals that make a heading one in which every word has a capital."""
INITIALS = re.compile(r"[a-z](?:\.[a-z])+")

BREAK = "¶"
"""The item between two sentences."""
PARAGRAPH_BREAK = "¶¶"
"""The item between two paragraphs."""


@dataclass(frozen=True, slots=True)
class Item:
    """A word, a sign, a whole quotation or an end of a sentence.

    text, word  as it stands, and in lower case
    sort        its class: the word itself for function words and signs, else its shape ("Xx", "x-ed", "9")
    start, end  in code points of the text
    """

    text: str
    word: str
    sort: str
    start: int
    end: int
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as items.

    units    the sentences, as (first, after) positions of items
    unit_of  for each item the number of its sentence, -1 for the ends between
    starts   for each sentence whether a paragraph starts with it
    """

    text: str
    tongue: Tongue
    items: tuple[Item, ...]
    units: tuple[tuple[int, int], ...]
    unit_of: tuple[int, ...]
    starts: tuple[bool, ...]


def read(text: str, tongue: Tongue, *, fold: bool = True) -> Reading:
    """A text as a row of items; with `fold`, each quotation is one."""
    items: list[Item] = []
    units: list[tuple[int, int]] = []
    unit_of: list[int] = []
    starts: list[bool] = []
    for run in runs(text):
        words = _untitled(_words(text, run.start, run.end, tongue), tongue)
        first = True
        for sentence in _sentences(_with_quotations(text, words) if fold else words, tongue):
            if items:
                sign = PARAGRAPH_BREAK if first else BREAK
                items.append(Item("", sign, PARAGRAPH_BREAK, items[-1].end, items[-1].end))
                unit_of.append(-1)
            units.append((len(items), len(items) + len(sentence)))
            unit_of += [len(units) - 1] * len(sentence)
            starts.append(first)
            items += sentence
            first = False
    return Reading(text, tongue, tuple(items), tuple(units), tuple(unit_of), tuple(starts))


def _words(text: str, start: int, end: int, tongue: Tongue) -> list[Item]:
    """The words and signs of a paragraph."""
    found = []
    for match in WORD.finditer(text, start, end):
        piece = match[0]
        word = piece.lower().replace("’", "'")
        found.append(Item(piece, word, _sort(piece, word, tongue), match.start(), match.end()))
    return found


def _untitled(words: list[Item], tongue: Tongue) -> list[Item]:
    """The words of a heading; where Every Word Has a Capital, words for saying are classed as if they had none."""
    names = [item for item in words[1:] if item.text[0].isalpha() and item.sort != item.word]
    titled = sum(item.text[0].isupper() for item in names)
    lexicon = load(tongue.language)
    if lexicon is None or titled < LEAST_TITLED or titled < len(names):
        return words
    return [
        replace(item, sort=_sort(item.word, item.word, tongue)) if item.word in lexicon.cues else item for item in words
    ]


def _sort(text: str, word: str, tongue: Tongue) -> str:
    """The class of a word, as far as it can be seen from outside."""
    if word in tongue.function_words or not text[0].isalnum():
        return word
    if text[0].isdigit():
        return "9"
    if text[0].isupper():
        return "XX" if len(text) > 1 and text.isupper() else "Xx's" if word.endswith("'s") else "Xx"
    for ending in tongue.endings:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return f"x-{ending}"
    return "x"


def _with_quotations(text: str, words: Sequence[Item]) -> list[Item]:
    """The items of a paragraph with each quotation folded into one."""
    items: list[Item] = []
    at = 0
    while at < len(words):
        close = _close(text, words, at)
        items.append(words[at] if close is None else _quotation(text, words[at : close + 1]))
        at = at + 1 if close is None else close + 1
    return items


def _close(text: str, words: Sequence[Item], at: int) -> int | None:
    """Where the quotation that opens at a sign closes; None where none opens."""
    sign = words[at]
    closing = CLOSING.get(sign.text)
    if closing is None or not _opens(text, sign):
        return None
    single = sign.text in SINGLE
    for to in range(at + 1, min(len(words), at + LONGEST_SINGLE) if single else len(words)):
        if words[to].text in closing and not (single and text[words[to].end : words[to].end + 1].isalnum()):
            return to
    return len(words) - 1 if sign.text in ("“", "``") else None


def _opens(text: str, sign: Item) -> bool:
    """Whether a sign that looks the same at either end of a quotation can open one."""
    before = text[sign.start - 1 : sign.start] if sign.start else ""
    if sign.text in "'\"‘" and (before.isalnum() or before in tuple(".,!?")):
        return False
    behind = text[sign.end : sign.end + 1]
    return sign.text == "``" or not (not behind or behind.isspace())


def _quotation(text: str, words: Sequence[Item]) -> Item:
    """A quotation as one item, of whose inside only length, case and last sign are told."""
    start, end = words[0].start, words[-1].end
    size = sum(item.text[0].isalnum() for item in words)
    length = "1" if size < 2 else "3" if size <= 3 else "8" if size <= 8 else "n"
    closed = len(words) > 1 and words[-1].text in CLOSING[words[0].text]
    last = words[-2].text if closed else words[-1].text
    last = last if last in tuple(".,!?") else "…" if closed else "open"
    case = "U" if len(words) > 1 and words[1].text[0].isupper() else "l"
    return Item(text[start:end], f"“{length}{case}{last}", f"“{length}{last}", start, end, is_quote=True)


def _sentences(items: Sequence[Item], tongue: Tongue) -> Iterator[Sequence[Item]]:
    """The sentences of a paragraph."""
    first = 0
    for at in range(len(items) - 1):
        if at - first >= LONGEST_SENTENCE or _ends(items, at, tongue):
            yield items[first : at + 1]
            first = at + 1
    if first < len(items):
        yield items[first:]


def _ends(items: Sequence[Item], at: int, tongue: Tongue) -> bool:
    """Whether a sentence ends behind an item."""
    item, following = items[at], items[at + 1]
    if item.is_quote:
        return item.sort[2] in FINAL and (following.is_quote or following.text[0].isupper())
    if item.text not in FINAL and not _closes_after_end(items, at):
        return False
    opening = following.text[0]
    if following.start == item.end or following.text in FINAL or (opening.isalnum() and opening.islower()):
        return False
    return item.text != "." or not at or not _is_short(items[at - 1], item, tongue)


def _closes_after_end(items: Sequence[Item], at: int) -> bool:
    """Whether an item is a bracket or mark that closes right behind the end of a sentence."""
    return (
        bool(at)
        and items[at].text in tuple(")]’'”\"")
        and items[at - 1].text in FINAL
        and items[at - 1].end == items[at].start
    )


def _is_short(before: Item, stop: Item, tongue: Tongue) -> bool:
    """Whether the full stop belongs to an abbreviation or an initial."""
    if before.end != stop.start:
        return False
    word = before.word
    return word in tongue.abbreviations or (len(word) == 1 and before.text.isupper()) or bool(INITIALS.fullmatch(word))
