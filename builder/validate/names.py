"""Looking up names that authors typed: claims, groups, sources."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from builder.diagnostics import Finding
from builder.model.bundle import WrittenArticle
from builder.model.placed import Placed
from builder.model.site import Setting
from builder.rules import claim_rules as rules
from builder.source import Place, Span

NOWHERE = Span(0, 0)


def close(name: str, known: Collection[str]) -> str:
    """A hint that names the nearest known name, '' where none is near."""
    found = get_close_matches(name, sorted(known), 1, 0.6)
    return f"did you mean '{found[0]}'?" if found else ""


def claim_names(written: WrittenArticle) -> frozenset[str]:
    """The ids of the article's claims."""
    return frozenset(id_.value for id_ in written.claims.claims)


def group_names(written: WrittenArticle) -> frozenset[str]:
    """The names of the article's groups."""
    return frozenset(id_.value for id_ in written.claims.groups)


def check_claim(name: str, place: Place, written: WrittenArticle, groups: bool = True) -> list[Finding]:
    """Whether a claim (or, with `groups`, a group) of this article exists; claims of others are looked up later."""
    if "/" in name and not name.startswith(f"{written.slug}/"):
        return []
    known = claim_names(written)
    if name in known or (groups and name in group_names(written)):
        return []
    if name in group_names(written):
        return [rules.GROUP_IN_PLACE.at(place, group=name)]
    hint = _declared(close(name, known | group_names(written)), written)
    return [rules.CLAIM_UNKNOWN.at(place, hint, claim=name)]


def _declared(hint: str, written: WrittenArticle) -> str:
    """A hint with the line on which the name it proposes is declared."""
    name = hint.split("'")[1] if hint else ""
    for id_ in (*written.claims.claims, *written.claims.groups):
        if id_.value == name and written.claims_file:
            return f"{hint} (claims.yaml:{written.claims_file.position(id_.span.start)[0]})"
    return hint


def check_source(name: str, place: Place, setting: Setting) -> list[Finding]:
    """Whether a source exists."""
    if name in setting.sources:
        return []
    return [rules.SOURCE_UNKNOWN.at(place, close(name, setting.sources.keys()), source=name)]


def word_spans(placed: Placed[str]) -> list[tuple[str, Span]]:
    """The words of a value, each with its span where that can be told."""
    exact = placed.span.end - placed.span.start == len(placed.value)
    found, at = [], 0
    for word in placed.value.split():
        at = placed.value.index(word, at)
        start = placed.span.start + at
        found.append((word, Span(start, start + len(word)) if exact else placed.span))
        at += len(word)
    return found
