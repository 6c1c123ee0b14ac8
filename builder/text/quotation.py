"""What stands in quotation marks, and the form of an attribution that follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from builder.source import Span

Form = Literal["direct", "indirect", "mixed"]

PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "‘": "’", "‚": "‘’", '"': '"', "'": "'"}
"""Opening marks and what may close them, across the habits of languages."""

SINGLE = "‘‚'’"
"""Marks that are also apostrophes: they open before a word and close behind one only."""

MARK = re.compile("[" + "".join(sorted({*PAIRS, *"".join(PAIRS.values())})) + "]")

_DOUBLE = re.compile('["“”„«»]')

MOSTLY = 0.8
"""The share of word characters in quotation marks from which on what is said counts as word for word."""


def quotations(text: str) -> tuple[Span, ...]:
    """The outermost stretches of `text` in quotation marks, marks included.

    A double mark left open runs to the end, as it does where a quotation goes on in the next paragraph.
    """
    return tuple(_quotations(text))


def holds_quotation(text: str) -> bool:
    """Whether a text holds double quotation marks: whoever puts it in such marks takes single ones."""
    return _DOUBLE.search(text) is not None


def is_quoted(text: str) -> bool:
    """Whether all of `text` stands in one pair of quotation marks."""
    bare = text.strip()
    return len(bare) > 1 and quotations(bare) == (Span(0, len(bare)),) and bare[-1] in PAIRS[bare[0]]


def form(content: str | None) -> Form:
    """How what is said is told, by its quotation marks; without content, in the writer's words.

    Whether only a topic is given (`summary`) cannot be seen from marks: an author says so.
    """
    said = content or ""
    if not MARK.search(said):
        return "indirect"
    quoted = sum(_word_characters(said[span.start : span.end]) for span in quotations(said))
    if not quoted:
        return "indirect"
    return "direct" if quoted >= MOSTLY * _word_characters(said) else "mixed"


def _quotations(text: str) -> Iterator[Span]:
    marks = [match.start() for match in MARK.finditer(text)]
    never_closed: set[str] = set()
    after = 0
    for number, start in enumerate(marks):
        if start < after or text[start] in never_closed or not _opens(text, start):
            continue
        close = next((at for at in marks[number + 1 :] if _closes(text, text[start], at)), None)
        if close is None:
            never_closed.add(text[start])
            if text[start] in SINGLE:
                continue
        after = len(text) if close is None else close + 1
        yield Span(start, after)


def _opens(text: str, at: int) -> bool:
    """Whether the mark at `at` can open a quotation, rather than being an apostrophe or a closing mark."""
    if text[at] not in PAIRS:
        return False
    behind = text[max(at - 1, 0) : at].isalnum()
    if text[at] in SINGLE:
        return not behind and text[at + 1 : at + 2].isalnum()
    return text[at] != '"' or not behind  # 12" is a length


def _closes(text: str, opening: str, at: int) -> bool:
    """Whether the mark at `at` can close what `opening` has opened."""
    if text[at] not in PAIRS[opening]:
        return False
    return text[at] not in SINGLE or not text[at + 1 : at + 2].isalnum()


def _word_characters(text: str) -> int:
    return len(re.findall(r"\w", text))
