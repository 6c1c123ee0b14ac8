"""Why something is proposed, in words an author can weigh: how often the word was right, and what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from builder.draft.knowledge import Entry, Knowledge
from builder.draft.rule import Scale
from builder.source import Span

MOST = 2
"""The things that a reason names beside the word itself."""
LEAST = 0.1
"""The log odds below which a thing is not worth naming."""
OWN = frozenset(("word", "form", "first_look", "first_look_and_word"))
"""Rules about the word itself, for which its share speaks."""

QUOTES = tuple("“‘„«\"'`")
SIGNS = " ,:"
"""What stands around a cue and is no part of it."""
LONGEST = 6
"""Words of what is said that a reason repeats."""
NOUNS: Mapping[str, str] = {"nobodys": "a noun for what somebody said, without “the” or “a” before it"}
"""What the rules about nouns look at, in plain words."""

Seen = Mapping[str, str]
"""What each rule saw."""


def _beside(side: str, sight: str) -> str:
    """What stands before or behind the word: “that”, a comma, the end of the sentence."""
    if sight.startswith(QUOTES):
        return f"a quotation {side} it"
    if sight[:1].isalnum():
        return f"“{sight}” {side} it"
    named = {",": f"a comma {side} it", ":": f"a colon {side} it"}.get(sight)
    return named or f"the {'start' if side == 'before' else 'end'} of the sentence {side} it"


def _rival(seen: Seen, rule: str, side: str) -> str:
    """Whether another word before or behind is more likely a cue than not."""
    odds = seen.get(rule, "none").split(" ", maxsplit=1)[0]
    return f"{'no' if odds == 'none' or odds.startswith('-') else 'a'} likely cue {side} it in the sentence"


def _clause(seen: Seen) -> str:
    """What opens the clause."""
    opener = seen.get("clause", "").split(" ", maxsplit=1)[0]
    is_word = opener.isalpha() and opener not in ("none", "far")
    return f"“{opener}” at the start of its clause" if is_word else "the clause it stands in"


def _subject(seen: Seen) -> str:
    """Who would speak."""
    word = seen.get("subject_word", "")
    return f"“{word}” as its subject" if word[:1].isalnum() else "no word before it that could be its subject"


Told = Callable[[Seen], str]
THINGS: Mapping[Told, str] = {
    lambda seen: _beside("before", seen.get("plain_before", "")): "word_before plain_before two_before shape",
    lambda _: "the capital it begins with": "capital",
    lambda seen: _beside(
        "after", seen.get("plain_after", "")
    ): "word_after plain_after class_after form_after two_after second_after",
    lambda _: "the words on either side of it": "neighbours",
    _subject: "subject_word before_subject",
    lambda _: "its tense and voice": "auxiliaries",
    lambda seen: (
        f"{'“that”' if seen.get('that_follows', '0')[-1] != '0' else 'no “that”'} soon after it"
    ): "that_follows",
    lambda seen: f"{'a' if seen.get('quotation') else 'no'} quotation in its sentence": "quotation quotation_and_word",
    lambda _: "how the sentence goes on after it": "commas room_after",
    lambda seen: (
        f"a sentence with{'' if seen.get('headline', '').startswith('True') else 'out'} a full stop at its end"
    ): "headline",
    _clause: "clause",
    lambda seen: _rival(seen, "rival_before", "before"): "rival_before way_to_rival_before pair_before "
    "kind_with_rival_before",
    lambda seen: _rival(seen, "rival_behind", "after"): "rival_behind way_to_rival_behind pair_behind "
    "kind_with_rival_behind",
    lambda seen: (
        f"{'a' if '1' in seen.get('sentences_beside', '')[:2] else 'no'} quotation in the sentences next to it"
    ): "sentences_beside",
    lambda seen: (
        "no place in our list of careful words"
        if seen.get("listed") == "no"
        else "its type in our list of careful words"
    ): "listed listed_shape",
    lambda seen: f"{'an' if '1' in seen.get('condition', '') else 'no'} “if” in the sentence": "condition",
    lambda _: "the tense of the sentence": "tense",
    lambda seen: (
        f"{'some' if seen.get('reported', '').endswith('1') else 'no'}body who “said” anything in the sentence"
    ): "reported",
}
"""What rules look at, in plain words; rules that look at one thing stand together, and their weights are summed."""
BY_RULE: Mapping[str, Told] = {rule: told for told, rules in THINGS.items() for rule in rules.split()}


def cue_reason(word: str, seen: Sequence[tuple[str, str]], known: Knowledge, noun: str = "") -> str:
    """Why a word is taken for a cue; by the rule `noun`, if there is one."""
    reason = _reason(word, "cue", known.cues, known.second, seen)
    return f"{reason}; by rule: {NOUNS[noun]}" if noun else reason


def hedge_reason(word: str, seen: Sequence[tuple[str, str]], known: Knowledge) -> str:
    """Why a word is taken for a careful word."""
    return _reason(word, "careful word", known.hedges, known.careful, seen)


def mark_reason(what: str, words: str, confidence: float, reason: str) -> str:
    """Why some words got a mark, as a line behind their paragraph."""
    named = f"“{words.strip(SIGNS)}”"
    return f"{what}, {named} ({_percent(confidence)}): {reason.removeprefix(f'{named}: ')}"


def content_reason(text: str, cue: Span, content: Sequence[Span]) -> str:
    """Why some words are taken for what is said, as a line: by where they stand beside the cue."""
    first, word = content[0], " ".join(text[cue.start : cue.end].split()).strip(SIGNS)
    words = text[first.start : content[-1].end].split()
    told = " ".join([*words[:LONGEST], *(["…"] if len(words) > LONGEST else [])])
    that = " that" if text[: first.start].lower().endswith(" that ") else ""
    if told.startswith(QUOTES):
        place = f"a quotation that goes with “{word}”"
    elif first.start >= cue.end:
        place = f"what follows “{word}{that}”"
    else:
        place = f"what stands {'before' if content[-1].end <= cue.start else 'around'} “{word}”"
    return f"what is said, “{told.strip('“”')}”: {place}"


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def _reason(word: str, what: str, entries: Mapping[str, Entry], scale: Scale, seen: Sequence[tuple[str, str]]) -> str:
    entry = entries.get(word, Entry(0, 0))
    if entry.right:
        text = f"“{word}”: {what} in {entry.right} of {entry.seen} places ({_percent(entry.share)})"
    else:
        text = f"“{word}”: {what} by our lexicon or by its other forms"
    return "; ".join((text, *_spoken(scale, seen)))


def _spoken(scale: Scale, seen: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """What speaks for and against it, the weightiest things only."""
    sights = dict(seen)
    sums: dict[str, float] = {}
    for one in scale.evidence(seen):
        if one.rule not in OWN:
            thing = BY_RULE[one.rule](sights)
            sums[thing] = sums.get(thing, 0.0) + one.weight
    chosen = sorted(sums, key=lambda thing: (-abs(sums[thing]), thing))[:MOST]
    sides = (("for it", 1), ("against it", -1))
    told = ((side, [thing for thing in chosen if sums[thing] * sign >= LEAST]) for side, sign in sides)
    return tuple(f"{side}: {', '.join(things)}" for side, things in told if things)
