"""The pictures of an article: chains, answers along the text, the map of claims, the headline against the body."""

from __future__ import annotations

from dataclasses import dataclass

from builder import urls
from builder.model.article import Article
from builder.model.index import Index
from builder.model.site import Setting
from builder.views.frame import House
from builder.views.picture_answers import AnswersPicture, answers_picture
from builder.views.picture_chains import ChainsPicture, chains_picture, claim_chains
from builder.views.picture_desk import Desk
from builder.views.picture_headline import HeadlinePicture, headline_picture
from builder.views.picture_threads import MapPicture, map_picture

__all__ = ["Pictures", "claim_chains", "pictures"]


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of an article, each None where there is nothing to see; `style` leads to their style sheet."""

    style: str
    headline: HeadlinePicture | None
    chains: ChainsPicture | None
    answers: AnswersPicture | None
    map: MapPicture | None


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


STYLE = "assets/pictures.css"
"""The style sheet of the pictures."""
