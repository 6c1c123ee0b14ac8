"""Rules that see one thing each, and what training found each sight to be worth."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from builder.draft.sight import Sight

See = Callable[[Sight], str]
"""What a rule sees of a word in its sentence, in a few words; '' where there is nothing to see."""


@dataclass(frozen=True, slots=True)
class SightRule:
    """One thing to look at.

    name     as it stands in the table of weights
    see      the function that looks
    example  a sentence with the word in brackets, in which the rule sees what `shows` says
    shows    what it sees there
    counter  a sentence in which it sees something else, or nothing
    """

    name: str
    see: See
    example: str
    shows: str
    counter: str

    @property
    def doc(self) -> str:
        """What the rule looks at."""
        return (self.see.__doc__ or "").strip().split("\n")[0]


@dataclass(slots=True)
class Rules:
    """Rules in order."""

    listed: list[SightRule] = field(default_factory=list)

    def add(self, example: str, shows: str, counter: str) -> Callable[[See], See]:
        """Enter a rule, with an example and a counter-example that are its tests."""

        def enter(see: See) -> See:
            self.listed.append(SightRule(see.__name__, see, example, shows, counter))
            return see

        return enter

    def seen(self, sight: Sight) -> Iterator[tuple[str, str]]:
        """What the rules see: name of the rule, and sight."""
        for rule in self.listed:
            what = rule.see(sight)
            if what:
                yield rule.name, what


Function = TypeVar("Function", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Shown(Generic[Function]):
    """A rule of another shape: a function, an example that it finds something in, and one in which it finds nothing.

    shows  what it finds in its example, where brackets in the example do not say so
    """

    see: Function
    example: str
    counter: str
    shows: str

    @property
    def name(self) -> str:
        """What it is called."""
        return self.see.__name__

    @property
    def doc(self) -> str:
        """What it looks at."""
        return (self.see.__doc__ or "").strip().split("\n")[0]


@dataclass(slots=True)
class Register(Generic[Function]):
    """Rules of one shape in order: the first that finds something decides."""

    listed: list[Shown[Function]] = field(default_factory=list)

    def add(self, example: str, counter: str, shows: str = "") -> Callable[[Function], Function]:
        """Enter a rule, with an example and a counter-example that are its tests."""

        def enter(see: Function) -> Function:
            self.listed.append(Shown(see, example, counter, shows))
            return see

        return enter


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule saw, and how much that spoke for (above 0) or against (below 0); in units of log odds."""

    rule: str
    seen: str
    weight: float


@dataclass(frozen=True, slots=True)
class Scale:
    """Rules with the weights that were learnt for what they see."""

    rules: Sequence[SightRule]
    weights: Mapping[str, Mapping[str, float]]

    def seen(self, sight: Sight) -> tuple[tuple[str, str], ...]:
        """What the rules see."""
        return tuple((rule.name, rule.see(sight)) for rule in self.rules)

    def score(self, seen: Iterable[tuple[str, str]]) -> float:
        """The log odds that what the scale was taught to find is there."""
        return sum(self.weights[name].get(what, 0.0) for name, what in seen if name in self.weights)

    def evidence(self, seen: Iterable[tuple[str, str]]) -> tuple[Evidence, ...]:
        """What spoke for and against, the weightiest first."""
        found = (Evidence(name, what, self.weights.get(name, {}).get(what, 0.0)) for name, what in seen)
        return tuple(sorted((one for one in found if one.weight), key=lambda one: (-abs(one.weight), one.rule)))


def probability(score: float) -> float:
    """The probability that goes with log odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
