"""What kind of file a name promises, and how long whoever fetched one may keep it.

A table of our own: Python's `mimetypes` reads the system's, and two computers would send one site in two ways.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from types import MappingProxyType

OTHER = "application/octet-stream"
"""The type of a file of no known kind: to be saved, not shown."""

TYPES: Mapping[str, str] = MappingProxyType({
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".m4a": "audio/mp4",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".ogv": "video/ogg",
    ".pdf": "application/pdf",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
})  # fmt: skip
"""The MIME type of each kind of file of a site, by the ending of its name."""
_NAMES: Mapping[str, str] = MappingProxyType({
    "feed.xml": "application/atom+xml; charset=utf-8",
    "_headers": "text/plain; charset=utf-8",
    "_redirects": "text/plain; charset=utf-8",
})  # fmt: skip

ASK = "public, max-age=0, must-revalidate"
"""To be asked for each time: a page, its style and its scripts are of one build, and must not be of two."""
KEEP = "public, max-age=86400"
"""To be kept for a day: what looks alright beside a page of another build."""
_KEPT = ("image/", "font/", "audio/", "video/")


def media_type(name: str) -> str:
    """The MIME type of a file by its name."""
    return _NAMES.get(name) or TYPES.get(posixpath.splitext(name)[1].lower(), OTHER)


def cache_control(name: str) -> str:
    """How long a file may be kept, as the header Cache-Control says it."""
    return KEEP if media_type(name).startswith(_KEPT) else ASK
