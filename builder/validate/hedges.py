"""Hedges: their type, owner and scope."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from builder.analyse.basis import Basis
from builder.diagnostics import Finding
from builder.model.bundle import WrittenArticle
from builder.model.site import Setting
from builder.rules import claim_rules as rules
from builder.taxonomy import HEDGE_TYPES
from builder.text.find import occurrences
from builder.text.lexicon import LANGUAGES, load
from builder.text.wordlists import lexicon_of, type_of
from builder.validate.names import check_source

_TYPES = ", ".join(term.id for term in HEDGE_TYPES)


def check(written: WrittenArticle, setting: Setting, basis: Basis) -> Iterable[Finding]:
    """Everything about hedges."""
    hedges = [mark for mark in written.marks if mark.kind == "hedge"]
    if not hedges:
        return
    language = written.language(setting)
    lexicon = lexicon_of(language, setting.site)
    hint = "" if load(language) else _way_out(written.front.language is not None)
    sentences = basis.sentences.by_leaf
    leaves = written.document.leaves()
    text = written.document.text
    for mark in hedges:
        start, end = mark.ranges[0]
        if "type" not in mark.keys and "join" not in mark.keys and type_of(text, start, end, lexicon) is None:
            words = " … ".join(text[a:b] for a, b in mark.ranges)
            yield rules.HEDGE_TYPE_UNKNOWN.at(written.mark_place(mark), hint, words=words, language=language)
        if owner := mark.keys.get("owner"):
            yield from check_source(owner, mark.file, written, setting)
        if scope := mark.keys.get("scope"):
            leaf = leaves[mark.leaf]
            if not occurrences(text[leaf.start : leaf.end], scope.value):
                yield rules.SCOPE_NOT_FOUND.at(written.place(scope.span, mark.file), words=scope.value)
        if _covers_sentence(start, end, sentences[mark.leaf], text):
            yield rules.HEDGE_WHOLE_SENTENCE.at(written.mark_place(mark))


def _way_out(says_language: bool) -> str:
    """What to type in a language of which we have no lexicon; whether the article itself says that it is in it."""
    hint = f"we know the types of words in {', '.join(LANGUAGES)} only: add type=… ({_TYPES})"
    if says_language:
        return hint
    return f"{hint}; or say in the front matter of the article which language it is in: 'language: {LANGUAGES[0]}'"


def _covers_sentence(start: int, end: int, sentences: tuple[tuple[int, int], ...], text: str) -> bool:
    """Whether a hedge covers all words of a sentence of more than three words; the sentences stand in their order."""
    for number in range(bisect_left(sentences, (start, 0)), len(sentences)):
        first, last = sentences[number]
        if last > end + 1:
            break
        if len(text[first:last].split()) > 3:
            return True
    return False
