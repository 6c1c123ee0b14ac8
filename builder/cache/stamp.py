"""What every result depends on besides its input: this program, its templates and word lists, its libraries."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from importlib import metadata

from builder import __version__
from builder.cache.digests import digest
from builder.shipped import PACKAGE, templates

LIBRARIES = (
    "babel", "jinja2", "markdown-it-py", "markupsafe", "mdurl", "msgspec", "python-slugify", "PyYAML", "rjsmin",
    "sentencex", "text-unidecode",
)  # fmt: skip
"""What results depend on; a change of version makes them anew."""


@lru_cache(maxsize=1)
def stamp() -> bytes:
    """The digest of this program as it is installed: versions, and size and time of its own files and templates.

    An edit of the program, while it is being developed, counts.
    """
    parts = _versions()
    for folder in (PACKAGE, templates()):
        parts += sorted(_files(str(folder), ""))
    return digest(*parts)


def content() -> bytes:
    """The digest of this program by its bytes alone: the same wherever the same is installed."""
    parts: list[bytes | str] = [*_versions()]
    for folder in (PACKAGE, templates()):
        for line in sorted(_files(str(folder), "")):
            name = line.split(" ", 1)[0]
            parts += [name, (folder / name).read_bytes()]
    return digest(*parts)


def _versions() -> list[str]:
    return [__version__, sys.version, *(f"{name} {_version(name)}" for name in LIBRARIES)]


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _files(folder: str, below: str) -> list[str]:
    """The files of a folder and of those in it, each with its size and time; compiled ones aside."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    found += _files(entry.path, f"{below}{entry.name}/")
            else:
                seen = entry.stat()
                found.append(f"{below}{entry.name} {seen.st_size} {seen.st_mtime_ns}")
    return found
