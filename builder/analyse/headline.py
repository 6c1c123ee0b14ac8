"""What the headline asserts, hedges and attributes, compared with the body's wordings of the same claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.model.article import Assertion, BodyWording, Chain, HeadlineClaim, Hedge
from builder.taxonomy import ARTICLE


def compare(assertions: Sequence[Assertion], hedges: Sequence[Hedge]) -> tuple[HeadlineClaim, ...]:
    """Each assertion of the headline beside those of the body."""
    real = {hedge.id for hedge in hedges if not hedge.is_booster}
    by_claim: dict[str, list[Assertion]] = {}
    for mark in assertions:
        if mark.paragraph:
            by_claim.setdefault(mark.claim, []).append(mark)
    return tuple(_claim(mark, by_claim.get(mark.claim, []), real) for mark in assertions if not mark.paragraph)


def _claim(headline: Assertion, body: Sequence[Assertion], real: set[str]) -> HeadlineClaim:
    wordings = tuple(BodyWording(mark.id, _kept(mark, real), named(mark.chain)) for mark in body)
    own = _kept(headline, real)
    sources = named(headline.chain)
    lost = dict.fromkeys(hedge for wording in wordings for hedge in wording.hedges)
    absent = dict.fromkeys(s for wording in wordings for s in wording.sources if s not in sources)
    return HeadlineClaim(headline.id, headline.claim, own, sources, wordings, () if own else tuple(lost), tuple(absent))


def _kept(mark: Assertion, real: set[str]) -> tuple[str, ...]:
    return tuple(hedge for hedge in mark.hedges if hedge in real)


def named(chain: Chain) -> tuple[str, ...]:
    """The sources of a chain, the article aside."""
    return tuple(source for source in chain.sources if source != ARTICLE.id)


def ends(chains: Sequence[Chain]) -> Mapping[str, int]:
    """How many chains end named, unnamed and unstated."""
    return {end: sum(chain.ends == end for chain in chains) for end in ("named", "unnamed", "unstated")}
