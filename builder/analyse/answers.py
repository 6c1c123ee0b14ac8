"""Who answers whom within an article, and how many paragraphs later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.model.article import Answer, AnsweredBy, Assertion, Chain
from builder.taxonomy import RELATION_BY_ID


def answered_by(
    answers: Mapping[str, Sequence[Answer]], first: Mapping[str, int]
) -> Mapping[str, tuple[AnsweredBy, ...]]:
    """What answers each claim in its article.

    answers  claim -> the answers it gives
    first    claim -> the paragraph that first says it (headline = 0)
    """
    found: dict[str, list[AnsweredBy]] = {}
    for other, given in answers.items():
        for answer in given if other in first else ():
            for claim in dict.fromkeys(answer.claims):
                if claim in first:
                    later = first[other] - first[claim]
                    reply = AnsweredBy(other, answer.how, disputes(answer.how), later, answer.arguable)
                    found.setdefault(claim, []).append(reply)
    return {claim: tuple(sorted(replies, key=_order)) for claim, replies in found.items()}


def _order(reply: AnsweredBy) -> tuple[bool, int, str, str]:
    return not reply.disputes, reply.paragraphs_later, reply.claim, reply.how


def disputes(how: str) -> bool:
    """Whether a relation counts as a dispute."""
    return RELATION_BY_ID[how].disputes


def is_unanswered(answers: Sequence[Answer], disputed: bool, chains: Sequence[Chain]) -> bool:
    """Whether to say 'no answer marked here': an attributed claim, itself no answer, that nothing disputes."""
    return not disputed and not answers and any(not chain.is_article for chain in chains)


def first_paragraphs(assertions: Sequence[Assertion], mentions: Mapping[str, int]) -> dict[str, int]:
    """The paragraph that first asserts each claim; where none does, the first that takes it up.

    A claim that is only taken up has a distance to its answers all the same: readers meet it there.
    """
    first = dict(mentions)
    asserted: dict[str, int] = {}
    for mark in assertions:
        asserted[mark.claim] = min(mark.paragraph, asserted.get(mark.claim, mark.paragraph))
    return first | asserted
