"""What other pages know of an article, and what all articles together answer."""

from __future__ import annotations

from functools import lru_cache

import pytest

from builder.assemble.entry import entry, excerpt
from builder.model.index import Entry, Index, index
from tests.written_article import made

TEXT = """\
---
annotated: {by: Ann, date: 2026-01-02}
level: "13-15"
summary: A dam.
---
# [Dam [Reportedly]{.h} Leaks]{.c ref=leak}

It rained. [TASS says]{.a source="tass < bob" form=summary}
[the dam [clearly]{.h} leaks]{.c ref=leak}. [These fears]{.c as=mention ref=flood}.

[Ann denies]{.a source=ann} [a leak]{.x ref=dry}. [The leak]{.c as=granted ref=leak} is old.
"""
CLAIMS = """\
claims:
  leak: {says: The dam leaks., supported_by: [flood]}
  dry: {says: It does not leak., answers: [{how: denies, claims: [leak, harbour/leak], arguable: perhaps}]}
  flood: {says: It floods.}
asked: [{who: council, about: [leak], reply: none}]
"""


@lru_cache(maxsize=1)
def town() -> Entry:
    """The entry of the article above."""
    return entry(made(TEXT, CLAIMS))


def harbour() -> Entry:
    """The entry of an article whose claim is answered by the one above, and that says a claim of it."""
    text = "[Bob said]{.a source=bob} [the harbour leaks]{.c ref=leak} and [the dam too]{.c ref=town/leak}."
    return entry(made(text, slug="harbour"))


class TestEntry:
    def test_whole(self) -> None:
        """An entry says what lists of articles need."""
        found = town()
        assert (found.slug, found.title, found.summary) == ("town", "Dam Reportedly Leaks", "A dam.")
        assert (found.language, found.level, found.date, found.draft, found.invented) == (
            "en",
            "13-15",
            "2026-01-02",
            False,
            False,
        )
        assert found.sources == ("tass", "bob", "ann", "council")
        assert found.first_answer == 2
        assert found.counts == {"attribution": 2, "hedge": 1, "claim": 4, "counter": 1, "booster": 1}

    def test_shape(self) -> None:
        """A paragraph has its length, and the marks that begin in it; boosters are no careful words."""
        assert [shape[1:] for shape in town().shape] == [(0, 1, 1, 0), (1, 0, 2, 0), (1, 0, 1, 1)]
        assert town().shape[0][0] == len("Dam Reportedly Leaks")

    def test_claims(self) -> None:
        """A claim has what it says, what it answers, and the paragraph that first says it or takes it up."""
        leak, dry, flood = town().claims
        assert (leak.id, leak.says, leak.supported_by) == ("leak", "The dam leaks.", ("flood",))
        assert (leak.disputed, leak.unanswered, leak.first) == (True, False, 0)
        assert town().answers_of(dry.id) == (("denies", "leak", "perhaps"), ("denies", "harbour/leak", "perhaps"))
        assert (flood.disputed, flood.unanswered, flood.first) == (False, False, 1)

    def test_sayings(self) -> None:
        """Each assertion has who says it and in which words; a booster does not make it a careful one."""
        found = [(saying.claim, str(saying.chain), saying.excerpt.quote, saying.hedged) for saying in town().sayings]
        assert found == [
            ("leak", "article", "Dam Reportedly Leaks", True),
            ("leak", "tass < bob", "the dam clearly leaks", False),
            ("dry", "ann", "a leak", False),
        ]

    def test_asked(self) -> None:
        """Who was asked, and what came back."""
        assert [(item.source, item.about, item.reply) for item in town().asked] == [("council", ("leak",), "none")]

    def test_examples(self) -> None:
        """Every term of the vocabulary that a mark shows has the mark as an example."""
        found: dict[str, list[str]] = {}
        for example in town().examples:
            found.setdefault(example.term, []).append(example.excerpt.quote)
        assert found["evidential"] == found["uncommitted"] == ["Reportedly"]
        assert found["booster"] == ["clearly"]
        assert found["summary"] == ["TASS says"]
        assert found["mention"] == ["These fears"]
        assert found["granted"] == ["The leak"]
        assert found["denies"] == found["counter"] == ["a leak"]
        assert found["own-voice"] == ["It rained.", "The leak"]

    def test_anchors(self) -> None:
        """It knows every id that its page can be linked by, and only whole ones."""
        assert all(town().has(id_) for id_ in ("h-clearly", "n-h-clearly", "claim-leak", "p-dam-reportedly-leaks"))
        assert not any(town().has(id_) for id_ in ("h-clear", "clearly", "", "h-clearly\nn-h-clearly"))


class TestIndex:
    def both(self) -> Index:
        """The index of both articles."""
        return index([town(), harbour()])

    def test_answers_across_articles(self) -> None:
        """An answer reaches a claim of another article, and disputes it."""
        assert self.both().answers_to("harbour", "leak") == (("town", "dry", "denies", "perhaps"),)
        assert self.both().is_disputed("harbour", "leak")
        assert not index([harbour()]).is_disputed("harbour", "leak")
        assert not self.both().is_disputed("town", "flood")

    def test_claims(self) -> None:
        """It knows what a claim says, by article and id."""
        assert self.both().says("town", "leak") == "The dam leaks."


@pytest.mark.parametrize(
    ("text", "mark", "shown"),
    [
        ("He may go.", "may", ("He ", "may", " go.")),
        ("He  may\ngo.", "may", ("He ", "may", " go.")),
        ("May go.", "May", ("", "May", " go.")),
        (f"{'word ' * 30}may{' word' * 30}", "may", (f"… {'word ' * 17}", "may", f"{' word' * 17} …")),
    ],
)
def test_excerpt(text: str, mark: str, shown: tuple[str, str, str]) -> None:
    """An excerpt is the marked words in their sentence, cut at words where it is long."""
    at = text.index(mark)
    found = excerpt(text, "h-may", (at, at + len(mark)), (0, len(text)))
    assert (found.before, found.quote, found.after) == shown
