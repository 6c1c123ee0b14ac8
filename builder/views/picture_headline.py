"""The picture of the headline against the body: what is careful and who is named here and there, as a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from builder import urls
from builder.draw.figure import Box, Shape, rectangle
from builder.draw.names import Speaker
from builder.draw.sheet import Tag
from builder.model.article import Assertion, HeadlineClaim, Hedge
from builder.views.picture_chains import SIGNS
from builder.views.picture_desk import Desk

State: TypeAlias = Literal["both", "body", "headline"]
"""Where something stands: in both, only in the body, only in the headline."""

WHERE = (56.0, 10.0)
"""Width and height of the small picture of where in the article a wording stands."""
LONGEST = 400
"""Code points of a wording that are shown; no headline has so many, and whoever wants more finds the passage."""
MOST = 12
"""How many wordings of a claim are shown, the first ones."""


class Piece(Struct, frozen=True):
    """Words of a wording; `href` leads to them in the article where they are careful."""

    words: str
    careful: bool = False
    href: str = ""


class Careful(Struct, frozen=True):
    """A careful word: its words, those that stand for it in the headline where they differ, and where it stands."""

    mark: str
    words: str
    instead: str
    state: State
    href: str


class Named(Struct, frozen=True):
    """A source, and where it stands."""

    speaker: Speaker
    state: State


class Wording(Struct, frozen=True):
    """One wording of a claim: where, in which words, which of them careful, who says it.

    careful, sources   compared with the headline; of the headline itself all are 'both'
    where              the article as a bar, and the mark in it
    """

    tag: Tag
    place: str
    paragraph: int
    where: tuple[Shape, Shape]
    pieces: tuple[Piece, ...]
    careful: tuple[Careful, ...]
    sources: tuple[Named, ...]


class HeadlineLine(Struct, frozen=True):
    """A claim of the headline: its wording there, and those of the body; how many `more` there are."""

    says: str
    href: str
    headline: Wording
    body: tuple[Wording, ...]
    more: int


class HeadlinePicture(Struct, frozen=True):
    """All claims of the headline; how many careful words and sources only the body has, only the headline has.

    That somebody said it is no source.

    language  of the article, where that is not the language of the interface, else ''
    """

    lines: tuple[HeadlineLine, ...]
    size: tuple[float, float]
    signs: tuple[str, ...]
    language: str
    more_careful: int
    more_sources: int


def headline_picture(desk: Desk) -> HeadlinePicture | None:
    """The headline of an article against its body; None where the body takes up nothing of it."""
    maker = _Wordings(desk)
    rows = [row for row in desk.article.analysis.headline if row.body]
    if not rows:
        return None
    lines = tuple(maker.line(row) for row in rows)
    more = {careful.mark for row in rows for careful in maker.compared(row) if careful.state == "body"}
    sources = {name for row in rows for wording in row.body for name in wording.sources if name not in row.sources}
    used = {named.speaker.ends for line in lines for item in (line.headline, *line.body) for named in item.sources}
    language = desk.article.about.language
    return HeadlinePicture(
        lines=lines,
        size=WHERE,
        signs=tuple(sign for sign in SIGNS if sign in used),
        language=language if language != desk.house.messages.language else "",
        more_careful=len(more),
        more_sources=sum(desk.speaker(name).ends != "unstated" for name in sources),
    )


class _Wordings:
    """Makes the wordings of one article."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.marks = {mark.id: mark for mark in desk.article.assertions}
        self.hedges = {hedge.id: hedge for hedge in desk.article.hedges}

    def line(self, row: HeadlineClaim) -> HeadlineLine:
        """A claim of the headline and its wordings."""
        headline = self.marks[row.mark]
        own = self._hedges(row.hedges)
        careful = [Careful(hedge.id, hedge.quote, "", "both", self._way(hedge.id)) for hedge in own]
        shown = self._wording(headline, careful, row.sources, None)
        body = []
        for wording in row.body[:MOST]:
            careful = list(self._compared(own, self._hedges(wording.hedges)))
            body.append(self._wording(self.marks[wording.mark], careful, wording.sources, row.sources))
        return HeadlineLine(
            self.desk.says(row.claim), self.desk.row(row.claim), shown, tuple(body), len(row.body) - len(body)
        )

    def compared(self, row: HeadlineClaim) -> Iterator[Careful]:
        """The careful words of all wordings of a claim, also those that are not shown, beside those of the headline."""
        for wording in row.body:
            yield from self._compared(self._hedges(row.hedges), self._hedges(wording.hedges))

    def _hedges(self, names: Iterable[str]) -> list[Hedge]:
        return [self.hedges[name] for name in names]

    def _way(self, mark: str) -> str:
        page = urls.article_page(self.desk.article.slug)
        return self.desk.house.href(self.desk.here, "articles", page, mark)

    def _compared(self, headline: Sequence[Hedge], body: Sequence[Hedge]) -> Iterator[Careful]:
        """The careful words of the body beside those of the headline: the same word first, then one of its type."""
        left = list(headline)
        found: dict[str, Hedge] = {}
        for same in (_same_words, _same_type):
            for hedge in body:
                partner = next((other for other in left if hedge.id not in found and same(hedge, other)), None)
                if partner:
                    found[hedge.id] = partner
                    left.remove(partner)
        for hedge in body:
            partner = found.get(hedge.id)
            instead = partner.quote if partner and not _same_words(partner, hedge) else ""
            yield Careful(hedge.id, hedge.quote, instead, "both" if partner else "body", self._way(hedge.id))
        for hedge in left:
            yield Careful(hedge.id, hedge.quote, "", "headline", self._way(hedge.id))

    def _wording(
        self, mark: Assertion, careful: Sequence[Careful], sources: Sequence[str], beside: Sequence[str] | None
    ) -> Wording:
        """A wording; `beside` are the sources of the headline, None for the headline itself."""
        against = sources if beside is None else beside
        named = [Named(self.desk.speaker(name), "both" if name in against else "body") for name in sources]
        named += [Named(self.desk.speaker(name), "headline") for name in against if name not in sources]
        return Wording(
            tag=self.desk.tag(mark),
            place=self.desk.place(mark.paragraph),
            paragraph=mark.paragraph,
            where=self._where(mark),
            pieces=tuple(self._pieces(mark)),
            careful=tuple(careful),
            sources=tuple(named),
        )

    def _where(self, mark: Assertion) -> tuple[Shape, Shape]:
        """The article as a bar, and the mark in it."""
        width, height = WHERE
        length = max(1, len(self.desk.article.text))
        start = width * mark.start / length
        end = width * mark.ranges[-1][1] / length
        stroke = max(3.0, end - start)
        return (
            rectangle(Box(0, height / 2 - 2, width, 4), "p-cell", 2),
            rectangle(Box(min(start, width - stroke), 0, stroke, height), "p-bar claim"),
        )

    def _pieces(self, mark: Assertion) -> Iterator[Piece]:
        """The words of a mark, cut where careful words that weaken it begin and end, and where they are too many."""
        text = self.desk.article.text
        room = LONGEST
        for number, (start, whole) in enumerate(mark.ranges):
            end = min(whole, start + room)
            room -= end - start
            if number:
                yield Piece(" … ")
            at = start
            for a, b, name in sorted(self._careful_in(mark, start, end)):
                if a >= at:
                    yield from (Piece(text[at:a]), Piece(text[a:b], True, self._way(name)))
                    at = b
            yield Piece(text[at:end])
            if end < whole:
                yield Piece(" …")
                return

    def _careful_in(self, mark: Assertion, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The careful words that weaken a mark and stand within a range."""
        for name in mark.hedges:
            if not self.hedges[name].is_booster:
                yield from ((a, b, name) for a, b in self.hedges[name].ranges if start <= a and b <= end)


def _same_words(one: Hedge, other: Hedge) -> bool:
    return one.quote.casefold() == other.quote.casefold()


def _same_type(one: Hedge, other: Hedge) -> bool:
    return one.type == other.type
