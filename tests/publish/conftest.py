"""A small site to publish, and the real other sides on loopback: a git remote, an sshd, an S3 server, a web server."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from builder.cli import main
from tests.small_sites import SmallSite

PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
PATIENCE = 20.0
"""Seconds in which a server must answer: many times what it takes."""

BASE = "https://example.org/project/"
ARTICLE = "# The ferry {word}\n\nThe ferry [may]{{.h}} run.\n"


@dataclass(frozen=True, slots=True)
class Desk:
    """A site of two articles, and somebody who publishes it by typing commands."""

    site: SmallSite

    @property
    def root(self) -> Path:
        """The folder of the site."""
        return self.site.root

    def configure(self, target: str, base: str = BASE) -> None:
        """Write a site.yaml with one target, `there: {…}`."""
        self.site.write("content/site.yaml", f"title: Ferries\nbase_url: {base}\npublish:\n  there: {target}\n")

    def write(self, slug: str, word: str) -> None:
        """Write an article."""
        self.site.write(f"content/articles/{slug}/article.md", ARTICLE.format(word=word))

    def remove(self, slug: str) -> None:
        """Remove an article."""
        shutil.rmtree(self.root / "content/articles" / slug)

    def publish(self, *options: str, code: int = 0) -> str:
        """Write down the links, and publish; all that was said."""
        self.site.run(main, "links", "update", "--root", str(self.root))
        return self.send(*options, code=code)

    def send(self, *options: str, code: int = 0) -> str:
        """Publish what is there; all that was said."""
        result = self.site.run(main, "publish", "--root", str(self.root), *(options or ("there",)))
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        return result.output


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A site of two articles; its author's home folder is empty, and no setting of this computer holds."""
    home = tmp_path / "home"
    home.mkdir()
    for name in [name for name in os.environ if name.startswith(("AWS_", "GIT_", "SSH_", "RSYNC_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_TERMINAL_PROMPT", "0")
    monkeypatch.setattr(os, "fsync", lambda _: None)  # no power fails here, and disks are slow
    sitting = Desk(SmallSite(tmp_path / "ours", tmp_path / "unused"))
    sitting.write("ferry", "runs")
    sitting.write("harbour", "closes")
    return sitting


def program(name: str) -> str:
    """The path of a program that `make setup` installs."""
    found = shutil.which(name, path=PATH)
    assert found, f"{name} is not installed: run `make setup`"
    return found


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def answers(port: int) -> bool:
    """Whether somebody listens on a port of loopback."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def started(command: list[str], port: int, **options: Any) -> subprocess.Popen[bytes]:
    """A server in the foreground, as soon as it answers on its port."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    until = time.monotonic() + PATIENCE
    while not answers(port):
        assert child.poll() is None, f"{command[0]} ended with {child.returncode}"
        assert time.monotonic() < until, f"{command[0]} does not answer"
        time.sleep(0.02)
    return child


def ended(child: subprocess.Popen[bytes]) -> None:
    """End a server."""
    child.terminate()
    child.wait(PATIENCE)


@dataclass(frozen=True, slots=True)
class Server:
    """An sshd on loopback: `user@host` and port, and the ssh that has its key."""

    login: str
    port: int
    shell: str


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An sshd of this user, with a host key and a key for us."""
    folder = tmp_path_factory.mktemp("sshd")
    for name in ("host", "ours"):
        keygen = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(keygen, check=True)
    shutil.copy(folder / "ours.pub", folder / "authorized_keys")
    port = free_port()
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized_keys\n"
        f"PidFile {folder}/pid\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\n"
    )
    (folder / "ssh_config").write_text(
        f"IdentityFile {folder}/ours\nIdentitiesOnly yes\nUserKnownHostsFile {folder}/known\nBatchMode yes\n"
        "StrictHostKeyChecking accept-new\nLogLevel ERROR\n"
    )
    os.makedirs("/run/sshd", exist_ok=True) if os.geteuid() == 0 else None
    child = started([program("sshd"), "-D", "-e", "-f", str(folder / "sshd_config")], port)
    yield Server(f"{getpass.getuser()}@127.0.0.1", port, shlex.join([program("ssh"), "-F", str(folder / "ssh_config")]))
    ended(child)


@pytest.fixture(scope="session")
def s3_address() -> Iterator[str]:
    """The address of an S3 server on loopback."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


Serve = Callable[[Path, str], str]


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[Serve]:
    """A web server that shows a folder below a path, as its administrator would set it up; returns the address."""
    running: list[subprocess.Popen[bytes]] = []

    def serve(folder: Path, path: str) -> str:
        port = free_port()
        home = tmp_path / f"nginx-{port}"
        (home / "tmp").mkdir(parents=True)
        kinds = " ".join(
            f"{name}_temp_path {home / 'tmp' / name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (home / "nginx.conf").write_text(
            f"daemon off; master_process off; pid {home}/pid; error_log {home}/error.log;\n"
            f"events {{}}\nhttp {{ access_log off; {kinds} default_type application/octet-stream;\n"
            "  types { text/html html; text/css css; text/javascript js; application/json json; image/svg+xml svg;\n"
            "          application/xml xml; text/plain txt; text/csv csv; image/png png; font/woff2 woff2; }\n"
            f"  server {{ listen 127.0.0.1:{port}; location {path} {{\n"
            f"    alias {folder}/; error_page 404 {path}404.html; }} }}\n}}\n"
        )
        command = [program("nginx"), "-p", str(home), "-e", str(home / "error.log"), "-c", str(home / "nginx.conf")]
        running.append(started(command, port))
        return f"http://127.0.0.1:{port}"

    yield serve
    for child in running:
        ended(child)
