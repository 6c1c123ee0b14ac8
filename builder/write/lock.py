"""A lock on a folder that its holder loses when it ends, however it ends."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import suppress

if sys.platform == "win32":
    import msvcrt

    def _seize(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _seize(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_PAUSE = 0.05
_TAKEN = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_held: set[int] = (
    set()
)  # global because a fork must find it: a worker that outlives a killed build must not keep its lock


def acquire(folder: str, patience: float) -> int | None:
    """Locks a folder (made if need be), waiting up to `patience` seconds; None where another process keeps the lock.

    Raises OSError where no lock can be made.
    """
    deadline = time.monotonic() + patience
    while True:
        descriptor = _attempt(folder)
        if descriptor is not None or time.monotonic() >= deadline:
            return descriptor
        time.sleep(_PAUSE)


def release(folder: str, descriptor: int) -> None:
    """Gives the lock back and takes its file away."""
    with suppress(OSError):  # still open elsewhere, on Windows: it is found and locked again next time
        os.unlink(_path(folder))
    _held.discard(descriptor)
    os.close(descriptor)


def _path(folder: str) -> str:
    return os.path.join(folder, "lock")


def _attempt(folder: str) -> int | None:
    with suppress(FileExistsError):
        os.mkdir(folder)
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(_path(folder), flags, 0o666)
    except FileNotFoundError:  # its last holder has just taken the folder away
        return None
    try:
        _seize(descriptor)
        if _is_current(folder, descriptor):
            _held.add(descriptor)
            return descriptor
    except OSError as error:
        if error.errno not in _TAKEN:
            os.close(descriptor)
            raise
    os.close(descriptor)
    return None


def _is_current(folder: str, descriptor: int) -> bool:
    """Whether the file that was locked is still the one of that name: its last holder may have taken it away."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(_path(folder)))
    except FileNotFoundError:
        return False


def _forget() -> None:
    for descriptor in _held:
        with suppress(OSError):
            os.close(descriptor)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
