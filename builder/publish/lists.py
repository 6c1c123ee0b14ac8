"""The list of published files as it travels: the same as builds keep in their output folder."""

from __future__ import annotations

import tempfile
from pathlib import Path

from builder.publish.cargo import LIST
from builder.publish.carrier import Refused
from builder.rules import publish_rules as rules
from builder.source import Place
from builder.write import manifest
from builder.write.manifest import Manifest


def encoded(listed: Manifest) -> bytes:
    """A list as bytes."""
    with tempfile.TemporaryDirectory(prefix="allegedly-list-") as folder:
        manifest.save(folder, listed)
        return (Path(folder) / Path(LIST).name).read_bytes()


def read(data: bytes | None, at: Place) -> Manifest:
    """A list out of bytes, empty where there are none. Raises Refused where it cannot be understood."""
    if data is None:
        return Manifest()
    with tempfile.TemporaryDirectory(prefix="allegedly-list-") as folder:
        (Path(folder) / Path(LIST).name).write_bytes(data)
        found = manifest.load(folder)
    if found is None:
        raise Refused(rules.PUBLISH_LIST.at(at))
    return found
