"""What `allegedly draft` does: data for programs, or articles for editors."""

from __future__ import annotations

import shlex
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
LONG = 20
"""Letters of an article's name from which on a shorter one is worth a word."""


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
    from builder.draft.writing import SITE_FILE, draft_article

    findings = unknown(language, files)
    begun: list[str] = []
    for path in files if not findings else ():
        written, more = draft_article(path, out, knowledge(language), say if explain else None)
        findings += more
        for name in written:
            say(f"began a site: {name}" if name == SITE_FILE else f"wrote {name}")
        begun += [Path(name).parent.name for name in written if name.endswith("/article.md")]
    if begun:
        say(then(begun, out))
    return findings


def then(slugs: Sequence[str], root: Path) -> str:
    """What to do next with the articles of some names."""
    at = "" if root.resolve() == Path.cwd() else f" --root {shlex.quote(str(root))}"
    slug = slugs[0] if len(slugs) == 1 else "ARTICLE"
    shorter = f", allegedly links move {slug} SHORTER{at}" if max(map(len, slugs)) > LONG else ""
    return f"Then: allegedly check{at}, allegedly proof {slug}{at}{shorter}"
