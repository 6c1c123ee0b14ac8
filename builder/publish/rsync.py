"""To a folder of a server, by rsync over ssh.

rsync's own `--delete` would remove whatever else lies there; here it is told each file by name, and removes those of
our list alone. What is to go is named from a folder that lacks it: `--delete-missing-args`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

from builder.publish.cargo import LIST, Cargo
from builder.publish.carrier import Carrier, Changes, Refused, changes
from builder.publish.lists import encoded, read
from builder.publish.programs import Program
from builder.rules import publish_rules as rules
from builder.source import Place
from builder.write.manifest import Manifest
from builder.write.names import parents

_COMMON = ("--protect-args", "--recursive", "--links", "--checksum", "--8-bit-output", "--no-implied-dirs",
           "--compress", "--perms", "--chmod=F644", "--from0", "--files-from=-", "--out-format=%i %n")  # fmt: skip
_SOME_MISSING = 23


class Rsync(Carrier):
    """A folder of a server: `to` is `user@host:/path`, `port` that of its sshd, 0 where the author said none."""

    def __init__(self, place: Place, to: str, port: int) -> None:
        super().__init__(place, to)
        self.to = to.rstrip("/") + "/"
        shell = os.environ.get("RSYNC_RSH") or "ssh"
        self._shell = [f"--rsh={shell} -p {port}"] if port else [f"--rsh={shell}"]
        self._rsync = Program("rsync", "rsync", place, {})
        self._temporary = tempfile.TemporaryDirectory(prefix="allegedly-rsync-")
        self._desk = Path(self._temporary.name)
        self._listed = Manifest()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._temporary.cleanup()

    def compare(self, cargo: Cargo) -> Changes:
        """Fetch the list, and let rsync say what it would send and remove."""
        self._listed = self._fetch()
        gone = sorted({*self._listed.files, *self._listed.coming} - cargo.digests.keys())
        there = {name for mark, name in self._remove(gone, dry=True) if mark == "*deleting"}
        same, different = set(cargo.digests), set()
        for mark, name in self._send(cargo.folder, sorted(cargo.digests), dry=True):
            if mark[1:2] == "f" and mark[0] in "<>":
                same.discard(name)
                different |= {name} if "+" not in mark else set()
            elif mark[1:2] == "f" and mark[0] == "c":  # something else than a file is in its place
                raise Refused(rules.PUBLISH_FOREIGN.at(self.place, name=name, more=""))
        return changes(cargo, same, different, there, self._listed, self.place)

    def carry(self, cargo: Cargo, changes: Changes) -> None:
        """First the list of all that is or will be ours, then files, then removals, then the list of what is."""
        if not changes:
            return
        coming = {name: cargo.digests[name] for name in changes.sent}
        self._send_list(Manifest(self._listed.files, {**self._listed.coming, **coming}))
        self._send(cargo.folder, changes.sent, "--delay-updates")
        self._remove(changes.removed)
        self._prune(cargo, changes.removed)
        self._send_list(Manifest(cargo.digests))

    def _fetch(self) -> Manifest:
        """The list of what was published there."""
        arrived = self._desk / "arrived"
        ran = self._rsync.run(
            "--protect-args", *self._shell, "--", self.to + LIST, str(arrived), codes=(0, _SOME_MISSING)
        )
        if ran.returncode and b"No such file or directory" not in ran.stderr:
            raise self._rsync.refusal(ran)
        return read(arrived.read_bytes() if ran.returncode == 0 else None, self.place)

    def _send_list(self, listed: Manifest) -> None:
        folder = self._folder([LIST])
        (folder / LIST).write_bytes(encoded(listed))
        self._send(folder, [LIST])

    def _send(self, folder: Path, names: Iterable[str], *options: str, dry: bool = False) -> list[tuple[str, str]]:
        """Send files of a folder by name; what rsync did, or would do: its mark, and the name."""
        told = "\0".join(names).encode("utf-8", "surrogateescape")
        if not told:
            return []
        flags = [*_COMMON, *self._shell, *options, *(["--dry-run"] if dry else [])]
        ran = self._rsync.run(*flags, "--", f"{folder}/", self.to, stdin=told)
        lines = ran.stdout.decode("utf-8", "surrogateescape").splitlines()
        return [(mark, name.lstrip()) for mark, _, name in (line.partition(" ") for line in lines)]

    def _remove(self, names: Iterable[str], *, dry: bool = False) -> list[tuple[str, str]]:
        return self._send(self._folder(names), names, "--delete-missing-args", dry=dry)

    def _prune(self, cargo: Cargo, removed: Iterable[str]) -> None:
        """Remove the folders that lost their last file, inner ones first; one that is not empty stays."""
        kept = {folder for name in cargo.digests for folder in parents(name)}
        left = {folder for name in removed for folder in parents(name)} - kept
        for level in _by_depth(left):
            self._remove(level)

    def _folder(self, names: Iterable[str]) -> Path:
        """A folder that holds the folders of some files, and none of the files."""
        folder = Path(tempfile.mkdtemp(dir=self._desk))
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        return folder


def _by_depth(folders: Iterable[str]) -> Iterator[list[str]]:
    """Folders of one depth at a time, the deepest first."""
    levels: dict[int, list[str]] = {}
    for folder in sorted(folders):
        levels.setdefault(folder.count("/"), []).append(folder)
    for depth in sorted(levels, reverse=True):
        yield levels[depth]
