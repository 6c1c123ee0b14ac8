"""The rules of the drafting assistant: each sees something else in its example than in its counter-example."""

from __future__ import annotations

import pytest

from builder.draft import counters, cue_rules, degrees, hedge_rules, phrases, rival_rules
from builder.draft.analysis import analyse
from builder.draft.counters import CounterRule, Scene
from builder.draft.knowledge import knowledge
from builder.draft.phrases import PhraseRule
from builder.draft.reading import read
from builder.draft.rule import SightRule
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


@every(hedge_rules.RULES.listed)
def test_hedge_rule(rule: SightRule) -> None:
    """A rule for careful words sees what its example says, and something else in its counter-example."""
    assert rule.see(sight(rule.example, fold=False)) == rule.shows != ""
    assert rule.see(sight(rule.counter, fold=False)) != rule.shows
    assert rule.doc.endswith((".", "?", "”."))


def found_by(rule: PhraseRule, text: str) -> list[str]:
    """The phrases that one rule finds in a text."""
    lexicon = load("en")
    assert lexicon is not None
    items = read(text, ENGLISH, fold=False).items
    seen = ((at, rule.see(items, at, lexicon)) for at in range(len(items)))
    return [text[items[at].start : items[at + one[0] - 1].end] for at, one in seen if one is not None]


PHRASE_RULES = [*phrases.RULES, *degrees.RULES]


@pytest.mark.parametrize("rule", PHRASE_RULES, ids=[rule.name for rule in PHRASE_RULES])
def test_phrase_rule(rule: PhraseRule) -> None:
    """A rule for phrases finds the words in brackets in its example, and nothing in its counter-example."""
    words = rule.example[rule.example.index("[") + 1 : rule.example.index("]")]
    assert found_by(rule, rule.example.replace("[", "").replace("]", "")) == [words]
    assert found_by(rule, rule.counter) == []


@pytest.mark.parametrize("rule", counters.RULES, ids=[rule.name for rule in counters.RULES])
def test_counter_rule(rule: CounterRule) -> None:
    """A rule for answers takes the last attribution of its example for one, and not that of its counter-example."""
    for text, is_answer in ((rule.example, True), (rule.counter, False)):
        found = analyse(text, knowledge("en")).attributions
        assert len(found) == 2
        assert (rule.see(Scene(text, ENGLISH, found, 1)) is not None) is is_answer
