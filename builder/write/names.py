"""Names of files in the output: relative, forward slashes, fit for every disk a site may be copied to. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

HOUSE = ".allegedly"
"""The folder inside the output that holds the list of written files, the lock and what is staged."""

_PLACEHOLDERS = frozenset({".gitkeep", ".gitignore"})
_FORBIDDEN = re.compile(r'[\\:*?"<>|]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_LONGEST_PART = 240
_DEEPEST = 50


def problem(name: str) -> str:
    """What is wrong with the name of a file of the site, in words; '' where nothing is."""
    if not name.isprintable():
        return "it holds an invisible character"
    if not unicodedata.is_normalized("NFC", name):
        return "its letters and accents are not composed (NFC)"
    if wrong := _FORBIDDEN.search(name):
        return f"it holds {wrong[0]}"
    parts = name.split("/")
    if len(parts) > _DEEPEST:
        return f"it is more than {_DEEPEST} folders deep"
    if folded(parts[0]) == HOUSE:
        return f"{HOUSE}/ is kept for the list of written files"
    for part in parts:
        if found := _problem_of_part(part):
            return found
    return ""


@lru_cache(maxsize=1 << 14)
def _problem_of_part(part: str) -> str:
    if part in ("", ".", ".."):
        return "it is absolute, climbs, or has an empty part"
    if part[-1] in ". ":
        return "a part of it ends in a dot or a space"
    if _DEVICE.fullmatch(part):
        return f"Windows keeps '{part}' for a device"
    if folded(part) in _PLACEHOLDERS:
        return f"{part} is a placeholder that builds leave alone"
    if len(part.encode("utf-8")) > _LONGEST_PART:
        return f"a part of it is longer than {_LONGEST_PART} bytes"
    return ""


def folded(name: str) -> str:
    """A form that is equal for names which some disks take for one."""
    return name if name.isascii() and name.islower() else unicodedata.normalize("NFC", name.casefold())


def parents(name: str) -> list[str]:
    """The folders a name stands in, innermost first; without the output folder itself."""
    pieces = name.split("/")[:-1]
    return ["/".join(pieces[:length]) for length in range(len(pieces), 0, -1)]
