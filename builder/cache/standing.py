"""Whether anything at all has changed since the last build: told by the looks of files, without reading any.

The looks are size, times and number of every file and folder below content/, seeds/ and templates/, and of every file
that was written. The time of the last change of anything cannot be set at will: what was written since is found out.
"""

from __future__ import annotations

import os
import stat
import struct
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from builder.cache.digests import digest
from builder.cache.secret import secret
from builder.cache.stamp import stamp
from builder.cache.store import Store
from builder.diagnostics import Finding

TOPS = ("content", "seeds", "templates")
"""The folders, in the root of a site, that builds read."""

_TICK, _COARSE = 20_000_000, 2_000_000_000
"""Nanoseconds within which two changes may have the same time: on common disks, and where whole seconds are kept."""


_MOST = (1 << 64) - 1
_RECORD = struct.Struct("=5Q")

Look = bytes
"""What a file or folder looks like: kind, size, times and number; b"" where a later change might not show."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What lay below the root when a build began: the look of every path."""

    seen: Mapping[str, Look]

    @property
    def settled(self) -> bool:
        """Whether every later change will show."""
        return all(self.seen.values())


class Left(msgspec.Struct, frozen=True):
    """What a build left: the files it wrote, by their paths below the output; how many articles; what it told.

    The last of the files is the list of them all, which no reader asks for.
    """

    files: tuple[str, ...]
    articles: int
    findings: tuple[Finding, ...]

    @property
    def written(self) -> int:
        """How many files of the site there are."""
        return len(self.files) - 1


class _Standing(msgspec.Struct, frozen=True):
    paths: tuple[str, ...]
    left: Left
    look: bytes


def looks(root: Path) -> Looks:
    """What lies below the root of a site now."""
    paths: list[str] = []
    for top in TOPS:
        paths.append(top)
        for folder, folders, files in os.walk(root / top):
            below = os.path.relpath(folder, root)
            paths += (f"{below}/{name}" for name in (*folders, *files))
    return Looks(dict(zip(paths, _seen(str(root), paths, time.time_ns()), strict=True)))


def remember(store: Store, out: str, drafts: bool, before: Looks, left: Left) -> None:
    """Note how a build into the folder `out` left things; `before` is what it began with."""
    if not before.settled or not all(path.isprintable() for path in before.seen):
        return
    look = digest(stamp(), *before.seen.values(), *_seen(out, left.files))
    store.put(_name(out, drafts), msgspec.msgpack.encode(_Standing(tuple(before.seen), left, look)))


def unchanged(root: Path, out: Path, cache: Path, *, drafts: bool = False) -> Left | None:
    """What the last build of a site left, where nothing has changed since."""
    where = os.path.realpath(out)
    data = Store(cache, secret()).get(_name(where, drafts))
    if data is None:
        return None
    found = msgspec.msgpack.decode(data, type=_Standing)
    look = digest(stamp(), *_seen(str(root), found.paths), *_seen(where, found.left.files))
    return found.left if found.look == look else None


def _seen(base: str, paths: Iterable[str], now: int = _MOST) -> Iterator[Look]:
    """The looks of files and folders; what is not there is told apart. `now` in ns.

    What a symbolic link leads to cannot be told, nor what is changed within a tick of the clock.
    """
    for path in paths:
        try:
            at = os.lstat(f"{base}/{path}")
        except OSError:
            yield b"-"
            continue
        last = max(at.st_mtime_ns, at.st_ctime_ns)
        if stat.S_ISLNK(at.st_mode) or last > now - (_TICK if last % 1_000_000_000 else _COARSE):
            yield b""
            continue
        size = 0 if stat.S_ISDIR(at.st_mode) else at.st_size
        yield _RECORD.pack(at.st_mode, size, at.st_mtime_ns & _MOST, at.st_ctime_ns & _MOST, at.st_ino & _MOST)


def _name(out: str, drafts: bool) -> bytes:
    return digest(b"standing", stamp(), out, b"drafts" if drafts else b"")
