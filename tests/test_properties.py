"""What holds for every article: its words are never altered, places are right, order is irrelevant, ids stay."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from builder.assemble.article import assemble
from builder.assemble.entry import entry
from builder.model.article import Article
from builder.model.bundle import WrittenArticle
from builder.model.index import Entry, index
from builder.parse import markdown as parser
from builder.parse.article import read_article
from builder.parse.marks import names
from builder.pipeline.build import build
from builder.source import SourceFile
from builder.text.faithful import differences, same
from builder.text.ids import Wanted, derive
from builder.text.visible import visible_text
from builder.validate.article import check
from tests.marked_text import CLAIMS, SENTENCES, TEXTS, WORDS, Text, markdown, marks, plain
from tests.written_article import cast


def read(text: str, claims: dict[str, Any] | None = None, slug: str = "town") -> WrittenArticle:
    """An article as typed; nothing was wrong in reading it."""
    declared = claims if claims is not None else {"claims": {claim: {"says": claim} for claim in CLAIMS}}
    file = SourceFile("claims.yaml", yaml.safe_dump(declared, sort_keys=False, allow_unicode=True))
    written, findings = read_article(slug, SourceFile("article.md", text), file, {})
    assert not findings, findings
    return written


def made(text: str, claims: dict[str, Any] | None = None, slug: str = "town") -> Article:
    """An article as its readers get it, also where a mark equals another of its kind."""
    return assemble(read(text, claims, slug), cast())


class TestMarks:
    @given(TEXTS)
    def test_words_are_not_altered(self, text: Text) -> None:
        """Marks add no character to a text and take none away."""
        assert read(markdown(text)).document.text == plain(text)
        assert parser.read(SourceFile("a.md", f"# {plain(text)}"), 0, names({}))[0].text == plain(text)

    @given(TEXTS)
    def test_ranges_are_the_marked_words(self, text: Text) -> None:
        """The range of a mark holds the words that were marked, and each mark is there once."""
        written = read(markdown(text))
        found = [(mark.kind[0], written.document.text[slice(*mark.ranges[0])]) for mark in written.marks]
        assert Counter(found) == Counter((braces[1], words) for braces, words in marks(text))

    @given(TEXTS)
    def test_places_point_at_the_marked_words(self, text: Text) -> None:
        """The place of a mark is its brackets and braces, that of its words what stands in the brackets."""
        written = read(markdown(text))
        typed = written.file.text
        for mark in written.marks:
            whole, words = typed[mark.span.start : mark.span.end], typed[mark.words.start : mark.words.end]
            assert whole.startswith(f"[{words}]{{.{mark.kind[0]}")
            assert whole.endswith("}")
            assert re.sub(r"\[|\]\{[^}]*\}", "", words) == written.document.text[slice(*mark.ranges[0])]
            for key, value in mark.keys.items():
                assert typed[value.span.start : value.span.end].strip('"') == value.value, key

    @given(TEXTS)
    def test_own_voice_is_sorted_and_disjoint(self, text: Text) -> None:
        """Stretches of own voice lie in the text, one behind the other, and hold no word of anybody else's claim."""
        article = made(markdown(text))
        ends = 0
        for start, end in article.own_voice:
            assert ends <= start < end <= len(article.text)
            ends = end + 1
        for mark in article.assertions:
            if mark.own_voice:
                assert mark.chain.is_article
                assert any(start <= mark.start and mark.ranges[0][1] <= end for start, end in article.own_voice)

    @given(TEXTS)
    def test_every_link_goes_both_ways(self, text: Text) -> None:
        """What introduces is introduced by, and what weakens is weakened by; claims hold what asserts them."""
        article = made(markdown(text))
        assertions = {mark.id: mark for mark in article.assertions}
        for by in article.attributions:
            assert [mark.id for mark in article.assertions if mark.attribution == by.id] == list(by.introduces)
        for hedge in article.hedges:
            weakened = [mark.id for mark in article.assertions if hedge.id in mark.hedges]
            assert weakened == ([] if hedge.is_booster else list(hedge.weakens))
            assert {assertions[id_].claim for id_ in hedge.weakens} <= set(hedge.claims)
        for claim in article.claims:
            assert [mark.id for mark in article.assertions if mark.claim == claim.id] == list(claim.assertions)


class TestOrder:
    @given(TEXTS, st.permutations(CLAIMS))
    def test_order_of_claims(self, text: Text, order: list[str]) -> None:
        """In which order claims.yaml tells claims changes no mark, and nothing in a claim."""
        answers = {
            "leak": [{"how": "denies", "claims": ["slide", "flood"]}],
            "slide": [{"how": "rebuts", "claims": ["leak"]}],
        }
        declared = {claim: {"says": claim, "chain": "unstated", "answers": answers.get(claim, [])} for claim in CLAIMS}
        first = made(markdown(text), {"claims": declared})
        second = made(markdown(text), {"claims": {claim: declared[claim] for claim in order}})
        assert list(first.marks()) == list(second.marks())
        assert {claim.id: claim for claim in first.claims} == {claim.id: claim for claim in second.claims}
        assert first.analysis == second.analysis

    @given(st.permutations(range(3)), TEXTS)
    def test_order_of_files(self, order: list[int], text: Text) -> None:
        """In which order articles are read changes nothing that is known of all of them."""
        entries = [entry_of(slug, text) for slug in ("a", "b", "c")]
        first, second = index(entries), index([entries[at] for at in order])
        assert first == second
        assert list(first.entries) == list(second.entries)
        assert first.answers_to("b", "leak") == second.answers_to("b", "leak")
        assert first.by_easiness() == second.by_easiness()


def entry_of(slug: str, text: Text) -> Entry:
    """What others know of an article whose claims answer those of another one."""
    answers = [{"how": "denies", "claims": ["b/leak"]}]
    claims = {claim: {"says": claim, "answers": answers if claim == "flood" else []} for claim in CLAIMS}
    return entry(made(markdown(text), {"claims": claims}, slug))


class TestIds:
    @given(TEXTS)
    def test_no_id_twice(self, text: Text) -> None:
        """No two ids of a page are equal."""
        anchors = entry(made(markdown(text))).anchors[0].split()
        assert len(set(anchors)) == len(anchors)

    @given(TEXTS, SENTENCES, st.data())
    def test_one_more_mark(self, text: Text, sentence: Any, data: st.DataObject) -> None:
        """Marking more, elsewhere, changes no id of a mark whose first words no other mark has."""
        more = list(text)
        more.insert(data.draw(st.integers(1, len(text))), (sentence,))
        before, after = made(markdown(text)), made(markdown(tuple(more)))
        bases = Counter(base(mark.id, mark.quote) for mark in after.marks())
        kept = {mark.id for mark in after.marks()}
        for mark in before.marks():
            if bases[base(mark.id, mark.quote)] == 1:
                assert mark.id in kept

    @given(TEXTS)
    def test_moved_paragraphs(self, text: Text) -> None:
        """In another order of paragraphs the marks have the same ids, but for the numbers of equals."""
        moved = (text[0], *reversed(text[1:]))
        assert {mark.id for mark in made(markdown(text)).marks()} == {mark.id for mark in made(markdown(moved)).marks()}


def base(id_: str, quote: str) -> str:
    """The id that a mark would have if it were the only one."""
    return derive([Wanted(id_[:2], quote)])[0]


# Faithfulness: every change of a word or a mark is caught, in the article, in the original, in the built page.

TEXT = (
    "Dam “may leak”, mayor’s office says\n\nThe dam—built in 1962 – is ‘safe’, said Bob. “Is it?” Nobody knows; it’s\n"
    "a so-called ‘risk’ (about 5 %).\n\nNaïve words…  and слово, 🙂, العربية, 12,5 km² and ﬁve\u00a0more: \u200bdone."
)
OTHER = {
    "“": "\"„”«'", "”": "\"“»'", "‘": "'’`‚", "’": "'‘`´", '"': "“'", "'": "’\"",
    "—": "–-―", "–": "—-‐", "-": "‐‑–\u00ad", "…": ".·", ",": ".‚;", ".": "。,", "%": "‰", "²": "2", "ﬁ": "f",
}  # fmt: skip
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\u00ad\u034f\ufe0f"


@st.composite
def changes(draw: st.DrawFn, text: str) -> str:
    """A text with one change that a reader, or a computer, could notice."""
    words = [(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    start, end = draw(st.sampled_from(words))
    word = text[start:end]
    other = draw(st.sampled_from((*WORDS, word + "s", word.swapcase(), word[:-1], word[::-1])))
    what = draw(st.sampled_from(["replace", "remove", "add", "swap", "character", "hide", "show"]))
    match what:
        case "replace":
            return f"{text[:start]}{other}{text[end:]}"
        case "remove":
            return f"{text[:start]}{text[end:]}"
        case "add":
            return f"{text[:start]}{other} {text[start:]}"
        case "swap":
            first, last = draw(st.sampled_from(words))
            (a, b), (c, d) = sorted([(start, end), (first, last)])
            return text if a == c else f"{text[:a]}{text[c:d]}{text[b:c]}{text[a:b]}{text[d:]}"
        case "character":
            at = draw(st.sampled_from([at for at, character in enumerate(text) if character in OTHER]))
            return f"{text[:at]}{draw(st.sampled_from(OTHER[text[at]]))}{text[at + 1 :]}"
        case "hide":
            at = draw(st.integers(start, end))
            return f"{text[:at]}{draw(st.sampled_from(INVISIBLE))}{text[at:]}"
    return text.replace("\u200b", "")


@st.composite
def disguises(draw: st.DrawFn, text: str) -> str:
    """A text that says the same: other white space, another composition, bullets before its lines."""
    spaces = st.sampled_from([" ", "  ", "\t", "\u00a0", "\u2009 ", "\u3000"])
    lines = []
    for line in text.split("\n"):
        spaced = re.sub(r"[ \u00a0]+", lambda _: draw(spaces), line)
        lines.append(draw(st.sampled_from(["", "- ", "  • ", "* ", "\t"])) + spaced + draw(st.sampled_from(["", " "])))
    form = draw(st.sampled_from(["NFC", "NFD"]))
    return unicodedata.normalize("NFC" if form == "NFC" else "NFD", "\n".join(lines)) + draw(
        st.sampled_from(["", "\n"])
    )


def source(text: str) -> str:
    """Markdown that has a text as its plain text."""
    escaped = re.sub(r"([\\`*_{}\[\]<>#&|~!()+])", r"\\\1", text)
    return "# " + re.sub(r"(?m)^(\s*)([-•])", r"\1\\\2", escaped)


def told(article: str, original: str) -> set[str]:
    """The rules that an article breaks beside its original."""
    typed = f"---\noriginal: {{text: seeds/a.txt}}\n---\n{source(article)}"
    written, findings = read_article("a", SourceFile("a.md", typed), None, {})
    assert not findings, findings
    whole = replace(written, original=original.encode())
    return {finding.code for finding in check(whole, cast())}


class TestFaithful:
    @given(changes(TEXT))
    def test_changes(self, changed: str) -> None:
        """A changed, removed, added or swapped word, another quotation mark, dash or invisible character is caught."""
        assume(changed.split() != TEXT.split())
        assert not same(TEXT, changed)
        assert differences(TEXT, changed)
        assert differences(changed, TEXT)

    @given(disguises(TEXT))
    def test_disguises(self, text: str) -> None:
        """White space, composition and lone bullets are not."""
        assert same(TEXT, text)

    def test_the_text_itself(self) -> None:
        """The text of these tests is the plain text of its source."""
        assert told(TEXT, TEXT) == set()

    @given(changes(TEXT))
    @settings(max_examples=50)
    def test_in_the_original(self, changed: str) -> None:
        """A change of the original is told to the author of the article."""
        assume(changed.split() != TEXT.split())
        assert "text-differs" in told(TEXT, changed)

    @given(changes(TEXT))
    @settings(max_examples=50)
    def test_in_the_article(self, changed: str) -> None:
        """So is a change of the article."""
        assume(changed.split() != TEXT.split())
        assert "text-differs" in told(changed, TEXT)

    @given(disguises(TEXT))
    @settings(max_examples=50)
    def test_disguised_original(self, text: str) -> None:
        """White space, composition and bullets of the original are its own affair."""
        assert told(TEXT, text) == set()


# The built page.

CONTENT = {
    "content/site.yaml": "title: T\n",
    "content/sources.yaml": "sources: {bob: {name: Bob, kind: person}}\n",
    "content/articles/dam/article.md": """\
---
original: {text: seeds/dam.txt}
---
# [Dam “[may]{.h} leak”]{.c ref=leak}, [says Bob]{.a source=bob}

[The dam—built in *1962* – is [‘safe’]{.h type=distancing}]{.c ref=safe}, [said **Bob**]{.a source=bob}. It’s [late](https://example.org/).

- Nobody `knows`…
- They\\
  left.

> A [naïve слово]{lang=uk}, 🙂.

1. One

| a | b |
|---|---|
| 5 % | &lt;b&gt; |
""",
    "content/articles/dam/claims.yaml": "claims: {leak: {says: The dam leaks.}, safe: {says: The dam is safe.}}\n",
    "seeds/dam.txt": """\
Dam “may leak”, says Bob

The dam—built in 1962 – is ‘safe’, said Bob. It’s late.

* Nobody knows…
* They
left.

A naïve слово, 🙂.

1. One

a b
5 % <b>
""",
}  # fmt: skip


def write(root: Path, files: dict[str, str]) -> Path:
    """Write some files below a folder."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The built page of an article with marks, formatting, lists, a quotation and a table."""
    folder = tmp_path_factory.mktemp("page")
    result = build(write(folder / "root", CONTENT), folder / "site")
    assert not result.findings
    return (folder / "site/articles/dam/index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def places(page: str) -> list[tuple[int, int]]:
    """Where the words of the article stand in its page: stretches of characters between tags."""
    shown = visible_text(page)
    found = [found.span(1) for found in re.finditer(r">([^<>]*[^<>\s][^<>]*)<", page[: page.index("<footer")])]
    return [(start, end) for start, end in found if words_with(page, start, end, "QQ") != shown]


def words_with(page: str, start: int, end: int, text: str) -> str:
    """The visible words of a page with other characters at a place."""
    return visible_text(f"{page[:start]}{text}{page[end:]}")


class TestPage:
    def test_shows_the_original(self, page: str) -> None:
        """The page shows the words of the original, all of them and no other."""
        assert differences(visible_text(page), CONTENT["seeds/dam.txt"]) == ()

    @given(data=st.data())
    @settings(max_examples=100)
    def test_changes(self, page: str, places: list[tuple[int, int]], data: st.DataObject) -> None:
        """A change in the words of the page, wherever it comes from, is caught."""
        start, end = data.draw(st.sampled_from(places))
        changed = data.draw(changes_of_part(page[start:end]))
        assume(changed.split() != page[start:end].split())
        assert differences(words_with(page, start, end, changed), CONTENT["seeds/dam.txt"])

    @given(data=st.data())
    @settings(max_examples=30)
    def test_swapped_parts(self, page: str, places: list[tuple[int, int]], data: st.DataObject) -> None:
        """So are two passages that changed places."""
        (a, b), (c, d) = sorted(data.draw(st.lists(st.sampled_from(places), min_size=2, max_size=2, unique=True)))
        assume(page[a:b].split() != page[c:d].split())
        assert differences(
            visible_text(f"{page[:a]}{page[c:d]}{page[b:c]}{page[a:b]}{page[d:]}"), CONTENT["seeds/dam.txt"]
        )

    @pytest.mark.parametrize("added", ["one", "\u200b", "“", "—"])
    def test_template_that_alters_words(self, tmp_path: Path, added: str) -> None:
        """A template that adds as much as one character to the words stops the build, and the last good site stays."""
        root, out = write(tmp_path / "root", CONTENT), tmp_path / "site"
        assert build(root, out).written is not None
        before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
        template = Path(__file__).parent.parent / "templates/article.html"
        altered = re.sub(r"(\bdata-text\b[^>]*>)", rf"\1{added}", template.read_text(encoding="utf-8"))
        write(root, {"templates/article.html": altered})
        result = build(root, out)
        assert {finding.code for finding in result.findings} == {"page-differs"}
        assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


@st.composite
def changes_of_part(draw: st.DrawFn, text: str) -> str:
    """A stretch of a page with one change."""
    start, end = draw(st.sampled_from([found.span() for found in re.finditer(r"\S+", text)]))
    match draw(st.sampled_from(["replace", "remove", "add", "hide", "character"])):
        case "replace":
            return f"{text[:start]}{draw(st.sampled_from(WORDS))}{text[end:]}"
        case "remove":
            return f"{text[:start]}{text[end:]}"
        case "add":
            return f"{text[:start]}{draw(st.sampled_from(WORDS))} {text[start:]}"
        case "character":
            at = draw(st.integers(start, end - 1))
            return f"{text[:at]}{draw(st.sampled_from(OTHER.get(text[at], 'x')))}{text[at + 1 :]}"
    at = draw(st.integers(start, end))
    return f"{text[:at]}{draw(st.sampled_from(INVISIBLE))}{text[at:]}"
