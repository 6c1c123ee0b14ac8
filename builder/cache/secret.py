"""The key by which a user's builds know what they wrote themselves.

It lies outside of every site. A folder `.cache/` that came with somebody else's site was not written with it, so
nothing in such a folder is believed.
"""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

LENGTH = 32
"""Bytes of a key."""


def secret(environment: Mapping[str, str] = os.environ) -> bytes:
    """The key of this user; made when there is none. A key that cannot be kept, or others could know, is for once."""
    fresh = os.urandom(LENGTH)
    path = os.path.join(folder(environment), "key")
    if not os.path.isabs(path):  # there is no home folder
        return fresh
    try:
        if not os.path.lexists(path):
            _begin(path, fresh)
        return _kept(path) or fresh
    except OSError:
        return fresh


def folder(environment: Mapping[str, str]) -> str:
    """Where this user's programs keep what can be made anew; a relative path where there is no home folder."""
    named = environment.get("XDG_CACHE_HOME", "")
    return os.path.join(named if os.path.isabs(named) else os.path.expanduser("~/.cache"), "allegedly")


def _begin(path: str, key: bytes) -> None:
    """Write a key, whole from the first moment on, unless another process does so. Raises OSError."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    draft = os.path.join(os.path.dirname(path), f"key-{os.getpid()}-{os.urandom(4).hex()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(key)
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        os.unlink(draft)


def _kept(path: str) -> bytes | None:
    """The key in a file; None where it is none, or where others can read it."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with open(descriptor, "rb") as stream:
        found = os.fstat(stream.fileno())
        mine = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o077)
        key = stream.read(LENGTH + 1)
    return key if mine and stat.S_ISREG(found.st_mode) and len(key) == LENGTH else None
