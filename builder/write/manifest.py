"""The list of the files that builds wrote into an output folder, kept inside it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType

import msgspec

from builder.write import names

VERSION = 1
LISTED = f"{names.HOUSE}/manifest.json"
"""Where the list stands, below an output."""
_LENGTH = 64
_DIGITS = re.compile(r"[0-9a-f]*")
_LARGEST = 1 << 30


class Manifest(msgspec.Struct, frozen=True):
    """Names and SHA-256 (hexadecimal) of the files that builds wrote.

    files    of the last build that was finished
    coming   what a build that is under way, or was cut short, meant to move in
    """

    files: Mapping[str, str] = MappingProxyType({})
    coming: Mapping[str, str] = MappingProxyType({})


class _Stored(msgspec.Struct):
    version: int
    files: dict[str, str]
    coming: dict[str, str] = {}


def path_in(folder: str) -> str:
    """Where the list stands in the house folder of an output."""
    return os.path.join(folder, "manifest.json")


def load(folder: str) -> Manifest | None:
    """The list; empty where there is none yet, None where it cannot be understood. Raises OSError."""
    try:
        with open(path_in(folder), "rb") as stream:
            return decoded(stream.read(_LARGEST))
    except FileNotFoundError:
        return Manifest()


def decoded(content: bytes) -> Manifest | None:
    """The list that `encoded` made bytes of; None where it cannot be understood."""
    try:
        stored = msgspec.json.decode(content, type=_Stored)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    if stored.version != VERSION or not (_is_sound(stored.files) and _is_sound(stored.coming)):
        return None
    return Manifest(MappingProxyType(stored.files), MappingProxyType(stored.coming))


def encoded(manifest: Manifest) -> bytes:
    """The list as bytes: JSON, the same for the same list."""
    return msgspec.json.encode(_Stored(VERSION, dict(manifest.files), dict(manifest.coming)), order="sorted")


def save(folder: str, manifest: Manifest) -> None:
    """Puts the list in place of the last one, at once, and waits until the disk has it. Raises OSError."""
    draft = os.path.join(folder, f"manifest-{os.getpid()}-{os.urandom(4).hex()}")
    try:
        with open(draft, "xb") as stream:
            stream.write(encoded(manifest))
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(draft, path_in(folder))
    except OSError:
        with suppress(OSError):
            os.unlink(draft)
        raise
    _settle(folder)


def _is_sound(files: Mapping[str, str]) -> bool:
    """Whether no name leads out of the output: files are removed by this list."""
    digests = files.values()
    has_digests = all(len(digest) == _LENGTH for digest in digests) and _DIGITS.fullmatch("".join(digests))
    return bool(has_digests) and not any(map(names.problem, files))


def _settle(folder: str) -> None:
    """Waits until the disk has the names in a folder, where the system can do that for a folder."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
