"""Sentences: where they begin and end, in any language, with nothing left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.text import sentences as room
from builder.text.sentences import sentences

ENGLISH = [
    ("Two sentences. One after the other.", ["Two sentences.", "One after the other."]),
    ("He said “No.” to me. Then he left.", ["He said “No.” to me.", "Then he left."]),
    ("“Why?” he asked. “Because.”", ["“Why?” he asked.", "“Because.”"]),
    ("“I saw nothing. I heard nothing.” He wrote it down.", ["“I saw nothing. I heard nothing.”", "He wrote it down."]),
    ("“A quotation left open. It goes on.", ["“A quotation left open.", "It goes on."]),
    ("It was late. “It goes on. Still", ["It was late.", "“It goes on.", "Still"]),
    ('It was late. "It goes on.', ["It was late.", '"It goes on.']),
    ("“I know,” he said. “I", ["“I know,” he said.", "“I"]),
    ("It’s the soldiers’ home. They left.", ["It’s the soldiers’ home.", "They left."]),
    ("Mr. Smith met Ms. Ito and Cllr. Ray. They spoke.", ["Mr. Smith met Ms. Ito and Cllr. Ray.", "They spoke."]),
    ("Approx. 5 men, incl. the driver. All fled.", ["Approx. 5 men, incl. the driver.", "All fled."]),
    ("It cost $3.5 million. U.S. officials paid.", ["It cost $3.5 million.", "U.S. officials paid."]),
    ("He left at 5 p.m. Then she came.", ["He left at 5 p.m.", "Then she came."]),
    ("Is it? Yes! No… Maybe.", ["Is it?", "Yes!", "No… Maybe."]),
    ("...and then it ended. So.", ["...and then it ended.", "So."]),
    ("12. Then it ended. More.", ["12. Then it ended.", "More."]),
    ("3) Then it ended.", ["3) Then it ended."]),
    ("One line.\nAnother line", ["One line.", "Another line"]),
    ("One paragraph\n\nanother", ["One paragraph", "another"]),
    ("  White space around.  And between.\t", ["White space around.", "And between."]),
    ("Emoji 😀 here. And e\u0301 there.", ["Emoji 😀 here.", "And e\u0301 there."]),
    ("A headline without an end", ["A headline without an end"]),
    ("", []),
    (" \n\t ", []),
]

OTHER = [
    ("uk", "Він сказав «Ні.» мені. Потім пішов.", ["Він сказав «Ні.» мені.", "Потім пішов."]),
    ("ar", "قال الرجل لا. ثم ذهب؟ نعم.", ["قال الرجل لا.", "ثم ذهب؟", "نعم."]),
    ("zh", "他说不。然后走了。", ["他说不。", "然后走了。"]),
    ("en-GB", "Mr. Ito left. She stayed.", ["Mr. Ito left.", "She stayed."]),
    ("xx", "A tongue unknown. Split as English.", ["A tongue unknown.", "Split as English."]),
    ("", "No language. Split as English.", ["No language.", "Split as English."]),
]

LETTERS = st.text(
    st.sampled_from(
        [*"ab.. ?!“”‘’«»\"'\n(1)éü😀…MA–-,;:", "\u0301", "\u200b", "\u202e", "\u2028", "\u00a0", "\u3000", "。", "؟"]
    )
)
WORDS = st.lists(
    st.sampled_from(["Ms.", "J.", "U.S.", "No.", "12.", "...", "“No.”", "\u00a0", "\n\n", " ", "end."])
).map("".join)
TEXTS = st.one_of(LETTERS, WORDS, st.text())
LANGUAGES = st.sampled_from(["en", "uk", "ar", "zh", "fr", "de", "el", "hi", "ja", "he", "xx", ""])


def split(text: str, language: str = "en") -> list[str]:
    """The sentences as text."""
    return [text[start:end] for start, end in sentences(text, language)]


def assert_whole(text: str, found: tuple[tuple[int, int], ...]) -> None:
    """Ranges are ordered, disjoint, trimmed, inside the text, and leave out nothing but white space."""
    before = 0
    for start, end in found:
        assert before <= start < end <= len(text)
        assert not text[before:start].strip()
        assert text[start:end] == text[start:end].strip()
        before = end
    assert not text[before:].strip()


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_is_split_where_a_reader_would(text: str, expected: list[str]) -> None:
    """Quotations, abbreviations, numbers and line ends do not mislead."""
    assert split(text) == expected


@pytest.mark.parametrize(("language", "text", "expected"), OTHER)
def test_other_languages_are_split_too(language: str, text: str, expected: list[str]) -> None:
    """Every script works, and a language nobody knows is no error."""
    assert split(text, language) == expected


@given(TEXTS, LANGUAGES)
def test_sentences_cover_a_text_and_nothing_twice(text: str, language: str) -> None:
    """Whatever the text, nothing is lost, nothing overlaps, nothing crashes."""
    assert_whole(text, sentences(text, language))


@given(LETTERS, st.integers(min_value=5, max_value=30))
def test_reading_window_by_window_loses_nothing(text: str, window: int) -> None:
    """Windows of any size cover a text as a whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "WINDOW", window)
        assert_whole(text, sentences(text, "en"))


def test_a_window_ends_no_sentence() -> None:
    """Long texts are split where short ones are, also where a sentence is longer than a window."""
    text = "First one. " * 6_000 + "x" * 120_000 + ". Last one."
    assert split(text)[5_998:] == ["First one.", "First one.", "x" * 120_000 + ".", "Last one."]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000"])
def test_a_rare_space_before_a_full_stop_does_not_crash_the_splitter(space: str) -> None:
    """The splitter itself ends the program at a capital, a rare space and a full stop; we do not."""
    assert split(f"A{space}. She left.") == [f"A{space}.", "She left."]


def test_a_thousand_open_quotation_marks_are_split() -> None:
    """Quotation marks that nobody closes neither hang the build nor swallow sentences."""
    assert len(sentences("“He said so. " * 20_000, "en")) == 20_000
