"""Published links never break: ids survive edits, and are given to no other words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.links.alignment import GONE, align, firm
from builder.links.book import ledger_of, record
from builder.links.changes import anchors
from builder.links.matching import match
from builder.links.pairing import pair
from builder.links.quoting import Quotable, folded
from builder.links.spelling import spell
from builder.links.texts import Mark, Paragraph, Text, mark_at, words
from builder.model.ledger import Ledger, LedgerMark, LedgerParagraph, Retired
from builder.parse import formats
from builder.pipeline.inputs import LINKS_BYTES
from builder.source import SourceFile
from tests.link_edits import run
from tests.written_article import made

SAMPLE = 100
"""Edits that the suite tries; `python -m tests.link_edits` tries a thousand and more."""


def test_ids_survive_edits() -> None:
    """After random edits of the shipped articles nearly all marks that are left have their ids, and no id moved."""
    figures = run(SAMPLE, burst=2, seed=2026)
    assert figures.edits >= SAMPLE
    assert figures.survived > 20 * SAMPLE
    assert figures.moved == []
    assert figures.share >= 0.99, figures.lost


# Marks and paragraphs that are found again. Marks of kind h stand between brackets, of kind c between braces.


def text(*paragraphs: str) -> Text:
    """A text with marks."""
    plain = [Paragraph(re.sub(r"[\[\]{}]", "", words)) for words in paragraphs]
    marks: list[tuple[int, int, Mark]] = []
    for number, typed in enumerate(paragraphs):
        open_: list[tuple[str, int]] = []
        at = 0
        for sign in typed:
            if sign in "[{":
                open_.append(("h" if sign == "[" else "c", at))
            elif sign in "]}":
                kind, start = open_.pop()
                mark = mark_at(kind, number, plain[number], start, at, [plain[number].text[start:at]])
                marks.append((number * 10_000 + start, -at, mark))
            else:
                at += 1
    return Text(tuple(plain), tuple(mark for _, _, mark in sorted(marks, key=lambda item: item[:2])))


RAIN = "It rained all day in the harbour of Ostermere, and nobody went out."
CASES: Sequence[tuple[str, tuple[str, ...], tuple[str, ...], dict[int, int]]] = (
    ("nothing changed", ("The dam [may] leak.",), ("The dam [may] leak.",), {0: 0}),
    ("the marked word changed", ("The dam [may] leak in May.",), ("The dam [might] leak in May.",), {0: 0}),
    ("words around it changed", (f"The dam [may] leak. {RAIN}",), (f"The old dike [may] burst. {RAIN}",), {0: 0}),
    ("a mark was added before", ("The dam [may] leak.",), ("[The dam] [may] leak.",), {0: 1}),
    ("a mark was added before on the same word", ("It may or [may] not be.",), ("It [may] or [may] not be.",), {0: 1}),
    ("the mark went from one word to the same further on", ("It [may] or may not be.",), ("It may or [may] not be.",),
     {}),
    ("the mark went, another kind came", ("The dam [may] leak.",), ("The dam {may} leak.",), {}),
    ("a mark was made longer", ("The dam [may] leak.",), ("The dam [may well] leak.",), {0: 0}),
    ("a paragraph was moved", ("The dam [may] leak.", RAIN), (RAIN, "The dam [may] leak."), {0: 0}),
    ("a paragraph was moved and changed", ("The dam [may] leak at its north end.", RAIN),
     (RAIN, "The old dam [could] leak at its north end."), {0: 0}),
    ("two paragraphs read the same, one went", ("It [may] be.", RAIN, "It [may] be."), (RAIN, "It [may] be."), {1: 0}),
    ("a sentence went to another paragraph", (f"The dam [may] leak at its north end. {RAIN}", "Bob left early."),
     (RAIN, "Bob left early. The dam [may] leak at its north end."), {0: 0}),
    ("a paragraph was split", (f"The dam [may] leak at its end. {RAIN} Bob [perhaps] left.",),
     (f"The dam [may] leak at its end. {RAIN}", "Bob [perhaps] left."), {0: 0, 1: 1}),
    ("a new paragraph with the same words in another order", ("Whistle Daily [may] quoted began source story.", RAIN),
     ("The Daily began quoted [may] source Whistle story.", "Whistle ever [may] quoted began source story.", RAIN),
     {0: 1}),
    ("marks within marks", ("{The dam [may] {leak now}} soon.",), ("{The dike [may] {leak now}} soon.",),
     {0: 0, 1: 1, 2: 2}),
    ("the outer mark went", ("{The dam {may leak}} soon.",), ("The dam {may leak} soon.",), {1: 0}),
    ("everything was written anew", ("The dam [may] leak.",), ("Nobody [ever] knew why it rained so much.",), {}),
    ("another paragraph with the same word", (f"The dam [may] leak. {RAIN}",), (RAIN, "Bob [may] sing tonight."), {}),
    ("a script without spaces", ("水坝[可能]会漏水，村民很担心。",), ("老水坝[可能]会漏水，村民都很担心。",), {0: 0}),
    ("signs instead of words", ("So [🙂] it goes on.",), ("So [🙂] it goes further on.",), {0: 0}),
)  # fmt: skip


@pytest.mark.parametrize(("before", "after", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_marks_are_found_again(before: tuple[str, ...], after: tuple[str, ...], found: dict[int, int]) -> None:
    """A mark is found where its words went, and where they did not go anywhere no other one is taken for it."""
    assert match(text(*before), text(*after), {}).marks == found


def test_authors_decide() -> None:
    """A mark that bears its published id by its author's hand is that one, whatever it looks like."""
    assert match(text("It [may] be so, [perhaps]."), text("It [may] be so, [perhaps]."), {0: 1}).marks == {0: 1}


TEXTS = st.lists(
    st.lists(st.sampled_from(["may", "the", "[may]", "{dam}", "[so", "so]", "rain"]), max_size=8).map(" ".join),
    max_size=5,
).map(lambda found: text(*(words if _closed(words) else "none" for words in found)))


def _closed(words: str) -> bool:
    depth = 0
    for sign in words:
        depth += (sign == "[") - (sign == "]")
        if depth not in (0, 1):
            return False
    return depth == 0


@given(TEXTS, TEXTS)
def test_no_two_become_one(old: Text, new: Text) -> None:
    """Whatever was edited, marks keep their kind and neither two marks nor two paragraphs become one."""
    found = match(old, new, {})
    assert len(set(found.marks.values())) == len(found.marks)
    assert len(set(found.paragraphs.values())) == len(found.paragraphs)
    assert all(old.marks[i].kind == new.marks[j].kind for i, j in found.marks.items())


@given(TEXTS)
def test_without_edits_all_are_found(old: Text) -> None:
    """An article that nobody touched keeps everything."""
    found = match(old, old, {})
    assert found.paragraphs == {number: number for number in range(len(old.paragraphs))}
    ranges = [(mark.kind, mark.paragraph, mark.first, mark.last) for mark in old.marks]
    if len(set(ranges)) == len(ranges):
        assert found.marks == {number: number for number in range(len(old.marks))}


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_alignment(old: list[str], new: list[str]) -> None:
    """What is aligned is equal and in order; what is firm of it is part of it."""
    found = align(old, new)
    there = [j for j in found if j != GONE]
    assert there == sorted(set(there))
    assert all(old[i] == new[j] for i, j in enumerate(found) if j != GONE)
    assert all(kept in (GONE, j) for kept, j in zip(firm(found, len(new)), found, strict=True))


def test_alignment_of_long_texts() -> None:
    """Long texts are cut at words that stand once, and the few that changed are the only ones that are gone."""
    old = [f"word{number}" for number in range(5_000)]
    new = ["new", *old[:2_000], *old[2_010:4_000], "more", *old[4_000:]]
    found = align(old, new)
    assert [number for number, image in enumerate(found) if image == GONE] == list(range(2_000, 2_010))


def test_paragraphs() -> None:
    """Paragraphs are paired where they read the same, else by what they share, best where both neighbours stayed."""
    old = [words(item) for item in ("A headline here", RAIN, "The dam may leak at its end", "The end")]
    new = [
        words(item) for item in ("A headline here", "The dam could leak at its end", RAIN, "Something else", "The end")
    ]
    assert pair(old, new) == {0: 0, 1: 2, 2: 1, 3: 4}


# The file.


@given(st.text(), st.data())
def test_quotations_lead_back(whole: str, data: st.DataObject) -> None:
    """A quotation with its surroundings is found again at its own place, however white space is folded."""
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    if not whole[start:end].strip():
        return
    quotable = Quotable(whole)
    where = quotable.surroundings(start, end)
    assert quotable.find(whole[start:end], where) is not None
    again = Quotable(folded(whole)).find(folded(whole[start:end]), where)
    assert again is not None
    assert folded(folded(whole)[slice(*again)]).split() == whole[start:end].split()


IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
LINES = st.text().map(folded).filter(bool)
RETIRED = st.dictionaries(IDS, st.tuples(LINES, st.one_of(st.just(""), IDS), LINES), max_size=2).map(
    lambda found: tuple(Retired(id_, *rest) for id_, rest in found.items())
)
LEDGERS = st.builds(
    Ledger,
    IDS,
    st.lists(IDS, max_size=2, unique=True).map(tuple),
    st.dictionaries(
        IDS,
        st.tuples(
            LINES,
            st.dictionaries(
                IDS,
                st.tuples(IDS, st.lists(LINES, min_size=1, max_size=2).map(tuple), LINES, LINES, st.integers(1, 9)),
                max_size=2,
            ),
        ),
        max_size=3,
    ).map(
        lambda found: tuple(
            LedgerParagraph(id_, text_, tuple(LedgerMark(name, *mark) for name, mark in marks.items()))
            for id_, (text_, marks) in found.items()
        )
    ),
    st.dictionaries(IDS, LINES, max_size=2).map(lambda found: tuple(found.items())),
    RETIRED,
    RETIRED,
)


def read(spelled: str) -> tuple[Ledger, list[str]]:
    """A ledger read from its file."""
    written, findings = formats.read(formats.LINKS, SourceFile("links.yaml", spelled), most=LINKS_BYTES)
    return ledger_of(written), [finding.code for finding in findings]


@given(LEDGERS)
def test_what_is_written_is_read(ledger: Ledger) -> None:
    """Whatever words a ledger keeps, its file is read without complaint, and written again byte for byte."""
    spelled = spell(ledger)
    again, findings = read(spelled)
    assert findings == []
    assert spell(again) == spelled


def test_a_ledger_knows_all_that_can_be_linked_to() -> None:
    """Every mark, paragraph and claim of an article stands in its ledger, pieces of joined marks too."""
    article = made("[Bob]{.a #bob source=bob} said, [he insists]{.a join=bob}, that [it may]{.c ref=leak} leak.")
    ledger = record(article)
    assert set(anchors(ledger)) == {*(m.id for m in article.marks()), *(p.id for p in article.paragraphs), "claim-leak"}
    assert next(ledger.marks()).quote == ("Bob", "he insists")
    assert read(spell(ledger)) == (ledger, [])
