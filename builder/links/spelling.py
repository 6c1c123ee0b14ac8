"""The ledger as the text of links.yaml: a thing a line, in the order of the article, always the same bytes. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from builder.model.ledger import Ledger, LedgerMark, Retired
from builder.taxonomy import MARK_KIND_BY_ID

HEAD = """\
# What published links to this article lead to, so that they still do after an edit. `allegedly links update` writes
# this file; commit it with the article, and leave it as it is.
"""
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""Characters that no file of data may hold."""


def spell(ledger: Ledger) -> str:
    """The text of a ledger's file."""
    return HEAD + "".join(f"{line}\n" for line in _lines(ledger))


def _lines(ledger: Ledger) -> Iterator[str]:
    yield f"article: {_quoted(ledger.article)}"
    if ledger.former:
        yield "former:"
        yield from (f"  - {_quoted(slug)}" for slug in ledger.former)
    if ledger.paragraphs:
        yield "paragraphs:"
    for paragraph in ledger.paragraphs:
        yield f"  {_quoted(paragraph.id)}:"
        yield f"    text: {_quoted(paragraph.text)}"
        if paragraph.marks:
            yield "    marks:"
        for mark in paragraph.marks:
            yield from _mark(mark)
    if ledger.claims:
        yield "claims:"
        yield from (f"  {_quoted(id_)}: {_quoted(says)}" for id_, says in ledger.claims)
    for name, retired in (("retired", ledger.retired), ("retired_claims", ledger.retired_claims)):
        if retired:
            yield f"{name}:"
        for item in retired:
            yield from _retired(item)


def _mark(mark: LedgerMark) -> Iterator[str]:
    yield f"      {_quoted(mark.id)}:"
    yield f"        kind: {mark.kind if mark.kind in MARK_KIND_BY_ID else _quoted(mark.kind)}"
    if len(mark.quote) == 1:
        yield f"        quote: {_quoted(mark.quote[0])}"
    else:
        yield "        quote:"
        yield from (f"          - {_quoted(piece)}" for piece in mark.quote)
    if mark.before:
        yield f"        before: {_quoted(mark.before)}"
    if mark.after:
        yield f"        after: {_quoted(mark.after)}"
    if mark.nth > 1:
        yield f"        nth: {mark.nth}"


def _retired(item: Retired) -> Iterator[str]:
    yield f"  {_quoted(item.id)}:"
    yield f"    quote: {_quoted(item.quote)}"
    for name, value in (("before", item.before), ("after", item.after), ("now", item.now)):
        if value:
            yield f"    {name}: {_quoted(value)}"


def _quoted(text: str) -> str:
    """A text between quotation marks, or as it is where it can be nothing else but an id."""
    if re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", text):
        return text
    quoted = json.dumps(_FORBIDDEN.sub("\ufffd", text), ensure_ascii=False)
    return "".join(c if c.isprintable() else _escaped(c) for c in quoted)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
