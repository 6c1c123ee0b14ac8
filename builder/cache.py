"""Articles put aside between two steps of a build, so that never all of them are held at once.

Plain data (MessagePack) in a folder of its own, gone when the build ends.
"""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from builder.model.article import Article


@lru_cache(maxsize=1)
def _decoder() -> msgspec.msgpack.Decoder[Article]:
    return msgspec.msgpack.Decoder(Article)


def pack(article: Article) -> bytes:
    """An article as plain data."""
    return msgspec.msgpack.encode(article)


def unpack(data: bytes) -> Article:
    """The article that `pack` made data of."""
    return _decoder().decode(data)


class Spool:
    """Keeps articles by slug; small sites in memory, large ones on disk."""

    MOST = 64_000_000
    """Bytes kept in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}
        self._size = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kept.clear()
        if self._folder is not None:
            self._folder.cleanup()

    def put(self, article: Article) -> None:
        """Keep an article."""
        data = pack(article)
        if self._size + len(data) <= self.MOST:
            self._size += len(data)
            self._kept[article.slug] = data
            return
        try:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="allegedly-")
            (Path(self._folder.name) / article.slug).write_bytes(data)
        except OSError:  # no room there: memory is what is left
            self._kept[article.slug] = data

    def get(self, slug: str) -> Article:
        """An article that was kept."""
        data = self._kept.get(slug)
        if data is None:
            assert self._folder is not None
            data = (Path(self._folder.name) / slug).read_bytes()
        return unpack(data)
