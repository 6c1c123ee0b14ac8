"""Own voice: what the article itself asserts (Appraisal theory: monogloss), as ranges of the plain text.

Assertions whose chain is `article` and that no hedge in the same sentence weakens; `as=granted` marks, unless they
stand inside an assertion with another chain; and whole sentences that no attribution, claim or counter mark, and no
hedge mark except boosters and arguable ones, touches (headings, questions and quotations aside).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.model.article import AnyMark, Assertion, Hedge, SiteMark, Taking
from builder.model.document import Block, Group, Leaf, Range

_QUOTES = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’"}


def speaks_itself(sentence: Range, hedges: Iterable[Hedge]) -> bool:
    """Whether no hedge of an assertion's sentence weakens it; `hedges` are those that weaken it somewhere."""
    return not any(
        not hedge.is_booster and hedge.start < sentence[1] and sentence[0] < hedge.ranges[-1][1] for hedge in hedges
    )


def own_voice(
    marks: Sequence[AnyMark], blocks: Sequence[Block], sentences: Sequence[Sequence[Range]], text: str
) -> tuple[Range, ...]:
    """All ranges in the article's own voice, in order, merged where they touch; `sentences` by number of leaf."""
    assertions = [mark for mark in marks if isinstance(mark, Assertion)]
    found = [range_ for mark in assertions if mark.own_voice for range_ in mark.ranges]
    for mark in marks:
        if isinstance(mark, Taking) and mark.use == "granted" and not _inside_another(mark, assertions):
            found += mark.ranges
    touched = sorted(range_ for mark in marks if _touches(mark) for range_ in mark.ranges)
    for leaf in _telling(blocks):
        found += [s for s in sentences[leaf.number] if _is_bare(s, touched) and not _is_aside(text[s[0] : s[1]])]
    return merged(found)


def _inside_another(mark: Taking, assertions: Sequence[Assertion]) -> bool:
    """Whether it stands inside an assertion of somebody else's."""
    start, end = mark.ranges[0]
    return any(
        a <= start and end <= b
        for assertion in assertions
        if not assertion.chain.is_article
        for a, b in assertion.ranges
    )


def _touches(mark: AnyMark) -> bool:
    """Whether a mark keeps its sentence from being the article's own voice."""
    if isinstance(mark, Hedge):
        return not (mark.is_booster or mark.arguable)
    return not isinstance(mark, SiteMark)


def _is_bare(sentence: Range, touched: Sequence[Range]) -> bool:
    return not any(start < sentence[1] and sentence[0] < end for start, end in touched)


def _is_aside(words: str) -> bool:
    """Whether a sentence is a question or a quotation."""
    stripped = words.rstrip("”’»\")' ")
    return stripped.endswith(("?", "؟", "？")) or (words[-1:] in _QUOTES.get(words[:1], "-") and len(words) > 1)


def _telling(blocks: Iterable[Block]) -> Iterable[Leaf]:
    """The leaves that tell something: paragraphs outside quotations."""
    for block in blocks:
        if isinstance(block, Leaf):
            if block.kind == "paragraph":
                yield block
        elif isinstance(block, Group) and block.kind != "quote":
            yield from _telling(block.children)


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Ranges in order, those that overlap or touch made one."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)
