"""The files of a site as a stream."""

from __future__ import annotations

from collections.abc import Iterator

from builder.pipeline.around import around
from builder.pipeline.content import Content, File, Load
from builder.pipeline.units import ASSETS, make, units


def files(content: Content, load: Load) -> Iterator[File]:
    """Every file of the site. Raises PageError."""
    listed: list[str] = []
    for unit in units(content):
        for address, data in make(content, load, unit):
            if unit[0] != ASSETS:
                listed.append(address)
            yield address, data
    yield from around(content, listed)
