"""Programs of others, run without a shell; what they say is handed on without passwords."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.publish.carrier import Refused
from builder.rules import publish_rules as rules
from builder.source import Place, redacted

NO_WAY_IN = (
    "permission denied", "authentication failed", "could not read username", "could not read password",
    "host key verification failed", "terminal prompts disabled", "access denied", "invalid username",
    "http 403", "error: 403",
)  # fmt: skip
"""What programs say, in small letters, when they are not let in."""

_LEFT_BEHIND = frozenset(
    "GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_NAMESPACE "
    "GIT_COMMON_DIR GIT_PREFIX".split()
)
"""What a git that started us (from a hook) says about its own repository: it is not the one we publish to."""
_HINTS = (
    ("tell me who you are", "tell git who you are: git config --global user.name and user.email"),
    ("could not resolve host", "see whether the address is right, and the computer online"),
)
"""What programs say, in small letters, and the way out that fits."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program for targets of one kind. `surroundings` are added to the environment."""

    name: str
    kind: str
    place: Place
    surroundings: Mapping[str, str]

    def run(
        self, *arguments: str, stdin: bytes = b"", cwd: Path | None = None, codes: Sequence[int] = (0,)
    ) -> subprocess.CompletedProcess[bytes]:
        """Run it to its end. Raises Refused where it is missing, or ends with another code than one of `codes`."""
        path = shutil.which(self.name)
        if path is None:
            raise Refused(rules.PUBLISH_PROGRAM.at(self.place, program=self.name, kind=self.kind))
        inherited = {name: value for name, value in os.environ.items() if name not in _LEFT_BEHIND}
        surroundings = {**inherited, "LC_ALL": "C", **self.surroundings}
        ran = subprocess.run(  # noqa: S603 - no shell; the arguments were checked when site.yaml was read
            [path, *arguments], input=stdin, capture_output=True, cwd=cwd, env=surroundings, check=False
        )
        if codes and ran.returncode not in codes:
            raise self.refusal(ran)
        return ran

    def refusal(self, ran: subprocess.CompletedProcess[bytes]) -> Refused:
        """What to say of a run that failed."""
        said = problem(ran.stderr) or f"it ended with {ran.returncode} and said nothing"
        everything = ran.stderr.decode("utf-8", "replace").lower()
        if any(words in everything for words in NO_WAY_IN):
            return Refused(rules.PUBLISH_ACCESS.at(self.place, problem=said))
        hint = next((hint for words, hint in _HINTS if words in everything), "")
        return Refused(rules.PUBLISH_FAILED.at(self.place, hint, program=self.name, problem=said))


def problem(said: bytes) -> str:
    """What a program complained of: the line that names its trouble, else the first it wrote."""
    lines = [line.strip() for line in redacted(said.decode("utf-8", "replace")).splitlines() if line.strip()]
    telling = [
        line for line in lines if line.lower().startswith(("fatal:", "error:", "remote: error", "rsync: [", "ssh:"))
    ]
    return (telling or lines or [""])[0]
