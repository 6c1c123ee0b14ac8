"""What the pictures of an article have in common: passages, sources and claims as they stand in a drawing."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder import urls
from builder.draw.figure import Drawing, mirrored
from builder.draw.names import Speaker
from builder.draw.sheet import Tag
from builder.model.article import Article, Assertion, Chain, Taking
from builder.model.index import Index
from builder.model.site import Setting
from builder.taxonomy import ARTICLE, RELATION_BY_ID
from builder.views.frame import House, direction
from builder.views.kinds import short
from builder.views.parts import source_ref
from builder.views.picture_words import picture_words


class Picture(Struct, frozen=True):
    """A picture in two widths: one is shown, by the room there is.

    language  of what is said in it, where that is not the language of the interface, else ''
    """

    wide: Drawing
    narrow: Drawing
    language: str


def picture(wide: Drawing, narrow: Drawing, language: str, house: House) -> Picture:
    """A picture of an article in some language: it runs the way that is written."""
    other = language if language != house.messages.language else ""
    if direction(language) == "rtl":
        return Picture(mirrored(wide), mirrored(narrow), other)
    return Picture(wide, narrow, other)


class Desk:
    """Where the pictures of one article are drawn, for the page `here`."""

    def __init__(self, article: Article, setting: Setting, index: Index, house: House, here: str) -> None:
        self.article = article
        self.setting = setting
        self.index = index
        self.house = house
        self.here = here
        self.words = picture_words(house.messages)
        self.claims = {claim.id: claim for claim in article.claims}
        self.said: dict[str, list[Assertion]] = {}
        for mark in article.assertions:
            self.said.setdefault(mark.claim, []).append(mark)
        self.origins = {source for mark in article.assertions for source in mark.chain.speakers}
        self.hedges = {hedge.id for hedge in article.hedges if not hedge.is_booster}
        self.taken: dict[str, Taking] = {}
        for taking in article.takings:
            for name in taking.claims:
                self.taken.setdefault(name, taking)

    def speaker(self, source: str) -> Speaker:
        """A source in a chain."""
        return speaker(self.setting, self.house, self.here, source)

    def hands(self, chain: Chain) -> tuple[tuple[Speaker, ...], ...]:
        """The hands of a chain, the article first."""
        hops = [hop for hop in chain.hops if hop != (ARTICLE.id,)]
        return ((self.speaker(ARTICLE.id),), *(tuple(self.speaker(source) for source in hop) for hop in hops))

    def first(self, claim: str) -> Assertion | Taking | None:
        """The mark that first says a claim; where none does, the first that takes it up."""
        return self.said[claim][0] if claim in self.said else self.taken.get(claim)

    def is_careful(self, mark: Assertion) -> bool:
        """Whether a careful word stands with it."""
        return any(hedge in self.hedges for hedge in mark.hedges)

    def tag(self, mark: Assertion | Taking) -> Tag:
        """A passage by its letter and number."""
        label = f"{self.setting.letters[mark.kind]}{mark.number}"
        way = self.house.href(self.here, "articles", urls.article_page(self.article.slug), mark.id)
        return Tag(label, mark.kind, way, self.words.quoted.format(short(mark.quote)))

    def row(self, claim: str) -> str:
        """The way to a claim's row on the article's page, or to its page where it is another article's."""
        slug, _, id_ = claim.rpartition("/")
        if slug:
            return self.house.href(self.here, "claims", urls.claim_page(slug, id_))
        return self.house.href(self.here, "articles", urls.article_page(self.article.slug), f"claim-{id_}")

    def says(self, claim: str) -> str:
        """What a claim says."""
        slug, _, id_ = claim.rpartition("/")
        return self.index.says(slug or self.article.slug, id_)

    def how(self, relation: str) -> str:
        """How a claim answers, by its plain label."""
        return self.words.messages.gettext(RELATION_BY_ID[relation].label)

    def who(self, claim: str) -> str:
        """Who says a claim where it is first said: those at the far end of the chain."""
        marks = self.said.get(claim, ())
        return self.joined(marks[0].chain.speakers) if marks else ""

    def joined(self, sources: Sequence[str]) -> str:
        """The names of some sources."""
        return f" {self.words.plus} ".join(self.speaker(source).name for source in sources)

    def place(self, paragraph: int) -> str:
        """A paragraph by its number."""
        return self.words.paragraph.format(paragraph) if paragraph else self.words.headline


def speaker(setting: Setting, house: House, here: str, source: str) -> Speaker:
    """A source in a chain."""
    ref, words = source_ref(house, here, setting.source(source)), picture_words(house.messages)
    if source == ARTICLE.id:
        return Speaker(ref.ends, words.article, "", "")
    return Speaker(ref.ends, ref.name, words.note(ref.ends, ref.kind_id), ref.href)
