"""Published links never break: ids survive edits, what goes leaves a stub, what moves leaves a page that leads on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.cli import main
from builder.ledger.writing import stale
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
from tests.small_sites import SmallSite, copied
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


# A site.


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    """The site in which everything stands once, every link of it written down."""
    found = copied("annotated", tmp_path)
    assert typed(found, "links", "update") == "every ledger is as it should be\n"
    return found


def typed(site: SmallSite, *command: str, code: int = 0) -> str:
    """What a command says."""
    where = ("--out", str(site.out)) if command[0] == "build" else ()
    result = site.run(main, *command, "--root", str(site.root), *where)
    assert result.exit_code == code, result.output
    return result.output


def edit(site: SmallSite, path: str, *changes: tuple[str, str]) -> None:
    """Change words of a file."""
    whole = (site.root / path).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in whole
        whole = whole.replace(old, new)
    site.write(path, whole)


BRIDGE = "content/articles/bridge/article.md"


def test_a_ledger_changes_no_page(site: SmallSite) -> None:
    """A site whose links are written down is, byte for byte, the one it was before."""
    typed(site, "build")
    with_ledgers = site.built()
    for path in site.root.rglob("links.yaml"):
        path.unlink()
    typed(site, "build")
    assert site.built() == with_ledgers


def test_a_retired_mark_leaves_a_stub(site: SmallSite) -> None:
    """A mark that is gone stops the build; retired, the page keeps a place where links to it and its note land."""
    edit(site, BRIDGE, ("[Rumour has it]{.h}", "Rumour has it"))
    assert "'allegedly links retire bridge#h-rumour-has-it' leaves a stub" in typed(site, "build", code=1)
    assert typed(site, "links", "retire", "h-rumour-has-it") == "wrote content/articles/bridge/links.yaml\n"
    typed(site, "build")
    page = site.built()["articles/bridge/index.html"].decode()
    stub = page[page.index('id="page-gone"') :]
    assert re.search(r'<li id="h-rumour-has-it"><span id="n-h-rumour-has-it">.*agreed\..*<q>Rumour has it</q>', stub)
    assert page.count('id="h-rumour-has-it"') == 1
    assert stale(site.root) == ()


def test_a_mark_said_to_be_another_keeps_its_id(tmp_path: Path) -> None:
    """`links rename` gives the published id to new words that took the place of the old ones."""
    site = SmallSite(tmp_path, tmp_path / "site")
    site.write("content/articles/budget/article.md", "# Budget\n\nThe gap [may]{.h} close. It rained.\n")
    typed(site, "links", "update")
    site.write("content/articles/budget/article.md", "# Budget\n\nThe gap closes. [Perhaps]{.h} it rained.\n")
    assert "the published id 'h-may' is gone" in typed(site, "check", code=1)
    typed(site, "links", "rename", "h-may", "h-perhaps")
    typed(site, "links", "check")
    assert "h-may " in typed(site, "marks", "budget")
    assert "h-perhaps" not in typed(site, "marks", "budget")


def test_a_renamed_claim_leads_on(site: SmallSite) -> None:
    """The page of a claim that has another id now leads to it, and so does its place on the page of its article."""
    edit(site, BRIDGE, ("ref=knew", "ref=council-knew"))
    edit(site, "content/articles/bridge/claims.yaml", ("  knew: ", "  council-knew: "), (" knew,", " council-knew,"),
         ("[knew,", "[council-knew,"))  # fmt: skip
    said = typed(site, "links", "rename", "claim-knew", "council-knew")
    assert said == "wrote content/articles/bridge/links.yaml\n"
    typed(site, "build")
    built = site.built()
    moved = built["claims/bridge/knew/index.html"].decode()
    assert '<noscript><meta http-equiv="refresh" content="0; url=../council-knew/index.html"></noscript>' in moved
    assert '<li id="claim-knew">' in built["articles/bridge/index.html"].decode()
    assert b'href="#claim-council-knew"' in built["articles/bridge/index.html"]


def test_a_retired_claim_leads_to_its_stub(site: SmallSite) -> None:
    """The page of a claim that is gone for good leads to what is left of it on the page of its article."""
    edit(site, "content/articles/jisr/article.md", ("ref=amin", "ref=salim"), ('ref="amin ', 'ref="salim '))
    edit(site, "content/articles/jisr/claims.yaml", ("amin:", "salim:"), ("[amin,", "[salim,"))
    edit(site, "content/articles/bridge/claims.yaml", (", jisr/amin", ""))
    typed(site, "links", "retire", "jisr#claim-amin")
    typed(site, "build")
    moved = site.built()["claims/jisr/amin/index.html"].decode()
    assert "url=../../../articles/jisr/index.html#claim-amin" in moved
    assert '<li id="claim-amin">' in site.built()["articles/jisr/index.html"].decode()


def test_a_former_name_is_not_given_away(site: SmallSite) -> None:
    """No article takes a name from which links lead to another; the one that had it takes it back."""
    typed(site, "links", "move", "bridge", "deck")
    before = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()}
    refused = typed(site, "links", "move", "jisr", "bridge", code=2)
    assert "links to 'bridge' lead to 'deck', which was called so: choose another name." in refused
    assert {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()} == before
    typed(site, "links", "move", "deck", "bridge")
    assert 'former:\n  - "deck"\n' in (site.root / "content/articles/bridge/links.yaml").read_text(encoding="utf-8")


def test_a_renamed_article_leads_on(site: SmallSite) -> None:
    """Every page of a renamed article that had an address leaves one there that leads to the new address."""
    typed(site, "build")
    before = {page for page in site.built() if page.endswith(".html")}
    for path in (*site.root.rglob("*.md"), *site.root.rglob("claims.yaml")):
        whole = path.read_text(encoding="utf-8")
        site.write(path.relative_to(site.root).as_posix(), re.sub(r"\bjisr(?=/)", "bridge-again", whole))
    typed(site, "links", "move", "jisr", "bridge-again")
    typed(site, "build")
    built = site.built()
    assert before <= built.keys()
    page = built["articles/jisr/index.html"].decode()
    assert '<meta name="robots" content="noindex">' in page
    assert '<link rel="canonical" href="https://example.org/project/articles/bridge-again/">' in page
    assert '<script src="../../assets/moved.js" data-to="../bridge-again/index.html"></script>' in page
    assert '<a href="../bridge-again/index.html">' in page
    assert "assets/moved.js" in built
    assert b"articles/jisr/" not in built["sitemap.xml"]
    old = [address for address in before if "/jisr/" in address]
    assert len(old) > 3
    assert all(b'http-equiv="refresh"' in built[address] for address in old)


def test_a_renamed_source_lesson_and_page_lead_on(site: SmallSite) -> None:
    """Their pages leave one at the old address each, once their old names are named as such."""
    typed(site, "build")
    before = {page for page in site.built() if page.endswith(".html")}
    edit(site, "content/sources.yaml", ("  engineer: {", "  builder: {former: engineer, "),
         ("as: engineer", "as: builder"))  # fmt: skip
    assert "  hint: it is called 'builder' now\n" in typed(site, "check", code=1)
    edit(site, BRIDGE, ("source=engineer", "source=builder"), ('source="engineer"', 'source="builder"'))
    for old, new, change in (
        ("lessons/first", "lessons/starter", ("former: bridges", "former: [first, bridges]")),
        ("pages/about", "pages/house", ("former: [us,", "former: [about, us,")),
    ):
        edit(site, f"content/{old}.md", change)
        (site.root / f"content/{old}.md").rename(site.root / f"content/{new}.md")
    edit(site, "content/pages/house.md", ("first.md", "starter.md"), ("(about.md", "(house.md"))
    typed(site, "build")
    built = site.built()
    assert before <= built.keys()
    for old, new in (("sources/engineer", "builder"), ("lessons/first", "starter"), ("pages/about", "house")):
        page = built[f"{old}/index.html"].decode()
        assert f'<meta http-equiv="refresh" content="0; url=../{new}/index.html">' in page
        assert f"{old}/" not in built["sitemap.xml"].decode()


def test_a_source_that_nobody_names_any_more(site: SmallSite) -> None:
    """Old addresses of a source without a page lead to the list of all."""
    edit(
        site, "content/sources.yaml", ("sources:\n", "sources:\n  ghost: {name: Ghost, kind: person, former: spirit}\n")
    )
    typed(site, "build")
    assert b"url=../index.html" in site.built()["sources/spirit/index.html"]
