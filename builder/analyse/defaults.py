"""All defaults, resolved in one place: who introduces what, chains, scopes and owners, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from builder.analyse.chains import ChainReason, chain
from builder.analyse.hedging import OwnerReason, Scope, Surroundings
from builder.analyse.introduce import Introduced, introductions
from builder.analyse.units import Unit
from builder.model.article import OWN, Chain
from builder.model.bundle import WrittenArticle
from builder.model.document import Leaf, Range
from builder.model.site import Setting
from builder.taxonomy import ARTICLE, HEDGE_TYPE_BY_ID
from builder.text.find import nearest


class Resolved(Struct, frozen=True):
    """What the defaults decided, by number of unit.

    introduced   assertion -> how it is introduced
    introduces   attribution -> the assertions it introduces
    claims       assertion -> its claim
    chains       assertion, attribution or hedge -> its chain; `reasons` why, for assertions
    scopes       hedge -> what it weakens
    words        hedge -> the words that its author named with scope=
    """

    units: tuple[Unit, ...]
    introduced: Mapping[int, Introduced]
    introduces: Mapping[int, tuple[int, ...]]
    claims: Mapping[int, str]
    chains: Mapping[int, Chain]
    reasons: Mapping[int, ChainReason]
    scopes: Mapping[int, Scope]
    words: Mapping[int, Range]

    def owner(self, hedge: Unit, type_: str) -> tuple[tuple[str, ...], OwnerReason]:
        """Who is being careful, and why: source ids, or ('article',)."""
        if typed := hedge.main.value("owner"):
            return (typed,), OwnerReason.OWNER
        if HEDGE_TYPE_BY_ID[type_].owner_default == ARTICLE.id:
            return (ARTICLE.id,), OwnerReason.TYPE
        return self.chains[hedge.number].speakers, OwnerReason.SPEAKER


def resolve(written: WrittenArticle, units: tuple[Unit, ...], setting: Setting) -> Resolved:
    """Apply the defaults to the units of an article."""
    leaves = written.document.leaves()
    groups = written.groups()
    typed = _typed_chains(units, setting)
    found = introductions(units, lambda leaf: leaves[leaf].paragraph, groups)
    introduced = {item.assertion: item for item in found if _fits(item, typed)}
    introduces: dict[int, tuple[int, ...]] = {}
    for item in introduced.values():
        introduces[item.attribution] = (*introduces.get(item.attribution, ()), item.assertion)
    hedges = [unit for unit in units if unit.kind == "hedge"]
    words = _words(hedges, leaves, written.document.text)
    around = Surroundings(units, introduced.values(), groups)
    chains, reasons = _chains(units, typed, introduced, written, setting)
    return Resolved(
        units=units,
        introduced=introduced,
        introduces=introduces,
        claims={unit.number: unit.claim for unit in units if unit.asserts},
        chains=chains | {unit.number: around.chain(unit, chains) for unit in hedges},
        reasons=reasons,
        scopes={unit.number: around.scope(unit, words.get(unit.number)) for unit in hedges},
        words=words,
    )


def _typed_chains(units: Sequence[Unit], setting: Setting) -> dict[int, Chain]:
    """The chains typed with source=, by number of attribution or assertion; an attribution without one is our own."""
    typed: dict[int, Chain] = {}
    for unit in units:
        source = unit.main.value("source")
        if unit.kind == "attribution" or (unit.asserts and source is not None):
            typed[unit.number] = chain(source or ARTICLE.id, setting.source_kinds)
    return typed


def _fits(item: Introduced, typed: Mapping[int, Chain]) -> bool:
    """Whether an assertion's own source=, if it has one, leaves room for its attribution.

    Where the two chains share no source, the author has said that somebody else says it.
    """
    own = typed.get(item.assertion)
    return own is None or not set(own.sources).isdisjoint(typed[item.attribution].sources)


def _chains(
    units: Sequence[Unit],
    typed: Mapping[int, Chain],
    introduced: Mapping[int, Introduced],
    written: WrittenArticle,
    setting: Setting,
) -> tuple[dict[int, Chain], dict[int, ChainReason]]:
    """The chain of every attribution and assertion, and why an assertion has its own."""
    of_claims = {id_.value: claim.chain.value for id_, claim in written.claims.claims.items() if claim.chain}
    chains: dict[int, Chain] = dict(typed)
    reasons: dict[int, ChainReason] = {}
    for unit in units:
        number = unit.number
        if not unit.asserts:
            continue
        if number in typed:
            reasons[number] = ChainReason.SOURCE
        elif item := introduced.get(number):
            chains[number], reasons[number] = typed[item.attribution], ChainReason(item.why.value)
        elif unit.claim in of_claims:
            chains[number] = chain(of_claims[unit.claim], setting.source_kinds)
            reasons[number] = ChainReason.CLAIM
        else:
            chains[number], reasons[number] = OWN, ChainReason.ARTICLE
    return chains, reasons


def _words(hedges: Iterable[Unit], leaves: Sequence[Leaf], text: str) -> dict[int, Range]:
    """The words that hedges name with scope=, those nearest to the hedge in its block."""
    found: dict[int, Range] = {}
    for unit in hedges:
        leaf = leaves[unit.first.leaf]
        words = unit.main.value("scope") or ""
        place = nearest(text[leaf.start : leaf.end], words, unit.start - leaf.start) if words else None
        if place is not None:
            found[unit.number] = (leaf.start + place.start, leaf.start + place.end)
    return found
