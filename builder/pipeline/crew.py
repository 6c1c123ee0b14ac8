"""Who does the work of a build: this process, several on this machine, or those of a cluster.

Work is handed to a `concurrent.futures.Executor` piece by piece; what a lost worker leaves undone is done here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

if TYPE_CHECKING:  # most builds after an edit hire nobody
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
Hire = Callable[[], AbstractContextManager["Executor"]]
"""Brings workers together, who leave at the end of the `with`."""

WAITING = 3
"""Pieces of work that wait for each worker."""
LARGEST_PIECE = 32
SMALLEST_PIECE = 4
MOST = 61
"""Processes that work at once: more than Windows can wait for."""


def nobody() -> None:
    """Nobody reads ahead."""


def unknown() -> bool:
    """Nobody has looked."""
    return False


class Crew(Struct, frozen=True):
    """`size` workers; with one, or where `hire` is None, this process works alone.

    lost       what is raised where workers were lost for good, besides `BrokenExecutor`
    ahead      returns when what somebody reads ahead lies in the store
    untouched  whether somebody has seen that all files of the last build stand as it left them
    """

    size: int = 1
    hire: Hire | None = None
    lost: tuple[type[BaseException], ...] = ()
    ahead: Callable[[], None] = nobody
    untouched: Callable[[], bool] = unknown

    def work(self, task: Callable[..., list[Outcome]], items: Sequence[Item], *given: Any) -> Iterator[list[Outcome]]:
        """`task(*given, piece)` for pieces of `items`, as they are done, in no certain order."""
        size = max(SMALLEST_PIECE, min(LARGEST_PIECE, len(items) // (self.size * WAITING) or 1))
        pieces = [items[at : at + size] for at in range(0, len(items), size)]
        if self.hire is None or self.size < 2 or len(pieces) < 2:
            yield from (task(*given, piece) for piece in pieces)
            return
        with self.hire() as executor:
            running: dict[Future[list[Outcome]], Sequence[Item]] = {}
            try:
                yield from self._spread(executor, running, task, pieces, given)
            finally:  # after Ctrl-C, or where nobody asks for more: what waits is not begun
                for future in running:
                    future.cancel()

    def _spread(
        self,
        executor: Executor,
        running: dict[Future[list[Outcome]], Sequence[Item]],
        task: Callable[..., list[Outcome]],
        pieces: Sequence[Sequence[Item]],
        given: tuple[Any, ...],
    ) -> Iterator[list[Outcome]]:
        """Never more than a few pieces wait at once, so that a large site does not fill the memory."""
        from concurrent.futures import BrokenExecutor

        lost: tuple[type[BaseException], ...] = (BrokenExecutor, *self.lost)
        waiting = list(reversed(pieces))
        left: list[Sequence[Item]] = []
        try:
            while waiting or running:
                while waiting and len(running) < self.size * WAITING:
                    future = _submitted(executor, task, *given, waiting[-1])
                    running[future] = waiting.pop()
                done = _first(running)
                left = [running.pop(done)]
                yield done.result()
                left = []
        except lost:
            left += [*running.values(), *waiting]
            running.clear()
        yield from (task(*given, piece) for piece in left)


ALONE = Crew()
"""This process, alone."""


def _submitted(executor: Executor, task: Callable[..., list[Outcome]], *given: Any) -> Future[list[Outcome]]:
    """A piece of work on its way. Raises BrokenExecutor, also where the system allows no more processes."""
    from concurrent.futures import BrokenExecutor

    try:
        return executor.submit(task, *given)
    except (OSError, RuntimeError) as error:
        raise BrokenExecutor from error


def _first(running: dict[Future[Any], Any]) -> Future[Any]:
    from concurrent.futures import FIRST_COMPLETED, wait

    return next(iter(wait(running, return_when=FIRST_COMPLETED).done))


def local(jobs: int, ahead: Callable[[], None] = nobody, untouched: Callable[[], bool] = unknown) -> Crew:
    """Processes of this machine; 0 stands for as many as it has cores."""
    size = min(jobs or cores(), MOST)
    return Crew(size, lambda: _processes(size), ahead=ahead, untouched=untouched)


def cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _processes(size: int) -> Iterator[Executor]:
    """Copies of this process where that is safe: they know already what it knows."""
    import multiprocessing
    import threading
    from concurrent.futures import ProcessPoolExecutor

    forks = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    others = set(multiprocessing.active_children())
    try:
        with ProcessPoolExecutor(size, context, _leave_interrupts) as executor:
            yield executor
    finally:  # where the system allows some processes, but not all, nobody else ends those
        for process in set(multiprocessing.active_children()) - others:
            process.kill()  # whoever called the program may have it overhear milder words
            process.join()


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal: the one that leads the work answers it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
