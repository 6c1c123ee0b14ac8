"""The program in a process of its own, with limits: what it says, how it ends, how much memory it takes.

A run that takes too long is ended and is an error; so is one that prints a traceback.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
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
    if largest_file is not None:  # Python itself would leave half of what it compiles for others to find
        surroundings["PYTHONDONTWRITEBYTECODE"] = "1"
    limits = {"room": ROOM, "unprivileged": unprivileged, "largest_file": largest_file}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as fed:
        fed.write(stdin)
        fed.seek(0)
        report = Path(folder, "report")
        keeper = [sys.executable, "-IS", PROJECT / "tests" / "limited.py", report, json.dumps(limits)]
        child = subprocess.Popen(
            [*map(str, keeper), program, *map(str, arguments)], cwd=cwd or PROJECT, env=surroundings, stdin=fed,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        clock = threading.Timer(PATIENCE, lambda: os.killpg(child.pid, signal.SIGKILL))
        clock.start()
        told = [stream.decode("utf-8", "backslashreplace") for stream in child.communicate()]
        hung = clock.finished.is_set()
        clock.cancel()
        ended = {"code": child.returncode, "peak": 0} if hung else json.loads(report.read_text(encoding="ascii"))
    ran = Ran(ended["code"], told[0], told[1], ended["peak"])
    assert not hung, f"still running after {PATIENCE} seconds: {arguments}"
    assert "Traceback" not in ran.said, ran.said[-4000:]
    assert ran.code in codes, (ran.code, ran.said[-4000:])
    assert ran.peak < memory, f"{ran.peak:,} bytes of memory: {arguments}"
    return ran
