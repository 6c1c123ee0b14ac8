"""To a branch of a git repository: GitHub, GitLab and Codeberg pages.

The commit is made in a repository of its own in a temporary folder, on top of what the remote has: the author's working
copy, index and branches are not touched. What the author's repository and computer say about keys, proxies and names of
remotes holds; it is handed to git through its environment, so that no key is written anywhere.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from builder.pipeline.inputs import SITE
from builder.publish.cargo import LIST, Cargo
from builder.publish.carrier import Carrier, Changes, Refused, changes
from builder.publish.lists import encoded, read
from builder.publish.programs import Program
from builder.rules import publish_rules as rules
from builder.source import Place, redacted
from builder.write.manifest import Manifest
from builder.write.names import parents

NO_JEKYLL = ".nojekyll"
"""Tells GitHub that this is a site already: without it Jekyll would leave out `_headers` and whatever it likes."""
GITHUB_LARGEST = 100_000_000
_KEPT = ("user.", "author.", "committer.", "credential.", "http.", "url.", "ssh.", "core.sshcommand", "core.askpass",
         "commit.gpgsign", "gpg.")  # fmt: skip
"""The settings of the author's repository that hold for publishing, too."""
PLAIN = "100644"
"""The mode of a plain file."""
_ODD = {"120000": "a symbolic link", "160000": "a link to another repository"}


@dataclass(frozen=True, slots=True)
class _Branch:
    """A branch of the remote: its newest commit ('' where there is none), object and mode of each file by name."""

    commit: str
    objects: Mapping[str, str]
    modes: Mapping[str, str]


class Git(Carrier):
    """A branch of a remote, which is an address or the name of one; `root` is the folder of the site."""

    largest = GITHUB_LARGEST
    extra: Mapping[str, bytes] = {NO_JEKYLL: b""}

    def __init__(self, place: Place, remote: str, branch: str, root: Path) -> None:
        super().__init__(place, f"the branch {branch} of {redacted(remote)}")
        self.remote = remote
        self.branch = branch
        self.root = root
        self._temporary = tempfile.TemporaryDirectory(prefix="allegedly-git-")
        self._own = Path(self._temporary.name)
        self._git = Program("git", "git", place, {})
        self._before = _Branch("", {}, {})
        self._ours: Mapping[str, str] = {}

    def __enter__(self) -> Git:
        try:
            self._prepare()
        except BaseException:
            self._temporary.cleanup()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._temporary.cleanup()

    def compare(self, cargo: Cargo) -> Changes:
        """Fetch the newest commit of the branch, and compare."""
        self._before = self._fetch()
        there = self._before.objects
        if any(name == SITE or name.endswith(f"/{SITE}") for name in there):
            raise Refused(rules.PUBLISH_SOURCES.at(self.place, branch=self.branch))
        listed = read(self._content(there[LIST]) if LIST in there else None, self.place)
        self._ours = self._store(cargo)
        same = {name for name, object_ in self._ours.items() if there.get(name) == object_}
        if in_the_way := _in_the_way(self._ours.keys(), there, listed):
            raise Refused(rules.PUBLISH_FOREIGN.at(self.place, name=in_the_way, more=""))
        return changes(cargo, same, (self._ours.keys() & there.keys()) - same, there.keys(), listed, self.place)

    def carry(self, cargo: Cargo, changes: Changes) -> None:
        """Commit and push; where nothing changed there is no commit."""
        if not changes:
            return
        files = {name: object_ for name, object_ in self._before.objects.items() if name not in changes.removed}
        listed = self._run("hash-object", "-w", "--stdin", stdin=encoded(Manifest(cargo.digests)))
        files |= {**self._ours, LIST: listed}
        modes = self._before.modes
        lines = "".join(f"{modes.get(name, PLAIN)} {object_}\t{name}\0" for name, object_ in sorted(files.items()))
        self._run("update-index", "-z", "--index-info", stdin=lines.encode("utf-8", "surrogateescape"))
        tree = self._run("write-tree")
        parents = ["-p", self._before.commit] if self._before.commit else []
        count = len(changes.added) + len(changes.changed) + len(changes.removed)
        message = f"Publish the site: {count} {'file' if count == 1 else 'files'} changed"
        commit = self._run("commit-tree", tree, *parents, "-m", message)
        self._push(commit)

    def _prepare(self) -> None:
        """A repository of our own, which hears what the author's own one says about keys and names."""
        settings = [*self._settings_of_author(), ("gc.auto", "0"), ("core.hooksPath", os.devnull)]
        first = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
        surroundings = {
            "GIT_DIR": str(self._own),
            "GIT_INDEX_FILE": str(self._own / "index"),
            "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh",
            "GIT_CONFIG_COUNT": str(first + len(settings)),
        }
        if "/" not in self.remote and ":" not in self.remote and self.remote not in (".", ".."):
            ran = self._git.run("remote", "get-url", "--push", self.remote, cwd=self.root)
            self.remote = ran.stdout.decode("utf-8", "surrogateescape").strip()
            self.where = f"the branch {self.branch} of {redacted(self.remote)}"
        if ":" not in self.remote:
            self.remote = str((self.root / self.remote).resolve())
        for number, (key, value) in enumerate(settings, first):
            surroundings |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        self._git = Program("git", "git", self.place, surroundings)
        self._run("init", "--quiet", "--bare", "--template=", str(self._own))

    def _settings_of_author(self) -> Iterator[tuple[str, str]]:
        """What the repository around the site, if there is one, says that matters here."""
        ran = self._git.run("config", "--local", "--includes", "-z", "--list", cwd=self.root, codes=())
        for entry in ran.stdout.decode("utf-8", "surrogateescape").split("\0") if ran.returncode == 0 else ():
            key, _, value = entry.partition("\n")
            if key.lower().startswith(_KEPT):
                yield key, value

    def _run(self, *arguments: str, stdin: bytes = b"") -> str:
        """What git answers."""
        return self._git.run(*arguments, stdin=stdin).stdout.decode("utf-8", "surrogateescape").strip()

    def _fetch(self) -> _Branch:
        """The branch as the remote has it."""
        reference = f"refs/heads/{self.branch}"
        if not self._run("ls-remote", "--", self.remote, reference):
            return _Branch("", {}, {})
        self._run("fetch", "--quiet", "--depth=1", "--no-tags", "--", self.remote, reference)
        commit = self._run("rev-parse", "FETCH_HEAD")
        objects, modes = {}, {}
        for line in self._run("ls-tree", "-r", "-z", commit).split("\0"):
            if not line:
                continue
            head, _, name = line.partition("\t")
            mode, _, object_ = head.split()
            if mode in _ODD:
                raise Refused(rules.PUBLISH_LINKED.at(self.place, name=name, branch=self.branch, what=_ODD[mode]))
            objects[name], modes[name] = object_, mode
        return _Branch(commit, objects, modes)

    def _content(self, object_: str) -> bytes:
        return self._git.run("cat-file", "blob", object_).stdout

    def _store(self, cargo: Cargo) -> dict[str, str]:
        """The files of the site as objects of git, byte for byte."""
        names = sorted(cargo.digests)
        paths = "".join(f"{cargo.path(name)}\n" for name in names).encode("utf-8", "surrogateescape")
        answer = self._run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=paths)
        return dict(zip(names, answer.split(), strict=True))

    def _push(self, commit: str) -> None:
        """Put the commit on top of the branch, where it still is what it was."""
        reference = f"refs/heads/{self.branch}"
        ran = self._git.run("push", "--porcelain", "--", self.remote, f"{commit}:{reference}", codes=())
        if ran.returncode == 0:
            return
        verdict = next((line for line in ran.stdout.decode("utf-8", "replace").splitlines() if line[:1] == "!"), "")
        if any(
            words in verdict
            for words in ("fetch first", "non-fast-forward", "stale info", "failed to update ref", "cannot lock ref")
        ):
            raise Refused(rules.PUBLISH_BEHIND.at(self.place, branch=self.branch))
        if "[remote rejected]" in verdict:
            reason = verdict.rpartition("(")[2].rstrip(")")
            said = [
                line[7:].strip() for line in ran.stderr.decode("utf-8", "replace").splitlines() if line[:7] == "remote:"
            ]
            told = f"the remote refuses: {reason}" + "".join(f"; {line}" for line in said[:1] if line)
            raise Refused(rules.PUBLISH_FAILED.at(self.place, program="git", problem=told))
        raise self._git.refusal(ran)


def _in_the_way(ours: Set[str], there: Collection[str], listed: Manifest) -> str:
    """A foreign file that stands where a folder of the site must stand, or in a folder in place of a file; else ''."""
    foreign = set(there) - {*listed.files, *listed.coming, *ours}
    folders = {folder for name in ours for folder in parents(name)}
    return min((name for name in foreign if name in folders or not ours.isdisjoint(parents(name))), default="")
