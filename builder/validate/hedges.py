"""Hedges: their type, owner and scope."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from builder.analyse.basis import Basis
from builder.diagnostics import Finding
from builder.model.bundle import WrittenArticle
from builder.model.site import Setting
from builder.rules import claim_rules as rules
from builder.text.find import occurrences
from builder.text.wordlists import lexicon_of, type_of
from builder.validate.names import check_source


def check(written: WrittenArticle, setting: Setting, basis: Basis) -> Iterable[Finding]:
    """Everything about hedges."""
    hedges = [mark for mark in written.marks if mark.kind == "hedge"]
    if not hedges:
        return
    lexicon = lexicon_of(written.language(setting), setting.site)
    sentences = basis.sentences.by_leaf
    leaves = written.document.leaves()
    text = written.document.text
    for mark in hedges:
        start, end = mark.ranges[0]
        if "type" not in mark.keys and "join" not in mark.keys and type_of(text, start, end, lexicon) is None:
            words = " … ".join(text[a:b] for a, b in mark.ranges)
            yield rules.HEDGE_TYPE_UNKNOWN.at(written.mark_place(mark), words=words)
        if owner := mark.keys.get("owner"):
            yield from check_source(owner, mark.file, written, setting)
        if scope := mark.keys.get("scope"):
            leaf = leaves[mark.leaf]
            if not occurrences(text[leaf.start : leaf.end], scope.value):
                yield rules.SCOPE_NOT_FOUND.at(written.place(scope.span, mark.file), words=scope.value)
        if _covers_sentence(start, end, sentences[mark.leaf], text):
            yield rules.HEDGE_WHOLE_SENTENCE.at(written.mark_place(mark))


def _covers_sentence(start: int, end: int, sentences: tuple[tuple[int, int], ...], text: str) -> bool:
    """Whether a hedge covers all words of a sentence of more than three words; the sentences stand in their order."""
    for number in range(bisect_left(sentences, (start, 0)), len(sentences)):
        first, last = sentences[number]
        if last > end + 1:
            break
        if len(text[first:last].split()) > 3:
            return True
    return False
