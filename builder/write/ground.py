"""What stands in the output folder already, and whose it is.

What is listed is ours: it is replaced whatever its bytes are by now (a page edited by hand, or cut off by a power
failure, is built anew). It is *removed* only while it has the bytes that were written: else it may be someone's work.
What is not listed is never ours. Symbolic links are never ours, and nothing is read, written or removed through one.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from enum import Enum

from msgspec import Struct

from builder.write import names
from builder.write.manifest import Manifest
from builder.write.sighting import Sighting, sighting

_NOTHING = hashlib.sha256().hexdigest()


class Owner(Enum):
    """Whose something in the output folder is."""

    NOBODY = "nobody"
    """Nothing stands there, or nothing but what will be gone before anything is moved in."""
    BUILD = "build"
    """A file that a build wrote."""
    LINK = "link"
    """The way there leads through a symbolic link."""
    OTHER = "other"
    """Something that no build wrote."""


class Occupant(Struct, frozen=True):
    """Whose the place of a name is; `name` is what was found: the name itself, or what stands in its way."""

    owner: Owner
    name: str = ""


_FREE = Occupant(Owner.NOBODY)
_FOLDER = Occupant(Owner.BUILD)


class Ground(Struct):
    """An output folder at `base` (absolute, links followed) before anything is moved in.

    listed     name → SHA-256 of the files that are ours
    planned    the same of files that a build which was cut short did not come to move; folders may be there already
    clearing   listed files in the way of a new folder or file: removed first
    levelling  folders in the way of a new file: removed after them
    """

    base: str
    listed: dict[str, str]
    planned: dict[str, str] = {}
    clearing: set[str] = set()
    levelling: set[str] = set()
    _folders: dict[str, Occupant] = {}
    _twins: dict[str, str] | None = None

    def forget(self) -> None:
        """Drops what was seen, to look again."""
        self.clearing.clear()
        self.levelling.clear()
        self._folders.clear()

    def path(self, name: str) -> str:
        """The file-system path of a name."""
        return f"{self.base}{os.sep}{name.replace('/', os.sep)}"

    def occupant(self, name: str) -> Occupant:
        """Whose the place is where a new file is to stand. Raises OSError."""
        folder = self._folder(name.rpartition("/")[0])
        if folder.owner is Owner.BUILD and folder is not _FOLDER:
            self.clearing.add(folder.name)
            return _FREE
        if folder is not _FOLDER:
            return folder
        mode = self._mode(name)
        if mode is None:
            return _FREE
        if stat.S_ISREG(mode):
            ours = name in self.listed or self._has_twin(name)
            return Occupant(Owner.BUILD if ours else Owner.OTHER, name)
        return self._level(name) if stat.S_ISDIR(mode) else Occupant(Owner.OTHER, name)

    def digest(self, name: str) -> str | None:
        """SHA-256 of the plain file of a name; '' of a link or device; None where no file is. Raises OSError."""
        folder = self._folder(name.rpartition("/")[0])
        if folder is not _FOLDER:
            return "" if folder.owner is Owner.LINK else None
        mode = self._mode(name)
        if mode is None or stat.S_ISDIR(mode):
            return None
        if not stat.S_ISREG(mode):
            return ""
        with open(self.path(name), "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def is_folder(self, name: str) -> bool:
        """Whether a name is a folder and no link leads there."""
        return self._folder(name) is _FOLDER

    def looks_like(self, name: str, seen: Sighting) -> bool:
        """Whether a file looks as it was seen, and no link leads there."""
        return sighting(self.path(name)) == seen and self.is_folder(name.rpartition("/")[0])

    def _mode(self, name: str) -> int | None:
        try:
            return os.lstat(self.path(name)).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _folder(self, folder: str) -> Occupant:
        """`_FOLDER` for a folder that is there, `_FREE` where none is, else what stands in its way."""
        if not folder:
            return _FOLDER
        if folder not in self._folders:
            above = self._folder(folder.rpartition("/")[0])
            self._folders[folder] = self._look(folder) if above is _FOLDER else above
        return self._folders[folder]

    def _look(self, folder: str) -> Occupant:
        mode = self._mode(folder)
        if mode is None:
            return _FREE
        if stat.S_ISDIR(mode):
            return _FOLDER
        if stat.S_ISLNK(mode):
            return Occupant(Owner.LINK, folder)
        return Occupant(Owner.BUILD if self._is_as_written(folder) else Owner.OTHER, folder)

    def _level(self, folder: str) -> Occupant:
        """Makes way for a file where a folder stands, if nothing is in the folder but files that are ours."""
        found = sorted(self._files_below(folder))
        foreign = next((name for name in found if not self._is_as_written(name)), None)
        if foreign is not None:
            return Occupant(Owner.OTHER, foreign)
        self.clearing.update(found)
        self.levelling.add(folder)
        return _FREE

    def _files_below(self, folder: str) -> Iterable[str]:
        with os.scandir(self.path(folder)) as entries:
            for entry in entries:
                name = f"{folder}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    yield from self._files_below(name)
                else:
                    yield name

    def _is_as_written(self, name: str) -> bool:
        return name in self.listed and self.digest(name) == self.listed[name]

    def _has_twin(self, name: str) -> bool:
        """Whether a listed file is the one that is found under this name: on disks that do not tell case apart."""
        if self._twins is None:
            self._twins = {names.folded(listed): listed for listed in self.listed}
        twin = self._twins.get(names.folded(name), name)
        return twin != name and self.is_same(twin, name)

    def is_same(self, name: str, other: str) -> bool:
        """Whether two names lead to one file."""
        try:
            return os.path.samestat(os.lstat(self.path(name)), os.lstat(self.path(other)))
        except OSError:
            return False


def survey(base: str, manifest: Manifest) -> Ground:
    """The output folder as a list describes it; mends the list after a build that was cut short. Raises OSError.

    Such a build had listed what it meant to move in. Of that, ours is what has the very bytes it wrote; or none at
    all, which is what a power failure leaves of a file that was just moved.
    """
    found = Ground(base, dict(manifest.files))
    for name, digest in manifest.coming.items():
        standing = found.digest(name)
        if standing == digest or (standing == _NOTHING and name not in manifest.files):
            found.listed[name] = standing
        elif name not in manifest.files:
            found.planned[name] = digest
    return found
