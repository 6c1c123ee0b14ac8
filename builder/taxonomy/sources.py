"""Who can be a source, and how easily a reader could find them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from builder.taxonomy.term import Term, by_id

End = Literal["named", "unnamed", "unstated"]
"""How a chain ends: at a source with a name, at one without, or at nobody the text speaks of."""


class SourceKind(Term, frozen=True, kw_only=True):
    """A kind of source; `ends` says how a chain ends that ends with it."""

    ends: End


class BuiltInSource(Struct, frozen=True):
    """A source every site has; `name` reads in the middle of a sentence."""

    id: str
    name: str
    kind: str


SOURCE_KINDS: tuple[SourceKind, ...] = (
    SourceKind(
        id="person",
        label="a person",
        term="named person",
        ends="named",
        about="One human being with a name.",
        test="Is one person named?",
        good="Name, post and occasion are given: you can tell how this person would know.",
        guessing="There is a name, but you do not learn who that is or how they would know.",
        examples=("Mayor Lena Okafor", "Vladimir Putin"),
        grounds="PARC 3.0 (Pareti 2016): named source",
    ),
    SourceKind(
        id="organisation",
        label="an organisation",
        term="named organisation",
        ends="named",
        about="A government, company, party, court, club or agency that speaks as one body.",
        test="Does a body with a name speak, rather than one person?",
        good="It speaks about its own affairs, and you are told where it said so.",
        guessing="A whole body is said to speak, and you cannot tell who in it did.",
        examples=("the Ukrainian government", "the water company", "Moscow"),
        grounds="PARC 3.0 (Pareti 2016): named source",
    ),
    SourceKind(
        id="outlet",
        label="a news outlet",
        term="outlet",
        ends="named",
        about="A newspaper, agency, channel or website that reports what it or others found.",
        test="Is it a medium that publishes news?",
        good="It did the reporting itself and says how; or it says from whom it has it.",
        guessing="It is quoted as if it were the origin, although it only passes on what another said.",
        examples=("TASS", "the Harbour Courier"),
        grounds="house category: a hand that a report passes through",
    ),
    SourceKind(
        id="document",
        label="a document",
        term="document",
        ends="named",
        about="Something written or recorded: a report, a study, a contract, minutes, a data set, a video.",
        test="Could you hold it in your hand or open it on a screen?",
        good="Title, author and date are given, or a link: you can read it yourself.",
        guessing="“A document” is mentioned, and neither title nor place to find it.",
        examples=("the minutes of 4 May", "a study in a medical journal"),
        grounds="PARC 3.0 (Pareti 2016): sources that are texts",
    ),
    SourceKind(
        id="unnamed",
        label="somebody whose name is not given",
        term="unnamed source",
        ends="unnamed",
        about="The newsroom could know who this is, but you are not told.",
        test="Is somebody in particular meant, without a name?",
        good="You learn why there is no name, and how this person would know.",
        guessing="Neither the reason for leaving out the name nor the person’s way of knowing is given.",
        examples=("a senior official", "Russian law enforcement sources", "a person close to the talks"),
        grounds="newsroom practice on unnamed sources; PARC 3.0 (Pareti 2016): unnamed source",
    ),
    SourceKind(
        id="collective",
        label="a loose group",
        term="collective source",
        ends="unnamed",
        about="A group without edges. Even the newsroom could not list who belongs to it.",
        test="Could nobody write down the list of those who are meant?",
        good="The article goes on to name some of them, or gives a survey that counted.",
        guessing="You do not learn how many they are, or where any of them said so.",
        examples=("some analysts", "critics", "international observers"),
        grounds="CoNLL-2010: Wikipedia weasels (Farkas et al. 2010); Ganter & Strube 2009",
    ),
    SourceKind(
        id="unstated",
        label="somebody, not said who",
        term="unstated source",
        ends="unstated",
        about="The words tell you that somebody said it, and nothing about who.",
        test="Is it clear that somebody says it, while no source stands in the text?",
        good="The sentence before or after says who it was.",
        guessing="You read to the end and still do not know who said it.",
        examples=("reportedly", "it is claimed", "statements attributed to"),
        grounds="Penn Discourse Treebank (Prasad et al. 2008): arbitrary source",
    ),
)

SOURCE_KIND_BY_ID: Mapping[str, SourceKind] = by_id(SOURCE_KINDS)

UNSTATED = BuiltInSource(id="unstated", name="somebody, not said who", kind="unstated")
ARTICLE = BuiltInSource(id="article", name="the article", kind="document")
BUILT_IN_SOURCES: tuple[BuiltInSource, ...] = (UNSTATED, ARTICLE)
"""Sources no author enters; they may stand in one chain more than once."""
