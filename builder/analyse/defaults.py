"""All defaults, resolved in one place: who introduces what, chains, scopes and owners, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.analyse import hedging
from builder.analyse.chains import ChainReason, chain
from builder.analyse.hedging import OwnerReason, Scope
from builder.analyse.introduce import Introduced, introductions
from builder.analyse.units import Unit
from builder.model.article import OWN, Chain
from builder.model.bundle import WrittenArticle
from builder.model.site import Setting
from builder.taxonomy import ARTICLE, HEDGE_TYPE_BY_ID


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the defaults decided, by number of unit.

    introduced   assertion -> how it is introduced
    introduces   attribution -> the assertions it introduces
    claims       assertion -> its claim
    chains       assertion or attribution -> its chain; `reasons` why, for assertions
    scopes       hedge -> what it weakens
    """

    units: tuple[Unit, ...]
    introduced: Mapping[int, Introduced]
    introduces: Mapping[int, tuple[int, ...]]
    claims: Mapping[int, str]
    chains: Mapping[int, Chain]
    reasons: Mapping[int, ChainReason]
    scopes: Mapping[int, Scope]

    def owner(self, hedge: Unit, type_: str) -> tuple[tuple[str, ...], OwnerReason]:
        """Who is being careful, and why: source ids, or ('article',)."""
        if typed := hedge.main.value("owner"):
            return (typed,), OwnerReason.OWNER
        if HEDGE_TYPE_BY_ID[type_].owner_default == ARTICLE.id:
            return (ARTICLE.id,), OwnerReason.TYPE
        return hedging.chain_of(hedge, self.units, self.chains).speakers, OwnerReason.SPEAKER


def resolve(written: WrittenArticle, units: tuple[Unit, ...], setting: Setting) -> Resolved:
    """Apply the defaults to the units of an article."""
    leaves = tuple(written.document.leaves())
    found = introductions(units, lambda leaf: leaves[leaf].paragraph)
    introduced = {item.assertion: item for item in found}
    introduces: dict[int, tuple[int, ...]] = {}
    for item in found:
        introduces[item.attribution] = (*introduces.get(item.attribution, ()), item.assertion)
    claims = {unit.number: (unit.refs or ("",))[0] for unit in units if unit.asserts}
    chains, reasons = _chains(units, introduced, written, setting)
    scopes = {unit.number: hedging.scope(unit, units, introduces, claims) for unit in units if unit.kind == "hedge"}
    return Resolved(units, introduced, introduces, claims, chains, reasons, scopes)


def _chains(
    units: Sequence[Unit], introduced: Mapping[int, Introduced], written: WrittenArticle, setting: Setting
) -> tuple[dict[int, Chain], dict[int, ChainReason]]:
    """The chain of every attribution and assertion, and why an assertion has its own."""
    kinds = setting.source_kinds
    typed = {id_.value: claim.chain.value for id_, claim in written.claims.claims.items() if claim.chain}
    chains: dict[int, Chain] = {}
    reasons: dict[int, ChainReason] = {}
    for unit in units:
        if unit.kind == "attribution":
            chains[unit.number] = chain(unit.main.value("source") or ARTICLE.id, kinds)
    for unit in units:
        if not unit.asserts:
            continue
        own, item = unit.main.value("source"), introduced.get(unit.number)
        if own is not None:
            chains[unit.number], reasons[unit.number] = chain(own, kinds), ChainReason.SOURCE
        elif item is not None:
            chains[unit.number], reasons[unit.number] = chains[item.attribution], ChainReason(item.why.value)
        elif unit.refs and unit.refs[0] in typed:
            chains[unit.number], reasons[unit.number] = chain(typed[unit.refs[0]], kinds), ChainReason.CLAIM
        else:
            chains[unit.number], reasons[unit.number] = OWN, ChainReason.ARTICLE
    return chains, reasons
