"""What every result depends on besides its input: this program, its templates and word lists, its libraries."""

from __future__ import annotations

import os
import sys

from builder import __version__
from builder.cache.digests import digest
from builder.shipped import PACKAGE, templates

LIBRARIES = frozenset((
    "babel", "jinja2", "markdown-it-py", "markupsafe", "mdurl", "msgspec", "python-slugify", "pyyaml", "rjsmin",
    "sentencex", "text-unidecode",
))  # fmt: skip
"""What results depend on, in small letters; a change of version makes them anew."""

_NOTES = (".dist-info", ".egg-info")
"""How the names of folders end that installers leave beside what they install."""

_known: list[bytes] = []


def stamp() -> bytes:
    """The digest of this program as it is installed: versions, and size and time of its own files and templates.

    An edit of the program, while it is being developed, counts. It is made once in a process.
    """
    if not _known:
        _known.append(_stamp())
    return _known[0]


def _stamp() -> bytes:
    parts = _versions()
    for folder in (PACKAGE, templates()):
        parts += sorted(_files(folder, ""))
    return digest(*parts)


def content() -> bytes:
    """The digest of this program by its bytes alone: the same wherever the same is installed."""
    parts: list[bytes | str] = [*_versions()]
    for folder in (PACKAGE, templates()):
        for line in sorted(_files(folder, "")):
            name = line.split(" ", 1)[0]
            with open(os.path.join(folder, name), "rb") as stream:
                parts += [name, stream.read()]
    return digest(*parts)


def _versions() -> list[str]:
    found = versions(sys.path)
    return [__version__, sys.version, *(f"{name} {found.get(name, '')}" for name in sorted(LIBRARIES))]


def versions(path: list[str]) -> dict[str, str]:
    """The versions of the libraries, by what installers call the notes they leave in the folders of `path`.

    Nothing is opened: `importlib.metadata`, which reads the notes, takes longer to load than a small site to build.
    """
    found: dict[str, str] = {}
    for folder in path:
        try:
            names = os.listdir(folder or os.curdir)
        except OSError:  # an archive, or nothing
            continue
        for name in sorted(names):
            whole, ending = os.path.splitext(name)
            if ending in _NOTES:
                library, _, version = whole.partition("-")
                found.setdefault(library.lower().replace("_", "-").replace(".", "-"), version)
    return {name: version for name, version in found.items() if name in LIBRARIES}


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
