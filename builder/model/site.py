"""What all articles share, as readers get it: the site, its sources, its own kinds of marks."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, structs

from builder.taxonomy import BUILT_IN_SOURCES, MARK_KINDS

FAMILIES = ("home", "articles", "pictures", "claims", "sources", "glossary", "lessons", "pages", "search")
"""The families of pages that can be built."""


class Source(Struct, frozen=True):
    """Somebody or something that says things; '' or () where nothing is known."""

    id: str
    name: str
    kind: str
    about: str = ""
    url: str = ""
    also: tuple[str, ...] = ()
    part_of: str = ""
    perhaps_same_as: str = ""
    former: tuple[str, ...] = ()


BUILT_IN = tuple(Source(item.id, item.name, item.kind) for item in BUILT_IN_SOURCES)
"""The sources every site has."""


class SiteKind(Struct, frozen=True):
    """A kind of mark that a site adds; `letter` stands at its marks."""

    id: str
    letter: str
    name: str
    about: str
    test: str


class Limits(Struct, frozen=True):
    """How large an article may be."""

    article_bytes: int = 1_000_000
    marks: int = 20_000


class Site(Struct, frozen=True):
    """The site itself; `base_url` is '' where the author gave none.

    editor  what a link that opens a file in the author's editor looks like, '' where nobody said
    """

    title: str
    description: str = ""
    language: str = "en"
    base_url: str = ""
    contact: str = ""
    rights: str = ""
    families: tuple[str, ...] = FAMILIES
    kinds: tuple[SiteKind, ...] = ()
    limits: Limits = Limits()
    lexicon: tuple[tuple[str, tuple[str, ...]], ...] = ()
    editor: str = ""


class Setting(Struct, frozen=True):
    """What an article must know of its site to be understood; small, the same for every article.

    The letters of its kinds of marks, and the kinds of its sources, follow from the rest.
    """

    site: Site
    sources: Mapping[str, Source]
    letters: Mapping[str, str] = {}
    source_kinds: Mapping[str, str] = {}

    def __post_init__(self) -> None:
        letters = {kind.id: kind.letter for kind in MARK_KINDS} | {kind.id: kind.letter for kind in self.site.kinds}
        structs.force_setattr(self, "letters", letters)
        structs.force_setattr(self, "source_kinds", {source.id: source.kind for source in self.sources.values()})

    def source(self, id_: str) -> Source:
        """A source by its id."""
        return self.sources[id_]


def setting(site: Site, sources: Mapping[str, Source]) -> Setting:
    """The setting of a site, the built-in sources added."""
    return Setting(site, {source.id: source for source in BUILT_IN} | dict(sources))
