"""Our own style sheets and scripts as browsers get them: without comments and without the room that people read by.

Nothing else is changed: names, order and line ends stay, so that what a browser shows is found again in the source.
"""

from __future__ import annotations

import re

_STRING_OR_COMMENT = re.compile(r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|/\*.*?\*/""", re.DOTALL)
_ROOM = re.compile(r"\s*\n\s*")


def slim(name: str, data: bytes) -> bytes:
    """A file of ours by its name: style sheets and scripts get slimmer, anything else stays as it is."""
    if name.endswith(".css"):
        return css(data.decode("utf-8")).encode("utf-8")
    if name.endswith(".js"):
        return javascript(data.decode("utf-8")).encode("utf-8")
    return data


def css(text: str) -> str:
    """A style sheet without comments and indentation; strings stay as they are."""
    bare = _STRING_OR_COMMENT.sub(lambda found: found[1] or "", text)
    return _ROOM.sub("\n", bare).strip() + "\n"


def javascript(text: str) -> str:
    """A script without comments and needless room."""
    import rjsmin

    made: str = rjsmin.jsmin(text)
    return f"{made.strip()}\n"
