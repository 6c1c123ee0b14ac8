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
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct, field

from builder.model.article import AnyMark, Article, Assertion, Attribution, Chain, Claim, Hedge, Taking
from builder.model.document import Range
from builder.model.index import Index
from builder.model.site import Source
from builder.taxonomy import RELATION_BY_ID

VERSION = 1


class _MarkData(Struct):
    """A mark; keys that do not apply to its kind are null or empty."""

    id: str
    kind: str
    ranges: tuple[Range, ...]
    quote: str
    paragraph: int
    type: str | None = None
    level: str | None = None
    owner: tuple[str, ...] | None = None
    scope: tuple[Range, ...] | None = None
    ref: tuple[str, ...] = ()
    use: str | None = field(default=None, name="as")
    chain: str | None = None
    hops: int | None = None
    ends: str | None = None
    attribution: str | None = None
    introduces: tuple[str, ...] | None = None
    source: tuple[Range, ...] | None = None
    cue: list[_CueData] | None = None
    form: str | None = None
    stance: str | None = None
    bare: tuple[str | None, ...] | None = None
    own_voice: bool | None = None
    note: str | None = None
    arguable: str | None = None
    core: bool = False


class _CueData(Struct):
    """Words that introduce a content."""

    range: Range
    stance: str | None
    form: str | None


def article_json(article: Article, index: Index, sources: Mapping[str, Source]) -> bytes:
    """The data of an article as JSON text in UTF-8, keys in a fixed order."""
    return msgspec.json.encode(_data(article, index, sources)) + b"\n"


def _data(article: Article, index: Index, sources: Mapping[str, Source]) -> dict[str, Any]:
    """The data of an article, keys in their order; a tuple is written like a list."""
    chains = _Chains()
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
        "topics": about.topics,
        "level": about.level or None,
        "marks": [_mark(mark, chains) for mark in article.marks()],
        "claims": [_claim(claim, article, index, asserted, chains) for claim in article.claims],
        "groups": [{"id": name, "claims": members} for name, members in article.groups],
        "asked": [{"who": item.who, "about": item.about, "reply": item.reply} for item in article.asked],
        "sources": [
            {"id": id_, "name": sources[id_].name, "kind": sources[id_].kind or None} for id_ in article.sources
        ],
        "own_voice": article.own_voice,
        "questions": article.questions,
        "analysis": _analysis(article),
    }


class _ChainData(NamedTuple):
    """A chain as authors write it, how many hands it has, and how it ends."""

    written: str
    hops: int
    ends: str


class _Chains(dict[Chain, _ChainData]):
    """The chains of an article, each put together once."""

    def __missing__(self, chain: Chain) -> _ChainData:
        found = self[chain] = _ChainData(str(chain), chain.length, chain.ends)
        return found


def _mark(mark: AnyMark, chains: _Chains) -> _MarkData:
    data = _MarkData(
        mark.id,
        mark.kind,
        mark.ranges,
        mark.quote,
        mark.paragraph,
        note=mark.note or None,
        arguable=mark.arguable or None,
        core=mark.core,
    )
    match mark:
        case Attribution():
            _tell_chain(data, mark.chain, chains)
            data.introduces, data.source, data.bare = mark.introduces, mark.sources, mark.bare
            data.cue = [_CueData(cue.range, cue.stance or None, cue.form or None) for cue in mark.cues]
            data.form, data.stance = mark.form or None, mark.stance or None
        case Hedge():
            _tell_chain(data, mark.chain, chains)
            data.type, data.level, data.owner = mark.type, mark.level or None, mark.owner
            data.scope, data.ref, data.bare = mark.scope, mark.claims, mark.bare
        case Assertion():
            _tell_chain(data, mark.chain, chains)
            data.ref, data.attribution, data.own_voice = (mark.claim,), mark.attribution or None, mark.own_voice
        case Taking():
            data.ref, data.use = mark.claims, mark.use
    return data


def _tell_chain(data: _MarkData, chain: Chain, chains: _Chains) -> None:
    data.chain, data.hops, data.ends = chains[chain]


def _claim(
    claim: Claim, article: Article, index: Index, asserted: Mapping[str, Assertion], chains: _Chains
) -> dict[str, Any]:
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
                "ranges": asserted[id_].ranges,
                "chain": chains[asserted[id_].chain].written,
                "attribution": asserted[id_].attribution or None,
                "paragraph": asserted[id_].paragraph,
            }
            for id_ in claim.assertions
        ],
        "answers": [
            {"how": answer.how, "claims": answer.claims, "arguable": answer.arguable or None}
            for answer in claim.answers
        ],
        "answered_by": [
            {"claim": by.claim, "how": by.how, "disputes": by.disputes, "paragraphs_later": by.paragraphs_later}
            for by in claim.answered_by
        ]
        + elsewhere,
        "supported_by": claim.supported_by,
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
                "hedges": row.hedges,
                "sources": row.sources,
                "body": [{"mark": b.mark, "hedges": b.hedges, "sources": b.sources} for b in row.body],
                "lost_hedges": row.lost_hedges,
                "lost_sources": row.lost_sources,
            }
            for row in analysis.headline
        ],
    }
