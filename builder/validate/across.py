"""What only all articles together can tell: whether what they name of each other is there, sources nobody names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from builder.diagnostics import Finding
from builder.model.index import Index
from builder.model.placed import Placed
from builder.model.site import BUILT_IN
from builder.rules import claim_rules, ledger_rules
from builder.source import Place, SourceFile
from builder.urls import is_device
from builder.validate.hints import close

_BUILT_IN = frozenset(source.id for source in BUILT_IN)

Reference = tuple[str, str, Place]
"""A claim of another article that is named: article, claim, where."""

Former = tuple[str, Place, str]
"""A name that something had before, the place where that is said, and the name it has now."""


class Declared(Struct, frozen=True, array_like=True):
    """A source as sources.yaml declares it: its id, and where; the sources that it says it belongs to."""

    id: str
    place: Place
    kin: tuple[str, ...] = ()


def check_references(found: Iterable[Reference], index: Index) -> Iterable[Finding]:
    """Whether the claims of other articles that are named exist."""
    for slug, claim, place in found:
        if slug not in index.entries:
            yield claim_rules.ARTICLE_UNKNOWN.at(place, close(slug, index.entries.keys()), article=slug)
        elif (slug, claim) not in index.claims:
            whole = f"{slug}/{claim}"
            own = [f"{slug}/{entry.id}" for entry in index.entries[slug].claims]
            yield claim_rules.CLAIM_UNKNOWN.at(place, close(whole, own), claim=whole)


def check_unused(declared: Collection[Declared], used: Collection[str]) -> Iterator[Finding]:
    """Sources that no article names, directly or as what another one belongs to."""
    known = {*used, *_BUILT_IN, *(other for source in declared for other in source.kin)}
    for source in declared:
        if source.id not in known:
            yield claim_rules.SOURCE_UNUSED.at(source.place, source=source.id)


def check_former(found: Iterable[Former], slugs: Collection[str], kind: str = "article") -> Iterator[Finding]:
    """Whether the addresses that things of a kind had before are free; `slugs` are the names they have now."""
    seen: set[str] = set()
    for slug, place, now in found:
        problem, hint = "", "take the name off former"
        if slug == now:
            problem = f"this {kind} still has it"
        elif is_device(slug):
            problem = "Windows keeps this name for a device"
        elif kind == "source" and slug in _BUILT_IN:
            problem = "every site has a source of this name"
        elif slug in slugs:
            problem, hint = f"{_a(kind)} has this name", ""
        elif slug in seen:
            problem, hint = f"another {kind} had it too", ""
        if problem:
            yield ledger_rules.FORMER_TAKEN.at(place, hint, slug=slug, problem=problem)
        seen.add(slug)


def former_names(typed: Sequence[Placed[str]], file: SourceFile, now: str) -> Iterator[Former]:
    """Names that something had before, each once; `now` is the one it has."""
    for name, first in {old.value: old for old in reversed(typed)}.items():
        yield name, file.place(first.span), now


def _a(kind: str) -> str:
    return f"an {kind}" if kind == "article" else f"a {kind}"
