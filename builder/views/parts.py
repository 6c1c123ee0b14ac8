"""The small parts that several pages show: terms, sources, chains, claims, answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from builder import urls
from builder.model.article import Chain
from builder.model.site import Source
from builder.taxonomy import (
    ARTICLE,
    EVIDENCE_BY_ID,
    RELATION_BY_ID,
    SOURCE_KIND_BY_ID,
    UNSTATED,
    Term,
    anchor,
)
from builder.views.frame import House


class TermRef(Struct, frozen=True):
    """A term of the vocabulary by its plain label, with the way to its section of the glossary."""

    id: str
    label: str
    href: str


class SourceRef(Struct, frozen=True):
    """A source by its name; `ends` is named, unnamed, unstated or article; `kind_id` is the id of its kind."""

    id: str
    name: str
    href: str
    kind: str
    ends: str
    kind_id: str


class HopView(Struct, frozen=True):
    """One hop of a chain: those who speak together."""

    speakers: tuple[SourceRef, ...]
    ends: str


class ChainView(Struct, frozen=True):
    """A chain hop by hop, nearest the reader first; `length` counts hands, the article not among them."""

    hops: tuple[HopView, ...]
    length: int
    ends: str


class ClaimRef(Struct, frozen=True):
    """A claim by what it says; `href` leads to its page or, where none is built, to its row in the article.

    foreign  its language, '' where it is that of the interface
    """

    id: str
    says: str
    href: str
    foreign: str = ""


class AnswerRef(Struct, frozen=True):
    """That a claim answers others: how, and whether that disputes them."""

    how: TermRef
    test: str
    claims: tuple[ClaimRef, ...]
    disputes: bool
    arguable: str


class AnsweredRef(Struct, frozen=True):
    """That a claim is answered: by which, how, by whom, how many paragraphs later; `passage` leads to the words."""

    claim: ClaimRef
    how: TermRef
    disputes: bool
    speakers: tuple[SourceRef, ...]
    later: int | None
    paragraph: int | None
    passage: str
    arguable: str


def term_ref(house: House, here: str, term: Term) -> TermRef:
    """A term."""
    label, href = house.messages.gettext(term.label), house.href(here, "glossary", urls.GLOSSARY, anchor(term))
    return _term_ref(term.id, label, href)


def source_ref(house: House, here: str, source: Source) -> SourceRef:
    """A source."""
    _ = house.messages.gettext
    kind = SOURCE_KIND_BY_ID.get(source.kind)
    name = _(source.name) if source.id in (ARTICLE.id, UNSTATED.id) else source.name
    ends = ARTICLE.id if source.id == ARTICLE.id else kind.ends if kind else "unnamed"
    if source.id == ARTICLE.id:
        href = ""
    elif source.id == UNSTATED.id:
        href = house.href(here, "glossary", urls.GLOSSARY, UNSTATED.id)
    else:
        href = house.href(here, "sources", urls.source_page(source.id))
    return _source_ref(source.id, name, href, _(kind.label) if kind else "", ends, source.kind)


_term_ref = lru_cache(maxsize=1_000)(TermRef)
_source_ref = lru_cache(maxsize=4_000)(SourceRef)
_chain_view = lru_cache(maxsize=4_000)(ChainView)
"""Made once for all pages of a depth: what templates give for them need not be made again either."""


def chain_view(house: House, here: str, chain: Chain, sources: Mapping[str, Source]) -> ChainView:
    """A chain."""
    return Parts(house, here, sources).chain(chain)


def relation_ref(house: House, here: str, how: str) -> TermRef:
    """A relation between claims."""
    return term_ref(house, here, RELATION_BY_ID[how])


def evidence_ref(house: House, here: str, evidence: str) -> TermRef | None:
    """What a claim is offered with; None where its author says nothing of it."""
    term = EVIDENCE_BY_ID.get(evidence)
    return term_ref(house, here, term) if term else None


class Parts:
    """The parts of one page, each made once: the same terms, sources and chains stand in many notes."""

    def __init__(self, house: House, here: str, sources: Mapping[str, Source]) -> None:
        self._house = house
        self._here = here
        self._known = sources
        self._terms: dict[int, TermRef] = {}
        self._sources: dict[str, SourceRef] = {}
        self._chains: dict[Chain, ChainView] = {}

    def term(self, term: Term) -> TermRef:
        """A term; terms are constants, known by their identity."""
        found = self._terms.get(id(term))
        if found is None:
            found = self._terms[id(term)] = term_ref(self._house, self._here, term)
        return found

    def relation(self, how: str) -> TermRef:
        """A relation between claims."""
        return self.term(RELATION_BY_ID[how])

    def evidence(self, evidence: str) -> TermRef | None:
        """What a claim is offered with; None where its author says nothing of it."""
        term = EVIDENCE_BY_ID.get(evidence)
        return self.term(term) if term else None

    def source(self, id_: str) -> SourceRef:
        """A source by its id."""
        found = self._sources.get(id_)
        if found is None:
            found = self._sources[id_] = source_ref(self._house, self._here, self._known[id_])
        return found

    def chain(self, chain: Chain) -> ChainView:
        """A chain."""
        found = self._chains.get(chain)
        if found is None:
            hops = tuple([self._hop(hop) for hop in chain.hops])
            found = self._chains[chain] = _chain_view(hops, chain.length, chain.ends)
        return found

    def _hop(self, hop: Sequence[str]) -> HopView:
        speakers = tuple([self.source(source) for source in hop])
        ends = {speaker.ends for speaker in speakers}
        return HopView(speakers, next((end for end in ("named", "unnamed", "unstated") if end in ends), "article"))
