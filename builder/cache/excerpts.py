"""The lines that places show, kept each once: thousands of places on one long line do not each repeat it."""

from __future__ import annotations

from msgspec.structs import replace

from builder.source import Place


class Excerpts:
    """The lines of some places, by number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def numbered(self, place: Place) -> Place:
        """For the store: a place with the number of its line."""
        return replace(place, excerpt=str(self._numbers.setdefault(place.excerpt, len(self._numbers))))

    def lines(self) -> tuple[str, ...]:
        """The lines of all places that were given a number, in the order of these."""
        return tuple(self._numbers)


def shown(place: Place, lines: tuple[str, ...]) -> Place:
    """From the store: a place with its line."""
    return replace(place, excerpt=lines[int(place.excerpt)])
