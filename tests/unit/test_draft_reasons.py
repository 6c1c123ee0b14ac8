"""Why something is proposed: in words that an editor can weigh."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.draft import cue_rules, hedge_rules, rival_rules
from builder.draft.account_nouns import RULES as NOUN_RULES
from builder.draft.analysis import analyse
from builder.draft.knowledge import knowledge
from builder.draft.reasons import BY_RULE, NOUNS, OWN, content_reason, mark_reason
from builder.draft.suggesting import suggestions
from builder.draft.writing import draft_article
from builder.source import Span

KNOWN = knowledge("en")
SCALES = (cue_rules.RULES, rival_rules.RULES, hedge_rules.RULES)
NAMES = {rule.name for rules in SCALES for rule in rules.listed}
TEXT = """Is the bridge safe?

The mayor said that the bridge is probably safe. Engineers disagree: it is not. “It may fall,” Anna Smith told us.

Critics argue that these claims may be wrong, with reports of losses. Smith denied it.
"""
SEED = Path(__file__).parents[2] / "seeds/000_4ad1268d28755e62.txt"
RAW = re.compile(r"[+-]\d\.\d|\w_\w|\b0 \d|none|x-")


def every_reason(text: str) -> Iterator[str]:
    """All reasons of what is proposed for a text."""
    draft = analyse(text, KNOWN)
    for group in (draft.attributions, draft.hedges, draft.counters, draft.suggestions, draft.degrees):
        yield from (one.reason for one in group)


def test_every_rule_can_be_told() -> None:
    """Each rule is told in plain words, and no other is."""
    assert set(BY_RULE) == NAMES - OWN
    assert set(NOUNS) == {rule.name for rule in NOUN_RULES.listed}


def test_no_reason_shows_what_rules_reckon_with() -> None:
    """A reason names neither rules nor features nor weights."""
    reasons = list(every_reason(TEXT))
    assert len(reasons) > 6
    assert [one for one in reasons if RAW.search(one)] == []


def test_share_and_what_speaks_for_and_against() -> None:
    """A reason says how often the word was right, and names what speaks for it and against it."""
    said, *_ = [one.reason for one in analyse(TEXT, KNOWN).attributions]
    assert said.startswith("“said”: cue in 4450 of 4657 places (96 %); for it: no likely cue before it")
    assert any("; against it: a likely cue " in one for one in every_reason(SEED.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("text", "cue", "content", "told"),
    [
        ("He said that it fell.", "said", "it fell", "what is said, “it fell”: what follows “said that”"),
        ("It fell, he said.", "said", "It fell", "what is said, “It fell”: what stands before “said”"),
        ("They disagree: it is not.", "disagree:", "it is not", "what is said, “it is not”: what follows “disagree”"),
        ("“It fell,” he said.", "said", "“It fell,”", "what is said, “It fell,”: a quotation that goes with “said”"),
    ],
)
def test_what_is_said_has_its_reason(text: str, cue: str, content: str, told: str) -> None:
    """A claim's reason says where its words stand beside the cue."""
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (cue, content)]
    assert content_reason(text, spans[0], spans[1:]) == told


def test_word_is_not_told_twice() -> None:
    """A line about a mark does not repeat the word that it begins with."""
    assert mark_reason("who says it", "said", 0.9, "“said”: cue") == "who says it, “said” (90 %): cue"
    assert mark_reason("who says it", "has said", 0.9, "“said”: cue") == "who says it, “has said” (90 %): “said”: cue"


def test_claims_have_reasons_in_the_article(tmp_path: Path) -> None:
    """What is said has a line in the comment behind its paragraph, as who says it has."""
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    draft_article(path, tmp_path / "site", KNOWN, None)
    article = next(tmp_path.glob("site/content/articles/*/article.md")).read_text(encoding="utf-8")
    assert article.count("     what is said, “") == article.count("     who says it, “") == 4


def test_way_out_of_a_suggestion_is_a_sentence(tmp_path: Path) -> None:
    """The hint of a suggestion ends with the way out as a sentence of its own."""
    folder = tmp_path / "content/articles/bridge"
    folder.mkdir(parents=True)
    (folder / "article.md").write_text("# Bridge\n\nThe mayor said that it may fall.\n", encoding="utf-8")
    for one in suggestions(tmp_path):
        assert (one.hint or "").endswith(". Mark it, or copy the sentence under settled: in claims.yaml.")
        assert not RAW.search(one.hint or "")
