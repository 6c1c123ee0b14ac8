"""Careful words as marks: type and owner where the program would take others, and what stands in for them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.draft.drafted import Attribution, Hedge
from builder.draft.reading import Reading
from builder.draft.stand_ins import stand_in
from builder.source import Span
from builder.taxonomy import ARTICLE, HEDGE_TYPE_BY_ID
from builder.text.lexicon import hedge_type, load
from builder.text.quotation import quotations

AROUND = 4
"""Attributions before and behind a careful word to which it may belong."""
UNFIT = re.compile(r"[“”\"\n]")
"""What is no plain name of who speaks."""
PLAIN = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A careful word with the words to mark, and what stands in for them: '' for a gap, None where that is unsure."""

    hedge: Hedge
    span: Span
    bare: str | None


def all_marked(reading: Reading, hedges: Sequence[Hedge]) -> list[Marked]:
    """The careful words of a text that was read without folding, in its order."""
    starts = [item.start for item in reading.items]
    return sorted((_marked(reading, one, starts) for one in hedges), key=lambda one: one.span)


def _marked(reading: Reading, hedge: Hedge, starts: Sequence[int]) -> Marked:
    at = bisect_left(starts, hedge.span.start)
    if at >= len(starts) or starts[at] != hedge.span.start or reading.unit_of[at] < 0:
        return Marked(hedge, hedge.span, None)
    first, after = reading.units[reading.unit_of[at]]
    items = reading.items[first:after]
    found = stand_in(items, at - first, reading.tongue)
    if found is None or items[found.after - 1].end < hedge.span.end:
        return Marked(hedge, hedge.span, None)
    return Marked(hedge, Span(items[found.first].start, items[found.after - 1].end), found.bare)


def braces(text: str, one: Marked, owner: str, language: str) -> str:
    """What stands in the braces of the mark."""
    lexicon = load(language)
    known = hedge_type(" ".join(text[one.span.start : one.span.end].split()), lexicon) if lexicon else None
    type_ = "" if known is not None and known.type == one.hedge.type else f" type={one.hedge.type}"
    return f".h{type_}{owner}" + (f' bare="{one.bare}"' if one.bare else "")


def owner(text: str, one: Marked, every: Sequence[Attribution], chains: Mapping[Span, str]) -> str:
    """Who is being careful, as keys of the mark, where it is not who the program would say; '' where it is.

    In “about 40 witnesses said”, it is the article, not the witnesses; in “he ‘allegedly’ lied”, it is who is quoted.
    """
    default = HEDGE_TYPE_BY_ID[one.hedge.type].owner_default
    at = bisect_left(every, one.span.start, key=lambda said: said.cue.start)
    for said in every[max(0, at - AROUND) : at + AROUND]:
        if default != ARTICLE.id:
            part = next(
                (part for part in said.source if part.start <= one.span.start and one.span.end < part.end), None
            )
            rest = text[one.span.end : part.end].strip() if part is not None else ""
            if rest and not UNFIT.search(rest) and text.count(rest) == 1:
                return f' owner={ARTICLE.id} scope="{rest}"'
        elif any(_is_quoted(text, one.span, piece) for piece in said.content):
            last = chains.get(said.cue, "").split(" < ")[-1]
            return f" owner={last}" if PLAIN.fullmatch(last) and last != "unstated" else ""
    return ""


def _is_quoted(text: str, span: Span, piece: Span) -> bool:
    """Whether some words stand in quotation marks inside a piece of what is said."""
    if not piece.start <= span.start < span.end <= piece.end:
        return False
    said = quotations(text[piece.start : piece.end])
    return any(one.start < span.start - piece.start and span.end - piece.start < one.end for one in said)


def without(text: str, piece: Span, every: Sequence[Marked]) -> str:
    """A piece of text without its careful words, where it is known what stands in for them."""
    words, at = [], piece.start
    for one in _inside(piece, every):
        if one.bare is not None and at <= one.span.start and one.span.end <= piece.end:
            words += [text[at : one.span.start], one.bare]
            at = one.span.end
    told = re.sub(r"\s+([,.;:])", r"\1", " ".join("".join([*words, text[at : piece.end]]).split()))
    return told.replace(",,", "")


def left(text: str, pieces: Sequence[Span], every: Sequence[Marked]) -> tuple[str, ...]:
    """The careful words in pieces of text that cannot be taken out, as what would stand in for them is unsure."""
    found = (
        " ".join(text[one.span.start : one.span.end].split())
        for piece in pieces
        for one in _inside(piece, every)
        if one.bare is None and one.span.end <= piece.end
    )
    return tuple(dict.fromkeys(found))


def _inside(piece: Span, every: Sequence[Marked]) -> Sequence[Marked]:
    """The careful words that begin in a piece of text."""
    first = bisect_left(every, piece.start, key=lambda one: one.span.start)
    return every[first : bisect_left(every, piece.end, key=lambda one: one.span.start)]
