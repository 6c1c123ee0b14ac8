"""The note of a mark: what it is, why it is marked, and what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder import urls
from builder.model.article import AnyMark, Article, Assertion, Attribution, Claim, Hedge, Taking
from builder.model.index import Index
from builder.model.site import Setting, Source
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
    SourceRef,
    TermRef,
    chain_view,
    evidence_ref,
    relation_ref,
    source_ref,
    term_ref,
)


@dataclass(frozen=True, slots=True)
class NoteView:
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
    types: tuple[TermRef, ...]
    chain: ChainView | None
    owner: tuple[SourceRef, ...]
    scope: tuple[str, ...]
    weakens: tuple[ClaimRef, ...]
    claims: tuple[ClaimRef, ...]
    introduces: tuple[Passage, ...]
    introduced_by: Passage | None
    careful: tuple[Passage, ...]
    answers: tuple[AnswerRef, ...]
    answered: tuple[AnsweredRef, ...]
    unanswered: bool
    evidence: TermRef | None
    supported_by: tuple[ClaimRef, ...]
    own_voice: bool
    kin: tuple[str, ...]

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
        self.sources: Mapping[str, Source] = setting.sources
        self.kinds = kinds_
        self.marks: dict[str, AnyMark] = {mark.id: mark for mark in article.marks()}
        self.claims: dict[str, Claim] = {claim.id: claim for claim in article.claims}
        self.page = urls.article_page(article.slug)

    def letter(self, mark: AnyMark) -> str:
        """Letter and number of a mark."""
        return f"{self.kinds[mark.kind].letter}{mark.number}"

    def passage(self, id_: str) -> Passage:
        """The words of a mark of this article."""
        mark = self.marks[id_]
        href = urls.relative(self.here, self.page, id_)
        foreign = self.house.foreign(self.article.about.language)
        style = self.kinds[mark.kind].style
        return Passage(id_, style, self.letter(mark), short(mark.quote), mark.paragraph, href, foreign)

    def claim(self, name: str) -> ClaimRef:
        """A claim of this article, or of another where the name says so."""
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
        claim = self.claims.get(mark.claim) if isinstance(mark, Assertion) else None
        chain = mark.chain if isinstance(mark, Attribution | Assertion) else None
        hedge = mark if isinstance(mark, Hedge) else None
        return NoteView(
            id=f"n-{mark.id}",
            mark=mark.id,
            kind=self.kinds[mark.kind],
            letter=self.letter(mark),
            number=mark.number,
            quote=short(mark.quote, QUOTE),
            paragraph=mark.paragraph,
            note=mark.note,
            arguable=mark.arguable,
            core=mark.core,
            types=self._types(mark),
            chain=chain_view(self.house, self.here, chain, self.sources) if chain else None,
            owner=tuple(source_ref(self.house, self.here, self.sources[s]) for s in hedge.owner) if hedge else (),
            scope=tuple(short(self.article.text[a:b], QUOTE) for a, b in hedge.scope) if hedge else (),
            weakens=tuple(self.claim(c) for c in hedge.claims) if hedge else (),
            claims=self._claims(mark),
            introduces=tuple(self.passage(i) for i in mark.introduces) if isinstance(mark, Attribution) else (),
            introduced_by=self.passage(mark.attribution) if isinstance(mark, Assertion) and mark.attribution else None,
            careful=tuple(self.passage(i) for i in mark.hedges) if isinstance(mark, Assertion) else (),
            answers=self.answers(claim) if claim else (),
            answered=self.answered(claim) if claim else (),
            unanswered=bool(claim and claim.unanswered and not self.index.is_disputed(self.article.slug, claim.id)),
            evidence=evidence_ref(self.house, self.here, claim.evidence) if claim else None,
            supported_by=tuple(self.claim(c) for c in claim.supported_by) if claim else (),
            own_voice=isinstance(mark, Assertion) and mark.own_voice,
            kin=self._kin(mark),
        )

    def _kin(self, mark: AnyMark) -> tuple[str, ...]:
        """The marks of this article that belong to a mark, each once; the first, where there are very many."""
        claims: Sequence[str] = ()
        marks: list[str] = []
        if isinstance(mark, Attribution):
            marks += mark.introduces
        elif isinstance(mark, Assertion):
            marks += [mark.attribution] if mark.attribution else []
            own = self.claims.get(mark.claim)
            claims = [name for answer in own.answers for name in answer.claims] if own else ()
        elif isinstance(mark, Taking):
            claims = mark.claims
        marks += [id_ for name in claims if name in self.claims for id_ in self.claims[name].assertions[:KIN]]
        return tuple(dict.fromkeys(marks))[:KIN]

    def _types(self, mark: AnyMark) -> tuple[TermRef, ...]:
        """Type, level, stance, form and use of a mark."""
        terms: list[Term | None] = []
        if isinstance(mark, Hedge):
            terms = [HEDGE_TYPE_BY_ID.get(mark.type), LEVEL_BY_ID.get(mark.level)]
        elif isinstance(mark, Attribution):
            stances = dict.fromkeys((mark.stance, *(cue.stance for cue in mark.cues)))
            terms = [STANCE_BY_ID.get(stance) for stance in stances if stance != "neutral"]
            terms.append(FORM_BY_ID.get(mark.form))
        elif isinstance(mark, Taking):
            terms = [USE_BY_ID.get(mark.use)]
        elif isinstance(mark, Assertion) and mark.claim in self.claims:
            terms = list(dict.fromkeys(RELATION_BY_ID[answer.how] for answer in self.claims[mark.claim].answers))
        return tuple(term_ref(self.house, self.here, term) for term in terms if term is not None)

    def _claims(self, mark: AnyMark) -> tuple[ClaimRef, ...]:
        if isinstance(mark, Assertion):
            return (self.claim(mark.claim),)
        if isinstance(mark, Taking):
            return tuple(self.claim(name) for name in mark.claims)
        return ()

    def answers(self, claim: Claim) -> tuple[AnswerRef, ...]:
        """What a claim answers."""
        return tuple(
            AnswerRef(
                relation_ref(self.house, self.here, answer.how),
                self.house.messages.gettext(RELATION_BY_ID[answer.how].test),
                tuple(self.claim(name) for name in answer.claims),
                RELATION_BY_ID[answer.how].disputes,
                answer.arguable,
            )
            for answer in claim.answers
        )

    def answered(self, claim: Claim) -> tuple[AnsweredRef, ...]:
        """What answers a claim: within the article, then elsewhere."""
        inside = [
            self._answered(item.claim, item.how, item.disputes, item.arguable, item.paragraphs_later)
            for item in claim.answered_by
        ]
        outside = [
            AnsweredRef(
                self.claim(f"{slug}/{id_}"), relation_ref(self.house, self.here, how), RELATION_BY_ID[how].disputes,
                (), None, None, "", arguable,
            )
            for slug, id_, how, arguable in self.index.answers_to(self.article.slug, claim.id)
            if slug != self.article.slug
        ]  # fmt: skip
        return (*inside, *outside)

    def _answered(self, claim: str, how: str, disputes: bool, arguable: str, later: int) -> AnsweredRef:
        first = next((self.marks[id_] for id_ in self.claims[claim].assertions), None)
        speakers: Sequence[str] = first.chain.speakers if isinstance(first, Assertion) else ()
        return AnsweredRef(
            claim=self.claim(claim),
            how=relation_ref(self.house, self.here, how),
            disputes=disputes,
            speakers=tuple(source_ref(self.house, self.here, self.sources[s]) for s in speakers if s != ARTICLE.id),
            later=later,
            paragraph=first.paragraph if first else None,
            passage=urls.relative(self.here, self.page, first.id) if first else "",
            arguable=arguable,
        )
