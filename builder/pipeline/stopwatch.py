"""Where the time of a build goes, told on request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from time import perf_counter

from msgspec import Struct, field


class Stopwatch(Struct):
    """Seconds by stage, in the order in which the stages began; what a stage has within it counts for itself alone."""

    seconds: dict[str, float] = field(default_factory=dict)
    _within: list[float] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts the time of a `with` block, less that of the stages inside it."""
        self.seconds.setdefault(name, 0.0)
        self._within.append(0.0)
        began = perf_counter()
        try:
            yield
        finally:
            took = perf_counter() - began
            self.seconds[name] += took - self._within.pop()
            if self._within:
                self._within[-1] += took

    def add(self, seconds: Mapping[str, float]) -> None:
        """Counts what others took."""
        for name, took in seconds.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + took


class Profile(Struct, frozen=True):
    """The time of a build: `stages` of the process that leads it, `work` of all that made pages."""

    stages: Stopwatch = field(default_factory=Stopwatch)
    work: Stopwatch = field(default_factory=Stopwatch)

    def lines(self, articles: int, files: int) -> Iterator[str]:
        """A table: each stage with its seconds and its share; then what making pages was made of."""
        total = sum(self.stages.seconds.values())
        yield f"{'stage':<34}{'seconds':>9}{'share':>8}"
        yield from _rows(self.stages.seconds, total)
        yield f"{'all':<34}{total:>9.3f}{1:>8.0%}"
        if total:
            yield f"{articles / total:,.1f} articles and {files / total:,.1f} files a second"
        worked = sum(self.work.seconds.values())
        if worked:
            yield ""
            yield f"{'making pages, in all processes':<34}{'seconds':>9}{'share':>8}"
            yield from _rows(self.work.seconds, worked)


def _rows(seconds: Mapping[str, float], total: float) -> Iterator[str]:
    for name, took in seconds.items():
        yield f"{name:<34}{took:>9.3f}{took / total if total else 0:>8.0%}"


def working(work: Stopwatch | None, name: str) -> AbstractContextManager[None]:
    """A part of the work on a page, where somebody wants to know."""
    return work.stage(name) if work else nullcontext()
