"""How drafts put what was found into words: what claims say, and what stands in the braces of marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.draft.drafted import Attribution
from builder.draft.knowledge import knowledge
from builder.draft.lines import blocks
from builder.draft.pieces import said, speaking
from builder.draft.tongue import tongue
from builder.draft.wording import Wording, denied, wording
from builder.draft.writing import draft_article
from builder.pipeline.single import read_one
from builder.source import Span

ENGLISH = tongue("en")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("that the bridge is safe", "The bridge is safe."),
        ("“It is safe and will stay open,”", "It is safe and will stay open."),
        ("The gaps “may have caused wear", "The gaps may have caused wear."),
        ("nothing has been settled", "Nothing has been settled."),
        ("Smith put an end to it", "Smith put an end to it."),
        ("the town needs its library", "The town needs its library."),
        ("Is it safe?", "Is it safe?"),
        ("this as evidence of a failure", "This is evidence of a failure."),
        ("Moscow’s actions as a response", "Moscow’s actions are a response."),
        ("widespread discontent and a lack of will", "There is widespread discontent and a lack of will."),
        ("civilian casualties on both sides", "There are civilian casualties on both sides."),
    ],
)
def test_sentence(words: str, says: str) -> None:
    """Words with a verb become a sentence, and so do words that “is” or “there is” makes one of."""
    assert wording(words, ENGLISH) == Wording(says, is_sentence=True)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("it", "It is untrue."),
        ("this claim", "This claim is untrue."),
        ("these allegations as false", "These allegations are untrue."),
        ("the bridge is safe", "It is not so: the bridge is safe."),
    ],
)
def test_denied(words: str, says: str) -> None:
    """Who denies an account says that it is untrue, who denies anything else, that it is not so."""
    assert denied(words, ENGLISH).says == says


@pytest.mark.parametrize("words", ["Whose ally? Nobody", "Up close. “No” to it", "Old Town.\nNew Town and old"])
def test_several_sentences(words: str) -> None:
    """Words of more than one sentence are worded, too."""
    assert wording(words, ENGLISH).says.startswith(words[:5])


@pytest.mark.parametrize("words", ["the resilience of its army", "to leave the town", "whether it is safe"])
def test_no_sentence_yet(words: str) -> None:
    """What the words alone cannot tell is left open, visibly."""
    assert wording(words, ENGLISH) == Wording(f"{words[0].upper()}{words[1:]} …", is_sentence=False)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("police sources on July 10th", "police sources"),
        ("some critics for allegedly lying", "some critics"),
        ("specific people, such", "specific people"),
        ("officials in Kyiv", "officials in Kyiv"),
    ],
)
def test_who_speaks(words: str, kept: str) -> None:
    """Who speaks is told without when and why; a place stays."""
    assert speaking(words, Span(0, len(words)), ENGLISH) == Span(0, len(kept))


def drafted(root: Path, text: str) -> tuple[str, str]:
    """The article and the claims of a draft, which can be read without complaint."""
    path = root / "town.txt"
    path.write_text(f"Town\n\n{text}\n", encoding="utf-8")
    site = root / "site"
    site.mkdir()
    assert draft_article(path, site, knowledge("en"), None)[1] == []
    assert read_one(site, "town").findings == ()
    folder = site / "content/articles/town"
    return (folder / "article.md").read_text(encoding="utf-8"), (folder / "claims.yaml").read_text(encoding="utf-8")


def test_stand_in_for_a_careful_word(tmp_path: Path) -> None:
    """What stands in for a careful word is written into its mark, and the claim says what is left without the word."""
    article, claims = drafted(tmp_path, "Some analysts argue that these lines may be part of a plan.")
    assert '[may be]{.h bare="are"}' in article
    assert 'says: "These lines are part of a plan."' in claims


def test_owner_of_a_rough_number(tmp_path: Path) -> None:
    """A rough number of speakers is the article's, not theirs."""
    article, _ = drafted(tmp_path, "About 40 witnesses said that the bridge is old.")
    assert '[About]{.h owner=article scope="40 witnesses"}' in article


def test_owner_of_a_quoted_careful_word(tmp_path: Path) -> None:
    """A word for hearsay inside a quotation is whose the quotation is."""
    article, _ = drafted(tmp_path, "“He was allegedly paid by the town for years,” Anna Smith said.")
    assert "[allegedly]{.h owner=anna-smith}" in article


def test_careful_word_that_is_all_of_a_mark(tmp_path: Path) -> None:
    """Words that are careful and say who speaks get both marks."""
    article, _ = drafted(tmp_path, "The fight goes on, with reports of many losses on both sides.")
    assert "[[reports of]{.h}]{.a source=unstated}" in article


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Teachers said that pupils are clearly more focused.", "Pupils are more focused."),
        ("Teachers said that attendance rose by about 10 per cent.", "Attendance rose by 10 per cent."),
        ("Teachers said that the results were reportedly sound.", "The results were sound."),
        ("Teachers said that the plan was, of course, late.", "The plan was late."),
        ("Teachers said that the bridge may be old.", "The bridge is old."),
    ],
)
def test_claim_without_careful_words(tmp_path: Path, text: str, says: str) -> None:
    """A claim says its words without those that are careful or sure, where a sentence is left, and is finished."""
    assert f'  says: "{says}"' in drafted(tmp_path, text)[1]
    assert "# say it without" not in (tmp_path / "site/content/articles/town/claims.yaml").read_text(encoding="utf-8")


def test_claim_with_a_modal_that_cannot_go(tmp_path: Path) -> None:
    """Where it is unsure what stands in for a modal, the claim ends in dots and names it for the editor."""
    _, claims = drafted(tmp_path, "Teachers said that nickel from the river might have come from an old tap.")
    assert "    # say it without “might”, if it can be said so\n" in claims
    assert 'says: "Nickel from the river might have come from an old tap …"' in claims


def test_claim_ends_at_a_full_stop(tmp_path: Path) -> None:
    """What is said ends with its sentence, even where the stop looks like that of an abbreviation."""
    text = "A nurse said that he had been taken ill. The Lantern could not independently verify the story."
    article, claims = drafted(tmp_path, text)
    assert "[he had been taken ill]{.c ref=" in article
    assert 'says: "He had been taken ill."' in claims


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("it opens at 5 p.m. The Lantern was late", "it opens at 5 p.m"),
        ("it lies near St. James and the sea", "it lies near St. James and the sea"),
        ("J. A. Smith is late", "J. A. Smith is late"),
        ("“he is ill. The town is glad”", "“he is ill. The town is glad”"),
        ("it works for Smith Inc. The town is glad", "it works for Smith Inc"),
    ],
)
def test_full_stop_of_an_abbreviation(words: str, kept: str) -> None:
    """A stop behind an abbreviation ends what is said only before a word that begins a sentence, outside quotations."""
    text = f"He said that {words}."
    start = text.index(words)
    one = Attribution((), Span(3, 7), (Span(start, start + len(words)),), 1.0, "")
    assert [text[span.start : span.end] for span in said(text, blocks(text), one, ENGLISH)] == [kept]
