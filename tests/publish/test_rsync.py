"""Publishing to a folder of a server by rsync over ssh: an sshd of our own on loopback."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.publish import rsync
from tests.publish.conftest import Desk, Server
from tests.publish.test_folder import files


@pytest.fixture
def there(desk: Desk, sshd: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the target names, on the server; its name has what a shell would take apart."""
    monkeypatch.setenv("RSYNC_RSH", sshd.shell)
    folder = desk.root.parent / "the $HOME; server"
    desk.configure(f"{{kind: rsync, to: '{sshd.login}:{folder}', port: {sshd.port}}}")
    return folder


def test_a_site_arrives_and_only_what_changed_goes_again(desk: Desk, there: Path) -> None:
    """A dry run says what publishing does, and makes nothing; gone pages are removed with their folders.

    Files and folders that were not published stay.
    """
    told = desk.publish("there", "--dry-run")
    assert not there.exists()
    assert desk.publish().splitlines()[-1].partition(": ")[2] == told.splitlines()[-1].partition(": ")[2]
    desk.publish("--folder", str(there.parent / "copy"))
    assert files(there) == files(there.parent / "copy")
    assert "nothing has changed" in desk.publish()

    (there / "robots.txt").write_text("mine")
    (there / "articles/mine").mkdir()
    stamp = (there / "assets/style.css").stat().st_mtime_ns
    desk.remove("harbour")
    desk.write("bridge", "opens")
    told = desk.publish("there", "--dry-run")
    assert "- articles/harbour/index.html\n" in told
    assert "+ articles/bridge/index.html\n" in told
    assert "~ index.html\n" in told
    assert (there / "articles/harbour/index.html").is_file()
    assert desk.publish().splitlines()[-1].partition(": ")[2] == told.splitlines()[-1].partition(": ")[2]
    assert not (there / "articles/harbour").exists()
    assert (there / "articles/mine").is_dir()
    assert (there / "robots.txt").read_text() == "mine"
    assert (there / "assets/style.css").stat().st_mtime_ns == stamp
    desk.publish("--folder", str(there.parent / "copy"))
    assert {name for name in files(there) if name != "robots.txt"} == files(there.parent / "copy").keys()


def test_a_foreign_file_in_the_way(desk: Desk, there: Path) -> None:
    """A page that was put there by hand is not overwritten, and nothing arrives."""
    there.mkdir()
    (there / "index.html").write_text("mine")
    assert "error[publish-foreign] 'index.html' stands there already" in desk.publish(code=1)
    assert files(there) == {"index.html": b"mine"}


def test_what_was_cut_short_is_finished(desk: Desk, there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A publication that broke off after files arrived is finished by the next one, whatever was changed meanwhile."""
    desk.publish()
    desk.write("bridge", "opens")
    with monkeypatch.context() as broken:
        broken.setattr(rsync.Rsync, "_remove", lambda *_, dry=False: [] if dry else 1 // 0)
        with pytest.raises(ZeroDivisionError):
            desk.publish()
    assert (there / "articles/bridge/index.html").is_file()
    desk.write("bridge", "closes")
    desk.publish()
    assert b"closes" in (there / "articles/bridge/index.html").read_bytes()


def test_nobody_is_let_in(desk: Desk, there: Path, sshd: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that knows no key of ours is answered with where keys are looked for: publish-access."""
    monkeypatch.setenv("RSYNC_RSH", f"{sshd.shell} -o IdentityFile=/dev/null -o IdentitiesOnly=yes -F /dev/null "
                       "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o BatchMode=yes")  # fmt: skip
    said = desk.publish(code=1)
    assert "error[publish-access] there is no way in: " in said
    assert "ssh-add" in said


def test_no_server(desk: Desk, there: Path) -> None:
    """A server that does not answer is told in ssh's own words."""
    desk.configure("{kind: rsync, to: 'nobody@127.0.0.1:/srv/site', port: 9}")
    assert "error[publish-failed] rsync failed: " in desk.publish(code=1)
