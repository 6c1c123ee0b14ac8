"""Where source, cue and content begin and end around a cue: the labels of all items of a window, best as a whole.

Each item of the window is outside, of the source, of the content or of the cue. What is seen of an item speaks for its
label, what is seen where two items meet speaks for a change of label; training (an averaged perceptron over chains,
Collins 2002) says how much. `PLACES` and `MEETINGS` name what is looked at, as it stands in the tables of weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.draft.reading import Reading
from builder.draft.sight import stem

REACH = 70
"""Items on either side of a cue that are looked at."""

OUTSIDE, SOURCE, CONTENT, CUE = range(4)
LABELS = 4

Places = Mapping[str, tuple[float, ...]]
"""For each sight of an item its weight for each label."""
Meetings = Mapping[str, tuple[tuple[int, float], ...]]
"""For each sight of a meeting its weights, each with 4 × label before + label behind."""

PLACES = {
    "a": "distance from the cue",
    "b": "side of the cue, class of the item",
    "c": "side, class, stem of the cue",
    "d": "way to the cue: commas, quotations, ends of sentences, verbs between",
    "e": "way, stem of the cue",
    "f": "side, class of the item before, class",
    "g": "side, class, class of the item behind",
    "h": "side, word",
    "i": "distance, class",
    "j": "distance, stem of the cue",
    "k": "way, class before the cue",
    "l": "way, class behind the cue",
    "m": "way, class",
    "n": "way, classes of and around the cue, quotations on either side",
    "o": "side, class of the cue, a comma before it, quotations on either side",
    "p": "way, distance",
}
MEETINGS = {
    "A": "side of the cue",
    "B": "side, classes of both items",
    "C": "side, word before",
    "D": "side, word behind",
    "E": "way, class behind",
    "F": "way, class before",
    "G": "side, stem of the cue, class before",
    "H": "distance, stem of the cue",
    "I": "side, class behind, class of the next",
    "J": "distance, class before, word behind the cue",
    "K": "side, classes of the two before and the one behind",
}
NEVER = -1e9


def window(reading: Reading, head: int) -> tuple[int, int]:
    """The items around a cue in which its source and content may stand: its sentence, and quotations beside it."""
    items = reading.items
    unit = reading.unit_of[head]
    first, after = reading.units[unit]
    if unit:
        before = reading.units[unit - 1]
        if items[before[1] - 1].is_quote and (not reading.starts[unit] or before[1] - before[0] == 1):
            first = before[0]
    if unit + 1 < len(reading.units):
        behind = reading.units[unit + 1]
        if items[behind[0]].is_quote and (not reading.starts[unit + 1] or items[after - 1].word == ":"):
            after = behind[1]
    return max(first, head - REACH), min(after, head + REACH)


def _bucket(distance: int) -> str:
    return str(distance) if distance < 5 else "5" if distance < 8 else "8" if distance < 13 else "13"


def _ways(words: Sequence[str], sorts: Sequence[str], head: int, auxiliaries: frozenset[str]) -> list[str]:
    """For each item what stands between it and the cue."""
    ways = [""] * len(words)
    ways[head] = "Q"
    for side, steps in (("L", range(head - 1, -1, -1)), ("R", range(head + 1, len(words)))):
        commas = quotations = ends = verbs = 0
        for at in steps:
            ways[at] = f"{side}{min(commas, 3)}{quotations}{ends}{min(verbs, 2)}"
            word, sort = words[at], sorts[at]
            if word in ",:;—–-)(":
                commas += 1
            elif sort[0] == "“":
                quotations = 1
            elif word[0] == "¶":
                ends = 1
            if sort == "x-ed" or word in auxiliaries:
                verbs += 1
    return ways


def observe(reading: Reading, head: int, first: int, after: int) -> tuple[list[list[str]], list[list[str]]]:
    """What is seen of each item of a window: for its label, and for the change of label before it."""
    items = reading.items[first:after]
    edge = ["¶¶", "¶¶"]
    sorts = [*edge, *(item.sort for item in items), *edge]
    words = [*edge, *(item.word for item in items), *edge]
    verb = stem(reading.items[head].word, reading.tongue)
    at_head = head - first + 2
    ways = ["", "", *_ways(words[2:-2], sorts[2:-2], head - first, reading.tongue.auxiliaries)]
    before, form, behind, behind_word = sorts[at_head - 1], sorts[at_head], sorts[at_head + 1], words[at_head + 1]
    quotes = f"{any(s[0] == '“' for s in sorts[2:at_head]):d}{any(s[0] == '“' for s in sorts[at_head:-2]):d}"
    around = f"{form}|{before}|{behind}|{quotes}"
    comma = f"{form}{words[at_head - 1] == ',':d}{quotes}"
    places: list[list[str]] = []
    meetings: list[list[str]] = []
    for at in range(2, len(items) + 2):
        sort, left, right, word, way = sorts[at], sorts[at - 1], sorts[at + 1], words[at], ways[at]
        side = "Q" if at == at_head else "L" if at < at_head else "R"
        distance = side + _bucket(abs(at - at_head))
        places.append(
            [f"a{distance}", f"b{side}{sort}", f"c{side}{sort}|{verb}", f"d{way}", f"e{way}|{verb}",
             f"f{side}{left}|{sort}", f"g{side}{sort}|{right}", f"h{side}{word}", f"i{distance}|{sort}",
             f"j{distance}|{verb}", f"k{way}|{before}", f"l{way}|{behind}", f"m{way}|{sort}", f"n{way[:2]}{around}",
             f"o{side}{comma}", f"p{way}{distance}"]
        )  # fmt: skip
        meetings.append(
            [f"A{side}", f"B{side}{left}|{sort}", f"C{side}{words[at - 1]}", f"D{side}{word}", f"E{way}|{sort}",
             f"F{way}|{left}", f"G{side}{verb}|{left}", f"H{distance}{verb}", f"I{side}{sort}|{right}",
             f"J{distance}{left}|{behind_word}", f"K{side}{sorts[at - 2]}|{left}|{sort}"]
        )  # fmt: skip
    return places, meetings


def label(
    seen: tuple[Sequence[Sequence[str]], Sequence[Sequence[str]]], head: int, places: Places, meetings: Meetings
) -> list[int]:
    """The labels of a window's items that are best as a whole (Viterbi); the item at `head` is of the cue."""
    scores = [0.0, NEVER, NEVER, NEVER]
    ways_back: list[tuple[int, ...]] = []
    for at, (of_place, of_meeting) in enumerate(zip(*seen, strict=True)):
        here = [0.0] * LABELS
        for sight in of_place:
            weights = places.get(sight)
            if weights is not None:
                here[0] += weights[0]
                here[1] += weights[1]
                here[2] += weights[2]
                here[3] += weights[3]
        change = [0.0] * (LABELS * LABELS)
        for sight in of_meeting:
            for number, weight in meetings.get(sight, ()):
                change[number] += weight
        scores, back = _step(scores, here, change, is_head=at == head)
        ways_back.append(back)
    best = max(range(LABELS), key=scores.__getitem__)
    path = [0] * len(ways_back)
    for at in range(len(path) - 1, -1, -1):
        path[at] = best
        best = ways_back[at][best]
    return path


def _step(
    scores: list[float], here: list[float], change: list[float], *, is_head: bool
) -> tuple[list[float], tuple[int, ...]]:
    """One item further: the best score for each label of this item, and which label before it led there."""
    s0, s1, s2, s3 = scores
    found: list[float] = []
    back: list[int] = []
    for at in range(LABELS):
        if is_head and at != CUE:
            found.append(NEVER)
            back.append(0)
            continue
        best, way = s0 + change[at], 0
        if (other := s1 + change[4 + at]) > best:
            best, way = other, 1
        if (other := s2 + change[8 + at]) > best:
            best, way = other, 2
        if (other := s3 + change[12 + at]) > best:
            best, way = other, 3
        found.append(best + here[at])
        back.append(way)
    return found, tuple(back)
