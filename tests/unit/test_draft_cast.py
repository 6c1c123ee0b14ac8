"""Who speaks in a draft: the names of sources, as they stand within a sentence, and their kinds."""

from __future__ import annotations

import pytest

from builder.draft.cast import Cast, Member
from builder.draft.tongue import tongue

ENGLISH = tongue("en")


def named(*sources: str, text: str = "") -> list[Member]:
    """The sources that some words enter, in their order."""
    cast = Cast({}, ENGLISH, text)
    for words in sources:
        cast.one(words)
    return cast.new


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("The mayor", "the mayor", "person"),
        ("The head teacher", "the head teacher", "person"),
        ("Critics", "critics", "collective"),
        ("Engineers", "engineers", "collective"),
        ("The ministry", "the ministry", "organisation"),
        ("Police", "police", "organisation"),
        ("Several local residents", "several local residents", "collective"),
        ("Senior Ukrainian officials", "senior Ukrainian officials", "unnamed"),
        ("Officials in Kyiv", "officials in Kyiv", "unnamed"),
        ("An engineer", "an engineer", "unnamed"),
        ("The 62-page report, which the Sentinel", "the 62-page report", "document"),
        ("The Kremlin", "the Kremlin", "organisation"),
        ("The Lancet", "The Lancet", "outlet"),
        ("The Guardian", "The Guardian", "outlet"),
        ("The Washington Post", "The Washington Post", "outlet"),
        ("The BBC", "the BBC", "outlet"),
        ("Moscow", "Moscow", "organisation"),
        ("Anna Smith", "Anna Smith", "person"),
        ("Sanders", "Sanders", "person"),
        ("Western allies", "Western allies", "collective"),
        ("its leader, Rhoda Pellew", "Rhoda Pellew", "person"),
        ("Mayor", "mayor", "person"),
        ("King", "King", "person"),
        ("The Chief Constable", "the Chief Constable", "person"),
        ("Several Democrats", "several Democrats", "collective"),
        ("Doctors Without Borders", "Doctors Without Borders", "organisation"),
        ("No 10", "No 10", "organisation"),
    ],
)
def test_name_within_a_sentence(words: str, name: str, kind: str) -> None:
    """Common words lose the capital of the sentence, proper names and newspapers keep theirs; the kind fits."""
    assert [(one.name, one.kind) for one in named(words)] == [(name, kind)]


@pytest.mark.parametrize(
    ("words", "chain"),
    [
        ("TASS, citing police", "tass < police"),
        ("Engineers cited by the Marlow Gazette", "marlow-gazette < engineers"),
        ("a witness, quoted by TASS", "tass < witness"),
        ("the letter quoted", "letter-quoted"),
    ],
)
def test_whoever_cites_stands_nearer_to_the_reader(words: str, chain: str) -> None:
    """A chain begins with whom one reads, whichever way round the words say it."""
    assert Cast({}, ENGLISH).chain([words]) == chain


def test_text_tells_which_words_are_common() -> None:
    """A word that stands in lower case in the text is a common one; a capital amid a sentence makes it a name."""
    assert named("Glaziers", text="Town\n\nGlaziers said so. The glaziers came.")[0].name == "glaziers"
    assert named("Baker", text="Town\n\nBaker said so. Later Baker met a baker.")[0].name == "Baker"
    assert named("The Lantern", text="Town\n\nWe read it in The Lantern today.")[0].name == "The Lantern"
    assert named("The Lantern", text="Town\n\nThe Lantern said so.")[0].name == "the Lantern"


def test_headline_without_the() -> None:
    """A source that a headline names without “the”, or with more capitals, gets the name that the text gives it."""
    (mayor,) = named("Mayor", "The mayor", "Mayor")
    assert (mayor.name, mayor.also) == ("the mayor", [])
    (analysts,) = named("Russian Analysts", "Russian analysts")
    assert (analysts.name, analysts.also) == ("Russian analysts", [])
