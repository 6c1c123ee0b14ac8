"""The pictures of an article: where its marks stand, headline against body, answers along the text, chains, claims.

They have a page of their own; each is None where there is nothing to see.
"""

from __future__ import annotations

from msgspec import Struct

from builder import urls
from builder.model.article import Article
from builder.model.index import Index
from builder.model.site import Setting
from builder.views.frame import Frame, House, Link, frame
from builder.views.picture_answers import AnswersPicture, answers_picture
from builder.views.picture_chains import ChainsPicture, chains_picture, claim_chains
from builder.views.picture_desk import Desk
from builder.views.picture_headline import HeadlinePicture, headline_picture
from builder.views.picture_lanes import LanesPicture, lanes_picture
from builder.views.picture_threads import MapPicture, map_picture
from builder.views.picture_words import picture_words

__all__ = ["STYLE", "Pictures", "PicturesView", "claim_chains", "pictures", "pictures_view"]

STYLE = "assets/pictures.css"
"""The style sheet of the pictures."""


class Pictures(Struct, frozen=True):
    """The pictures of an article; `style` leads to their style sheet."""

    style: str
    lanes: LanesPicture | None
    headline: HeadlinePicture | None
    chains: ChainsPicture | None
    answers: AnswersPicture | None
    map: MapPicture | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see at all."""
        return not (self.lanes or self.headline or self.chains or self.answers or self.map)


class PicturesView(Struct, frozen=True):
    """The page of an article's pictures."""

    frame: Frame
    article: Link
    pictures: Pictures


def pictures(article: Article, setting: Setting, index: Index, house: House, here: str) -> Pictures:
    """The pictures of an article, for the page `here`."""
    desk = Desk(article, setting, index, house, here)
    return Pictures(
        style=urls.relative(here, STYLE),
        lanes=lanes_picture(desk),
        headline=headline_picture(desk),
        chains=chains_picture(desk),
        answers=answers_picture(desk),
        map=map_picture(desk),
    )


def pictures_view(article: Article, setting: Setting, index: Index, house: House) -> PicturesView:
    """The page of an article's pictures."""
    here = urls.pictures_page(article.slug)
    back = Link(
        article.title,
        house.href(here, "articles", urls.article_page(article.slug)),
        house.foreign(article.about.language),
    )
    crumbs = (Link(house.messages.gettext("Articles"), house.href(here, "home", urls.HOME)), back)
    about = article.about
    return PicturesView(
        frame(
            house,
            here,
            picture_words(house.messages).title.format(article.title),
            about.summary,
            crumbs=crumbs,
            language=about.language,
            section="articles",
        ),
        back,
        pictures(article, setting, index, house, here),
    )
