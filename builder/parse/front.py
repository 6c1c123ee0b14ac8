"""The front matter: where it ends, and what it says."""

from __future__ import annotations

import re
from typing import TypeVar

from builder.diagnostics import Finding
from builder.parse.formats import read
from builder.parse.schema import Schema
from builder.rules import mark_rules as rules
from builder.source import SourceFile, Span

_OPEN = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(?!\w+:)", re.MULTILINE)
"""A heading of the first level: no comment in YAML that holds a key."""

T = TypeVar("T")


def read_front(form: Schema[T], file: SourceFile) -> tuple[T, int, list[Finding]]:
    """The front matter of a file, the offset at which its text begins, and what is wrong with it.

    A file without front matter has a blank one; one that is never closed is taken to end at the first heading.
    """
    opening = _OPEN.match(file.text)
    if opening is None:
        return form.blank(Span(0, 0)), 0, []
    closing = _CLOSE.search(file.text, opening.end())
    if closing is None:
        finding = rules.FRONT_MATTER_UNCLOSED.at(file.place(Span(0, 3)))
        heading = _HEADING.search(file.text, opening.end())
        return form.blank(Span(0, 0)), heading.start() if heading else len(file.text), [finding]
    front, findings = read(form, file, Span(opening.end(), closing.start()))
    return front, closing.end(), findings
