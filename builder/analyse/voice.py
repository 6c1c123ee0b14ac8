"""Own voice: what the article itself asserts (Appraisal theory: monogloss), as ranges of the plain text.

Assertions whose chain is `article` and that no hedge in the same sentence weakens; `as=granted` marks, unless they
stand inside an assertion with another chain; and whole sentences that no attribution, claim or counter mark, and no
hedge mark except boosters and arguable ones, touches (headings, questions and quotations aside).

What that leaves open is decided so:

- A booster weakens nothing; an arguable hedge weakens the assertion it is about like any other.
- An assertion in several pieces is weakened by a hedge in the sentence of any of them.
- A mark of one of the site's own kinds leaves a sentence as it is.
- A quotation is a block quotation, or a sentence all words of which stand in quotation marks, with others or alone.
- A cell of a table is a whole sentence where it ends like one; head cells are headings, code tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from builder.analyse.intervals import Intervals, merged
from builder.model.article import AnyMark, Assertion, Hedge, SiteMark, Taking
from builder.model.document import Block, Group, Leaf, Range
from builder.text.quotation import quotations

_CLOSING = "[\\s”“’‘»«›‹\"')\\]]*"
_ASKS = re.compile(rf"[?？؟⁇⁈⁉][!?！？…]*{_CLOSING}\Z")
_ENDS = re.compile(rf"[.!…。！]{_CLOSING}\Z")


def speaks_itself(sentences: Sequence[Range], hedges: Iterable[Hedge]) -> bool:
    """Whether no hedge in the sentences of an assertion weakens it.

    `hedges` are those that weaken it somewhere, boosters aside.
    """
    return not any(
        start < sentence[1] and sentence[0] < end
        for hedge in hedges
        for start, end in hedge.ranges
        for sentence in sentences
    )


def own_voice(
    marks: Sequence[AnyMark], blocks: Sequence[Block], sentences: Sequence[Sequence[Range]], text: str
) -> tuple[Range, ...]:
    """All ranges in the article's own voice, in order, merged where they touch; `sentences` by number of leaf."""
    found = [range_ for mark in marks if isinstance(mark, Assertion) and mark.own_voice for range_ in mark.ranges]
    others = Intervals(
        (range_, mark)
        for mark in marks
        if isinstance(mark, Assertion) and not mark.chain.is_article
        for range_ in mark.ranges
    )
    for mark in marks:
        if isinstance(mark, Taking) and mark.use == "granted" and not _is_inside(mark, others):
            found += mark.ranges
    touching = Intervals((range_, mark) for mark in marks if _touches(mark) for range_ in mark.ranges)
    for leaf in _telling(blocks):
        found += _plain_sentences(leaf, sentences[leaf.number], touching, text)
    return merged(found)


def _is_inside(mark: Taking, others: Intervals[Assertion]) -> bool:
    """Whether any of its words stand inside an assertion of somebody else's."""
    return any(True for range_ in mark.ranges for _ in others.around(*range_))


def _touches(mark: AnyMark) -> bool:
    """Whether a mark keeps its sentence from being the article's own voice."""
    if isinstance(mark, Hedge):
        return not (mark.is_booster or mark.arguable)
    return not isinstance(mark, SiteMark)


def _plain_sentences(
    leaf: Leaf, sentences: Sequence[Range], touching: Intervals[AnyMark], text: str
) -> Iterator[Range]:
    """The sentences of a leaf that nothing touches and that are no question and no quotation."""
    quoted: Sequence[Range] | None = None
    for start, end in sentences:
        if touching.touch(start, end):
            continue
        words = text[start:end]
        if _ASKS.search(words):
            continue
        if leaf.kind == "cell" and not _ENDS.search(words):
            continue
        if quoted is None:
            quoted = _quoted(text, leaf)
        if not _is_quoted(start, end, quoted, text):
            yield start, end


def _is_quoted(start: int, end: int, quoted: Sequence[Range], text: str) -> bool:
    """Whether all words of a sentence stand in quotation marks."""
    for first, last in quoted:
        if first < end and start < last:
            if any(character.isalnum() for character in text[start:first]):
                return False
            start = last
    return not any(character.isalnum() for character in text[start:end])


def _quoted(text: str, leaf: Leaf) -> list[Range]:
    """What stands in quotation marks in a leaf."""
    spans = quotations(text[leaf.start : leaf.end])
    return [(leaf.start + span.start, leaf.start + span.end) for span in spans]


def _telling(blocks: Iterable[Block]) -> Iterator[Leaf]:
    """The leaves that tell something: paragraphs outside quotations, and cells below the head of a table."""
    for block in blocks:
        if isinstance(block, Leaf):
            if block.kind == "paragraph" or (block.kind == "cell" and not block.header):
                yield block
        elif isinstance(block, Group) and block.kind != "quote":
            yield from _telling(block.children)
