"""Fixtures of the whole suite: golden cases (see `golden_run.py`), small sites, and how hypothesis runs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], SmallSite]:
    """Copy the site `tests/sites/<name>` to a temporary folder: `site("minimal")`."""
    return lambda name: copied(name, tmp_path)
