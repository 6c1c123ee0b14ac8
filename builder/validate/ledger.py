"""links.yaml: whether everything published is still there, or retired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.analyse.basis import Basis
from builder.diagnostics import Finding
from builder.model.bundle import WrittenArticle
from builder.model.ledger import WrittenLedger
from builder.model.placed import Placed
from builder.rules import ledger_rules as rules
from builder.source import Place

SHOWN = 60
"""Code points of a quotation that a message shows."""


def check(written: WrittenArticle, basis: Basis) -> Iterable[Finding]:
    """Everything about the published links of an article."""
    ledger = written.ledger
    if ledger is None:
        return
    if ledger.article.value != written.slug:
        place = written.place(ledger.article.span, "links")
        other, slug = ledger.article.value, written.slug
        hint = rules.LINKS_OF_ANOTHER.fix.replace("OLD NEW", f"{other} {slug}")
        yield rules.LINKS_OF_ANOTHER.at(place, hint, other=other, slug=slug)
        return
    yield from _twice(written, ledger)
    yield from _given_again(written, ledger)
    yield from _gone(written, ledger, basis)


def former_slugs(written: WrittenArticle) -> Iterator[tuple[str, Place]]:
    """The slugs an article had before, each with its place."""
    for slug in written.ledger.former if written.ledger else ():
        yield slug.value, written.place(slug.span, "links")


def _twice(written: WrittenArticle, ledger: WrittenLedger) -> Iterator[Finding]:
    """Ids that a ledger names more than once."""
    marks = [id_ for paragraph in ledger.paragraphs.values() for id_ in paragraph.marks]
    for ids in ([*ledger.paragraphs, *marks, *ledger.retired], [*ledger.claims, *ledger.retired_claims]):
        seen: set[str] = set()
        for id_ in ids:
            if id_.value in seen:
                yield rules.LINK_TWICE.at(written.place(id_.span, "links"), id=id_.value)
            seen.add(id_.value)


def _given_again(written: WrittenArticle, ledger: WrittenLedger) -> Iterator[Finding]:
    """Retired ids that an author gives to something else."""
    retired = {id_.value for id_ in ledger.retired}
    for mark in written.marks:
        if mark.id and mark.id.value in retired:
            yield rules.LINK_RETIRED.at(written.place(mark.id.span, mark.file), id=mark.id.value)
    retired = {id_.value for id_ in ledger.retired_claims}
    for claim in written.claims.claims:
        if claim.value in retired:
            yield rules.LINK_RETIRED.at(written.place(claim.span, "claims"), id=claim.value)


def _gone(written: WrittenArticle, ledger: WrittenLedger, basis: Basis) -> Iterator[Finding]:
    """Published ids that nothing bears any longer."""
    instead = basis.names.instead
    for id_, thing, quote in _published(ledger):
        if id_.value in instead:
            now = instead[id_.value]
            place, hint = written.place(id_.span, "links"), _way_out(f"{written.slug}#{id_.value}", now)
            yield rules.LINK_GONE.at(place, hint, id=id_.value, why=_why(thing, quote, now))
    for claim, says in ledger.claims.items():
        if claim.value not in written.claim_names:
            name = f"claim-{claim.value}"
            place, hint = written.place(claim.span, "links"), _way_out(f"{written.slug}#{name}")
            yield rules.LINK_GONE.at(place, hint, id=name, why=_why("claim", says))


def _why(thing: str, words: Placed[str], now: str = "") -> str:
    """What became of what bore an id; `now` is the id that its author gave it, '' where it is gone."""
    quote = f"“{_short(words)}”"
    return f"the {thing} {quote} is called '{now}' now" if now else f"no {thing} {quote} bears it any longer"


def _way_out(id_: str, now: str = "") -> str:
    """What to type where an id is gone; `now` is the id that its words have from their author, '' where none."""
    if now:
        return f"'allegedly links rename {id_} {now}' lets old links lead there"
    return f"'allegedly links retire {id_}' leaves a stub; or say its new id: 'allegedly links rename {id_} NEW'"


def _published(ledger: WrittenLedger) -> Iterator[tuple[Placed[str], str, Placed[str]]]:
    """Every paragraph and mark of a ledger: its id, what it is, its words."""
    for id_, paragraph in ledger.paragraphs.items():
        yield id_, "paragraph", paragraph.text
        for name, mark in paragraph.marks.items():
            yield name, f"{mark.kind.value} mark", (*mark.quote, mark.kind)[0]


def _short(words: Placed[str]) -> str:
    text = words.value
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rpartition(' ')[0] or text[:SHOWN]} …"
