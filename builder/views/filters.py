"""The filters of the home page: which topics, ages and kinds of text its articles can be told apart by.

They work without a script: a choice is the value of an option, the articles it keeps carry it as a class name, and
the style sheet hides the others. So the names come from a fixed stock: topic-1 to topic-40, age-5 to age-19, invented,
real.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from builder import urls
from builder.model.index import Entry
from builder.views.frame import way

SCRIPT = "assets/home.js"
TOPICS = 40
"""How many topics can be chosen from; of more, the most frequent."""
AGES = range(5, 20)
"""The ages that can be chosen."""


class Choice(Struct, frozen=True):
    """Something to choose: the class name of the articles it keeps, what it is called, how many they are."""

    name: str
    label: str
    count: int


class Filters(Struct, frozen=True):
    """What can be chosen; () where every choice would keep every article. `script` only counts what is shown."""

    style: str
    script: str
    topics: tuple[Choice, ...]
    ages: tuple[Choice, ...]
    invented: tuple[Choice, ...]

    @property
    def any(self) -> bool:
        """Whether anything can be chosen at all."""
        return bool(self.topics or self.ages or self.invented)


def filters(entries: Sequence[Entry], here: str) -> Filters:
    """The filters of some articles for the page `here`, topics from A to Z."""
    topics = Counter(topic for entry in entries for topic in dict.fromkeys(entry.topics))
    frequent = sorted(topics, key=lambda topic: (-topics[topic], topic))[:TOPICS]
    ages = Counter(age for entry in entries for age in _ages(entry.level))
    invented = Counter(_invented(entry) for entry in entries)
    return Filters(
        style=way(here, urls.SEARCH_STYLE),
        script=way(here, SCRIPT),
        topics=_dividing(
            [
                Choice(f"topic-{number}", topic, topics[topic])
                for number, topic in enumerate(sorted(frequent, key=lambda topic: (topic.casefold(), topic)), 1)
            ],
            len(entries),
        ),
        ages=_dividing([Choice(f"age-{age}", f"{age}", ages[age]) for age in sorted(ages)], len(entries)),
        invented=_dividing([Choice(name, name, invented[name]) for name in sorted(invented)], len(entries)),
    )


def _dividing(choices: Sequence[Choice], total: int) -> tuple[Choice, ...]:
    """The choices, where one of them leaves an article out."""
    return tuple(choices) if any(choice.count < total for choice in choices) else ()


def kept_by(entry: Entry, found: Filters) -> str:
    """The class names of an article: those of the choices that keep it."""
    groups = (
        (found.topics, set(entry.topics)),
        (found.ages, {f"{age}" for age in _ages(entry.level)}),
        (found.invented, {_invented(entry)}),
    )
    return " ".join(choice.name for choices, fits in groups for choice in choices if choice.label in fits)


def _invented(entry: Entry) -> str:
    return "invented" if entry.invented else "real"


def _ages(level: str) -> tuple[int, ...]:
    """The ages that a level such as 15-18, 12+ or 14 names."""
    numbers = [int(found) for found in re.findall(r"[0-9]{1,3}", level)]
    if not numbers:
        return ()
    first, last = numbers[0], AGES[-1] if "+" in level else numbers[-1]
    return tuple(age for age in AGES if first <= age <= last)
