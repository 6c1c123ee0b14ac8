"""What was learnt for a language, read from its data files: word lists with measured shares, and weights."""

from __future__ import annotations

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


def lines(path: Path) -> Iterator[list[str]]:
    """The rows of a table, tab between columns; lines that begin with “# ” are comments."""
    with path.open(encoding="utf-8", newline="\n") as table:
        for line in table:
            if not line.startswith("# "):
                yield line.rstrip("\n").split("\t")


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
        places={sight: tuple(float(n) for n in row) for sight, *row in lines(data / "span-places.tsv")},
        meetings={
            sight: tuple((int(at), float(n)) for at, _, n in (pair.partition(":") for pair in row))
            for sight, *row in lines(data / "span-meetings.tsv")
        },
    )
