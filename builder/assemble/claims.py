"""Claims with what asserts and answers them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from builder.analyse import answers as answering
from builder.analyse.units import dissolve
from builder.model.article import Answer, AnsweredBy, Asked, Assertion, Check, Claim, Taking
from builder.model.bundle import WrittenArticle
from builder.model.placed import Placed


def build_claims(
    written: WrittenArticle, assertions: Sequence[Assertion], takings: Sequence[Taking]
) -> tuple[Claim, ...]:
    """The claims in the order of claims.yaml."""
    groups = written.groups()
    mentions: dict[str, int] = {}
    for mark in takings:
        for claim in mark.claims:
            mentions.setdefault(claim, mark.paragraph)
    first = answering.first_paragraphs(assertions, mentions)
    given = {
        id_.value: tuple(
            Answer(item.how.value, _own(dissolve([c.value for c in item.claims], groups), written), text(item.arguable))
            for item in claim.answers
        )
        for id_, claim in written.claims.claims.items()
    }
    replies = answering.answered_by(given, first)
    said: dict[str, list[Assertion]] = {}
    for assertion in assertions:
        said.setdefault(assertion.claim, []).append(assertion)
    return tuple(
        _claim(id_.value, typed, given[id_.value], replies.get(id_.value, ()), said.get(id_.value, []), groups)
        for id_, typed in written.claims.claims.items()
    )


def _own(names: Sequence[str], written: WrittenArticle) -> tuple[str, ...]:
    """Claim names with the article's own slug taken off."""
    return tuple(dict.fromkeys(name.removeprefix(f"{written.slug}/") for name in names))


def _claim(
    name: str,
    typed: Any,
    given: tuple[Answer, ...],
    by: tuple[AnsweredBy, ...],
    own: Sequence[Assertion],
    groups: Mapping[str, tuple[str, ...]],
) -> Claim:
    disputed = any(item.disputes for item in by)
    return Claim(
        id=name,
        says=typed.says.value,
        assertions=tuple(mark.id for mark in own),
        answers=given,
        answered_by=by,
        supported_by=dissolve([item.value for item in typed.supported_by], groups),
        evidence=text(typed.evidence),
        checks=tuple(Check(text(c.title), text(c.url), text(c.publisher), text(c.date)) for c in typed.checks),
        disputed=disputed,
        unanswered=answering.is_unanswered(given, disputed, [mark.chain for mark in own]),
    )


def build_asked(written: WrittenArticle) -> tuple[Asked, ...]:
    """Who was asked."""
    groups = written.groups()
    return tuple(
        Asked(item.who.value, dissolve([c.value for c in item.about], groups), text(item.reply))
        for item in written.claims.asked
    )


def text(placed: Placed[Any] | None) -> str:
    """A value as text, '' where there is none."""
    return "" if placed is None else str(placed.value)
