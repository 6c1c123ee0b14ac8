"""Publishing to a branch of a git repository, a bare one on this disk: what GitHub and its like are to git."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.publish import git
from tests.publish.conftest import Desk


class Remote:
    """A bare repository."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        subprocess.run(["git", "init", "--quiet", "--bare", str(folder)], check=True)

    def __call__(self, *arguments: str, stdin: bytes = b"") -> str:
        """What git answers about it."""
        identity = ["-c", "user.name=Other", "-c", "user.email=other@example.org"]
        ran = subprocess.run(
            ["git", "-C", str(self.folder), *identity, *arguments], input=stdin, capture_output=True, check=True
        )
        return ran.stdout.decode().strip()

    def files(self, branch: str = "gh-pages") -> set[str]:
        """The names on a branch, the program's list aside."""
        return set(self("ls-tree", "-r", "--name-only", branch).splitlines()) - {".allegedly/manifest.json"}

    def commits(self, branch: str = "gh-pages") -> int:
        """How many commits a branch has."""
        return int(self("rev-list", "--count", branch))

    def commit(self, entries: dict[str, tuple[str, bytes]], branch: str = "gh-pages") -> None:
        """Somebody else commits files, mode and content by name, on top of a branch."""
        known = self("for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")
        lines = [f"{line}\n" for line in (self("ls-tree", "-r", known).splitlines() if known else [])]
        for name, (mode, data) in entries.items():
            kind = "commit" if mode == "160000" else "blob"
            object_ = data.decode() if kind == "commit" else self("hash-object", "-w", "--stdin", stdin=data)
            lines.append(f"{mode} {kind} {object_}\t{name}\n")
        index = {"GIT_INDEX_FILE": str(self.folder / "other-index")}
        subprocess.run(["git", "-C", str(self.folder), "update-index", "--index-info"], input="".join(lines).encode(),
                       check=True, env={"PATH": "/usr/bin:/bin", **index})  # fmt: skip
        tree = subprocess.run(["git", "-C", str(self.folder), "write-tree"], capture_output=True, check=True,
                              env={"PATH": "/usr/bin:/bin", **index}).stdout.decode().strip()  # fmt: skip
        parents = ["-p", known] if known else []
        made = self("commit-tree", tree, *parents, "-m", "By hand")
        self("update-ref", f"refs/heads/{branch}", made)
        (self.folder / "other-index").unlink()


@pytest.fixture
def remote(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Remote]:
    """An empty bare repository, which the site's target names; the author is known to git."""
    made = Remote(desk.root.parent / "remote.git")
    desk.configure("{kind: git, to: ../remote.git}")
    (desk.root.parent / "home/.gitconfig").write_text("[user]\n\tname = Author\n\temail = author@example.org\n")
    yield made
    assert made("fsck", "--strict", "--no-dangling") == ""


def test_the_first_push_to_an_empty_repository(desk: Desk, remote: Remote) -> None:
    """The branch is made, with the site, .nojekyll and nothing else; the author stands in the commit."""
    assert "Published to the branch gh-pages of ../remote.git: " in desk.publish()
    assert {"index.html", "404.html", ".nojekyll", "articles/ferry/index.html"} <= remote.files()
    assert not any(name.startswith("content/") for name in remote.files())
    assert remote("log", "-1", "--format=%an <%ae>", "gh-pages") == "Author <author@example.org>"
    page = subprocess.run(
        ["git", "-C", str(remote.folder), "show", "gh-pages:index.html"], capture_output=True, check=True
    )
    desk.publish("--folder", str(desk.root.parent / "there"))
    assert page.stdout == (desk.root.parent / "there/index.html").read_bytes()


def test_no_commit_when_nothing_changed(desk: Desk, remote: Remote) -> None:
    """Publishing twice makes one commit."""
    desk.publish()
    assert "nothing has changed" in desk.publish()
    assert remote.commits() == 1


def test_a_change_is_a_commit_on_top(desk: Desk, remote: Remote) -> None:
    """What changed, came and went is in the second commit, whose parent is the first; a dry run pushes nothing."""
    desk.publish()
    before = remote("rev-parse", "gh-pages")
    desk.remove("harbour")
    desk.write("bridge", "opens")
    assert "- articles/harbour/index.html" in desk.publish("there", "--dry-run")
    assert remote("rev-parse", "gh-pages") == before
    desk.publish()
    assert remote("rev-parse", "gh-pages~1") == before
    assert "articles/bridge/index.html" in remote.files()
    assert not any("harbour" in name for name in remote.files())


def test_foreign_files_of_a_branch_stay(desk: Desk, remote: Remote) -> None:
    """What others put on the branch stays as it is, its mode too, when the site comes and when a page goes."""
    remote.commit({"CNAME": ("100644", b"ferries.example.org\n"), "tool": ("100755", b"#!/bin/sh\n")})
    desk.publish()
    desk.remove("harbour")
    desk.publish()
    assert remote("show", "gh-pages:CNAME") == "ferries.example.org"
    assert remote("ls-tree", "gh-pages", "tool").startswith("100755")
    assert remote.commits() == 3


@pytest.mark.parametrize("name", ["index.html", "articles", "404.html/x"])
def test_a_foreign_file_in_the_way(name: str, desk: Desk, remote: Remote) -> None:
    """A file of others where one of ours must stand, or a folder of ours, or a file in its place: nothing is pushed."""
    remote.commit({name: ("100644", b"mine")})
    assert f"error[publish-foreign] '{name}' stands there already" in desk.publish(code=1)
    assert remote.commits() == 1


@pytest.mark.parametrize(("mode", "what"), [("120000", "a symbolic link"), ("160000", "a link to another repository")])
def test_links_on_the_branch(mode: str, what: str, desk: Desk, remote: Remote) -> None:
    """A branch with a link in it is refused: publish-linked."""
    remote.commit({"there": (mode, b"../../etc/passwd" if mode == "120000" else b"1" * 40)})
    said = desk.publish(code=1)
    assert f"error[publish-linked] 'there' on the branch 'gh-pages' is {what}" in said
    remote("update-ref", "-d", "refs/heads/gh-pages")


def test_a_branch_of_sources(desk: Desk, remote: Remote) -> None:
    """The branch on which the site is written is not published to: publish-sources."""
    remote.commit({"ours/content/site.yaml": ("100644", b"title: Ours\n")})
    assert "error[publish-sources] the branch 'gh-pages' holds the sources of a site" in desk.publish(code=1)


def test_somebody_else_pushed_meanwhile(desk: Desk, remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    """A push that is no fast-forward is explained, throws nothing away, and succeeds the next time: publish-behind."""
    desk.publish()
    desk.write("ferry", "sinks")
    push = git.Git._push

    def late(self: git.Git, commit: str) -> None:
        remote.commit({"CNAME": ("100644", b"ferries.example.org\n")})
        push(self, commit)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(git.Git, "_push", late)
        said = desk.publish(code=1)
    assert "error[publish-behind] somebody else changed the branch 'gh-pages' while this was published" in said
    assert "hint: nothing was pushed: publish again" in said
    assert "CNAME" in remote.files()
    desk.publish()
    assert "CNAME" in remote.files()
    assert remote.commits() == 3


def test_the_remote_refuses(desk: Desk, remote: Remote) -> None:
    """What a remote's own rule says is handed on: publish-failed."""
    hook = remote.folder / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'this branch is protected' >&2\nexit 1\n")
    hook.chmod(0o755)
    said = desk.publish(code=1)
    assert (
        "error[publish-failed] git failed: the remote refuses: pre-receive hook declined; this branch is protected"
        in said
    )


def test_the_authors_repository_is_not_touched(desk: Desk, remote: Remote) -> None:
    """A remote goes by its name in the repository around the site, of which nothing changes."""
    own = ["git", "-C", str(desk.root)]
    desk.configure("{kind: git, to: origin, branch: pages}")
    for arguments in (["init", "--quiet"], ["remote", "add", "origin", str(remote.folder)], ["add", "content"]):
        subprocess.run([*own, *arguments], check=True)
    before = state(desk.root / ".git")
    assert f"the branch pages of {remote.folder}" in desk.publish()
    assert state(desk.root / ".git") == before
    assert "index.html" in remote.files("pages")


def state(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nobody_knows_the_author(desk: Desk, remote: Remote) -> None:
    """Without a name git cannot commit, and the way out is told."""
    (desk.root.parent / "home/.gitconfig").write_text("[user]\n\tuseConfigOnly = true\n")
    said = desk.publish(code=1)
    assert "error[publish-failed] git failed: " in said
    assert "git config --global user.name" in said


def test_a_repository_that_is_not_there(desk: Desk, remote: Remote) -> None:
    """A remote that cannot be reached is answered with git's own words."""
    desk.configure("{kind: git, to: ../nowhere.git}")
    assert "error[publish-failed] git failed: fatal: " in desk.publish(code=1)


def test_keys_are_never_shown(desk: Desk, remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key in the address of a named remote is used and not printed, whatever fails."""
    desk.configure("{kind: git, to: origin}")
    address = "http://author:k3y-s3cret@127.0.0.1:9/site.git"
    subprocess.run(["git", "-C", str(desk.root), "init", "--quiet"], check=True)
    subprocess.run(["git", "-C", str(desk.root), "remote", "add", "origin", address], check=True)
    said = desk.publish(code=1)
    assert "error[publish-failed]" in said
    assert "127.0.0.1" in said
    assert "s3cret" not in said


def test_other_transports_are_refused(desk: Desk, remote: Remote) -> None:
    """A remote cannot make git run a program: `ext::` is no place, and is refused under a name, too."""
    evidence = desk.root.parent / "evidence"
    desk.configure(f"{{kind: git, to: 'ext::touch {evidence}'}}")
    assert "error[publish-place]" in desk.publish(code=1)
    desk.configure("{kind: git, to: origin}")
    subprocess.run(["git", "-C", str(desk.root), "init", "--quiet"], check=True)
    subprocess.run(["git", "-C", str(desk.root), "remote", "add", "origin", f"ext::touch {evidence}"], check=True)
    assert "error[publish-failed]" in desk.publish(code=1)
    assert not evidence.exists()


def test_git_is_missing(desk: Desk, remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the program it is told which to install: publish-program."""
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("PATH", str(desk.root))
        said = desk.publish(code=1)
    assert "error[publish-program] git is needed for a target of kind git, and is not installed" in said
