"""The pictures of an article: what they show, what they say of it, and their page."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree as ET

import pytest

from builder.assemble.entry import entry
from builder.draw.sheet import NARROW, SMALL, WIDE
from builder.model.article import Article
from builder.model.index import index
from builder.render import Renderer, Theme
from builder.views.frame import House
from builder.views.picture_words import WORDS
from builder.views.pictures import Pictures, PicturesView, claim_chains, pictures, pictures_view
from tests.drawings import said
from tests.written_article import cast, made

TOWN = """# [The dam [may]{.h} leak]{.c ref=leak}

[Bob said]{.a source="paper < bob"} [the dam leaks]{.c ref=leak}. [Police sources said]{.a source=police} it [is
old]{.c ref=old}.

Nothing here.

[The council said]{.a source=council} [it does not leak]{.x ref=dry}. [The ministry and Ann
said]{.a source="ministry + ann"} [it was tested]{.x ref=tested}.
"""
TOWN_CLAIMS = """
claims:
  leak: {says: The dam leaks., supported_by: [old]}
  old: {says: The dam is old.}
  dry: {says: The dam does not leak., answers: [{how: denies, claims: [leak]}]}
  tested: {says: The dam was tested., answers: [{how: rebuts, claims: [leak]}, {how: supports, claims: [dry]}]}
"""


def drawn(article: Article, here: str = "articles/town/index.html") -> Pictures:
    """The pictures of an article."""
    return pictures(article, cast(), index([entry(article)]), House(cast().site), here)


def page_of(article: Article) -> str:
    """The page of an article's pictures."""
    view = pictures_view(article, cast(), index([entry(article)]), House(cast().site))
    assert isinstance(view, PicturesView)
    return Renderer(Theme({}, {})).page("article-pictures.html", view)


class TestArticle:
    def test_chains_end_where_the_article_says(self) -> None:
        """Statements are counted by the end of their chain."""
        found = drawn(made(TOWN, TOWN_CLAIMS)).chains
        assert found is not None
        assert (found.total, found.own, found.named, found.unnamed, found.unstated) == (5, 1, 3, 1, 0)

    def test_the_caption_tells_of_the_denial(self) -> None:
        """The distance in the caption is that of the denial of the headline's claim, and its curve bears it."""
        found = drawn(made(TOWN, TOWN_CLAIMS)).answers
        assert found is not None
        assert (found.later, found.is_denial, found.of_headline) == (3, True, True)
        told = [node.words for node in found.picture.wide.nodes if any(s.style == "p-pill" for s in node.shapes)]
        assert told == ["3"]

    def test_grounds_are_no_answers(self) -> None:
        """A reason for a claim is counted as a ground, whichever way it was entered."""
        found = drawn(made(TOWN, TOWN_CLAIMS)).answers
        assert found is not None
        assert (found.disputes, found.others, found.carries) == (2, 0, 2)

    def test_claims_without_answers_stand_alone(self) -> None:
        """What nobody answers and what answers nothing is told beside the threads, not left out."""
        found = drawn(made(TOWN, TOWN_CLAIMS)).map
        assert found is not None
        alone = [line.says for group in found.alone for line in group.said]
        assert alone == ["The dam is old."]
        assert (found.claims, found.answered, found.answers) == (2, 1, 2)

    def test_the_headline_is_compared_word_by_word(self) -> None:
        """A careful word that only the headline has, and sources that only the body has, are told as such."""
        found = drawn(made(TOWN, TOWN_CLAIMS)).headline
        assert found is not None
        (body,) = found.lines[0].body
        assert [(careful.words, careful.state) for careful in body.careful] == [("may", "headline")]
        assert [(named.speaker.name, named.state) for named in body.sources] == [("the Paper", "body"), ("Bob", "body")]

    def test_long_and_many_wordings_are_told_short(self) -> None:
        """A claim that is said very often, or in very many words, is shown in a few; all of them are counted."""
        said = "[Bob said]{.a source=bob} [it leaks {} " + "word " * 300 + "]{.c ref=leak}."
        ends = "\n\n[Ann said]{.a source=ann} [so]{.c ref=leak}."
        text = "# [It leaks]{.c ref=leak}\n\n" + "\n\n".join([said.replace("{} ", "")] * 20) + ends
        found = drawn(made(text, "claims: {leak: {says: It leaks.}}")).headline
        assert found is not None
        (line,) = found.lines
        assert len(line.body) + line.more == 21
        assert len(line.body) < 15
        assert max(sum(len(piece.words) for piece in wording.pieces) for wording in line.body) < 500
        assert found.more_sources == 2

    def test_the_list_says_the_same(self) -> None:
        """Every passage of a drawing is in the list beside it."""
        found = drawn(made(TOWN, TOWN_CLAIMS)).map
        assert found is not None
        for thread in found.threads:
            listed = {line.tag.label for group in thread.lines for line in group.said}
            assert listed == set(said(thread.picture.wide)) == set(said(thread.picture.narrow))

    def test_an_article_without_marks_has_no_pictures(self) -> None:
        """Nothing is drawn where nothing is marked."""
        assert drawn(made("Nothing.")).is_empty

    @pytest.mark.parametrize(
        ("text", "claims"),
        [
            (TOWN, TOWN_CLAIMS),
            ("Nothing.", ""),
            ("# A\n\nB [may]{.h} go.", ""),
            ("# A\n\n[Bob said]{.a source=bob} nothing.", ""),
            ("# A\n\n[This]{.c as=mention ref=old} is so.", "claims: {old: {says: It is old.}}"),
        ],
    )
    def test_the_index_knows_whether_there_are_pictures(self, text: str, claims: str) -> None:
        """Whoever knows only the entry of an article knows whether a page of its pictures is built."""
        article = made(text, claims)
        assert entry(article).has_pictures is not drawn(article).is_empty

    def test_a_claim_has_its_own_chains(self) -> None:
        """The small picture of a claim shows its statements by their paragraphs."""
        known = index([entry(made(TOWN, TOWN_CLAIMS))])
        found = claim_chains(
            known.entries["town"], "leak", known, cast(), House(cast().site), "claims/town/leak/index.html"
        )
        assert found is not None
        assert said(found.picture.wide) == Counter({"headline": 1, "paragraph 1": 1})
        assert claim_chains(known.entries["town"], "none", known, cast(), House(cast().site), "x.html") is None


class TestPage:
    def test_pictures_are_well_formed_and_lead_on(self) -> None:
        """Each drawing is well-formed XML, and its links lead to passages, claims and sources."""
        page = page_of(made(TOWN, TOWN_CLAIMS))
        found = re.findall(r'<svg class="p-drawing.*?</svg>', page, re.DOTALL)
        assert len(found) == 8
        for svg in found:
            ways_ = [link.get("href", "") for link in ET.fromstring(svg).iter("a")]  # noqa: S314
            assert ways_
            assert all(way.startswith(("../index.html#", "../../../sources/")) for way in ways_)

    def test_nothing_is_styled_inline(self) -> None:
        """The content security policy forbids inline styles: there are none."""
        page = page_of(made(TOWN, TOWN_CLAIMS))
        assert " style=" not in page
        assert "<style" not in page

    def test_every_drawing_is_named(self) -> None:
        """What names a drawing is on the page."""
        page = page_of(made(TOWN, TOWN_CLAIMS))
        named_by = set(re.findall(r'aria-labelledby="([^"]+)"', page))
        assert named_by <= set(re.findall(r'\bid="([^"]+)"', page))

    def test_the_caption_has_the_figures_of_the_article(self) -> None:
        """One sentence says what one sees."""
        page = page_of(made(TOWN, TOWN_CLAIMS))
        assert "The denial comes 3 paragraphs after the headline." in page
        assert "3 of 5 statements lead back to a name; 1 is the article’s own." in page
        assert "1 of 2 claims is disputed in this article." in page


class TestSizes:
    def test_words_are_large_enough_on_paper(self) -> None:
        """The smallest words of a wide drawing are at least eight points where it is set in 180 millimetres."""
        points_per_unit = 180 / 25.4 * 72 / WIDE
        assert SMALL * points_per_unit >= 8

    def test_words_are_large_enough_on_a_phone(self) -> None:
        """A narrow drawing fits a phone of 390 pixels with margins, its smallest words at least 11 pixels."""
        assert NARROW <= 390 - 2 * 20
        assert min(1, (390 - 2 * 20) / NARROW) * SMALL >= 11

    @pytest.mark.parametrize(
        ("distances", "told"),
        [
            ((8,), "8 paragraphs later"),
            ((1, 1), "1 paragraph later"),
            ((3, 8, 5), "3–8 paragraphs later"),
            ((0, 0), "same paragraph"),
            ((0, 1), "0–1 paragraphs later"),
            ((-3, -1), "1–3 paragraphs earlier"),
            ((-1,), "1 paragraph earlier"),
            ((-1, 2), "1 paragraph earlier, 2 paragraphs later"),
        ],
    )
    def test_distances_are_told_in_words(self, distances: tuple[int, ...], told: str) -> None:
        """From the nearest to the furthest, earlier and later."""
        assert WORDS.distance(distances) == told
