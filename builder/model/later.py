"""Values that are long and seldom asked for: fetched when they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

Value = TypeVar("Value")


class Later(Sequence[Value]):
    """A sequence that is fetched each time somebody looks at it, and not held."""

    __slots__ = ("_fetch",)

    def __init__(self, fetch: Callable[[], Sequence[Value]]) -> None:
        self._fetch = fetch

    @overload
    def __getitem__(self, at: int) -> Value: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Value]: ...

    def __getitem__(self, at: int | slice) -> Value | Sequence[Value]:
        return self._look()[at]

    def __iter__(self) -> Iterator[Value]:
        return iter(self._look())

    def __len__(self) -> int:
        return len(self._look())

    def _look(self) -> Sequence[Value]:
        return self._fetch()


class Once(Later[Value]):
    """A sequence that is fetched when somebody looks at it, and held from then on."""

    __slots__ = ("_held",)

    def __init__(self, fetch: Callable[[], Sequence[Value]]) -> None:
        self._fetch = fetch
        self._held: Sequence[Value] | None = None

    def _look(self) -> Sequence[Value]:
        if self._held is None:
            self._held = self._fetch()
        return self._held
