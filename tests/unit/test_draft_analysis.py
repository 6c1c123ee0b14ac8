"""What the drafting assistant makes of whole texts."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.cli import main
from builder.draft.additions import with_additions
from builder.draft.analysis import analyse
from builder.draft.as_json import as_json
from builder.draft.drafted import Draft
from builder.draft.knowledge import knowledge
from builder.draft.lines import blocks
from builder.draft.marking import Bracket, markdown, nested
from builder.model.site import Site
from builder.parse.article import read_article
from builder.source import SourceFile, Span
from builder.text.faithful import same

KNOWN = knowledge("en")
SEED = Path(__file__).parents[2] / "seeds/000_4ad1268d28755e62.txt"

WORDS = st.sampled_from(
    "Smith said that “it may rain,” he . , : ; The mayor denied these allegations according to police \n\n However "
    "reportedly “ ” \" ' `` '' may if could analysts some claimed [ ] * # - 1. ! TASS citing sources on July".split(" ")
)
TEXTS = st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=120))


def spans(draft: Draft) -> list[Span]:
    """Every range of a draft."""
    found = [span for one in draft.attributions for span in (*one.source, one.cue, *one.content)]
    found += [one.span for one in draft.hedges] + [one.span for one in draft.suggestions]
    return found + [span for one in draft.counters for span in (one.cue, *one.answering, *one.target)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Phones at Bedtime Cost Teenagers Sleep, Study Suggests", "Study", "Phones at Bedtime Cost Teenagers Sleep"),
        ("Study Suggests Phones Cost Teenagers Sleep", "Study", "Phones Cost Teenagers Sleep"),
    ],
)
def test_heading_in_capitals(text: str, source: str, content: str) -> None:
    """Who says what in a heading in which every word has a capital is found on either side of the cue."""
    (one,) = analyse(f"{text}\n\nThe rest.\n", KNOWN).attributions
    assert [text[part.start : part.end] for part in (*one.source, *one.content)] == [source, content]


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_any_text_is_survived(text: str) -> None:
    """Whatever a text holds, all ranges lie inside it and hold something, and a second look says the same."""
    draft = analyse(text, KNOWN)
    for span in spans(draft):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
    assert analyse(text, KNOWN) == draft
    for one, other in pairwise(draft.hedges):
        assert one.span.end <= other.span.start


def test_source_without_quotation() -> None:
    """What goes on behind a source and holds a quotation is said, too."""
    text = "If the county pays half, said Ms Pellew, the doors “will very probably stay open”."
    (found,) = analyse(text, KNOWN).attributions
    assert [text[span.start : span.end] for span in (*found.source, *found.content)] == [
        "Ms Pellew",
        "If the county pays half",
        "the doors “will very probably stay open”",
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor said on Monday that the bridge is safe.", "The mayor", "said", "the bridge is safe"),
        ("“The bridge is safe and will stay open,” Smith said.", "Smith", "said", "The bridge is safe"),
        ("According to police, the road is closed.", "police", "According to", "the road is closed"),
        ("The bridge is safe, said Anna Smith, the mayor.", "Anna Smith", "said", "The bridge is safe"),
    ],
)
def test_attribution(text: str, source: str, cue: str, content: str) -> None:
    """Source, cue and content are found where they stand."""
    (found,) = analyse(text, KNOWN).attributions

    def words(ranges: tuple[Span, ...]) -> str:
        return " ".join(text[span.start : span.end] for span in ranges)

    assert source in words(found.source)
    assert cue in words((found.cue,))
    assert content in words(found.content)
    assert 0 <= found.confidence <= 1
    assert cue.split(maxsplit=1)[0].lower() in found.reason


def test_only_the_outermost_attribution_counts() -> None:
    """What somebody says inside of what another says is part of it."""
    found = analyse("Smith said that Jones told reporters that the bridge is safe.", KNOWN).attributions
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The bridge may fall.", "may", "modal"),
        ("He was allegedly paid.", "allegedly", "evidential"),
        ("These accounts, if verified, would change the case.", "if verified", "conditional"),
        ("It is probably late.", "probably", "plausibility"),
        ("Some analysts argue that it is late.", "Some analysts", "vague"),
    ],
)
def test_hedge(text: str, words: str, kind: str) -> None:
    """A careful word is found with its type."""
    assert (words, kind) in [(text[one.span.start : one.span.end], one.type) for one in analyse(text, KNOWN).hedges]


@pytest.mark.parametrize("text", ["In May 2016 the bridge was closed.", "He closed the door and left."])
def test_no_hedge(text: str) -> None:
    """The month of May is no careful word, and plain prose holds none."""
    assert analyse(text, KNOWN).hedges == ()


def test_site_words() -> None:
    """A site's own words count as cues and as careful words."""
    site = Site(title="Ours", lexicon=(("vague", ("word on the street",)), ("neutral", ("blabbered",))))
    text = "Word on the street is bad. Smith blabbered that the bridge is old."
    draft = analyse(text, with_additions(KNOWN, site))
    assert [one.type for one in draft.hedges] == ["vague"]
    assert [text[one.cue.start : one.cue.end] for one in draft.attributions] == ["blabbered"]
    assert analyse(text, KNOWN).attributions == ()


def test_json() -> None:
    """The data is an object a line, with everything that programs need."""
    text = "Smith said that the bridge may fall. The mayor has denied these allegations."
    found = json.loads(as_json("bridge", analyse(text, KNOWN)))
    assert found["id"] == "bridge"
    assert {"source", "cue", "content", "confidence", "reason"} == set(found["attributions"][0])
    assert {"span", "type", "confidence", "reason"} == set(found["hedges"][0])
    assert found["counters"][0]["relation"] == "denies"
    assert found["counters"][0]["target"] == found["attributions"][0]["content"]


def test_seed() -> None:
    """In the text that everybody knows, who speaks, how carefully, and who answers is found."""
    text = SEED.read_text(encoding="utf-8")
    draft = analyse(text, KNOWN)
    careful = {text[one.span.start : one.span.end] for one in draft.hedges}
    assert {"Reportedly", "Alleged", "allegedly", "if verified", "could", "may", "purported"} <= careful
    assert {"denies", "undermines", "rebuts"} <= {one.relation for one in draft.counters}
    speakers = {text[span.start : span.end] for one in draft.attributions for span in one.source}
    assert {"Some analysts", "the Ukrainian government", "Moscow", "Kyiv and its Western allies"} <= speakers


@settings(deadline=None, max_examples=100)
@given(st.text("ab#*-_[]()!1. \n“”", min_size=1, max_size=60).filter(lambda text: text.strip() != ""), st.data())
def test_brackets_alter_no_word(text: str, data: st.DataObject) -> None:
    """A text with brackets in it is read back with the same words and those marks, whatever signs it holds."""
    at = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(at, at), max_size=4))
    ranges = [Span(*sorted(pair)) for pair in pairs]
    wanted = [Bracket(one, ".h") for one in ranges if (words := text[one.start : one.end]) and words == words.strip()]
    kept = nested(wanted, blocks(text))
    article, _ = read_article("any", SourceFile("article.md", markdown(text, kept, {})), None, {})
    assert same(article.document.text, text)


def test_another_language_is_answered() -> None:
    """A language that nothing was learnt for is answered, not guessed."""
    result = CliRunner().invoke(main, ["draft", "--json", "--language", "uk", str(SEED)])
    assert result.exit_code == 1
    assert "draft-language" in result.output
