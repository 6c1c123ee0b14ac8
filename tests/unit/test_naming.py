"""The ids of marks and paragraphs in an article."""

from __future__ import annotations

from builder.analyse.naming import names
from builder.analyse.units import find_sentences, join
from builder.assemble.entry import entry
from builder.model.article import Article
from builder.model.site import Setting, Site, SiteKind, setting
from builder.parse.article import read_article
from builder.source import SourceFile
from tests.written_article import cast, made


def ids(article: str, claims: str = "") -> list[str]:
    """The ids of the marks of an article, in reading order."""
    return [mark.id for mark in made(article, claims).marks()]


def anchors(article: Article) -> list[str]:
    """Every id that the page of an article is linked by."""
    return entry(article).anchors[0].split()


class TestMarks:
    def test_kinds(self) -> None:
        """An id begins with the letter of its kind."""
        text = "[[Bob]{.a source=bob} [may]{.h} [sleep]{.c ref=a}]{.x ref=b} [so]{.c as=mention ref=a}"
        assert ids(text, "claims: {b: {says: B., answers: [{how: denies, claims: [a]}]}}") == [
            "x-bob-may-sleep",
            "a-bob",
            "h-may",
            "c-sleep",
            "c-so",
        ]

    def test_joined_pieces(self) -> None:
        """Joined pieces are one mark, with the id of the first."""
        assert ids("[Bob said]{.a #a-bob source=bob} [no]{.c ref=a}, [he said]{.a join=a-bob}.") == ["a-bob", "c-no"]

    def test_pieces_of_a_quotation(self) -> None:
        """A mark in pieces without an id of its own has one of all its words."""
        quoted = "marks: [{kind: claim, quote: [Only some, stay], ref: a, source: bob}]"
        assert ids("Only some of them stay.", quoted) == ["c-only-some-stay"]

    def test_words_that_follow_stand_in_the_same_block(self) -> None:
        """The words that tell two marks apart are those of their block."""
        text = "[May]{.h} be.\n\n[may]{.h}\n\n[May]{.h} have."
        assert ids(text) == ["h-may-be", "h-may", "h-may-have"]

    def test_words_that_follow_the_first_piece(self) -> None:
        """Of a mark in pieces, its own words come before those that follow its first piece."""
        quoted = "marks: [{kind: claim, quote: [may, go], ref: a, source: bob}]"
        assert ids("They may all go. [May]{.c ref=a source=ann} they. [May go]{.c ref=a source=ann}.", quoted) == [
            "c-may-go-all",
            "c-may",
            "c-may-go",
        ]

    def test_author_ids_win(self) -> None:
        """An id that an author gave is kept, whatever else would derive it."""
        assert ids("[May]{.h} be, [some]{.h #h-may type=vague} day.") == ["h-may-be", "h-may"]

    def test_kinds_of_the_site(self) -> None:
        """Kinds of the site's own with the letters of paragraphs and notes stay clear of theirs."""
        kinds = tuple(
            SiteKind(id_, letter, id_, "", "") for id_, letter in (("irony", "I"), ("praise", "P"), ("n", "N"))
        )
        own = setting(Site("T", kinds=kinds), cast().sources)
        assert site_ids("# T\n\n[Fine]{.irony} [words]{.praise} [here]{.n}.", own) == [
            "i-fine",
            "mark-p-words",
            "mark-n-here",
        ]


def site_ids(article: str, of: Setting) -> list[str]:
    """The ids of the marks of an article on a site with kinds of its own."""
    written, findings = read_article(
        "a", SourceFile("a.md", article), None, {kind.id: kind.id for kind in of.site.kinds}
    )
    assert not findings
    return list(names(written, join(written.marks, find_sentences(written.document, "en")), of).marks)


class TestParagraphs:
    def test_paragraphs(self) -> None:
        """A paragraph is linked by its first words; where two begin alike, by as many as tell them apart."""
        text = "# One Day in May\n\nOne two three four five six seven.\n\nOne two three four five six eight.\n\n🙂"
        assert [paragraph.id for paragraph in made(text).paragraphs] == [
            "p-one-day-in-may",
            "p-one-two-three-four-five-six-seven",
            "p-one-two-three-four-five-six-eight",
            "p-u1f642",
        ]

    def test_table(self) -> None:
        """A table is one paragraph, each item of a list and each paragraph of a quotation is one."""
        text = "# T\n\n| a | b |\n|---|---|\n| c | d |\n\n1. e\n2. f\n\n> g\n>\n> h"
        article = made(text)
        assert [article.text[p.start : p.end] for p in article.paragraphs] == [
            "T", "a\n\nb\n\nc\n\nd", "1. e", "2. f", "g", "h",
        ]  # fmt: skip
        assert [p.number for p in article.paragraphs] == list(range(6))


def test_no_id_twice() -> None:
    """All ids of a page differ: of marks, their notes, paragraphs and claims."""
    text = """\
# N Claim

[N claim a]{.c ref=a source=bob}, [p n claim]{.c ref=claim source=bob} [n claim a]{.c as=mention ref=a}.

N claim a, p n claim n claim a.

N claim.
"""
    found = anchors(made(text))
    assert len(set(found)) == len(found)
    assert {"claim-a", "claim-claim", "n-c-n-claim-a-p", "c-n-claim-a-p", "p-n-claim"} <= set(found)
