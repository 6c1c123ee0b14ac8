"""Marks by quotation: found on the plain text, white space folded, exactly once (W3C: text quote selectors)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from builder.diagnostics import Finding
from builder.model.document import Document, Leaf, Range, WrittenMark
from builder.model.written import ClaimsFile, WrittenQuoteMark
from builder.parse.marks import check_id, check_keys, key_span, nearest
from builder.rules import mark_rules as rules
from builder.source import SourceFile, Span
from builder.text.find import folded_ends, folded_starts, occurrences

CONTEXT = 400
"""How much text on either side of a quotation `before` and `after` are looked for in."""


def read_quotes(
    claims: ClaimsFile, file: SourceFile, document: Document, kinds: Mapping[str, str]
) -> tuple[list[WrittenMark], list[Finding]]:
    """The marks that claims.yaml quotes; `file` is claims.yaml, `kinds` maps every name of a kind to its id."""
    marks: list[WrittenMark] = []
    findings: list[Finding] = []
    leaves = document.leaves()
    for typed in claims.marks:
        kind = kinds.get(typed.kind.value)
        if kind is None:
            place = file.place(typed.kind.span)
            findings.append(
                rules.KIND_UNKNOWN.at(place, nearest(typed.kind.value, tuple(kinds)), kind=typed.kind.value)
            )
            continue
        keys = typed.keys()
        findings += check_keys(keys, kind, file.place, partial(key_span, text=file.text))
        findings += check_id(typed.id, file.place) if typed.id else []
        found, wrong = _find(typed, file, document, leaves)
        findings += wrong
        if found:
            leaf, ranges = found
            words = Span(typed.quote[0].span.start, typed.quote[-1].span.end)
            marks.append(WrittenMark(kind, ranges, leaf, typed.span, words, typed.id, keys, file="claims"))
    return marks, findings


def _find(
    typed: WrittenQuoteMark, file: SourceFile, document: Document, leaves: Sequence[Leaf]
) -> tuple[tuple[int, tuple[Range, ...]] | None, list[Finding]]:
    """The leaf and ranges that a quotation names, or what is wrong with it."""
    place = file.place(typed.quote[0].span)
    shown = " … ".join(piece.value for piece in typed.quote)
    found = [(leaf.number, ranges) for leaf in leaves for ranges in _in_leaf(typed, document.text, leaf)]
    if len(found) == 1:
        return found[0], []
    if not found:
        return None, [rules.QUOTE_NOT_FOUND.at(place, _nearly(typed, document), quote=shown)]
    numbers = list(dict.fromkeys(leaves[leaf].paragraph for leaf, _ in found))
    where = ", ".join(map(str, numbers[:8]))
    many = "paragraphs" if len(numbers) > 1 else "paragraph"
    hint = f"{rules.QUOTE_TWICE.fix}; it stands in {many} {where} (the headline is 0)"
    return None, [rules.QUOTE_TWICE.at(place, hint, quote=shown, count=len(found))]


def _in_leaf(typed: WrittenQuoteMark, text: str, leaf: Leaf) -> list[tuple[Range, ...]]:
    """Every way to find the pieces of a quotation in one leaf, in their order."""
    words = text[leaf.start : leaf.end]
    ways: list[tuple[Range, ...]] = []
    for first in occurrences(words, typed.quote[0].value):
        pieces = [first]
        for piece in typed.quote[1:]:
            following = [place for place in occurrences(words, piece.value) if place.start >= pieces[-1].end]
            if not following:
                break
            pieces.append(following[0])
        else:
            start, end = leaf.start + pieces[0].start, leaf.start + pieces[-1].end
            if _fits(typed, text, start, end):
                ways.append(tuple((leaf.start + p.start, leaf.start + p.end) for p in pieces))
    return ways


def _fits(typed: WrittenQuoteMark, text: str, start: int, end: int) -> bool:
    """Whether the words before and after are those that the quotation asks for."""
    before, after = typed.before, typed.after
    if before and before.value.strip() and not folded_ends(text[max(0, start - CONTEXT) : start], before.value):
        return False
    return not after or not after.value.strip() or folded_starts(text[end : end + CONTEXT], after.value)


def _nearly(typed: WrittenQuoteMark, document: Document) -> str:
    """A hint where only capitals, quotation marks or the context are off."""
    folded = document.text.casefold().translate(_PLAIN)
    for piece in typed.quote:
        if not occurrences(document.text, piece.value) and occurrences(
            folded, piece.value.casefold().translate(_PLAIN)
        ):
            return f"capitals, quotation marks or dashes differ in “{piece.value}”; copy the words from the article"
    if all(occurrences(document.text, piece.value) for piece in typed.quote):
        around = [name for name, words in (("before:", typed.before), ("after:", typed.after)) if words]
        if around:
            return f"the words are there, but not with this {' and '.join(around)}"
        return "the words are there, but not in this order in one paragraph: make it two marks, the second with join:"
    return ""


_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
