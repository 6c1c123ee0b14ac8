"""Whether anything at all has changed since the last build: told by the looks of files, without reading any.

What is looked at is every file and folder below content/, seeds/ and templates/, and every file that was written.
Little is loaded for it: most of the time of a build in which nothing has changed is that of loading the program.
"""

from __future__ import annotations

import os
import time

from builder.cache import NAME, sealed
from builder.cache.digests import SIZE, digest, joined
from builder.cache.looks import LENGTH, Looks, are_folders, changed_files, seen
from builder.cache.secret import secret
from builder.cache.stamp import stamp

_COUNT = 4
"""Bytes of the number of paths."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from builder.cache.looks import Look
    from builder.cache.store import Store
    from builder.diagnostics import Finding


class Left:
    """What a build left: the files it wrote, by their paths below the output; how many articles; what it told.

    The last of the files is the list of them all, which no reader asks for. `told` are the findings as plain data,
    and after them the lines that they show, each once.
    """

    __slots__ = ("articles", "files", "told")

    def __init__(self, files: Sequence[str], articles: int, told: bytes) -> None:
        self.files = files
        self.articles = articles
        self.told = told

    @property
    def written(self) -> int:
        """How many files of the site there are."""
        return len(self.files) - 1

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the build told."""
        if not self.told:
            return ()
        from msgspec import msgpack
        from msgspec.structs import replace

        from builder.cache.excerpts import shown
        from builder.diagnostics import Finding

        findings, lines = msgpack.decode(self.told, type=tuple[tuple[Finding, ...], tuple[str, ...]])
        return tuple(replace(finding, place=shown(finding.place, lines)) for finding in findings)


def left(files: Sequence[str], articles: int, findings: Sequence[Finding]) -> Left:
    """What a build left, with its findings as plain data."""
    if not findings:
        return Left(files, articles, b"")
    from msgspec import msgpack
    from msgspec.structs import replace

    from builder.cache.excerpts import Excerpts

    excerpts = Excerpts()
    told = [replace(finding, place=excerpts.numbered(finding.place)) for finding in findings]
    return Left(files, articles, msgpack.encode((told, excerpts.lines())))


def remember(store: Store, out: str, drafts: bool, before: Looks, left: Left, known: Mapping[str, Look]) -> None:
    """Note how a build into the folder `out` left things.

    `before` is what it began with, `known` the looks of files below `out` that need not be looked at again.
    """
    paths = tuple(before.seen)
    if before.settled and all(path.isprintable() for path in (*paths, *left.files)):
        now = [known.get(path) or seen(out, (path,))[0] for path in left.files]
        looked = _digest(now) + len(paths).to_bytes(_COUNT, "big") + b"".join(before.seen.values())
        store.put(_name(out, drafts), looked + _packed(paths, left))


def unchanged(root: str, out: str, *, drafts: bool = False) -> tuple[Left | None, Looks | None]:
    """What the last build of a site left, where nothing has changed since.

    With it what its files look like now, where the last build knew them all by name.
    """
    where = os.path.realpath(out)
    record = _record(root, where, drafts)
    if record is None:
        return None, None
    written, before, paths, left = record
    now = seen(root, paths, time.time_ns())
    changed = changed_files(before, now)
    if changed is None:
        return None, None
    stands = not changed and _digest(seen(where, left.files)) == written
    return left if stands else None, Looks(dict(zip(paths, now, strict=True)), [paths[number] for number in changed])


def untouched(root: str, out: str, *, drafts: bool = False) -> bool:
    """Whether every file that the last build of a site wrote stands as it left it, in folders that are no links."""
    where = os.path.realpath(out)
    record = _record(root, where, drafts)
    if record is None:
        return False
    files = record[3].files
    return _digest(seen(where, files)) == record[0] and are_folders(where, _folders(files))


def _record(root: str, where: str, drafts: bool) -> tuple[bytes, bytes, list[str], Left] | None:
    """What `remember` noted: the digest of the looks of what was written; the looks of what was read, and its paths."""
    data = sealed.read(os.path.join(root, NAME), secret(), _name(where, drafts))
    if data is None:
        return None
    end = SIZE + _COUNT + int.from_bytes(data[SIZE : SIZE + _COUNT], "big") * LENGTH
    return data[:SIZE], data[SIZE + _COUNT : end], *_unpacked(data[end:])


def _folders(files: Sequence[str]) -> set[str]:
    """The folders that files stand in, and those above."""
    found: set[str] = set()
    for name in files:
        while (name := name.rpartition("/")[0]) and name not in found:
            found.add(name)
    return found


def _packed(paths: Sequence[str], left: Left) -> bytes:
    """Printable paths and what was left as bytes."""
    texts = (str(left.articles), "\n".join(paths), "\n".join(left.files))
    return b"\0".join((*(text.encode() for text in texts), left.told))


def _unpacked(data: bytes) -> tuple[list[str], Left]:
    """What `_packed` made bytes of."""
    articles, paths, files, told = data.split(b"\0", 3)
    return paths.decode().split("\n"), Left(files.decode().split("\n"), int(articles), told)


def _digest(looks: Collection[Look]) -> bytes:
    """The digest of looks; b"", like no other, where a change of one might not show."""
    return joined(looks) if all(looks) else b""


def _name(out: str, drafts: bool) -> bytes:
    return digest(b"standing", stamp(), out, b"drafts" if drafts else b"")
