"""Whether two texts say the same words, and where they do not."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.text.faithful import differences, folded, same

INVISIBLE = {
    "zero-width space": "\u200b",
    "zero-width non-joiner": "\u200c",
    "zero-width joiner": "\u200d",
    "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f",
    "arabic letter mark": "\u061c",
    "left-to-right embedding": "\u202a",
    "pop directional formatting": "\u202c",
    "right-to-left override": "\u202e",
    "first strong isolate": "\u2068",
    "pop directional isolate": "\u2069",
    "word joiner": "\u2060",
    "invisible separator": "\u2063",
    "zero-width no-break space": "\ufeff",
    "soft hyphen": "\u00ad",
    "combining grapheme joiner": "\u034f",
    "mongolian vowel separator": "\u180e",
    "variation selector": "\ufe0f",
    "tag": "\U000e0061",
    "unit separator": "\x1f",
}
WHITE = [
    "\t",
    "\n",
    "\x0b",
    "\x0c",
    "\r",
    " ",
    "\x85",
    "\xa0",
    "\u1680",
    "\u2000",
    "\u2003",
    "\u2007",
    "\u2009",
    "\u200a",
]
WHITE += ["\u2028", "\u2029", "\u202f", "\u205f", "\u3000"]


def parted(first: str, second: str) -> list[tuple[str, str]]:
    """The words that differ."""
    return [(first[slice(*item.first)], second[slice(*item.second)]) for item in differences(first, second)]


class TestSame:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("one two", "one  two"),
            ("one two", " one\n\ntwo\n"),
            ("one two", "one\u00a0two"),
            ("one two", "one\ttwo"),
            ("one two", "one\u3000\u2009two"),
            ("café", "cafe\u0301"),
            ("Ω", "\u2126"),
            ("한", "\u1112\u1161\u11ab"),
            ("one\ntwo", "- one\n* two"),
            ("one\ntwo", "• one\n  ‣ two"),
            ("one\ntwo", "one\n-\ntwo"),
            ("", "\n -\n"),
        ],
    )
    def test_same(self, first: str, second: str) -> None:
        """White space, composition and lone bullets at the start of a line do not count."""
        assert same(first, second)
        assert differences(first, second) == ()

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("one two", "onetwo"),
            ("one two", "One two"),
            ("“one”", '"one"'),
            ("“one”", "„one“"),
            ("it’s", "it's"),
            ("one — two", "one – two"),
            ("one - two", "one two"),
            ("one-two", "one‑two"),
            ("one…", "one..."),
            ("1,000", "1.000"),
            ("ﬁve", "five"),
            ("m²", "m2"),
            ("１", "1"),
            ("one\n-two", "one\ntwo"),
            ("one\n– two", "one\ntwo"),
            ("one\n— two", "one\ntwo"),
            ("one\n- - two", "one\ntwo"),
            ("one\n1. two", "one\ntwo"),
            ("one", "one one"),
            ("а", "a"),
        ],
    )
    def test_other(self, first: str, second: str) -> None:
        """Everything else counts: letters, capitals, quotation marks, dashes, compatibility forms, look-alikes."""
        assert not same(first, second)
        assert differences(first, second)

    @pytest.mark.parametrize("character", INVISIBLE.values(), ids=INVISIBLE)
    def test_invisible(self, character: str) -> None:
        """What cannot be seen counts: within a word, around it, and alone."""
        for hidden in (f"one tw{character}o", f"one {character}two", f"one two{character}", f"one {character} two"):
            assert not same("one two", hidden)
            assert differences("one two", hidden)

    @pytest.mark.parametrize("character", WHITE, ids=lambda character: f"U+{ord(character):04X}")
    def test_white_space(self, character: str) -> None:
        """All of Unicode's white space is as good as a space."""
        assert same("one two", f"{character}one{character}{character}two{character}")
        assert not same("onetwo", f"one{character}two")


class TestDifferences:
    @pytest.mark.parametrize(
        ("first", "second", "words"),
        [
            ("a b c d e f", "a b X d e f", [("c", "X")]),
            ("a b c d e f", "a b c c d e f", [("", "c")]),
            ("a b c d e f", "a b d e f", [("c", "")]),
            ("a b c d e f", "a c b d e f", [("b c", "c b")]),
            ("a b c d e f", "X b c d e Y", [("a", "X"), ("f", "Y")]),
            ("a b c", "a b c d e", [("", "d e")]),
            ("", "a", [("", "a")]),
            ("a", "", [("a", "")]),
            ("- a\n- b c d e", "a\nX c d e", [("b", "X")]),
            ("a b cafe\u0301 d e f", "a  b caf\u00e9s d e f", [("cafe\u0301", "caf\u00e9s")]),
            ("a b c\n\nd e f g h i", "a b c\n\ng h i", [("d e f", "")]),
        ],
    )
    def test_places(self, first: str, second: str, words: list[tuple[str, str]]) -> None:
        """A difference is told with its place in both texts, as they stand."""
        assert parted(first, second) == words

    def test_most(self) -> None:
        """At most so many are told."""
        first = " ".join(f"a{n} b c d" for n in range(50))
        second = " ".join(f"x{n} b c d" for n in range(50))
        assert len(differences(first, second)) == 10
        assert len(differences(first, second, most=3)) == 3

    def test_unlike_texts(self) -> None:
        """Texts that have nothing in common, or that repeat themselves without end, are told all the same."""
        assert parted("a b c", "x y z") == [("a b c", "x y z")]
        assert differences("the cat " * 20_000, "cat the the " * 15_000)


TEXT = st.text(st.sampled_from("ab -*•\n\u00a0e\u0301é\u200b“”—"), max_size=30)


class TestProperties:
    @given(TEXT, TEXT)
    def test_differences_are_differences(self, first: str, second: str) -> None:
        """Texts differ somewhere exactly where they are not the same."""
        assert (differences(first, second) == ()) is same(first, second)
        assert same(first, second) is same(second, first)

    @given(TEXT, TEXT)
    def test_places_lie_inside(self, first: str, second: str) -> None:
        """Places lie inside their texts, in order, and without them the texts are the same."""
        found = differences(first, second, most=100)
        assert "".join(folded(rest(first, [item.first for item in found])).split()) == "".join(
            folded(rest(second, [item.second for item in found])).split()
        )

    @given(st.text(max_size=30))
    def test_forms(self, text: str) -> None:
        """Every composition of a text is the same text."""
        for form in ("NFC", "NFD"):
            assert same(text, unicodedata.normalize(form, text))


def rest(text: str, ranges: list[tuple[int, int]]) -> str:
    """A text without some ranges."""
    kept, at = "", 0
    for start, end in ranges:
        assert at <= start <= end <= len(text)
        kept += text[at:start] + " " * (end - start)
        at = end
    return kept + text[at:]


SIGNS = [*WHITE, *INVISIBLE.values(), *"\x1c\x1d\x1e-*+•‣◦⁃∙▪ab.e\u0301", "\n- ", "\n *\n", "\n•a"]


@given(st.lists(st.sampled_from(SIGNS), max_size=20).map("".join))
def test_the_short_way_to_fold_is_the_definition(text: str) -> None:
    """NFC, no lone bullet at a line's start, each run of white space one space, and nothing else."""
    white = "".join((*WHITE, unicodedata.normalize("NFC", "\u2000")))
    lines = unicodedata.normalize("NFC", text).split("\n")
    bare = [re.sub(f"^[{white}]*[-*+•‣◦⁃∙▪](?=[{white}]|$)", "", line) for line in lines]
    assert folded(text) == re.sub(f"[{white}]+", " ", " ".join(bare)).strip(" ")
