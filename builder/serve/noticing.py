"""Which of the things that happen to files may change the site. Pure.

Programs read files, too, and editors write a good deal besides: locks, copies, half-finished files under other names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.read.listing import is_leftover

KINDS = frozenset(("created", "modified", "moved", "deleted", "closed"))
"""What may happen to a file that is worth a look, by the names that watchdog gives; `closed`: after it was written."""
_UNFINISHED = re.compile(
    r".*\.(?:tmp|temp|bak|part|crswap|crdownload)|.*___jb_(?:tmp|old)___|sed[A-Za-z0-9]{6}", re.IGNORECASE
)
"""Names of files in which editors and other programs keep what is not finished, or what was there before. A folder may
bear one: an article may be called `sedatives`."""
_OUTPUT = "site"


def noticed(kind: str, is_folder: bool, paths: Iterable[str]) -> Iterator[str]:
    """Those of the `paths` from the root, with forward slashes, that something happened to that may change the site."""
    if kind not in KINDS or (is_folder and kind in ("modified", "closed")):
        return
    for path in paths:
        parts = path.split("/")
        is_unfinished = not is_folder and _UNFINISHED.fullmatch(parts[-1])
        if path and parts[0] not in (".", "..", _OUTPUT) and not is_unfinished and not any(map(is_leftover, parts)):
            yield path
