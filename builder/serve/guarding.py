"""Who is answered at all: a browser on this computer that asked for this very address, and only asks.

A page from elsewhere can make a browser ask 127.0.0.1 for things: through a name of its own that leads here (it then
says a foreign Host), or from a page of its own (it then says a foreign Origin).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from starlette.responses import PlainTextResponse

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"content-security-policy", b"frame-ancestors 'self'"),
)
"""Headers of every answer: nobody else may read it, or set a frame around it."""


def hosts_of(host: str, port: int) -> frozenset[str]:
    """How a browser names this server in the header Host."""
    names = {f"[{host}]" if ":" in host else host, "localhost"}
    return frozenset({f"{name}:{port}" for name in names} | (names if port == 80 else set()))


class Guard:
    """Hands on what may be answered."""

    def __init__(self, app: App, hosts: Iterable[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            refused = self._refusal(scope)
            await (refused or self.app)(scope, receive, _adding(send))

    def _refusal(self, scope: Message) -> PlainTextResponse | None:
        """Why a request is refused; None where it is not."""
        said = [(name.lower(), value.decode("latin-1").lower()) for name, value in scope["headers"]]
        hosts = [value for name, value in said if name == b"host"]
        if len(hosts) != 1 or hosts[0] not in self.hosts:
            return PlainTextResponse(f"This preview answers at {min(self.hosts)} only.\n", 400)
        origins = [value for name, value in said if name == b"origin"]
        if any(origin not in {f"http://{host}" for host in self.hosts} for origin in origins):
            return PlainTextResponse("This preview answers its own pages only.\n", 403)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("This preview can be read, nothing else.\n", 405, {"Allow": "GET, HEAD"})
        return None


def _adding(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *HEADERS]
        await send(message)

    return sending
