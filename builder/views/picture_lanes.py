"""The picture of where the marks stand, paragraph by paragraph, kind by kind."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from builder import urls
from builder.draw.answers import Cell
from builder.draw.lanes import Lane, Stand, across, down
from builder.model.article import Article, Hedge
from builder.model.document import Range
from builder.taxonomy import OWN_VOICE
from builder.views.kinds import KindView, kinds
from builder.views.picture_desk import Desk, Picture, picture

SIGNS = ("attribution", "hedge", "claim", "counter")
"""The kinds of marks that have a sign of their own."""


class LaneLine(Struct, frozen=True):
    """A kind of mark in the list: how many there are, and in which paragraphs, each with its words and its way."""

    kind: KindView
    sign: str
    count: int
    places: tuple[tuple[str, str], ...]


class LanesPicture(Struct, frozen=True):
    """Where the marks stand; the paragraph of the first answer that disputes, -1 where there is none."""

    picture: Picture
    lines: tuple[LaneLine, ...]
    first_answer: int


def lanes_picture(desk: Desk) -> LanesPicture | None:
    """Where the marks of an article stand; None where it has none."""
    article = desk.article
    if not any(True for _ in article.marks()):
        return None
    known = kinds(desk.house, desk.here, {})
    found = {name: _ranges(article, name) for name in known}
    shown = [name for name in known if found[name] or name in SIGNS]
    lanes = [Lane(known[name].letter, known[name].plural, _sign(name), _stands(article, found[name])) for name in shown]
    cells = paragraph_cells(desk)
    wide, narrow = (draw(cells, lanes, desk.words.headline) for draw in (across, down))
    return LanesPicture(
        picture=picture(wide, narrow, article.about.language, desk.house),
        lines=tuple(
            LaneLine(known[name], _sign(name), len(found[name]), _places(article, found[name], cells)) for name in shown
        ),
        first_answer=article.analysis.first_answer,
    )


def paragraph_cells(desk: Desk) -> list[Cell]:
    """The paragraphs of an article, the headline first."""
    page = urls.article_page(desk.article.slug)
    return [
        Cell(
            str(paragraph.number) if paragraph.number else "",
            paragraph.end - paragraph.start,
            desk.house.href(desk.here, "articles", page, paragraph.id),
            desk.place(paragraph.number),
        )
        for paragraph in desk.article.paragraphs
    ]


def _sign(kind: str) -> str:
    return "voice" if kind == OWN_VOICE.id else kind if kind in SIGNS else "site"


def _ranges(article: Article, kind: str) -> tuple[Range, ...]:
    """The first words of each mark of a kind; sure words are no careful ones."""
    if kind == OWN_VOICE.id:
        return article.own_voice
    marks = (mark for mark in article.marks() if mark.kind == kind)
    return tuple(mark.ranges[0] for mark in marks if not (isinstance(mark, Hedge) and mark.is_booster))


def _stands(article: Article, ranges: Iterable[Range]) -> tuple[Stand, ...]:
    return tuple(_stand(article, *each) for each in sorted(ranges))


def _stand(article: Article, start: int, end: int) -> Stand:
    at = article.paragraph_at(start)
    paragraph = article.paragraphs[at]
    length = max(1, paragraph.end - paragraph.start)
    return Stand(at, (start - paragraph.start) / length, (end - paragraph.start) / length)


def _places(article: Article, ranges: Iterable[Range], cells: list[Cell]) -> tuple[tuple[str, str], ...]:
    """The paragraphs that some ranges begin in, each once."""
    numbers = dict.fromkeys(article.paragraph_at(start) for start, _ in sorted(ranges))
    return tuple((cells[at].name, cells[at].href) for at in numbers)
