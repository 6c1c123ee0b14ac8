"""What is answered at the door: `build`, where nothing has changed since the last one.

The command line takes longer to load than it takes to see that. So a plain command is understood here, in the words
that `cli` understands; whatever else was typed is left to it.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from builder.cache.looks import Looks


def answered(root: str, out: str, drafts: bool) -> tuple[bool, Looks | None]:
    """Whether a build has nothing to do, which has been told; and what its files look like, where that is known."""
    from builder.cache.standing import unchanged

    left, looks = unchanged(root, out, drafts=drafts)
    if left is None:
        return False, looks
    if left.told:
        from builder.terminal import tell

        tell(left.findings)
    say(f"{built(left.articles, out, 0, 0, left.written, 0)}\n", sys.stdout)
    return True, looks


def built(articles: int, folder: object, new: int, changed: int, unchanged: int, removed: int) -> str:
    """What a build came to."""
    files = f"{new} file{'' if new == 1 else 's'} new, {changed} changed, {unchanged} unchanged, {removed} removed"
    return f"Built {articles} article{'' if articles == 1 else 's'} into {folder}: {files}."


def plain(arguments: Sequence[str]) -> tuple[str, str, bool, int] | None:
    """Root, output, whether drafts count and jobs, of a `build` in plain words that keeps a cache; else None."""
    if arguments[:1] != ["build"]:
        return None
    root, out, drafts, jobs = ".", "", False, 0
    words = iter(arguments[1:])
    for word in words:
        if word == "--drafts":
            drafts = True
        elif word in ("--root", "--out", "--jobs"):
            value = next(words, "")
            if not (_is_number(value) if word == "--jobs" else _is_path(value)):
                return None
            root = value if word == "--root" else root
            out = value if word == "--out" else out
            jobs = int(value) if word == "--jobs" else jobs
        elif word != "--cache":
            return None
    return root, out or ("site" if root == "." else os.path.join(root, "site")), drafts, jobs


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 5


def _is_path(word: str) -> bool:
    """Whether a path is spelled as `pathlib` would spell it, so that it is told alike."""
    return os.sep == "/" and (word == "." or (word not in ("", "/") and word[0] != "-" and word == _spelled(word)))


def _spelled(path: str) -> str:
    return path[: path.startswith("/")] + "/".join(part for part in path.split("/") if part not in ("", "."))


def say(words: str, stream: TextIO | None) -> None:
    """Write to a stream, unless who called the program closed it. Raises BrokenPipeError: nobody reads on."""
    if stream is not None:
        stream.write(words)
        stream.flush()
