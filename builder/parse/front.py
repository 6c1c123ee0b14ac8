"""The front matter: where it ends, and what it says."""

from __future__ import annotations

import re
from typing import TypeVar

from builder.diagnostics import Finding
from builder.parse.formats import read
from builder.parse.schema import Record
from builder.rules import mark_rules as rules
from builder.source import SourceFile, Span

_OPEN = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_NEARLY = r"[-*+=_~–—]{2,}[ \t]*\n"
_UNOPENED = re.compile(rf"\s*(?:{_NEARLY})?(?P<key>\w+):(?:[ \t]|\n)")
_NEARLY_CLOSE = re.compile(rf"^(?:{_NEARLY}|\.\.\.[ \t]*\n)", re.MULTILINE)
_HEADING = re.compile(r"^#[ \t](?![ \t]|\w+:)", re.MULTILINE)
"""A heading of the first level: no comment in YAML that holds a key."""

_TEXT = re.compile(_HEADING.pattern + r"[^\n]*\n(?:[ \t]*\n)+(?![ \t\n#-]|\w+:)", re.MULTILINE)
"""A heading with the text below it: no comment among keys."""

T = TypeVar("T")


def read_front(form: Record[T], file: SourceFile) -> tuple[T, int, list[Finding]]:
    """The front matter of a file, the offset at which its text begins, and what is wrong with it.

    A file without front matter has a blank one; one that is never closed is taken to end at the first heading. A file
    that begins with one of the keys is taken to have lost the line before it.
    """
    opening = _OPEN.match(file.text)
    if opening is None:
        return _unopened(form, file) or (form.blank(Span(0, 0)), 0, [])
    closing = _CLOSE.search(file.text, opening.end())
    if closing is None or _TEXT.search(file.text, opening.end(), closing.start()):
        finding = rules.FRONT_MATTER_UNCLOSED.at(file.place(Span(0, 3)))
        heading = _HEADING.search(file.text, opening.end())
        return form.blank(Span(0, 0)), heading.start() if heading else len(file.text), [finding]
    front, findings = read(form, file, Span(opening.end(), closing.start()))
    return front, closing.end(), findings


def _unopened(form: Record[T], file: SourceFile) -> tuple[T, int, list[Finding]] | None:
    """Front matter without the line that opens it, up to the line that closes it, else to the first heading."""
    first = _UNOPENED.match(file.text)
    if first is None or first["key"] not in form.keys:
        return None
    heading = _HEADING.search(file.text)
    closing = _NEARLY_CLOSE.search(file.text, first.end(), heading.start() if heading else len(file.text))
    end = closing or heading
    if end is None:
        return None
    hint = "" if closing and _CLOSE.match(closing[0]) else "put it between two lines that hold only ---"
    finding = rules.FRONT_MATTER_UNOPENED.at(file.place(Span(*first.span("key"))), hint)
    front, findings = read(form, file, Span(first.start("key"), end.start()))
    return front, closing.end() if closing else end.start(), [finding, *findings]
