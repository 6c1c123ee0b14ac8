"""Folders that are moved about while they are watched."""

from __future__ import annotations

import queue
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from builder.serve.watching import Watcher
from tests.serve.conftest import ARTICLE, FERRY, PATIENCE, Serving

Told = tuple[str, ...] | None


class Watching:
    """A watcher of the folder `content` below a root, and what it told."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._told: queue.Queue[Told] = queue.Queue()
        self.watcher = Watcher(root, self._tell)
        self.watcher.start(["content"])

    def _tell(self, paths: Iterable[str] | None, _is_complete: bool) -> None:
        self._told.put(None if paths is None else tuple(paths))

    def until(self, told: Callable[[Told], bool]) -> None:
        """Wait until something is told, and look after the folders meanwhile."""
        for _ in range(round(PATIENCE / 0.1)):
            self.watcher.tend(["content"])
            try:
                while not told(self._told.get(timeout=0.1)):
                    pass
            except queue.Empty:
                continue
            return
        raise AssertionError("nobody told")


@pytest.fixture
def watching(root: Path) -> Iterator[Watching]:
    """A watcher of the site."""
    found = Watching(root)
    yield found
    found.watcher.stop()


def test_folders_that_were_moved_away_are_let_go(watching: Watching, tmp_path: Path) -> None:
    """A folder moved away, another in its place, both gone: what comes to stand there then is seen."""
    folder, away = (watching.root / FERRY).parent, tmp_path / "away"
    folder.rename(away)
    watching.until(lambda told: told is None)
    folder.mkdir()
    watching.until(lambda told: told is not None)
    shutil.rmtree(folder)
    watching.until(lambda told: told is None)
    shutil.rmtree(away)
    folder.mkdir()
    (watching.root / FERRY).write_text(ARTICLE, encoding="utf-8")
    watching.until(lambda told: told is not None and FERRY in told)


def test_a_folder_that_comes_back_at_once(serving: Serving, tmp_path: Path) -> None:
    """An article that is moved away and back again is watched as before, and nothing is said but what changed."""
    heard = serving.hear()
    folder = (serving.root / FERRY).parent
    folder.rename(tmp_path / "away")
    (tmp_path / "away").rename(folder)
    serving.write(FERRY, f"{ARTICLE}\nIt ran.\n")
    heard.until("page")
    serving.until("changed: ")
    serving.interrupt()
    with pytest.raises(AssertionError, match="it has ended"):
        serving.until("no such line")
    assert not [line for line in serving.said if "Warning" in line]
