"""What all ways to a target have in common: look at what is there, say what would change, carry it over.

Every target keeps a list of the files that were published there. What it lists is ours: replaced when it changed,
removed when it is gone from the site. All else there is never touched, and a file of ours never takes its place.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Self

from builder.diagnostics import Finding
from builder.publish.cargo import Cargo
from builder.rules import publish_rules as rules
from builder.source import Place
from builder.write.manifest import Manifest


class Refused(Exception):  # noqa: N818 - no mistake of ours: an answer
    """Nothing goes on; why is in `finding`."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Changes:
    """What publishing would do to the files of a target, by name, each sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    @property
    def sent(self) -> tuple[str, ...]:
        """The files that are sent: what others hang on before the pages, the home page last."""
        return tuple(sorted((*self.added, *self.changed), key=_turn))


def _turn(name: str) -> tuple[int, str]:
    return (2 if name == "index.html" else 1 if name.endswith(".html") else 0, name)


class Carrier(AbstractContextManager["Carrier"], ABC):
    """A way to a target. `where` names it in words; complaints stand at `place`, where site.yaml names the target.

    largest  bytes of the largest file that its hosts take, 0 where nothing is known
    extra    files that go there besides the site's own
    """

    largest = 0
    extra: Mapping[str, bytes] = {}

    def __init__(self, place: Place, where: str) -> None:
        self.place = place
        self.where = where

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Take away what was put aside."""

    @abstractmethod
    def compare(self, cargo: Cargo) -> Changes:
        """What would change; nothing is touched. Raises Refused."""

    @abstractmethod
    def carry(self, cargo: Cargo, changes: Changes) -> None:
        """Do what `compare` of the same cargo said. Raises Refused."""


def changes(
    cargo: Cargo, same: Collection[str], different: Collection[str], there: Collection[str], listed: Manifest, at: Place
) -> Changes:
    """The changes at a target, all names of which are in `there` as far as they are ours.

    same       names of the site that stand there with the same bytes
    different  names of the site that stand there with others
    Raises Refused where one of those was not published by us.
    """
    ours = {**listed.files, **listed.coming}
    foreign = sorted(set(different) - ours.keys())
    if foreign:
        more = f", nor were {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise Refused(rules.PUBLISH_FOREIGN.at(at, name=foreign[0], more=more))
    gone = (ours.keys() & set(there)) - cargo.digests.keys()
    added = cargo.digests.keys() - set(same) - set(different)
    return Changes(tuple(sorted(added)), tuple(sorted(different)), tuple(sorted(gone)), len(set(same)))
