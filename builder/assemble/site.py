"""The site and its sources out of what was written about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.assemble.claims import text
from builder.model.placed import Placed
from builder.model.site import FAMILIES, Limits, Site, SiteKind, Source
from builder.model.written import WrittenSite, WrittenSources

DEFAULT_TITLE = "Annotated articles"


def build_site(written: WrittenSite) -> Site:
    """The site."""
    limits = written.limits
    default = Limits()
    return Site(
        title=text(written.title) or DEFAULT_TITLE,
        description=text(written.description),
        language=text(written.language) or "en",
        base_url=text(written.base_url),
        contact=text(written.contact),
        rights=text(written.rights),
        families=_families(written),
        kinds=tuple(
            SiteKind(text(kind.id), text(kind.letter), text(kind.name), text(kind.about), text(kind.test))
            for kind in written.kinds
        ),
        limits=Limits(
            limits.article_bytes.value if limits and limits.article_bytes else default.article_bytes,
            limits.marks.value if limits and limits.marks else default.marks,
        ),
        lexicon=tuple((name.value, words_of(value)) for name, value in written.lexicon.items()),
        editor=text(written.editor),
    )


def _families(written: WrittenSite) -> tuple[str, ...]:
    """The families that are built: those that `pages:` names, else all.

    A search goes with all of them; beside only some of them it is built where `search:` asks for it. It is never built
    where there is nothing it could find.
    """
    named = {item.value for item in written.pages} & set(FAMILIES)
    chosen = (named or set(FAMILIES)) - {"search"}
    wanted = written.search.value if written.search else not named
    if wanted and chosen & {"articles", "claims", "sources"}:
        chosen.add("search")
    return tuple(family for family in FAMILIES if family in chosen)


def words_of(value: Placed[Any]) -> tuple[str, ...]:
    """The words under a name of `lexicon:`; anything that is no text is left out."""
    items = value.value if isinstance(value.value, tuple) else (value,)
    return tuple(item.value for item in items if isinstance(item.value, str) and item.value.strip())


def build_sources(written: WrittenSources) -> Mapping[str, Source]:
    """The sources by id."""
    return {
        id_.value: Source(
            id=id_.value,
            name=text(typed.name),
            kind=text(typed.kind),
            about=text(typed.about),
            url=text(typed.url),
            also=tuple(item.value for item in typed.also),
            part_of=text(typed.part_of),
            perhaps_same_as=text(typed.perhaps_same_as),
            former=tuple(item.value for item in typed.former),
        )
        for id_, typed in written.sources.items()
    }
