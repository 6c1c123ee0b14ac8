"""Beginning a site or an article: commented files that pass `allegedly check`. Nothing that exists is overwritten."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from builder.diagnostics import Finding, has_errors
from builder.ledger.writing import update
from builder.pipeline.gathering import gather
from builder.read import Root, better_slug, check_slugs, decode, without_controls
from builder.rules import scaffold_rules as rules
from builder.source import Place
from builder.text import escaping
from builder.write.fresh import Outcome, failed, for_git, write_new

LONGEST = 900_000
"""The most bytes that a text may have from which an article is begun: its marks need room, too."""

SITE = """\
# The site. Every key but title may be left out.
title: {title}
description: Articles annotated to show who says what, how sure they sound, and who answers.
language: en
# base_url: https://example.org/      # needed by the feed, the sitemap, canonical links and 404.html
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
language: en
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

HEAD = """\
---
language: {language}
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

     `allegedly check` tells what is not understood,
     `allegedly proof {slug}` says every claim as a sentence: who says that who says what
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
        return (), [failed(folder, error)]
    name = os.fsencode(folder.resolve().name).decode("utf-8", "replace")
    title = json.dumps(name.replace("-", " ").capitalize() or "Our site", ensure_ascii=False)
    files = {
        "content/site.yaml": SITE.format(title=title),
        "content/sources.yaml": SOURCES,
        "content/articles/harbour/article.md": EXAMPLE.format(),
        "content/articles/harbour/claims.yaml": EXAMPLE_CLAIMS,
        "seeds/.gitkeep": "",
        **for_git(folder),
    }
    written, findings = write_new(folder, files)
    return ([*written, *update(folder).written], findings) if not findings else (written, findings)


def begin_article(root: Path, slug: str, original: Path | None) -> Outcome:
    """Begin an article; with `original`, a plain text whose first paragraph is the headline."""
    place = Place(f"content/articles/{slug}")
    if check_slugs([(slug, place)]):
        better = better_slug(slug)
        return (), [
            rules.NEW_SLUG.at(Place(slug), f"use a-z, 0-9 and single hyphens: {better}" if better else "", slug=slug)
        ]
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
    folder, language = f"content/articles/{slug}", gather(Root(root))[0].setting.site.language
    files[f"{folder}/article.md"] = HEAD.format(language=language, original=declared) + markdown(
        text, HELP.replace("{slug}", slug)
    )
    files[f"{folder}/claims.yaml"] = CLAIMS
    return write_new(root, files)


def begin_file(root: Path, path: str, text: str) -> Outcome:
    """Begin a file of a site, at a path from its root."""
    if not (root / "content").is_dir():
        return (), [rules.NEW_NO_SITE.at(Place(root.as_posix()), path=root)]
    if (root / path).exists():
        return (), [
            rules.NEW_EXISTS.at(Place(path), "go on with it as it is; to begin it anew, remove it first", path=path)
        ]
    return write_new(root, {path: text})


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
    blocks = [f"# {escaping.headline(headline.strip())}", comment.rstrip("\n")]
    blocks += [made for block in paragraphs[1:] for made in escaping.blocks(block)]
    return "\n\n".join(blocks) + "\n"
