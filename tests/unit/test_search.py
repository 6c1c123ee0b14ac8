"""The data of the search, the index on its page, and when there is one at all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin

import pytest

from builder.export import search_data
from builder.model.index import Entry
from builder.views.filters import AGES, TOPICS, filters, kept_by
from tests import search_sites
from tests.built import page, pages
from tests.search_sites import PROJECT, built, parts, small, together
from tests.small_sites import SmallSite

CLAIM = "# A headline\n\n[The mayor says]{{.a source=mayor}} that [{words}]{{.c ref=leak}}.\n"


@pytest.fixture(scope="module")
def files(own_site: Path) -> dict[str, bytes]:
    """The files of this project's own site."""
    return SmallSite(PROJECT, own_site).built()


def quoted(article: dict[str, Any], mark: list[Any]) -> list[str]:
    """The words of a mark, cut out of the text as a script does: by UTF-16 units."""
    units = article["text"].encode("utf-16-le")
    edges = mark[3:]
    return [units[2 * a : 2 * b].decode("utf-16-le") for a, b in zip(edges[::2], edges[1::2], strict=True)]


class TestData:
    def test_every_link_leads_to_a_passage(self, files: dict[str, bytes]) -> None:
        """Every address that the script can make of the data is a file of the site, every fragment an id in it."""
        head = parts(files)[0]["head"]
        ways = [head["source"].replace("~id", quote(source[0])) for source in together(files, "sources")]
        for article in together(files, "articles"):
            way = head["article"].replace("~slug", quote(article["slug"]))
            ways += [way, *(f"{way}#{quote(item[0])}" for item in (*article["paragraphs"], *article["marks"]))]
            claim = head["claim"].replace("~slug", quote(article["slug"]))
            ways += [claim.replace("~id", quote(item[0])) for item in article["claims"]]
        lost = []
        for way in ways:
            address, _, fragment = urljoin("search/index.html", way).partition("#")
            target = files.get(unquote(address))
            if target is None or (fragment and unquote(fragment) not in page(target).ids):
                lost.append(way)
        assert len(ways) > 500
        assert lost == []

    def test_it_holds_every_article_claim_source_and_mark(self, files: dict[str, bytes]) -> None:
        """Nothing that has a page, and no mark that has a note, is missing from the data."""
        articles = together(files, "articles")
        folders = {name.split("/")[1] for name in files if re.fullmatch(r"articles/[^/]+/index\.html", name)}
        claims = {
            tuple(name.split("/")[1:3]) for name in files if re.fullmatch(r"claims/[^/]+/[^/]+/index\.html", name)
        }
        assert {article["slug"] for article in articles} == folders
        assert {(article["slug"], claim[0]) for article in articles for claim in article["claims"]} == claims
        for article in articles:
            ids = page(files[f"articles/{article['slug']}/index.html"]).ids
            noted = {id_.removeprefix("n-") for id_ in ids if re.match(r"n-[ahcx]-", id_)}
            assert {mark[0] for mark in article["marks"]} >= noted
            assert noted

    def test_a_mark_has_the_letter_of_its_note(self, files: dict[str, bytes]) -> None:
        """Letter and number of a mark are those that stand after it in the article."""
        looks = parts(files)[0]["head"]["looks"]
        for article in together(files, "articles"):
            text = files[f"articles/{article['slug']}/index.html"].decode("utf-8")
            letters = dict(re.findall(r'href="#n-([^"]+)"[^>]*data-letter="([^"]+)"', text))
            told = {mark[0]: f"{looks[mark[1]][1]}{mark[2]}" for mark in article["marks"]}
            assert {mark: letter for mark, letter in letters.items() if not mark.startswith("v-")} == told

    def test_a_mark_is_cut_out_of_the_text_by_its_own_words(self, tmp_path: Path) -> None:
        """Offsets count as scripts count, also after characters that take two units."""
        text = CLAIM.format(words="the 🌊 dam 𝔩eaks 🌊")
        (article,) = together(built(small(tmp_path, {"dam": text})), "articles")
        words = {mark[0]: quoted(article, mark) for mark in article["marks"]}
        assert list(words.values()) == [["The mayor says"], ["the 🌊 dam 𝔩eaks 🌊"]]

    def test_joined_pieces_are_one_mark(self, tmp_path: Path) -> None:
        """A mark in two pieces is found once, with the words of both."""
        text = "# A headline\n\n[The mayor]{.a #a-both source=mayor} said, [she insists]{.a join=a-both}.\n"
        (article,) = together(built(small(tmp_path, {"dam": text})), "articles")
        assert [quoted(article, mark) for mark in article["marks"]] == [["The mayor", "she insists"]]

    @pytest.mark.parametrize(
        "evil", ["</script><script>alert(1)</script>", "<!-- x", "a\u2028b\u2029c", '"];alert(1);["']
    )
    def test_nothing_an_author_types_leaves_its_string(self, evil: str, tmp_path: Path) -> None:
        """Words that would end a script, or a line of one, come out as the words they are."""
        escaped = evil.replace("<", "\\<").replace("[", "\\[").replace("]", "\\]")
        files = built(small(tmp_path, {"dam": CLAIM.format(words=f"it leaks {escaped} here")}))
        script = files["search/data.js"].decode("utf-8")
        (article,) = together(files, "articles")
        assert evil in article["text"]
        assert not set("<\u2028\u2029") & set(script)

    def test_the_same_content_gives_the_same_bytes(self, tmp_path: Path) -> None:
        """Data and pages depend on what is written only, not on the order in which it was."""
        texts = {slug: CLAIM.format(words=f"the {slug} leaks") for slug in ("dam", "roof", "boat")}
        one = built(small(tmp_path / "one", texts))
        other = built(small(tmp_path / "other", dict(reversed(texts.items()))))
        names = [name for name in one if name.startswith("search/")]
        assert {name: one[name] for name in names} == {name: other[name] for name in names}
        assert "search/data.js" in names


class TestLargeSites:
    def test_long_data_comes_in_parts(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Cut into files, the data is what it is in one, and no file is longer than one should be."""
        whole = search_sites.project(tmp_path / "whole")
        expected = built(whole)
        monkeypatch.setattr(search_data, "PART", 12_000)
        found = built(search_sites.project(tmp_path / "cut"))
        assert len(parts(expected)) == 1
        assert len(parts(found)) > 4
        for group in ("sources", "articles"):
            assert together(found, group) == together(expected, group)
        for part in parts(found):
            records = part["sources"] + part["articles"]
            assert len(records) == 1 or len(str(records).encode("utf-8")) < 15_000

    def test_what_does_not_fit_is_said(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Past the limits come headlines only, then nothing, the easiest articles first; the page says how many."""
        texts = {f"dam-{n}": CLAIM.format(words=f"dam {n} leaks") for n in range(6)}
        monkeypatch.setattr(search_data, "WORDS", 500)
        monkeypatch.setattr(search_data, "MOST", 800)
        files = built(small(tmp_path, texts))
        articles = together(files, "articles")
        with_words = ["text" in article for article in articles]
        assert with_words == sorted(with_words, reverse=True)
        assert 0 < sum(with_words) < len(articles) < len(texts)
        text = " ".join(files["search/index.html"].decode("utf-8").split())
        told = f"every word of {sum(with_words)} articles and the headlines of {len(articles)}, of {len(texts)} in all"
        assert told in text

    def test_nothing_is_said_where_everything_fits(self, files: dict[str, bytes]) -> None:
        """A site that is searched whole says nothing of limits."""
        assert "reads every word" not in files["search/index.html"].decode("utf-8")


class TestIndex:
    def test_it_lists_everything(self, files: dict[str, bytes]) -> None:
        """Without a script the pages of the index link every article, claim and source that has a page of its own."""
        linked = {
            urljoin(name, address)
            for name, read in pages(files).items()
            if name.startswith("search/")
            for _, address in read.links()
        }
        expected = {name for name in files if re.fullmatch(r"(articles/[^/]+|claims/[^/]+/[^/]+)/index\.html", name)}
        expected |= {f"sources/{source[0]}/index.html" for source in together(files, "sources")}
        assert expected - linked == set()
        assert len([name for name in files if name.startswith("search/page-")]) >= 1


class TestFamily:
    @pytest.mark.parametrize(
        ("site", "is_built"),
        [
            ("", True),
            ("search: yes\n", True),
            ("search: no\n", False),
            ("pages: [articles, home]\n", False),
            ("pages: [articles, home]\nsearch: yes\n", True),
            ("pages: [home, glossary]\nsearch: yes\n", False),
        ],
    )
    def test_when_there_is_a_search(self, site: str, is_built: bool, tmp_path: Path) -> None:
        """A whole site has a search, a part of one where it is asked for, and only where there is something to find."""
        files = built(small(tmp_path, {"dam": CLAIM.format(words="it leaks")}, site))
        assert ("search/index.html" in files) == is_built
        assert any(name.startswith("search/") for name in files) == is_built

    def test_what_is_not_built_is_not_linked(self, tmp_path: Path) -> None:
        """A claim leads to its row in the article where it has no page; a source without a page is not found."""
        files = built(small(tmp_path, {"dam": CLAIM.format(words="it leaks")}, "pages: [articles]\nsearch: yes\n"))
        head = parts(files)[0]["head"]
        assert head["claim"] == "../articles/~slug/index.html#claim-~id"
        assert head["source"] == ""
        assert together(files, "sources") == []
        assert "claim-leak" in page(files["articles/dam/index.html"]).ids


def entry(slug: str, level: str, topics: tuple[str, ...] = (), *, invented: bool = True) -> Entry:
    """An article as the home page knows it."""
    return Entry(
        slug, slug, "", "en", level, topics, "", invented, False, 100, {}, -1, (), (), (), (), (), (), ()
    )  # fmt: skip


class TestFilters:
    @pytest.mark.parametrize(
        ("level", "ages"),
        [("15-18", (15, 18)), ("14", (14, 14)), ("ages 11–13", (11, 13)), ("16+", (16, 19)), ("3-99", (5, 19))],
    )
    def test_ages(self, level: str, ages: tuple[int, int]) -> None:
        """An article can be found by every age that its level names."""
        entries = [entry("one", level), entry("other", "")]
        names = kept_by(entries[0], filters(entries, "index.html")).split()
        first, last = ages
        assert names == [f"age-{age}" for age in range(first, last + 1)]

    def test_a_choice_that_keeps_everything_is_no_choice(self) -> None:
        """Where all articles are alike there is nothing to choose."""
        entries = [entry("one", "15-18", ("sport",)), entry("other", "15-18", ("sport",))]
        assert not filters(entries, "index.html").any

    def test_topics(self) -> None:
        """Topics come from A to Z, each with the number of its articles; an article carries the names of its own."""
        entries = [entry("one", "", ("sport", "rumours")), entry("other", "", ("rumours", "Health"), invented=False)]
        found = filters(entries, "index.html")
        assert [(choice.label, choice.count) for choice in found.topics] == [
            ("Health", 1),
            ("rumours", 2),
            ("sport", 1),
        ]
        assert kept_by(entries[0], found) == "topic-2 topic-3 invented"
        assert kept_by(entries[1], found) == "topic-1 topic-2 real"

    def test_rare_topics_are_left_out(self) -> None:
        """Of more topics than the style sheet knows, the most frequent stay."""
        many = tuple(f"topic {n:02}" for n in range(TOPICS + 5))
        found = filters([entry("one", "", many), entry("other", "", many[-3:])], "index.html")
        assert len(found.topics) == TOPICS
        assert {choice.label for choice in found.topics} >= set(many[-3:])

    def test_the_style_sheet_knows_every_name(self) -> None:
        """Each name an article can carry has a rule that hides the articles without it."""
        style = (PROJECT / "templates/assets/search.css").read_text(encoding="utf-8")
        names = [f"topic-{n}" for n in range(1, TOPICS + 1)] + [f"age-{n}" for n in AGES] + ["invented", "real"]
        rules = re.findall(r"\.articles:has\(\[value=([\w-]+)\]:checked\) \.card:not\(\.([\w-]+)\)", style)
        assert rules == [(name, name) for name in names]
