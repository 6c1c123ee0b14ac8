"""Names of contents: the same for the same content, never the same for two."""

from __future__ import annotations

import hashlib

TYPE_CHECKING = False  # `typing` itself takes longer to load than all of this
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

SIZE = 20
"""Bytes of a digest."""


def digest(*parts: bytes | str) -> bytes:
    """The digest of some texts or bytes; where one ends and the next begins counts."""
    found = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.digest()


def joined(digests: Iterable[bytes]) -> bytes:
    """The digest of digests, in their order."""
    return hashlib.blake2b(b"".join(digests), digest_size=SIZE).digest()


def digest_of(value: Any) -> bytes:
    """The digest of a value of the model; the order of mappings counts."""
    from msgspec import msgpack

    return hashlib.blake2b(msgpack.encode(value), digest_size=SIZE).digest()
