"""What was learnt for a language, read from its data files: word lists with measured shares, and weights."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from builder.draft import cue_rules, hedge_rules, rival_rules
from builder.draft.rule import Scale
from builder.draft.spans import Meetings, Places
from builder.draft.tongue import DATA, Tongue, tongue

Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the training texts say of a word: how often it stood there, and how often it was what we look for."""

    right: int
    seen: int

    @property
    def share(self) -> float:
        """The share of occurrences in which it was what we look for."""
        return self.right / self.seen if self.seen else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """All that was learnt for a language.

    cues, hedges     entries by word
    phrases          for a hedge's word the phrases it stands in ("or" → "whether or not"), longest first
    first, second    the scales for cues: a look at the word, a look at its rivals too
    rivals           the rules that only the second look adds
    careful          the scale for hedges
    places, meetings the weights of sources' and contents' edges
    added_cues       words that a site counts as cues
    added_hedges     careful words of a site, each as words and type
    """

    tongue: Tongue
    cues: Mapping[str, Entry]
    hedges: Mapping[str, Entry]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    first: Scale
    second: Scale
    rivals: Scale
    careful: Scale
    places: Places
    meetings: Meetings
    added_cues: frozenset[str] = frozenset()
    added_hedges: tuple[tuple[tuple[str, ...], str], ...] = ()


def _places(path: Path) -> Places:
    """The weights of items' labels."""
    rows = (line.split("\t") for line in _rows(path))
    return {sight: (float(a), float(b), float(c), float(d)) for sight, a, b, c, d in rows}


def _meetings(path: Path) -> Meetings:
    """The weights of changes of label; equal pairs are one value."""
    known: dict[str, tuple[int, float]] = {}
    found = {}
    for line in _rows(path):
        sight, *row = line.split("\t")
        for pair in row:
            if pair not in known:
                at, _, weight = pair.partition(":")
                known[pair] = int(at), float(weight)
        found[sight] = tuple([known[pair] for pair in row])
    return found


def _rows(path: Path) -> list[str]:
    """The lines of a table that are no comments."""
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("# ")]


def lines(path: Path) -> Iterator[list[str]]:
    """The rows of a table, tab between columns; lines that begin with “# ” are comments."""
    return (line.split("\t") for line in _rows(path))


def entries(path: Path) -> dict[str, Entry]:
    """A word list: word, times right, times seen."""
    return {word: Entry(int(right), int(seen)) for word, right, seen, *_ in lines(path)}


def weights(path: Path) -> Weights:
    """A table of weights: rule, what it saw, log odds."""
    found: dict[str, dict[str, float]] = {}
    for rule, seen, weight in lines(path):
        found.setdefault(rule, {})[seen] = float(weight)
    return found


@lru_cache(maxsize=4)
def knowledge(language: str, folder: Path | None = None) -> Knowledge:
    """What was learnt for one of `tongue.LANGUAGES`."""
    data = folder or DATA / language
    collecting = gc.isenabled()
    gc.disable()  # hundreds of thousands of small values, of which none is garbage
    try:
        return _read(data, language)
    finally:
        if collecting:
            gc.enable()


def _read(data: Path, language: str) -> Knowledge:
    """Everything that lies in a folder of learnt data."""
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for word, phrase in lines(data / "hedge-phrases.tsv"):
        phrases[word] = (*phrases.get(word, ()), tuple(phrase.split()))
    both = (*cue_rules.RULES.listed, *rival_rules.RULES.listed)
    return Knowledge(
        tongue=tongue(language),
        cues=entries(data / "cues.tsv"),
        hedges=entries(data / "hedges.tsv"),
        phrases=phrases,
        first=Scale(cue_rules.RULES.listed, weights(data / "cue-weights.tsv")),
        rivals=Scale(rival_rules.RULES.listed, {}),
        second=Scale(both, weights(data / "rival-weights.tsv")),
        careful=Scale(hedge_rules.RULES.listed, weights(data / "hedge-weights.tsv")),
        places=_places(data / "span-places.tsv"),
        meetings=_meetings(data / "span-meetings.tsv"),
    )
