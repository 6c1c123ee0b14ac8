"""The words that stand inside the pictures: part of the layout, so chosen before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from builder.draw.answers import AnswerWords
from builder.draw.chains import ChainWords
from builder.draw.threads import ThreadWords


@dataclass(frozen=True, slots=True)
class PictureWords:
    """The words of one language.

    title             of the page that shows them, the article's in place of `{}`
    no_name, group    what stands after a source without a name
    plus              between those who speak together, and between origins
    through           before the hands a statement passed through, `{}` in their place
    part_of           after the name of a member of a house where others of it speak too
    times, unsaid     how often a claim is said, if more than once; that nobody says it
    careful           that a careful word stands with it each time
    """

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
    later: tuple[str, str]
    earlier: tuple[str, str]
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
        one, several = self.later if most > 0 else self.earlier
        low, high = sorted((abs(least), abs(most)))
        if low == high:
            return (one if high == 1 else several).format(high)
        return several.format(f"{low}–{high}")


WORDS = PictureWords(
    title="In pictures: {}",
    chains=ChainWords(
        reader="You",
        heads=("you read", "which has it from", "who has it from"),
        statements="statements",
    ),
    answers=AnswerWords(says="what is said", headline="headline", answers="who answers"),
    threads=ThreadWords(says="what is said", answers="who answers"),
    no_name="no name",
    group="a loose group",
    article="the article",
    plus="and",
    through="through {}",
    part_of="part of {}",
    times="said {} times",
    unsaid="taken up, said by nobody here",
    careful="with careful words",
    perhaps_same="perhaps the same as {}",
    headline="headline",
    paragraph="paragraph {}",
    same_paragraph="same paragraph",
    later=("{} paragraph later", "{} paragraphs later"),
    earlier=("{} paragraph earlier", "{} paragraphs earlier"),
    elsewhere="in another article",
)
