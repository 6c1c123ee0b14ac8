"""The rules by which a word is taken for a cue of attribution or not: each looks at one thing.

In the examples the word that is weighed stands in brackets.
"""

from __future__ import annotations

from builder.draft.rule import Rules
from builder.draft.sight import Sight

RULES = Rules()

NEAR = 5
"""Words behind a cue within which “that” is looked for."""
ROOM = 12
"""Words behind a cue that are counted as room for what is said."""


@RULES.add("The mayor [said] so.", "said", "The mayor [sat] down.")
def word(sight: Sight) -> str:
    """The word itself: some are cues nearly always, some rarely."""
    return sight.word


@RULES.add("[Says] who?", "say True", "He [says] so.")
def form(sight: Sight) -> str:
    """The stem of the word, and whether it has a capital."""
    return f"{sight.stem} {sight.item(0).text[0].isupper()}"


@RULES.add("The [announced] plan failed.", "x-ed the", "Clinton [announced] a plan.")
def shape(sight: Sight) -> str:
    """The class of the word and of the one before: “Clinton announced”, “an announced”."""
    return f"{sight.item(0).sort} {sight.item(-1).sort}"


@RULES.add("Clinton [said] that it rained.", "Xx _ that", "It is [said] often.")
def neighbours(sight: Sight) -> str:
    """The classes of the words on either side."""
    return f"{sight.item(-1).sort} _ {sight.item(1).sort}"


@RULES.add("He is [called] a liar.", "call < is", "He [called] a doctor.")
def word_before(sight: Sight) -> str:
    """The stem with the word before."""
    return f"{sight.stem} < {sight.item(-1).word}"


@RULES.add("He [called] for peace.", "call > for", "He [called] his mother.")
def word_after(sight: Sight) -> str:
    """The stem with the word behind."""
    return f"{sight.stem} > {sight.item(1).word}"


@RULES.add("What he [thinks] is new.", "he", "What they [think] is new.")
def plain_before(sight: Sight) -> str:
    """The word before, whatever the cue."""
    return sight.item(-1).word


@RULES.add("He [said] that it rained.", "that", "He [said] it rained.")
def plain_after(sight: Sight) -> str:
    """The word behind, whatever the cue."""
    return sight.item(1).word


@RULES.add("He [told] reporters.", "tell > x-ers", "He [told] that to all.")
def class_after(sight: Sight) -> str:
    """The stem with the class of the word behind."""
    return f"{sight.stem} > {sight.item(1).sort}"


@RULES.add("He [warned] that it rained.", "x-ed that it", "He [warned] the town.")
def two_after(sight: Sight) -> str:
    """The classes of the word and the two behind."""
    return f"{sight.item(0).sort} {sight.item(1).sort} {sight.item(2).sort}"


@RULES.add("The mayor has [said] so.", "x has x", "He has [said] so.")
def two_before(sight: Sight) -> str:
    """The classes of the word and the two before."""
    return f"{sight.item(-2).sort} {sight.item(-1).sort} {sight.item(0).sort}"


@RULES.add("She never [said] so.", "she", "They never [said] so.")
def subject_word(sight: Sight) -> str:
    """The word before auxiliaries and adverbs."""
    return sight.item(sight.subject()).word


@RULES.add("The man who he [said] left is old.", "who he x", "Yesterday, he [said] so.")
def before_subject(sight: Sight) -> str:
    """What stands before the subject: “who”, a comma, the start of the sentence."""
    step = sight.subject()
    return f"{sight.item(step - 1).sort} {sight.item(step).sort} {sight.item(0).sort}"


@RULES.add("He was [told] by her.", "x was True", "He has [told] her.")
def auxiliaries(sight: Sight) -> str:
    """The auxiliaries before, and whether “by” follows: passive, perfect, future."""
    words = [sight.item(step).word for step in range(sight.subject() + 1, 0)]
    chain = [word for word in words if word in sight.tongue.auxiliaries]
    return f"{sight.item(0).sort} {' '.join(chain[-2:])} {sight.item(1).sort == 'by'}"


@RULES.add("He [told] reporters that it rained.", "2 it", "He [told] reporters a joke.")
def that_follows(sight: Sight) -> str:
    """Whether “that” follows soon, before any comma: how many words on, and what class follows it."""
    for step in range(1, NEAR + 1):
        if sight.item(step).word == "that":
            return f"{step} {sight.item(step + 1).sort}"
        if sight.item(step).word in ",.;:":
            break
    return ""


@RULES.add("“It rains very hard,” he [said].", "earlier 8", "It rains very hard, he [said].")
def quotation(sight: Sight) -> str:
    """Whether a quotation stands beside the word or elsewhere in its sentence, and the length of the longest."""
    places = []
    if sight.item(-1).is_quote or (sight.item(-1).word == "," and sight.item(-2).is_quote):
        places.append("before")
    elif any(item.is_quote for item in sight.before):
        places.append("earlier")
    if sight.item(1).is_quote or (sight.item(1).word in ",:" and sight.item(2).is_quote):
        places.append("after")
    elif any(item.is_quote for item in sight.behind):
        places.append("later")
    if not places:
        return ""
    sizes = (item.sort[1] for item in (*sight.before, *sight.behind) if item.is_quote)
    return f"{' '.join(places)} {max(sizes)}"


@RULES.add("He [called] it “a disgrace”.", "call later 3", "He [called] it a disgrace.")
def quotation_and_word(sight: Sight) -> str:
    """The stem with where a quotation stands."""
    return f"{sight.stem} {quotation(sight)}"


@RULES.add("It rains, he [said], and it is cold.", "1 1 1", "He [said] it rains.")
def commas(sight: Sight) -> str:
    """How many commas stand before and behind, and how much follows."""
    left = sum(item.word == "," for item in sight.before)
    right = sum(item.word == "," for item in sight.behind)
    return f"{min(left, 2)} {min(right, 2)} {min((sight.after - sight.at) // 4, 3)}"


@RULES.add("Mayor [Says] Bridge Is Safe", "False True Xx", "The mayor [says] the bridge is safe.")
def headline(sight: Sight) -> str:
    """Whether the sentence ends like one, and whether it is the first of the text."""
    return f"{sight.reading.items[sight.after - 1].word in '.!?'} {sight.first == 0} {sight.item(0).sort}"


@RULES.add("Nobody knows if he [said] it.", "if x", "Nobody cared: he [said] it.")
def clause(sight: Sight) -> str:
    """The word that opens the clause: “if he says”, “who says”, “to say”."""
    for step in range(-1, -ROOM, -1):
        item = sight.item(step)
        if item.word == "," or item.word in sight.tongue.clause_openers:
            return f"{item.word} {sight.item(0).sort}"
        if not item.text:
            return "none"
    return "far"


@RULES.add("It rains, he [said].", "say 0", "He [said] it will rain in the town all day.")
def room_after(sight: Sight) -> str:
    """How many words follow before the next comma or end."""
    steps = 0
    while steps < ROOM and sight.item(steps + 1).word not in (",", ".", "¶", ";", "—"):
        steps += 1
    return f"{sight.stem} {min(steps, 8) // 2}"
