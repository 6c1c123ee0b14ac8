"""How what is said is brought in: the form it takes and what the cue adds."""

from __future__ import annotations

from collections.abc import Mapping

from builder.taxonomy.term import Term, by_id

FORMS: tuple[Term, ...] = (
    Term(
        id="direct",
        label="word for word",
        term="direct speech",
        about="The words stand in quotation marks: these are meant to be the speaker’s own.",
        test="Is all of what is said in quotation marks?",
        good="The exact words matter, and enough of them are quoted to see what was meant.",
        guessing="The quotation is so short, or so far from its occasion, that it could have meant several things.",
        examples=("“I saw nobody on the bridge,” she said.",),
        grounds="Leech & Short 1981; Pareti 2012: direct",
    ),
    Term(
        id="indirect",
        label="in the writer’s words",
        term="indirect speech",
        about="The writer tells you in other words what somebody said. The choice of words is the writer’s.",
        test="Is it told with “that” or “to”, without quotation marks?",
        good="It is shorter and clearer than the quotation, and means the same.",
        guessing="You cannot tell which words are the speaker’s and which the writer’s.",
        examples=("She said that she had seen nobody.",),
        grounds="Leech & Short 1981; Pareti 2012: indirect",
    ),
    Term(
        id="mixed",
        label="partly word for word",
        term="mixed speech",
        about="The writer’s sentence, with some words of the speaker in quotation marks.",
        test="Is only a part in quotation marks?",
        good="The quoted words are the ones that matter, and the rest is told fairly.",
        guessing="One or two quoted words are all you get, and you cannot see what stood around them.",
        examples=("She called the plan “a gift to drivers”.",),
        grounds="Pareti 2012: mixed",
    ),
    Term(
        id="summary",
        label="only the topic",
        term="report of a speech act",
        about="You learn that somebody spoke, and about what, but not what they said about it.",
        test="Do you know the topic, but not the statement?",
        good="The statement itself is of no importance here, or follows in the next sentence.",
        guessing="You would like to know what was said, and the topic is all there is.",
        examples=("He has repeatedly addressed the issue of desertion.", "They discussed the budget."),
        grounds="Leech & Short 1981: narrative report of speech acts; Semino & Short 2004",
    ),
)

STANCES: tuple[Term, ...] = (
    Term(
        id="neutral",
        label="neutral",
        term="neutral cue",
        about="The word says that something was said, and nothing more.",
        test="Would both sides of a dispute accept this word for what they did?",
        good="Almost always: “said” leaves the judgement to you.",
        guessing="What was said sounds odd or in doubt, and nothing tells you whether anyone asked back.",
        examples=("said", "told", "according to"),
        grounds="Thompson & Ye 1991: non-factive; Martin & White 2005: acknowledge",
    ),
    Term(
        id="endorsing",
        label="takes it as so",
        term="endorsing cue",
        about="The word treats what was said as a fact: one can only “point out” or “reveal” what is so.",
        test="Try adding “but it is not so”: does the sentence break?",
        good="What was said is established, and the article shows how.",
        guessing="The word settles a matter that the article has not shown to be settled.",
        examples=("revealed", "pointed out", "admitted"),
        grounds="Thompson & Ye 1991: factive; Martin & White 2005: endorse",
    ),
    Term(
        id="distancing",
        label="keeps its distance",
        term="distancing cue",
        about="The word signals that the writer does not vouch for what was said, or that it is in dispute.",
        test="Does the word say, beyond “said”, that this is only what they say?",
        good="It is in dispute, or not proved yet, and the same word is used for both sides.",
        guessing="One side “says” and the other “claims”, and nothing tells you why.",
        examples=("claimed", "alleged", "insists"),
        grounds="Martin & White 2005: distance",
    ),
    Term(
        id="document",
        label="something shows it",
        term="document cue",
        about="Not a person but a thing is made to speak: a study shows, the figures suggest, the law states.",
        test="Is the one who “speaks” a text, a picture or a set of data?",
        good="You can open the document and see for yourself.",
        guessing="Somebody read the document this way, and you are not told who.",
        examples=("shows", "records", "reads"),
        grounds="Hyland 2002 (reporting verbs: research acts); Thompson & Ye 1991",
    ),
    Term(
        id="adverb",
        label="one word for “somebody says”",
        term="reportive adverb",
        about="A single adverb or adjective does the work of a whole “somebody says that”.",
        test="Is there one word instead of a source and a verb?",
        good="The source has just been named, and the word saves repeating it.",
        guessing="No sentence near it says who the somebody is.",
        examples=("reportedly", "allegedly", "purported"),
        grounds="Aikhenvald 2004 (reported evidentials)",
    ),
)

FORM_BY_ID: Mapping[str, Term] = by_id(FORMS)
STANCE_BY_ID: Mapping[str, Term] = by_id(STANCES)
