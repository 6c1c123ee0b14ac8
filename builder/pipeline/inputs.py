"""What a build begins with: the files there are, the site, its sources."""

from __future__ import annotations

from msgspec import Struct

from builder.model.site import Setting
from builder.read import Listing, Root
from builder.validate.across import Declared

SITE = "content/site.yaml"
SOURCES = "content/sources.yaml"
DATA_BYTES = 1_000_000
"""The most that a site.yaml or claims.yaml may hold."""
SOURCES_BYTES = 16_000_000
"""The most that sources.yaml may hold: it is shared by all articles."""
LINKS_BYTES = 16_000_000
"""The most that a links.yaml may hold: it repeats the words of its article."""


class Inputs(Struct, frozen=True):
    """The root, what lies below it, and what all articles share; `declared` are the sources of sources.yaml."""

    root: Root
    listing: Listing
    setting: Setting
    declared: tuple[Declared, ...]
