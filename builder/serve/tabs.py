"""The pages that are open in browsers, and what each of them must hear of."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.diagnostics import Finding
from builder.serve.differing import changed_rows
from builder.serve.showing import Showing, text_of
from builder.serve.telling import told

ALIVE = 15.0
"""Seconds after which a stream without news says that it is still there."""

News = tuple[str, Mapping[str, Any]]
"""What a page must hear: the name of an event and its data.

page      its bytes are others now: it loads itself anew; `change` says which rows of its text are others, if known
style     the `addresses` of style sheets that changed, and the print that all have now
errors    what keeps the site from being built; `behind`: whether the page is not shown as its text is now
healed    nothing does, or does any longer
warnings  what else there is to tell, [] where nothing is
renewed   the site was read: `at` tells this time from all others; for pages that hear through another one
end       of what a page that does not stay must hear
"""


@dataclass(slots=True, eq=False)
class Tab:
    """An open page: its address, the prints of what it shows, its bytes where they are known, what it was told of.

    behind  whether it was told that it is not shown as its text is now
    """

    address: str
    print: str
    styles: Mapping[str, str]
    page: bytes | None = None
    troubles: tuple[Finding, ...] | None = None
    behind: bool = False
    warnings: tuple[Finding, ...] | None = None
    queue: asyncio.Queue[News | None] = field(default_factory=asyncio.Queue)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


def news(tab: Tab, showing: Showing, root: str) -> Iterator[News]:
    """What a tab must hear after a change, which it then knows."""
    shown = showing.at(tab.address)
    every = (*showing.edition.findings, *shown.findings)
    errors = tuple(finding for finding in every if finding.is_error)
    warnings = tuple(finding for finding in every if not finding.is_error)
    near = text_of(tab.address)
    behind = bool(shown.findings) or showing.edition.is_behind(near)
    content = showing.edition.content
    editor = content.house.site.editor if content else ""
    if errors and (errors, behind) != (tab.troubles, tab.behind):
        yield "errors", {**told(errors, root, editor, near), "behind": behind}
    if tab.troubles != errors and not errors:
        yield "healed", {}
    if warnings != tab.warnings:
        yield "warnings", told(warnings, root, editor, near)
    if shown.print != tab.print:
        yield "page", {"print": shown.print, "change": _change(tab.page, shown.data)}
    elif other := [name for name, found in showing.look.styles.items() if tab.styles.get(name) != found]:
        yield "style", {"addresses": other, "style": showing.look.style}
    tab.print, tab.styles, tab.troubles, tab.warnings = shown.print, showing.look.styles, errors, warnings
    tab.page, tab.behind = shown.data, behind


def nearest_first(tabs: Iterable[Tab], showing: Showing, paths: Iterable[str]) -> list[Tab]:
    """Some tabs, those of the articles before all others whose files are among `paths`: who writes looks at them."""
    changed = {path.split("/")[2] for path in paths if path.startswith("content/articles/")}
    return sorted(tabs, key=lambda tab: showing.article_of(tab.address) not in changed)


def _change(old: bytes | None, new: bytes | None) -> Mapping[str, Any] | None:
    return changed_rows(old, new) if old and new else None


class Tabs:
    """All open pages. Lives in one event loop."""

    def __init__(self) -> None:
        self.renewed = ""
        self._open: set[Tab] = set()
        self._is_closed = False

    def open(self) -> tuple[Tab, ...]:
        """The open pages."""
        return tuple(self._open)

    def tell_renewed(self, at: str) -> None:
        """Tell all that the site was read anew at a time."""
        self.renewed = at
        for tab in self._open:
            tab.queue.put_nowait(("renewed", {"at": at}))

    def close(self) -> None:
        """End all streams, and every later one at once."""
        self._is_closed = True
        for tab in self._open:
            tab.queue.put_nowait(None)

    async def catch_up(self, tab: Tab, hear: Callable[[Tab], Awaitable[list[News]]]) -> AsyncIterator[bytes]:
        """The server-sent events that tell a tab what it must hear at once, by `hear`, and nothing later."""
        yield b"retry: 1000\n\n"
        for one in [*await hear(tab), ("end", {})]:
            yield _event(one)

    async def stream(self, tab: Tab, hear: Callable[[Tab], Awaitable[list[News]]]) -> AsyncIterator[bytes]:
        """The same, and all later ones, until the tab or the server ends."""
        self._open.add(tab)
        try:
            yield b"retry: 1000\n\n"
            for one in [*await hear(tab), ("renewed", {"at": self.renewed})]:
                yield _event(one)
            while not self._is_closed:
                try:
                    item = await asyncio.wait_for(tab.queue.get(), ALIVE)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                if item is None:
                    return
                yield _event(item)
        finally:
            self._open.discard(tab)


def _event(item: News) -> bytes:
    name, data = item
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
