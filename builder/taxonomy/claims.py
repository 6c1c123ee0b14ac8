"""What an article offers for a claim, and how words can take up a claim without making it."""

from __future__ import annotations

from collections.abc import Mapping

from builder.taxonomy.term import Term, by_id

EVIDENCE: tuple[Term, ...] = (
    Term(
        id="incident",
        label="a particular event",
        term="incident",
        about="The article names something that happened, at a place and on a day.",
        test="Is there an event you could look up: what, where, when?",
        good="Place and date are exact enough to find other reports of the same event.",
        guessing="A single event is told, and it has to carry a claim about very many.",
        examples=("the closing of the Mill Lane bridge on 4 May",),
        grounds="Walton, Reed & Macagno 2008: argument from example",
    ),
    Term(
        id="witness",
        label="somebody who was there",
        term="witness",
        about="Somebody tells what they saw, heard or did themselves.",
        test="Did this person see or hear it themselves?",
        good="You learn where the witness stood and what could be seen from there.",
        guessing="You cannot tell whether they saw it or were told.",
        examples=("a driver who was first at the crossing",),
        grounds="Walton, Reed & Macagno 2008: argument from witness testimony",
    ),
    Term(
        id="document",
        label="a document",
        term="document",
        about="The article rests the claim on something written or recorded.",
        test="Is there a text, picture or recording that somebody could examine?",
        good="It is named well enough to be found, and quoted where it counts.",
        guessing="It is mentioned, but neither shown nor named so that it could be found.",
        examples=("the inspection report of March",),
        grounds="house category",
    ),
    Term(
        id="data",
        label="figures",
        term="data",
        about="The article rests the claim on counts or measurements.",
        test="Was something counted or measured?",
        good="It says who counted, what, when and how.",
        guessing="A figure stands alone, with nothing to compare it with.",
        examples=("12 of 40 samples",),
        grounds="Toulmin 1958: data; house category",
    ),
    Term(
        id="link",
        label="a link",
        term="link",
        about="The article links to the place it has the claim from.",
        test="Is there a link you can follow to the origin?",
        good="The link leads straight to the place that says so.",
        guessing="The link leads to another report that says the same, and no further.",
        examples=("a link to the published study",),
        grounds="house category",
    ),
    Term(
        id="none",
        label="nothing offered",
        term="no evidence given",
        about="The article gives nothing beyond somebody’s word. That says nothing about whether it is so.",
        test="Have you looked for an event, a witness, a document, figures and a link, and found none?",
        good="The claim is small and nobody doubts it.",
        guessing="The claim is large or in dispute, and you have only somebody’s word for it.",
        examples=("an entire battalion … had defected",),
        grounds="house category",
    ),
)

USES: tuple[Term, ...] = (
    Term(
        id="mention",
        label="taken up again",
        term="mention",
        about="Words like “these allegations” point back to what was said before. They do not say it once more.",
        test="Could you put “what was just said” in its place?",
        good="It is clear which claims are meant.",
        guessing="“These reports” may mean one claim or five, and you cannot tell which.",
        examples=("these allegations", "this narrative", "the reports"),
        grounds="Francis 1994 (labelling nouns); Schmid 2000 (shell nouns)",
    ),
    Term(
        id="granted",
        label="taken for a fact in passing",
        term="presupposition",
        about="Words like “such desertions” build on a claim as if it were settled, without stopping to say so.",
        test="Does the sentence only make sense if the claim is so?",
        good="The claim has been shown earlier, or nobody doubts it.",
        guessing="It was somebody’s careful statement a moment ago, and now it is simply the ground to stand on.",
        examples=("such desertions", "the issue of desertion"),
        grounds="Stalnaker 2002 (common ground, presupposition); Martin & White 2005: monogloss",
    ),
)

EVIDENCE_BY_ID: Mapping[str, Term] = by_id(EVIDENCE)
USE_BY_ID: Mapping[str, Term] = by_id(USES)
