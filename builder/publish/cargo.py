"""The built site as it is carried: a folder of files with their digests, nothing else in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LIST = ".allegedly/manifest.json"
"""The list of published files, which lies at every target: by it the next publication knows what is ours."""


@dataclass(frozen=True, slots=True)
class Cargo:
    """The files of a site below `folder`: `digests` holds the SHA-256 (hexadecimal) of each by its name."""

    folder: Path
    digests: Mapping[str, str]

    def path(self, name: str) -> Path:
        """Where a file lies."""
        return self.folder / name

    def data(self, name: str) -> bytes:
        """The content of a file."""
        return self.path(name).read_bytes()

    def size(self, name: str) -> int:
        """How many bytes a file has."""
        return self.path(name).lstat().st_size
