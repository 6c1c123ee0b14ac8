"""The four kinds of marks, and the article's own voice, which is computed and never typed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from builder.taxonomy.term import Term, by_id


class Layer(Term, frozen=True, kw_only=True):
    """Something the reading page shows in the text: `letter` stands at it, `name` and `plural` head its lists."""

    letter: str
    name: str
    plural: str


class MarkKind(Layer, frozen=True, kw_only=True):
    """A kind of mark; `short` is the name authors may type for `id`."""

    short: str


MARK_KINDS: tuple[MarkKind, ...] = (
    MarkKind(
        id="attribution",
        short="a",
        letter="A",
        label="who says it",
        name="Who says it",
        plural="Who says it",
        term="attribution",
        about="The words that tell you whose statement this is: a source (“TASS journalists”) and the word that brings "
        "in what the source says (“alleging”).",
        test="Do these words tell you who says it, or that somebody does?",
        good="You could find the source and ask: there is a name, a post, a paper, a place or a date to start from.",
        guessing="You learn that somebody says it, but not enough to find them, or the trail passes through people who "
        "only heard it from others.",
        examples=(
            "the mayor said",
            "according to the report",
            "TASS journalists citing Russian law enforcement sources",
        ),
        grounds="PARC 3.0 (Pareti 2016) and the Penn Discourse Treebank (Prasad et al. 2008): source, cue, content",
    ),
    MarkKind(
        id="hedge",
        short="h",
        letter="H",
        label="careful word",
        name="Careful word",
        plural="Careful words",
        term="hedge",
        about="A word that stops short of a plain “it is so”. It tells you how firmly something is said. It does not "
        "tell you whether it is true.",
        test="Take the word out: does the sentence now promise more than before?",
        good="Something is not settled yet, and the word stands exactly at the part that is not settled.",
        guessing="You cannot tell who is being careful, over which words, or what they would need to know to drop the "
        "careful word.",
        examples=("allegedly", "may", "if verified", "some analysts"),
        grounds="CoNLL-2010 shared task (Farkas et al. 2010); Szeged uncertainty classes (Szarvas et al. 2012); "
        "Hyland 2005",
    ),
    MarkKind(
        id="claim",
        short="c",
        letter="C",
        label="what is said",
        name="What is said",
        plural="What is said",
        term="claim",
        about="What is said to be so, whoever says it. The same claim can be made several times, by different people, "
        "more and less carefully.",
        test="Could somebody answer these words with “that is not so”?",
        good="You can tell who says it, what it rests on, and what would have to be found out to settle it.",
        guessing="It is so broad that nobody could say what would count for it or against it.",
        examples=("the bridge was closed at noon", "an entire battalion … had defected"),
        grounds="Argument Interchange Format (Chesñevar et al. 2006): what is said, kept apart from the act of saying "
        "it",
    ),
    MarkKind(
        id="counter",
        short="x",
        letter="X",
        label="answer",
        name="Answer",
        plural="Answers",
        term="counter-claim",
        about="A claim that answers another claim: it says no, doubts the source, explains the facts another way or "
        "adds what was missing. An answer does not settle the matter, and a claim without an answer is not settled "
        "either.",
        test="Which claim does it answer? Can you point to it?",
        good="It stands near the claim, says which claim it means, and comes from somebody in a position to know.",
        guessing="It comes many paragraphs later, answers only a part, or you cannot tell which claim it means.",
        examples=("the ministry denied the report", "officials said the video was filmed two years earlier"),
        grounds="Argument Interchange Format (Chesñevar et al. 2006): conflict between claims; Prakken 2010",
    ),
)

MARK_KIND_BY_ID: Mapping[str, MarkKind] = by_id(MARK_KINDS)
MARK_KIND_BY_NAME: Mapping[str, MarkKind] = MappingProxyType(
    {name: kind for kind in MARK_KINDS for name in (kind.id, kind.short)}
)
"""The kinds by everything an author may type for them: the long name and the short one."""

OWN_VOICE = Layer(
    id="own-voice",
    letter="V",
    label="own voice",
    name="The article’s own voice",
    plural="The article’s own voice",
    term="monogloss",
    about="What the article says itself, with no source and no careful word. You have only the article’s word for it.",
    test="If somebody asked “who says so?”, would the answer be: only this article?",
    good="The reporter was there, did the sum or read the paper, or it is something nobody doubts, such as a date.",
    guessing="The sentence judges, explains or foresees something, and you cannot tell how the article knows it.",
    examples=("The situation remains highly contentious", "such desertions"),
    grounds="Appraisal theory (Martin & White 2005): monogloss, a statement that makes no room for other voices",
)
"""The article's own voice: a layer like a mark, but computed from the marks."""
