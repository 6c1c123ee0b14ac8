"""The rules of a second look at a possible cue: what else in its sentence may be one.

Only the outermost attribution counts: in “she said he wanted to go” the wish is part of what she said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from builder.draft.rule import Rules
from builder.draft.sight import Sight, stem

RULES = Rules()

LEAST, MOST = -4, 6
"""Log odds beyond which more makes no difference."""


def _step(odds: float) -> int:
    """Log odds in whole steps."""
    return max(LEAST, min(MOST, round(odds)))


def _own(sight: Sight) -> int:
    return _step(sight.odds.get(sight.at, 0.0))


def _best(sight: Sight, places: Iterable[int]) -> int | None:
    """The likeliest other cue among some places, the nearest of equals."""
    found = [at for at in places if at in sight.odds]
    return max(found, key=lambda at: (sight.odds[at], -abs(at - sight.at))) if found else None


def _before(sight: Sight) -> int | None:
    return _best(sight, range(sight.at - 1, sight.first - 1, -1))


def _behind(sight: Sight) -> int | None:
    return _best(sight, range(sight.at + 1, sight.after))


def _likely(sight: Sight, rival: int | None) -> str:
    """How likely a rival is, beside the word."""
    return "none" if rival is None else f"{_step(sight.odds[rival])} {_own(sight)}"


def _beside(sight: Sight, rival: int | None, look: Callable[[Sight, int], str]) -> str:
    """What a look at the word and its rival sees; '' where it has none."""
    return "" if rival is None else look(sight, rival)


def _between(sight: Sight, rival: int) -> str:
    """What stands between the word and its rival: “that”, a comma, “and”, a quotation; and how far away it is."""
    items = sight.reading.items[min(sight.at, rival) + 1 : max(sight.at, rival)]
    words = {item.word for item in items}
    signs = f"{'that' in words:d}{',' in words:d}{bool(words & {'and', 'but'}):d}{any(i.is_quote for i in items):d}"
    return f"{_step(sight.odds[rival]) // 2} {signs} {min(len(items) + 1, 8) // 2} {_own(sight) // 2}"


def _pair(sight: Sight, rival: int) -> str:
    """The stems of a rival and of the word."""
    return f"{stem(sight.reading.items[rival].word, sight.tongue)} {sight.stem}"


def _kind(sight: Sight, rival: int) -> str:
    """How likely a rival is, with the classes of the word and the one before it."""
    return f"{_step(sight.odds[rival]) // 2} {sight.item(0).sort} {sight.item(-1).sort}"


@RULES.add("The mayor [said] so.", "3", "Of the [claims] nothing is left.")
def first_look(sight: Sight) -> str:
    """What the first look made of the word."""
    return str(_own(sight))


@RULES.add("The mayor [said] so.", "say 1", "The mayor [wanted] it.")
def first_look_and_word(sight: Sight) -> str:
    """The stem, with what the first look made of it."""
    return f"{sight.stem} {_own(sight) // 2}"


@RULES.add("He said he [wanted] to go.", "3 1", "He [wanted] to go.")
def rival_before(sight: Sight) -> str:
    """How likely the likeliest other cue before is."""
    return _likely(sight, _before(sight))


@RULES.add("He [wanted] to go, she said.", "3 1", "He [wanted] to go.")
def rival_behind(sight: Sight) -> str:
    """How likely the likeliest other cue behind is."""
    return _likely(sight, _behind(sight))


@RULES.add("He said that he [wanted] to go.", "1 1000 1 0", "He said he [wanted] to go.")
def way_to_rival_before(sight: Sight) -> str:
    """What stands between the word and the likeliest other cue before."""
    return _beside(sight, _before(sight), _between)


@RULES.add("He [wanted] to go, she said.", "1 0100 2 0", "He [wanted] all she said.")
def way_to_rival_behind(sight: Sight) -> str:
    """What stands between the word and the likeliest other cue behind."""
    return _beside(sight, _behind(sight), _between)


@RULES.add("He said he [wanted] to go.", "say want", "He [wanted] to go.")
def pair_before(sight: Sight) -> str:
    """The stems of the likeliest other cue before and of the word."""
    return _beside(sight, _before(sight), _pair)


@RULES.add("He [wanted] to go, she said.", "say want", "He [wanted] to go.")
def pair_behind(sight: Sight) -> str:
    """The stems of the likeliest other cue behind and of the word."""
    return _beside(sight, _behind(sight), _pair)


@RULES.add("He said he [wanted] to go.", "1 x-ed he", "He [wanted] to go.")
def kind_with_rival_before(sight: Sight) -> str:
    """The classes of the word and the one before, with a likely cue before."""
    return _beside(sight, _before(sight), _kind)


@RULES.add("He [wanted] to go, she said.", "1 x-ed he", "He [wanted] to go.")
def kind_with_rival_behind(sight: Sight) -> str:
    """The classes of the word and the one before, with a likely cue behind."""
    return _beside(sight, _behind(sight), _kind)


@RULES.add("“It rains very hard.” He [said] so.", "10 0 say", "It rains very hard. He [said] so.")
def sentences_beside(sight: Sight) -> str:
    """Whether the sentence before ends, or the next begins, with a quotation."""
    reading = sight.reading
    unit = reading.unit_of[sight.at]
    before = unit > 0 and reading.items[reading.units[unit - 1][1] - 1].is_quote
    behind = unit + 1 < len(reading.units) and reading.items[reading.units[unit + 1][0]].is_quote
    return f"{before:d}{behind:d} {reading.starts[unit]:d} {sight.stem}"
