"""Watches the folders that a site is made of, and finds them again after they were gone."""

from __future__ import annotations

import contextlib
import os
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from builder.serve.noticing import noticed

Tell = Callable[[Iterable[str] | None, bool], None]
"""Told which paths changed, None where any may have, and whether a save is complete with it; by a thread of its own."""
_BACK = "Callback with id .* already exists for watch"
"""How watchdog begins what it says of a folder that was moved out of the site and in again: the system knows it still,
under the same number. All is well then, and what comes of it is told; 1,500 characters of it are none of an author's
business."""


class Watcher(FileSystemEventHandler):
    """Watches the top of a root and some folders in it.

    `tend` is to be called now and then: it notices folders that are new, gone, or back. After a folder went, however
    deep, it watches all of them anew: where it was moved away, watchdog would go on to watch it at its new place, take
    that for the old one, and break when both are gone.
    """

    def __init__(self, root: Path, tell: Tell) -> None:
        self.root = os.path.realpath(root)
        self.is_slow = False
        self._tell = tell
        self._has_lost = False
        self._observer: BaseObserver = Observer()
        self._watches: dict[str, tuple[tuple[int, int], ObservedWatch]] = {}

    def start(self, folders: Iterable[str]) -> None:
        """Begin; `folders` are names in the root."""
        warnings.filterwarnings("ignore", _BACK, RuntimeWarning, r"watchdog\.")
        self._observer.start()
        self._settle(self._wanted(folders))

    def stop(self) -> None:
        """End."""
        self._observer.stop()
        self._observer.join(2)

    def tend(self, folders: Iterable[str]) -> None:
        """Look whether the folders are still those that are watched; where not, anything may have changed."""
        has_lost, self._has_lost = self._has_lost, False
        if has_lost:
            self._settle({})
        wanted = self._wanted(folders)
        if has_lost or wanted != {path: number for path, (number, _) in self._watches.items()}:
            self._settle(wanted)
            self._tell(None, False)

    def dispatch(self, event: FileSystemEvent) -> None:
        """Hear what happened to a file."""
        if event.is_directory and event.event_type == "deleted":  # or moved out of what is watched
            self._has_lost = True
        paths = [self._below(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        found = list(noticed(event.event_type, event.is_directory, paths))
        if found:
            is_complete = event.event_type == "closed" or (event.event_type == "moved" and paths[-1] in found)
            self._tell(found, is_complete and not event.is_directory)

    def _below(self, path: str) -> str:
        """A path from the root."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def _wanted(self, folders: Iterable[str]) -> dict[str, tuple[int, int]]:
        """The folders that there are, each with what tells it from another of its name."""
        found = {}
        for path in (self.root, *(os.path.join(self.root, name) for name in sorted(folders))):
            try:
                seen = os.stat(path)
            except OSError:
                continue
            if os.path.isdir(path):
                found[path] = (seen.st_dev, seen.st_ino)
        return found

    def _settle(self, wanted: dict[str, tuple[int, int]]) -> None:
        """Watch the folders that are wanted, and no others."""
        for path, (number, watch) in list(self._watches.items()):
            if wanted.get(path) != number:
                del self._watches[path]
                self._forget(watch)
        for path, number in wanted.items():
            if path not in self._watches:
                try:
                    watch = self._observer.schedule(self, path, recursive=path != self.root)
                except FileNotFoundError:  # gone again meanwhile
                    continue
                except OSError:  # the system watches no more folders
                    self._look_instead(wanted)
                    return
                self._watches[path] = (number, watch)

    def _forget(self, watch: ObservedWatch) -> None:
        """Watch a folder no longer, which may be gone."""
        with contextlib.suppress(KeyError, OSError):
            self._observer.unschedule(watch)

    def _look_instead(self, wanted: dict[str, tuple[int, int]]) -> None:
        """Look at the files once a second."""
        if self.is_slow:
            return
        self.is_slow = True
        self._observer.stop()
        self._observer = PollingObserver(timeout=1)
        self._observer.start()
        self._watches.clear()
        self._settle(wanted)
