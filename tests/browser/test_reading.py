"""The ways to read an article, as somebody finds them who has no JavaScript: ticks, addresses, and what they say.

What a lesson says is held against the article's data, worked out here a second time and in another way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.pages import SEED
from tests.browser.test_axe import violations

STRIKER = "articles/star-striker-rumour/index.html"
ARTICLES = (
    ("content", SEED),
    ("content", STRIKER),
    ("content", "articles/sleep-screen-study/index.html"),
    ("annotated", "articles/bridge/index.html"),
    ("annotated", "articles/jisr/index.html"),
    ("annotated", "articles/parade/index.html"),
)
KINDS = ("attribution", "hedge", "claim", "counter", "own-voice")
LESSONS = {"without-careful-words": "hedge", "without-sources": "attribution"}
WAYS = ("plain", "core", "easy", *LESSONS, "own-voice-only")

_LOOKS = """() => [...document.querySelectorAll('.text > .row .m')].map((mark) => {
  const {textDecorationLine: line, backgroundColor: back} = getComputedStyle(mark);
  const spoken = [...mark.classList].includes('own-voice') && back !== 'rgba(0, 0, 0, 0)';
  return [mark.className, line !== 'none' || spoken];
})"""
"""Each piece of a mark in the text: its class names, and whether it is told apart by a line or a tint."""
_SEEN = """() => {
  const found = [];
  for (const row of document.querySelectorAll('.text > .row')) {
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const {parentElement: parent, data} = walker.currentNode;
      if (parent.closest('[data-notes]')) continue;
      const style = getComputedStyle(parent);
      if (parent.getClientRects().length && style.visibility === 'visible') found.push(data);
    }
    found.push('\\n');
  }
  return found.join('');
}"""
"""The words of the article that can be seen."""
_WHOLE = """() => {
  const text = document.querySelector('[data-text]').cloneNode(true);
  for (const ours of text.querySelectorAll('[data-notes]')) ours.remove();
  return text.textContent;
}"""
"""The words of the article that are in the page, seen or not."""
_STAND_INS = """() => [...document.querySelectorAll('.text > .row :is([data-bare], [data-gap])')].flatMap((mark) => {
  const style = getComputedStyle(mark, '::after');
  if (style.content === 'none' || style.visibility !== 'visible') return [];
  return [mark.dataset.bare ?? (parseFloat(style.width) > 8 ? null : 'nothing can be seen')];
})"""
"""What stands in the place of words: the author's words, or null for a gap that can be seen."""

_SIZES = """() => {
  const {fontSize, lineHeight, wordSpacing} = getComputedStyle(document.querySelector('.text > .row > p'));
  return [fontSize, lineHeight, wordSpacing].map(parseFloat);
}"""
"""Size, height of a line and space between words of the text, in pixels."""
_NAMES = "(letters) => letters.map((letter) => letter.dataset.letter)"


@dataclass(frozen=True, slots=True)
class Told:
    """An article by its data."""

    data: Mapping[str, Any]

    @property
    def text(self) -> str:
        """Its words."""
        found = self.data["text"]
        assert isinstance(found, str)
        return found

    def marks(self, *kinds: str) -> list[dict[str, Any]]:
        """The marks of some kinds, boosters aside."""
        return [mark for mark in self.data["marks"] if mark["kind"] in kinds and mark["type"] != "booster"]

    def assertions(self) -> list[dict[str, Any]]:
        """The marks that assert something."""
        return [mark for mark in self.marks("claim", "counter") if mark["as"] is None]

    def gone(self, kind: str) -> set[int]:
        """The characters that go with the marks of a kind."""
        return {at for mark in self.marks(kind) for start, end in mark["ranges"] for at in range(start, end)}

    def left(self, gone: set[int]) -> str:
        """The words without some characters."""
        return "".join(character for at, character in enumerate(self.text) if at not in gone)

    def says(self, ranges: list[list[int]], gone: set[int]) -> bool:
        """Whether a letter or digit of some ranges is left."""
        return any(self.text[at].isalnum() for start, end in ranges for at in range(start, end) if at not in gone)

    def stand_ins(self, kind: str) -> list[str | None]:
        """What the author put in the place of the words of a kind, in reading order; None is a gap."""
        every = sorted(
            (start, -end, bare)
            for mark in self.marks(kind)
            for (start, end), bare in zip(mark["ranges"], mark["bare"], strict=True)
        )
        outer = [(a, b) for a, b, _ in every if not any(c <= a and b >= d and (c, d) != (a, b) for c, d, _ in every)]
        return [bare for start, end, bare in every if (start, end) in outer and bare != ""]

    def quoted(self, mark: Mapping[str, Any]) -> bool:
        """Whether what is asserted stands between curly quotation marks."""
        inside = {
            at
            for found in re.finditer(r"“[^”\n]*(?:”|$|(?=\n))|‘[^’]*’(?!\w)", self.text)
            for at in range(*found.span())
        }
        words = [at for a, b in mark["ranges"] for at in range(a, b) if self.text[at].isalnum()]
        return bool(words) and inside.issuperset(words)

    def careful(self, mark: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The careful words that weaken an assertion."""
        return [
            hedge
            for hedge in self.marks("hedge")
            if mark["ref"][0] in hedge["ref"]
            and any(a < d and c < b for a, b in hedge["scope"] for c, d in mark["ranges"])
        ]

    def changed(self, lesson: str) -> dict[str, int]:
        """What a lesson has to say of its changes: words that are gone, claims by what they now read as."""
        gone = self.gone(LESSONS[lesson])
        find = self.after_careful if lesson == "without-careful-words" else self.after_sources
        order = ["fact", "sure", "careful", "quotation"]
        read: dict[str, str] = {}
        for mark in self.assertions():
            found = find(mark, gone)
            if found:
                read[mark["ref"][0]] = min(found, read.get(mark["ref"][0], found), key=order.index)
        cut = "".join(character if at in gone else "\0" for at, character in enumerate(self.text))
        words = [word for word in re.split(r"[\s\0]+", cut) if any(each.isalnum() for each in word)]
        counts = {name: list(read.values()).count(name) for name in order}
        return {name: count for name, count in {"gone": len(words), **counts}.items() if count}

    def after_careful(self, mark: Mapping[str, Any], gone: set[int]) -> str:
        """What an assertion reads as without careful words."""
        if not self.careful(mark):
            return ""
        by = next((each for each in self.marks("attribution") if each["id"] == mark["attribution"]), None)
        if by:
            bare = [hedge for hedge in self.marks("hedge") if any(hedge["bare"]) and within(hedge, by)]
            named = self.says(by["ranges"], gone) or bool(bare)
        else:
            named = bool(set(re.split(r" [<+] ", mark["chain"])) - {"article", "unstated"})
        return "sure" if named or self.quoted(mark) else "fact"

    def after_sources(self, mark: Mapping[str, Any], gone: set[int]) -> str:
        """What an assertion reads as without sources."""
        if not mark["attribution"] or mark["chain"] == "article":
            return ""
        if any(self.says(hedge["ranges"], gone) for hedge in self.careful(mark)):
            return "careful"
        return "quotation" if self.quoted(mark) else "fact"


def within(inner: Mapping[str, Any], outer: Mapping[str, Any]) -> bool:
    """Whether a mark stands in another."""
    return any(c <= a and b <= d for a, b in inner["ranges"] for c, d in outer["ranges"])


def told(sites: Mapping[str, Path], site: str, address: str) -> Told:
    """The data of an article."""
    return Told(json.loads((sites[site] / address).with_name("article.json").read_text(encoding="utf-8")))


def folded(words: str) -> str:
    """Words without white space."""
    return "".join(words.split())


def letters(page: Page) -> list[str]:
    """The letters that can be seen in the text."""
    found: list[str] = page.locator(".text > .row .letter:visible").evaluate_all(_NAMES)
    return found


def told_apart(page: Page) -> set[str]:
    """The kinds that a line or a tint tells apart in the text."""
    return {name for names, shown in page.evaluate(_LOOKS) if shown for name in names.split() if name != "m"}


def menu(page: Page) -> None:
    """Open the list of other ways to read."""
    page.locator(".other-ways > summary").click()


def figures(page: Page, lesson: str) -> dict[str, int]:
    """The numbers in a lesson's card, by what they count."""
    found = {}
    for line in page.locator(f"#{lesson} .changed li").all_inner_texts():
        number = re.match(r"\d+", line)
        if number:
            words = ("quotation", "careful word", "sure", "fact", "gone")
            found[next(word for word in words if word in line).split()[0]] = int(number[0])
    return found


@pytest.fixture(params=ARTICLES, ids=lambda each: each[1].split("/")[1])
def article(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Site and address of each article that is looked at."""
    site, address = request.param
    return site, address


class TestLayers:
    @pytest.mark.parametrize("width", [390, 1280])
    @pytest.mark.parametrize("kind", [*KINDS, "site-1", "site-2"])
    def test_without_its_tick_a_kind_is_not_marked(self, kind: str, width: int, open_page: Opening) -> None:
        """Its lines, letters and notes are gone, those of all others stay; with the tick they come back."""
        own = kind.startswith("site")
        address, site = ("articles/bridge/index.html", "annotated") if own else (SEED, "content")
        page = open_page(address, site=site, width=width, script=False)
        before, seen = told_apart(page), letters(page)
        assert kind in before
        box = page.locator(f"#page-show-{kind}")
        box.uncheck()
        after = told_apart(page)
        assert kind not in after
        assert after >= {name for name in before if name in (*KINDS, "site-1", "site-2") and name != kind}
        expect(page.locator(f".text > .row .note.{kind}:visible")).to_have_count(0)
        gone = set(page.locator(f".row .letter.{kind}").evaluate_all(_NAMES))
        assert gone
        assert letters(page) == [letter for letter in seen if letter not in gone]
        box.check()
        assert (told_apart(page), letters(page)) == (before, seen)

    def test_each_kind_has_its_count(
        self, article: tuple[str, str], open_page: Opening, sites: Mapping[str, Path]
    ) -> None:
        """What the bar counts is what the data counts; a kind that does not occur is not offered."""
        data = told(sites, *article).data
        counts = data["analysis"]["counts"]
        own = [f"site-{n}" for n, kind in enumerate(("loaded", "figure"), 1) if counts.get(kind)]
        expected = {kind: counts.get(kind, 0) for kind in KINDS[:4]} | {"own-voice": len(data["own_voice"])}
        expected |= {f"site-{n}": counts.get(kind, 0) for n, kind in enumerate(("loaded", "figure"), 1)}
        page = open_page(article[1], site=article[0], script=False)
        for kind, count in expected.items():
            label = page.locator(f"label[for=page-show-{kind}] .count")
            assert [int(found) for found in label.all_inner_texts()] == ([count] if count else [])
        assert page.locator(".legend input").count() == sum(1 for count in expected.values() if count)
        assert len(own) == page.locator(".legend input[id*=site]").count()

    def test_nothing_is_remembered(self, open_page: Opening) -> None:
        """Opened again, everything is marked."""
        page = open_page(STRIKER, script=False)
        page.locator("#page-show-hedge").uncheck()
        page.reload()
        expect(page.locator("#page-show-hedge")).to_be_checked()

    def test_ticks_are_worked_by_keyboard(self, open_page: Opening) -> None:
        """Each is a stop, has a name with its count, and answers to Space."""
        page = open_page(STRIKER, script=False)
        box = page.get_by_role("checkbox", name=re.compile(r"H\s*careful word\s*11"))
        box.focus()
        page.keyboard.press("Space")
        assert "hedge" not in told_apart(page)


class TestLessons:
    @pytest.mark.parametrize("lesson", LESSONS)
    def test_what_it_says_is_so(
        self, lesson: str, article: tuple[str, str], open_page: Opening, sites: Mapping[str, Path]
    ) -> None:
        """Its figures are those that follow from the data."""
        page = open_page(f"{article[1]}#{lesson}", site=article[0], script=False)
        expect(page.locator(f"#{lesson}")).to_be_visible()
        assert figures(page, lesson) == told(sites, *article).changed(lesson)

    @pytest.mark.parametrize("width", [390, 1280])
    @pytest.mark.parametrize("lesson", LESSONS)
    def test_words_go_and_leave_what_the_author_wants(
        self, lesson: str, width: int, article: tuple[str, str], open_page: Opening, sites: Mapping[str, Path]
    ) -> None:
        """Exactly the words of its marks cannot be seen; in their place is a gap, or words of the author's."""
        data = told(sites, *article)
        page = open_page(f"{article[1]}#{lesson}", site=article[0], width=width, script=False)
        assert folded(page.evaluate(_SEEN)) == folded(data.left(data.gone(LESSONS[lesson])))
        assert page.evaluate(_STAND_INS) == data.stand_ins(LESSONS[lesson])
        assert letters(page) == []

    @pytest.mark.parametrize("way", WAYS)
    def test_the_words_in_the_page_are_the_originals(
        self, way: str, article: tuple[str, str], open_page: Opening, sites: Mapping[str, Path]
    ) -> None:
        """Whatever is shown, the article's text is in the page unaltered."""
        page = open_page(f"{article[1]}#{way}", site=article[0])
        assert folded(page.evaluate(_WHOLE)) == folded(told(sites, *article).text)

    def test_removed_words_are_not_read_aloud(self, open_page: Opening) -> None:
        """A screen reader hears the sentence without them, and with the words in their place."""
        page = open_page(f"{SEED}#without-careful-words", script=False)
        heard = page.locator(".text > .row", has_text="Kalinovsky").aria_snapshot()
        assert "allegedly" not in heard
        assert "reportedly" not in heard
        assert re.search(r"statements\s+by\s+a Russian official", heard)

    @pytest.mark.parametrize("lesson", LESSONS)
    def test_a_link_that_loses_its_words_is_no_stop(self, lesson: str, open_page: Opening) -> None:
        """No link in the text is without a name."""
        page = open_page(f"articles/bridge/index.html#{lesson}", site="annotated", script=False)
        links = page.locator(".text > .row > :first-child a:not(.letter, .number)").all()
        assert links
        assert [link.inner_text() for link in links if link.is_visible()] == [
            link.text_content() for link in links if link.is_visible()
        ]

    @pytest.mark.parametrize("lesson", LESSONS)
    def test_claims_that_now_read_as_facts_are_shown(
        self, lesson: str, open_page: Opening, sites: Mapping[str, Path]
    ) -> None:
        """They alone have a line; without it nothing would tell them apart in black and white."""
        data = told(sites, "content", SEED)
        gone = data.gone(LESSONS[lesson])
        find = data.after_careful if lesson == "without-careful-words" else data.after_sources
        facts = {mark["id"] for mark in data.assertions() if find(mark, gone) == "fact"}
        page = open_page(f"{SEED}#{lesson}", script=False)
        lined = page.evaluate(
            "() => [...document.querySelectorAll('.text > .row .m')]"
            ".filter((mark) => getComputedStyle(mark).textDecorationLine === 'underline')"
            ".map((mark) => mark.id || mark.dataset.mark)"
        )
        assert set(lined) == facts

    @pytest.mark.parametrize("width", [390, 1280])
    @pytest.mark.parametrize("lesson", [*LESSONS, "own-voice-only"])
    def test_the_bar_leads_there_and_a_button_back(self, lesson: str, width: int, open_page: Opening) -> None:
        """By its link in the bar; back by the button in the card, and by the browser's own."""
        page = open_page(STRIKER, width=width, script=False)
        menu(page)
        page.locator(f".other-ways a[href='#{lesson}']").click()
        card = page.locator(f"#{lesson}")
        expect(card).to_be_in_viewport()
        expect(card.get_by_role("heading")).to_be_visible()
        assert (card.locator(".asks").inner_text()).endswith("?")
        card.get_by_role("link", name="As published").click()
        expect(card).to_be_hidden()
        assert {"hedge", "attribution", "claim"} <= told_apart(page)
        page.go_back()
        expect(card).to_be_visible()
        page.go_back()
        expect(card).to_be_hidden()

    @pytest.mark.parametrize("width", [390, 1280])
    def test_going_back_to_the_published_text_scrolls_nowhere(self, width: int, open_page: Opening) -> None:
        """Who is in the middle of the text stays there."""
        page = open_page(f"{STRIKER}#without-sources", width=width, script=False)
        page.evaluate("scrollTo(0, 700)")
        page.locator("#without-sources .back a").click()
        expect(page.locator("#without-sources")).to_be_hidden()
        assert page.evaluate("scrollY") == 700

    def test_on_a_wide_page_words_vanish_in_place(self, open_page: Opening) -> None:
        """The card stands beside the text; the first paragraph begins where it began, unless the headline changes."""
        page = open_page(SEED, script=False)
        place = "() => document.querySelector('.text > .row:nth-of-type(3) p').getBoundingClientRect().x"
        before = page.evaluate(place)
        page.evaluate("location.hash = 'without-careful-words'")
        expect(page.locator("#without-careful-words")).to_be_visible()
        assert page.evaluate(place) == before
        card, text = page.locator("#without-careful-words").bounding_box(), page.locator("h1").bounding_box()
        assert card is not None
        assert text is not None
        assert text["x"] + text["width"] < card["x"]
        assert card["y"] <= text["y"]

    def test_the_text_offers_them_at_its_end(self, open_page: Opening) -> None:
        """Who has read it once is asked to read it again, in each of the three ways."""
        page = open_page(STRIKER, script=False)
        again = page.locator("#page-again a")
        assert [link.get_attribute("href") for link in again.all()] == [
            f"#{each}" for each in (*LESSONS, "own-voice-only")
        ]
        again.last.click()
        expect(page.locator("#own-voice-only")).to_be_in_viewport()


class TestOwnVoice:
    def test_only_its_own_words_stand_there(
        self, article: tuple[str, str], open_page: Opening, sites: Mapping[str, Path]
    ) -> None:
        """Each stretch of its own voice in order; between them how many words are left out; the text is away."""
        data = told(sites, *article)
        page = open_page(f"{article[1]}#own-voice-only", site=article[0], script=False)
        own = data.data["own_voice"]
        passages = page.locator("#own-voice-only .passages .words")
        assert [" ".join(each.split()) for each in passages.all_inner_texts()] == [
            " ".join(data.text[start:end].split()) for start, end in own
        ]
        expect(page.locator(".text")).to_be_hidden()
        skipped = page.locator("#own-voice-only .skipped").all_inner_texts()
        edges = [0, *(edge for range_ in own for edge in range_), len(data.text)]
        between = [data.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
        words = [sum(1 for word in part.split() if any(each.isalnum() for each in word)) for part in between]
        assert [int(line.split()[0]) for line in skipped] == [count for count in words if count]

    def test_each_passage_leads_back_into_the_text(self, open_page: Opening) -> None:
        """To its own words, which are in view then."""
        page = open_page(f"{STRIKER}#own-voice-only", script=False)
        page.locator("#own-voice-only .from a").nth(4).click()
        expect(page.locator("#own-voice-only")).to_be_hidden()
        expect(page.locator(".m.own-voice:target")).to_be_in_viewport()


class TestUnmarked:
    @pytest.mark.parametrize("width", [390, 1280])
    def test_nothing_is_marked(self, width: int, open_page: Opening) -> None:
        """No line, no letter, no note, no picture, nothing that would give it away; but a plan, and the way on."""
        page = open_page(f"{SEED}#plain", width=width, script=False)
        assert told_apart(page) == set()
        assert letters(page) == []
        expect(page.locator(".note:visible")).to_have_count(0)
        expect(page.locator(".fingerprint:visible")).to_have_count(0)
        assert page.locator("article > section.after:visible").evaluate_all("(all) => all.map((each) => each.id)") == [
            "page-words",
            "page-origin",
        ]
        assert page.locator("#plain li").first.is_visible()
        page.locator("#plain").get_by_role("link", name="Show the marks").click()
        assert {"hedge", "attribution", "claim", "counter", "own-voice"} <= told_apart(page)


class TestCore:
    @pytest.mark.parametrize("width", [390, 1280])
    @pytest.mark.parametrize("by_address", [True, False], ids=["address", "tick"])
    def test_only_core_marks_show(
        self, by_address: bool, width: int, open_page: Opening, sites: Mapping[str, Path]
    ) -> None:
        """By its address or by a tick: as many letters and notes as the data has core marks."""
        marks = [mark for mark in told(sites, "content", SEED).data["marks"] if mark["core"]]
        page = open_page(f"{SEED}#core" if by_address else SEED, width=width, script=False)
        if not by_address:
            menu(page)
            page.locator("#page-core").check()
        assert len(letters(page)) == len(marks)
        expect(page.locator(".text > .row .note:visible")).to_have_count(len(marks))
        shown = {(name, on) for names, on in page.evaluate(_LOOKS) for name in [" core" in f" {names}"] if on}
        assert shown == {(True, True)}

    def test_a_ticked_core_stays_while_a_note_is_open(self, open_page: Opening) -> None:
        """A letter leads to its note; the other marks stay away."""
        page = open_page(SEED, script=False)
        menu(page)
        page.locator("#page-core").check()
        count = len(letters(page))
        page.locator(".text > .row .letter:visible").first.click()
        expect(page.locator(".note:target .body")).to_be_visible()
        assert len(letters(page)) == count


class TestEasyReading:
    @pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 720)])
    @pytest.mark.parametrize("by_address", [True, False], ids=["address", "tick"])
    def test_one_paragraph_on_each_screen(self, by_address: bool, width: int, height: int, open_page: Opening) -> None:
        """Larger, wider set, in a plain face; each block fills a screen of its own and comes to rest there."""
        page = open_page(f"{STRIKER}#easy" if by_address else STRIKER, width=width, height=height, script=False)
        if not by_address:
            size, line, _ = page.evaluate(_SIZES)
            menu(page)
            page.locator("#page-easy").check()
            now = page.evaluate(_SIZES)
            assert now[0] > size
            assert now[1] > line
            assert now[2] > 0
        rows = page.locator(".text > .row").evaluate_all(
            "(rows) => rows.map((row) => row.getBoundingClientRect().height)"
        )
        assert min(rows) >= height
        assert page.evaluate("getComputedStyle(document.documentElement).scrollSnapType") == "y"
        assert "Newsreader" not in page.evaluate(
            "getComputedStyle(document.querySelector('.text > .row > p')).fontFamily"
        )

    def test_nothing_snaps_for_those_who_want_less_motion(self, open_page: Opening) -> None:
        """With reduced motion the page scrolls as far as one scrolls it."""
        page = open_page(f"{STRIKER}#easy", script=False, reduced_motion="reduce")
        assert page.evaluate("getComputedStyle(document.documentElement).scrollSnapType") == "none"

    def test_it_goes_together_with_a_lesson(self, open_page: Opening) -> None:
        """The tick stays while addresses change."""
        page = open_page(STRIKER, script=False)
        menu(page)
        page.locator("#page-easy").check()
        page.locator(".other-ways a[href='#without-careful-words']").click()
        assert page.evaluate("getComputedStyle(document.documentElement).scrollSnapType") == "y"
        assert "reportedly" not in page.evaluate(_SEEN)


class TestRoom:
    @pytest.mark.parametrize("script", [False, True], ids=["without-script", "with-script"])
    @pytest.mark.parametrize("address", [SEED, STRIKER])
    def test_the_first_words_are_on_the_first_screen_of_a_phone(
        self, address: str, script: bool, open_page: Opening
    ) -> None:
        """Above them stand headline and bar; a line of the article itself can be read at once."""
        page = open_page(address, width=390, height=844, script=script)
        box = page.locator(".text > .row > p").first.bounding_box()
        assert box is not None
        assert box["y"] + 32 < 844

    @pytest.mark.parametrize("way", ["", *WAYS])
    @pytest.mark.parametrize("width", [320, 390, 820])
    def test_nothing_scrolls_sideways(self, way: str, width: int, open_page: Opening) -> None:
        """In no way to read, on no width, the bar opened."""
        page = open_page(f"{SEED}#{way}", width=width, script=False)
        for summary in page.locator(".other-ways > summary").all():
            if summary.is_visible():
                summary.click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    @pytest.mark.parametrize("way", WAYS)
    def test_no_way_to_read_breaks_a_rule_of_axe(self, way: str, open_page: Opening) -> None:
        """No violation on a phone in the dark, nor on a wide page in the light."""
        page = open_page(f"{STRIKER}#{way}", width=390, scheme="dark", bypass_csp=True)
        found = violations(page)
        page.set_viewport_size({"width": 1280, "height": 720})
        page.emulate_media(color_scheme="light")
        assert found + violations(page) == []


class TestOnPaper:
    def test_a_kind_that_is_switched_off_is_not_printed(self, open_page: Opening) -> None:
        """Neither its letters nor its notes: what one sees is what one prints."""
        page = open_page(STRIKER, script=False)
        page.locator("#page-show-hedge").uncheck()
        page.emulate_media(media="print")
        expect(page.locator(".row .hedge:is(.letter, .note):visible")).to_have_count(0)
        assert page.locator(".row .claim.note:visible").count() > 0

    def test_the_bar_leaves_the_legend(self, open_page: Opening) -> None:
        """Of the bar the legend is printed, of the lessons nothing."""
        page = open_page(SEED, script=False)
        page.locator("#page-show-counter").uncheck()
        page.emulate_media(media="print")
        assert page.locator(".legend label:visible").count() == 4
        for ours in (".layers input", ".other-ways", ".lesson", "#page-again"):
            expect(page.locator(f"{ours}:visible")).to_have_count(0)

    @pytest.mark.parametrize("lesson", [*LESSONS, "own-voice-only"])
    def test_a_lesson_is_printed_as_it_is_seen(self, lesson: str, open_page: Opening) -> None:
        """With what it says, without its links."""
        page = open_page(f"{SEED}#{lesson}", script=False)
        seen = page.evaluate(_SEEN)
        page.emulate_media(media="print")
        expect(page.locator(f"#{lesson} .asks")).to_be_visible()
        expect(page.locator(f"#{lesson} .slip a:visible")).to_have_count(0)
        assert folded(page.evaluate(_SEEN)) == folded(seen)
        expect(page.locator(".note:visible")).to_have_count(0)
