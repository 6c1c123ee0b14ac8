"""Looking over annotated articles for what was probably overlooked: `allegedly check --suggest`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Finding, Rule
from builder.draft.additions import with_additions
from builder.draft.analysis import analyse
from builder.draft.drafted import Draft
from builder.draft.knowledge import knowledge
from builder.draft.tongue import LANGUAGES
from builder.model.bundle import WrittenArticle
from builder.model.site import Setting
from builder.pipeline.gathering import gather
from builder.pipeline.reading import read_written
from builder.read import Root
from builder.rules import draft_rules as rules
from builder.source import Place, Span
from builder.text.find import occurrences
from builder.text.sentences import sentences

ATTRIBUTION, HEDGE, COUNTER = 0.5, 0.55, 0.6
"""The confidence from which on an author is asked."""


@dataclass(frozen=True, slots=True)
class Probable:
    """Words that probably belong to a mark of a kind, and why."""

    kind: str
    span: Span
    whole: Span
    reason: str


def suggestions(root: Path) -> list[Finding]:
    """What looks unmarked in the articles of a site; articles that cannot be read are left to the check."""
    inputs, _ = gather(Root(root))
    findings: list[Finding] = []
    for files in inputs.listing.articles:
        written, _ = read_written(files, inputs.root, inputs.setting)
        if written is not None:
            findings += suggest(written, inputs.setting)
    return findings


def suggest(written: WrittenArticle, setting: Setting) -> Iterator[Finding]:
    """What looks unmarked in one article, by sentence."""
    language = written.language(setting)
    if language not in LANGUAGES:
        yield rules.SUGGEST_LANGUAGE.at(Place(written.file.path), language=language)
        return
    text = written.document.text
    known = with_additions(knowledge(language), setting.site)
    prose = [Span(leaf.start, leaf.end) for leaf in written.document.leaves() if leaf.kind not in ("cell", "code")]
    every = sorted(probable(analyse(text, known)), key=lambda one: (one.span, one.kind))
    found = [one for one in every if any(_touch(one.span, leaf) for leaf in prose)]
    settled = [place for sentence in written.claims.settled for place in occurrences(text, sentence.value)]
    asked: set[tuple[Span, str]] = set()
    for one in found:
        sentence = _sentence(written, one.span, language)
        if (sentence, one.kind) in asked or any(_touch(one.span, place) for place in settled):
            continue
        if not _is_marked(written, one, sentence):
            asked.add((sentence, one.kind))
            words = " ".join(text[one.span.start : one.span.end].split())
            yield _asked(one, written.place(written.document.span(one.span.start, one.span.end)), words)


def _asked(one: Probable, place: Place, words: str) -> Finding:
    """The question to the author."""
    if one.kind == "hedge":
        return rules.SUGGEST_HEDGE.at(place, _hint(one, rules.SUGGEST_HEDGE), words=words)
    if one.kind == "counter":
        return rules.SUGGEST_COUNTER.at(place, _hint(one, rules.SUGGEST_COUNTER), words=words)
    return rules.SUGGEST_ATTRIBUTION.at(place, _hint(one, rules.SUGGEST_ATTRIBUTION), words=words)


def _hint(one: Probable, rule: Rule) -> str:
    """Why it is asked, and the way out, each a sentence."""
    return f"{one.reason}. {rule.fix[0].upper()}{rule.fix[1:]}."


def probable(draft: Draft) -> Iterator[Probable]:
    """What is likely enough to be asked about."""
    for attribution in draft.attributions:
        yield Probable("attribution", attribution.cue, attribution.cue, attribution.reason)
    for hedge in draft.hedges:
        if hedge.confidence >= HEDGE:
            yield Probable("hedge", hedge.span, hedge.span, hedge.reason)
    for counter in draft.counters:
        if counter.confidence >= COUNTER:
            parts = (counter.cue, *counter.answering)
            whole = Span(min(part.start for part in parts), max(part.end for part in parts))
            yield Probable("counter", counter.cue, whole, counter.reason)
    for one in draft.suggestions:
        if one.kind == "attribution" and one.confidence >= ATTRIBUTION:
            yield Probable("attribution", one.span, one.span, one.reason)


def _sentence(written: WrittenArticle, span: Span, language: str) -> Span:
    """The sentence that some words stand in."""
    text = written.document.text
    for leaf in written.document.leaves():
        if leaf.start <= span.start < leaf.end:
            for start, end in sentences(text[leaf.start : leaf.end], language):
                if leaf.start + start <= span.start < leaf.start + end:
                    return Span(leaf.start + start, leaf.start + end)
    return span


def _is_marked(written: WrittenArticle, one: Probable, sentence: Span) -> bool:
    """Whether the sentence has a mark of that kind, or another mark explains the words: the author has looked there."""
    for mark in written.marks:
        for start, end in mark.ranges:
            piece = Span(start, end)
            if mark.kind == one.kind and _touch(piece, sentence if one.kind != "counter" else one.whole):
                return True
            if mark.kind in ("attribution", "hedge") and one.kind != "counter" and _touch(piece, one.span):
                return True
    return False


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
