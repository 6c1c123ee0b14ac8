"""The shelf for compiled templates: a folder of the user's own.

What lies there is code that will be run, so it is never a site's folder, which may come from anybody. It is used only
where nobody else can write. Any doubt means that templates are compiled anew.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def compiled_folder(surroundings: Mapping[str, str]) -> Path | None:
    """The user's folder for compiled templates, made where it is missing; None where there is no safe place.

    It stands in XDG_CACHE_HOME, else in ~/.cache; `surroundings` is the environment of the process.
    """
    if not hasattr(os, "getuid"):
        return None
    named = surroundings.get("XDG_CACHE_HOME", "")
    home = surroundings.get("HOME", "")
    place = Path(named) if os.path.isabs(named) else Path(home) / ".cache"
    if not place.is_absolute():
        return None
    folder = place / "allegedly" / "templates"
    try:
        for path in (place, folder.parent, folder):
            path.mkdir(mode=0o700, exist_ok=True)
        is_safe = all(_is_ours(path) for path in (place, folder.parent, folder))
    except OSError:
        return None
    return folder if is_safe else None


def _is_ours(folder: Path) -> bool:
    """Whether a folder belongs to the user, is no link, and nobody else may write in it. Raises OSError."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & _OTHERS
