"""Whether a file is still the one that was seen, or has the bytes it should have."""

from __future__ import annotations

import hashlib
import os
import stat

Sighting = tuple[int, int, int, int]
"""Size, time of the last change of content and of the last change of anything (ns), number of a plain file.

The third cannot be set at will: whoever writes a file and puts its time back is found out.
"""


def sighting(path: str) -> Sighting | None:
    """What a plain file looks like; None where there is none. Links are not followed."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def has_digest(path: str, digest: str) -> bool:
    """Whether a file has this SHA-256."""
    try:
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == digest
    except OSError:
        return False


def holds(path: str, data: bytes) -> bool:
    """Whether a file has these very bytes."""
    try:
        with open(path, "rb", buffering=0) as stream:
            return os.fstat(stream.fileno()).st_size == len(data) and stream.read(len(data) + 1) == data
    except OSError:
        return False
