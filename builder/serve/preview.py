"""The preview at work: takes what changed, renews the site, tells the open pages."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from builder.diagnostics import Finding, ordered
from builder.pipeline.workbench import Workbench
from builder.serve.gathering import Gathering
from builder.serve.showing import Showing, Shown
from builder.serve.tabs import News, Tab, Tabs, nearest_first, news
from builder.serve.watching import Watcher

TENDED = 0.5
"""Seconds between two looks at whether the folders are still there."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """What came of a change: the paths (None: nobody knows which), what there is to tell, and seconds it took.

    pages  what is wrong with pages alone, which shows when they are made
    """

    paths: frozenset[str] | None
    findings: Sequence[Finding]
    pages: Sequence[Finding]
    seconds: float


class EndedError(Exception):
    """The preview ends, and with it the work that was going on."""


class Preview:
    """A site on a workbench, and the pages that are open.

    `said` is told of every renewal, `found` what is wrong with a page where that shows only as it is made: once.

    failure  what went wrong inside, if anything; `stop` was called then
    """

    def __init__(
        self, bench: Workbench, said: Callable[[Renewal], None], found: Callable[[Sequence[Finding]], None]
    ) -> None:
        self.bench = bench
        self.showing = Showing.of(bench.edition)
        self.tabs = Tabs()
        self._said = said
        self._found = found
        self._known: frozenset[Finding] = frozenset()
        self._is_ending = False
        self._bench_of = ThreadPoolExecutor(1, "workbench")
        bench.told = self._go_on
        self.failure: BaseException | None = None
        self.stop: Callable[[], None] = self.end

    @property
    def root(self) -> str:
        """The folder of the site."""
        return str(self.bench.root.directory)

    def end(self) -> None:
        """End all streams, and the work that is going on."""
        self._is_ending = True
        self.tabs.close()

    def _go_on(self, step: str, _done: int, _total: int) -> None:
        if self._is_ending:
            raise EndedError(step)

    @contextlib.asynccontextmanager
    async def at_work(self, _app: object = None) -> AsyncIterator[None]:
        """Watch, and renew what changes, until the block ends."""
        gathering = Gathering()
        watcher = Watcher(self.bench.root.directory, gathering.put_from_outside)
        watcher.start(self.bench.reaches())
        catching_up = asyncio.create_task(self.renew(None))  # since the first reading
        await asyncio.wait([catching_up])
        self._ended(catching_up)
        tasks = [asyncio.create_task(self._tend(watcher)), asyncio.create_task(self._renew_all(gathering, watcher))]
        for task in tasks:
            task.add_done_callback(self._ended)
        try:
            yield
        finally:
            self.end()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.to_thread(watcher.stop)
            self._bench_of.shutdown(wait=True, cancel_futures=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Work that ends by itself, and not well: then nobody should trust what is shown."""
        if not task.cancelled() and task.exception() and not isinstance(task.exception(), EndedError):
            self.failure = task.exception()
            self.stop()

    async def _tend(self, watcher: Watcher) -> None:
        while True:
            await asyncio.sleep(TENDED)
            watcher.tend(self.bench.reaches())

    async def _renew_all(self, gathering: Gathering, watcher: Watcher) -> None:
        """Renew the site after each burst of changes."""
        while True:
            paths = await gathering.take()
            await self.renew(paths)
            watcher.tend(self.bench.reaches())

    async def renew(self, paths: frozenset[str] | None) -> None:
        """Renew the site, and tell the open pages what they must hear."""
        began = time.perf_counter()
        loop = asyncio.get_running_loop()
        before = self.showing
        edition = await loop.run_in_executor(self._bench_of, self.bench.renew, paths)
        self.showing = Showing.of(edition, before)
        for tab in nearest_first(self.tabs.open(), self.showing, paths or ()):
            for item in await self.news(tab):
                tab.queue.put_nowait(item)
        self.tabs.tell_renewed(str(time.time_ns()))
        await asyncio.to_thread(self.showing.look_again)
        self._said(Renewal(paths, edition.findings, self._of_pages(), time.perf_counter() - began))
        self._tell_of_pages()

    async def shown(self, showing: Showing, address: str) -> Shown:
        """What is shown at an address."""
        found = await asyncio.to_thread(showing.at, address)
        self._tell_of_pages()
        return found

    def _of_pages(self) -> tuple[Finding, ...]:
        return ordered(finding for findings in self.showing.troubles().values() for finding in findings)

    def _tell_of_pages(self) -> None:
        """Tell what is wrong with pages, where it was not told yet."""
        standing = self._of_pages()
        if fresh := [finding for finding in standing if finding not in self._known]:
            self._found(fresh)
        self._known = frozenset(standing)

    async def news(self, tab: Tab) -> list[News]:
        """What a tab must hear now."""
        async with tab.lock:
            return await asyncio.to_thread(lambda: list(news(tab, self.showing, self.root)))
