"""Chains: reading what authors type, and which chain an assertion has.

chain = hop ("<" hop)*     nearest the reader first
hop   = source ("+" source)*
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from builder.model.article import OWN, Chain, ChainEnd
from builder.taxonomy import ARTICLE, BUILT_IN_SOURCES, SOURCE_KIND_BY_ID


class ChainReason(StrEnum):
    """Why an assertion has the chain it has."""

    SOURCE = "source"
    """Its own source=."""
    NAMED = "named"
    """An attribution of its paragraph names its claim with ref=."""
    AFTER = "after"
    """It follows an attribution in its sentence."""
    AROUND = "around"
    """It stands around an attribution."""
    BEFORE = "before"
    """It stands before an attribution of its sentence that introduces nothing else."""
    CLAIM = "claim"
    """The claim's chain in claims.yaml."""
    ARTICLE = "article"
    """No attribution: the article itself."""


@lru_cache(maxsize=2_000)
def split(text: str) -> tuple[tuple[str, ...], ...]:
    """The hops of a chain as typed; empty names stay, so that they can be told."""
    return tuple(tuple(name.strip() for name in hop.split("+")) for hop in text.split("<"))


def chain(text: str, kinds: Mapping[str, str]) -> Chain:
    """The chain that a checked text names; `kinds` maps each source id to its kind."""
    hops = split(text)
    return OWN if hops == OWN.hops else Chain(hops, end_of(hops[-1], kinds))


def end_of(hop: tuple[str, ...], kinds: Mapping[str, str]) -> ChainEnd:
    """How a chain ends that ends with this hop: the best known of its speakers decides."""
    ends = {_end(source, kinds) for source in hop}
    for end in ("named", "unnamed", "unstated"):
        if end in ends:
            return end
    return "article"


_BUILT_IN = {item.id: item.kind for item in BUILT_IN_SOURCES}


def _end(source: str, kinds: Mapping[str, str]) -> ChainEnd:
    if source == ARTICLE.id:
        return "article"
    kind = SOURCE_KIND_BY_ID.get(kinds.get(source) or _BUILT_IN.get(source, ""))
    return kind.ends if kind else "unnamed"
