"""What all commands have in common: where the site is, and how findings are told."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from builder import report
from builder.diagnostics import Finding

Command = TypeVar("Command", bound=Callable[..., Any])


def root_option(command: Command) -> Command:
    """The option that names the folder of the site."""
    return click.option(
        "--root",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        help="Folder of the site: the one that holds content/. Default: here.",
    )(command)


def tell(findings: Sequence[Finding], stream: Any = None) -> None:
    """Print findings, in colour on a terminal."""
    to = stream or sys.stderr
    if to is None:  # closed by whoever called
        return
    colour = to.isatty() and "NO_COLOR" not in os.environ
    report.text(findings, to, colour=colour, width=_width(to))
    to.flush()


def _width(stream: Any) -> int:
    return shutil.get_terminal_size((100, 24)).columns if stream.isatty() else 100
