"""Compiled templates kept between runs: compiling takes longer than a small site. Where they are kept: see `shelf`."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from builder import __version__
from builder.text.messages import Messages

_COMPILER = ("quick.py", "saying.py", "steady.py", "pages.py")
"""The modules beside this one that decide what a template is compiled to."""


class Compiled(BytecodeCache):
    """The compiled templates of one language in a folder; one that was compiled otherwise counts as missing."""

    def __init__(self, folder: Path, messages: Messages) -> None:
        self._folder = folder
        self._language = messages.language
        self._meaning = _meaning(messages)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of a template's file."""
        return super().get_cache_key(f"{self._language}/{name}", filename)

    def get_source_checksum(self, source: str) -> str:
        """What a compiled template is known by: its text, and all that decides what comes of it."""
        return hashlib.sha256(f"{self._meaning}{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take back a template, if it stands there as it was written."""
        try:
            data = (self._folder / bucket.key).read_bytes()
        except OSError:
            return
        proof, code = data[:32], data[32:]
        if hashlib.sha256(code).digest() == proof:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template; where that is not possible it is compiled once more next time."""
        code = bucket.bytecode_to_string()
        try:
            handle, name = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(code).digest() + code)
                Path(name).replace(self._folder / bucket.key)
            except OSError:
                Path(name).unlink(missing_ok=True)
        except OSError:
            return


def _meaning(messages: Messages) -> str:
    """What stands for everything besides its text that decides what a template is compiled to."""
    found = hashlib.sha256(f"{__version__} {jinja2.__version__} {messages.language}".encode())
    for name in _COMPILER:
        found.update((Path(__file__).parent / name).read_bytes())
    for key, translation in sorted(messages.entries.items()):
        found.update(f"\0{key}\0{translation.of(1)}".encode())
    return found.hexdigest()
