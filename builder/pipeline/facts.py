"""What units ask of a site, and whether the answers are still the same.

A unit made with a watched content leaves behind the facts it asked for. Their digest, together with what every page
depends on, tells whether it would come out the same again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from builder.cache.digests import digest, digest_of, joined
from builder.model.article import Article
from builder.model.index import neighbour
from builder.model.watched import SOURCES, Fact, Watched, watched_index, watched_setting
from builder.pipeline.content import Content, Load

PAGES: Fact = ("pages", "")
"""The site's own pages and lessons."""

NOTHING = digest_of(None)

Digests = Mapping[str, bytes]
"""Of something of each article, by slug."""


class Facts:
    """Answers what is true of a content, as digests; `entries` and `articles` are those of its articles."""

    def __init__(self, content: Content, base: bytes, entries: Digests, articles: Digests) -> None:
        self.content = content
        house = content.house
        self.base = digest(b"unit", base, digest_of(house.site), digest_of((house.pages, house.has_lessons)))
        self.entries = entries
        self.articles = articles
        answers, sayings = _across(content)
        self.answers = {slug: digest_of(found) for slug, found in answers.items()}
        self.sayings = {slug: digest_of(found) for slug, found in sayings.items()}
        told = (digest_of(neighbour(entry)) for entry in content.index.order)
        self.neighbours = (NOTHING, *told, NOTHING)

    def digest(self, facts: Iterable[Fact]) -> bytes:
        """The digest of some facts, in their order, and of what all pages depend on."""
        return joined((self.base, *(self.one(fact) for fact in facts)))

    def one(self, fact: Fact) -> bytes:
        """The digest of a fact."""
        kind, name = fact
        return _DIGESTS[kind](self, name)


def _beside(facts: Facts, slug: str) -> bytes:
    place = facts.content.index.places.get(slug)
    return b"".join(facts.neighbours[place : place + 3 : 2]) if place is not None else b""


def _kin(facts: Facts, source: str) -> bytes:
    kin = facts.content.kin
    return digest_of((kin.parts.get(source), kin.same.get(source)))


def _targets(facts: Facts, address: str) -> bytes:
    found = facts.content.targets.get(address)
    return digest_of(found) if found else NOTHING


def _some(facts: Facts, places: str) -> bytes:
    start, stop = (int(place) for place in places.split(":"))
    return joined(facts.entries[entry.slug] for entry in facts.content.index.some(start, stop))


_DIGESTS: Mapping[str, Callable[[Facts, str], bytes]] = {
    "all": lambda facts, _: joined(facts.entries[entry.slug] for entry in facts.content.index.order),
    "answers": lambda facts, slug: facts.entries.get(slug, b"") + facts.answers.get(slug, NOTHING),
    "article": lambda facts, slug: facts.articles.get(slug, b""),
    "beside": _beside,
    "entry": lambda facts, slug: facts.entries.get(slug, b""),
    "kin": _kin,
    "page": lambda facts, address: digest_of(facts.content.pages.get(address)),
    "pages": lambda facts, _: digest_of(tuple(facts.content.pages.values())),
    "sayings": lambda facts, slug: facts.entries.get(slug, b"") + facts.sayings.get(slug, NOTHING),
    "size": lambda facts, _: digest(str(facts.content.index.size())),
    "some": _some,
    "source": lambda facts, id_: digest_of(facts.content.inputs.setting.sources.get(id_)),
    "sources": lambda facts, _: digest_of(facts.content.inputs.setting.sources),
    "targets": _targets,
    "uses": lambda facts, source: digest_of(facts.content.uses.get(source)),
}
"""How each kind of fact is told."""


def _across(content: Content) -> tuple[Mapping[str, object], Mapping[str, object]]:
    """What other articles answer to the claims of an article, and what they assert of them, by slug."""
    answers: dict[str, list[object]] = {}
    for (slug, claim), given in content.index.answers.items():
        answers.setdefault(slug, []).append((claim, given))
    sayings: dict[str, list[object]] = {}
    for (slug, claim), said in content.index.abroad.items():
        sayings.setdefault(slug, []).append((claim, said))
    return answers, sayings


def watched(content: Content, facts: set[Fact]) -> Content:
    """A content that notes in `facts` what is asked of it."""
    return replace(
        content,
        inputs=replace(content.inputs, setting=watched_setting(content.inputs.setting, facts)),
        index=watched_index(content.index, facts),
        pages=Watched(content.pages, facts, lambda page: ("page", page), PAGES),
        targets=Watched(content.targets, facts, lambda page: ("targets", page)),
        uses=Watched(content.uses, facts, lambda source: ("uses", source)),
        kin=replace(
            content.kin,
            parts=Watched(content.kin.parts, facts, lambda source: ("kin", source), SOURCES),
            same=Watched(content.kin.same, facts, lambda source: ("kin", source), SOURCES),
        ),
    )


def watched_load(load: Load, facts: set[Fact]) -> Load:
    """A way to articles that notes which were loaded."""

    def loaded(slug: str) -> Article:
        facts.add(("article", slug))
        return load(slug)

    return loaded
