"""The work of a build that can be done elsewhere: reading some articles, making some units.

A worker is any process that sees the site's folder: it takes what it needs from there and from the store, and leaves
what it made in the store and on a desk (a folder in it). Only names travel between the processes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from builder.cache.store import Store
from builder.diagnostics import Finding
from builder.model.site import Setting
from builder.model.watched import Fact
from builder.pipeline.content import Content, Load, PageError
from builder.pipeline.facts import watched, watched_load
from builder.pipeline.keeping import Readings
from builder.pipeline.stopwatch import Stopwatch
from builder.pipeline.units import Unit, make
from builder.read import ArticleFiles, Root


class Place(Struct, frozen=True):
    """Where a worker finds things: the root of the site, the store and its key, what results depend on besides."""

    root: str
    store: str
    key: bytes
    stamp: bytes

    def __repr__(self) -> str:
        return f"Place({self.root!r}, {self.store!r})"  # the key is nobody's to read

    def open(self) -> Store:
        """The store."""
        return Store(Path(self.store), self.key)


def read_some(place: Place, setting: Setting, articles: Sequence[ArticleFiles]) -> list[bytes]:
    """Read some articles; the name of each in the store."""
    readings = Readings(place.open(), place.stamp, setting, Root(Path(place.root)))
    return [readings.read(files) for files in articles]


class Result(Struct, frozen=True):
    """What came of a unit: the facts it asked for; address, SHA-256 and path of each file; or why there are none.

    seconds  what it took, by the kind of work
    """

    unit: Unit
    facts: tuple[Fact, ...]
    files: tuple[tuple[str, str, str], ...]
    seconds: Mapping[str, float]
    findings: tuple[Finding, ...] = ()


def make_one(content: Content, load: Load, desk: str, unit: Unit) -> Result:
    """Make a unit; its files lie on the desk. Raises OSError."""
    facts: set[Fact] = set()
    work = Stopwatch()
    files = []
    name = os.urandom(12).hex()  # of this attempt alone: a worker given up for lost may still be writing
    seen = replace(watched(content, facts), work=work)
    try:
        with work.stage("views"):
            for number, (address, data) in enumerate(make(seen, watched_load(load, facts), unit)):
                path = os.path.join(desk, f"{name}-{number}")
                with work.stage("files handed over"), open(path, "xb") as stream:
                    stream.write(data)
                files.append((address, hashlib.sha256(data).hexdigest(), path))
    except PageError as error:
        return Result(unit, (), (), {}, error.findings)
    return Result(unit, tuple(sorted(facts)), tuple(files), work.seconds)
