"""The command `build`, once it is known what was asked for: builds, and tells what came of it."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from builder.doorstep import built, say
from builder.terminal import Progress, tell

if TYPE_CHECKING:
    from builder.cache.looks import Looks
    from builder.forerunner import Forerunner
    from builder.pipeline.crew import Crew

NOTHING_BUILT = "Nothing was built; the last good site is untouched."


def carry_out(
    root: Path,
    out: Path,
    crew: AbstractContextManager[Crew],
    *,
    drafts: bool,
    cache: bool,
    profiled: bool = False,
    looks: Looks | None = None,
) -> None:
    """Build the site below `root` into `out`; ends the program where anything is wrong.

    `looks` is what the site's files look like, where that is known.
    """
    from builder.pipeline.build import build
    from builder.pipeline.stopwatch import Profile

    profile = Profile()
    with Progress(sys.stderr) as progress, crew as workers:
        kept = cache_of(root, cache)
        result = build(
            root, out, drafts=drafts, cache=kept, crew=workers, progress=progress, profile=profile, seen=looks
        )
    tell(result.findings)
    written = result.written
    if written is None:
        say(f"{NOTHING_BUILT}\n", sys.stderr)
        raise SystemExit(1)
    told = built(result.articles, out, written.new, written.changed, written.unchanged, written.removed)
    say(f"{told}\n", sys.stdout)
    if profiled:
        files = written.new + written.changed + written.unchanged
        say("".join(f"{line}\n" for line in profile.lines(result.articles, files)), sys.stdout)


def carry_out_plainly(
    root: str, out: str, drafts: bool, jobs: int, looks: Looks | None, forerunner: Forerunner
) -> None:
    """Build as a command in plain words asks for: see `doorstep`."""
    from contextlib import nullcontext

    from builder.pipeline.crew import local
    from builder.render import load

    crew = local(jobs, lambda: forerunner.wait(load), forerunner.untouched)
    carry_out(Path(root), Path(out), nullcontext(crew), drafts=drafts, cache=True, looks=looks)


def cache_of(root: Path, wanted: bool) -> Path | None:
    """The folder in which the builds of a site keep their results, where they are to: not where there is no site."""
    from builder.cache import NAME

    return root / NAME if wanted and (root / "content").is_dir() else None
