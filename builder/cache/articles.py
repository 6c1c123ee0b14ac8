"""Articles as plain data."""

from __future__ import annotations

from functools import lru_cache

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
