"""The whole article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from builder.analyse import answers as answering
from builder.analyse import headline, voice
from builder.analyse.basis import Basis
from builder.analyse.defaults import resolve
from builder.analyse.naming import paragraph_ranges
from builder.assemble.claims import build_asked, build_claims, text
from builder.assemble.marks import build_marks
from builder.model.article import (
    About,
    Analysis,
    AnyMark,
    Article,
    Assertion,
    Attribution,
    Claim,
    Hedge,
    Original,
    Paragraph,
    Signed,
    SiteMark,
    Taking,
)
from builder.model.bundle import WrittenArticle
from builder.model.ledger import Ledger
from builder.model.site import Setting
from builder.taxonomy import ARTICLE, MARK_KIND_BY_ID


def assemble(written: WrittenArticle, setting: Setting, basis: Basis | None = None) -> Article:
    """The article as its readers get it; `written` has no errors. `basis`: that of the article, where it is at hand."""
    document = written.document
    basis = basis or Basis(written, setting)
    resolved = resolve(written, basis.units, setting)
    named = basis.names
    marks = build_marks(written, resolved, named.marks, setting)
    assertions = tuple(mark for mark in marks if isinstance(mark, Assertion))
    hedges = tuple(mark for mark in marks if isinstance(mark, Hedge))
    takings = tuple(mark for mark in marks if isinstance(mark, Taking))
    attributions = tuple(mark for mark in marks if isinstance(mark, Attribution))
    claims = build_claims(written, assertions, takings)
    kept = _ledger(written)
    return Article(
        slug=written.slug,
        title=" ".join(document.text[: document.leaves()[0].end].split()),
        text=document.text,
        about=_about(written, setting),
        blocks=document.blocks,
        paragraphs=tuple(
            Paragraph(id_, number, start, end)
            for number, (id_, (start, end)) in enumerate(zip(named.paragraphs, paragraph_ranges(document), strict=True))
        ),
        attributions=attributions,
        hedges=hedges,
        assertions=assertions,
        takings=takings,
        others=tuple(mark for mark in marks if isinstance(mark, SiteMark)),
        claims=claims,
        groups=tuple(written.groups().items()),
        asked=build_asked(written),
        questions=tuple(item.value for item in written.claims.questions),
        sources=_sources([*attributions, *assertions, *hedges], written),
        own_voice=voice.own_voice(marks, document.blocks, basis.sentences.by_leaf, document.text),
        analysis=_analysis(marks, assertions, claims),
        former=kept.former,
        retired=kept.retired,
        retired_claims=kept.retired_claims,
    )


def _ledger(written: WrittenArticle) -> Ledger:
    """What is published of an article; nothing where it has no ledger."""
    if written.ledger is None:
        return Ledger(written.slug)
    from builder.links.book import ledger_of

    return ledger_of(written.ledger)


def _sources(marks: Sequence[Attribution | Assertion | Hedge], written: WrittenArticle) -> tuple[str, ...]:
    """The sources in the order they first speak or are careful, then those that were asked; the article aside."""
    in_order = sorted(marks, key=lambda mark: mark.place)
    named = [source for mark in in_order for source in (mark.owner if isinstance(mark, Hedge) else mark.chain.sources)]
    named += [item.who.value for item in written.claims.asked]
    return tuple(dict.fromkeys(source for source in named if source != ARTICLE.id))


def _about(written: WrittenArticle, setting: Setting) -> About:
    """What the front matter says."""
    front = written.front
    typed = front.original
    original = Original()
    if typed is not None:
        original = Original(
            path=text(typed.text),
            sha256=written.original_sha256,
            title=text(typed.title),
            publisher=text(typed.publisher),
            author=text(typed.author),
            published=text(typed.published),
            url=text(typed.url),
            retrieved=text(typed.retrieved),
            rights=text(typed.rights),
            invented=bool(typed.invented and typed.invented.value),
        )
    return About(
        original=original,
        annotated=_signed(front.annotated),
        reviewed=_signed(front.reviewed),
        language=written.language(setting),
        summary=text(front.summary),
        topics=tuple(topic.value for topic in front.topics),
        level=text(front.level),
        words=tuple((word.value, meaning.value) for word, meaning in front.words.items()),
        draft=bool(front.draft and front.draft.value),
    )


def _signed(typed: Any) -> Signed:
    return Signed(text(typed.by), text(typed.date)) if typed is not None else Signed("", "")


def _analysis(marks: Sequence[AnyMark], assertions: Sequence[Assertion], claims: Sequence[Claim]) -> Analysis:
    """What the marks add up to."""
    counts = dict.fromkeys((*MARK_KIND_BY_ID, "booster"), 0)
    for mark in marks:
        kind = "booster" if isinstance(mark, Hedge) and mark.is_booster else mark.kind
        counts[kind] = counts.get(kind, 0) + 1
    ends = headline.ends([mark.chain for mark in assertions])
    disputing = {claim.id for claim in claims if any(answering.disputes(item.how) for item in claim.answers)}
    first = [mark.paragraph for mark in assertions if mark.claim in disputing]
    return Analysis(
        counts=counts,
        named=ends["named"],
        unnamed=ends["unnamed"],
        unstated=ends["unstated"],
        first_answer=min(first, default=-1),
        headline=headline.compare(assertions),
    )
