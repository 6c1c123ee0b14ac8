"""The vocabulary: the tables of the design, complete, in order, and told to pupils without accusing anybody."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest

from builder import taxonomy
from builder.taxonomy import Term

TABLES: Mapping[str, Sequence[Term]] = {
    "mark kinds": taxonomy.MARK_KINDS,
    "own voice": (taxonomy.OWN_VOICE,),
    "hedge types": taxonomy.HEDGE_TYPES,
    "levels": taxonomy.LEVELS,
    "relations": taxonomy.RELATIONS,
    "source kinds": taxonomy.SOURCE_KINDS,
    "forms": taxonomy.FORMS,
    "stances": taxonomy.STANCES,
    "evidence": taxonomy.EVIDENCE,
    "uses": taxonomy.USES,
}
TERMS = [pytest.param(term, id=f"{name}: {term.id}") for name, table in TABLES.items() for term in table]

IDS: Mapping[str, str] = {
    "mark kinds": "attribution hedge claim counter",
    "own voice": "own-voice",
    "hedge types": "evidential modal plausibility doxastic investigation conditional approximator distancing "
    "disclaimer vague booster",
    "levels": "probable possible uncommitted",
    "relations": "denies rebuts undermines undercuts alternative context corrects supports confirms repeats",
    "source kinds": "person organisation outlet document unnamed collective unstated",
    "forms": "direct indirect mixed summary",
    "stances": "neutral endorsing distancing document adverb",
    "evidence": "incident witness document data link none",
    "uses": "mention granted",
}

LABELS: Mapping[str, str] = {
    "evidential": "“someone said so”",
    "modal": "maybe-word",
    "plausibility": "seems-word",
    "doxastic": "belief word",
    "investigation": "open question",
    "conditional": "only if",
    "approximator": "rough number",
    "distancing": "their word, not ours",
    "disclaimer": "not checked",
    "vague": "no one in particular",
    "booster": "sure word",
}

RELATIONS: Mapping[str, tuple[str, str]] = {
    "denies": ("says no", "does someone only say it is not so?"),
    "rebuts": ("says no, and why", "does it argue the opposite?"),
    "undermines": ("doubts the source", "does it say the source or basis is bad?"),
    "undercuts": ("“yes, but it does not follow”", "are the facts accepted, the step refused?"),
    "alternative": ("other explanation", "same facts, other cause?"),
    "context": ("adds something", "can both be true?"),
    "corrects": ("takes it back", "does the same speaker change what was said?"),
    "supports": ("gives a reason", "could you put “because” between the two claims?"),
    "confirms": (
        "an independent source says so too",
        "does a second source, which does not rely on the first, say so too?",
    ),
    "repeats": ("the same origin once more", "follow both back: do they come out at the same place?"),
}

ACCUSING = re.compile(
    r"\b(hid(e|es|den|ing)|admits|propaganda|fake|lie|lies|lied|lying|liar|mislead\w*|manipulat\w*|bias\w*|dishonest\w*|"
    r"honest\w*|deceiv\w*|deceptive|trick\w*|spin|suspicious|disinformation|misinformation)\b",
    re.IGNORECASE,
)


def texts(term: Term) -> dict[str, str]:
    """Every text of a term, by field."""
    values = {name: getattr(term, name) for name in term.__struct_fields__}
    return {name: value for name, value in values.items() if isinstance(value, str)}


@pytest.mark.parametrize("name", TABLES)
def test_the_ids_of_every_table_are_those_of_the_design_in_its_order(name: str) -> None:
    """What authors may type is what the design lists."""
    assert [term.id for term in TABLES[name]] == IDS[name].split()


@pytest.mark.parametrize(
    ("table", "lookup"),
    [
        (taxonomy.MARK_KINDS, taxonomy.MARK_KIND_BY_ID),
        (taxonomy.HEDGE_TYPES, taxonomy.HEDGE_TYPE_BY_ID),
        (taxonomy.LEVELS, taxonomy.LEVEL_BY_ID),
        (taxonomy.RELATIONS, taxonomy.RELATION_BY_ID),
        (taxonomy.SOURCE_KINDS, taxonomy.SOURCE_KIND_BY_ID),
        (taxonomy.FORMS, taxonomy.FORM_BY_ID),
        (taxonomy.STANCES, taxonomy.STANCE_BY_ID),
        (taxonomy.EVIDENCE, taxonomy.EVIDENCE_BY_ID),
        (taxonomy.USES, taxonomy.USE_BY_ID),
    ],
)
def test_a_look_up_holds_exactly_its_table_and_cannot_be_changed(
    table: Sequence[Term], lookup: Mapping[str, Term]
) -> None:
    """By id one finds every term of a table and nothing else, and nobody can add one."""
    assert list(lookup.values()) == list(table)
    assert all(lookup[term.id] is term for term in table)
    assert not hasattr(lookup, "__setitem__")


@pytest.mark.parametrize("term", TERMS)
def test_a_term_cannot_be_changed(term: Term) -> None:
    """The vocabulary is the same for everybody, from start to end."""
    with pytest.raises(AttributeError):
        term.label = "other"  # type: ignore[misc]


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_told_completely(term: Term) -> None:
    """Every text is there, without stray space, and every term has examples and grounds."""
    for name, text in texts(term).items():
        assert text, name
        assert text == " ".join(text.split()), name
    assert term.examples
    assert all(term.examples)
    assert len(term.grounds) > 5


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_told_in_sentences(term: Term) -> None:
    """What it is and when it is good are sentences, and the test is a question that an annotator can answer."""
    for text in (term.about, term.good, term.guessing):
        assert text[0].isupper() or text[0] == "“"
        assert text[-1] in ".”"
    assert "?" in term.test


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_short_enough_for_a_pupil(term: Term) -> None:
    """No explanation has more than three sentences or fifty words, no sentence more than thirty words."""
    for text in (term.about, term.good, term.guessing, term.test):
        sentences = re.split(r"(?<=[.?!”)])\s+(?=[A-Z“(])", text)
        assert len(text.split()) <= 50
        assert len(sentences) <= 3
        assert max(len(sentence.split()) for sentence in sentences) <= 30


@pytest.mark.parametrize("term", TERMS)
def test_a_term_labels_language_and_never_honesty(term: Term) -> None:
    """No text accuses anybody."""
    for name, text in texts(term).items():
        assert not ACCUSING.search(text), name


@pytest.mark.parametrize("term", TERMS)
def test_texts_use_typographic_quotation_marks(term: Term) -> None:
    """What pupils read has the quotation marks and apostrophes of print."""
    for name, text in texts(term).items():
        assert not re.search("[\"']", text), name


def test_a_test_that_finds_accusing_words_finds_them() -> None:
    """The list of accusing words is not asleep: it knows the words that the design names."""
    assert all(ACCUSING.search(word) for word in ("hides", "admits", "propaganda", "fake", "lies"))
    assert not ACCUSING.search("admitted")


def test_kinds_of_marks_are_told_apart_by_short_name_and_letter() -> None:
    """Each kind has the short name, letter and plain label of the design, and is found by both of its names."""
    told = [(kind.short, kind.letter, kind.label) for kind in taxonomy.MARK_KINDS]
    assert told == [
        ("a", "A", "who says it"),
        ("h", "H", "careful word"),
        ("c", "C", "what is said"),
        ("x", "X", "answer"),
    ]
    assert taxonomy.MARK_KIND_BY_NAME["x"] is taxonomy.MARK_KIND_BY_NAME["counter"]
    assert set(taxonomy.MARK_KIND_BY_NAME) == {"a", "h", "c", "x", "attribution", "hedge", "claim", "counter"}
    assert taxonomy.OWN_VOICE.letter == "V"


def test_hedge_types_have_the_labels_and_owners_of_the_design() -> None:
    """Who is being careful by default is the article for four types and the last speaker for the others."""
    assert {kind.id: kind.label for kind in taxonomy.HEDGE_TYPES} == LABELS
    owned = {kind.id for kind in taxonomy.HEDGE_TYPES if kind.owner_default == "article"}
    assert owned == {"evidential", "distancing", "disclaimer", "vague"}


def test_only_a_booster_does_not_count_as_a_hedge() -> None:
    """A sure word is listed with the careful words and is not one."""
    assert [kind.id for kind in taxonomy.HEDGE_TYPES if not kind.counts_as_hedge] == ["booster"]


def test_relations_have_the_labels_and_tests_of_the_design() -> None:
    """The question an annotator asks is the one that the design gives."""
    told = {relation.id: (relation.label, relation.test.lower()) for relation in taxonomy.RELATIONS}
    assert told == RELATIONS


def test_five_relations_dispute_and_one_corrects() -> None:
    """A claim counts as answered by these relations only; a correction is something else."""
    disputing = [relation.id for relation in taxonomy.RELATIONS if relation.disputes]
    assert disputing == ["denies", "rebuts", "undermines", "undercuts", "alternative"]
    assert [relation.id for relation in taxonomy.RELATIONS if relation.is_correction] == ["corrects"]


def test_the_words_between_two_claims_are_all_different() -> None:
    """No two relations read the same, in either direction."""
    said = [words for relation in taxonomy.RELATIONS for words in (relation.active, relation.passive)]
    assert len(set(said)) == len(said)


def test_a_chain_ends_as_its_source_kind_says() -> None:
    """Named, unnamed or unstated: a loose group has no name, and nobody at all is unstated."""
    ends = {kind.id: kind.ends for kind in taxonomy.SOURCE_KINDS}
    assert ends == {
        "person": "named",
        "organisation": "named",
        "outlet": "named",
        "document": "named",
        "unnamed": "unnamed",
        "collective": "unnamed",
        "unstated": "unstated",
    }


def test_built_in_sources_are_of_known_kinds() -> None:
    """The two sources no author enters have ids, names and kinds like all others."""
    assert [source.id for source in taxonomy.BUILT_IN_SOURCES] == ["unstated", "article"]
    assert taxonomy.UNSTATED.name == "somebody, not said who"
    assert taxonomy.ARTICLE.name == "the article"
    assert all(source.kind in taxonomy.SOURCE_KIND_BY_ID for source in taxonomy.BUILT_IN_SOURCES)
