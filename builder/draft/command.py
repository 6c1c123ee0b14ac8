"""What `allegedly draft` does: data for programs, or articles for editors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from builder.diagnostics import Finding
from builder.draft.additions import of_site
from builder.draft.analysis import analyse
from builder.draft.as_json import as_json
from builder.draft.knowledge import knowledge
from builder.draft.texts import read_text
from builder.draft.tongue import LANGUAGES
from builder.rules import draft_rules as rules
from builder.source import Place

Say = Callable[[str], None]
"""Prints a line."""


def unknown(language: str, files: Sequence[Path]) -> list[Finding]:
    """Why nothing can be drafted in a language; empty where something can."""
    return [] if language in LANGUAGES else [rules.DRAFT_LANGUAGE.at(Place(files[0].as_posix()), language=language)]


def data(files: Sequence[Path], root: Path, language: str, say: Say) -> list[Finding]:
    """Print what is proposed for each text as a line of JSON, with what the site at `root` adds, if there is one."""
    findings = unknown(language, files)
    if findings:
        return findings
    known = of_site(knowledge(language), root)
    for path in files:
        text, trouble = read_text(path)
        if text is not None:
            say(as_json(path.stem, analyse(text, known)))
        elif trouble is not None:
            findings.append(trouble)
    return findings


def write(files: Sequence[Path], out: Path, language: str, say: Say, *, explain: bool) -> list[Finding]:
    """Write a draft of each text into the site at `out`."""
    from builder.draft.writing import draft_article

    findings = unknown(language, files)
    for path in files if not findings else ():
        written, more = draft_article(path, out, knowledge(language), say if explain else None)
        findings += more
        for name in written:
            say(f"wrote {name}")
    return findings
