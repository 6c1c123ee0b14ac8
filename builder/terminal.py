"""What all commands have in common: where the site is, and how findings are told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from builder.diagnostics import Finding

Command = TypeVar("Command", bound=Callable[..., Any])


def root_option(command: Command) -> Command:
    """The option that names the folder of the site."""
    import click

    return click.option(
        "--root",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        help="Folder of the site: the one that holds content/. Default: here.",
    )(command)


def tell(findings: Sequence[Finding], stream: Any = None) -> None:
    """Print findings, in colour on a terminal."""
    to = stream or sys.stderr
    if to is None or not findings:  # closed by whoever called
        return
    colour = to.isatty() and "NO_COLOR" not in os.environ
    from builder.report import text

    text(findings, to, colour=colour, width=_width(to))
    to.flush()


def _width(stream: Any) -> int:
    if not stream.isatty():
        return 100
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


LONG = 1.0
"""Seconds after which a build begins to tell how far it is."""


class Progress:
    """One line on a terminal that tells how far a long build is; nothing anywhere else."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.shown = False
        self.began = 0.0

    def __enter__(self) -> Progress:
        import time

        self.began = time.monotonic()
        return self

    def __exit__(self, *exception: object) -> None:
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()

    def __call__(self, step: str, done: int, total: int) -> None:
        """Tell how much of a step is done."""
        import time

        if self.stream is None or not self.stream.isatty() or time.monotonic() - self.began < LONG:
            return
        self.shown = True
        self.stream.write(f"\r\x1b[K{step} {done} of {total}")
        self.stream.flush()
