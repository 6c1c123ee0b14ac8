"""Work on a Dask cluster whose workers see the site's folder under the same path (extra `allegedly[cluster]`)."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from builder import __version__
from builder.cache import NAME
from builder.cache.stamp import content
from builder.cache.store import Store, clear
from builder.pipeline.crew import Crew

PATIENCE = 15
"""Seconds to wait for a scheduler."""
RETRIES = 5
"""How often a piece of work is begun anew after its worker was lost."""


class ClusterError(Exception):
    """A cluster cannot be worked on; the message says why, and what to do."""


@contextmanager
def crew_at(address: str, root: Path) -> Iterator[Crew]:
    """The workers of the scheduler at an address, who work on the site below `root`. Raises ClusterError."""
    client = _client(address)
    try:
        _check(client, root)
        threads = sum(client.nthreads().values())
        yield Crew(max(2, threads), lambda: client.get_executor(retries=RETRIES, pure=False), _lost())
    finally:
        client.close()


def _lost() -> tuple[type[BaseException], ...]:
    """What is raised where workers, or the scheduler, were lost for good."""
    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    return CancelledError, KilledWorker, CommClosedError


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError("--cluster needs Dask: pip install 'allegedly[cluster]'") from error
    try:
        return Client(
            address,  # type: ignore[no-untyped-call]
            timeout=PATIENCE,
            set_as_default=False,
        )
    except (OSError, ValueError, TypeError) as error:
        raise ClusterError(f"no scheduler answers at {address}: {error}") from error


def _check(client: Any, root: Path) -> None:
    """Whether there are workers, with this very program, who see what lies in the store. Raises ClusterError."""
    own, _ = look("")
    store = Store(root.resolve() / NAME, b"")
    word = secrets.token_hex(8)
    try:
        desk = store.desk()
    except OSError as error:
        raise ClusterError(f"the workers could share nothing: {root / NAME} cannot be written ({error})") from error
    try:
        (desk / "word").write_text(word, encoding="ascii")
        found = client.run(look, str(desk / "word"), on_error="return")
    finally:
        clear(desk)
    if not found:
        raise ClusterError("the cluster has no workers: start some with 'dask worker ADDRESS'")
    for worker, answer in sorted(found.items()):
        if isinstance(answer, Exception):
            raise ClusterError(
                f"the worker {worker} cannot work on this site: {answer!r}; allegedly must be installed there"
            )
        program, seen = answer
        if program != own:
            raise ClusterError(f"the worker {worker} has another program ({program}): install the same there ({own})")
        if seen != word:
            raise ClusterError(
                f"the worker {worker} does not see {root.resolve()}: workers need the site's folder under this path,"
                " on a file system that all of them share"
            )


def look(path: str) -> tuple[str, str]:
    """What a worker has and sees: its program, libraries included; the words in a file ('' where there is none)."""
    program = f"allegedly {__version__}, {content().hex()[:12]}"
    try:
        return program, Path(path).read_text(encoding="ascii")
    except OSError:
        return program, ""
