"""The options that say who does the work of a build: processes of this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from builder.pipeline.crew import Crew


def worker_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--jobs`, `--cluster` and `--no-cache` to a command."""
    keep = "Keep results in .cache/ for the next build. Default: yes."
    scheduler = "Work on the Dask cluster of this scheduler: tcp://HOST:PORT."
    processes = "How many processes work. Default: one for each core."
    command = click.option("--cache/--no-cache", default=True, help=keep)(command)
    command = click.option("--cluster", default="", metavar="ADDRESS", help=scheduler)(command)
    return click.option("--jobs", type=click.IntRange(min=0), default=0, metavar="N", help=processes)(command)


@contextmanager
def crew_of(jobs: int, cluster: str, root: Path, cache: bool) -> Iterator[Crew]:
    """Those who work on the site below `root`; ends the program where a cluster cannot."""
    from builder.pipeline.crew import local

    if not cluster:
        yield local(jobs)
        return
    if not cache:
        raise click.UsageError("the workers of a cluster share their results through .cache/: leave --no-cache away")
    from builder.pipeline.cluster import ClusterError, crew_at

    try:
        with crew_at(cluster, root) as crew:
            yield crew
    except ClusterError as error:
        raise click.UsageError(str(error)) from error
