"""Whether anything at all has changed since the last build: told by the looks of files, without reading any.

The looks are size, times and number of every file and folder below content/, seeds/ and templates/, and of every file
that was written. The time of the last change of anything cannot be set at will: what was written since is found out.
"""

from __future__ import annotations

import os
import stat
import time
from array import array
from collections.abc import Iterable
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


class Looks(msgspec.Struct, frozen=True):
    """What lay below the root when a build began; `look` is b"" where that does not tell enough."""

    paths: tuple[str, ...]
    look: bytes


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
    seen, last = _seen(str(root), paths)
    settled = last < time.time_ns() - (_TICK if last % 1_000_000_000 else _COARSE)
    return Looks(tuple(paths), seen if settled else b"")


def remember(store: Store, out: str, drafts: bool, before: Looks, left: Left) -> None:
    """Note how a build into the folder `out` left things; `before` is what it began with."""
    look = digest(stamp(), before.look, _seen(out, left.files)[0]) if before.look else b""
    store.put(_name(out, drafts), msgspec.msgpack.encode(_Standing(before.paths, left, look)))


def unchanged(root: Path, out: Path, cache: Path, *, drafts: bool = False) -> Left | None:
    """What the last build of a site left, where nothing has changed since."""
    where = os.path.realpath(out)
    data = Store(cache, secret()).get(_name(where, drafts))
    if data is None:
        return None
    found = msgspec.msgpack.decode(data, type=_Standing)
    look = digest(stamp(), _seen(str(root), found.paths)[0], _seen(where, found.left.files)[0])
    return found.left if found.look == look else None


def _seen(base: str, paths: Iterable[str]) -> tuple[bytes, int]:
    """Kind, size, times and number of files and folders, in their order, as bytes; the last of the times in ns.

    What is not there is told apart. What a symbolic link leads to cannot be told: its time never comes.
    """
    found = array("Q")
    last = 0
    for path in paths:
        try:
            at = os.lstat(f"{base}/{path}")
        except OSError:
            found.append(0)
            continue
        size = 0 if stat.S_ISDIR(at.st_mode) else at.st_size
        found.extend((at.st_mode, size, at.st_mtime_ns & _MOST, at.st_ctime_ns & _MOST, at.st_ino & _MOST))
        last = max(last, at.st_mtime_ns, at.st_ctime_ns, _MOST if stat.S_ISLNK(at.st_mode) else 0)
    return found.tobytes(), last


def _name(out: str, drafts: bool) -> bytes:
    return digest(b"standing 1", out, b"drafts" if drafts else b"")
