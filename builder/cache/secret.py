"""The key by which a user's builds know what they wrote themselves.

It lies outside of every site. A folder `.cache/` that came with somebody else's site was not written with it, so
nothing in such a folder is believed.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

LENGTH = 32
"""Bytes of a key."""


def secret(environment: Mapping[str, str] = os.environ) -> bytes:
    """The key of this user; made when there is none. A key that cannot be kept, or others could know, is for once."""
    fresh = secrets.token_bytes(LENGTH)
    with suppress(OSError, RuntimeError):  # there is no home folder
        path = folder(environment) / "key"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            _begin(path, fresh)
        return _kept(path) or fresh
    return fresh


def folder(environment: Mapping[str, str]) -> Path:
    """Where this user's programs keep what can be made anew. Raises RuntimeError where there is no home folder."""
    named = environment.get("XDG_CACHE_HOME", "")
    return (Path(named) if os.path.isabs(named) else Path.home() / ".cache") / "allegedly"


def _begin(path: Path, key: bytes) -> None:
    """Write a key, whole from the first moment on. Raises FileExistsError where there is one."""
    draft = path.with_name(f"key-{os.getpid()}-{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(key)
        os.link(draft, path)
    finally:
        os.unlink(draft)


def _kept(path: Path) -> bytes | None:
    """The key in a file; None where it is none, or where others can read it."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with open(descriptor, "rb") as stream:
        found = os.fstat(stream.fileno())
        mine = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o077)
        key = stream.read(LENGTH + 1)
    return key if mine and stat.S_ISREG(found.st_mode) and len(key) == LENGTH else None
