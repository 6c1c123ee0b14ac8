"""The rules of the drafting assistant: each sees something else in its example than in its counter-example."""

from __future__ import annotations

import pytest

from builder.draft import (
    account_nouns,
    counters,
    cue_marks,
    cue_rules,
    degrees,
    hedge_rules,
    phrases,
    rival_rules,
    stand_ins,
    thresholds,
)
from builder.draft.analysis import analyse
from builder.draft.attributions import labelled, possible_cues
from builder.draft.candidates import Labelled
from builder.draft.counters import Scene
from builder.draft.cue_marks import Said
from builder.draft.knowledge import knowledge
from builder.draft.reading import Reading, read
from builder.draft.rule import Shown, SightRule
from builder.draft.sight import Sight
from builder.draft.tongue import tongue
from builder.text.lexicon import load

ENGLISH = tongue("en")
ODDS = {"said": 3.0, "wanted": 1.0, "claims": 0.0}
"""What a first look is taken to have made of some words, so that the rules about rivals have something to see."""


def sight(example: str, *, fold: bool) -> Sight:
    """The word in brackets, as a rule sees it."""
    start = example.index("[")
    reading = read(example.replace("[", "", 1).replace("]", "", 1), ENGLISH, fold=fold)
    at = next(number for number, item in enumerate(reading.items) if item.start == start and item.text)
    first, after = reading.units[reading.unit_of[at]]
    odds = {place: ODDS[item.word] for place, item in enumerate(reading.items) if item.word in ODDS}
    return Sight(reading, at, first, after, odds)


def every(rules: list[SightRule]) -> pytest.MarkDecorator:
    """A test of each rule."""
    return pytest.mark.parametrize("rule", rules, ids=[rule.name for rule in rules])


@every([*cue_rules.RULES.listed, *rival_rules.RULES.listed])
def test_cue_rule(rule: SightRule) -> None:
    """A rule for cues sees what its example says, and something else in its counter-example."""
    assert rule.see(sight(rule.example, fold=True)) == rule.shows != ""
    assert rule.see(sight(rule.counter, fold=True)) != rule.shows
    assert rule.doc.endswith((".", "?", "”."))


@pytest.mark.parametrize("rule", account_nouns.RULES.listed, ids=[rule.name for rule in account_nouns.RULES.listed])
def test_account_noun(rule: Shown[account_nouns.See]) -> None:
    """A rule for nouns takes that of its example for a cue, and not that of its counter-example."""
    assert rule.see(sight(rule.example, fold=True))
    assert account_nouns.account(sight(rule.example, fold=True)) == rule.name
    assert account_nouns.account(sight(rule.counter, fold=True)) == ""


@every(hedge_rules.RULES.listed)
def test_hedge_rule(rule: SightRule) -> None:
    """A rule for careful words sees what its example says, and something else in its counter-example."""
    assert rule.see(sight(rule.example, fold=False)) == rule.shows != ""
    assert rule.see(sight(rule.counter, fold=False)) != rule.shows
    assert rule.doc.endswith((".", "?", "”."))


def found_by(rule: Shown[phrases.See], text: str) -> list[str]:
    """The phrases that one rule finds in a text."""
    lexicon = load("en")
    assert lexicon is not None
    items = read(text, ENGLISH, fold=False).items
    seen = ((at, rule.see(items, at, lexicon)) for at in range(len(items)))
    return [text[items[at].start : items[at + one[0] - 1].end] for at, one in seen if one is not None]


PHRASE_RULES = [*phrases.RULES.listed, *degrees.RULES.listed]


@pytest.mark.parametrize("rule", PHRASE_RULES, ids=[rule.name for rule in PHRASE_RULES])
def test_phrase_rule(rule: Shown[phrases.See]) -> None:
    """A rule for phrases finds the words in brackets in its example, and nothing in its counter-example."""
    words = rule.example[rule.example.index("[") + 1 : rule.example.index("]")]
    assert found_by(rule, rule.example.replace("[", "").replace("]", "")) == [words]
    assert found_by(rule, rule.counter) == []


@pytest.mark.parametrize("rule", counters.RULES.listed, ids=[rule.name for rule in counters.RULES.listed])
def test_counter_rule(rule: Shown[counters.See]) -> None:
    """A rule for answers takes the last attribution of its example for one, and not that of its counter-example."""
    for text, is_answer in ((rule.example, True), (rule.counter, False)):
        found = analyse(text, knowledge("en")).attributions
        assert len(found) == 2
        assert (rule.see(Scene(text, ENGLISH, found, 1)) is not None) is is_answer


def left_by(rule: Shown[stand_ins.See], text: str) -> list[tuple[str, str]]:
    """The words that a rule would mark in a sentence, and what stands in for them."""
    items = read(text, ENGLISH, fold=False).items
    seen = (rule.see(items, at, ENGLISH) for at in range(len(items)))
    return [(text[items[one.first].start : items[one.after - 1].end], one.bare) for one in seen if one is not None]


@pytest.mark.parametrize("rule", stand_ins.RULES.listed, ids=[rule.name for rule in stand_ins.RULES.listed])
def test_stand_in_rule(rule: Shown[stand_ins.See]) -> None:
    """A rule for stand-ins marks the words in brackets in its example, and nothing in its counter-example."""
    words = rule.example[rule.example.index("[") + 1 : rule.example.index("]")]
    assert left_by(rule, rule.example.replace("[", "").replace("]", "")) == [(words, rule.shows)]
    assert left_by(rule, rule.counter) == []


@pytest.mark.parametrize(
    ("text", "words", "bare"),
    [
        ("These reports may be true.", "may be", "are"),
        ("The lines may not have held.", "may not have", "have not"),
        ("It could not explain it.", "could not", "does not"),
        ("The mayor said the plan might carry risks.", "might carry", "carries"),
        ("They may leave.", "may", ""),
        ("I may be late.", "may be", "am"),
        ("Smith and Jones may be late.", None, None),
        ("Reports that may be true.", None, None),
        ("They appear to have left.", "appear to have", "have"),
    ],
)
def test_stand_ins(text: str, words: str | None, bare: str | None) -> None:
    """What stands in agrees with the subject; an unsure subject gets nothing."""
    found = [one for rule in stand_ins.RULES.listed for one in left_by(rule, text)]
    assert found == ([(words, bare)] if words is not None else [])


def in_brackets(text: str) -> tuple[Reading, Labelled]:
    """The cue in brackets with its parts."""
    at = text.index("[")
    reading = read(text.replace("[", "").replace("]", ""), ENGLISH)
    known = knowledge("en")
    one = next(one for one in possible_cues(reading, known) if reading.items[one.at].start == at)
    return reading, labelled(reading, one, known)


def decided(text: str) -> str:
    """The rule that decides about the cue in brackets."""
    return thresholds.deciding(*in_brackets(text))[0]


@pytest.mark.parametrize("rule", thresholds.RULES.listed, ids=[rule.name for rule in thresholds.RULES.listed])
def test_threshold_rule(rule: Shown[thresholds.See]) -> None:
    """A rule for thresholds decides about the cue of its example, and not about that of its counter-example."""
    assert decided(rule.example) == rule.name
    assert decided(rule.counter) != rule.name


@pytest.mark.parametrize("rule", thresholds.CAUTIONS.listed, ids=[rule.name for rule in thresholds.CAUTIONS.listed])
def test_caution(rule: Shown[thresholds.See]) -> None:
    """A caution asks for more about the cue of its example, and for no more about that of its counter-example."""
    assert (rule.see(*in_brackets(rule.example)) or 0) > 0
    assert rule.see(*in_brackets(rule.counter)) is None


def test_phrase_in_an_article_that_seldom_reports() -> None:
    """A phrase must be likelier in an article that hardly reports anything than in one that reports all the time."""
    phrase = "The mayor praised the plan of the town. "
    seldom = phrase + "It was cold in the town, and snow lay on the roofs. " * 9
    often = phrase + "She said that it is late. " * 9
    known = knowledge("en")
    assert all(seldom[one.cue.start : one.cue.end] != "praised" for one in analyse(seldom, known).attributions)
    assert any(often[one.cue.start : one.cue.end] == "praised" for one in analyse(often, known).attributions)


@pytest.mark.parametrize("rule", cue_marks.RULES.listed, ids=[rule.name for rule in cue_marks.RULES.listed])
def test_key_rule(rule: Shown[cue_marks.See]) -> None:
    """A rule for keys writes what its example says, and nothing for its counter-example."""
    assert rule.see(Said.of(rule.example, ENGLISH)) == rule.shows != ""
    assert rule.see(Said.of(rule.counter, ENGLISH)) == ""
