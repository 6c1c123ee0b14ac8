"""What the files of a site look like: whether one has changed is told without reading it.

A look is kind, size, times and number of a file or folder. The time of the last change of anything cannot be set at
will: what was written since is found out.
"""

from __future__ import annotations

import os
import stat
import struct
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TOPS = ("content", "seeds", "templates")
"""The folders, in the root of a site, that builds read."""

_TICK, _COARSE = 20_000_000, 2_000_000_000
"""Nanoseconds within which two changes may have the same time: on common disks, and where whole seconds are kept."""


_MOST = (1 << 64) - 1
_RECORD = struct.Struct("=5Q")
LENGTH = _RECORD.size
"""Bytes of a look."""
_KIND = 8
_FILE = struct.pack("=Q", stat.S_IFREG)
_GONE = b"-" * LENGTH

Look = bytes
"""What a file or folder looks like, of one length; b"" where a later change might not show."""


class Looks:
    """What lay below the root when a build began: the look of every path.

    `changed` are the paths that did not look so when the last build ended, as far as that is known.
    """

    __slots__ = ("changed", "seen")

    def __init__(self, seen: Mapping[str, Look], changed: Sequence[str] = ()) -> None:
        self.seen = seen
        self.changed = changed

    @property
    def settled(self) -> bool:
        """Whether every later change will show."""
        return all(self.seen.values())

    def names(self) -> bytes:
        """What tells the paths there are, and of what kind each is; b"" where that cannot be told of all."""
        kinds = b"".join([look[:_KIND] for look in self.seen.values()])
        if not kinds or len(kinds) < _KIND * len(self.seen):
            return b""
        return "\0".join(self.seen).encode("utf-8", "surrogatepass") + b"\0" + kinds


def looks(root: str | os.PathLike[str]) -> Looks:
    """What lies below the root of a site now."""
    base, now = os.fspath(root), time.time_ns()
    paths: list[str] = []
    closed: list[str] = []
    for top in TOPS:
        paths.append(top)
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(f"{base}/{folder}") as found:
                    for entry in found:
                        path = f"{folder}/{entry.name}"
                        paths.append(path)
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(path)
            except (FileNotFoundError, NotADirectoryError):  # that shows in its own look
                continue
            except OSError:  # what is in it cannot be told
                closed.append(folder)
    known = dict(zip(paths, seen(base, paths, now), strict=True))
    known.update(dict.fromkeys(closed, b""))
    return Looks(known)


def seen(base: str, paths: Iterable[str], now: int = _MOST) -> list[Look]:
    """The looks of files and folders; what is not there is told apart. `now` in ns.

    What a symbolic link leads to cannot be told, nor what is changed within a tick of the clock.
    """
    found = []
    for path in paths:
        try:
            at = os.lstat(f"{base}/{path}")
        except OSError:
            found.append(_GONE)
            continue
        mode, written, changed = at.st_mode, at.st_mtime_ns, at.st_ctime_ns
        last = max(written, changed)
        if stat.S_ISLNK(mode) or last > now - (_TICK if last % 1_000_000_000 else _COARSE):
            found.append(b"")
            continue
        size = 0 if stat.S_ISDIR(mode) else at.st_size
        found.append(look(stat.S_IFMT(mode), size, written, changed, at.st_ino))
    return found


def are_folders(base: str, paths: Iterable[str]) -> bool:
    """Whether there is a folder under each path; a link to one is none."""
    try:
        return all(stat.S_ISDIR(os.lstat(f"{base}/{path}").st_mode) for path in paths)
    except OSError:
        return False


def changed_files(before: bytes, now: Sequence[Look]) -> list[int] | None:
    """The numbers of the plain files whose content has changed since looks that are given in one piece.

    None where anything else has changed: the looks of folders among them tell that a name has come or gone.
    """
    if len(before) != LENGTH * len(now):
        return None
    changed = []
    for number, found in enumerate(now):
        start = number * LENGTH
        if found != before[start : start + LENGTH]:
            if not found[:_KIND] == _FILE == before[start : start + _KIND]:
                return None
            changed.append(number)
    return changed


def look(kind: int, size: int, written: int, changed: int, number: int) -> Look:
    """The look of a file or folder; its rights are no part of it: who changes them changes the last time."""
    return _RECORD.pack(kind, size, written & _MOST, changed & _MOST, number & _MOST)


def plain_look(size: int, written: int, changed: int, number: int) -> Look:
    """The look of a plain file."""
    return look(stat.S_IFREG, size, written, changed, number)
