"""The picture of chains: who stands between the reader and the origin."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder import urls
from builder.draw import chains
from builder.draw.chains import Branch, Way
from builder.draw.names import Speaker
from builder.draw.sheet import Tag
from builder.model.index import Entry, Index, Saying
from builder.model.site import Setting
from builder.taxonomy import ARTICLE
from builder.views.frame import House
from builder.views.picture_desk import Desk, Picture, picture, speaker
from builder.views.picture_words import picture_words

SIGNS = ("named", "unnamed", "unstated", ARTICLE.id)
"""The signs of sources, in the order of the key."""


class ChainsPicture(Struct, frozen=True):
    """The chains as one tree; how many statements there are, and where they end; the signs that need a word."""

    picture: Picture
    tree: tuple[Branch, ...]
    total: int
    own: int
    named: int
    unnamed: int
    unstated: int
    signs: tuple[str, ...]


def chains_picture(desk: Desk) -> ChainsPicture | None:
    """The chains of an article; None where nobody says anything."""
    found: dict[tuple[tuple[Speaker, ...], ...], list[Tag]] = {}
    for mark in desk.article.assertions:
        found.setdefault(desk.hands(mark.chain), []).append(desk.tag(mark))
    ways = [Way(hands, tuple(tags)) for hands, tags in found.items()]
    language = desk.article.about.language
    return _picture(ways, [mark.chain.ends for mark in desk.article.assertions], language, desk.house)


def claim_chains(
    entry: Entry, claim: str, index: Index, setting: Setting, house: House, here: str
) -> ChainsPicture | None:
    """The chains of one claim of an article, those of other articles that say it too; None where nobody says it."""
    sayings = [(index.entries[slug], saying) for slug, saying in index.sayings_of(entry.slug, claim)]
    words = picture_words(house.messages)
    found: dict[tuple[tuple[Speaker, ...], ...], list[Tag]] = {}
    for where, saying in sayings:
        name = words.article if where.slug == entry.slug else where.title
        article = Speaker(ARTICLE.id, name, "", house.href(here, "articles", urls.article_page(where.slug)))
        hops = [hop for hop in saying.chain.hops if hop != (ARTICLE.id,)]
        hands = tuple(tuple(speaker(setting, house, here, source) for source in hop) for hop in hops)
        found.setdefault(((article,), *hands), []).append(_place(where, saying, house, here))
    ways = [Way(hands, tuple(tags)) for hands, tags in found.items()]
    return _picture(ways, [saying.chain.ends for _, saying in sayings], entry.language, house)


def _place(entry: Entry, saying: Saying, house: House, here: str) -> Tag:
    """A saying by its paragraph."""
    words = picture_words(house.messages)
    label = words.paragraph.format(saying.paragraph) if saying.paragraph else words.headline
    way = house.href(here, "articles", urls.article_page(entry.slug), saying.excerpt.mark)
    return Tag(label, "place", way, words.quoted.format(saying.excerpt.quote))


def _picture(ways: list[Way], ends: Sequence[str], language: str, house: House) -> ChainsPicture | None:
    if not ways:
        return None
    words = picture_words(house.messages).chains
    used = {one.ends for way in ways for hand in way.hands for one in hand}
    return ChainsPicture(
        picture=picture(chains.across(ways, words), chains.down(ways, words), language, house),
        tree=chains.tree(ways),
        total=len(ends),
        own=ends.count("article"),
        named=ends.count("named"),
        unnamed=ends.count("unnamed"),
        unstated=ends.count("unstated"),
        signs=tuple(sign for sign in SIGNS if sign in used),
    )
