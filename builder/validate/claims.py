"""claims.yaml: what claims refer to, and whether the article marks them."""

from __future__ import annotations

from collections.abc import Iterable

from builder.analyse.chains import ChainReason
from builder.diagnostics import Finding
from builder.model.article import Article
from builder.model.bundle import WrittenArticle
from builder.model.placed import Placed
from builder.model.site import Setting
from builder.model.written import WrittenClaim
from builder.rules import claim_rules as rules
from builder.rules import yaml_rules
from builder.source import Place, Span
from builder.text.find import occurrences
from builder.urls import is_device
from builder.validate.hints import device
from builder.validate.marks import check_chain
from builder.validate.names import check_claim, check_source, group_names


def check(written: WrittenArticle, setting: Setting) -> Iterable[Finding]:
    """Everything about claims.yaml, marks by quotation and notes aside."""

    def place(span: Span) -> Place:
        return written.place(span, "claims")

    groups = group_names(written)
    marked = _marked(written)
    for id_, claim in written.claims.claims.items():
        if id_.value in groups:
            yield rules.NAME_TWICE.at(place(id_.span), name=id_.value)
        if is_device(id_.value):
            yield yaml_rules.ID_BAD.at(place(id_.span), device(id_.value), id=id_.value)
        if id_.value not in marked:
            hint = f"mark its words in article.md: [words]{{.c ref={id_.value}}}; or remove the claim"
            yield rules.CLAIM_UNMARKED.at(place(id_.span), hint, claim=id_.value)
        if claim.chain:
            yield from check_chain(claim.chain, written, setting, "claims")
        yield from _references(id_, claim, written, setting)
    yield from _groups(written, setting)
    for asked in written.claims.asked:
        yield from check_source(asked.who, "claims", written, setting)
        for item in asked.about:
            yield from check_claim(item, "claims", written, setting)
    for sentence in written.claims.settled:
        if not occurrences(written.document.text, sentence.value):
            yield rules.SETTLED_NOT_FOUND.at(place(sentence.span), quote=sentence.value)


def _groups(written: WrittenArticle, setting: Setting) -> Iterable[Finding]:
    """Groups of claims: what they name, and whether anything names them."""
    named = _named(written)
    for name, members in written.claims.groups.items():
        if name.value not in named:
            yield rules.GROUP_UNUSED.at(written.place(name.span, "claims"), group=name.value)
        for item in members:
            yield from check_claim(item, "claims", written, setting, groups=False)


def check_chains(written: WrittenArticle, article: Article) -> Iterable[Finding]:
    """Chains in claims.yaml that decided nothing, now that every default is resolved."""
    used = {mark.claim for mark in article.assertions if mark.why_chain == ChainReason.CLAIM}
    said = {mark.claim for mark in article.assertions}
    for id_, claim in written.claims.claims.items():
        if claim.chain and id_.value in said - used:
            yield rules.CHAIN_UNUSED.at(written.place(claim.chain.span, "claims"), claim=id_.value)


def _marked(written: WrittenArticle) -> set[str]:
    """The claims that a claim or counter mark names, those in groups included."""
    groups = written.groups()
    names = {
        name
        for mark in written.marks
        if mark.kind in ("claim", "counter")
        for name in (mark.value("ref") or "").split()
    }
    names |= {claim for name in names for claim in groups.get(name, ())}
    return names | {name.removeprefix(f"{written.slug}/") for name in names}


def _named(written: WrittenArticle) -> set[str]:
    """Every claim or group that something of the article names."""
    names = {name for mark in written.marks for name in (mark.value("ref") or "").split()}
    for claim in written.claims.claims.values():
        names |= {item.value for item in claim.supported_by}
        names |= {item.value for answer in claim.answers for item in answer.claims}
    return names | {item.value for asked in written.claims.asked for item in asked.about}


def _references(id_: Placed[str], claim: WrittenClaim, written: WrittenArticle, setting: Setting) -> Iterable[Finding]:
    """The claims that a claim names."""

    def place(span: Span) -> Place:
        return written.place(span, "claims")

    groups = written.groups()
    for item in claim.supported_by:
        yield from check_claim(item, "claims", written, setting)
        if id_.value in (item.value.removeprefix(f"{written.slug}/"), *groups.get(item.value, ())):
            yield rules.SUPPORT_OF_ITSELF.at(place(item.span), claim=id_.value)
    given: set[tuple[str, str]] = set()
    for answer in claim.answers:
        for item in answer.claims:
            if (answer.how.value, item.value) in given:
                yield rules.ANSWER_TWICE.at(place(item.span), claim=item.value, how=answer.how.value)
            given.add((answer.how.value, item.value))
            yield from check_claim(item, "claims", written, setting)
            if id_.value in (item.value.removeprefix(f"{written.slug}/"), *groups.get(item.value, ())):
                yield rules.CLAIM_ANSWERS_ITSELF.at(place(item.span), claim=id_.value)
