"""Publishes a built site into a folder of any file system, all of it or nothing.

Files are staged in a hidden folder inside the output, hence on its own file system, and moved in one by one at the
end: no reader meets half a file. A file with the same bytes is not touched. See `ground` for whose a file is, `moving`
for the order of steps, `lock` for builds at the same time.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

from builder.diagnostics import Finding, has_errors, ordered
from builder.rules import file_rules as rules
from builder.source import Place
from builder.write import lock, manifest, names
from builder.write.ground import Ground, Owner, survey
from builder.write.moving import Plan, carry_out
from builder.write.place import refusal
from builder.write.register import Register
from builder.write.sighting import Sighting, has_digest, holds, sighting
from builder.write.stage import Stage, sweep

_MOST_TOLD = 20


class Written(Struct, frozen=True):
    """How many files of the site are new, changed and unchanged, and how many were removed."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


class Output:
    """An output folder that is being written; it belongs to one thread.

        with Output(Path("site"), protected=(Path("content"),)) as output:
            output.put("index.html", page)
            written = output.commit()

    Nothing of the last site changes before `commit`, and nothing at all without it. What goes wrong is in `findings`,
    never an exception; after an error `put` only looks for more of them, and `commit` returns None.
    """

    def __init__(self, out: Path, protected: Iterable[Path] = (), patience: float = 10.0) -> None:
        """Nothing is touched before `with`.

        `protected`  folders that must not be, contain or lie in the output
        `patience`   seconds to wait for another build that is writing there
        """
        self._out = out
        self._protected = tuple(protected)
        self._patience = patience
        self._base = os.path.realpath(out)
        self._house = os.path.join(self._base, names.HOUSE)
        self._stage = Stage(self._house)
        self._made: list[str] = []
        self._lock: int | None = None
        self._ground: Ground | None = None
        self._healing = False
        self._findings: list[Finding] = []
        self._foreign: dict[str, Place] = {}
        self._register = Register()
        self._digests: dict[str, str] = {}
        self._seen: dict[str, Sighting] = {}
        self._staged: dict[str, str] = {}
        self._new = 0
        self._opened = False
        self._ended = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What went wrong so far, by place."""
        return ordered((*self._findings, *self._foreign_findings()))

    @property
    def blocked(self) -> bool:
        """Whether nothing can be written any more: no need to make further pages."""
        return has_errors(self._findings) or bool(self._foreign)

    def __enter__(self) -> Self:
        if refused := refusal(self._out, self._protected):
            self._findings.append(refused)
            return self
        self._opened = True
        try:
            self._open()
        except OSError as error:
            self._fail(self._out.as_posix(), error, Place(self._out.as_posix()))
        except BaseException:  # an interruption: there will be no __exit__
            self._close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ended = True
        self._close()

    def put(self, name: str, data: bytes, at: Place | None = None) -> None:
        """Stages a file of the site under a relative name with forward slashes.

        `at` is what an author wrote that made the file necessary: a complaint about the name stands there.
        """
        digest = hashlib.sha256(data).hexdigest()
        self._put(name, digest, at, lambda path: holds(path, data), lambda: self._stage.add(data))

    def take(self, name: str, digest: str, file: str) -> None:
        """Stages a file of the site that another process made: it is moved here. `digest` is its SHA-256."""
        self._put(name, digest, None, lambda path: has_digest(path, digest), lambda: self._stage.adopt(file))

    def stands(self, name: str, digest: str, seen: Sighting | None, *, untouched: bool = False) -> bool:
        """Whether a file stands in the output as a build wrote it, with this digest.

        `seen` is how it looked after that build (see `sighting`); without it the file is read. With `untouched`
        somebody has just seen that every file of the last build looks as it did; that counts for nothing where another
        build was cut short since.
        """
        ground = self._ground
        if ground is None or ground.listed.get(name) != digest:
            return False
        try:
            if seen and ((untouched and not self._healing) or ground.looks_like(name, seen)):
                self._seen[name] = seen
                return True
            return ground.digest(name) == digest
        except OSError:
            return False

    def keep(self, name: str) -> None:
        """Leaves a file that `stands` where it is."""
        if self._ground is None or self.blocked:
            return
        if other := self._register.other(name, agrees=not self._healing):
            self._findings.append(rules.OUTPUT_NAME_TWICE.at(self._place(name), name=name, other=other))
            return
        self._digests[name] = self._ground.listed[name]

    def names(self) -> tuple[str, ...]:
        """The files of the new site."""
        return tuple(self._digests)

    def sightings(self) -> dict[str, Sighting]:
        """What the files of the finished site look like; those that stood there already, as they were seen then."""
        assert self._ground is not None
        known = {name: seen for name, seen in self._seen.items() if name not in self._staged}
        found = ((name, known.get(name) or sighting(self._ground.path(name))) for name in self._digests)
        return {name: seen for name, seen in found if seen}

    def _put(
        self, name: str, digest: str, at: Place | None, same: Callable[[str], bool], stage: Callable[[], str]
    ) -> None:
        """Stages a file, unless the `same` stands there already."""
        if self._ended:
            raise RuntimeError("this output has ended")
        ground = self._ground
        if ground is None or not self._enter(ground, name, at or self._place(name)):
            return
        try:
            if not (ground.listed.get(name) == digest and same(ground.path(name))):
                self._staged[name] = stage()
            self._digests[name] = digest
        except OSError as error:
            self._fail(name, error, self._place(name))

    def _enter(self, ground: Ground, name: str, place: Place) -> bool:
        """Whether a file of this name may be written."""
        try:
            agrees = name in ground.listed and not self._healing
            if found := self._register.enter(name, place, agrees=agrees):
                self._findings.append(found)
                return False
            return self._is_free(ground, name, place) and not self.blocked
        except OSError as error:
            self._fail(name, error, self._place(name))
            return False

    def commit(self) -> Written | None:
        """Moves the site in and removes what no longer belongs to it; None, with findings, where that failed.

        Where no file was moved, the last site stands as it was; else the next build finishes what this one began.
        """
        if self._ended:
            raise RuntimeError("this output has ended")
        self._ended = True
        if self._ground is None or not self._is_still_free(self._ground):
            return None
        plan = Plan(self._ground, self._house, self._digests, self._staged, self._healing)
        try:
            outcome = carry_out(plan)
        except OSError as error:
            self._fail(self._out.as_posix(), error, Place(self._out.as_posix()))
            return None
        for name in outcome.kept:
            self._findings.append(rules.OUTPUT_KEPT_FILE.at(self._place(name), name=name))
        left = len(outcome.failures) - _MOST_TOLD
        for name, failure in list(outcome.failures.items())[:_MOST_TOLD]:
            hint = f"{rules.OUTPUT_FAILED.fix}; {left} more files failed likewise" if left > 0 else ""
            self._findings.append(_failed(name, failure, self._place(name), hint))
        self._made.clear()
        changed = len(self._staged) - self._new
        unchanged = len(self._digests) - len(self._staged)
        return None if outcome.failures else Written(self._new, changed, unchanged, outcome.removed)

    def _open(self) -> None:
        self._make_base()
        if os.path.islink(self._house):
            self._findings.append(
                rules.OUTPUT_THROUGH_LINK.at(self._place(names.HOUSE), name=names.HOUSE, link=names.HOUSE)
            )
            return
        self._lock = lock.acquire(self._house, self._patience)
        if self._lock is None:
            self._findings.append(rules.OUTPUT_LOCKED.at(Place(self._out.as_posix()), path=self._out))
            return
        sweep(self._house)
        listed = manifest.load(self._house)
        if listed is None:
            path = manifest.path_in(self._out.as_posix() + "/" + names.HOUSE)
            self._findings.append(rules.OUTPUT_LIST_DAMAGED.at(Place(path), path=path))
            return
        self._healing = bool(listed.coming)
        self._ground = survey(self._base, listed)

    def _make_base(self) -> None:
        """Makes the output folder and those above it, and remembers which."""
        missing = []
        path = self._base
        while not os.path.isdir(path) and os.path.dirname(path) != path:
            missing.append(path)
            path = os.path.dirname(path)
        for path in reversed(missing):
            with suppress(FileExistsError):
                os.mkdir(path)
                self._made.append(path)

    def _close(self) -> None:
        """Takes away what was staged, and the folders that were made for nothing."""
        if self._lock is not None:
            self._stage.discard()
            lock.release(self._house, self._lock)
            self._lock = None
        for folder in (self._house, *reversed(self._made)) if self._opened else ():
            with suppress(OSError):  # not empty: it is in use
                os.rmdir(folder)

    def _is_free(self, ground: Ground, name: str, place: Place) -> bool:
        occupant = ground.occupant(name)
        if occupant.owner is Owner.OTHER:
            self._foreign[occupant.name] = self._place(occupant.name)
        elif occupant.owner is Owner.LINK:
            self._findings.append(rules.OUTPUT_THROUGH_LINK.at(place, name=name, link=occupant.name))
        self._new += occupant.owner is Owner.NOBODY
        return occupant.owner in (Owner.NOBODY, Owner.BUILD)

    def _is_still_free(self, ground: Ground) -> bool:
        """Looks again, right before the first file is moved: making a site takes time."""
        if self.blocked:
            return False
        ground.forget()
        self._new = 0
        for name in self._staged:
            try:
                self._is_free(ground, name, self._place(name))
            except OSError as error:
                self._fail(name, error, self._place(name))
                break
        return not self.blocked

    def _fail(self, name: str, error: OSError, place: Place) -> None:
        """Notes what the system refused, gives back the room that was taken, and stops."""
        self._findings.append(_failed(name, error, place))
        self._ground = None
        self._stage.discard()

    def _place(self, name: str) -> Place:
        return Place(f"{self._out.as_posix()}/{name}")

    def _foreign_findings(self) -> Iterable[Finding]:
        told = sorted(self._foreign)[:_MOST_TOLD]
        left = len(self._foreign) - len(told)
        for name in told:
            more = f"; nor were {left} more that stand in the way" if left and name == told[-1] else ""
            yield rules.OUTPUT_FOREIGN_FILE.at(self._foreign[name], name=name, more=more)


def _failed(name: str, error: OSError, place: Place, hint: str = "") -> Finding:
    return rules.OUTPUT_FAILED.at(place, hint, name=name, reason=os.strerror(error.errno or errno.EIO))
