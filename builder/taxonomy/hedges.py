"""The types of careful words, and how sure they leave a claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from builder.taxonomy.term import Term, by_id

DefaultOwner = Literal["article", "speaker"]


class HedgeType(Term, frozen=True, kw_only=True):
    """A type of careful word.

    owner_default    who is being careful where the author does not say: the article, or the last speaker of the chain
    counts_as_hedge  whether it weakens what is said; a booster does not
    """

    owner_default: DefaultOwner
    counts_as_hedge: bool = True


HEDGE_TYPES: tuple[HedgeType, ...] = (
    HedgeType(
        id="evidential",
        label="“someone said so”",
        term="evidential",
        owner_default="article",
        examples=("reportedly", "allegedly", "is said to"),
        about="The word tells you that this was heard from somebody, and that the writer passes it on without vouching "
        "for it. Often the somebody is not in the sentence.",
        test="Could you put “somebody says that” in its place?",
        good="Somebody is accused, nothing is decided yet, and the article says elsewhere who makes the accusation.",
        guessing="You look for the somebody and find no one, in this sentence or in any other.",
        grounds="Aikhenvald 2004 (reported evidentials); hearsay cues of CoNLL-2010 (Farkas et al. 2010)",
    ),
    HedgeType(
        id="modal",
        label="maybe-word",
        term="epistemic modal",
        owner_default="speaker",
        examples=("may", "might", "could"),
        about="A small verb or adverb that opens a door: it may be so, and it may not. It does not say how "
        "likely that is.",
        test="Does it mean “perhaps it is so”? (Not “is allowed to” and not “was able to”.)",
        good="Several outcomes are still open, and the article names the others too.",
        guessing="Only one of the things that may be so is named, and nothing tells you how likely it is.",
        grounds="CoNLL-2010 and Szeged: epistemic (Szarvas et al. 2012); Hyland 2005: hedges",
    ),
    HedgeType(
        id="plausibility",
        label="seems-word",
        term="plausibility",
        owner_default="speaker",
        examples=("seems", "suggests", "likely"),
        about="Somebody looks at signs and draws a conclusion: it looks that way. The conclusion goes a step further "
        "than the signs.",
        test="Is it a conclusion from something seen or measured, rather than the thing itself?",
        good="The signs stand beside it, so that you can judge the step yourself.",
        guessing="You read what it seems to be, but not what makes it seem so, or to whom.",
        grounds="CoNLL-2010; Szeged: epistemic cues of inference (Szarvas et al. 2012); Hyland 2005: evidential verbs",
    ),
    HedgeType(
        id="doxastic",
        label="belief word",
        term="doxastic",
        owner_default="speaker",
        examples=("believes", "fears", "expects"),
        about="The word reports what is in somebody’s mind: a belief, a fear, a hope. That somebody believes it can be "
        "true even where the belief is not.",
        test="Does it say what somebody thinks, rather than what is so?",
        good="You are told whose belief it is and what led them to it.",
        guessing="The belief has no owner (“it is believed”), or nobody says how the writer knows another’s thoughts.",
        grounds="Szeged: doxastic (Szarvas et al. 2012)",
    ),
    HedgeType(
        id="investigation",
        label="open question",
        term="investigation",
        owner_default="speaker",
        examples=("is examining whether", "it is unclear if", "the question of who"),
        about="Somebody is still looking into it, or the sentence leaves the question open. There is no answer yet.",
        test="Could you write it as a question that still waits for its answer?",
        good="You learn who is looking into it, and when an answer can be expected.",
        guessing="A question is raised and nobody is named who asks it or who is going to answer it.",
        grounds="Szeged: investigation (Szarvas et al. 2012)",
    ),
    HedgeType(
        id="conditional",
        label="only if",
        term="conditional",
        owner_default="speaker",
        examples=("if verified", "should it prove true", "provided that"),
        about="What follows is said only for one case. Without the “if” coming true, nothing has been said.",
        test="Does the rest stand only in case something else turns out to be so?",
        good="The condition is one that somebody can check, and the article says whether anybody has.",
        guessing="The “if” stands once, and later sentences go on as though it had been met.",
        grounds="Szeged: condition (Szarvas et al. 2012)",
    ),
    HedgeType(
        id="approximator",
        label="rough number",
        term="approximator",
        owner_default="speaker",
        examples=("about", "up to", "some units"),
        about="A number or an amount given roughly, or as a limit. “Up to 500” is also right for 5.",
        test="Would an exact number or amount make the word unnecessary?",
        good="Nobody can know the number exactly, and it is said who counted and how.",
        guessing="You cannot tell how rough it is: “some units” may be two or two hundred.",
        grounds="Prince, Frader & Bosk 1982 (approximators); Hyland 2005; Channell 1994 (vague quantities)",
    ),
    HedgeType(
        id="distancing",
        label="their word, not ours",
        term="distancing",
        owner_default="article",
        examples=("so-called", "what he describes as", "words in scare quotes"),
        about="The writer uses somebody else’s word for a thing and signals that the choice of word is theirs.",
        test="Does it say “this is what they call it”, and leave open whether the word fits?",
        good="The choice of word is itself in dispute, and you are told whose word it is.",
        guessing="You notice the distance, but nobody says what the writer would call it instead, or why.",
        grounds="Appraisal theory (Martin & White 2005): distance",
    ),
    HedgeType(
        id="disclaimer",
        label="not checked",
        term="disclaimer",
        owner_default="article",
        examples=("could not independently verify", "whether accurate or not", "has not been confirmed"),
        about="The writer says openly that this has not been checked or confirmed.",
        test="Does it tell you that nobody has checked this, or that it could not be checked?",
        good="It says what could not be checked, who tried, and stands next to the claim.",
        guessing="It covers a whole article at once, or you cannot tell which of many claims it is about.",
        grounds="house category, after newsroom practice of marking what could not be verified",
    ),
    HedgeType(
        id="vague",
        label="no one in particular",
        term="vague source, or weasel",
        owner_default="article",
        examples=("some say", "from some quarters", "critics"),
        about="People are mentioned, but so loosely that nobody in particular is meant. Two people would be enough, "
        "and so would two million.",
        test="If you wanted to ask them, would you know where to begin?",
        good="It sums up voices that the article then names one by one.",
        guessing="The loose group is all you get: not how many, not who, not where they said so.",
        grounds="CoNLL-2010: Wikipedia weasels (Farkas et al. 2010); Ganter & Strube 2009",
    ),
    HedgeType(
        id="booster",
        label="sure word",
        term="booster",
        owner_default="speaker",
        counts_as_hedge=False,
        examples=("clearly", "proved", "without doubt"),
        about="A word that turns the certainty up. It is the opposite of a careful word: it leaves less room for "
        "doubt, and it adds no reason.",
        test="Take the word out: does the sentence say the same thing, only more quietly?",
        good="The reason for being so sure stands beside it.",
        guessing="The sure word stands where you would expect the reason.",
        grounds="Hyland 2005: boosters",
    ),
)

HEDGE_TYPE_BY_ID: Mapping[str, HedgeType] = by_id(HEDGE_TYPES)

LEVELS: tuple[Term, ...] = (
    Term(
        id="probable",
        label="probably",
        term="probable (FactBank PR)",
        about="The speaker leans one way: more likely so than not.",
        test="Would it sound odd to go on with “but I think it is not so”?",
        good="You learn what makes it likely.",
        guessing="You cannot tell whether “likely” comes from counting, from experience or from a feeling.",
        examples=("probably", "is likely to", "appears to", "believes"),
        grounds="FactBank (Saurí & Pustejovsky 2009): PR",
    ),
    Term(
        id="possible",
        label="possibly",
        term="possible (FactBank PS)",
        about="The speaker leaves the door open: it can be so, and it can be otherwise.",
        test="Could you go on with “and it may also not be so” without a contradiction?",
        good="The other possibilities are named as well.",
        guessing="One possibility is told at length and the others not at all.",
        examples=("may", "could", "perhaps"),
        grounds="FactBank (Saurí & Pustejovsky 2009): PS",
    ),
    Term(
        id="uncommitted",
        label="not taking a side",
        term="uncommitted (FactBank U)",
        about="The speaker passes it on, or asks, and does not say whether it is so.",
        test="After this sentence, do you still not know which way the speaker leans?",
        good="The matter is open, and leaning either way would say more than anybody knows.",
        guessing="You cannot tell whether the speaker does not know, or knows and does not say.",
        examples=("reportedly", "is examining whether", "if verified"),
        grounds="FactBank (Saurí & Pustejovsky 2009): U",
    ),
)

LEVEL_BY_ID: Mapping[str, Term] = by_id(LEVELS)
