"""Notes: whether they stand at a mark, and label language instead of honesty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.analyse.basis import Basis
from builder.diagnostics import Finding
from builder.model.bundle import WrittenArticle
from builder.model.placed import Placed, part
from builder.rules import claim_rules as rules
from builder.validate.hints import close

LONGEST = 40
"""Words a note may have before its author is warned."""
_ACCUSING = re.compile(
    r"\b(?:hid(?:es?|ing|den)|conceal(?:s|ed|ing)?|admit(?:s|ted|ting)?|confess(?:es|ed)?|propaganda|fakes?|faked|"
    r"l(?:ies|ied|ying|iars?)|manipulat\w+|dishonest\w*|bias(?:ed)?|brainwash\w*|deceiv\w*|deceptive\w*|mislead\w*)\b",
    re.IGNORECASE,
)


def check(written: WrittenArticle, basis: Basis) -> Iterable[Finding]:
    """Everything about notes."""
    for note, file in _all(written):
        count = len(note.value.split())
        if count > LONGEST:
            yield rules.NOTE_LONG.at(written.place(note.span, file), count=count, most=LONGEST)
        if accusing := _ACCUSING.search(note.value):
            yield rules.NOTE_ACCUSES.at(written.place(part(note, *accusing.span()), file), word=accusing[0])
    if written.claims.notes:
        yield from _homeless(written, basis)


def _all(written: WrittenArticle) -> Iterator[tuple[Placed[str], str]]:
    """Every note and every other reading, with the file it stands in."""
    for mark in written.marks:
        for key in ("note", "arguable"):
            if key in mark.keys:
                yield mark.keys[key], mark.file
    for note in written.claims.notes.values():
        yield note, "claims"


def _homeless(written: WrittenArticle, basis: Basis) -> Iterator[Finding]:
    """Notes of claims.yaml without a mark, or with a mark that has one already."""
    marks = basis.names.marks
    own = {name for name, unit in zip(marks, basis.units, strict=True) if unit.main.value("note")}
    known = set(marks)
    for id_ in written.claims.notes:
        place = written.place(id_.span, "claims")
        if id_.value not in known:
            yield rules.NOTE_WITHOUT_MARK.at(place, close(id_.value, known), id=id_.value)
        elif id_.value in own:
            yield rules.NOTE_TWICE.at(place, id=id_.value)
