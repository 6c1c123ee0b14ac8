"""What files looked like when they were read: whether one has changed is told without reading it again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field

from builder.read import Root

Sighting = tuple[int, int, int] | None
"""Time of the last change in nanoseconds, size and number of a file; None where there is none."""


@dataclass(slots=True)
class Sightings:
    """Files by path, as they were seen; `lost` where one knows that more may have changed than was told."""

    known: dict[str, Sighting] = field(default_factory=dict)
    lost: bool = False

    def knows(self, path: str) -> bool:
        """Whether a file was seen, or looked for."""
        return path in self.known

    def look(self, root: Root, paths: Iterable[str]) -> None:
        """Look at some files; before they are read, so that what changes meanwhile is noticed the next time."""
        for path in paths:
            self.known[path] = sighting(root, path)

    def changed(self, root: Root) -> set[str]:
        """The files that look otherwise than when they were seen."""
        return {path for path, seen in self.known.items() if sighting(root, path) != seen}


def sighting(root: Root, path: str) -> Sighting:
    """What a file looks like."""
    try:
        found = os.stat(os.path.join(root.directory, path))
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
