"""Where an output folder may lie: anywhere but in, around or at what people wrote."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.diagnostics import Finding
from builder.rules import file_rules as rules
from builder.source import Place

_NO_WAY = {
    errno.ELOOP: "reached by a symbolic link that leads in a circle",
    errno.ENOTDIR: "to lie in something that is a file",
}
"""Ways that lead to no folder, and to none that could be made."""


def refusal(out: Path, protected: Iterable[Path]) -> Finding | None:
    """Why nothing can be written into a folder, None where nothing speaks against it. Links are followed first."""
    real = os.path.realpath(out)
    place = Place(out.as_posix())
    for folder in protected:
        if _overlap(real, os.path.realpath(folder)):
            return rules.OUTPUT_INSIDE_CONTENT.at(place, folder=folder)
    try:
        mode = os.stat(real).st_mode
    except OSError as error:  # it does not exist yet; whatever else is wrong shows when it is made
        what = _NO_WAY.get(error.errno or 0)
        return rules.OUTPUT_NOT_FOLDER.at(place, path=out, what=what) if what else None
    if not stat.S_ISDIR(mode):
        what = "a file" if stat.S_ISREG(mode) else "a device or a pipe"
        return rules.OUTPUT_NOT_FOLDER.at(place, path=out, what=what)
    return None


def _overlap(path: str, other: str) -> bool:
    return any(_is_same(up, other) for up in _lineage(path)) or any(_is_same(up, path) for up in _lineage(other))


def _lineage(path: str) -> Iterator[str]:
    """A path and all folders above it."""
    yield path
    while (above := os.path.dirname(path)) != path:
        path = above
        yield path


def _is_same(path: str, other: str) -> bool:
    """Whether two paths are one place: also on disks that do not tell case apart, and through mounts."""
    if path == other:
        return True
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False
