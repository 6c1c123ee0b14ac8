"""A preview that really runs, in a process of its own, over real files; and a page that hears what it tells."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

PROJECT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds in which something must happen: many times what it takes on a slow machine."""

ARTICLE = "# The ferry\n\nThe ferry [may]{.h} run.\n"
WRONG = "# The ferry\n\nThe ferry [may]{.hegde} run.\n"
FERRY = "content/articles/ferry/article.md"
PAGE = "articles/ferry/index.html"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


class Hearing:
    """A stream of events as a page hears it."""

    def __init__(self, port: int, facts: Mapping[str, str]) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._connection.request("GET", f"/-allegedly/events?{urlencode(facts)}")
        self._response = self._connection.getresponse()
        assert self._response.status == 200
        self._heard: queue.Queue[tuple[str, Any] | None] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def close(self) -> None:
        """Leave the page."""
        if self._connection.sock is not None:
            with contextlib.suppress(OSError):
                self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._listener.join(PATIENCE)
        self._response.close()
        self._connection.close()

    def _listen(self) -> None:
        name = ""
        try:
            for line in self._response:
                word, _, value = line.decode("utf-8").rstrip("\n").partition(": ")
                if word == "event":
                    name = value
                elif word == "data":
                    self._heard.put((name, json.loads(value)))
        except (OSError, http.client.HTTPException, ValueError, AttributeError):
            pass
        self._heard.put(None)

    def next(self) -> tuple[str, Any]:
        """The next event."""
        item = self._heard.get(timeout=PATIENCE)
        assert item is not None, "the stream has ended"
        return item

    def until(self, name: str) -> Any:
        """The data of the next event of a name; what comes before it is passed over."""
        while True:
            heard, data = self.next()
            if heard == name:
                return data

    def ends(self) -> None:
        """Wait until the stream ends."""
        while self._heard.get(timeout=PATIENCE) is not None:
            pass


class Serving:
    """A preview of a folder; `said` is what it printed so far."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        self.said: list[str] = []
        self._hearings: list[Hearing] = []
        self._lines: queue.Queue[str] = queue.Queue()
        command = [sys.executable, "-m", "builder", "serve", "--root", str(root), "--port", "0", *options]
        surroundings = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=surroundings, cwd=PROJECT,
            encoding="utf-8", start_new_session=True,
        )  # fmt: skip
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        while not (found := re.search(r"http://[^ ]+:(\d+)/", self.line())):
            pass
        self.port = int(found[1])
        self.address = found[0]

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put("")

    def line(self) -> str:
        """The next line it prints."""
        line = self._lines.get(timeout=PATIENCE)
        assert line, f"it has ended: {''.join(self.said)}"
        self.said.append(line)
        return line

    def until(self, words: str) -> str:
        """The next line it prints that holds some words."""
        while words not in (line := self.line()):
            pass
        return line

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path, as it is typed here."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def facts(self, path: str = f"/{PAGE}") -> dict[str, str]:
        """What the preview's script finds in a page."""
        tag = re.search(r'<script src="/-allegedly/preview\.js[^>]*>', self.get(path).text)
        assert tag is not None
        return {name: value for name, value in re.findall(r'data-(\w+)="([^"]*)"', tag[0]) if name != "look"}

    def hear(self, path: str = f"/{PAGE}") -> Hearing:
        """Open a page, and hear what it hears."""
        return self.hear_as(self.facts(path))

    def hear_as(self, facts: Mapping[str, str]) -> Hearing:
        """Hear what a page hears that was loaded when it had these facts."""
        self._hearings.append(Hearing(self.port, facts))
        return self._hearings[-1]

    def write(self, path: str, text: str) -> None:
        """Write a file of the site."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def interrupt(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    def end(self) -> None:
        """End it, whatever it does."""
        for heard in self._hearings:
            heard.close()
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()


def small_site(folder: Path) -> Path:
    """Write a site of one article and one page of its own."""
    for path, text in {
        "content/site.yaml": "title: Ferries\n",
        FERRY: ARTICLE,
        "content/pages/about.md": "# About\n\nThis is us.\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site of one article and one page of its own."""
    return small_site(tmp_path / "ours")


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A preview of such a site that several tests ask; none changes the site."""
    serving = Serving(small_site(tmp_path_factory.mktemp("standing") / "ours"))
    yield serving
    serving.end()


Begin = Callable[..., Serving]


@pytest.fixture
def begin(root: Path) -> Iterator[Begin]:
    """Begin a preview of the site, or of another folder."""
    with ExitStack() as stack:

        def begun(*options: str, folder: Path = root) -> Serving:
            serving = Serving(folder, *options)
            stack.callback(serving.end)
            return serving

        yield begun


@pytest.fixture
def serving(begin: Begin) -> Serving:
    """A preview of the site."""
    return begin()
