"""What the headline asserts, hedges and attributes, compared with the body's wordings of the same claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.model.article import Assertion, BodyWording, Chain, HeadlineClaim
from builder.taxonomy import ARTICLE


def compare(assertions: Sequence[Assertion]) -> tuple[HeadlineClaim, ...]:
    """Each assertion of the headline beside those of the body."""
    by_claim: dict[str, list[Assertion]] = {}
    for mark in assertions:
        if mark.paragraph:
            by_claim.setdefault(mark.claim, []).append(mark)
    return tuple(_claim(mark, by_claim.get(mark.claim, [])) for mark in assertions if not mark.paragraph)


def _claim(headline: Assertion, body: Sequence[Assertion]) -> HeadlineClaim:
    wordings = tuple(BodyWording(mark.id, mark.hedges, named(mark.chain)) for mark in body)
    own = headline.hedges
    sources = named(headline.chain)
    lost = dict.fromkeys(hedge for wording in wordings for hedge in wording.hedges)
    absent = dict.fromkeys(s for wording in wordings for s in wording.sources if s not in sources)
    return HeadlineClaim(headline.id, headline.claim, own, sources, wordings, () if own else tuple(lost), tuple(absent))


def named(chain: Chain) -> tuple[str, ...]:
    """The sources of a chain, the article aside."""
    return tuple(source for source in chain.sources if source != ARTICLE.id)


def ends(chains: Sequence[Chain]) -> Mapping[str, int]:
    """How many chains end named, unnamed and unstated."""
    return {end: sum(chain.ends == end for chain in chains) for end in ("named", "unnamed", "unstated")}
