"""The picture of answers: how far apart along the text a claim and its answers stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from msgspec import Struct

from builder.draw.answers import ACROSS, DOWN, Link, Reply, Spot, along
from builder.draw.sheet import Tag
from builder.model.article import Claim
from builder.taxonomy import RELATION_BY_ID
from builder.views.picture_desk import Desk, Picture, picture
from builder.views.picture_lanes import paragraph_cells

CARRIES = "supports"
"""The relation that is drawn like what a claim rests on."""


class AnswerLine(Struct, frozen=True):
    """An answer to a claim: by which passage, how, by whom, how much later, what it says."""

    tag: Tag
    how: str
    disputes: bool
    who: str
    later: str
    says: str


class ClaimAnswers(Struct, frozen=True):
    """A claim with its answers and with what it rests on."""

    tag: Tag
    says: str
    place: str
    answers: tuple[AnswerLine, ...]
    rests_on: tuple[tuple[Tag, str], ...]


class AnswersPicture(Struct, frozen=True):
    """The answers along the text.

    later      paragraphs from a claim to the answer that the caption tells of: the denial of the headline's first claim
               that has one, else the first answer, else the same of the first claim that is disputed at all
    is_denial, of_headline   which of these it is
    disputes   how many curves are drawn through; `others` how many are not; `carries` how many lead to a ground
    """

    picture: Picture
    claims: tuple[ClaimAnswers, ...]
    disputes: int
    others: int
    carries: int
    later: int
    is_denial: bool
    of_headline: bool


class _Told(Struct, frozen=True):
    """The answer that the caption tells of, and the claim it answers."""

    claim: str
    answer: str
    later: int
    is_denial: bool
    of_headline: bool

    def joins(self, link: Link) -> bool:
        """Whether a curve is the one between the two."""
        return link.kind == "disputes" and (link.start, link.end) == (self.claim, self.answer)


def answers_picture(desk: Desk) -> AnswersPicture | None:
    """The answers of an article; None where nothing answers and nothing rests on anything."""
    links = tuple(dict.fromkeys(_links(desk)))
    if not links:
        return None
    told = _told(desk)
    if told and told.later:
        links = tuple(replace(link, told=str(abs(told.later))) if told.joins(link) else link for link in links)
    named = {key for link in links for key in (link.start, link.end)}
    spots = sorted((_spot(desk, key) for key in named), key=lambda spot: (spot.cell, spot.share, spot.key))
    replying = {link.end for link in links if link.kind != "carries"}
    replies = [_reply(desk, spot.key) for spot in spots if spot.key in replying]
    cells = paragraph_cells(desk)
    words = desk.words.answers
    wide, narrow = (along(cells, spots, links, replies, words, columns) for columns in (ACROSS, DOWN))
    kinds = [link.kind for link in links]
    return AnswersPicture(
        picture=picture(wide, narrow, desk.article.about.language, desk.house),
        claims=tuple(_lines(desk, (spot.key for spot in spots), links)),
        disputes=kinds.count("disputes"),
        others=kinds.count("other"),
        carries=kinds.count("carries"),
        later=told.later if told else 0,
        is_denial=bool(told and told.is_denial),
        of_headline=bool(told and told.of_headline),
    )


def _links(desk: Desk) -> Iterator[Link]:
    """Every curve: from a claim to its answers, from grounds to what they carry."""
    for claim in desk.article.claims:
        for ground in claim.supported_by:
            if desk.first(ground) and desk.first(claim.id):
                yield Link(ground, claim.id, "carries")
        for answer in claim.answers:
            for target in answer.claims:
                if not desk.first(target) or not desk.first(claim.id):
                    continue
                if answer.how == CARRIES:
                    yield Link(claim.id, target, "carries")
                else:
                    yield Link(target, claim.id, "disputes" if RELATION_BY_ID[answer.how].disputes else "other")


def _spot(desk: Desk, key: str) -> Spot:
    mark = desk.first(key)
    assert mark is not None
    paragraph = desk.article.paragraphs[mark.paragraph]
    share = (mark.start - paragraph.start) / max(1, paragraph.end - paragraph.start)
    return Spot(key, desk.tag(mark), desk.says(key), mark.paragraph, share)


def _distances(desk: Desk, claim: Claim) -> tuple[int, ...]:
    """How many paragraphs lie between a claim and what it answers, grounds aside."""
    here = desk.first(claim.id)
    there = [desk.first(name) for answer in claim.answers if answer.how != CARRIES for name in answer.claims]
    return tuple(here.paragraph - mark.paragraph for mark in there if here and mark)


def _reply(desk: Desk, key: str) -> Reply:
    claim = desk.claims[key]
    hows = dict.fromkeys(desk.how(answer.how) for answer in claim.answers if answer.how != CARRIES)
    how, who = "; ".join(hows), desk.who(key)
    later = desk.words.distance(_distances(desk, claim))
    return Reply(key, how, who, later, claim.says)


def _lines(desk: Desk, keys: Iterable[str], links: Iterable[Link]) -> Iterator[ClaimAnswers]:
    """The claims as the list has them; those that nothing answers and that rest on nothing are left out."""
    answers: dict[str, dict[str, None]] = {}
    grounds: dict[str, dict[str, None]] = {}
    for link in links:
        if link.kind == "carries":
            grounds.setdefault(link.end, {})[link.start] = None
        else:
            answers.setdefault(link.start, {})[link.end] = None
    for key in keys:
        mark = desk.first(key)
        if mark and (key in answers or key in grounds):
            replies = tuple(_answer(desk, desk.claims[name], key) for name in answers.get(key, ()))
            yield ClaimAnswers(
                desk.tag(mark), desk.says(key), desk.place(mark.paragraph), replies, tuple(_grounds(desk, grounds, key))
            )


def _grounds(desk: Desk, grounds: Mapping[str, Iterable[str]], key: str) -> Iterator[tuple[Tag, str]]:
    for name in grounds.get(key, ()):
        mark = desk.first(name)
        if mark:
            yield desk.tag(mark), desk.says(name)


def _answer(desk: Desk, claim: Claim, key: str) -> AnswerLine:
    here, there = desk.first(claim.id), desk.first(key)
    assert here is not None
    assert there is not None
    hows = [answer.how for answer in claim.answers if key in answer.claims and answer.how != CARRIES]
    return AnswerLine(
        tag=desk.tag(here),
        how="; ".join(desk.how(how) for how in hows),
        disputes=any(RELATION_BY_ID[how].disputes for how in hows),
        who=desk.who(claim.id),
        later=desk.words.distance((here.paragraph - there.paragraph,)),
        says=claim.says,
    )


def _told(desk: Desk) -> _Told | None:
    """The answer that the caption tells of; None where nothing is disputed."""
    found = []
    for claim in desk.article.claims:
        mark = desk.first(claim.id)
        for item in claim.answered_by:
            if mark and item.disputes and desk.first(item.claim):
                told = _Told(claim.id, item.claim, item.paragraphs_later, item.how == "denies", mark.paragraph == 0)
                rank = (not told.of_headline, not told.is_denial, mark.start, abs(told.later), told.answer)
                found.append((rank, told))
    return min(found, key=lambda pair: pair[0])[1] if found else None
