"""The port that the preview listens on: on this computer only."""

from __future__ import annotations

import errno
import os
import socket

HOSTS = ("127.0.0.1", "::1", "localhost")
"""Where the preview may listen: addresses that lead from this computer to itself."""
TRIED = 50
"""How many ports after the one that is taken are tried, to name a free one."""


class PortError(Exception):
    """The port cannot be listened on; the message says why, and what to do."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on a port of this computer; 0 is any that is free. Raises PortError."""
    try:
        return _bound(host, port)
    except OSError as error:
        raise PortError(_why(error, host, port)) from error


def _bound(host: str, port: int) -> socket.socket:
    address = "127.0.0.1" if host == "localhost" else host
    found = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere this would let two programs listen on one port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((address, port))
        found.listen(128)
    except OSError:
        found.close()
        raise
    return found


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno in (errno.EADDRINUSE, errno.EACCES):
        taken = (
            "is taken by another program" if error.errno == errno.EADDRINUSE else "needs rights that you do not have"
        )
        free = _free(host, max(port, 1023) + 1)
        return f"port {port} {taken}." + (f" This one is free: --port {free}" if free else " --port 0 takes any.")
    return f"cannot listen on {host}: {os.strerror(error.errno or 0)}."


def _free(host: str, first: int) -> int:
    """The first free port from `first` on, 0 where none is found soon."""
    for port in range(first, min(first + TRIED, 65_536)):
        try:
            _bound(host, port).close()
        except OSError:
            continue
        return port
    return 0
