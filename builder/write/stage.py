"""A folder of files that wait to be moved in; its name is like no other build's."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress

_PER_FOLDER = 1000  # old file systems limit the number of files in one folder


class Stage:
    """Files without names inside the house folder of an output, made when the first one comes."""

    def __init__(self, house: str) -> None:
        self._folder = os.path.join(house, f"stage-{os.getpid()}-{os.urandom(4).hex()}")
        self._count = 0

    def add(self, data: bytes) -> str:
        """Writes a file; returns its path. Raises OSError."""
        path = self._next()
        with open(path, "xb") as stream:
            stream.write(data)
        return path

    def _next(self) -> str:
        """The path of the next file."""
        part, number = divmod(self._count, _PER_FOLDER)
        folder = os.path.join(self._folder, str(part))
        if number == 0:
            os.makedirs(folder, exist_ok=True)
        self._count += 1
        return os.path.join(folder, str(number))

    def adopt(self, file: str) -> str:
        """Takes a file over from where another process wrote it; returns its path. Raises OSError."""
        path = self._next()
        try:
            os.rename(file, path)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            shutil.copyfile(file, path)
            os.unlink(file)
        return path

    def discard(self) -> None:
        """Takes away everything that was not moved."""
        shutil.rmtree(self._folder, ignore_errors=True)


def sweep(house: str) -> None:
    """Takes away what builds that were cut short left behind; to be called under the lock. Raises OSError."""
    with os.scandir(house) as entries:
        for entry in entries:
            if entry.name.startswith("stage-"):
                shutil.rmtree(entry.path, ignore_errors=True)
            elif entry.name.startswith("manifest-"):
                with suppress(OSError):
                    os.unlink(entry.path)
