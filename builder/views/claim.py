"""The page of a claim: what is said, by whom, on what grounds, and who answers it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder import urls
from builder.model.index import Asking, ClaimEntry, Entry, Index, Saying
from builder.model.site import Setting
from builder.taxonomy import RELATION_BY_ID
from builder.views.frame import Frame, House, Link, frame
from builder.views.parts import (
    ChainView,
    ClaimRef,
    SourceRef,
    TermRef,
    chain_view,
    evidence_ref,
    relation_ref,
    source_ref,
)
from builder.views.picture_chains import ChainsPicture, claim_chains
from builder.views.pictures import STYLE as PICTURES_STYLE


class SayingView(Struct, frozen=True):
    """One assertion: chain, words in their sentence, and the way there."""

    chain: ChainView
    before: str
    quote: str
    after: str
    paragraph: int
    href: str
    article: Link
    hedged: bool


class RelationView(Struct, frozen=True):
    """A relation to another claim, with who says that and where."""

    how: TermRef
    claim: ClaimRef
    article: Link
    disputes: bool
    arguable: str
    sayings: tuple[SayingView, ...]
    later: int | None


class Side(Struct, frozen=True):
    """Grounds on one side: independent origins (sources at the far end of chains), not voices.

    Who confirms a claim independently is an origin of it; who repeats it is not.
    """

    origins: tuple[SourceRef, ...]
    hands: int


class ClaimView(Struct, frozen=True):
    """Everything a claim's page says.

    chains  who stands between the reader and the origins of the claim; None where it is one chain
    style   the way to the style sheet of the picture
    """

    frame: Frame
    says: str
    article: Link
    row: str
    sayings: tuple[SayingView, ...]
    evidence: TermRef | None
    supported_by: tuple[ClaimRef, ...]
    supports: tuple[ClaimRef, ...]
    answered: tuple[RelationView, ...]
    answers: tuple[RelationView, ...]
    unanswered: bool
    own_side: Side
    other_side: Side
    chains: ChainsPicture | None
    style: str
    asked: tuple[tuple[SourceRef, str], ...]


def claim_view(entry: Entry, claim: ClaimEntry, index: Index, setting: Setting, house: House) -> ClaimView:
    """The page of a claim of an article."""
    here = urls.claim_page(entry.slug, claim.id)
    maker = _Maker(index, setting, house, here)
    sayings = maker.sayings(entry.slug, claim.id)
    given = index.answers_to(entry.slug, claim.id)
    answered = tuple(maker.relation(slug, id_, how, arguable, entry, claim) for slug, id_, how, arguable in given)
    disputed = index.is_disputed(entry.slug, claim.id)
    other = [saying for item in answered if item.disputes for saying in item.sayings]
    confirming = [saying for item in answered if item.how.id == "confirms" for saying in item.sayings]
    article = maker.article(entry.slug)
    crumbs = (Link(house.messages.gettext("Claims"), urls.relative(here, urls.CLAIMS)), article)
    return ClaimView(
        frame=frame(
            house,
            here,
            claim.says,
            f"{house.messages.gettext('“{}”').format(claim.says)} {entry.title}",
            crumbs=crumbs,
            language=entry.language,
            section="claims",
        ),
        says=claim.says,
        article=article,
        row=house.href(here, "articles", urls.article_page(entry.slug), f"claim-{claim.id}"),
        sayings=sayings,
        evidence=evidence_ref(house, here, claim.evidence),
        supported_by=tuple(maker.ref(entry.slug, name) for name in claim.supported_by),
        supports=tuple(maker.ref(entry.slug, c.id) for c in entry.claims if claim.id in c.supported_by),
        answered=tuple(sorted(answered, key=lambda item: (not item.disputes, item.later is None, item.later or 0))),
        answers=tuple(
            maker.relation(*maker.split(entry.slug, target), how, arguable, None, None)
            for how, target, arguable in entry.answers_of(claim.id)
        ),
        unanswered=claim.unanswered and not disputed,
        own_side=maker.side((*sayings, *confirming)),
        other_side=maker.side(other),
        chains=maker.chains(entry, claim.id),
        style=urls.relative(here, PICTURES_STYLE),
        asked=tuple((maker.source(item.source), item.reply) for item in _asked(entry.asked, claim.id)),
    )


def _asked(asked: Sequence[Asking], claim: str) -> Sequence[Asking]:
    return [item for item in asked if claim in item.about]


class _Maker:
    """Makes the parts of one claim's page."""

    def __init__(self, index: Index, setting: Setting, house: House, here: str) -> None:
        self.index = index
        self.setting = setting
        self.known = setting.sources
        self.house = house
        self.here = here

    def split(self, slug: str, name: str) -> tuple[str, str]:
        """Article and claim of a name as authors write it."""
        there, _, id_ = name.rpartition("/")
        return there or slug, id_

    def ref(self, slug: str, name: str) -> ClaimRef:
        """A claim by its name."""
        there, id_ = self.split(slug, name)
        foreign = self.house.foreign(self.index.entries[there].language)
        way = urls.relative(self.here, urls.claim_page(there, id_))
        return ClaimRef(name, self.index.says(there, id_), way, foreign)

    def article(self, slug: str) -> Link:
        """An article by its title."""
        entry = self.index.entries[slug]
        way = self.house.href(self.here, "articles", urls.article_page(slug))
        return Link(entry.title, way, self.house.foreign(entry.language))

    def source(self, id_: str) -> SourceRef:
        """A source by its id."""
        return source_ref(self.house, self.here, self.known[id_])

    def sayings(self, slug: str, claim: str) -> tuple[SayingView, ...]:
        """Every assertion of a claim, its own article's first."""
        return tuple(self._saying(where, saying) for where, saying in self.index.sayings_of(slug, claim))

    def _saying(self, slug: str, saying: Saying) -> SayingView:
        page = urls.article_page(slug)
        excerpt = saying.excerpt
        return SayingView(
            chain=chain_view(self.house, self.here, saying.chain, self.known),
            before=excerpt.before,
            quote=excerpt.quote,
            after=excerpt.after,
            paragraph=saying.paragraph,
            href=self.house.href(self.here, "articles", page, excerpt.mark),
            article=self.article(slug),
            hedged=saying.hedged,
        )

    def relation(
        self, slug: str, id_: str, how: str, arguable: str, entry: Entry | None, claim: ClaimEntry | None
    ) -> RelationView:
        """A relation to the claim `id_` of `slug`; with `entry` and `claim`, how much later it comes."""
        other = self.index.claims[slug, id_]
        same = entry is not None and entry.slug == slug
        return RelationView(
            how=relation_ref(self.house, self.here, how),
            claim=self.ref(slug, id_),
            article=self.article(slug),
            disputes=RELATION_BY_ID[how].disputes,
            arguable=arguable,
            sayings=self.sayings(slug, id_),
            later=other.first - claim.first if same and claim and min(other.first, claim.first) >= 0 else None,
        )

    def chains(self, entry: Entry, claim: str) -> ChainsPicture | None:
        """The chains of a claim as a picture, where there are several."""
        if len({saying.chain for _, saying in self.index.sayings_of(entry.slug, claim)}) < 2:
            return None
        return claim_chains(entry, claim, self.index, self.setting, self.house, self.here)

    def side(self, sayings: Sequence[SayingView]) -> Side:
        """The independent origins of some assertions: who speaks at the far end of their chains."""
        origins = dict.fromkeys(speaker for saying in sayings for speaker in saying.chain.hops[-1].speakers)
        return Side(tuple(origins), len(sayings))
