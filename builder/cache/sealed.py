"""Bytes under a seal: what a user's builds wrote themselves is told from whatever else lies there.

The seal stands before the bytes, over them and their name, made with the key of this user (see `secret`).
"""

from __future__ import annotations

import hashlib
import os
import stat
from hmac import compare_digest

LARGEST = 1 << 28
"""Bytes of the largest result that is read."""

_SEAL = 16
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def seal(key: bytes, name: bytes, data: bytes) -> bytes:
    """The seal of bytes that are kept under a name."""
    found = hashlib.blake2b(name, digest_size=_SEAL, key=key)
    found.update(data)
    return found.digest()


def path(folder: str | os.PathLike[str], name: bytes) -> str:
    """Where bytes are kept under a name."""
    text = name.hex()
    return os.path.join(folder, text[:2], text[2:])


def read(folder: str | os.PathLike[str], key: bytes, name: bytes) -> bytes | None:
    """What is kept under a name; None where nothing is, or nothing sound."""
    try:
        descriptor = os.open(path(folder, name), _FLAGS)
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
                return None
            mark, data = os.read(descriptor, _SEAL), os.read(descriptor, found.st_size)
        finally:
            os.close(descriptor)
    except OSError:
        return None
    return data if compare_digest(mark, seal(key, name, data)) else None
