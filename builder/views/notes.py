"""The note of a mark: what it is, why it is marked, and what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from builder import urls
from builder.model.article import Answer, AnyMark, Article, Assertion, Attribution, Claim, Hedge, Taking
from builder.model.index import Index
from builder.model.site import Setting
from builder.taxonomy import (
    ARTICLE,
    FORM_BY_ID,
    HEDGE_TYPE_BY_ID,
    LEVEL_BY_ID,
    RELATION_BY_ID,
    STANCE_BY_ID,
    USE_BY_ID,
    Term,
)
from builder.views.frame import House
from builder.views.kinds import QUOTE, KindView, Passage, short
from builder.views.parts import (
    AnsweredRef,
    AnswerRef,
    ChainView,
    ClaimRef,
    Parts,
    SourceRef,
    TermRef,
)


class NoteView(Struct, frozen=True):
    """The note of one mark; what does not apply is None, () or ''.

    letter       kind letter and number: H4
    types        hedge type, level, stance, form or use, as plain labels
    chain        who says it, hop by hop (attributions, assertions)
    owner        who is being careful (hedges); `scope` over which words; `weakens` which claims
    claims       what is said (assertions), taken up or taken for granted
    introduces   the passages an attribution introduces
    answers, answered, unanswered   of the claim of an assertion
    careful      the careful words that weaken an assertion
    kin          the marks that light up with this one: who says it, what it brings in, what it answers or takes up
    """

    id: str
    mark: str
    kind: KindView
    letter: str
    number: int
    quote: str
    paragraph: int
    note: str
    arguable: str
    core: bool
    types: tuple[TermRef, ...] = ()
    chain: ChainView | None = None
    owner: tuple[SourceRef, ...] = ()
    scope: tuple[str, ...] = ()
    weakens: tuple[ClaimRef, ...] = ()
    claims: tuple[ClaimRef, ...] = ()
    introduces: tuple[Passage, ...] = ()
    introduced_by: Passage | None = None
    careful: tuple[Passage, ...] = ()
    answers: tuple[AnswerRef, ...] = ()
    answered: tuple[AnsweredRef, ...] = ()
    unanswered: bool = False
    evidence: TermRef | None = None
    supported_by: tuple[ClaimRef, ...] = ()
    own_voice: bool = False
    kin: tuple[str, ...] = ()

    @property
    def brief(self) -> str:
        """Its words, cut short, for lists and names."""
        return short(self.quote)


KIN = 24
"""How many marks light up with another at most: more show nothing, and long articles would grow with their square."""


class NoteMaker:
    """Makes the notes of one article for one page; `base` is '' on the article's own page."""

    def __init__(
        self, article: Article, setting: Setting, index: Index, house: House, here: str, kinds_: Mapping[str, KindView]
    ) -> None:
        self.article = article
        self.house = house
        self.here = here
        self.index = index
        self.parts = Parts(house, here, setting.sources)
        self.kinds = kinds_
        self.marks: dict[str, AnyMark] = {mark.id: mark for mark in article.marks()}
        self.claims: dict[str, Claim] = {claim.id: claim for claim in article.claims}
        self.page = urls.article_page(article.slug)
        self._passages: dict[str, Passage] = {}
        self._claims: dict[str, ClaimRef] = {}
        self._shared: dict[str, Mapping[str, Any]] = {}
        self._answers: dict[str, tuple[AnswerRef, ...]] = {}
        self._answered: dict[str, tuple[AnsweredRef, ...]] = {}
        self._foreign = house.foreign(article.about.language)

    def passage(self, id_: str) -> Passage:
        """The words of a mark of this article."""
        found = self._passages.get(id_)
        if found is None:
            found = self._passages[id_] = self._passage(id_)
        return found

    def _passage(self, id_: str) -> Passage:
        mark = self.marks[id_]
        href = urls.relative(self.here, self.page, id_)
        kind = self.kinds[mark.kind]
        letter = f"{kind.letter}{mark.number}"
        return Passage(id_, kind.style, letter, short(mark.quote), mark.paragraph, href, self._foreign)

    def claim(self, name: str) -> ClaimRef:
        """A claim of this article, or of another where the name says so."""
        found = self._claims.get(name)
        if found is None:
            found = self._claims[name] = self._claim(name)
        return found

    def _claim(self, name: str) -> ClaimRef:
        slug, _, id_ = name.rpartition("/")
        slug = slug or self.article.slug
        says = self.index.says(slug, id_)
        foreign = self.house.foreign(self.index.entries[slug].language)
        if self.house.builds("claims"):
            return ClaimRef(name, says, urls.relative(self.here, urls.claim_page(slug, id_)), foreign)
        href = self.house.href(self.here, "articles", urls.article_page(slug), f"claim-{id_}")
        return ClaimRef(name, says, href, foreign)

    def note(self, mark: AnyMark) -> NoteView:
        """The note of a mark."""
        kind = self.kinds[mark.kind]
        return NoteView(
            id=f"n-{mark.id}",
            mark=mark.id,
            kind=kind,
            letter=f"{kind.letter}{mark.number}",
            number=mark.number,
            quote=short(mark.quote, QUOTE),
            paragraph=mark.paragraph,
            note=mark.note,
            arguable=mark.arguable,
            core=mark.core,
            **self._of_its_kind(mark),
        )

    def _of_its_kind(self, mark: AnyMark) -> Mapping[str, Any]:
        """The fields that marks of its kind have."""
        match mark:
            case Attribution():
                return self._of_attribution(mark)
            case Hedge():
                return self._of_hedge(mark)
            case Assertion():
                return self._of_assertion(mark)
            case Taking():
                return {
                    "types": self._terms(USE_BY_ID.get(mark.use)),
                    "claims": self._refs(mark.claims),
                    "kin": self._kin((), mark.claims),
                }
        return {}

    def _of_attribution(self, mark: Attribution) -> Mapping[str, Any]:
        stances = dict.fromkeys((mark.stance, *(cue.stance for cue in mark.cues)))
        return {
            "types": self._terms(
                *(STANCE_BY_ID.get(stance) for stance in stances if stance != "neutral"), FORM_BY_ID.get(mark.form)
            ),
            "chain": self.parts.chain(mark.chain),
            "introduces": tuple([self.passage(id_) for id_ in mark.introduces]),
            "kin": self._kin(mark.introduces),
        }

    def _of_hedge(self, mark: Hedge) -> Mapping[str, Any]:
        return {
            "types": self._terms(HEDGE_TYPE_BY_ID.get(mark.type), LEVEL_BY_ID.get(mark.level)),
            "owner": tuple([self.parts.source(id_) for id_ in mark.owner]),
            "scope": tuple([short(self.article.text[start:end], QUOTE) for start, end in mark.scope]),
            "weakens": self._refs(mark.claims),
        }

    def _of_assertion(self, mark: Assertion) -> Mapping[str, Any]:
        claim = self.claims.get(mark.claim)
        answers = [name for answer in claim.answers for name in answer.claims] if claim else ()
        return {
            **(self._of_claim(claim) if claim else {}),
            "chain": self.parts.chain(mark.chain),
            "claims": (self.claim(mark.claim),),
            "introduced_by": self.passage(mark.attribution) if mark.attribution else None,
            "careful": tuple([self.passage(id_) for id_ in mark.hedges]),
            "own_voice": mark.own_voice,
            "kin": self._kin([mark.attribution] if mark.attribution else (), answers),
        }

    def _of_claim(self, claim: Claim) -> Mapping[str, Any]:
        """What the notes of all assertions of a claim have in common."""
        found = self._shared.get(claim.id)
        if found is None:
            found = self._shared[claim.id] = {
                "types": self._terms(*dict.fromkeys(RELATION_BY_ID[answer.how] for answer in claim.answers)),
                "answers": self.answers(claim),
                "answered": self.answered(claim),
                "unanswered": claim.unanswered and not self.index.is_disputed(self.article.slug, claim.id),
                "evidence": self.parts.evidence(claim.evidence),
                "supported_by": self._refs(claim.supported_by),
            }
        return found

    def _kin(self, marks: Sequence[str], claims: Sequence[str] = ()) -> tuple[str, ...]:
        """Some marks and those of some claims of this article, each once; the first, where there are very many."""
        asserted = [id_ for name in claims if name in self.claims for id_ in self.claims[name].assertions[:KIN]]
        return tuple(dict.fromkeys([*marks, *asserted]))[:KIN]

    def _terms(self, *terms: Term | None) -> tuple[TermRef, ...]:
        """The terms there are."""
        return tuple([self.parts.term(term) for term in terms if term is not None])

    def _refs(self, names: Sequence[str]) -> tuple[ClaimRef, ...]:
        return tuple([self.claim(name) for name in names])

    def answers(self, claim: Claim) -> tuple[AnswerRef, ...]:
        """What a claim answers."""
        found = self._answers.get(claim.id)
        if found is None:
            found = self._answers[claim.id] = tuple([self._answer(answer) for answer in claim.answers])
        return found

    def _answer(self, answer: Answer) -> AnswerRef:
        relation = RELATION_BY_ID[answer.how]
        test = self.house.messages.gettext(relation.test)
        return AnswerRef(self.parts.term(relation), test, self._refs(answer.claims), relation.disputes, answer.arguable)

    def answered(self, claim: Claim) -> tuple[AnsweredRef, ...]:
        """What answers a claim: within the article, then elsewhere."""
        found = self._answered.get(claim.id)
        if found is None:
            found = self._answered[claim.id] = self._all_answered(claim)
        return found

    def _all_answered(self, claim: Claim) -> tuple[AnsweredRef, ...]:
        inside = [
            self._answered_here(item.claim, item.how, item.disputes, item.arguable, item.paragraphs_later)
            for item in claim.answered_by
        ]
        outside = [
            AnsweredRef(
                self.claim(f"{slug}/{id_}"), self.parts.relation(how), RELATION_BY_ID[how].disputes,
                (), None, None, "", arguable,
            )
            for slug, id_, how, arguable in self.index.answers_to(self.article.slug, claim.id)
            if slug != self.article.slug
        ]  # fmt: skip
        return (*inside, *outside)

    def _answered_here(self, claim: str, how: str, disputes: bool, arguable: str, later: int) -> AnsweredRef:
        first = next((self.marks[id_] for id_ in self.claims[claim].assertions), None)
        speakers: Sequence[str] = first.chain.speakers if isinstance(first, Assertion) else ()
        return AnsweredRef(
            claim=self.claim(claim),
            how=self.parts.relation(how),
            disputes=disputes,
            speakers=tuple([self.parts.source(id_) for id_ in speakers if id_ != ARTICLE.id]),
            later=later,
            paragraph=first.paragraph if first else None,
            passage=urls.relative(self.here, self.page, first.id) if first else "",
            arguable=arguable,
        )
