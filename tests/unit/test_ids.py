"""Ids out of words."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.text.ids import LETTERS, MOST, Wanted, derive, slugs


def ids(*phrases: tuple[str, str], taken: tuple[str, ...] = ()) -> list[str]:
    """The ids of some phrases, each with the words that follow it."""
    return derive([Wanted("h-", words, follow) for words, follow in phrases], taken)


class TestWords:
    @pytest.mark.parametrize(
        ("words", "id_"),
        [
            ("allegedly", "h-allegedly"),
            ("If verified,", "h-if-verified"),
            ("one two three four five six seven", "h-one-two-three-four-five-six"),
            ("so-called", "h-so-called"),
            ("the state’s so-called 2nd-best news-agency’s", "h-the-states-so-called-2nd-best-news-agencys"),
            ("‘it’s’ — “said”", "h-its-said"),
            ("peace—and", "h-peace-and"),
            ("9,000 a day", "h-9000-a-day"),
            ("Straße", "h-strasse"),
            ("café", "h-cafe"),
            ("cafe\u0301", "h-cafe"),
            ("якобы сказал", "h-iakoby-skazal"),
            ("据报道", "h-ju-bao-dao"),
            ("乌克兰军队据报道正在逃离", "h-wu-ke-lan-jun-dui-ju"),
            ("🙂", "h-u1f642"),
            ("🙂 maybe", "h-maybe"),
            ("—", "h-u2014"),
            ("👩‍👩‍👧", "h-u1f469-u200d-u1f469"),
            ("", "h-empty"),
        ],
    )  # fmt: skip
    def test_words(self, words: str, id_: str) -> None:
        """An id is at most six words, in letters that need no escape in an address."""
        assert ids((words, "")) == [id_]

    @given(
        st.text("aZéŠø\u0301½＆＇09-.,;!&'’‘“”„…—–_()[]\"#/%£ ж北", max_size=8).filter(
            lambda word: not re.search(r"\s", word)
        )
    )
    def test_plain_words(self, word: str) -> None:
        """Plain words have the slugs that they would have without the short way."""
        found = slugs.__wrapped__(word)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("builder.text.ids._plain", lambda _: None)
            assert found == slugs.__wrapped__(word)

    def test_long_words(self) -> None:
        """A word without end gives a bounded share."""
        (id_,) = ids(("a" * 500, "b" * 500))
        assert len(id_) == 2 + LETTERS

    def test_syllables(self) -> None:
        """Words that are written without spaces are told apart; a hyphen or dash parts nothing."""
        assert slugs("北京") == ("bei", "jing")
        assert slugs("well-known") == ("well-known",)


class TestClashes:
    def test_every_mark_takes_the_words_that_follow(self) -> None:
        """Where two ids would be equal, both grow."""
        assert ids(("Reportedly", "Deserting Amid"), ("reportedly", "abandoning their posts")) == [
            "h-reportedly-deserting",
            "h-reportedly-abandoning",
        ]

    def test_as_many_words_as_needed(self) -> None:
        """They grow word by word, and only as far as they must."""
        found = ids(("may", "be part of it"), ("may", "be part of them"), ("may", "have been"))
        assert found == ["h-may-be-part-of-it", "h-may-be-part-of-them", "h-may-have"]

    def test_own_words_before_those_that_follow(self) -> None:
        """A mark of more than six words grows into its own words first."""
        long = "one two three four five six"
        assert ids((f"{long} seven", "ten"), (f"{long}", "eight"), (f"{long} seven", "nine")) == [
            f"h-{'-'.join(long.split())}-seven-ten",
            f"h-{'-'.join(long.split())}-eight",
            f"h-{'-'.join(long.split())}-seven-nine",
        ]

    def test_numbers_only_when_words_are_used_up(self) -> None:
        """Equal to the end of their blocks: the first goes without a number."""
        assert ids(("some", "say"), ("some", "say"), ("some", "think")) == [
            "h-some-say",
            "h-some-say-2",
            "h-some-think",
        ]

    def test_nothing_follows(self) -> None:
        """One that has no words left stays, the others grow away from it."""
        assert ids(("some", ""), ("some", "say")) == ["h-some", "h-some-say"]

    def test_numbers_that_are_words(self) -> None:
        """A number never makes an id equal to one made of words."""
        assert ids(("say", ""), ("say", ""), ("say 2", "")) == ["h-say", "h-say-3", "h-say-2"]

    def test_what_nothing_else_begins_with_is_kept(self) -> None:
        """A mark whose words are its own keeps its id, whatever others grow into."""
        alone = ids(("reportedly deserting", "in droves"), ("reportedly", "abandoning"))
        assert alone == ["h-reportedly-deserting", "h-reportedly"]
        more = ids(("reportedly deserting", "in droves"), ("reportedly", "abandoning"), ("reportedly", "deserting now"))
        assert more == ["h-reportedly-deserting", "h-reportedly-abandoning", "h-reportedly-deserting-now"]

    def test_author_ids_win(self) -> None:
        """An id that an author gave is never derived."""
        assert ids(("may", "be"), taken=("h-may",)) == ["h-may-be"]
        assert ids(("may", ""), taken=("h-may", "h-may-2")) == ["h-may-3"]

    def test_words_without_end(self) -> None:
        """After forty words an id has used them up."""
        long = " ".join(f"w{number}" for number in range(200))
        first, second = ids((long, ""), (long, ""))
        assert len(first.split("-")) == 1 + MOST
        assert second == f"{first}-2"

    def test_many_equal_ones(self) -> None:
        """Thousands of equal marks are numbered in their order."""
        found = ids(*[("may", "")] * 5_000)
        assert found[0] == "h-may"
        assert found[1:] == [f"h-may-{number}" for number in range(2, 5_001)]


WORD = st.sampled_from(["may", "be", "be", "2", "some", "say", "🙂", "—", "слово", "May"])
PHRASE = st.lists(WORD, max_size=9).map(" ".join)
WANTED = st.builds(Wanted, st.sampled_from(["h-", "c-"]), PHRASE, PHRASE)
TAKEN = st.sets(st.sampled_from(["h-may", "h-may-2", "h-may-be", "c-some", "h-some-say", "h-empty"]))


def base(wanted: Wanted) -> str:
    """The id that something would have if it were alone."""
    return derive([wanted])[0]


class TestProperties:
    @given(st.lists(WANTED, max_size=12), TAKEN)
    def test_all_different(self, wanted: list[Wanted], taken: set[str]) -> None:
        """No id equals another or one that is taken, and each can stand in an address as it is."""
        found = derive(wanted, taken)
        assert len(set(found) | taken) == len(found) + len(taken)
        assert all(re.fullmatch(r"[hc]-[a-z0-9]+(-[a-z0-9]+)*", id_) for id_ in found)

    @given(st.lists(WANTED, max_size=12), TAKEN)
    def test_words_first(self, wanted: list[Wanted], taken: set[str]) -> None:
        """An id begins with the id that its words would have alone, and is that one where nothing clashes."""
        alone = [base(item) for item in wanted]
        counts = Counter(alone)
        for id_, first in zip(derive(wanted, taken), alone, strict=True):
            assert id_.startswith(first)
            assert id_ == first or counts[first] > 1 or first in taken

    @given(st.data())
    def test_order(self, data: st.DataObject) -> None:
        """In another order everything has the same id, but for the numbers of equals."""
        wanted = data.draw(st.lists(WANTED, max_size=10))
        taken = data.draw(TAKEN)
        mixed = data.draw(st.permutations(wanted))

        def shared(items: list[Wanted]) -> set[tuple[str, str]]:
            return set(zip(map(repr, map(stream, items)), derive(items, taken), strict=True))

        assert shared(wanted) == shared(mixed)

    @given(st.lists(WANTED, max_size=10), WANTED, TAKEN)
    def test_one_more(self, wanted: list[Wanted], more: Wanted, taken: set[str]) -> None:
        """One mark more, anywhere, changes no id that nothing else begins with."""
        counts = Counter(base(item) for item in (*wanted, more))
        after = derive([more, *wanted], taken)[1:]
        for item, old, new in zip(wanted, derive(wanted, taken), after, strict=True):
            if counts[base(item)] == 1 and base(item) not in taken:
                assert old == new == base(item)


def stream(wanted: Wanted) -> tuple[str, tuple[str, ...]]:
    """All that tells one thing from another in the end: what is equal in this differs by number only."""
    own = tuple(part for word in wanted.words.split() for part in slugs(word))
    follow = tuple(part for word in wanted.follow.split() for part in slugs(word))
    return wanted.prefix + ("" if own else wanted.words), (*own, *follow)
