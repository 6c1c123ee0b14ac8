"""Changes that come in a burst, gathered: one save is seen at once, a thousand of them as few."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

QUIET = 0.005
"""Seconds without a further change after which a burst is over: an editor's save is several changes."""
BREATH = 0.001
"""The same after a file was closed by who wrote it, or took the place of another, and nothing changed for a while
before: then it is one save, and complete."""
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
        self._is_complete = False
        self._is_doubtful = False
        self._busy_until = 0.0

    def put(self, paths: Iterable[str] | None, is_complete: bool = False) -> None:
        """Add paths that changed, None where nobody knows which; whether a save is complete with it.

        From the loop's own thread.
        """
        if paths is None:
            self._is_doubtful = True
        else:
            self._paths.update(paths)
        self._count += 1
        self._is_complete = is_complete
        self._some.set()

    def put_from_outside(self, paths: Iterable[str] | None, is_complete: bool = False) -> None:
        """`put`, from another thread."""
        kept = None if paths is None else tuple(paths)
        if kept != () and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.put, kept, is_complete)

    async def take(self) -> frozenset[str] | None:
        """Wait for a burst and its end; the paths, or None where any may have changed."""
        await self._some.wait()
        end = self._loop.time() + self.longest
        is_first = self._loop.time() > self._busy_until
        seen = -1
        while seen != self._count and self._loop.time() < end:
            seen = self._count
            await self._rest(end, is_first)
        taken = None if self._is_doubtful or self._count > MANY else frozenset(self._paths)
        self._some.clear()
        self._paths, self._count, self._is_complete, self._is_doubtful = set(), 0, False, False
        self._busy_until = self._loop.time() + self.longest
        return taken

    async def _rest(self, end: float, is_first: bool) -> None:
        """Wait until nothing that came so far can be a part of more to come."""
        stop = min(self._loop.time() + self.quiet, end)
        while (left := stop - self._loop.time()) > 0:
            await asyncio.sleep(min(left, BREATH) if is_first else left)
            if is_first and self._is_complete:
                return
