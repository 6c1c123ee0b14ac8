"""Words that may be cues, before it is decided which go into a draft."""

from __future__ import annotations

from dataclasses import dataclass

from builder.draft.reading import Item, Reading


@dataclass(frozen=True, slots=True)
class Possible:
    """A word that may be a cue.

    at      its position among the items
    seen    what the rules saw of it, by which its reason can be told
    rule    the rule about nouns (see `account_nouns`) that takes it for a cue, if one does
    """

    at: int
    unit: int
    confidence: float
    seen: tuple[tuple[str, str], ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A possible cue with its parts, as runs (first, last) of items."""

    possible: Possible
    source: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]

    def holds(self, at: int) -> bool:
        """Whether an item lies in what is said."""
        return any(first <= at <= last for first, last in self.content)


def speaker(reading: Reading, one: Labelled) -> Item | None:
    """The noun, name or pronoun by which the source nearest to the cue is known: “reports” of “reports from Kyiv”."""
    if not one.source:
        return None
    first, last = min(one.source, key=lambda run: abs(run[0] - one.possible.at))
    found = None
    for item in reading.items[first : last + 1]:
        if found is not None and item.word in reading.tongue.after_head:
            break
        if item.text[:1].isalnum():
            found = item
    return found
