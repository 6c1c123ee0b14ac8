"""The search page and the filters of the home page, as somebody uses them who opened the site from disk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, Request, expect

from builder.export import search_data
from tests import search_sites
from tests.search_sites import built, small, together

pytestmark = pytest.mark.browser

HOME = """{% extends "base.html" %}
{% block head %}
<link rel="stylesheet" href="{{ filters.style }}">
<script defer src="{{ filters.script }}"></script>
{% endblock %}
{% block main %}
<section class="articles">
{% include "home-filters.html" %}
<div class="cards">
{% for article in articles %}
<article class="card {{ article.kept_by }}"><h2>{{ article.title }}</h2></article>
{% endfor %}
</div>
</section>
{% endblock %}
"""
"""A home page that is nothing but filters and articles."""
ABOUT = """---
original: {{title: An original, publisher: The Bell, rights: none, invented: {invented}}}
level: {level}
topics: [{topics}]
---
# {name}

Words.
"""


@dataclass(slots=True)
class Reader:
    """Somebody with a browser, and a site on disk in the folder `out`; `trouble` is what no reader should meet."""

    page: Page
    out: Path
    trouble: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Open a file of the site, with or without a fragment."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.out.as_uri()}/{address}")

    @property
    def field(self) -> Locator:
        """Where one types."""
        return self.page.locator("#page-find")

    @property
    def status(self) -> Locator:
        """Where it says what was found."""
        return self.page.locator("#page-status")

    def type(self, words: str) -> None:
        """Type words into the empty field, letter by letter, and wait until all of them are looked for."""
        self.field.press_sequentially(words)
        self.page.wait_for_function("words => location.hash === `#q=${encodeURIComponent(words)}`", arg=words)

    def results(self, group: str) -> Locator:
        """The links of one group of results."""
        return self.page.locator(f'[data-group="{group}"] li a')

    def address(self) -> str:
        """Where one is, below the folder of the site."""
        return unquote(self.page.url.removeprefix(f"{self.out.as_uri()}/"))


def reading(browser: Browser, out: Path, **options: Any) -> Iterator[Reader]:
    """A reader of the site in a folder; afterwards nothing may have gone wrong, and nothing left the folder."""
    context = browser.new_context(**options)
    reader = Reader(context.new_page(), out)

    def asked(request: Request) -> None:
        if not request.url.startswith((f"{out.as_uri()}/", "about:")):
            reader.trouble.append(f"asked for {request.url}")

    def alerted(dialog: Dialog) -> None:
        reader.trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    reader.page.on("request", asked)
    reader.page.on("dialog", alerted)
    reader.page.on("console", lambda message: reader.trouble.append(f"console: {message.text}"))
    reader.page.on("pageerror", lambda error: reader.trouble.append(f"error: {error}"))
    yield reader
    context.close()
    assert reader.trouble == []


@pytest.fixture
def out(sites: Mapping[str, Path]) -> Path:
    """The folder of this project's own site."""
    return sites["content"]


@pytest.fixture
def reader(browser: Browser, out: Path) -> Iterator[Reader]:
    """Somebody who opens this project's own site from disk."""
    yield from reading(browser, out)


class TestFinding:
    @pytest.mark.parametrize(
        ("words", "group", "shown", "there"),
        [
            ("troops deserting", "articles", "Ukrainian Troops Reportedly Deserting", r"articles/[\w-]+/index\.html"),
            ("deserting in large", "claims", "deserting in large numbers", r"claims/[\w-]+/[\w-]+/index\.html"),
            ("kalinov", "sources", "Kalinovsky", r"sources/[\w-]+/index\.html"),
            ("some analysts", "marks", "Some analysts argue", r"articles/[\w-]+/index\.html#a-[\w-]+"),
            ("allegedly", "marks", "allegedly", r"articles/[\w-]+/index\.html#h-[\w-]+"),
        ],
    )
    def test_typing_finds_and_leads_there(self, words: str, group: str, shown: str, there: str, reader: Reader) -> None:
        """What one types is found among its kind as one types, and a click leads to it."""
        reader.open("search/index.html")
        reader.type(words)
        found = reader.results(group).filter(has_text=shown).first
        expect(found).to_be_visible()
        found.click()
        reader.page.wait_for_load_state()
        assert re.fullmatch(there, reader.address())

    def test_a_mark_is_landed_on(self, reader: Reader) -> None:
        """A result that is a mark leads to its very words."""
        reader.open("search/index.html")
        reader.type("deserting in droves")
        reader.results("marks").first.click()
        expect(reader.page.locator(":target")).to_contain_text("soldiers are")
        expect(reader.page.locator(":target")).to_be_in_viewport()

    def test_words_without_a_mark_are_found_too(self, browser: Browser, tmp_path: Path) -> None:
        """A word of an article that no mark covers leads to its paragraph; one that a mark covers leads there only."""
        text = "# A headline\n\nNobody marked the walrus here. [The mayor says so]{.a source=mayor}.\n"
        whole = small(tmp_path, {"dam": text})
        built(whole)
        for reader in reading(browser, whole.out):
            reader.open("search/index.html")
            reader.type("walrus")
            expect(reader.results("text")).to_have_text(["Nobody marked the walrus here. The mayor says so."])
            reader.results("text").click()
            expect(reader.page.locator(":target")).to_contain_text("walrus")
            reader.open("search/index.html")
            reader.type("mayor says")
            expect(reader.results("marks")).to_have_text(["The mayor says so"])
            expect(reader.results("text")).to_have_count(0)

    def test_matching_words_are_set_apart(self, reader: Reader) -> None:
        """In every result the words that match, and only those, are marked, whatever their case or accents."""
        reader.open("search/index.html")
        reader.type("DÉSERT")
        words = {word.casefold() for word in reader.page.locator("#page-found mark").all_text_contents()}
        assert words
        assert all(word.startswith("desert") for word in words)

    @pytest.mark.parametrize(
        ("language", "said", "typed"),
        [
            ("zh", "水坝今天漏水", "漏水"),
            ("uk", "Гребля протікає щодня", "протікає"),
            ("ar", "السد يتسرب اليوم", "يتسرب"),
        ],
    )
    def test_words_of_any_script(self, language: str, said: str, typed: str, browser: Browser, tmp_path: Path) -> None:
        """Words are found in every script, those without spaces too, and are shown in their language."""
        text = f"---\nlanguage: {language}\n---\n# Headline\n\n[{said}]{{.c ref=leak}}.\n"
        whole = small(tmp_path, {"dam": text})
        built(whole)
        for reader in reading(browser, whole.out):
            reader.open("search/index.html")
            reader.type(typed)
            expect(reader.results("marks")).to_have_text([said])
            expect(reader.page.locator('[data-group="marks"] li')).to_have_attribute("lang", language)
            assert set("".join(reader.results("marks").locator("mark").all_text_contents())) == set(typed)

    def test_a_slip_of_the_finger_finds_similar_words(self, reader: Reader) -> None:
        """Where nothing has the word, similar words are shown, and it is said that they are only similar."""
        reader.open("search/index.html")
        reader.type("kalinovski")
        expect(reader.status).to_have_text(re.compile(r"^Nothing has exactly these words\. Similar ones: \d+$"))
        expect(reader.results("sources").first).to_contain_text("Kalinovsky")

    @pytest.mark.parametrize(("words", "dot"), [("kalinov", "filled"), ("some analysts", "hollow")])
    def test_dots_tell_who_has_a_name(self, words: str, dot: str, reader: Reader) -> None:
        """A source with a name has a filled dot, one without a hollow dot: among the results and in the list."""
        dots = "(all) => all.map((one) => getComputedStyle(one, '::before').backgroundColor)"
        reader.open("search/index.html")
        index = reader.page.locator("#page-index .index-sources")
        kind = ".named" if dot == "filled" else ".unnamed"
        listed = set(index.locator(kind).evaluate_all(dots))
        reader.type(words)
        found = set(reader.page.locator(f'[data-group="sources"] {kind}').evaluate_all(dots))
        assert len(found) == 1
        assert found == listed
        assert (found == {"rgba(0, 0, 0, 0)"}) == (dot == "hollow")

    def test_nothing_found_is_said(self, reader: Reader) -> None:
        """Where nothing is found, that is said, and no group of results is left."""
        reader.open("search/index.html")
        reader.type("qqxzvw")
        expect(reader.status).to_have_text(re.compile("^Nothing found"))
        expect(reader.page.locator("#page-found")).to_be_hidden()

    def test_all_results_of_a_group_can_be_shown(self, reader: Reader) -> None:
        """Of many results the first are shown, then as many as the group says there are; focus goes to the next one."""
        reader.open("search/index.html")
        reader.type("the")
        group = reader.page.locator('[data-group="claims"]')
        count = int(group.locator(".count").text_content() or "")
        before = reader.results("claims").count()
        assert before < count <= 200
        group.locator(".more").click()
        expect(reader.results("claims")).to_have_count(count)
        expect(reader.results("claims").nth(before)).to_be_focused()
        expect(group.locator(".more")).to_be_hidden()


class TestKeys:
    def test_the_field_waits_to_be_asked(self, reader: Reader) -> None:
        """The field takes the focus only where the address asks for it: a reader of the index is left alone."""
        reader.open("search/index.html")
        expect(reader.field).to_be_enabled()
        expect(reader.field).not_to_be_focused()
        reader.open("search/index.html#page-find")
        expect(reader.field).to_be_focused()

    def test_choosing_without_a_mouse(self, reader: Reader) -> None:
        """Arrows lead from the field through all results and back, letters on to more words; no key works elsewhere."""
        reader.open("search/index.html")
        expect(reader.field).to_be_enabled()
        reader.page.keyboard.press("/")
        expect(reader.field).not_to_be_focused()
        reader.field.focus()
        reader.type("deserting")
        links = reader.page.locator("#page-found li a")
        for number in range(links.count()):
            reader.page.keyboard.press("ArrowDown")
            expect(links.nth(number)).to_be_focused()
        for _ in range(links.count()):
            reader.page.keyboard.press("ArrowUp")
        expect(reader.field).to_be_focused()
        reader.page.keyboard.press("ArrowDown")
        reader.page.keyboard.type("x")
        expect(reader.field).to_have_value("desertingx")

    def test_escape_clears(self, reader: Reader) -> None:
        """Escape, from the field or a result, empties the field, shows the index again and keeps the focus there."""
        reader.open("search/index.html")
        for steps in (0, 2):
            reader.type("deserting")
            for _ in range(steps):
                reader.page.keyboard.press("ArrowDown")
            expect(reader.page.locator("#page-index")).to_be_hidden()
            reader.page.keyboard.press("Escape")
            expect(reader.field).to_have_value("")
            expect(reader.field).to_be_focused()
            expect(reader.page.locator("#page-found")).to_be_hidden()
            expect(reader.page.locator("#page-index")).to_be_visible()
            assert reader.address() == "search/index.html"

    @pytest.mark.parametrize("steps", [0, 1])
    def test_enter_opens(self, steps: int, reader: Reader) -> None:
        """Enter opens the result that has the focus, and from the field the first one."""
        reader.open("search/index.html")
        reader.type("kalinovsky")
        first = reader.page.locator("#page-found li a").first.get_attribute("href") or ""
        for _ in range(steps):
            reader.page.keyboard.press("ArrowDown")
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url(re.compile(re.escape(first.removeprefix("../"))))


class TestAddress:
    def test_a_search_can_be_linked_to(self, reader: Reader) -> None:
        """The words stand in the address while one types, and an address with words searches for them."""
        reader.open("search/index.html")
        reader.type("careful & “quoted”")
        assert reader.address() == "search/index.html#q=careful & “quoted”"
        reader.open("search/index.html#q=kalinovsky")
        expect(reader.results("sources").first).to_contain_text("Kalinovsky")
        expect(reader.field).to_have_value("kalinovsky")

    def test_the_way_back(self, reader: Reader) -> None:
        """Whoever comes back from a result finds the search as it was."""
        reader.open("search/index.html")
        reader.type("kalinovsky")
        reader.results("sources").first.click()
        reader.page.wait_for_url("**/sources/**")
        reader.page.go_back()
        expect(reader.field).to_have_value("kalinovsky")
        expect(reader.results("sources").first).to_be_visible()


class TestLargeSites:
    def test_all_parts_are_searched(self, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the data comes in several files, the last is searched too, and it is said when all have been."""
        monkeypatch.setattr(search_data, "PART", 15_000)
        whole = search_sites.project(tmp_path)
        files = built(whole)
        last = together(files, "articles")[-1]
        for reader in reading(browser, whole.out):
            reader.open("search/index.html")
            reader.type(last["title"])
            expect(reader.results("articles").first).to_have_text(last["title"])
            expect(reader.status).to_have_text(re.compile(r"^Found: \d+$"))

    def test_a_part_that_is_missing_is_told(
        self, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where a file of the data cannot be loaded, the rest is searched, and it is said that this is not all."""
        monkeypatch.setattr(search_data, "PART", 15_000)
        whole = search_sites.project(tmp_path)
        built(whole)
        (whole.out / "search/data-2.js").unlink()
        for reader in reading(browser, whole.out):
            reader.open("search/index.html")
            reader.type("kalinovsky")
            expect(reader.status).to_have_text(re.compile("could not be loaded"))
            expect(reader.results("sources").first).to_be_visible()
            assert [trouble for trouble in reader.trouble if "ERR_FILE_NOT_FOUND" not in trouble] == []
            reader.trouble.clear()


def test_words_of_authors_stay_words(browser: Browser, tmp_path: Path) -> None:
    """Whatever stands in an article is shown as it is written, and never run."""
    evil = "</script><img src=x onerror=alert(1)>"
    typed = evil.replace("<", "&lt;")
    text = f"# Head {typed}\n\n[The mayor said]{{.a source=mayor}} [leaks {typed}]{{.c ref=leak}}.\n"
    whole = small(tmp_path, {"dam": text})
    built(whole)
    for reader in reading(browser, whole.out):
        reader.open("search/index.html")
        reader.type("onerror")
        expect(reader.results("articles")).to_have_text([f"Head {evil}"])
        expect(reader.results("marks")).to_have_text([f"leaks {evil}"])


class TestWithoutScript:
    def test_the_index_is_complete(self, browser: Browser, out: Path) -> None:
        """Without JavaScript there is nothing to type into; it is said why, and everything is listed with links."""
        data = {f"search/{path.name}": path.read_bytes() for path in out.glob("search/data*.js")}
        expected = {f"sources/{source[0]}/index.html" for source in together(data, "sources")}
        for pattern in ("articles/*/index.html", "claims/*/*/index.html"):
            expected |= {path.relative_to(out).as_posix() for path in out.glob(pattern)}
        linked: set[str] = set()
        for reader in reading(browser, out, java_script_enabled=False):
            address = "search/index.html"
            while address:
                reader.open(address)
                expect(reader.status).to_have_text("Typing needs JavaScript. Everything is listed below.")
                expect(reader.field).to_be_hidden()
                expect(reader.page.locator("#page-index a").first).to_be_visible()
                linked |= {urljoin(address, way) for way in ways(reader.page.locator("#page-index a"))}
                address = next((urljoin(address, way) for way in ways(reader.page.locator("[rel=next]"))), "")
        assert expected - linked == set()


def ways(links: Locator) -> list[str]:
    """Where some links lead, as they are written."""
    found: list[str] = links.evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
    return found


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_filters(java_script_enabled: bool, browser: Browser, tmp_path: Path) -> None:
    """Topic, age and kind leave the articles that fit all that was chosen, with and without JavaScript."""
    articles = {
        "ship": ABOUT.format(name="Ship", level="11-13", topics="sea, sport", invented="yes"),
        "swim": ABOUT.format(name="Swim", level="13-15", topics="sport", invented="no"),
        "town": ABOUT.format(name="Town", level="15-18", topics="council", invented="yes"),
    }
    whole = small(tmp_path, articles)
    whole.write("templates/home.html", HOME)
    built(whole)
    for reader in reading(browser, whole.out, java_script_enabled=java_script_enabled):
        reader.open("index.html")
        cards = reader.page.locator(".card:visible h2")
        topic, age, kind = (reader.page.get_by_label(name) for name in ("Topic", "Age", "Text"))
        status = reader.page.get_by_role("status")
        expect(cards).to_have_text(["Ship", "Swim", "Town"])
        topic.select_option(label="sport (2)")
        expect(cards).to_have_text(["Ship", "Swim"])
        if java_script_enabled:
            expect(status).to_have_text("Articles shown: 2 of 3")
        age.select_option(label="13 (2)")
        expect(cards).to_have_text(["Ship", "Swim"])
        kind.select_option(label="real news (1)")
        expect(cards).to_have_text(["Swim"])
        age.select_option(label="17 (1)")
        expect(cards).to_have_count(0)
        if java_script_enabled:
            expect(status).to_have_text("No article fits all of this.")
        for one in (topic, age, kind):
            one.select_option(label="all")
        expect(cards).to_have_text(["Ship", "Swim", "Town"])
        expect(status).to_have_text("")
