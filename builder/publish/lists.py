"""The list of published files as it travels: the same as builds keep in their output folder."""

from __future__ import annotations

from builder.publish.carrier import Refused
from builder.rules import publish_rules as rules
from builder.source import Place
from builder.write.manifest import Manifest, decoded, encoded

__all__ = ["encoded", "read"]


def read(data: bytes | None, at: Place) -> Manifest:
    """A list out of bytes, empty where there are none. Raises Refused where it cannot be understood."""
    found = Manifest() if data is None else decoded(data)
    if found is None:
        raise Refused(rules.PUBLISH_LIST.at(at))
    return found
