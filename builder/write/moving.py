"""Moves a staged site into its place, so that whatever stops it, the next build can finish.

    list of old and new names  →  folders  →  new files  →  removals  →  list of new names

Until the first file moves nothing of the last site has changed. From then on every file that may be ours is listed.
Only the lists are waited for until the disk has them: a file that a power failure cut off differs from what the next
build makes, and is written again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress

from msgspec import Struct

from builder.write import manifest, names
from builder.write.ground import Ground


class Plan(Struct, frozen=True):
    """What is to be done.

    house     the folder that holds the list
    digests   name → SHA-256 of every file of the new site
    staged    name → path of those that are new or changed, in the order they are moved
    healing   whether the last build was cut short
    """

    ground: Ground
    house: str
    digests: Mapping[str, str]
    staged: Mapping[str, str]
    healing: bool


class Outcome(Struct, frozen=True):
    """What became of a plan: how many files were removed, which were left as they had been changed, what failed."""

    removed: int = 0
    kept: tuple[str, ...] = ()
    failures: Mapping[str, OSError] = {}


def carry_out(plan: Plan) -> Outcome:
    """Moves everything in.

    What fails is tried twice and does not stop the rest; then the list of old and new names stays, for the next build
    to finish. Raises OSError where no file has been moved.
    """
    ground = plan.ground
    stale = sorted(name for name in ground.listed if name not in plan.digests)
    if not (plan.staged or stale or plan.healing):
        return Outcome()
    coming = ground.planned | {name: plan.digests[name] for name in plan.staged}
    manifest.save(plan.house, manifest.Manifest(ground.listed, coming))
    _make_way(ground)
    _make_folders(ground, plan.staged)
    failures = _move(ground, plan.staged)
    failures = _move(ground, {name: plan.staged[name] for name in failures})
    if failures:
        return Outcome(failures=failures)
    outcome = _remove(ground, stale, plan.digests)
    if not outcome.failures:
        manifest.save(plan.house, manifest.Manifest(plan.digests))
    return outcome


def _make_way(ground: Ground) -> None:
    for name in sorted(ground.clearing):
        os.unlink(ground.path(name))
    for folder in sorted(ground.levelling):
        for path, _, _ in os.walk(ground.path(folder), topdown=False):
            os.rmdir(path)


def _make_folders(ground: Ground, staged: Iterable[str]) -> None:
    """Makes the folders of new files; where one cannot be made, takes those away again and raises OSError."""
    made: list[str] = []
    try:
        for folder in _folders_of(staged):
            with suppress(FileExistsError):
                os.mkdir(ground.path(folder))
                made.append(folder)
    except OSError:
        for folder in reversed(made):
            with suppress(OSError):
                os.rmdir(ground.path(folder))
        raise


def _folders_of(files: Iterable[str]) -> list[str]:
    """All folders that names stand in, outer ones before those inside them."""
    folders: set[str] = set()
    for name in files:
        for folder in names.parents(name):
            if folder in folders:
                break
            folders.add(folder)
    return sorted(folders)


def _move(ground: Ground, staged: Mapping[str, str]) -> dict[str, OSError]:
    failures = {}
    for name, path in staged.items():
        try:
            os.replace(path, ground.path(name))
        except OSError as error:
            failures[name] = error
    return failures


def _remove(ground: Ground, stale: Iterable[str], new: Mapping[str, str]) -> Outcome:
    """Removes files that are no longer part of the site, unless they were changed, and the folders this empties."""
    removed = len(ground.clearing)
    kept: list[str] = []
    failures: dict[str, OSError] = {}
    left = [name for name in stale if name not in ground.clearing]
    twins = {names.folded(name): name for name in new} if left else {}
    for name in left:
        try:
            standing = ground.digest(name)
            if standing is None or ground.is_same(name, twins.get(names.folded(name), "")):
                continue
            if standing == ground.listed[name]:
                os.unlink(ground.path(name))
                removed += 1
            else:
                kept.append(name)
        except OSError as error:
            failures[name] = error
    _prune(ground, (*stale, *ground.planned))
    return Outcome(removed, tuple(kept), failures)


def _prune(ground: Ground, files: Iterable[str]) -> None:
    """Removes the folders of files as far as they are empty now."""
    for folder in reversed(_folders_of(files)):
        if ground.is_folder(folder):
            with suppress(OSError):
                os.rmdir(ground.path(folder))
