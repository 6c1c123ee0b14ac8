"""Beginning a site or an article: commented files that pass `allegedly check`. Nothing that exists is overwritten."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from builder.diagnostics import Finding, has_errors
from builder.ledger.writing import update
from builder.read import Root, check_slugs, decode, without_controls
from builder.rules import scaffold_rules as rules
from builder.source import Place

_SPECIAL = re.compile(r"([\\`*_\[\]<>{}|~&])")
_BULLET = re.compile(r"^[-*+•‣◦⁃∙▪](?:\s+|$)")
_OPENING = re.compile(r"^(\s*)([#+-]|\d+[.)](?=\s)|=+\s*$|-{2,}\s*$)")
LONGEST = 900_000
"""The most bytes that a text may have from which an article is begun: its marks need room, too."""

Outcome = tuple[Sequence[str], Sequence[Finding]]
"""The files that were written, and why not."""

SITE = """\
# The site. Every key but title may be left out.
title: {title}
description: Articles annotated to show who says what, how sure they sound, and who answers.
language: en
# base_url: https://example.org/      # needed only by the feed, the sitemap and canonical links
# contact: you@example.org            # so that people can ask for a correction or a removal
# rights: Annotations may be copied for teaching.
"""

SOURCES = """\
# Every source once, shared by all articles. Kinds: person, organisation, outlet, document,
# unnamed (the newsroom could know who), collective (nobody could), unstated.
sources:
  harbour-office:
    name: the harbour office
    kind: organisation
  some-skippers:
    name: some skippers
    kind: collective
"""

EXAMPLE = """\
---
original:
  invented: yes
  rights: invented as an example
topics:
  - example
level: "11-13"
---
# Harbour [may]{{.h}} close for a week, [office says]{{.a source=harbour-office}}

[The harbour office said on Monday]{{.a source=harbour-office}} that [the harbour [may]{{.h bare="will"}} close for a
week]{{.c ref=closes}}.

[[Some skippers]{{.h}} doubt it]{{.a source=some-skippers}}: [the work takes a day]{{.x ref=one-day}}.
"""

EXAMPLE_CLAIMS = """\
# What is said in the article, each claim once, however often it is said.
claims:
  closes:
    says: The harbour will close for a week.
  one-day:
    says: The work takes a day at most.
    answers:
      - how: rebuts
        claims:
          - closes
questions:
  - Who would know how long the work takes?
"""

IGNORE = "site/*\n!site/.gitkeep\n.cache/\npublic/\n"

HEAD = """\
---
{original}# annotated:
#   by: your name
#   date: 2026-01-31
# summary: One sentence for the list of articles.
# topics:
#   - a topic
# level: "13-15"
---
"""

HELP = """\
<!-- Mark words with [brackets] and braces; comments like this one are not printed.

     who says it     [the mayor said]{.a source=mayor}               source: an id of content/sources.yaml
     careful word    [reportedly]{.h}
     what is said    [the bridge is safe]{.c ref=bridge-safe}        ref: an id of claims.yaml
     answer          [the bridge is not safe]{.x ref=bridge-unsafe}  its claim has answers: in claims.yaml

     allegedly check          tells what is not understood
     allegedly proof {slug}   says every claim as a sentence: who says that who says what
-->
"""

CLAIMS = """\
# What is said in the article, each claim once, however often it is said. Take the # away to begin.
#
# claims:
#   bridge-safe:
#     says: The bridge is safe.
#   bridge-unsafe:
#     says: The bridge is not safe.
#     answers:
#       - how: denies
#         claims:
#           - bridge-safe
#
# questions:
#   - Which claims rest on a named source?
"""


def begin_site(folder: Path) -> Outcome:
    """Begin a site in a folder that is empty or not there yet."""
    try:
        if folder.exists() and any(item.name not in (".git", ".gitignore") for item in folder.iterdir()):
            return (), [rules.NEW_EXISTS.at(Place(folder.as_posix()), path=folder)]
    except OSError as error:
        return (), [_failed(folder, error)]
    name = os.fsencode(folder.resolve().name).decode("utf-8", "replace")
    title = json.dumps(name.replace("-", " ").capitalize() or "Our site", ensure_ascii=False)
    files = {
        "content/site.yaml": SITE.format(title=title),
        "content/sources.yaml": SOURCES,
        "content/articles/harbour/article.md": EXAMPLE.format(),
        "content/articles/harbour/claims.yaml": EXAMPLE_CLAIMS,
        "seeds/.gitkeep": "",
        ".gitattributes": "seeds/* -text\n",
    }
    if not (folder / ".gitignore").exists():
        files[".gitignore"] = IGNORE
    written, findings = _write(folder, files)
    return ([*written, *update(folder).written], findings) if not findings else (written, findings)


def begin_article(root: Path, slug: str, original: Path | None) -> Outcome:
    """Begin an article; with `original`, a plain text whose first paragraph is the headline."""
    place = Place(f"content/articles/{slug}")
    if check_slugs([(slug, place)]):
        return (), [rules.NEW_SLUG.at(Place(slug), slug=slug)]
    if (root / "content/articles" / slug).exists():
        return (), [rules.NEW_EXISTS.at(place, path=place.path)]
    if not (root / "content").is_dir():
        return (), [rules.NEW_NO_SITE.at(Place(root.as_posix()), path=root)]
    files: dict[str, str | bytes] = {}
    text = "Headline\n\nThe first paragraph.\n"
    declared = "# original:\n#   text: seeds/the-text.txt\n#   publisher: unknown\n#   rights: excerpt for teaching\n"
    if original is not None:
        data, decoded, findings = _original(original)
        if has_errors(findings):
            return (), findings
        text = decoded
        path, more = _seed(root, original, data, slug)
        files |= more
        declared = f"original:\n  text: {json.dumps(path, ensure_ascii=False)}\n  publisher: unknown\n"
    folder = f"content/articles/{slug}"
    files[f"{folder}/article.md"] = HEAD.format(original=declared) + markdown(text, HELP.replace("{slug}", slug))
    files[f"{folder}/claims.yaml"] = CLAIMS
    return _write(root, files)


def begin_file(root: Path, path: str, text: str) -> Outcome:
    """Begin a file of a site, at a path from its root."""
    if not (root / "content").is_dir():
        return (), [rules.NEW_NO_SITE.at(Place(root.as_posix()), path=root)]
    return _write(root, {path: text})


def _original(path: Path) -> tuple[bytes, str, list[Finding]]:
    """The bytes and the text of an original, wherever it lies."""
    real = path.resolve()
    data, findings = Root(real.parent).data(real.name, LONGEST, Place(path.as_posix()))
    if data is None:
        return b"", "", findings
    file, findings = decode(path.as_posix(), data)
    findings += without_controls(file)[1] if file else []
    if file is None or has_errors(findings):
        return data, "", findings
    if not file.text.strip():
        return data, "", [rules.NEW_EMPTY.at(Place(path.as_posix()), path=path)]
    return data, file.text, findings


def _seed(root: Path, original: Path, data: bytes, slug: str) -> tuple[str, Mapping[str, bytes]]:
    """Where the original lies below the root; it is copied to seeds/, unaltered, where it lies elsewhere."""
    try:
        inside = original.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return f"seeds/{slug}.txt", {f"seeds/{slug}.txt": data}
    return inside, {}


def markdown(text: str, comment: str) -> str:
    """A plain text as Markdown with the same words: first paragraph as headline, signs escaped."""
    paragraphs = [block for block in re.split(r"\n[^\S\n]*\n\s*", text.strip("\n")) if block.strip()]
    headline = " ".join(paragraphs[0].split("\n"))
    blocks = [f"# {_headline(headline.strip())}", comment.rstrip("\n")]
    blocks += [made for block in paragraphs[1:] for made in _blocks(block)]
    return "\n\n".join(blocks) + "\n"


def _blocks(block: str) -> Iterator[str]:
    """The blocks of a paragraph of plain text: bullets are a list, the other lines paragraphs.

    A bullet is left out when texts are compared, but only one: a line with two of them is a paragraph of its own.
    """
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    for (form, _), group in groupby(enumerate(lines), key=lambda item: _form(item[0], item[1])):
        if form == "list":
            yield "\n".join(f"- {_line(_BULLET.sub('', line))}".rstrip() for _, line in group)
        else:
            yield "\n".join(_line(line) for _, line in group)


def _form(number: int, line: str) -> tuple[str, int]:
    """Whether a line belongs to a list, to a paragraph, or stands alone; its number where it does."""
    found = _BULLET.match(line)
    if found is None:
        return "paragraph", 0
    return ("alone", number) if _BULLET.match(line[found.end() :]) else ("list", 0)


def _headline(line: str) -> str:
    """The words of a headline, whose end must not close it."""
    return re.sub(r"(#+)$", r"\\\1", _escaped(line))


def _escaped(line: str) -> str:
    """A line with every sign escaped that Markdown or our marks would take for more than itself."""
    return re.sub(r"!(?=\\\[)", r"\\!", _SPECIAL.sub(r"\\\1", line))


def _line(line: str) -> str:
    """A line of a paragraph, whose beginning must not open a heading, list or code."""
    stripped = line.strip()
    found = _OPENING.match(stripped)
    if found and not _SPECIAL.match(found[2]):
        sign = found[2]
        if sign[0].isdigit():
            number, delimiter = sign[:-1], sign[-1]
            return f"{number}\\{delimiter}{_escaped(stripped[len(sign) :])}"
        return f"\\{_escaped(stripped)}"
    return _escaped(stripped)


def _write(root: Path, files: Mapping[str, str | bytes]) -> Outcome:
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
            return written, [_failed(target, error)]
        written.append(path)
    return written, []


def _failed(path: Path, error: OSError) -> Finding:
    return rules.NEW_FAILED.at(Place(path.as_posix()), path=path, problem=error.strerror or str(error))
