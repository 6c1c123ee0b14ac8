"""Looking up names that authors typed: claims, groups, sources."""

from __future__ import annotations

import re

from builder.diagnostics import Finding
from builder.model.bundle import WrittenArticle
from builder.model.placed import Placed, part
from builder.model.site import Setting
from builder.rules import claim_rules as rules
from builder.validate.hints import as_id, close, renamed


def claim_names(written: WrittenArticle) -> frozenset[str]:
    """The ids of the article's claims."""
    return written.claim_names


def group_names(written: WrittenArticle) -> frozenset[str]:
    """The names of the article's groups."""
    return frozenset(written.groups())


def check_claim(
    typed: Placed[str], file: str, written: WrittenArticle, setting: Setting, groups: bool = True
) -> list[Finding]:
    """Whether a claim (or, with `groups`, a group) of this article exists; claims of others are looked up later.

    `file` is the one it is typed in, as `WrittenArticle.place` calls it.
    """
    name, claims, all_groups = typed.value, claim_names(written), written.groups().keys()
    if name in claims or (groups and name in all_groups):
        return []
    article, _, own = name.rpartition("/")
    if article and article != written.slug:
        return []
    place = written.place(typed.span, file)
    if name in all_groups:
        return [rules.GROUP_IN_PLACE.at(place, group=name)]
    if article and own in claims:
        hint = f"it is a claim of this article: write '{own}'"
    elif name in setting.sources:
        hint = f"'{name}' is a source; a claim is needed here"
    else:
        hint = _declared(close(own, claims | all_groups if groups else claims), written)
    return [rules.CLAIM_UNKNOWN.at(place, hint, claim=name)]


def _declared(hint: str, written: WrittenArticle) -> str:
    """A hint with the line on which the name it proposes is declared."""
    name = hint.split("'")[1] if hint else ""
    for id_ in (*written.claims.claims, *written.claims.groups):
        if id_.value == name and written.claims_file:
            return f"{hint} (claims.yaml:{written.claims_file.position(id_.span.start)[0]})"
    return hint


def check_source(typed: Placed[str], file: str, written: WrittenArticle, setting: Setting) -> list[Finding]:
    """Whether a source exists; `file` is the one it is typed in, as `WrittenArticle.place` calls it."""
    name = typed.value
    if name in setting.sources:
        return []
    if now := renamed(name, ((source.id, source.former) for source in setting.sources.values())):
        hint = now
    elif name in claim_names(written):
        hint = f"'{name}' is a claim; a source is needed here"
    elif re.search(r"[\s,;<>+/]", name) and as_id(name) not in setting.sources:
        hint = "write one id; in a chain < stands between hops, and + between those who say it together"
    else:
        hint = close(name, setting.sources.keys())
    return [rules.SOURCE_UNKNOWN.at(written.place(typed.span, file), hint, source=name)]


def each_word(placed: Placed[str]) -> list[Placed[str]]:
    """The words of a value, each with its place where that can be told."""
    return [Placed(found[0], part(placed, *found.span())) for found in re.finditer(r"\S+", placed.value)]
