"""A second process, which does what can be done while this one loads what draws the few articles that changed.

It leaves what it reads in the cache, where the build finds it as if an earlier one had read it; then it looks whether
what the last build wrote stands as it did. Whatever hinders it hinders the build too, which tells that: the forerunner
says nothing.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from builder.cache import NAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from builder.cache.looks import Looks

FEW = 4
"""How many changed files of articles are read ahead; more are read by all processes together."""
_ARTICLES = "content/articles/"
_READ = ("/article.md", "/claims.yaml", "/links.yaml")
"""How the paths of files end that an article is read from; of others beside them nothing needs to be read."""


class Forerunner:
    """Reads, from the start of a `with` to its end, what changed below `root` since the last build into `out`.

    Nobody is sent where that is of no use: no article is known to have changed, or many have; one process is to do
    all the work (`jobs` is 1), or no two work at a time here; the system cannot copy this process; it is watched.
    """

    def __init__(self, root: str, out: str, drafts: bool, jobs: int, looks: Looks | None) -> None:
        self._root = root
        self._out = out
        self._drafts = drafts
        self._looks = looks
        self._process = 0
        self._news = -1
        self._is_untouched = False
        known = looks.changed if looks else ()
        changed = [path for path in known if path.startswith(_ARTICLES) and path.endswith(_READ)]
        self._is_of_use = 0 < len(changed) <= FEW and jobs != 1 and _are_two_at_once()

    def __enter__(self) -> Forerunner:
        if self._is_of_use:
            import builder.pipeline.ahead  # noqa: F401 - what both need is loaded once, before there are two

            with suppress(OSError):  # no more processes are allowed
                self._news, told = os.pipe()
                try:
                    self._process = os.fork()
                    if not self._process:
                        self._run(told)
                finally:
                    os.close(told)
        return self

    def wait(self, meanwhile: Callable[[], None]) -> None:
        """Return when all is read that was to be read ahead; do something `meanwhile`, where somebody reads."""
        if self._process:
            meanwhile()
            os.read(self._news, 1)

    def untouched(self) -> bool:
        """Whether what the last build wrote is known to stand as it left it; waits until that is looked at."""
        if self._process:
            with suppress(ChildProcessError):  # whoever called the program lets nobody wait for what has ended
                self._is_untouched = os.waitpid(self._process, 0)[1] == 0
            self._process = 0
        return self._is_untouched

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process:
            import signal

            with suppress(ProcessLookupError):  # it has ended, and nobody is to wait for it: see `untouched`
                os.kill(self._process, signal.SIGKILL)  # nobody asked for what it reads
        self.untouched()
        if self._news >= 0:
            os.close(self._news)

    def _run(self, told: int) -> None:
        """Do the work of the other process, and end it, with 0 where the output is untouched; Ctrl-C ends both."""
        code = 1
        try:
            from builder.pipeline.ahead import read_ahead

            assert self._looks is not None
            read_ahead(self._root, os.path.join(self._root, NAME), self._looks)
            os.write(told, b".")
            from builder.cache.standing import untouched

            code = 0 if untouched(self._root, self._out, drafts=self._drafts) else 1
        finally:
            os._exit(code)


def _are_two_at_once() -> bool:
    """Whether a copy of this process runs beside it: both know then what is loaded so far.

    Not where somebody watches it run, to whom a copy would be a second program: a debugger would stop in both.
    """
    is_safe = sys.platform == "linux" and "threading" not in sys.modules
    is_watched = bool(sys.gettrace() or sys.getprofile())
    return is_safe and not is_watched and len(os.sched_getaffinity(0)) > 1
