"""Changes that come in a burst, gathered: one save is seen at once, a thousand of them as few."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

QUIET = 0.005
"""Seconds without a further change after which a burst is over: an editor's save is several changes."""
LONGEST = 0.25
"""Seconds after which what was gathered so far is handed out, whatever still comes."""
MANY = 500
"""Changes in one burst after which nobody vouches for having seen all of them: systems drop what they cannot tell."""


class Gathering:
    """Gathers the paths that changed until somebody takes them. Lives in one event loop."""

    def __init__(self, quiet: float = QUIET, longest: float = LONGEST) -> None:
        self.quiet = quiet
        self.longest = longest
        self._loop = asyncio.get_running_loop()
        self._some = asyncio.Event()
        self._paths: set[str] = set()
        self._count = 0
        self._is_doubtful = False

    def put(self, paths: Iterable[str] | None) -> None:
        """Add paths that changed; None where nobody knows which. From the loop's own thread."""
        if paths is None:
            self._is_doubtful = True
        else:
            self._paths.update(paths)
        self._count += 1
        self._some.set()

    def put_from_outside(self, paths: Iterable[str] | None) -> None:
        """`put`, from another thread."""
        kept = None if paths is None else tuple(paths)
        if kept != () and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.put, kept)

    async def take(self) -> frozenset[str] | None:
        """Wait for a burst and its end; the paths, or None where any may have changed."""
        await self._some.wait()
        end = self._loop.time() + self.longest
        seen = -1
        while seen != self._count and self._loop.time() < end:
            seen = self._count
            await asyncio.sleep(self.quiet)
        taken = None if self._is_doubtful or self._count > MANY else frozenset(self._paths)
        self._some.clear()
        self._paths, self._count, self._is_doubtful = set(), 0, False
        return taken
