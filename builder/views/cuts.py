"""What a lesson takes out of an article, and what that makes of its claims.

Two lessons take words out: one the careful words (boosters aside, which hold nothing back), one the words that say who
says it. An author may have given words that stand in their place; else a gap is left.

A claim that loses its careful words reads as a fact where it is the article's own, or where nothing else told whose it
is ("reportedly"); otherwise its source now says it flatly. A claim that loses its source reads as a fact, unless a
careful word is left to it, or it stands in quotation marks and so remains somebody's words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from unicodedata import category

from msgspec import Struct

from builder.analyse.intervals import Intervals, merged
from builder.model.article import Article, Assertion, Attribution, Hedge
from builder.model.document import Leaf, Range, leaves_of
from builder.taxonomy import ARTICLE, UNSTATED
from builder.text.quotation import quotations


class Outcome(StrEnum):
    """What a claim reads as, once words are gone; the greatest change first."""

    FACT = "fact"
    """The article seems to say it itself, for certain."""
    FLAT = "flat"
    """Its source seems to be sure."""
    CAREFUL = "careful"
    """Nobody says it, but a careful word is left."""
    QUOTED = "quoted"
    """Nobody says it, but it stands in quotation marks."""


_ORDER = {outcome: number for number, outcome in enumerate(Outcome)}


class StandIn(Struct, frozen=True):
    """What a lesson leaves of a range of a mark: `bare` words, '' nothing at all, None a gap."""

    mark: str
    start: int
    end: int
    bare: str | None


class Cuts(Struct, frozen=True):
    """What one lesson takes out.

    name       its short name in class names: 'h' for the careful words, 'a' for the sources
    gone       the ranges that go, in order, those that touch made one
    stand_ins  what is left in their place, one for each range of a mark
    outcomes   what becomes of each assertion that changes, by its id
    """

    name: str
    gone: tuple[Range, ...]
    stand_ins: tuple[StandIn, ...]
    outcomes: Mapping[str, Outcome]

    def claims(self, assertions: Iterable[Assertion]) -> Mapping[Outcome, int]:
        """How many claims read as what; one that is asserted more than once counts for what changes most."""
        found: dict[str, Outcome] = {}
        for mark in assertions:
            outcome = self.outcomes.get(mark.id)
            if outcome is not None:
                found[mark.claim] = min(found.get(mark.claim, outcome), outcome, key=_ORDER.__getitem__)
        return Counter(found.values())


def without_careful_words(article: Article) -> Cuts:
    """The lesson that takes out the careful words."""
    hedges = [hedge for hedge in article.hedges if not hedge.is_booster]
    known = {hedge.id for hedge in hedges}
    stand_ins = _stand_ins(hedges)
    left, quotes = _Left(article.text, stand_ins), _Quotes(article)
    speaking = {mark.id for mark in article.attributions if left.or_stands_for(mark.ranges)}
    outcomes = {}
    for mark in article.assertions:
        if known.intersection(mark.hedges) and left.or_stands_for(mark.ranges):
            alone = _speaks_alone(mark, speaking) and not quotes.hold(mark)
            outcomes[mark.id] = Outcome.FACT if alone else Outcome.FLAT
    return Cuts("h", left.gone, stand_ins, outcomes)


def without_sources(article: Article) -> Cuts:
    """The lesson that takes out who says it."""
    stand_ins = _stand_ins(article.attributions)
    left, quotes = _Left(article.text, stand_ins), _Quotes(article)
    careful = {hedge.id for hedge in article.hedges if not hedge.is_booster and left.of(hedge.ranges)}
    outcomes = {}
    for mark in article.assertions:
        if not mark.attribution or mark.chain.is_article or not left.or_stands_for(mark.ranges):
            continue
        if careful.intersection(mark.hedges):
            outcomes[mark.id] = Outcome.CAREFUL
        else:
            outcomes[mark.id] = Outcome.QUOTED if quotes.hold(mark) else Outcome.FACT
    return Cuts("a", left.gone, stand_ins, outcomes)


def word_count(words: str) -> int:
    """How many words: what stands between white space and has a letter or digit."""
    return words_among(words.split())


def words_among(found: Sequence[str]) -> int:
    """How many of what stands between white space are words."""
    doubtful = [word for word in found if not word[0].isalnum()]
    return len(found) - sum(1 for word in doubtful if not any(map(str.isalnum, word)))


def words_in(text: str, ranges: Iterable[Range]) -> int:
    """How many words stand in some ranges."""
    return sum(word_count(text[start:end]) for start, end in ranges)


def _stand_ins(marks: Sequence[Hedge | Attribution]) -> tuple[StandIn, ...]:
    """What is left of each range; where one stands within another, only the outer one leaves something."""
    every = [
        StandIn(mark.id, start, end, bare)
        for mark in marks
        for (start, end), bare in zip(mark.ranges, mark.bare, strict=True)
    ]
    made, reached = [], -1
    for item in sorted(every, key=lambda item: (item.start, -item.end, item.mark)):
        is_inner = item.end <= reached
        made.append(StandIn(item.mark, item.start, item.end, "") if is_inner else item)
        reached = max(reached, item.end)
    return tuple(made)


def _speaks_alone(mark: Assertion, speaking: set[str]) -> bool:
    """Whether nothing but its careful words told who says it; `speaking` are the attributions that remain."""
    if mark.attribution:
        return mark.attribution not in speaking
    return not set(mark.chain.sources) - {ARTICLE.id, UNSTATED.id}


def _says(words: str) -> bool:
    """Whether some words hold more than spaces and punctuation: a letter, a digit, a sign, an emoji."""
    return any(map(str.isalnum, words)) or any(category(character)[0] == "S" for character in words)


class _Left:
    """What is left of a text once words are gone."""

    def __init__(self, text: str, stand_ins: Sequence[StandIn]) -> None:
        self.gone = merged((item.start, item.end) for item in stand_ins)
        self._text = text
        self._ends = [end for _, end in self.gone]
        self._bare = Intervals(((item.start, item.end), item) for item in stand_ins if item.bare)

    def of(self, ranges: Iterable[Range]) -> bool:
        """Whether anything but punctuation is left of some ranges."""
        return any(_says(self._text[start:end]) for range_ in ranges for start, end in self._outside(*range_))

    def or_stands_for(self, ranges: Sequence[Range]) -> bool:
        """Whether a word of some ranges is left, or the author's words stand in them."""
        return self.of(ranges) or any(
            start <= first and last <= end for start, end in ranges for (first, last), _ in self._bare.upon(start, end)
        )

    def _outside(self, start: int, end: int) -> Iterator[Range]:
        """The parts of a range that are not gone."""
        at = bisect_right(self._ends, start)
        while at < len(self.gone) and self.gone[at][0] < end:
            first, last = self.gone[at]
            if start < first:
                yield start, first
            start = last
            at += 1
        if start < end:
            yield start, end


class _Quotes:
    """What stands in quotation marks in an article, leaf by leaf."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._leaves = {leaf.number: leaf for leaf in leaves_of(article.blocks)}
        self._known: dict[int, Intervals[Leaf]] = {}

    def hold(self, mark: Assertion) -> bool:
        """Whether all words of an assertion stand in quotation marks."""
        if mark.leaf not in self._known:
            self._known[mark.leaf] = self._quoted(self._leaves[mark.leaf])
        known = self._known[mark.leaf]
        return all(any(True for _ in known.around(*self._words(range_))) for range_ in mark.ranges)

    def _quoted(self, leaf: Leaf) -> Intervals[Leaf]:
        spans = quotations(self._text[leaf.start : leaf.end])
        return Intervals(((leaf.start + span.start, leaf.start + span.end), leaf) for span in spans)

    def _words(self, range_: Range) -> Range:
        """A range from its first letter or digit to its last."""
        start, end = range_
        while start < end and not self._text[start].isalnum():
            start += 1
        while start < end and not self._text[end - 1].isalnum():
            end -= 1
        return start, end
