"""The words that stand inside the pictures: part of the layout, so chosen before anything is drawn."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from builder.draw.answers import AnswerWords
from builder.draw.chains import ChainWords
from builder.draw.threads import ThreadWords
from builder.text.messages import ENGLISH, Messages


class PictureWords(Struct, frozen=True):
    """The words of one language.

    messages          all that is said in it
    quoted            words of an article, `{}` in their place
    title             of the page that shows them, the article's in place of `{}`
    no_name, group    what stands after a source without a name
    plus              between those who speak together, and between origins
    through           before the hands a statement passed through, `{}` in their place
    part_of           after the name of a member of a house where others of it speak too
    times, unsaid     how often a claim is said, if more than once; that nobody says it
    careful           that a careful word stands with it each time
    """

    messages: Messages
    quoted: str
    title: str
    chains: ChainWords
    answers: AnswerWords
    threads: ThreadWords
    no_name: str
    group: str
    article: str
    plus: str
    through: str
    part_of: str
    times: str
    unsaid: str
    careful: str
    perhaps_same: str
    headline: str
    paragraph: str
    same_paragraph: str
    elsewhere: str

    def note(self, ends: str, kind: str) -> str:
        """What stands after the name of a source."""
        if ends != "unnamed":
            return ""
        return self.group if kind == "collective" else self.no_name

    def distance(self, distances: tuple[int, ...]) -> str:
        """How many paragraphs lie between claims and an answer: from the least to the most."""
        least, most = min(distances), max(distances)
        if least == most == 0:
            return self.same_paragraph
        if least < 0 < most:
            return f"{self.distance((least,))}, {self.distance((most,))}"
        low, high = sorted((abs(least), abs(most)))
        told, count = (f"{high}", high) if low == high else (f"{low}–{high}", max(high, 2))
        ngettext = self.messages.ngettext
        if most > 0:
            return ngettext("{} paragraph later", "{} paragraphs later", count).format(told)
        return ngettext("{} paragraph earlier", "{} paragraphs earlier", count).format(told)


@lru_cache(maxsize=4)
def picture_words(messages: Messages) -> PictureWords:
    """The words of a language."""
    _ = messages.gettext
    return PictureWords(
        messages=messages,
        quoted=_("“{}”"),
        title=_("In pictures: {}"),
        chains=ChainWords(
            reader=_("You"),
            heads=(_("you read"), _("which has it from"), _("who has it from")),
            statements=_("statements"),
        ),
        answers=AnswerWords(says=_("what is said"), headline=_("headline"), answers=_("who answers")),
        threads=ThreadWords(says=_("what is said"), answers=_("who answers")),
        no_name=_("no name"),
        group=_("a loose group"),
        article=_("the article"),
        plus=_("and"),
        through=_("through {}"),
        part_of=_("part of {}"),
        times=_("said {} times"),
        unsaid=_("taken up, said by nobody here"),
        careful=_("with careful words"),
        perhaps_same=_("perhaps the same as {}"),
        headline=_("headline"),
        paragraph=_("paragraph {}"),
        same_paragraph=_("same paragraph"),
        elsewhere=_("in another article"),
    )


WORDS = picture_words(ENGLISH)
"""The words of English."""
