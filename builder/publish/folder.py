"""To a folder of this computer: a disk, a stick, a folder that something else sends on."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from builder.diagnostics import has_errors
from builder.publish.cargo import LIST, Cargo
from builder.publish.carrier import Carrier, Changes, Refused, changes
from builder.rules import publish_rules as rules
from builder.rules.file_rules import FILE_UNREADABLE
from builder.source import Place
from builder.write import Output
from builder.write.manifest import Manifest, load
from builder.write.place import refusal


class Folder(Carrier):
    """A folder at `path`, which the author typed as `typed`; it must not be, contain or lie in one of `protected`."""

    def __init__(self, place: Place, typed: str, path: Path, protected: tuple[Path, ...]) -> None:
        super().__init__(place, f"the folder {typed}")
        self.path = path
        self.protected = protected

    def compare(self, cargo: Cargo) -> Changes:
        """Read what is there."""
        if refused := refusal(self.path, self.protected):
            raise Refused(refused)
        try:
            listed = self._listed()
            every = {*cargo.digests, *listed.files, *listed.coming}
            there = {name for name in every if os.path.lexists(self.path / name)}
            same = {name for name in sorted(cargo.digests.keys() & there) if _holds(self.path / name, cargo.path(name))}
        except OSError as error:
            path = os.path.relpath(error.filename or self.path, self.path)
            reason = os.strerror(error.errno or errno.EIO)
            raise Refused(FILE_UNREADABLE.at(self.place, path=path, reason=reason)) from error
        return changes(cargo, same, (there & cargo.digests.keys()) - same, there, listed, self.place)

    def carry(self, cargo: Cargo, changes: Changes) -> None:  # noqa: ARG002 - the output finds out by itself
        """Move everything in, or nothing."""
        with Output(self.path, self.protected) as output:
            for name in sorted(cargo.digests):
                if output.blocked:
                    break
                output.put(name, cargo.data(name))
            output.commit()
        if has_errors(output.findings):
            raise Refused(next(finding for finding in output.findings if finding.is_error))

    def _listed(self) -> Manifest:
        """What was published there. Raises OSError."""
        listed = None
        with suppress(IsADirectoryError, NotADirectoryError):
            listed = load(str((self.path / LIST).parent))
        if listed is None:
            raise Refused(rules.PUBLISH_LIST.at(self.place))
        return listed


def _holds(path: Path, other: Path) -> bool:
    """Whether two files have the same bytes; a link has none."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size != other.stat().st_size:
        return False
    return all(one == two for one, two in zip(_blocks(path), _blocks(other), strict=True))


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            yield block
