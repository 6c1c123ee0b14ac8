"""An article's data for other programs: `articles/<slug>/article.json`.

Version 1; `article.schema.json` beside this module declares every key. Ranges are `[start, end]`: 0-based code points
of `text`, the end not included. `paragraphs` are the ranges of the paragraphs, the first is the headline. `kind` in its
long form; joined pieces are one mark with several ranges; boosters are hedges of type `booster`. `chain` as authors
write it ("tass < police", nearest the reader first); that of a hedge is the one it stands in; null for `mention` and
`granted` and for the site's own kinds. What is unknown is null or empty, never left out. `paragraphs_later` is below 0
where the answer comes first, null where it stands in another article.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from builder.model.article import AnyMark, Article, Assertion, Attribution, Claim, Hedge, Taking
from builder.model.index import Index
from builder.model.site import Source
from builder.taxonomy import RELATION_BY_ID

VERSION = 1

_WITH_CHAIN = (Attribution, Assertion, Hedge)


def article_json(article: Article, index: Index, sources: Mapping[str, Source]) -> str:
    """The data of an article as JSON text, keys in a fixed order."""
    return msgspec.json.encode(article_data(article, index, sources)).decode("utf-8") + "\n"


def article_data(article: Article, index: Index, sources: Mapping[str, Source]) -> dict[str, Any]:
    """The data of an article as plain values."""
    asserted = {mark.id: mark for mark in article.assertions}
    about = article.about
    original = about.original
    return {
        "version": VERSION,
        "slug": article.slug,
        "title": article.title,
        "language": about.language,
        "text": article.text,
        "paragraphs": [[p.start, p.end] for p in article.paragraphs],
        "paragraph_ids": [p.id for p in article.paragraphs],
        "original": {
            "sha256": original.sha256 or None,
            "path": original.path or None,
            "title": original.title or None,
            "publisher": original.publisher or None,
            "author": original.author or None,
            "published": original.published or None,
            "url": original.url or None,
            "retrieved": original.retrieved or None,
            "rights": original.rights or None,
            "invented": original.invented,
        },
        "annotated": {"by": about.annotated.by or None, "date": about.annotated.date or None},
        "reviewed": {"by": about.reviewed.by or None, "date": about.reviewed.date or None},
        "summary": about.summary or None,
        "topics": list(about.topics),
        "level": about.level or None,
        "marks": [_mark(mark) for mark in article.marks()],
        "claims": [_claim(claim, article, index, asserted) for claim in article.claims],
        "groups": [{"id": name, "claims": list(members)} for name, members in article.groups],
        "asked": [{"who": item.who, "about": list(item.about), "reply": item.reply} for item in article.asked],
        "sources": [
            {"id": id_, "name": sources[id_].name, "kind": sources[id_].kind or None} for id_ in article.sources
        ],
        "own_voice": [list(range_) for range_ in article.own_voice],
        "questions": list(article.questions),
        "analysis": _analysis(article),
    }


def _mark(mark: AnyMark) -> dict[str, Any]:
    """A mark; keys that do not apply to its kind are null or empty."""
    chain = mark.chain if isinstance(mark, _WITH_CHAIN) else None
    hedge = mark if isinstance(mark, Hedge) else None
    attribution = mark if isinstance(mark, Attribution) else None
    return {
        "id": mark.id,
        "kind": mark.kind,
        "ranges": [list(range_) for range_ in mark.ranges],
        "quote": mark.quote,
        "paragraph": mark.paragraph,
        "type": hedge.type if hedge else None,
        "level": (hedge.level or None) if hedge else None,
        "owner": list(hedge.owner) if hedge else None,
        "scope": [list(range_) for range_ in hedge.scope] if hedge else None,
        "ref": _refs(mark),
        "as": mark.use if isinstance(mark, Taking) else None,
        "chain": str(chain) if chain else None,
        "hops": chain.length if chain else None,
        "ends": chain.ends if chain else None,
        "attribution": (mark.attribution or None) if isinstance(mark, Assertion) else None,
        "introduces": list(attribution.introduces) if attribution else None,
        "source": [list(range_) for range_ in attribution.sources] if attribution else None,
        "cue": [
            {"range": list(cue.range), "stance": cue.stance or None, "form": cue.form or None}
            for cue in attribution.cues
        ]
        if attribution
        else None,
        "form": (attribution.form or None) if attribution else None,
        "stance": (attribution.stance or None) if attribution else None,
        "bare": list(mark.bare) if isinstance(mark, Attribution | Hedge) else None,
        "own_voice": mark.own_voice if isinstance(mark, Assertion) else None,
        "note": mark.note or None,
        "arguable": mark.arguable or None,
        "core": mark.core,
    }


def _refs(mark: AnyMark) -> list[str]:
    """The claims a mark is about: asserted, taken up, or weakened."""
    if isinstance(mark, Assertion):
        return [mark.claim]
    return list(mark.claims) if isinstance(mark, Taking | Hedge) else []


def _claim(claim: Claim, article: Article, index: Index, asserted: Mapping[str, Assertion]) -> dict[str, Any]:
    """A claim; `asserted` are the article's assertions by id."""
    elsewhere = [
        {"claim": f"{slug}/{id_}", "how": how, "disputes": RELATION_BY_ID[how].disputes, "paragraphs_later": None}
        for slug, id_, how, _ in index.answers_to(article.slug, claim.id)
        if slug != article.slug
    ]
    disputed = claim.disputed or index.is_disputed(article.slug, claim.id)
    return {
        "id": claim.id,
        "says": claim.says,
        "assertions": [
            {
                "mark": id_,
                "ranges": [list(range_) for range_ in asserted[id_].ranges],
                "chain": str(asserted[id_].chain),
                "attribution": asserted[id_].attribution or None,
                "paragraph": asserted[id_].paragraph,
            }
            for id_ in claim.assertions
        ],
        "answers": [
            {"how": answer.how, "claims": list(answer.claims), "arguable": answer.arguable or None}
            for answer in claim.answers
        ],
        "answered_by": [
            {"claim": by.claim, "how": by.how, "disputes": by.disputes, "paragraphs_later": by.paragraphs_later}
            for by in claim.answered_by
        ]
        + elsewhere,
        "supported_by": list(claim.supported_by),
        "evidence": claim.evidence or None,
        "checks": [
            {"title": c.title, "url": c.url, "publisher": c.publisher or None, "date": c.date or None}
            for c in claim.checks
        ],
        "answered": disputed,
        "unanswered": claim.unanswered and not disputed,
    }


def _analysis(article: Article) -> dict[str, Any]:
    analysis = article.analysis
    return {
        "counts": analysis.counts,
        "chains_end": {"named": analysis.named, "unnamed": analysis.unnamed, "unstated": analysis.unstated},
        "first_answer": analysis.first_answer if analysis.first_answer >= 0 else None,
        "headline": [
            {
                "mark": row.mark,
                "claim": row.claim,
                "hedges": list(row.hedges),
                "sources": list(row.sources),
                "body": [{"mark": b.mark, "hedges": list(b.hedges), "sources": list(b.sources)} for b in row.body],
                "lost_hedges": list(row.lost_hedges),
                "lost_sources": list(row.lost_sources),
            }
            for row in analysis.headline
        ],
    }
