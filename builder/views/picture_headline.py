"""The picture of the headline against the body: what is careful and who is named here and there, as a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

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


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a wording; `href` leads to the note where they are careful, else ''."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Careful:
    """A careful word: its own words, those that stand for it in the headline where they differ, and where it stands."""

    words: str
    instead: str
    state: State
    href: str


@dataclass(frozen=True, slots=True)
class Named:
    """A source, and where it stands."""

    speaker: Speaker
    state: State


@dataclass(frozen=True, slots=True)
class Wording:
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


@dataclass(frozen=True, slots=True)
class HeadlineLine:
    """A claim of the headline: its wording there, and those of the body."""

    says: str
    href: str
    headline: Wording
    body: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class HeadlinePicture:
    """All claims of the headline; how many careful words and sources only the body has, only the headline has.

    language  of the article, where that is not the language of the interface, else ''
    """

    lines: tuple[HeadlineLine, ...]
    size: tuple[float, float]
    signs: tuple[str, ...]
    language: str
    more_careful: int
    less_careful: int
    more_sources: int


def headline_picture(desk: Desk) -> HeadlinePicture | None:
    """The headline of an article against its body; None where the body takes up nothing of it."""
    maker = _Wordings(desk)
    lines = tuple(maker.line(row) for row in desk.article.analysis.headline if row.body)
    if not lines:
        return None
    every = [wording for line in lines for wording in line.body]
    used = {named.speaker.ends for line in lines for item in (line.headline, *line.body) for named in item.sources}
    language = desk.article.about.language
    return HeadlinePicture(
        lines=lines,
        size=WHERE,
        signs=tuple(sign for sign in SIGNS if sign in used),
        language=language if language != desk.house.messages.language else "",
        more_careful=len({careful.href for item in every for careful in item.careful if careful.state == "body"}),
        less_careful=sum(_gone(line) for line in lines),
        more_sources=len({named.speaker for item in every for named in item.sources if _is_more(named)}),
    )


def _gone(line: HeadlineLine) -> int:
    """How many careful words of a headline's claim no wording of the body keeps."""
    gone = [{careful.href for careful in item.careful if careful.state == "headline"} for item in line.body]
    return len(set.intersection(*gone))


def _is_more(named: Named) -> bool:
    """Whether a source stands only in the body; that somebody said it is no source."""
    return named.state == "body" and named.speaker.ends != "unstated"


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
        shown = self._wording(headline, [Careful(h.quote, "", "both", self._way(h.id)) for h in own], row.sources, None)
        body = []
        for wording in row.body:
            careful = list(self._compared(own, self._hedges(wording.hedges)))
            body.append(self._wording(self.marks[wording.mark], careful, wording.sources, row.sources))
        return HeadlineLine(self.desk.says(row.claim), self.desk.row(row.claim), shown, tuple(body))

    def _hedges(self, names: Iterable[str]) -> list[Hedge]:
        return [self.hedges[name] for name in names]

    def _way(self, mark: str) -> str:
        return urls.relative(self.desk.here, urls.article_page(self.desk.article.slug), mark)

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
            yield Careful(hedge.quote, instead, "both" if partner else "body", self._way(hedge.id))
        for hedge in left:
            yield Careful(hedge.quote, "", "headline", self._way(hedge.id))

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
        """The words of a mark, cut where careful words that weaken it begin and end."""
        text = self.desk.article.text
        cuts = [(a, b, name) for name in mark.hedges for a, b in self.hedges[name].ranges if not self._booster(name)]
        for number, (start, end) in enumerate(mark.ranges):
            if number:
                yield Piece(" … ", "")
            at = start
            for a, b, name in sorted(cut for cut in cuts if start <= cut[0] and cut[1] <= end):
                if a >= at:
                    yield from (Piece(text[at:a], ""), Piece(text[a:b], self._way(name)))
                    at = b
            yield Piece(text[at:end], "")

    def _booster(self, name: str) -> bool:
        return self.hedges[name].is_booster


def _same_words(one: Hedge, other: Hedge) -> bool:
    return one.quote.casefold() == other.quote.casefold()


def _same_type(one: Hedge, other: Hedge) -> bool:
    return one.type == other.type
