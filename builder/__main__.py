"""`python -m builder` and the command `allegedly`."""

from __future__ import annotations

import os
import sys

from builder import INTERRUPTED, __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

SELDOM = 200_000, 20, 100
"""How often circles of objects are looked for: what a build makes stays until its end."""


def main() -> None:
    """Run the command line; a bare `--version` and a build in plain words do without loading it.

    What the system refuses the program itself (a full disk under the terminal's log) ends in one line, not in a
    traceback; what it refuses a build is told by the build.
    """
    try:
        _run()
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:  # whoever reads has seen enough: no error of ours
        _fall_silent()
        raise SystemExit(1) from None
    except OSError as error:
        if sys.stderr is not None:
            sys.stderr.write(f"allegedly: {error}\n")
        raise SystemExit(1) from None


def program() -> NoReturn:
    """Run the command line as a program of its own, and end at once: the system takes back all objects together."""
    code: object = 0
    try:
        main()
    except SystemExit as leaving:
        code = leaving.code or 0
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        raise SystemExit(code) from None
    if not isinstance(code, int) or _is_accompanied():
        raise SystemExit(code)
    os._exit(code)


def _is_accompanied() -> bool:
    """Whether there are threads or processes that Python waits for at its end, or somebody who watches it run."""
    threading, processes = sys.modules.get("threading"), sys.modules.get("multiprocessing")
    others = (threading and threading.active_count() > 1) or (processes and processes.active_children())
    return bool(others or sys.getprofile() or sys.gettrace())


def _run() -> None:
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"allegedly {__version__}\n")
        return
    _spell_out()
    from builder.doorstep import answered, plain

    asked = plain(sys.argv[1:])
    done, looks = answered(*asked[:3]) if asked else (False, None)
    if done:
        return
    import gc

    gc.set_threshold(*SELDOM)
    if asked and os.path.isdir(asked[0]):
        from builder.forerunner import Forerunner

        with Forerunner(*asked, looks) as forerunner:
            from builder.building import carry_out_plainly

            carry_out_plainly(*asked, looks, forerunner)
        return
    from builder.cli import main as command

    command()


def _fall_silent() -> None:
    """Let nothing more be said, so that the end of the program does not fail to say it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            os.dup2(nowhere, stream.fileno())


def _spell_out() -> None:
    """Let characters that a terminal cannot show be spelled out."""
    import io

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    program()
