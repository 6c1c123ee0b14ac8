"""The pictures of an article: chains, answers along the text, the map of claims, the headline against the body.

They can stand on the article's page or on a page of their own; each is None where there is nothing to see.
"""

from __future__ import annotations

from dataclasses import dataclass

from builder import urls
from builder.model.article import Article
from builder.model.index import Index
from builder.model.site import Setting
from builder.views.frame import Frame, House, Link, frame
from builder.views.picture_answers import AnswersPicture, answers_picture
from builder.views.picture_chains import ChainsPicture, chains_picture, claim_chains
from builder.views.picture_desk import Desk
from builder.views.picture_headline import HeadlinePicture, headline_picture
from builder.views.picture_threads import MapPicture, map_picture

__all__ = ["STYLE", "Pictures", "PicturesView", "claim_chains", "pictures", "pictures_page", "pictures_view"]

STYLE = "assets/pictures.css"
"""The style sheet of the pictures."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of an article; `style` leads to their style sheet."""

    style: str
    headline: HeadlinePicture | None
    chains: ChainsPicture | None
    answers: AnswersPicture | None
    map: MapPicture | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see at all."""
        return not (self.headline or self.chains or self.answers or self.map)


@dataclass(frozen=True, slots=True)
class PicturesView:
    """The page of an article's pictures."""

    frame: Frame
    article: Link
    pictures: Pictures


def pictures_page(slug: str) -> str:
    """The page of the pictures of an article."""
    return f"articles/{slug}/pictures/index.html"


def pictures(article: Article, setting: Setting, index: Index, house: House, here: str) -> Pictures:
    """The pictures of an article, for the page `here`."""
    desk = Desk(article, setting, index, house, here)
    return Pictures(
        style=urls.relative(here, STYLE),
        headline=headline_picture(desk),
        chains=chains_picture(desk),
        answers=answers_picture(desk),
        map=map_picture(desk),
    )


def pictures_view(article: Article, setting: Setting, index: Index, house: House) -> PicturesView:
    """The page of an article's pictures."""
    here = pictures_page(article.slug)
    way = urls.relative(here, urls.article_page(article.slug))
    back = Link(article.title, way, house.foreign(article.about.language))
    crumbs = (Link(house.messages.gettext("Articles"), house.href(here, "home", urls.HOME)), back)
    about = article.about
    return PicturesView(
        frame(house, here, article.title, about.summary, crumbs=crumbs, language=about.language, section="articles"),
        back,
        pictures(article, setting, index, house, here),
    )
