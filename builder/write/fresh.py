"""Writing files that are not there yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.diagnostics import Finding
from builder.rules import scaffold_rules as rules
from builder.source import Place

Outcome = tuple[Sequence[str], Sequence[Finding]]
"""The files that were written, and why not."""


FOR_GIT = {".gitattributes": "seeds/* -text\n", ".gitignore": "site/*\n!site/.gitkeep\n.cache/\npublic/\n"}
"""What a new site tells git: line ends of originals stay as they are, and what is built is not kept."""


def for_git(root: Path) -> dict[str, str]:
    """Those of the files for git that are not there yet."""
    return {name: text for name, text in FOR_GIT.items() if not (root / name).exists()}


def write_new(root: Path, files: Mapping[str, str | bytes]) -> Outcome:
    """Write new files; one that is there already stops everything before anything is written."""
    for path in files:
        if (root / path).exists() or (root / path).is_symlink():
            return (), [rules.NEW_EXISTS.at(Place(path), path=path)]
    written: list[str] = []
    for path, content in files.items():
        target = root / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as stream:
                stream.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        except OSError as error:
            return written, [failed(target, error)]
        written.append(path)
    return written, []


def failed(path: Path, error: OSError) -> Finding:
    """The finding that the system refused a file."""
    return rules.NEW_FAILED.at(Place(path.as_posix()), path=path, problem=error.strerror or str(error))
