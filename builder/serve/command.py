"""`allegedly serve`: listens, reads the site, shows it until Ctrl-C."""

from __future__ import annotations

import contextlib
import gc
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn

from builder.diagnostics import Finding
from builder.pipeline.workbench import Recall, Told, Workbench
from builder.read import Root
from builder.report import summary
from builder.serve.app import application
from builder.serve.guarding import hosts_of
from builder.serve.listening import PortError, listen
from builder.serve.preview import Preview, Renewal

__all__ = ["Opened", "PortError", "opened", "serve"]

NAMED = 3
"""How many files that changed are named; of more, how many there are."""


class _Server(uvicorn.Server):
    """Says when pages may be asked for; ends the streams to them when it is to end: they would keep it waiting."""

    def __init__(self, config: uvicorn.Config, preview: Preview, begun: Callable[[], object]) -> None:
        super().__init__(config)
        self.preview = preview
        self.begun = begun

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin; from here on every change is seen."""
        await super().startup(sockets)
        if not self.should_exit:
            self.begun()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl-C, or a signal to end."""
        self.preview.end()
        super().handle_exit(sig, frame)

    def leave(self) -> None:
        """End, as something went wrong inside."""
        self.preview.end()
        self.should_exit = True


@dataclass(frozen=True, slots=True)
class Opened:
    """A preview about to begin: it listens already, and has read the site."""

    listening: socket.socket
    host: str
    bench: Workbench

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.listening.getsockname()[1])

    @property
    def address(self) -> str:
        """What a browser asks for."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"


def opened(root: Path, host: str, port: int, told: Told, recall: Recall | None = None) -> Opened:
    """Listen, then read the site below `root`; `told` is told how far that is. Raises PortError."""
    listening = listen(host, port)
    bench = Workbench(Root(root), recall, told)
    bench.renew()
    gc.collect()
    gc.freeze()  # a thousand articles need not be looked through again and again for what is no longer needed
    return Opened(listening, host, bench)


def serve(begun: Opened, tell: Callable[[Sequence[Finding]], None], say: Callable[[str], object]) -> None:
    """Show the site until Ctrl-C; `tell` prints findings, `say` a line."""
    tell(begun.bench.edition.findings)
    preview = Preview(begun.bench, _Speaker(begun.bench.edition.findings, tell, say).renewed, tell)
    config = uvicorn.Config(
        application(preview, hosts_of("127.0.0.1" if begun.host == "localhost" else begun.host, begun.port)),
        log_config=None,
        log_level="critical",
        access_log=False,
        lifespan="on",
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=60,
        loop="asyncio",
        http="h11",
        ws="none",
    )
    greeting = f"The preview of {begun.bench.root.directory} is at {begun.address}  Ctrl-C ends it."
    server = _Server(config, preview, lambda: say(greeting))
    preview.stop = server.leave
    with begun.listening, contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how one ends it
        server.run(sockets=[begun.listening])
    if preview.failure is not None:
        raise preview.failure


class _Speaker:
    """Says in the terminal what changed and what came of it; what was told already is not told again."""

    def __init__(
        self, findings: Sequence[Finding], tell: Callable[[Sequence[Finding]], None], say: Callable[[str], object]
    ) -> None:
        self.findings = findings
        self.tell = tell
        self.say = say

    def renewed(self, renewal: Renewal) -> None:
        """Say what came of a change."""
        if renewal.paths is None and renewal.findings == self.findings:
            return
        paths = sorted(renewal.paths or ())
        what = ", ".join(paths) if len(paths) <= NAMED else f"{len(paths)} files"
        self.say(f"changed: {what or 'the folder'} ({1000 * renewal.seconds:.0f} ms)")
        if renewal.findings != self.findings:
            self.findings = renewal.findings
            if renewal.findings:
                self.tell(renewal.findings)
            else:
                self.say(summary(renewal.pages))
