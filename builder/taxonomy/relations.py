"""How one claim stands to another."""

from __future__ import annotations

from collections.abc import Mapping

from builder.taxonomy.term import Term, by_id


class Relation(Term, frozen=True, kw_only=True):
    """How a claim answers, corrects or carries another.

    active, passive  the words between two claims in a sentence, the answer first and the answer last
    disputes         whether the claim it is about counts as answered, that is: disputed
    is_correction    whether the same speaker takes back what was said
    """

    active: str
    passive: str
    disputes: bool = False
    is_correction: bool = False


RELATIONS: tuple[Relation, ...] = (
    Relation(
        id="denies",
        label="says no",
        term="bare denial",
        active="says no to",
        passive="is answered with a no by",
        disputes=True,
        about="Somebody says that it is not so, and gives no reason. One word stands against another.",
        test="Does someone only say it is not so?",
        good="It says exactly which claim is meant, and comes from somebody who would know.",
        guessing="It is a no to “the allegations”, and you cannot tell to which of them. A no does not show that a "
        "claim is wrong.",
        examples=("The ministry denied the report.",),
        grounds="Argument Interchange Format (Chesñevar et al. 2006): conflict between claims; house category for a "
        "conflict without an argument",
    ),
    Relation(
        id="rebuts",
        label="says no, and why",
        term="rebutting",
        active="says no, with a reason, to",
        passive="is answered with a no and a reason by",
        disputes=True,
        about="Somebody argues for the opposite, with a reason of their own.",
        test="Does it argue the opposite?",
        good="The reason can be checked without believing either side.",
        guessing="The reason is about something slightly different, so that both sides talk past each other.",
        examples=("The plant is safe, the operator said: all twelve readings were below the limit.",),
        grounds="Pollock 1987 and Prakken 2010: rebutting",
    ),
    Relation(
        id="undermines",
        label="doubts the source",
        term="undermining",
        active="doubts the source of",
        passive="has its source doubted by",
        disputes=True,
        about="Somebody says that what the claim rests on is weak: the witness, the document, the video, the interest "
        "behind it. The claim itself may still be right.",
        test="Does it say the source or basis is bad?",
        good="It says what is wrong with this very source, in a way that can be checked.",
        guessing="It speaks only about who said it, and leaves you without a word on what was said.",
        examples=("The video was filmed two years earlier, the police said.",),
        grounds="Prakken 2010: undermining",
    ),
    Relation(
        id="undercuts",
        label="“yes, but it does not follow”",
        term="undercutting",
        active="accepts the facts, but not the step to",
        passive="is met with “yes, but it does not follow” by",
        disputes=True,
        about="The facts are accepted. What is refused is the step from the facts to the conclusion.",
        test="Are the facts accepted, the step refused?",
        good="It names the step, and what would be needed to make it.",
        guessing="You are told that it does not follow, but not why not.",
        examples=("Sales rose after the campaign, but they rise every spring.",),
        grounds="Pollock 1987 and Prakken 2010: undercutting",
    ),
    Relation(
        id="alternative",
        label="other explanation",
        term="alternative explanation",
        active="gives another explanation than",
        passive="is given another explanation by",
        disputes=True,
        about="The same facts are told with another cause or another purpose.",
        test="Same facts, other cause?",
        good="It explains at least as much as the first explanation, and could be tested against it.",
        guessing="It would fit any facts whatever, so that nothing could ever count against it.",
        examples=("The delay came from the snow, not from the new timetable, the railway said.",),
        grounds="Walton, Reed & Macagno 2008 (argument from cause, critical question on other causes); house category",
    ),
    Relation(
        id="context",
        label="adds something",
        term="context",
        active="adds something to",
        passive="has something added by",
        about="It widens the picture without saying that the claim is wrong: an earlier case, a larger number, another "
        "side of the story.",
        test="Can both be true?",
        good="With it, you would weigh the claim differently, and you can see why.",
        guessing="It sounds like an objection, but it leaves the claim exactly where it was.",
        examples=("The figure had been higher in each of the two years before.",),
        grounds="house category",
    ),
    Relation(
        id="corrects",
        label="takes it back",
        term="correction",
        active="takes back",
        passive="is taken back by",
        is_correction=True,
        about="Those who said it change or withdraw it themselves.",
        test="Does the same speaker change what was said?",
        good="It says what was wrong, what is right, and stands as visibly as the first version did.",
        guessing="The words change from one day to the next, and nobody says that they have changed.",
        examples=("The agency now says that 40 packets were affected, not 4,000.",),
        grounds="house category, after newsroom practice of publishing corrections",
    ),
    Relation(
        id="supports",
        label="gives a reason",
        term="support",
        active="gives a reason for",
        passive="is given a reason by",
        about="It is offered as a ground: because of this, the other claim should hold.",
        test="Could you put “because” between the two claims?",
        good="It can be checked by itself, and if it is right, the other claim becomes more likely.",
        guessing="It stands beside the claim as if it were a reason, but it only says the same in other words.",
        examples=("Two pumps failed in May, which is why the engineer calls the system worn out.",),
        grounds="Argument Interchange Format (Chesñevar et al. 2006): inference; Toulmin 1958: data",
    ),
    Relation(
        id="confirms",
        label="an independent source says so too",
        term="independent confirmation",
        active="says, from an independent source, the same as",
        passive="is also said by an independent source in",
        about="Somebody who has it from elsewhere says the same. Two ways lead to it instead of one.",
        test="Does a second source, which does not rely on the first, say so too?",
        good="You can see that the second source did not copy from the first.",
        guessing="Two names are given, and you cannot tell whether one of them heard it from the other.",
        examples=("The hospital’s own log gives the same time.",),
        grounds="house category, after the two-source rule of newsrooms",
    ),
    Relation(
        id="repeats",
        label="the same origin once more",
        term="repetition",
        active="repeats, from the same origin,",
        passive="is repeated, from the same origin, by",
        about="It is said again by others who have it from the same place. Ten repeats are still one source.",
        test="Follow both back: do they come out at the same place?",
        good="The repeat names the origin, so that nobody counts it twice.",
        guessing="Many outlets carry it, and it takes a search to see that all of them quote one report.",
        examples=("Three websites carried the agency’s report.",),
        grounds="house category; named as the opposite of independent confirmation",
    ),
)

RELATION_BY_ID: Mapping[str, Relation] = by_id(RELATIONS)
