"""Work on a cluster: a real Dask scheduler and two real workers, one of which is lost while it works."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder.cli import main
from builder.pipeline.build import build
from builder.pipeline.cluster import ClusterError, crew_at, look
from tests.child import PROJECT
from tests.small_sites import SmallSite, copied

PATIENCE = 60.0
"""Seconds to wait for the cluster: many times what it takes to begin."""


@dataclass(slots=True)
class Cluster:
    """A scheduler's address, and the processes of its workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def begin(*arguments: str, folder: Path) -> subprocess.Popen[bytes]:
    """Begin a process of Dask; what it says goes to a file in the folder."""
    surroundings = {**os.environ, "PYTHONPATH": str(PROJECT), "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "1h"}
    with (folder / f"{arguments[0]}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=folder,
            env=surroundings,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def waited(found: Callable[[], bool], what: str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < end, what
        time.sleep(0.1)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler and two workers of one thread on this machine."""
    file = tmp_path / "scheduler.json"
    scheduler = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    processes = [begin(*scheduler, "--scheduler-file", str(file), folder=tmp_path)]
    worker = ("distributed.cli.dask_worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-nanny")
    try:
        waited(lambda: file.exists() and b'"address"' in file.read_bytes(), "the scheduler did not begin")
        workers = [begin(*worker, "--no-dashboard", "--name", name, folder=tmp_path) for name in "ab"]
        processes += workers

        address = json.loads(file.read_bytes())["address"]
        waited(lambda: _workers(address) == 2, "the workers did not begin")
        yield Cluster(address, workers)
    finally:
        for process in processes:
            process.kill()
            process.wait()


def _workers(address: str) -> int:
    from distributed import Client

    with Client(address, timeout=PATIENCE, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        return len(client.scheduler_info(n_workers=-1)["workers"])


def many(folder: Path, count: int) -> SmallSite:
    """A site with so many articles more."""
    site = copied("annotated", folder)
    for number in range(count):
        site.write(f"content/articles/rain-{number}/article.md", f"# Rain {number}\n\nIt [reportedly]{{.h}} rained.\n")
    return site


def test_a_cluster_builds_what_one_process_builds(cluster: Cluster, tmp_path: Path) -> None:
    """Though a worker is killed while it works, the site comes out the same, byte for byte."""
    site = many(tmp_path, 40)
    alone = SmallSite(site.root, tmp_path / "alone")
    assert build(site.root, alone.out).written is not None
    killed: list[str] = []

    def progress(step: str, done: int, total: int) -> None:
        if step == "making pages" and not killed and done:
            cluster.workers[0].send_signal(signal.SIGKILL)
            killed.append(f"{done} of {total}")

    with crew_at(cluster.address, site.root) as crew:
        assert crew.size == 2
        result = build(site.root, site.out, cache=site.root / ".cache", crew=crew, progress=progress)
    assert result.written is not None
    assert killed
    assert cluster.workers[0].wait(PATIENCE) == -signal.SIGKILL
    assert site.built() == alone.built()
    assert not list((site.root / ".cache/desks").iterdir())


def test_workers_find_what_they_need(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is done by the workers, not by the process that leads it."""
    site = many(tmp_path, 12)
    with crew_at(cluster.address, site.root) as crew:
        executor = crew.hire().__enter__() if crew.hire else None
        assert executor is not None
        seen = {executor.submit(os.getpid).result() for _ in range(4)}
    assert os.getpid() not in seen
    monkeypatch.chdir(site.root)
    done = site.run(main, "build", "--out", str(site.out), "--cluster", cluster.address)
    assert done.exit_code == 0, done.output
    assert "index.html" in site.built()


def test_workers_who_do_not_see_the_site_are_told(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system that is not shared is found out before the work begins."""
    site = copied("minimal", tmp_path)
    monkeypatch.setattr("builder.pipeline.cluster.look", elsewhere)
    with pytest.raises(ClusterError, match="does not see"), crew_at(cluster.address, site.root):
        pass
    monkeypatch.setattr("builder.pipeline.cluster.look", outdated)
    with pytest.raises(ClusterError, match="has another program"), crew_at(cluster.address, site.root):
        pass


def elsewhere(_path: str) -> tuple[str, str]:
    """What a worker with another disk answers."""
    return look("")


def outdated(_path: str) -> tuple[str, str]:
    """What a worker with an older program answers."""
    return f"0.0.0 of process {os.getpid()}", ""


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong usage, with the reason; and a cluster needs the cache."""
    monkeypatch.setattr("builder.pipeline.cluster.PATIENCE", 0.5)
    site = copied("minimal", tmp_path)
    for arguments, reason in (
        (("--cluster", "tcp://127.0.0.1:1"), "no scheduler answers"),
        (("--cluster", "nonsense://x"), "no scheduler answers"),
        (("--cluster", "tcp://127.0.0.1:1", "--no-cache"), "leave --no-cache away"),
    ):
        done = site.run(main, "build", "--root", str(site.root), "--out", str(site.out), *arguments)
        assert done.exit_code == 2
        assert reason in done.output
    assert not site.out.exists()
