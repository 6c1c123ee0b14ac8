"""Other ways to read an article: without the careful words, without the sources, only its own voice, unmarked.

Each lesson says what just changed and ends with a question that follows from it. The text itself is not written twice:
the pieces that a lesson takes out know the words that stand in their place (`Cuts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from builder.analyse.intervals import Intervals
from builder.model.article import Article, Assertion, Hedge
from builder.model.document import Range
from builder.taxonomy import ARTICLE
from builder.text.quotation import is_quoted
from builder.views.cuts import Cuts, Outcome, without_careful_words, without_sources, word_count, words_among, words_in
from builder.views.kinds import VoiceView, short

CAREFUL = "without-careful-words"
SOURCES = "without-sources"
OWN = "own-voice-only"
PLAIN = "plain"
CORE = "core"
EASY = "easy"
PUBLISHED = "as-published"
"""The fragments that choose a way to read."""

ASKED = 70
"""How many characters of a passage a question repeats."""


class LessonView(Struct, frozen=True):
    """A lesson that takes words out.

    gone       how many words; in `gaps` places nothing stands for them, in `stand_ins` words of the author's do
    facts      how many claims now read as facts
    flat       claims that their source now seems sure of
    careful    claims that nobody says now, but with a careful word left
    quoted     claims that nobody says now, but in quotation marks
    about      the words that the question is about, '' where it has none
    """

    id: str
    gone: int
    gaps: int
    stand_ins: int
    facts: int
    flat: int
    careful: int
    quoted: int
    about: str


class OwnPassage(Struct, frozen=True):
    """Something the article says itself: the way to it, and how many words lie between it and the one before."""

    words: str
    letter: str
    paragraph: int
    mark: str
    skipped: int


class OwnView(Struct, frozen=True):
    """Only what the article says itself: `kept` of `total` words, and how many follow the last passage."""

    id: str
    kept: int
    total: int
    passages: tuple[OwnPassage, ...]
    skipped: int


class ReadingsView(Struct, frozen=True):
    """All ways to read an article; `core` is how many of its `marks` a short lesson needs."""

    careful: LessonView
    sources: LessonView
    own: OwnView
    core: int
    marks: int


class Lessons(Struct, frozen=True):
    """What the lessons take out of an article."""

    careful: Cuts
    sources: Cuts

    def both(self) -> tuple[Cuts, Cuts]:
        """The lessons that take words out."""
        return self.careful, self.sources

    def classes(self) -> Mapping[str, str]:
        """Class names of the assertions that a lesson turns into facts: fact-h, fact-a, or both."""
        found: dict[str, str] = {}
        for cuts in self.both():
            for id_, outcome in cuts.outcomes.items():
                if outcome is Outcome.FACT:
                    found[id_] = f"{found.get(id_, '')} fact-{cuts.name}"
        return found


def lessons(article: Article) -> Lessons:
    """What the lessons take out of an article."""
    return Lessons(without_careful_words(article), without_sources(article))


def readings(article: Article, taken: Lessons, voices: Sequence[VoiceView]) -> ReadingsView:
    """The ways to read an article; `voices` are the stretches of its own voice."""
    marks = tuple(article.marks())
    return ReadingsView(
        careful=_lesson(CAREFUL, article, taken.careful, _doubt(article, taken.careful)),
        sources=_lesson(SOURCES, article, taken.sources, _bold(article, taken.sources)),
        own=_own(article, voices),
        core=sum(1 for mark in marks if mark.core),
        marks=len(marks),
    )


def _lesson(id_: str, article: Article, cuts: Cuts, about: str) -> LessonView:
    claims = cuts.claims(article.assertions)
    return LessonView(
        id=id_,
        gone=words_in(article.text, cuts.gone),
        gaps=sum(1 for item in cuts.stand_ins if item.bare is None),
        stand_ins=sum(1 for item in cuts.stand_ins if item.bare),
        facts=claims[Outcome.FACT],
        flat=claims[Outcome.FLAT],
        careful=claims[Outcome.CAREFUL],
        quoted=claims[Outcome.QUOTED],
        about=about,
    )


def _doubt(article: Article, cuts: Cuts) -> str:
    """The careful word that is asked about: one the article could drop, rather one of the core."""
    facts = {id_ for id_, outcome in cuts.outcomes.items() if outcome is Outcome.FACT}
    best: Hedge | None = min(
        (mark for mark in article.hedges if not mark.is_booster),
        key=lambda mark: (facts.isdisjoint(mark.weakens), ARTICLE.id not in mark.owner, not mark.core, mark.place),
        default=None,
    )
    return _asked(best.quote) if best else ""


def _asked(quote: str) -> str:
    """Words for a question, which puts quotation marks of its own around them."""
    words = _flat(quote)
    return short(words[1:-1] if is_quoted(words) else words, ASKED)


def _bold(article: Article, cuts: Cuts) -> str:
    """The claim that is asked about: one that now reads as a fact, rather one left whole, rather one of the core."""
    gone = Intervals((range_, True) for range_ in cuts.gone)
    facts = [mark for mark in article.assertions if cuts.outcomes.get(mark.id) is Outcome.FACT]
    best: Assertion | None = min(
        facts,
        key=lambda mark: (any(True for range_ in mark.ranges for _ in gone.upon(*range_)), not mark.core, mark.place),
        default=None,
    )
    return _asked(best.quote) if best else ""


def _own(article: Article, voices: Sequence[VoiceView]) -> OwnView:
    skipped = list(_between(article.text, article.own_voice))
    said = [article.text[start:end].split() for start, end in article.own_voice]
    passages = tuple(
        [
            OwnPassage(" ".join(words), voice.letter, voice.paragraph, voice.mark, before)
            for voice, words, before in zip(voices, said, skipped[:-1], strict=True)
        ]
    )
    kept = sum(words_among(words) for words in said)
    return OwnView(OWN, kept, word_count(article.text), passages, skipped[-1])


def _between(text: str, ranges: Iterable[Range]) -> Iterator[int]:
    """How many words stand before the first range, between each two, and after the last."""
    edges = [(0, 0), *ranges, (len(text), len(text))]
    return (word_count(text[end:start]) for (_, end), (start, _) in pairwise(edges))


def _flat(words: str) -> str:
    return " ".join(words.split())
