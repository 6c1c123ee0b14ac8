"""A program under limits: `python -IS limited.py REPORT LIMITS PROGRAM ARGUMENT…`, LIMITS being JSON.

It starts the program, waits for it, and writes how it ended and the most memory it held into the file REPORT. It is a
process of its own, and a small one, because what a process held before it becomes another program counts as held by it.
"""

import ctypes
import json
import os
import resource
import signal
import sys

DROP_CAPABILITY = 24  # PR_CAPBSET_DROP
OVERRIDES = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


def main(report: str, limits: str, *command: str) -> None:
    """Start the program, wait for it, tell how it ended."""
    child = os.fork()
    if child == 0:
        _limit(json.loads(limits))
        os.execv(command[0], command)  # noqa: S606 - that is what this is for
    _, status, usage = os.wait4(child, 0)
    with open(report, "w", encoding="ascii") as stream:
        json.dump({"code": os.waitstatus_to_exitcode(status), "peak": usage.ru_maxrss * 1024}, stream)


def _limit(limits: dict[str, int | None]) -> None:
    """Limit this process: room (bytes of address space), largest_file (bytes), unprivileged."""
    room = limits["room"] or resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if (largest := limits["largest_file"]) is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    if limits.get("unprivileged") and os.geteuid() == 0:
        library = ctypes.CDLL(None, use_errno=True)
        for capability in OVERRIDES:
            if library.prctl(DROP_CAPABILITY, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "a capability of root's cannot be given up")


if __name__ == "__main__":
    main(*sys.argv[1:])
