"""The lexicon: what type a careful word has, where cues and sources stand, and on what grounds."""

from __future__ import annotations

import json
import pkgutil
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.source import Span
from builder.taxonomy import FORMS, HEDGE_TYPE_BY_ID, LEVEL_BY_ID, STANCE_BY_ID
from builder.text.lexicon import (
    LANGUAGES,
    Lexicon,
    Match,
    cues,
    extended,
    form,
    hedge_type,
    load,
    normalised,
    source_parts,
)
from builder.text.lexicon.inflection import forms
from builder.text.lexicon.loading import SETS
from builder.text.tokens import tokens

SEED_HEDGES = [
    ("Reportedly", "evidential"),
    ("Alleged", "evidential"),
    ("suggesting", "plausibility"),
    ("attributed to", "evidential"),
    ("allegedly", "evidential"),
    ("some", "approximator"),
    ("reported", "evidential"),
    ("if verified", "conditional"),
    ("could indicate", "modal"),
    ("raising questions about", "investigation"),
    ("Some analysts", "vague"),
    ("may be", "modal"),
    ("some quarters", "vague"),
    ("what he describes as", "distancing"),
    ("purported", "evidential"),
    ("reports of", "evidential"),
    ("whether accurate or not", "disclaimer"),
    ("the question of who", "investigation"),
    ("truly", "booster"),
]
"""Every careful word of the seed article."""

DESIGN_HEDGES = [
    ("reportedly", "evidential"),
    ("is said to", "evidential"),
    ("may", "modal"),
    ("might", "modal"),
    ("could", "modal"),
    ("seems", "plausibility"),
    ("suggests", "plausibility"),
    ("likely", "plausibility"),
    ("believes", "doxastic"),
    ("fears", "doxastic"),
    ("is examining whether", "investigation"),
    ("unclear if", "investigation"),
    ("should it prove", "conditional"),
    ("about", "approximator"),
    ("up to", "approximator"),
    ("so-called", "distancing"),
    ("could not independently verify", "disclaimer"),
    ("some say", "vague"),
    ("from some quarters", "vague"),
    ("clearly", "booster"),
    ("proved", "booster"),
]
"""Every example of the design's table."""

MORE_HEDGES = [
    ("might have been", "modal"),
    ("can’t be ruled out", "modal"),
    ("appeared to", "plausibility"),
    ("would appear", "plausibility"),
    ("it is understood", "evidential"),
    ("supposed", "evidential"),
    ("is supposed to", "doxastic"),
    ("it is believed", "doxastic"),
    ("expected to", "doxastic"),
    ("speculated", "doxastic"),
    ("if the documents are genuine", "conditional"),
    ("assuming", "conditional"),
    ("assumed", "doxastic"),
    ("should they agree", "conditional"),
    ("would", "conditional"),
    ("some 300 people", "approximator"),
    ("nearly 40 per cent", "approximator"),
    ("an estimated", "approximator"),
    ("dozens of", "approximator"),
    ("several witnesses", "vague"),
    ("critics say", "vague"),
    ("what critics call", "distancing"),
    ("what the mayor calls", "distancing"),
    ("self-styled", "distancing"),
    ("not clear whether", "investigation"),
    ("clear", "booster"),
    ("remains to be seen", "investigation"),
    ("has not been independently confirmed", "disclaimer"),
    ("not yet been verified", "disclaimer"),
    ("yet to be verified", "disclaimer"),
    ("confirmed", "booster"),
    ("if confirmed", "conditional"),
    ("unconfirmed", "disclaimer"),
    ("without doubt", "booster"),
    ("doubts whether", "doxastic"),
    ("“rescued”", "distancing"),
    ("‘superfood’", "distancing"),
    ('"special operation"', "distancing"),
    ("“we may well be wrong about all of it”", "modal"),
    ("“a gift to drivers at everybody’s expense”", "distancing"),
    ("MAY", "modal"),
    ("may  \n have", "modal"),
    ("don't know whether", "investigation"),
]

ATTRIBUTIONS = [
    # of the seed
    ("According to Russian Analysts", ["According to"], ["Russian Analysts"]),
    (
        "Recent reports from Russian military analysts have painted",
        ["have painted"],
        ["Recent reports from Russian military analysts"],
    ),
    (
        "According to statements attributed to a Russian official named Kalinovsky",
        ["According to", "attributed to"],
        ["statements", "a Russian official named Kalinovsky"],
    ),
    (
        "TASS journalists citing Russian law enforcement sources on July 10th, alleging",
        ["citing", "alleging"],
        ["TASS journalists", "Russian law enforcement sources"],
    ),
    ("Some analysts argue", ["argue"], ["Some analysts"]),
    ("the Ukrainian government has consistently denied", ["has consistently denied"], ["the Ukrainian government"]),
    ("emphasizing", ["emphasizing"], []),
    ("Officials in Kyiv have pointed to", ["have pointed to"], ["Officials in Kyiv"]),
    ("has drawn criticism from some quarters", ["has drawn criticism from"], ["some quarters"]),
    (
        "Russian President Vladimir Putin has repeatedly addressed",
        ["has repeatedly addressed"],
        ["Russian President Vladimir Putin"],
    ),
    ("stating in recent statements", ["stating"], []),
    ("Putin has framed", ["has framed"], ["Putin"]),
    ("his broader narrative of", ["narrative of"], ["his"]),
    ("what he describes as", ["describes as"], ["he"]),
    ("is echoed by Russian state media", ["is echoed by"], ["Russian state media"]),
    ("which often highlights", ["often highlights"], ["which"]),
    ("portrays", ["portrays"], []),
    ("international observers have raised concerns about", ["have raised concerns about"], ["international observers"]),
    ("reports of", ["reports of"], []),
    ("Moscow insists", ["insists"], ["Moscow"]),
    ("Kyiv and its Western allies argue", ["argue"], ["Kyiv and its Western allies"]),
    # who speaks where
    ("said Lena Ito, the mayor", ["said"], ["Lena Ito, the mayor"]),
    ("said", ["said"], []),
    ("told the council", ["told"], []),
    ("as reported by the Courier", ["reported by"], ["the Courier"]),
    ("the club responded by saying", ["responded"], ["the club"]),
    ("it is claimed", ["is claimed"], []),
    ("it added", ["added"], ["it"]),
    ("which reportedly said", ["reportedly", "said"], ["which"]),
    ("the agency reported that police said", ["reported", "said"], ["the agency", "police"]),
    ("TASS quoted officials as saying", ["quoted", "as saying"], ["TASS", "officials"]),
    ("in the words of one parent", ["in the words of"], ["one parent"]),
    ("Mayor Ito’s bold claim that", ["claim that"], ["Mayor Ito’s"]),
    # auxiliaries, adverbs and chains of verbs
    ("the company has repeatedly and firmly denied", ["has repeatedly and firmly denied"], ["the company"]),
    ("Nobody at the club would say", ["would say"], ["Nobody at the club"]),
    ("Her aides didn’t mention", ["didn’t mention"], ["Her aides"]),
    ("the paper is expected to endorse", ["is expected to endorse"], ["the paper"]),
    ("residents began calling for", ["began calling for"], ["residents"]),
    ("she has not, however, confirmed", ["confirmed"], ["she"]),
    ("The Italy coach said", ["said"], ["The Italy coach"]),
    # nouns that look like verbs, verbs that look like nouns
    ("the report states", ["states"], ["the report"]),
    ("State media claim", ["claim"], ["State media"]),
    ("TASS reports, citing police sources,", ["reports", "citing"], ["TASS", "police sources"]),
    ("reports from witnesses", ["reports from"], ["witnesses"]),
    ("Recent claims by critics", ["claims by"], ["critics"]),
    ("in which, they claim,", ["claim"], ["they"]),
    # asides
    ("The mayor, who wrote two books, said", ["said"], ["The mayor, who wrote two books"]),
    ("a poll released on Monday found", ["found"], ["a poll"]),
    ("The tabloid quoted a friend, who said", ["quoted", "said"], ["The tabloid", "a friend"]),
    # dates, phrases and names
    ("In a letter on Monday, the mayor said", ["said"], ["the mayor"]),
    ("Theresa May said in May", ["said"], ["Theresa May"]),
    ("per the minutes of 4 May", ["per"], ["the minutes of 4 May"]),
    ("the agency on Tuesday warned", ["warned"], ["the agency"]),
    ("a former broadcast engineer wants", [], []),
    ("", [], []),
]

STANCES = [
    ("said", "neutral"),
    ("According to", "neutral"),
    ("denied", "neutral"),
    ("citing", "neutral"),
    ("pointed to", "neutral"),
    ("argue", "neutral"),
    ("emphasizing", "neutral"),
    ("emphasising", "neutral"),
    ("revealed", "endorsing"),
    ("admitted", "endorsing"),
    ("pointed out", "endorsing"),
    ("highlights", "endorsing"),
    ("claims", "distancing"),
    ("claimed", "distancing"),
    ("alleging", "distancing"),
    ("insists", "distancing"),
    ("has framed", "distancing"),
    ("shows", "document"),
    ("found", "document"),
    ("reportedly", "adverb"),
]

CHIPS = [
    *("said", "claims", "by", "the", "who", ",", "report", "to", "be", "has", "expected", "firmly", "never", "and"),
    *("Monday", "May", "citing", "“", "’s", "his", "reports of", "according to", "that", "\n"),
]
"""Words that the search for cues and sources looks at."""

CONTENTS = [
    ("“I saw nobody on the bridge,”", "direct"),
    ("“I saw nobody,” … “nobody at all.”", "direct"),
    ("«Нікого не було»", "direct"),
    ("„Niemand war da“", "direct"),
    ('"I saw nobody"', "direct"),
    ("'I saw nobody'", "direct"),
    ("“The quotation goes on in the next paragraph", "direct"),
    ("the plan is “a gift to drivers” and should not pass", "mixed"),
    ("that the soldiers’ home isn’t the boys’ or Kyiv’s", "indirect"),
    ("’twas nothing, the dogs’ owner said", "indirect"),
    ("that she had seen nobody", "indirect"),
    ("“”", "indirect"),
    ("", "indirect"),
    (None, "indirect"),
]


@pytest.fixture(scope="module")
def english() -> Lexicon:
    """The lexicon of English."""
    lexicon = load("en")
    assert lexicon is not None
    return lexicon


def kind_of(words: str, lexicon: Lexicon, *, quoted: bool = False) -> str | None:
    """The type of a careful word, by its id."""
    match = hedge_type(words, lexicon, quoted=quoted)
    return match.type if match else None


def data(language: str) -> Any:
    """A data file as it is shipped."""
    packed = pkgutil.get_data("builder.text", f"lexicons/{language}.json")
    assert packed is not None
    return json.loads(packed)


class TestData:
    """What is shipped."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_entry_has_a_known_type_and_grounds_that_are_spelled_out(self, language: str) -> None:
        """Nothing is in the lexicon without a type of the vocabulary and a source one can look up."""
        shipped = data(language)
        for group in shipped["hedges"]:
            assert group["type"] in HEDGE_TYPE_BY_ID
            assert group.get("level", "possible") in LEVEL_BY_ID
        for group in shipped["cues"]:
            assert group["stance"] in STANCE_BY_ID
            assert group.get("source", "before") in ("before", "after", "both", "none")
        for group in (*shipped["hedges"], *shipped["cues"]):
            assert group["grounds"]
            assert set(group["grounds"]) <= shipped["grounds"].keys()
            assert group.get("words") or group.get("verbs")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_ground_is_used(self, language: str) -> None:
        """No source is named that nothing rests on."""
        shipped = data(language)
        used = {name for group in (*shipped["hedges"], *shipped["cues"]) for name in group["grounds"]}
        assert used == shipped["grounds"].keys()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_keys_are_written_as_words_are_looked_up(self, language: str) -> None:
        """An entry that no text could ever match would be dead."""
        shipped = data(language)
        names = {f"{{{name}}}" for name in shipped["classes"]}
        for group in (*shipped["hedges"], *shipped["cues"]):
            for words in (*group.get("words", ()), *group.get("verbs", ())):
                plain = " ".join("x" if word in names else word for word in words.split(" "))
                assert plain == normalised(plain), words

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize(("table", "key"), [("hedges", "type"), ("cues", "stance")])
    def test_no_word_is_listed_under_two_types(self, language: str, table: str, key: str) -> None:
        """The order of groups in the file decides nothing."""
        listed: dict[str, set[str]] = defaultdict(set)
        for group in data(language)[table]:
            for words in (*group.get("words", ()), *group.get("verbs", ())):
                listed[words].add(group[key])
        assert {words: kinds for words, kinds in listed.items() if len(kinds) > 1} == {}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_word_has_two_classes(self, language: str) -> None:
        """A word stands for one class at most."""
        words = [word for listed in data(language)["classes"].values() for word in listed]
        assert len(words) == len(set(words))

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_word_lists_are_all_read(self, language: str) -> None:
        """Nothing stands in a data file that the program does not know."""
        known = {"language", "grounds", "classes", "irregular", "doubled", "hedges", "cues", *SETS}
        assert data(language).keys() == known

    def test_english_covers_every_type_and_stance(self, english: Lexicon) -> None:
        """Every type has at least ten entries, every stance too, and there are hundreds in all."""
        types = [entry.type for entry in english.hedges.values()]
        stances = [entry.stance for entry in english.cues.values()]
        assert all(types.count(kind) >= 10 for kind in HEDGE_TYPE_BY_ID)
        assert all(stances.count(stance) >= 10 for stance in STANCE_BY_ID)
        assert len(types) > 800
        assert len({entry.words for entry in english.cues.values()}) > 300


class TestLoading:
    """Languages, and a site's own words."""

    def test_a_language_is_found_by_its_tag(self, english: Lexicon) -> None:
        """English of any country is English."""
        assert load("en-GB").hedges == english.hedges  # type: ignore[union-attr]
        assert load("EN") is not None

    @pytest.mark.parametrize("language", ["uk", "xx", "", "english", "../en", "e"])
    def test_an_unknown_language_is_absent(self, language: str) -> None:
        """What we have no list for is no error."""
        assert load(language) is None

    def test_a_lexicon_cannot_be_changed(self, english: Lexicon) -> None:
        """A lexicon is shared by all articles."""
        assert not any(hasattr(table, "__setitem__") for table in (english.hedges, english.cues, english.classes))

    def test_a_sites_own_words_win(self, english: Lexicon) -> None:
        """An entry of the site changes what its words mean, and leaves our lexicon as it is."""
        vague, endorsing = ["Rumour Mill’s regulars", "could"], ["spilled the beans that"]
        own = extended(english, "en", {"vague": vague}, {"endorsing": endorsing, "adverb": ["word on the street"]})
        assert hedge_type("could", own) == Match("vague", None, "could", ("site",))
        assert kind_of("Rumour  mill's regulars", own) == "vague"
        found = cues("Word on the street: he spilled the beans that", own)
        assert [(cue.stance, cue.source) for cue in found] == [("adverb", "none"), ("endorsing", "before")]
        assert own.grounds["site"]
        assert kind_of("could", english) == "modal"

    def test_a_site_in_a_language_of_its_own_brings_its_words(self) -> None:
        """Without a lexicon of ours, a site's words alone are known, and sources are still found beside them."""
        own = extended(None, "uk", {"modal": ["можливо"]}, {"neutral": ["сказав"]})
        assert own.language == "uk"
        assert kind_of("Можливо", own) == "modal"
        assert hedge_type("може", own) is None
        found = cues("мер сказав", own)
        assert [(cue.start, cue.end) for cue in found] == [(4, 10)]
        assert source_parts("мер сказав", found, own) == (Span(0, 3),)


class TestHedges:
    """Types of careful words."""

    @pytest.mark.parametrize(("words", "expected"), [*SEED_HEDGES, *DESIGN_HEDGES, *MORE_HEDGES])
    def test_a_careful_word_has_the_type_one_expects(self, english: Lexicon, words: str, expected: str) -> None:
        """The seed article, the design's examples and some hard cases."""
        match = hedge_type(words, english)
        assert match is not None
        assert match.type == expected
        assert match.grounds

    @pytest.mark.parametrize("words", ["", "…", "the bridge", "zebra", "word " * 1_000 + "may"])
    def test_words_that_are_not_careful_have_no_type(self, english: Lexicon, words: str) -> None:
        """Unknown is absent; a whole text is no word."""
        assert hedge_type(words, english) is None

    def test_the_type_says_which_entry_decided(self, english: Lexicon) -> None:
        """An author is shown the entry, its level and where it comes from."""
        match = hedge_type("Some experts", english)
        assert match is not None
        assert (match.type, match.level, match.entry, match.grounds) == (
            "vague",
            "uncommitted",
            "some {people}",
            ("weasel",),
        )

    @pytest.mark.parametrize(
        ("words", "level"),
        [
            ("may", "possible"),
            ("probably", "probable"),
            ("reportedly", "uncommitted"),
            ("about", None),
            ("clearly", None),
        ],
    )
    def test_the_level_is_given_where_it_is_clear(self, english: Lexicon, words: str, level: str | None) -> None:
        """Rough numbers and sure words have none."""
        match = hedge_type(words, english)
        assert match is not None
        assert match.level == level

    def test_quotation_marks_outside_the_words_decide_last(self, english: Lexicon) -> None:
        """A word of the lexicon keeps its type inside quotation marks; any other is in scare quotes."""
        assert kind_of("may", english, quoted=True) == "modal"
        assert kind_of("rescued", english, quoted=True) == "distancing"
        assert hedge_type("rescued", english) is None

    @given(st.text(max_size=60))
    def test_any_words_are_answered(self, words: str) -> None:
        """Nothing a person can mark crashes the look-up, and what it finds is in the vocabulary."""
        lexicon = load("en")
        assert lexicon is not None
        match = hedge_type(words, lexicon)
        assert match is None or match.type in HEDGE_TYPE_BY_ID


class TestAttributions:
    """Cues, sources, forms."""

    @pytest.mark.parametrize(("words", "found", "sources"), ATTRIBUTIONS)
    def test_cues_and_sources_are_found(
        self, english: Lexicon, words: str, found: list[str], sources: list[str]
    ) -> None:
        """The seed article and some hard cases: who says it, and with which word."""
        known = cues(words, english)
        assert [words[cue.start : cue.end] for cue in known] == found
        assert [words[part.start : part.end] for part in source_parts(words, known, english)] == sources

    @pytest.mark.parametrize(("words", "stance"), STANCES)
    def test_a_cue_has_the_stance_one_expects(self, english: Lexicon, words: str, stance: str) -> None:
        """Every stance, in several forms of its verbs."""
        found = cues(words, english)
        assert [cue.stance for cue in found] == [stance]
        assert found[0].grounds

    def test_a_cue_says_which_entry_decided(self, english: Lexicon) -> None:
        """An author is shown the verb as listed, and where it comes from."""
        (cue,) = cues("The mayor has denied", english)
        assert (cue.entry, cue.source, cue.grounds) == ("deny", "before", ("parc", "thompson-ye"))

    def test_a_text_is_no_attribution(self, english: Lexicon) -> None:
        """In a whole text nothing is guessed, so that a runaway mark costs nothing."""
        assert cues("she claims " * 100_000, english) == ()

    @given(st.lists(st.sampled_from(CHIPS)))
    def test_cues_and_sources_never_overlap(self, words: list[str]) -> None:
        """Whatever the words, ranges are in order, disjoint, not empty, and inside."""
        lexicon = load("en")
        assert lexicon is not None
        text = " ".join(words)
        found = cues(text, lexicon)
        ranges = [(cue.start, cue.end) for cue in found]
        assert ranges == sorted(ranges)
        ranges = sorted(ranges + [(part.start, part.end) for part in source_parts(text, found, lexicon)])
        edges = [edge for span in ranges for edge in span]
        assert edges == sorted(set(edges))
        assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))

    @given(st.text(max_size=80))
    def test_any_words_have_cues_and_sources(self, words: str) -> None:
        """Nothing a person can mark crashes the search."""
        lexicon = load("en")
        assert lexicon is not None
        found = cues(words, lexicon)
        assert all(words[part.start : part.end].strip() for part in source_parts(words, found, lexicon))

    @pytest.mark.parametrize(("content", "expected"), CONTENTS)
    def test_the_form_follows_from_quotation_marks(self, content: str | None, expected: str) -> None:
        """Word for word, partly so, or in the writer's words; apostrophes are no quotation marks."""
        assert form(content) == expected
        assert expected in {known.id for known in FORMS}


class TestWords:
    """Words and their forms."""

    def test_words_are_folded_and_keep_their_place(self) -> None:
        """Case and apostrophes do not matter; hyphens and apostrophes belong to a word."""
        found = [(token.text, token.start, token.end) for token in tokens("So-called “Kyiv’s 3%” …")]
        assert found == [("so-called", 0, 9), ("kyiv's", 11, 17), ("3", 18, 19)]

    @pytest.mark.parametrize(
        ("verb", "expected"),
        [
            ("claim", "claim claims claiming claimed"),
            ("allege", "allege alleges alleging alleged"),
            ("deny", "deny denies denying denied"),
            ("say", "say says saying said said"),
            ("admit", "admit admits admitting admitted"),
            ("stress", "stress stresses stressing stressed"),
            ("convey", "convey conveys conveying conveyed"),
            ("emphasize", "emphasize emphasizes emphasizing emphasized emphasise emphasises emphasising emphasised"),
        ],
    )
    def test_a_verb_has_its_forms(self, verb: str, expected: str) -> None:
        """Regular, irregular and doubled verbs, in American and British spelling."""
        shipped = data("en")
        assert list(forms(verb, shipped["irregular"], shipped["doubled"])) == expected.split()

    def test_a_particle_stays_behind_its_verb(self) -> None:
        """A phrase changes in its first word only."""
        shipped = data("en")
        found = forms("point to", shipped["irregular"], shipped["doubled"])
        assert found == ("point to", "points to", "pointing to", "pointed to")
