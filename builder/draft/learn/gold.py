"""Annotated texts to learn from, and where their annotations stand among the items of a reading.

A file of attributions has, in each line, an object with `id`, `text` and `attributions`, each with `source`, `cue` and
`content` as lists of [start, end]; a file of careful words has `id`, `text`, `genre` and `cues` with `span`.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.draft.reading import Reading, read
from builder.draft.spans import CONTENT, CUE, OUTSIDE, SOURCE
from builder.draft.tongue import Tongue

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Text:
    """An annotated text: as read, and its annotations."""

    id: str
    genre: str
    reading: Reading
    marks: Sequence[Mapping[str, Any]]


def texts(paths: Sequence[Path], tongue: Tongue, *, fold: bool) -> list[Text]:
    """The texts of some files."""
    found = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            marks = row["attributions"] if "attributions" in row else row["cues"]
            found.append(Text(row["id"], row.get("genre", "news"), read(row["text"], tongue, fold=fold), marks))
    return found


def part(name: str, salt: str = "") -> int:
    """Which of `FOLDS` parts a text belongs to, by its name alone."""
    return int(hashlib.sha256((salt + name).encode()).hexdigest(), 16) % FOLDS


def inside(reading: Reading, start: int, end: int) -> list[int]:
    """The words and signs that a range touches."""
    return [
        at
        for at, item in enumerate(reading.items)
        if item.start < end and start < item.end and item.text and not item.is_quote
    ]


def shares(found: Sequence[tuple[Text, Sequence[Sequence[int]]]]) -> tuple[dict[str, float], Counter[str]]:
    """For each word how much of its occurrences lie in annotations, and its occurrences."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for text, groups in found:
        seen.update(item.word for item in text.reading.items if not item.is_quote and item.text)
        right.update(text.reading.items[at].word for group in groups for at in group)
    return {word: count / (seen[word] + 2) for word, count in right.items()}, seen


def head(reading: Reading, group: Sequence[int], share: Mapping[str, float]) -> int | None:
    """The word of a cue by which the cue is known: the one that is most often part of one."""
    if not group:
        return None

    def weight(at: int) -> tuple[bool, float, int]:
        word = reading.items[at].word
        return word.isalpha() and word not in reading.tongue.function_words, share.get(word, 0.0), -at

    return max(group, key=weight)


def labels(reading: Reading, mark: Mapping[str, Any], head_at: int, first: int, after: int) -> list[int]:
    """The labels of a window's items as annotated."""
    found = []
    for at in range(first, after):
        item = reading.items[at]
        one = OUTSIDE
        for label, role in ((SOURCE, "source"), (CONTENT, "content"), (CUE, "cue")):
            touched = any(start < item.end and item.start < end for start, end in mark[role])
            if touched and item.text and (label == CONTENT or not item.is_quote):
                one = label
        found.append(CUE if at == head_at else one)
    return found
