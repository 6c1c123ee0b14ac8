"""The note of a mark: what it is, why it is marked, and what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder import urls
from builder.model.article import AnyMark, Article, Assertion, Attribution, Claim, Hedge, Taking
from builder.model.document import Range
from builder.model.index import Index
from builder.model.site import Setting, Source
from builder.taxonomy import (
    ARTICLE,
    FORM_BY_ID,
    HEDGE_TYPE_BY_ID,
    LEVEL_BY_ID,
    MARK_KIND_BY_ID,
    OWN_VOICE,
    RELATION_BY_ID,
    STANCE_BY_ID,
    USE_BY_ID,
)
from builder.views.frame import House
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
class KindView:
    """A kind of mark as readers know it.

    letter  stands at its marks
    style   the class name that gives its marks their line: the id, or site-1, site-2 … for the site's own kinds
    href    leads to the glossary
    """

    id: str
    letter: str
    name: str
    plural: str
    label: str
    about: str
    test: str
    href: str
    style: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the article and the way to them."""

    mark: str
    letter: str
    quote: str
    paragraph: int
    href: str


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
    """

    id: str
    mark: str
    kind: KindView
    letter: str
    number: int
    quote: str
    paragraph: int
    paragraph_id: str
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


@dataclass(frozen=True, slots=True)
class VoiceMark:
    """A stretch of the article's own voice, shown like a mark."""

    id: str
    ranges: tuple[Range, ...]
    number: int
    kind: str = OWN_VOICE.id


@dataclass(frozen=True, slots=True)
class VoiceView:
    """The note of a stretch of the article's own voice."""

    id: str
    mark: str
    kind: KindView
    letter: str
    quote: str
    paragraph: int
    href: str


def short(words: str, most: int = 60) -> str:
    """Words cut at a word's end, for lists."""
    if len(words) <= most:
        return words
    cut = words[:most].rsplit(" ", 1)[0] or words[:most]
    return f"{cut.rstrip(',;:—– ')} …"


def kinds(house: House, here: str, counts: Mapping[str, int]) -> dict[str, KindView]:
    """All kinds by id, own voice among them, then the site's own."""
    found = {
        kind.id: KindView(
            kind.id,
            kind.letter,
            kind.name,
            kind.plural,
            kind.label,
            kind.about,
            kind.test,
            house.href(here, "glossary", urls.GLOSSARY, kind.id),
            kind.id,
            counts.get(kind.id, 0),
        )
        for kind in (*MARK_KIND_BY_ID.values(), OWN_VOICE)
    }
    for number, own in enumerate(house.site.kinds, 1):
        href = house.href(here, "glossary", urls.GLOSSARY, f"kind-{own.id}")
        style, count = f"site-{number}", counts.get(own.id, 0)
        found[own.id] = KindView(
            own.id, own.letter, own.name, own.name, own.name.lower(), own.about, own.test, href, style, count
        )
    return found


class NoteMaker:
    """Makes the notes of one article for one page; `base` is '' on the article's own page."""

    def __init__(
        self, article: Article, setting: Setting, index: Index, house: House, here: str, kinds_: Mapping[str, KindView]
    ) -> None:
        self.article = article
        self.house = house
        self.here = here
        self.index = index
        self.sources: dict[str, Source] = dict(setting.sources)
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
        return Passage(id_, self.letter(mark), short(mark.quote), mark.paragraph, href)

    def claim(self, name: str) -> ClaimRef:
        """A claim of this article, or of another where the name says so."""
        slug, _, id_ = name.rpartition("/")
        slug = slug or self.article.slug
        says = self.index.says(slug, id_)
        if self.house.builds("claims"):
            return ClaimRef(name, says, urls.relative(self.here, urls.claim_page(slug, id_)))
        return ClaimRef(name, says, self.house.href(self.here, "articles", urls.article_page(slug), f"claim-{id_}"))

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
            quote=mark.quote,
            paragraph=mark.paragraph,
            paragraph_id=self.article.paragraphs[mark.paragraph].id,
            note=mark.note,
            arguable=mark.arguable,
            core=mark.core,
            types=self._types(mark),
            chain=chain_view(self.house, self.here, chain, self.sources) if chain else None,
            owner=tuple(source_ref(self.house, self.here, self.sources[s]) for s in hedge.owner) if hedge else (),
            scope=tuple(self.article.text[a:b] for a, b in hedge.scope) if hedge else (),
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
        )

    def _types(self, mark: AnyMark) -> tuple[TermRef, ...]:
        """Type, level, stance, form and use of a mark."""
        terms: list[object] = []
        if isinstance(mark, Hedge):
            terms = [HEDGE_TYPE_BY_ID.get(mark.type), LEVEL_BY_ID.get(mark.level)]
        elif isinstance(mark, Attribution):
            terms = [STANCE_BY_ID.get(mark.stance) if mark.stance != "neutral" else None, FORM_BY_ID.get(mark.form)]
        elif isinstance(mark, Taking):
            terms = [USE_BY_ID.get(mark.use)]
        elif isinstance(mark, Assertion) and mark.claim in self.claims:
            terms = [RELATION_BY_ID[answer.how] for answer in self.claims[mark.claim].answers]
        return tuple(term_ref(self.house, self.here, term) for term in terms if term is not None)  # type: ignore[arg-type]

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
                RELATION_BY_ID[answer.how].test,
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
        marks = [self.marks[id_] for id_ in self.claims[claim].assertions]
        first = marks[0] if marks else None
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
