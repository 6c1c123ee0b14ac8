"""The map of claims: who says what and who answers whom, in threads of what hangs together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from builder.draw import threads
from builder.draw.sheet import Tag
from builder.draw.stack import Group, Item, Origin, Relation
from builder.draw.threads import ThreadWords
from builder.model.article import Claim
from builder.taxonomy import ARTICLE, RELATION_BY_ID
from builder.views.picture_chains import SIGNS
from builder.views.picture_desk import Desk, Picture, picture


class ReplyLine(Struct, frozen=True):
    """An answer in the list: how it answers, and what."""

    how: str
    disputes: bool
    claims: tuple[tuple[Tag, str], ...]
    beyond: str


class SaidLine(Struct, frozen=True):
    """Something said, in the list."""

    tag: Tag
    says: str
    tail: str
    careful: bool
    replies: tuple[ReplyLine, ...]


class OriginLines(Struct, frozen=True):
    """What comes from the same origins, in the list."""

    origins: tuple[Origin, ...]
    said: tuple[SaidLine, ...]


class ThreadView(Struct, frozen=True):
    """A thread, drawn and as a list."""

    picture: Picture
    lines: tuple[OriginLines, ...]


class MapPicture(Struct, frozen=True):
    """The map: its threads, then what stands alone.

    claims    how many are no answers, `answered` of them are disputed; `answers` counts the others
    signs     those of the sources that speak
    """

    threads: tuple[ThreadView, ...]
    alone: tuple[OriginLines, ...]
    claims: int
    answered: int
    answers: int
    signs: tuple[str, ...]


def map_picture(desk: Desk) -> MapPicture | None:
    """The map of an article; None where nothing is said."""
    claims = sorted(desk.article.claims, key=lambda claim: _order(desk, claim.id))
    if not claims:
        return None
    linked = _components([claim.id for claim in claims], desk.claims)
    views: list[ThreadView] = []
    for names in linked:
        groups = _groups(desk, names)
        wide = threads.across(groups, desk.words.threads if not views else ThreadWords("", ""))
        views.append(
            ThreadView(
                picture(wide, threads.down(groups), desk.article.about.language, desk.house), _lines(desk, groups)
            )
        )
    together = {name for names in linked for name in names}
    alone = [claim.id for claim in claims if claim.id not in together]
    plain = [claim for claim in claims if not claim.answers]
    used = {desk.speaker(source).ends for source in desk.origins}
    return MapPicture(
        threads=tuple(views),
        alone=_lines(desk, _groups(desk, alone)),
        claims=len(plain),
        answered=sum(claim.disputed for claim in plain),
        answers=len(claims) - len(plain),
        signs=tuple(sign for sign in SIGNS if sign in used),
    )


def _order(desk: Desk, claim: str) -> tuple[int, str]:
    mark = desk.first(claim)
    return (mark.place if mark else 1_000_000), claim


def _components(names: Sequence[str], claims: Mapping[str, Claim]) -> list[list[str]]:
    """Claims that answers join, in their order; those that nothing joins are left out."""
    home = {name: name for name in names}

    def root(name: str) -> str:
        while home[name] != name:
            name = home[name]
        return name

    for name in names:
        for answer in claims[name].answers:
            for target in answer.claims:
                if target in home:
                    home[root(target)] = root(name)
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(root(name), []).append(name)
    return [members for members in found.values() if len(members) > 1]


def _groups(desk: Desk, names: Iterable[str]) -> list[Group]:
    """Claims by their origins, answers apart, in reading order."""
    found: dict[tuple[bool, tuple[tuple[str, ...], ...]], list[str]] = {}
    order = list(names)
    for name in order:
        key = (bool(desk.claims[name].answers), _origins(desk, name))
        found.setdefault(key, []).append(name)
    return [
        Group(
            tuple(_origin(desk, speakers) for speakers in origins),
            tuple(_item(desk, name) for name in members),
            order.index(members[0]),
            answers,
        )
        for (answers, origins), members in found.items()
    ]


def _origins(desk: Desk, claim: str) -> tuple[tuple[str, ...], ...]:
    """The independent origins of a claim: who speaks at the far end of each of its chains."""
    return tuple(dict.fromkeys(mark.chain.speakers for mark in desk.said.get(claim, ())))


def _origin(desk: Desk, speakers: tuple[str, ...]) -> Origin:
    return Origin(tuple(desk.speaker(source) for source in speakers), _kin(desk, speakers))


def _kin(desk: Desk, speakers: tuple[str, ...]) -> str:
    """To whom a single speaker belongs, where others of that house speak too; whom it may be."""
    if len(speakers) != 1:
        return ""
    source = desk.setting.source(speakers[0])
    relatives = {id_ for id_ in desk.origins if id_ != source.id and desk.setting.source(id_).part_of == source.part_of}
    if source.part_of and (source.part_of in desk.origins or relatives):
        return desk.words.part_of.format(desk.setting.source(source.part_of).name)
    if source.perhaps_same_as in desk.origins:
        return desk.words.perhaps_same.format(desk.setting.source(source.perhaps_same_as).name)
    return ""


def _item(desk: Desk, name: str) -> Item:
    claim = desk.claims[name]
    relations = tuple(_relation(desk, answer.how, answer.claims) for answer in claim.answers)
    mark = desk.first(name)
    label = desk.tag(mark).label if mark else ""
    tag = Tag(label, mark.kind if mark else "claim", desk.row(name), claim.says)
    tail = _tail(desk, name)
    leads = [f"{relation.how} {', '.join(_label(desk, key) for key in relation.targets)}" for relation in relations]
    marks = desk.said.get(name, ())
    careful = bool(marks) and all(desk.is_careful(mark) for mark in marks)
    return Item(name, tag, claim.says, tail, careful, relations, "; ".join(leads + [desk.words.careful] * careful))


def _label(desk: Desk, name: str) -> str:
    mark = desk.first(name)
    return desk.tag(mark).label if mark else desk.says(name)


def _relation(desk: Desk, how: str, names: Sequence[str]) -> Relation:
    term = RELATION_BY_ID[how]
    beyond = "; ".join(desk.says(name) for name in names if "/" in name)
    return Relation(
        desk.how(how),
        term.disputes,
        tuple(name for name in names if "/" not in name),
        f"{desk.words.elsewhere}: {beyond}" if beyond else "",
    )


def _tail(desk: Desk, claim: str) -> str:
    """How often a claim is said, and through whom it came."""
    marks = desk.said.get(claim, ())
    hands = dict.fromkeys(
        desk.joined(hop) for mark in marks for hop in mark.chain.hops[:-1] if hop != (ARTICLE.id,)
    )  # fmt: skip
    parts = [desk.words.times.format(len(marks))] if len(marks) > 1 else []
    parts += [desk.words.through.format(", ".join(hands))] if hands else []
    return "; ".join(parts) if marks else desk.words.unsaid


def _lines(desk: Desk, groups: Sequence[Group]) -> tuple[OriginLines, ...]:
    """Groups as a list says them."""
    return tuple(
        OriginLines(
            group.origins,
            tuple(
                SaidLine(item.tag, item.says, item.tail, item.careful, tuple(_reply(desk, r) for r in item.relations))
                for item in group.items
            ),
        )
        for group in sorted(groups, key=lambda group: group.first)
    )


def _reply(desk: Desk, relation: Relation) -> ReplyLine:
    claims = tuple((_tag(desk, name), desk.says(name)) for name in relation.targets)
    return ReplyLine(relation.how, relation.disputes, claims, relation.beyond)


def _tag(desk: Desk, name: str) -> Tag:
    mark = desk.first(name)
    return Tag(_label(desk, name), mark.kind if mark else "claim", desk.row(name), desk.says(name))
