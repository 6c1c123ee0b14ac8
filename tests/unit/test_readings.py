"""Other ways to read an article: what each lesson takes out, what that makes of the claims, and what it says of it."""

from __future__ import annotations

import pytest

from builder.model.article import Article
from builder.model.document import Leaf
from builder.views.blocks import prose_of, voice_marks, voice_view
from builder.views.cuts import Cuts, Outcome, word_count
from builder.views.frame import House
from builder.views.kinds import KindView, kinds
from builder.views.pieces import Cut, ElementView, PieceView, SegmentView
from builder.views.readings import ReadingsView, lessons, readings
from tests.written_article import cast, made

FACT, FLAT, CAREFUL, QUOTED = Outcome


def kind_views() -> dict[str, KindView]:
    """The kinds of a site without any of its own."""
    return kinds(House(cast().site), "articles/town/index.html", {})


def read(article: Article) -> ReadingsView:
    """The ways to read an article."""
    own = kind_views()["own-voice"]
    return readings(article, lessons(article), [voice_view(voice, article, own) for voice in voice_marks(article)])


def became(article: Article, cuts: Cuts) -> dict[str, str]:
    """What each assertion that changes reads as, by its words."""
    return {mark.quote: str(cuts.outcomes[mark.id]) for mark in article.assertions if mark.id in cuts.outcomes}


def careful(text: str, claims: str = "") -> dict[str, str]:
    """What the lesson without the careful words makes of the assertions of an article."""
    article = made(text, claims)
    return became(article, lessons(article).careful)


def sources(text: str, claims: str = "") -> dict[str, str]:
    """What the lesson without the sources makes of the assertions of an article."""
    article = made(text, claims)
    return became(article, lessons(article).sources)


def segments(article: Article) -> list[SegmentView]:
    """The pieces of the last paragraph of an article as its page shows it, links and emphasis opened."""

    def opened(pieces: tuple[PieceView, ...]) -> list[SegmentView]:
        found: list[SegmentView] = []
        for piece in pieces:
            if isinstance(piece, ElementView):
                found += opened(piece.children)
            elif isinstance(piece, SegmentView):
                found.append(piece)
        return found

    return opened(pieces_of(article))


def last_of(article: Article) -> Leaf:
    """The last paragraph of an article."""
    last = article.blocks[-1]
    assert isinstance(last, Leaf)
    return last


def pieces_of(article: Article) -> tuple[PieceView, ...]:
    """The pieces of the last paragraph of an article as its page shows it."""
    prose = prose_of(article, [], [], kind_views(), {}, taken=lessons(article))
    return prose.leaf(last_of(article))


class TestWithoutTheCarefulWords:
    def test_a_claim_of_the_article_reads_as_a_fact(self) -> None:
        """What only the article says, with care, is said for certain once the care is gone."""
        assert careful("[The dam [may]{.h} leak]{.c ref=leak}.") == {"The dam may leak": FACT}

    def test_a_claim_of_a_source_stays_that_sources(self) -> None:
        """Whoever is named goes on saying it, only without the care."""
        text = "[Bob said]{.a source=bob} that [the dam [may]{.h} leak]{.c ref=leak}."
        assert careful(text) == {"the dam may leak": FLAT}

    def test_a_source_that_is_only_a_careful_word_goes_with_it(self) -> None:
        """'Reportedly' was all that told that somebody else says it; so is an attribution that is one careful word."""
        text = (
            "[The dam [reportedly]{.h} leaks]{.c ref=leak}. [[Rumour has it]{.h type=evidential}]{.a source=unstated} "
        )
        text += "[it burst]{.c ref=burst}."
        claims = "claims: {leak: {says: It leaks., chain: unstated}}"
        assert careful(text, claims) == {"The dam reportedly leaks": FACT, "it burst": FACT}

    def test_words_in_the_place_of_a_careful_one_keep_the_source(self) -> None:
        """'Some fans think' that becomes 'Fans say' still tells who says it."""
        text = "[[Some fans]{.h type=vague bare=Fans} [think]{.h type=doxastic bare=say}]{.a source=fans} "
        assert careful(text + "[it leaks]{.c ref=leak}.") == {"it leaks": FLAT}

    def test_a_quotation_stays_somebodys(self) -> None:
        """What stands in quotation marks is no statement of the article's."""
        assert careful("[“It [may]{.h} leak”]{.c ref=leak} was on the wall.") == {"“It may leak”": FLAT}

    def test_sure_words_stay(self) -> None:
        """A booster holds nothing back: nothing is taken out and nothing changes."""
        article = made("[The dam [clearly]{.h type=booster} leaks]{.c ref=leak}.")
        assert lessons(article).careful.gone == ()
        assert careful("[The dam [clearly]{.h type=booster} leaks]{.c ref=leak}.") == {}

    def test_a_claim_counts_once_for_the_greatest_change(self) -> None:
        """Said twice, flatly by a source and now as a fact by the article, it is one claim that reads as a fact."""
        text = "[Bob said]{.a source=bob} [it [may]{.h} leak]{.c ref=leak}.\n\n[It [may]{.h} leak]{.c ref=leak}."
        view = read(made(text)).careful
        assert (view.facts, view.flat) == (1, 0)

    def test_the_question_is_about_a_word_the_article_could_drop(self) -> None:
        """Rather the one that keeps a claim of the article from being a fact; without its own quotation marks."""
        text = "[Bob said]{.a source=bob} [it [may]{.h core=yes} leak]{.c ref=leak}. "
        text += "[The [“danger”]{.h type=distancing} dam broke]{.c ref=burst}."
        assert read(made(text)).careful.about == "danger"

    def test_without_careful_words_nothing_changes(self) -> None:
        """An article without any has nothing to take out and no question about one."""
        view = read(made("[It leaks]{.c ref=leak}.")).careful
        assert (view.gone, view.gaps, view.facts, view.about) == (0, 0, 0, "")


class TestWithoutTheSources:
    def test_a_claim_reads_as_a_fact(self) -> None:
        """Without its source a claim sounds like the article's own."""
        assert sources("[Bob said]{.a source=bob} that [the dam leaks]{.c ref=leak}.") == {"the dam leaks": FACT}

    def test_a_careful_word_that_is_left_keeps_it_from_being_one(self) -> None:
        """'May' holds back whoever says it; a careful word inside the attribution goes with it."""
        text = "[Bob said]{.a source=bob} that [the dam [may]{.h} leak]{.c ref=leak}. "
        text += "[Ann [seems to say]{.h type=plausibility}]{.a source=ann} [it burst]{.c ref=burst}."
        assert sources(text) == {"the dam may leak": CAREFUL, "it burst": FACT}

    def test_quotation_marks_keep_it_from_being_one(self) -> None:
        """A quotation without its speaker is still a quotation; a few quoted words do not make one."""
        text = "[“The dam leaks,”]{.c ref=leak} [Bob said]{.a source=bob}. "
        text += "[Ann said]{.a source=ann} [it is “safe”]{.c ref=safe}."
        assert sources(text) == {"“The dam leaks,”": QUOTED, "it is “safe”": FACT}

    def test_what_the_article_says_itself_stays_as_it_was(self) -> None:
        """No source is taken from it."""
        assert sources("[The dam leaks]{.c ref=leak}. [Bob said]{.a source=bob} so.") == {}
        assert sources("[Bob said]{.a source=bob} a lot.\n\n[The dam leaks]{.c ref=leak}.") == {}

    def test_the_question_is_about_a_claim_that_was_left_whole(self) -> None:
        """Words that lost some of their own are no good to ask about."""
        text = "[[Bob denied]{.a source=bob} that it leaks]{.c ref=leak core=yes}. "
        text += "[Ann said]{.a source=ann} [it burst]{.c ref=burst}."
        assert read(made(text)).sources.about == "it burst"


class TestFigures:
    def test_words_are_counted_once(self) -> None:
        """A careful word inside a longer one is gone once, and leaves nothing of its own beside it."""
        article = made("[It [as far as [anyone]{.h type=vague bare=one} knows]{.h type=modal} leaks]{.c ref=leak}.")
        view = read(article).careful
        assert (view.gone, view.gaps, view.stand_ins) == (5, 1, 0)

    def test_gaps_and_our_own_words_are_told_apart(self) -> None:
        """`bare` words stand in, an empty `bare` leaves neither a word nor a gap."""
        text = '[It [may]{.h} [perhaps]{.h bare=""} [seem to]{.h type=plausibility bare=really} leak]{.c ref=leak}.'
        view = read(made(text)).careful
        assert (view.gone, view.gaps, view.stand_ins) == (4, 1, 1)

    @pytest.mark.parametrize(
        ("words", "count"),
        [("", 0), (" — “ ” ", 0), ("It—he said—leaks", 2), ("12,000 litres\nof water", 4), ("قد يغلق", 2)],
    )
    def test_words_are_what_stands_between_spaces(self, words: str, count: int) -> None:
        """A dash or a quotation mark alone is none."""
        assert word_count(words) == count

    def test_marks_of_the_core_are_counted(self) -> None:
        """So many of all marks does the short way in show."""
        view = read(made("[Bob said]{.a source=bob core=yes} [it leaks]{.c ref=leak}."))
        assert (view.core, view.marks) == (1, 2)


class TestOnlyItsOwnVoice:
    def test_passages_and_what_lies_between_them_make_up_the_article(self) -> None:
        """Every word is either in a passage or left out before, between or after passages."""
        view = read(made("It rained. [Bob said]{.a source=bob} [it leaks]{.c ref=leak}.\n\nIt rained again. Why?")).own
        assert [(item.words, item.skipped, item.paragraph) for item in view.passages] == [
            ("It rained.", 3, 1),
            ("It rained again.", 4, 2),
        ]
        assert (view.kept, view.skipped, view.total) == (5, 1, 13)

    def test_each_passage_leads_to_its_words(self) -> None:
        """By the id and the letter that the stretch has in the text."""
        article = made("It rained.")
        (passage,) = read(article).own.passages
        assert (passage.mark, passage.letter) == (voice_marks(article)[0].id, "V1")

    def test_there_may_be_nothing(self) -> None:
        """An article that says nothing by itself has no passage and leaves out every word."""
        view = read(
            made("# [It leaks]{.c ref=leak}, [Bob says]{.a source=bob}\n\n[“Yes,”]{.c ref=leak source=bob} he said.")
        ).own
        assert (view.kept, view.passages, view.skipped) == (0, (), view.total)


class TestPieces:
    def test_a_piece_knows_the_lessons_that_take_it_out(self) -> None:
        """A careful word inside an attribution goes with either."""
        found = segments(made("[Bob [seems]{.h} to say]{.a source=bob} [it [may]{.h} leak]{.c ref=leak}."))
        assert [(piece.text, "".join(piece.out)) for piece in found] == [
            ("Bob ", "a"), ("seems", "ah"), (" to say", "a"), (" ", ""), ("it ", ""), ("may", "h"), (" leak", ""),
            (".", ""),
        ]  # fmt: skip

    def test_what_stands_in_its_place_stands_once(self) -> None:
        """On the first piece of a range, however many it is cut into."""
        found = segments(made("[Bob [seems]{.h bare=dares} to say]{.a source=bob} [it leaks]{.c ref=leak}."))
        cuts = [[span.cut for span in piece.spans if span.cut] for piece in found[:3]]
        assert cuts == [[Cut("a", None, 16)], [Cut("h", "dares", 5)], []]

    def test_claims_that_become_facts_are_told_by_their_class(self) -> None:
        """In either lesson, or in both."""
        text = "[Bob said]{.a source=bob} [it leaks]{.c ref=leak}. [It [may]{.h} burst]{.c ref=burst}."
        names = {piece.text: piece.spans[0].names for piece in segments(made(text)) if piece.spans}
        assert (names["it leaks"], names["It "]) == ("m claim fact-a", "m claim fact-h")

    def test_a_link_that_loses_all_its_words_is_known(self) -> None:
        """So that nobody tabs to a link without a name."""
        text = "[It [[may](https://example.org) [not](https://example.org) b]{.h type=modal} leak]{.c ref=leak}. [So](https://example.org)."
        outs = [piece.out for piece in pieces_of(made(text)) if isinstance(piece, ElementView)]
        assert outs == [("h",), ("h",), ()]

    def test_other_pages_show_the_words_without_any_of_this(self) -> None:
        """A quotation elsewhere has no lessons."""
        article = made("[It [may]{.h bare=will core=yes} leak]{.c ref=leak}.")
        prose = prose_of(article, [], [], kind_views(), {})
        pieces = [piece for piece in prose.leaf(last_of(article)) if isinstance(piece, SegmentView)]
        assert {piece.out for piece in pieces} == {()}
        assert {(span.names, span.cut) for piece in pieces for span in piece.spans} == {
            ("m claim", None),
            ("m hedge", None),
        }
