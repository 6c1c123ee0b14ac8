"""The program in a process of its own, with limits: what it says, how it ends, how much memory it takes.

A run that takes too long is ended and is an error; so is one that prints a traceback.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[1]
PATIENCE = 400.0
"""Seconds until a run counts as a hang: many times what the slowest takes on a slow machine."""
ROOM = 3_000_000_000
"""Bytes of address space a run may take: a run-away is stopped before it troubles the machine."""
MEMORY = 600_000_000
"""Bytes that a run may hold, unless a test says otherwise."""

_DROP_CAPABILITY = 24  # PR_CAPBSET_DROP
_OVERRIDES = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run ended; `peak` is the most memory it held, in bytes."""

    code: int
    out: str
    err: str
    peak: int

    @property
    def said(self) -> str:
        """All it said."""
        return self.out + self.err


def allegedly(*arguments: object, **options: Any) -> Ran:
    """Run the command line: `allegedly("check", "--root", root)`; options as for `python`."""
    return python("-m", "builder", *arguments, **options)


def python(
    *arguments: object,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: bytes = b"",
    unprivileged: bool = False,
    largest_file: int | None = None,
    memory: int = MEMORY,
    codes: Sequence[int] = (0, 1, 2),
    program: str = sys.executable,
) -> Ran:
    """Run Python with the package at hand.

    env           variables besides those of this process
    unprivileged  even root may open only what the permissions of a file allow
    largest_file  bytes after which writing a file fails, as it does on a full disk
    memory        bytes it may hold
    codes         the exit codes that may come
    """
    surroundings = {**os.environ, "PYTHONPATH": str(PROJECT), **(env or {})}
    with tempfile.TemporaryFile() as fed:
        fed.write(stdin)
        fed.seek(0)
        child = subprocess.Popen(
            [program, *map(str, arguments)], cwd=cwd or PROJECT, env=surroundings, stdin=fed,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            preexec_fn=_limits(unprivileged, largest_file),  # noqa: PLW1509 - no thread of ours holds a lock meanwhile
        )  # fmt: skip
    clock = threading.Timer(PATIENCE, child.kill)
    clock.start()
    with child, ThreadPoolExecutor(2) as readers:
        streams = [readers.submit(stream.read) for stream in (child.stdout, child.stderr) if stream]
        told = [stream.result().decode("utf-8", "backslashreplace") for stream in streams]
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    hung = clock.finished.is_set()
    clock.cancel()
    ran = Ran(child.returncode, told[0], told[1], usage.ru_maxrss * 1024)
    assert not hung, f"still running after {PATIENCE} seconds: {arguments}"
    assert "Traceback" not in ran.said, ran.said[-4000:]
    assert ran.code in codes, (ran.code, ran.said[-4000:])
    assert ran.peak < memory, f"{ran.peak:,} bytes of memory: {arguments}"
    return ran


def _limits(unprivileged: bool, largest_file: int | None) -> Any:
    """What is to be done in the child before the program runs."""
    library = ctypes.CDLL(None, use_errno=True)
    dropped = _OVERRIDES if unprivileged and os.geteuid() == 0 else ()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if largest_file is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
        for capability in dropped:
            if library.prctl(_DROP_CAPABILITY, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "a capability of root's cannot be given up")

    return limit
