"""Results of earlier builds in `.cache/`, by the digest of everything they depend on.

A result is a file of its own, written beside its place and moved there whole: a build that is cut short, or two at
the same time, leave nothing half. Each begins with a seal over its name and content, made with the key of this user
(see `secret`): what was damaged, or written by others, counts as not there. The store never fails: what the disk
refuses is kept in memory, for this process alone.
"""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from builder.cache import sealed

DAYS = 14
"""After how many days without use a result is thrown away."""

_NOTES = ((".gitignore", "*\n"), ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n"))


class Store:
    """Keeps bytes by name; `folder` is made when the first are kept. A name is the digest of what they depend on."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder
        self.key = key
        self._ready = False
        self._shelves: set[str] = set()
        self._held: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()

    def is_usable(self) -> bool:
        """Whether anything can be kept in the folder."""
        try:
            self._make_ready("")
        except OSError:
            return False
        return os.access(self.folder, os.W_OK | os.X_OK)

    def get(self, name: bytes) -> bytes | None:
        """What is kept under a name; None where nothing is, or nothing sound."""
        self._used.add(name)
        if name in self._held:
            return self._held[name]
        return sealed.read(self.folder, self.key, name)

    def use(self, name: bytes) -> None:
        """Let what is kept under a name count as asked for."""
        self._used.add(name)

    def put(self, name: bytes, data: bytes) -> None:
        """Keep bytes under a name."""
        self._used.add(name)
        path = self._path(name)
        try:
            self._make_ready(os.path.dirname(path))
            draft = f"{path}-{os.getpid()}-{os.urandom(4).hex()}"
            try:
                with open(draft, "xb") as stream:
                    stream.write(sealed.seal(self.key, name, data))
                    stream.write(data)
                os.replace(draft, path)
            except OSError:
                with suppress(OSError):
                    os.unlink(draft)
                raise
        except OSError:
            self._held[name] = data

    def has(self, name: bytes) -> bool:
        """Whether something is kept under a name, sound or not."""
        return name in self._held or os.path.exists(self._path(name))

    def desk(self) -> Path:
        """A new folder for files that one process hands to another. Raises OSError."""
        desks = self.folder / "desks"
        self._make_ready(str(desks))
        path = desks / f"{os.getpid()}-{os.urandom(4).hex()}"
        path.mkdir()
        return path

    def sweep(self, used: Iterable[bytes] = ()) -> None:
        """Throw away what was not asked for in many days; looks through everything at most once a day.

        `used` are names that count as asked for, besides those that this store was asked for.
        """
        mark = self.folder / "swept"
        now = time.time()
        with suppress(OSError):
            if mark.is_symlink() or not mark.exists():
                mark.unlink(missing_ok=True)
                mark.touch()
            if now - mark.stat().st_mtime < 86_400:
                return
            mark.touch()
            kept = {self._path(name) for name in (*self._used, *used)}
            for place, _, names in os.walk(self.folder, topdown=False):
                for path in (os.path.join(place, name) for name in names):
                    self._refresh_or_remove(path, path in kept, now)
                if place != str(self.folder) and now - os.lstat(place).st_mtime > 86_400:
                    with suppress(OSError):  # not empty: in use
                        os.rmdir(place)

    def _refresh_or_remove(self, path: str, used: bool, now: float) -> None:
        with suppress(OSError):
            if used:
                os.utime(path)
            elif os.path.dirname(path) != str(self.folder) and now - os.lstat(path).st_mtime > DAYS * 86_400:
                os.unlink(path)

    def _path(self, name: bytes) -> str:
        return sealed.path(self.folder, name)

    def _make_ready(self, shelf: str) -> None:
        """Make the folder, and say in it what it is. Raises OSError; also where a link leads elsewhere."""
        if not self._ready:
            if self.folder.is_symlink():
                raise OSError("the cache is a symbolic link")
            self.folder.mkdir(exist_ok=True)  # a folder of a site that has gone is not made anew for it
            for name, words in _NOTES:
                with suppress(FileExistsError), open(self.folder / name, "x", encoding="ascii") as stream:
                    stream.write(words)
            self._ready = True
        if shelf and shelf not in self._shelves:
            with suppress(FileExistsError):
                os.mkdir(shelf)
            if not stat.S_ISDIR(os.lstat(shelf).st_mode):
                raise OSError(f"{shelf} is no folder")
            self._shelves.add(shelf)


def clear(desk: Path) -> None:
    """Take a desk away, with all that lies on it."""
    shutil.rmtree(desk, ignore_errors=True)
