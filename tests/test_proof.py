"""The proof sheet: what authors read to see what the defaults made of their marks."""

from __future__ import annotations

import pytest
from hypothesis import given

from builder.assemble.article import assemble
from builder.model.article import Assertion, Hedge
from builder.report.proof import id_list, sheet
from builder.report.wording import is_plural, paragraphs_later, relation
from builder.taxonomy import RELATIONS
from tests.golden import Golden
from tests.marked_text import TEXTS, Text, markdown
from tests.written_article import cast, made, written


@pytest.mark.cases("proof")
def test_sheet(golden: Golden) -> None:
    """Every assertion is a sentence, with its careful words, owners, scopes and answers, and which default decided."""
    inputs = golden.case.inputs
    golden.check(sheet(made(inputs["article"], inputs.get("claims", "")), cast().sources))


@pytest.mark.cases("marks")
def test_id_list(golden: Golden) -> None:
    """Every id of an article is listed with its words."""
    inputs = golden.case.inputs
    golden.check(id_list(made(inputs["article"], inputs.get("claims", ""))))


@given(TEXTS)
def test_nothing_is_left_out(text: Text) -> None:
    """Whatever is marked, each assertion and each hedge stands on the sheet, and every id on the list."""
    article = assemble(written(markdown(text), checked=False), cast())
    proof = sheet(article, cast().sources)
    assert all(
        f"({mark.id})" in " ".join(proof.split()) for mark in article.marks() if isinstance(mark, Assertion | Hedge)
    )
    assert all(f"{mark.id} " in id_list(article) for mark in article.marks())


@pytest.mark.parametrize(
    "name",
    [
        "some analysts",
        "analysts",
        "Russian law enforcement sources",
        "officials in Kyiv",
        "researchers from the University of Averlund",
        "Kyiv’s Western allies",
        "some people online",
        "critics of the plan",
        "photographs by Petra Wynholt",
        "staff reports of Vantry City Council",
        "pupils who felt lonely",
        "at least four newspapers",
        "the police",
        "others",
        "some quarters",
        "two officials, speaking in private",
        "“well-placed sources”",
    ],
)
def test_plurals(name: str) -> None:
    """Several speakers say."""
    assert is_plural(name)


@pytest.mark.parametrize(
    "name",
    [
        "Bob",
        "TASS",
        "Reuters",
        "the United Nations",
        "Tollgrave Castings",
        "the Ukrainian government",
        "the council’s budget paper",
        "audit report on the bridges",
        "a source close to the players",
        "a team of doctors",
        "Lenka Dorrit’s mother",
        "the press",
        "the status",
        "an analysis",
        "the local news",
        "Kestmoor Now",
        "",
    ],
)
def test_singulars(name: str) -> None:
    """One speaker says."""
    assert not is_plural(name)


def test_words() -> None:
    """Distances and relations are told in words."""
    assert [paragraphs_later(number) for number in (0, 1, 2, -1, -3)] == [
        "in the same paragraph",
        "1 paragraph later",
        "2 paragraphs later",
        "1 paragraph earlier",
        "3 paragraphs earlier",
    ]
    assert len({relation(item.id) for item in RELATIONS}) == len(RELATIONS)
