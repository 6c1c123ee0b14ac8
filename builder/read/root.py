"""Reads files below one folder, and no file outside it."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path, PureWindowsPath

from msgspec import Struct, structs

from builder.diagnostics import Finding
from builder.read.decode import decode, without_controls
from builder.read.listing import Listing, discover, is_below
from builder.rules import file_rules as rules
from builder.source import Place, SourceFile
from builder.text.near import near

_OPEN = os.O_RDONLY
for _flag in ("O_NONBLOCK", "O_NOCTTY", "O_NOFOLLOW", "O_BINARY"):  # as far as the system has them
    _OPEN |= getattr(os, _flag, 0)
_GONE = (errno.ENOENT, errno.ENOTDIR)


class Root(Struct, frozen=True):
    """The folder a site is built from: the way there is made absolute and its links are followed, once.

    Paths given to it are relative to it, with forward slashes. `at`, where given, is the place where an author wrote
    the path: complaints about the path or the file as a whole stand there instead of at the file.
    """

    directory: Path

    def __post_init__(self) -> None:
        structs.force_setattr(self, "directory", Path(os.path.realpath(self.directory)))

    def text(self, path: str, limit: int, at: Place | None = None) -> tuple[SourceFile | None, list[Finding]]:
        """A text file of at most `limit` bytes: UTF-8, `\\n` at line ends, without byte-order mark.

        Control characters and noncharacters are complained of, and are U+FFFD in the text that is handed out.
        """
        content, findings = self.data(path, limit, at)
        if content is None:
            return None, findings
        source, findings = decode(_normal(path), content)
        return without_controls(source) if source else (None, findings)

    def data(self, path: str, limit: int, at: Place | None = None) -> tuple[bytes | None, list[Finding]]:
        """The bytes of a plain file of at most `limit` bytes. Never waits on a pipe or a device."""
        place = at or Place(_normal(path))
        if _leaves(path):
            return None, [rules.FILE_OUTSIDE_ROOT.at(place, path=path)]
        try:
            real = self._real(_normal(path))
            if real is None:
                hint = "it is a symbolic link to somewhere else: put the file itself there"
                return None, [rules.FILE_OUTSIDE_ROOT.at(place, hint, path=path)]
            return _contents(real, path, limit, place)
        except (OSError, ValueError) as error:
            return None, [self._trouble(path, place, error)]

    def listing(self) -> tuple[Listing, list[Finding]]:
        """What the site is made of: the files below content/ and templates/, in an order of their names."""
        return discover(str(self.directory))

    def _real(self, path: str) -> str | None:
        """Where a path leads once links are followed; None where that is outside. Raises OSError."""
        reached = str(self.directory)
        for part in path.split("/"):
            reached = os.path.join(reached, part)
            if stat.S_ISLNK(os.lstat(reached).st_mode):
                real = os.path.realpath(os.path.join(self.directory, path))
                return real if is_below(real, str(self.directory)) else None
        return reached

    def _trouble(self, path: str, place: Place, error: OSError | ValueError) -> Finding:
        number = error.errno if isinstance(error, OSError) else errno.ENOENT
        if number in _GONE:
            return rules.FILE_MISSING.at(place, self._alike(path), path=path)
        return rules.FILE_UNREADABLE.at(place, path=path, reason=os.strerror(number or errno.EIO))

    def _alike(self, path: str) -> str:
        """The hint that names a file of nearly this name, '' where there is none."""
        if "\\" in path:
            return "write it with forward slashes: '" + path.replace("\\", "/") + "'"
        folder, _, name = _normal(path).rpartition("/")
        try:
            real = self._real(folder) if folder else str(self.directory)
            names = sorted(os.listdir(real)) if real else []
        except (OSError, ValueError):
            return ""
        close = near(name, names)
        return f"did you mean '{f'{folder}/{close}' if folder else close}'?" if close else ""


def _normal(path: str) -> str:
    return "/".join(part for part in path.split("/") if part not in ("", "."))


_MAY_LEAVE = re.compile(r"\A/|\.\.|[:\\]")
"""What a path that leaves holds; hardly any other does."""


def _leaves(path: str) -> bool:
    """Whether a path is absolute, on this system or on Windows, or climbs."""
    if not _MAY_LEAVE.search(path):
        return False
    windows = PureWindowsPath(path)
    return bool(windows.drive or windows.root) or ".." in windows.parts


def _contents(real: str, path: str, limit: int, place: Place) -> tuple[bytes | None, list[Finding]]:
    mode = os.lstat(real).st_mode  # asked before opening: opening a device can have effects
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):  # a link that is still one leads in circles: opening it says so
        return None, [rules.FILE_NOT_REGULAR.at(place, path=path or ".", what=_kind_of(mode))]
    with open(os.open(real, _OPEN), "rb", buffering=0) as stream:
        size = os.fstat(stream.fileno()).st_size
        content = b"" if size > limit else _up_to(stream.fileno(), limit + 1)
    if size > limit or len(content) > limit:
        found = max(size, len(content))
        return None, [rules.FILE_TOO_LARGE.at(place, path=path, size=f"{found:,}", limit=f"{limit:,}")]
    return content, []


def _up_to(descriptor: int, most: int) -> bytes:
    """All there is to read, up to `most` bytes."""
    pieces = []
    while most > 0 and (piece := os.read(descriptor, min(most, 1 << 20))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def _kind_of(mode: int) -> str:
    """What a file that is not a plain one is, in words."""
    names = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((name for test, name in names if test(mode)), "a device")
