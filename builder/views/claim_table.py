"""The table of an article's claims, whom it asked, and checks by others."""

from __future__ import annotations

from msgspec import Struct

from builder.model.article import Article, Asked, Assertion, Check, Claim
from builder.views.kinds import Passage
from builder.views.notes import NoteMaker
from builder.views.parts import AnsweredRef, AnswerRef, ChainView, ClaimRef, SourceRef, TermRef


class ClaimRow(Struct, frozen=True):
    """A claim in the table of claims."""

    id: str
    anchor: str
    says: str
    href: str
    chains: tuple[ChainView, ...]
    passages: tuple[Passage, ...]
    evidence: TermRef | None
    supported_by: tuple[ClaimRef, ...]
    answers: tuple[AnswerRef, ...]
    answered: tuple[AnsweredRef, ...]
    disputed: bool
    unanswered: bool
    own_voice: bool
    foreign: str


class AskedView(Struct, frozen=True):
    """Somebody who was asked."""

    who: SourceRef
    about: tuple[ClaimRef, ...]
    reply: str


class CheckView(Struct, frozen=True):
    """Further reading by others, and on which claim."""

    check: Check
    claim: ClaimRef


def claim_row(claim: Claim, article: Article, maker: NoteMaker) -> ClaimRow:
    """The row of a claim."""
    ref = maker.claim(claim.id)
    marks = [maker.marks[id_] for id_ in claim.assertions]
    said = [mark for mark in marks if isinstance(mark, Assertion)]
    chains = dict.fromkeys(mark.chain for mark in said)
    disputed = claim.disputed or maker.index.is_disputed(article.slug, claim.id)
    return ClaimRow(
        id=claim.id,
        anchor=f"claim-{claim.id}",
        says=claim.says,
        href=ref.href,
        chains=tuple([maker.parts.chain(chain) for chain in chains]),
        passages=tuple([maker.passage(id_) for id_ in claim.assertions]),
        evidence=maker.parts.evidence(claim.evidence) if said else None,
        supported_by=tuple([maker.claim(name) for name in claim.supported_by]),
        answers=maker.answers(claim),
        answered=maker.answered(claim),
        disputed=disputed,
        unanswered=claim.unanswered and not disputed,
        own_voice=any(mark.own_voice for mark in said),
        foreign=ref.foreign,
    )


def asked_view(item: Asked, maker: NoteMaker) -> AskedView:
    """Somebody who was asked, as the page shows it."""
    return AskedView(
        maker.parts.source(item.who),
        tuple(maker.claim(name) for name in item.about),
        item.reply,
    )
