"""`python -m builder` and the command `allegedly`."""

from __future__ import annotations

import sys

INTERRUPTED = 130
"""Exit code of a program that Ctrl-C ended."""

SELDOM = 50_000, 20, 100
"""How often circles of objects are looked for: what a build makes stays until its end."""


def main() -> None:
    """Run the command line; a bare `--version` is answered without loading it, a build with nothing to do as well.

    What the system refuses the program itself (a full disk under the terminal's log) ends in one line, not in a
    traceback; what it refuses a build is told by the build.
    """
    try:
        _run()
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except OSError as error:
        if sys.stderr is not None:
            sys.stderr.write(f"allegedly: {error}\n")
        raise SystemExit(1) from None


def _run() -> None:
    if sys.argv[1:] in (["--version"], ["-V"]):
        from builder import __version__

        sys.stdout.write(f"allegedly {__version__}\n")
        return
    _spell_out()
    from builder.doorstep import answered

    if answered(sys.argv[1:]):
        return
    import gc

    gc.set_threshold(*SELDOM)
    from builder.cli import main as command

    command()


def _spell_out() -> None:
    """Let characters that a terminal cannot show be spelled out."""
    import io

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    main()
