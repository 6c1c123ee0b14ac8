"""Small articles written out in a golden case, and in a few lines what the program makes of them.

Inputs of a case: `article` in Markdown, from the first paragraph on (a headline that says nothing is put above it,
unless it begins with one of its own), and `claims`, which is what claims.yaml would hold. Claims that are named by
`ref=` and not declared there are declared here. The cast, by id:

    bob, ann             persons            tass, paper          outlets
    council, ministry    organisations      report               document
    police               unnamed            analysts, fans       collective

What comes out has a line for each mark in reading order, then lines for own voice, claims and headline:

    A1 “Bob said” bob: introduces C1
    C1 “the dam may leak” leak: bob, after A1; hedged by H1
    H1 “may” modal, possible: C1 leak, around; bob, speaker
    own voice: “It rained.”
    leak: X1 denies, 2 later; disputed
    headline C1: hedges H1; lost hedges H2; sources bob; lost sources tass
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from builder.assemble.article import assemble
from builder.assemble.site import build_site
from builder.diagnostics import has_errors
from builder.model.article import AnyMark, Article, Assertion, Attribution, Claim, Hedge, Taking
from builder.model.bundle import WrittenArticle
from builder.model.site import Setting, Source, setting
from builder.parse import formats
from builder.parse.article import read_article
from builder.source import SourceFile, Span
from builder.validate.article import check

CAST: Mapping[str, str] = {
    "bob": "person", "ann": "person", "tass": "outlet", "paper": "outlet", "council": "organisation",
    "ministry": "organisation", "report": "document", "police": "unnamed", "analysts": "collective",
    "fans": "collective",
}  # fmt: skip
NAMES: Mapping[str, str] = {
    "bob": "Bob", "ann": "Ann", "tass": "TASS", "paper": "the Paper", "council": "the town council",
    "police": "police sources", "ministry": "the ministry", "report": "a report of auditors",
    "analysts": "some analysts", "fans": "fans from the town",
}  # fmt: skip
LETTERS = {"attribution": "A", "hedge": "H", "claim": "C", "counter": "X"}
SILENT_HEADLINE = "# About the town\n\n"


def cast() -> Setting:
    """The site that the articles belong to."""
    sources = {id_: Source(id_, NAMES[id_], kind) for id_, kind in CAST.items()}
    return setting(build_site(formats.SITE.blank(Span(0, 0))), sources)


def written(article: str, claims: str = "", slug: str = "town", *, checked: bool = True) -> WrittenArticle:
    """An article as typed; where it is `checked`, it has no errors."""
    text = article if article.startswith(("# ", "---")) else SILENT_HEADLINE + article
    typed: dict[str, Any] = yaml.load(claims, Loader=yaml.CSafeLoader) or {}
    declared = typed.setdefault("claims", {})
    for name in (*_named(text), *_named_in(typed)):
        if "/" not in name and name not in typed.get("groups", {}):
            declared.setdefault(name, {"says": f"{name}."})
    file = SourceFile("claims.yaml", yaml.safe_dump(typed, allow_unicode=True, sort_keys=False))
    found, findings = read_article(slug, SourceFile("article.md", text), file, {})
    findings += check(found, cast()) if checked else []
    assert not has_errors(findings), [(str(item.place), item.message) for item in findings if item.is_error]
    return found


def made(article: str, claims: str = "", slug: str = "town") -> Article:
    """An article as its readers get it."""
    return assemble(written(article, claims, slug), cast())


def _named(text: str) -> list[str]:
    """The claims that marks in braces name."""
    return [name for found in re.findall(r"""\bref=("[^"]*"|[^\s}]+)""", text) for name in found.strip('"').split()]


def _named_in(typed: Mapping[str, Any]) -> list[str]:
    """The claims that marks by quotation name."""
    return [name for mark in typed.get("marks", ()) for name in mark.get("ref", "").split()]


def told(article: Article) -> str:
    """What the program makes of an article, in a few lines."""
    marks = {mark.id: mark for mark in article.marks()}
    lines = [_mark(mark, marks, article.text) for mark in article.marks()]
    lines += [f"own voice: “{_flat(article.text[start:end])}”" for start, end in article.own_voice]
    lines += [line for claim in article.claims for line in _claim(claim, article)]
    lines += [line for line in _headline(article, marks) if line]
    return "".join(f"{line}\n" for line in lines)


def name(mark: AnyMark) -> str:
    """Letter and number of a mark."""
    return f"{LETTERS[mark.kind]}{mark.number}"


def _flat(words: str) -> str:
    return " ".join(words.split())


def _mark(mark: AnyMark, marks: Mapping[str, AnyMark], text: str) -> str:
    head = f"{name(mark)} “{_flat(mark.quote)}”"
    match mark:
        case Attribution():
            introduces = " ".join(name(marks[id_]) for id_ in mark.introduces)
            return f"{head} {mark.chain}: introduces {introduces or 'nothing'}"
        case Assertion():
            return f"{head} {mark.claim}: {_said(mark, marks)}"
        case Hedge():
            return f"{head} {mark.type}{', ' if mark.level else ''}{mark.level}: {_doubted(mark, marks, text)}"
        case Taking():
            return f"{head} {mark.use}: {' '.join(mark.claims)}"
    raise AssertionError(mark)


def _said(mark: Assertion, marks: Mapping[str, AnyMark]) -> str:
    why = mark.why_chain + (f" {name(marks[mark.attribution])}" if mark.attribution else "")
    hedges = " ".join(name(marks[id_]) for id_ in mark.hedges)
    parts = [
        str(mark.chain) if mark.why_chain == "article" else f"{mark.chain}, {why}",
        *(["own voice"] if mark.own_voice else []),
        *([f"hedged by {hedges}"] if hedges else []),
    ]
    return "; ".join(parts)


def _doubted(mark: Hedge, marks: Mapping[str, AnyMark], text: str) -> str:
    over = " ".join((*(name(marks[id_]) for id_ in mark.weakens), *mark.claims))
    if mark.why_scope == "words":
        over += " ".join(f"{' ' if over else ''}“{text[start:end]}”" for start, end in mark.scope)
    scope = f"{over or 'nothing'}, {mark.why_scope}" if mark.why_scope != "none" else "nothing"
    return f"{scope}; {' + '.join(mark.owner)}, {mark.why_owner}"


def _claim(claim: Claim, article: Article) -> Iterator[str]:
    """A claim that is answered, or that anybody but the article asserts."""
    parts = [f"{by.claim} {by.how}, {_later(by.paragraphs_later)}" for by in claim.answered_by]
    parts += ["disputed"] if claim.disputed else []
    parts += ["no answer"] if claim.unanswered and any(other.answers for other in article.claims) else []
    if parts:
        yield f"{claim.id}: {'; '.join(parts)}"


def _later(number: int) -> str:
    return f"{number} later" if number >= 0 else f"{-number} earlier"


def _headline(article: Article, marks: Mapping[str, AnyMark]) -> Iterator[str]:
    """What the headline says, where the body says it too."""
    for row in article.analysis.headline:
        parts = {
            "hedges": [name(marks[id_]) for id_ in row.hedges],
            "lost hedges": [name(marks[id_]) for id_ in row.lost_hedges],
            "sources": row.sources,
            "lost sources": row.lost_sources,
        }
        shown = "; ".join(f"{what} {' '.join(which)}" for what, which in parts.items() if which)
        yield f"headline {name(marks[row.mark])}: {shown or 'the article, unhedged'}" if row.body else ""
