"""Articles that changed, read before anybody asks for them."""

from __future__ import annotations

import os
from pathlib import Path

from builder.cache.looks import Looks
from builder.cache.secret import secret
from builder.cache.stamp import stamp
from builder.cache.store import Store
from builder.pipeline.gathered import gathered
from builder.pipeline.glances import own
from builder.pipeline.keeping import Readings
from builder.pipeline.listed import listed
from builder.read import Root


def read_ahead(root: str, cache: str, looks: Looks) -> None:
    """Keep in the folder `cache` what comes of the articles below `root` of which a file has changed."""
    base, store = Root(Path(root)), Store(Path(os.path.abspath(cache)), secret())
    listing, _ = listed(base, store, stamp(), looks)
    inputs, _ = gathered(base, listing, store, stamp())
    readings = Readings(store, stamp(), inputs.setting, base)
    for article in listing.articles:
        if not set(own(article)).isdisjoint(looks.changed):
            readings.read(article)
