"""Fixtures of the whole suite: golden cases (see `golden_run.py`), small sites, and how hypothesis runs."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.child import PROJECT, allegedly
from tests.small_sites import SmallSite, copied

pytest_plugins = ("tests.golden_run", "pytester")

# No test depends on how fast a machine is; in CI the same examples are tried each time.
settings.register_profile(
    "allegedly",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("allegedly")


def pytest_configure(config: pytest.Config) -> None:
    """Let processes keep what they compile: hundreds run the program, and compiling it takes as long as what they do.

    Where Python was told to leave nothing beside its sources, that is kept in a folder that goes with this run.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", "") and "PYTHONPYCACHEPREFIX" not in os.environ:
        folder = tempfile.TemporaryDirectory(prefix="allegedly-compiled-")
        os.environ["PYTHONPYCACHEPREFIX"] = folder.name
        config.add_cleanup(folder.cleanup)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is kept for the user between runs is kept for the tests alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this project's own site lies, built once in a run, for all workers: to be looked at, not to be changed."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    out = folder / "own-site"
    with (folder / "own-site.lock").open("w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():
            allegedly("build", "--root", PROJECT, "--out", folder / "own-site-begun", codes=[0])
            (folder / "own-site-begun").rename(out)
    return out


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], SmallSite]:
    """Copy the site `tests/sites/<name>` to a temporary folder: `site("minimal")`."""
    return lambda name: copied(name, tmp_path)
