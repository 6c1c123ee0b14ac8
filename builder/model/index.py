"""What articles must know of each other: small, and the only thing held for all of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from builder.model.article import Chain
from builder.taxonomy import RELATION_BY_ID

Told = TypeVar("Told")

_NUMBER = re.compile("[0-9]+")


class Excerpt(Struct, frozen=True, array_like=True):
    """A quotation for a concordance: the marked words in their sentence, and what leads to them."""

    mark: str
    quote: str
    before: str
    after: str


class Saying(Struct, frozen=True, array_like=True):
    """One assertion of a claim: who says it, where, in which words."""

    claim: str
    chain: Chain
    paragraph: int
    excerpt: Excerpt
    hedged: bool


class ClaimEntry(Struct, frozen=True, array_like=True):
    """A claim as other pages need it."""

    id: str
    says: str
    evidence: str
    supported_by: tuple[str, ...]
    disputed: bool
    unanswered: bool
    first: int


class Example(Struct, frozen=True, array_like=True):
    """A passage that shows a term of the vocabulary: `term` is the id of its section in the glossary."""

    term: str
    excerpt: Excerpt
    paragraph: int


class Asking(Struct, frozen=True, array_like=True):
    """That a source was asked, and what came back."""

    source: str
    about: tuple[str, ...]
    reply: str


class Entry(Struct, frozen=True, array_like=True):
    """An article as other pages need it.

    shape    for each paragraph its length and its marks by kind: (length, attributions, hedges, claims, counters)
    answers  what its claims answer: (claim, relation, 'article/claim' or claim, another reading)
    sayings  the assertions of all claims
    abroad   the `sayings` of claims of other articles, once more; `replies` the `answers` to such claims
    anchors  texts of every id that can be linked to, each between line breaks
    date     when it was annotated, YYYY-MM-DD or ''
    former   slugs under which it was published before
    gone     claims it published once -> the claim that took its place, '' where none did
    """

    slug: str
    title: str
    summary: str
    language: str
    level: str
    topics: tuple[str, ...]
    date: str
    invented: bool
    draft: bool
    words: int
    counts: Mapping[str, int]
    first_answer: int
    shape: Sequence[tuple[int, int, int, int, int]]
    answers: Sequence[tuple[str, str, str, str]]
    claims: Sequence[ClaimEntry]
    sayings: Sequence[Saying]
    examples: Sequence[Example]
    asked: tuple[Asking, ...]
    sources: tuple[str, ...]
    anchors: Sequence[str] = ()
    former: tuple[str, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    abroad: tuple[Saying, ...] = ()
    replies: tuple[tuple[str, str, str, str], ...] = ()

    def has(self, anchor: str) -> bool:
        """Whether its page has such an id."""
        return "\n" not in anchor and any(f"\n{anchor}\n" in text for text in self.anchors)

    def answers_of(self, claim: str) -> tuple[tuple[str, str, str], ...]:
        """What a claim answers: (relation, 'article/claim' or claim, another reading)."""
        return tuple(answer[1:] for answer in self.answers if answer[0] == claim)

    @property
    def has_pictures(self) -> bool:
        """Whether there is anything to draw: a mark, or a claim to tell of."""
        return any(self.counts.values()) or bool(self.claims)

    @property
    def easiness(self) -> tuple[int, str, str]:
        """What articles are sorted by: the youngest readers first, then the oldest article."""
        youngest = _NUMBER.search(self.level)
        return int(youngest[0]) if youngest else 99, self.date, self.slug


class Neighbour(Struct, frozen=True):
    """What the page of an article tells of the one before or after it."""

    slug: str
    title: str
    language: str


class Claims(Mapping[tuple[str, str], ClaimEntry]):
    """The claims of some articles, by article and claim; those of an article are looked for when one is asked for."""

    __slots__ = ("_entries", "_found")

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._found: dict[str, Mapping[str, ClaimEntry]] = {}

    def __getitem__(self, key: tuple[str, str]) -> ClaimEntry:
        slug, claim = key
        if slug not in self._found:
            self._found[slug] = {one.id: one for one in self._entries[slug].claims}
        return self._found[slug][claim]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((slug, claim.id) for slug, entry in self._entries.items() for claim in entry.claims)

    def __len__(self) -> int:
        return sum(len(entry.claims) for entry in self._entries.values())


AnswerTo = tuple[str, str, str, str]
"""Article, claim, relation and other reading of an answer."""


class Index(Struct, frozen=True):
    """All entries by slug, in order of slugs; and what is asked of them often, by article and claim.

    answers  the answers to a claim that other articles give
    abroad   the assertions of a claim that other articles make, each with its article
    order    the entries as the home page lists them, the easiest first; `places` where in it each slug stands
    """

    entries: Mapping[str, Entry]
    claims: Mapping[tuple[str, str], ClaimEntry]
    answers: Mapping[tuple[str, str], tuple[AnswerTo, ...]]
    abroad: Mapping[tuple[str, str], tuple[tuple[str, Saying], ...]]
    order: tuple[Entry, ...]
    places: Mapping[str, int]

    def says(self, slug: str, claim: str) -> str:
        """What a claim of an article says."""
        return self.claims[slug, claim].says

    def answers_to(self, slug: str, claim: str) -> tuple[AnswerTo, ...]:
        """Every answer to a claim, from whatever article."""
        entry = self.entries.get(slug)
        given = entry.answers if entry else ()
        own = tuple((slug, answer, how, arguable) for answer, how, target, arguable in given if target == claim)
        foreign = self.answers.get((slug, claim), ())
        return tuple(sorted((*own, *foreign), key=lambda answer: answer[0])) if foreign else own

    def sayings_of(self, slug: str, claim: str) -> tuple[tuple[str, Saying], ...]:
        """Every assertion of a claim, each with the article that makes it, its own article's first."""
        entry = self.entries.get(slug)
        own = tuple((slug, saying) for saying in entry.sayings if saying.claim == claim) if entry else ()
        return own + self.abroad.get((slug, claim), ())

    def is_disputed(self, slug: str, claim: str) -> bool:
        """Whether an answer from any article disputes it."""
        return any(RELATION_BY_ID[how].disputes for _, _, how, _ in self.answers_to(slug, claim))

    def by_easiness(self) -> tuple[Entry, ...]:
        """The entries as the home page lists them: the easiest first."""
        return self.order

    def some(self, start: int, stop: int) -> tuple[Entry, ...]:
        """The entries from one place to another, as the home page lists them."""
        return self.order[start:stop]

    def size(self) -> int:
        """How many entries there are."""
        return len(self.order)

    def beside(self, slug: str) -> tuple[Neighbour | None, Neighbour | None]:
        """The articles before and after an article, as the home page lists them."""
        at = self.places[slug]
        before = neighbour(self.order[at - 1]) if at else None
        return before, neighbour(self.order[at + 1]) if at + 1 < len(self.order) else None


def neighbour(entry: Entry) -> Neighbour:
    """What the pages beside that of an article tell of it."""
    return Neighbour(entry.slug, entry.title, entry.language)


def index(entries: Iterable[Entry]) -> Index:
    """The index of some entries; their order does not matter."""
    by_slug = {entry.slug: entry for entry in sorted(entries, key=lambda entry: entry.slug)}
    order = tuple(sorted(by_slug.values(), key=lambda entry: entry.easiness))
    return Index(
        by_slug,
        Claims(by_slug),
        replies(by_slug.values()),
        abroad(by_slug.values()),
        order,
        {entry.slug: place for place, entry in enumerate(order)},
    )


def abroad(entries: Iterable[Entry]) -> Mapping[tuple[str, str], tuple[tuple[str, Saying], ...]]:
    """The assertions of claims that their article names with another one; `entries` in order of slugs."""
    return _by_claim((saying.claim, (entry.slug, saying)) for entry in entries for saying in entry.abroad)


def replies(entries: Iterable[Entry]) -> Mapping[tuple[str, str], tuple[AnswerTo, ...]]:
    """The answers to claims of other articles; `entries` in order of slugs."""
    return _by_claim(
        (target, (entry.slug, claim, how, arguable))
        for entry in entries
        for claim, how, target, arguable in entry.replies
    )


def _by_claim(told: Iterable[tuple[str, Told]]) -> Mapping[tuple[str, str], tuple[Told, ...]]:
    """What is told of each 'article/claim', by article and claim."""
    found: dict[tuple[str, str], list[Told]] = {}
    for name, item in told:
        there, _, claim = name.rpartition("/")
        found.setdefault((there, claim), []).append(item)
    return {key: tuple(items) for key, items in found.items()}
