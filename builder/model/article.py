"""An article as its readers get it: linked, complete, frozen. What it knows alone; nothing of other articles.

Every range is `(start, end)`: 0-based code points of `Article.text`, the end not included. Paragraph 0 is the headline.
Plain data throughout: strings, numbers, tuples, and structs of them (made and stored faster than dataclasses).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import Literal, TypeAlias

from msgspec import Struct

from builder.model.document import Block, Range
from builder.model.ledger import Retired
from builder.taxonomy import End

ChainEnd: TypeAlias = End | Literal["article"]


class Chain(Struct, frozen=True):
    """The sources a claim passed through, nearest the reader first (PARC: nested attribution).

    hops  one tuple of source ids per hop, several where they speak together
    ends  how the last hop ends: at a named, unnamed or unstated source, or at the article itself
    """

    hops: tuple[tuple[str, ...], ...]
    ends: ChainEnd

    @property
    def length(self) -> int:
        """How many hands the claim passed through: hops, the article itself not counted."""
        return sum(1 for hop in self.hops if hop != ("article",))

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks last: the hop furthest from the reader."""
        return self.hops[-1]

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source in it, nearest first."""
        return tuple(source for hop in self.hops for source in hop)

    @property
    def is_article(self) -> bool:
        """Whether the article speaks for itself."""
        return self.hops == (("article",),)

    def __str__(self) -> str:
        return " < ".join(" + ".join(hop) for hop in self.hops)


OWN = Chain((("article",),), "article")
"""The chain of what the article says itself."""


class Mark(Struct, frozen=True, kw_only=True):
    """What all marks have in common.

    number     1, 2, 3 … among the marks of its kind, in reading order: with the kind's letter the name on paper (H4)
    place      its number among all marks, in reading order
    ranges     its words; joined pieces are one mark with several ranges
    quote      its words as text, pieces joined by ' … '
    leaf, paragraph   where its first range stands
    sentence   the sentence around its first range
    note, arguable    '' where the author gave none
    """

    id: str
    kind: str
    number: int
    place: int
    ranges: tuple[Range, ...]
    quote: str
    leaf: int
    paragraph: int
    sentence: Range
    note: str = ""
    arguable: str = ""
    core: bool = False

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.ranges[0][0]


class Cue(Struct, frozen=True):
    """The words that introduce a content (PARC: cue), with stance and form; '' where unknown."""

    range: Range
    stance: str
    form: str


class Attribution(Mark, frozen=True, kw_only=True):
    """Words that say who says it; `introduces` are the ids of the assertions it introduces.

    bare  for each range the words that stand in its place where the lesson takes it out; None leaves a gap
    """

    chain: Chain
    sources: tuple[Range, ...]
    cues: tuple[Cue, ...]
    stance: str
    form: str
    introduces: tuple[str, ...]
    bare: tuple[str | None, ...]


class Hedge(Mark, frozen=True, kw_only=True):
    """Words that hold back commitment.

    chain    where it stands: of the innermost assertion around it, else of the attribution, else the article's
    owner    who is being careful: source ids, or ('article',)
    claims   the claims it weakens; `weakens` the assertions; `scope` the words it weakens, where known
    why_*    which default decided
    bare     for each range the words that stand in its place where the lesson takes it out; None leaves a gap
    """

    type: str
    level: str
    chain: Chain
    owner: tuple[str, ...]
    why_owner: str
    claims: tuple[str, ...]
    weakens: tuple[str, ...]
    scope: tuple[Range, ...]
    why_scope: str
    bare: tuple[str | None, ...]

    @property
    def is_booster(self) -> bool:
        """Whether it strengthens instead of weakening: not counted as a hedge."""
        return self.type == "booster"


class Assertion(Mark, frozen=True, kw_only=True):
    """A claim or counter mark: one act of saying a claim, with its own chain.

    claim        the id of the claim, 'article/claim' for a claim of another article
    attribution  the id of the mark that introduces it, or ''
    hedges       ids of the hedges that weaken it, boosters aside
    own_voice    whether the article itself asserts it, without a careful word
    """

    claim: str
    chain: Chain
    why_chain: str
    attribution: str
    hedges: tuple[str, ...]
    own_voice: bool


class Taking(Mark, frozen=True, kw_only=True):
    """A claim mark that asserts nothing: `mention` takes claims up, `granted` takes one for fact in passing."""

    use: str
    claims: tuple[str, ...]


class SiteMark(Mark, frozen=True, kw_only=True):
    """A mark of one of the site's own kinds."""


AnyMark: TypeAlias = Attribution | Hedge | Assertion | Taking | SiteMark


class Answer(Struct, frozen=True):
    """How a claim answers others: relation, targets (groups dissolved; 'article/claim' elsewhere), another reading."""

    how: str
    claims: tuple[str, ...]
    arguable: str = ""


class Check(Struct, frozen=True):
    """Further reading by others; never a rating of ours."""

    title: str
    url: str
    publisher: str
    date: str


class AnsweredBy(Struct, frozen=True):
    """An answer to a claim within the same article; `paragraphs_later` from its first assertion to the answer's."""

    claim: str
    how: str
    disputes: bool
    paragraphs_later: int
    arguable: str = ""


class Claim(Struct, frozen=True):
    """What is said, whoever says it.

    assertions    ids of the marks that assert it, in reading order
    unanswered    an attributed claim, itself no answer, that nothing marked in this article answers
    """

    id: str
    says: str
    assertions: tuple[str, ...]
    answers: tuple[Answer, ...]
    answered_by: tuple[AnsweredBy, ...]
    supported_by: tuple[str, ...]
    evidence: str
    checks: tuple[Check, ...]
    disputed: bool
    unanswered: bool


class Paragraph(Struct, frozen=True):
    """A paragraph of the plain text with the id it is linked by."""

    id: str
    number: int
    start: int
    end: int


class Asked(Struct, frozen=True):
    """Somebody who was asked about claims, and what came back."""

    who: str
    about: tuple[str, ...]
    reply: str


class Original(Struct, frozen=True):
    """The text that was annotated; `sha256` of its bytes, '' where it is not given."""

    path: str = ""
    sha256: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    retrieved: str = ""
    rights: str = ""
    invented: bool = False


class Signed(Struct, frozen=True):
    """Who did something, and on which day."""

    by: str
    date: str


class About(Struct, frozen=True):
    """What the front matter says of an article; '' or () where it says nothing."""

    original: Original
    annotated: Signed
    reviewed: Signed
    language: str
    summary: str
    topics: tuple[str, ...]
    level: str
    words: tuple[tuple[str, str], ...]
    draft: bool


class BodyWording(Struct, frozen=True):
    """One assertion in the body of a claim that the headline makes."""

    mark: str
    hedges: tuple[str, ...]
    sources: tuple[str, ...]


class HeadlineClaim(Struct, frozen=True):
    """A claim of the headline beside the body's wordings of it.

    hedges, sources   of the headline's assertion (hedge ids; source ids, without the article)
    lost_hedges       hedges of the body's wordings, where the headline has none
    lost_sources      sources that the body names for it and the headline does not
    """

    mark: str
    claim: str
    hedges: tuple[str, ...]
    sources: tuple[str, ...]
    body: tuple[BodyWording, ...]
    lost_hedges: tuple[str, ...]
    lost_sources: tuple[str, ...]


class Analysis(Struct, frozen=True):
    """What the marks add up to.

    counts        kind -> how many; `booster` apart from `hedge`
    first_answer  the paragraph of the first mark of an answer that disputes, or -1
    headline      each claim the headline makes, compared with the body
    """

    counts: dict[str, int]
    named: int
    unnamed: int
    unstated: int
    first_answer: int
    headline: tuple[HeadlineClaim, ...]


class Article(Struct, frozen=True):
    """An annotated article, whole.

    former   slugs under which it was published before
    retired, retired_claims   published marks and paragraphs, and claims, of which a stub is left
    """

    slug: str
    title: str
    text: str
    about: About
    blocks: tuple[Block, ...]
    paragraphs: tuple[Paragraph, ...]
    attributions: tuple[Attribution, ...]
    hedges: tuple[Hedge, ...]
    assertions: tuple[Assertion, ...]
    takings: tuple[Taking, ...]
    others: tuple[SiteMark, ...]
    claims: tuple[Claim, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    asked: tuple[Asked, ...]
    questions: tuple[str, ...]
    sources: tuple[str, ...]
    own_voice: tuple[Range, ...]
    analysis: Analysis
    files: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    retired: tuple[Retired, ...] = ()
    retired_claims: tuple[Retired, ...] = ()

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph that holds an offset."""
        return bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.start) - 1

    def marks(self) -> Iterator[AnyMark]:
        """All marks in reading order."""
        every: list[AnyMark] = [*self.attributions, *self.hedges, *self.assertions, *self.takings, *self.others]
        every.sort(key=attrgetter("place"))
        return iter(every)
