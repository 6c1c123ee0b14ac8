"""What the interface says: every text has its translation, and a site speaks one language at a time."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog

from builder.cli import main
from builder.model.site import Site
from builder.render import built_in_catalogues
from builder.source import SourceFile
from builder.taxonomy.texts import TABLES
from builder.text.catalogue import differences, read_catalogue
from builder.text.messages import ENGLISH, Messages, Translation, key, lookup
from builder.views.frame import House, direction, frame
from tests import messages
from tests.built import page
from tests.messages import CATALOGUES, ROOT, read, said, template, updated
from tests.search_sites import parts
from tests.small_sites import SmallSite, copied

TEMPLATES = sorted((ROOT / "templates").glob("*.html"))
SCRIPTS = sorted((ROOT / "templates" / "assets").glob("*.js"))
every_catalogue = pytest.mark.parametrize("path", sorted(CATALOGUES.glob("*.po")), ids=lambda path: path.stem)
NAMES = frozenset(("SHA-256", "article.json"))
"""What stands in templates as it is in every language."""


def texts(message: Any) -> tuple[str, ...]:
    """A message or its translation, its forms side by side."""
    return (message,) if isinstance(message, str) else tuple(message)


def by_key(catalog: Catalog) -> dict[tuple[str, str], Any]:
    """The messages of a catalogue by singular and context."""
    return {(texts(message.id)[0], message.context or ""): message for message in catalog if message.id}


class TestExtraction:
    def test_it_sees_templates_views_and_vocabulary(self) -> None:
        """Texts of every place where the interface says something are found, with contexts and plurals."""
        found = list(said())
        places = {where for where, _, _ in found}
        assert {path.relative_to(ROOT).as_posix() for path in TEMPLATES} - places == {"templates/lesson.html",
            "templates/lessons.html"}  # fmt: skip
        assert {f"builder/views/{name}.py" for name in ("frame", "lists", "reference", "picture_words")} < places
        assert ("builder/views/frame.py", "Glossary", "") in found
        assert ("templates/parts.html", "answered", "somebody who was asked") in found
        assert ("templates/parts.html", ("%(count)s minute", "%(count)s minutes"), "") in found
        assert ("builder/taxonomy", "allegedly", "example") in found

    def test_it_sees_the_whole_vocabulary(self) -> None:
        """No table of terms is forgotten: every text of every term is found."""
        found = {words for _, words, _ in said()}
        assert len(TABLES) == 10
        for term in (term for terms in TABLES for term in terms):
            assert {term.label, term.term, term.about, term.test, term.good, term.guessing, *term.examples} <= found

    def test_one_text_has_one_plural(self) -> None:
        """A singular goes with the same plural wherever it is said, or gettext would mix them up."""
        plurals: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        for _, words, context in said():
            plurals.setdefault((texts(words)[0], context), set()).add(texts(words))
        assert [found for found in plurals.values() if len({forms for forms in found if len(forms) > 1}) > 1] == []

    @pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
    def test_templates_say_nothing_past_the_catalogue(self, path: Path) -> None:
        """Outside what is translated, a template holds no word: neither as text nor where readers are told it."""
        assert list(words_past(path.read_text(encoding="utf-8"))) == []

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("<p>{% trans %}Yes{% endtrans %} {{ name }} – {# no #}</p>", []),
            ("<p>Yes {{ name }}</p>", ["Yes"]),
            ('<a aria-label="To {{ name }}" href="x" data-copied="{{ _(\'Yes\') }}"></a>', ["To"]),
            ("{% if a %}no{% endif %}", ["no"]),
            ("{{ 'no' if a }}", []),
        ],
    )
    def test_words_past_the_catalogue_are_seen(self, text: str, found: list[str]) -> None:
        """A bare word in a template is seen, and what is translated or computed is none."""
        assert list(words_past(text)) == found

    @pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
    def test_scripts_say_nothing_of_their_own(self, path: Path) -> None:
        """What a script shows comes from the page: it gives no literal words to what readers see or hear."""
        code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        code = re.sub(r"\$\{[^}]*\}", "", code)
        shown = re.findall(
            r"(?:textContent|innerHTML|title|placeholder|ariaLabel)\s*=[^=;]*?([\"`][^\"`;]*[\"`])", code
        )
        shown += re.findall(r"\b(?:say|append|createTextNode|alert)\(\s*([\"`][^\"`]*[\"`])", code)
        shown += re.findall(r"setAttribute\(\"(?:aria-label|title|alt)\",\s*([\"`][^\"`]*[\"`])", code)
        assert [words for words in shown if re.search(r"[A-Za-z]{2}", words)] == []


class _Words(HTMLParser):
    """Collects the words of a page: its text, and the attributes that are read to somebody."""

    READ = ("aria-label", "title", "alt", "placeholder")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes of an element in."""
        del tag
        for name, value in attrs:
            if (name in self.READ or name.startswith("data-")) and value:
                self.found.append(value)

    def handle_data(self, data: str) -> None:
        """Take the text in."""
        self.found.append(data)


def words_past(text: str) -> Iterator[str]:
    """The words that a template says without having them translated."""
    text = re.sub(r"\{#.*?#\}|\{%-?\s*trans\b.*?endtrans\s*-?%\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{% block page %\}[\w -]*\{% endblock %\}", "", text)
    text = re.sub(r"(</?)\{\{.*?\}\}", r"\1x", text)
    text = re.sub(r" (?:lang|dir)=\"(?:\{\{.*?\}\}|\w*)\"", " ", text)
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text, flags=re.DOTALL)
    parser = _Words()
    parser.feed(text)
    for found in parser.found:
        rest = found
        for name in NAMES:
            rest = rest.replace(name, "")
        yield from (word for word in re.findall(r"[^\W\d_]{2,}", rest))


class TestCatalogues:
    def test_a_second_language_is_there(self) -> None:
        """A second language is shipped."""
        assert "de" in built_in_catalogues()

    @every_catalogue
    def test_a_catalogue_has_every_text(self, path: Path) -> None:
        """A shipped catalogue holds exactly what the interface says: nothing is missing, nothing left over."""
        found, wanted = by_key(read(path)), by_key(template())
        assert sorted(wanted.keys() - found.keys()) == [], "make messages"
        assert sorted(found.keys() - wanted.keys()) == [], "make messages"
        assert {name for name in wanted if found[name].id != wanted[name].id} == set()
        assert dict(read(path).obsolete) == {}

    @every_catalogue
    def test_every_text_is_translated(self, path: Path) -> None:
        """No translation is empty or only guessed, each has all its forms, and holds the same names and tags."""
        catalog = read(path)
        wrong = {}
        for message in catalog:
            if message.id:
                ids, forms = texts(message.id), texts(message.string or "")
                told = [*differences(ids, forms, catalog.num_plurals if len(ids) > 1 else 1), *message.flags]
                if told := [word for word in told if not word.startswith("python-")]:
                    wrong[ids[0]] = told
        assert wrong == {}

    @every_catalogue
    def test_the_program_reads_it(self, path: Path) -> None:
        """The program finds nothing to complain of, and takes every translation."""
        found, findings = read_catalogue(SourceFile(path.name, path.read_text(encoding="utf-8")), path.stem)
        assert findings == []
        assert found.entries.keys() == {key(*name) for name in by_key(template())}

    @every_catalogue
    def test_a_catalogue_is_as_the_program_writes_it(self, path: Path) -> None:
        """`make messages` leaves a catalogue that is up to date as it is."""
        assert updated(path) == path.read_bytes()

    def test_a_new_catalogue(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """`make messages LANGUAGE=uk` begins a catalogue with every text, empty, in the forms the language has."""
        monkeypatch.setattr(messages, "CATALOGUES", tmp_path)
        messages.main(["uk"])
        catalog = read(tmp_path / "uk.po")
        assert by_key(catalog).keys() == by_key(template()).keys()
        assert catalog.num_plurals > 2
        assert {form for message in catalog if message.id for form in texts(message.string)} == {""}

    def test_an_update_keeps_translations(self, tmp_path: Path) -> None:
        """What is translated stays so; what nothing says any more goes."""
        path = tmp_path / "fr.po"
        path.write_text('msgid "Search"\nmsgstr "Recherche"\n\nmsgid "Gone"\nmsgstr "Parti"\n', encoding="utf-8")
        path.write_bytes(updated(path))
        found = by_key(read(path))
        assert found["Search", ""].string == "Recherche"
        assert ("Gone", "") not in found
        assert found["Glossary", ""].string == ""


class TestMessages:
    def test_english(self) -> None:
        """Without translations every text is what it is, in the form that its number takes."""
        assert ENGLISH.gettext("Search") == ENGLISH.pgettext("page", "Search") == "Search"
        assert [ENGLISH.ngettext("{} hand", "{} hands", n) for n in (0, 1, 2)] == ["{} hands", "{} hand", "{} hands"]
        assert [ENGLISH.npgettext("x", "hand", "hands", n) for n in (1, 2)] == ["hand", "hands"]

    def test_a_language_with_three_forms(self) -> None:
        """A number takes the form of its language, and a context keeps two translations apart."""
        text = r"""
msgid ""
msgstr ""
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

msgid "{} hand"
msgid_plural "{} hands"
msgstr[0] "{} рука"
msgstr[1] "{} руки"
msgstr[2] "{} рук"

msgid "answered"
msgstr "має відповідь"

msgctxt "somebody"
msgid "answered"
msgstr "відповів"
"""
        found, findings = read_catalogue(SourceFile("uk.po", text), "uk")
        spoken = Messages("uk", found.entries)
        assert findings == []
        told = [spoken.ngettext("{} hand", "{} hands", n).format(n) for n in (1, 3, 5, 11, 21, 22)]
        assert told == ["1 рука", "3 руки", "5 рук", "11 рук", "21 рука", "22 руки"]
        assert spoken.gettext("answered") == "має відповідь"
        assert spoken.pgettext("somebody", "answered") == "відповів"
        assert spoken.pgettext("nobody", "answered") == "answered"

    @pytest.mark.parametrize(
        ("language", "tags"),
        [
            ("de", ("de",)),
            ("de-AT", ("de-at", "de")),
            ("zh-Hant-TW", ("zh-hant-tw", "zh-hant")),
            ("sr-Latn", ("sr-latn",)),
        ],
    )
    def test_regions_fall_back(self, language: str, tags: tuple[str, ...]) -> None:
        """A region falls back on its language; another script does not, for nobody may be able to read it."""
        assert lookup(language) == tags

    @pytest.mark.parametrize(
        ("language", "way"),
        [("ar", "rtl"), ("he-IL", "rtl"), ("de-AT", "ltr"), ("az-Arab", "rtl"), ("ks-Deva", "ltr"),
         ("uz-Arab-AF", "rtl"), ("AR", "rtl"), ("syr", "rtl"), ("en-Latn", "ltr")],
    )  # fmt: skip
    def test_direction(self, language: str, way: str) -> None:
        """The way a language is written comes from the script it names, else from the one it is usually written in."""
        assert direction(language) == way

    def test_an_interface_from_right_to_left(self) -> None:
        """The interface runs the way its language does, whatever the language of the words it shows."""
        arabic = Messages("ar", {"Search": Translation(("بحث",), lambda _: 0)})
        made = frame(House(Site("x", language="ar"), messages=arabic), "search/index.html", "x", language="en")
        assert (made.language, made.direction, made.text_language, made.text_direction) == ("ar", "rtl", "en", "ltr")
        assert "بحث" in [link.label for link in made.nav]


def spoken(name: str, language: str, folder: Path) -> SmallSite:
    """A copy of a small site, in a language; its articles stay English."""
    site = copied(name, folder)
    path = site.root / "content" / "site.yaml"
    old = path.read_text(encoding="utf-8") if path.exists() else "title: Small\nlanguage: en\n"
    path.write_text(re.sub(r"(?m)^language: .*$", f"language: {language}", old), "utf-8")
    for article in site.root.glob("content/articles/*/article.md"):
        text = article.read_text(encoding="utf-8")
        if text.startswith("---\n") and not re.search(r"(?m)^language:", text):
            article.write_text(text.replace("---\n", "---\nlanguage: en\n", 1), "utf-8")
    return site


def build(site: SmallSite) -> dict[str, bytes]:
    """The files of a site."""
    result = site.run(main, "build", "--root", f"{site.root}", "--out", f"{site.out}")
    assert result.exit_code == 0, result.output
    return site.built()


class _Interface(_Words):
    """Collects the words of the interface: what an article or an author says is left aside."""

    VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
    ASIDE = frozenset("q blockquote title cite".split())
    QUOTING = frozenset("excerpt concordance".split())

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where somebody else's words begin, and where ours go on among them."""
        if not self._aside():
            super().handle_starttag(tag, attrs)
        names = dict(attrs)
        classes = {*(names.get("class") or "").split()}
        is_aside = (
            "data-text" in names or tag in self.ASIDE or bool(classes & self.QUOTING) or (tag == "a" and "m" in classes)
        )
        if tag not in self.VOID:
            self.inside.append((tag, "ours" if "data-notes" in names else "aside" if is_aside else ""))

    def handle_endtag(self, tag: str) -> None:
        """Note where they end."""
        if self.inside and self.inside[-1][0] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        """Take our words in."""
        if not self._aside():
            self.found.append(data)

    def _aside(self) -> bool:
        return next((mode == "aside" for _, mode in reversed(self.inside) if mode), False)


def interface(data: bytes) -> list[str]:
    """The words of the interface on a page, text by text, white space folded."""
    parser = _Interface()
    parser.feed(data.decode("utf-8"))
    return [" ".join(text.split()) for text in parser.found if text.strip()]


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a site in German that has something of everything; two names that are texts of ours are others."""
    site = spoken("annotated", "de", tmp_path_factory.mktemp("german"))
    for path, old, new in (
        ("pages/about.md", "About *this* site", "Das sind *wir*"),
        ("sources.yaml", "name: critics", "name: die Gegner"),
    ):
        file = site.root / "content" / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
    return build(site)


class TestSites:
    def test_nothing_is_left_in_english(self, german: dict[str, bytes]) -> None:
        """No page of a German site says a text of the interface in English."""
        foreign = {}
        for message in read(CATALOGUES / "de.po"):
            for text, form in zip(texts(message.id), texts(message.string or ""), strict=True):
                if message.id and text != form and not re.search(r"%\(|\{\}|<", text) and len(text.strip()) > 3:
                    foreign[" ".join(text.split())] = form
        long = {text for text in foreign if len(text.split()) > 3}
        wrong = {
            (name, text)
            for name, data in german.items()
            if name.endswith(".html")
            for words in interface(data)
            for text in ({words} & foreign.keys()) | {text for text in long if text in words}
        }
        assert len(foreign) > 500
        assert wrong == set()

    def test_it_is_german(self, german: dict[str, bytes]) -> None:
        """Its pages say so, in their words and in their language; an article keeps its own."""
        for name, data in german.items():
            if name.endswith(".html"):
                (root,) = page(data).all("html")
                assert (root.attributes.get("lang"), root.attributes.get("dir")) == ("de", "ltr"), name
        home, glossary = interface(german["index.html"]), interface(german["glossary/index.html"])
        assert {"Artikel", "Aussagen", "Quellen", "Glossar", "Suche"} <= set(home)
        assert {"vorsichtiges Wort", "angeblich", "Gute Praxis, wenn"} <= set(glossary)
        article = german["articles/bridge/index.html"].decode("utf-8")
        assert 'data-text lang="en" dir="ltr"' in article
        assert re.search(r'<details class="note [^>]*lang="de" dir="ltr"', article)

    def test_quoted_words_keep_their_language(self, german: dict[str, bytes]) -> None:
        """Wherever words of an article stand among ours, they say their language: quotations, titles, claims."""
        said_to = {
            "claims/index.html": (
                '<h2><a href="../articles/bridge/index.html" lang="en" dir="auto">',
                'lang="ar" dir="auto"',
            ),
            "claims/bridge/old/index.html": (
                '<p class="excerpt" lang="en" dir="auto">',
                '<li lang="en" dir="auto"><a href=',
            ),
            "glossary/index.html": ('<p class="line" lang="en">',),
            "articles/bridge/index.html": ('<q lang="en" dir="auto">', '<q class="says"><a href="../../claims/'),
            "lessons/first/index.html": ('<blockquote lang="en"',),
        }
        wrong = {
            name: words
            for name, every in said_to.items()
            for words in every
            if words not in german[name].decode("utf-8")
        }
        assert wrong == {}
        claims = german["articles/bridge/index.html"].decode("utf-8")
        assert re.findall(r'<q class="says"><a href="[^"]*">', claims) == []

    def test_its_search_is_german(self, german: dict[str, bytes]) -> None:
        """The labels in the data of the search are German, and articles in other languages say theirs."""
        head = parts(german)[0]["head"]
        assert head["language"] == "de"
        assert "vorsichtiges Wort" in [label for _, _, label in head["looks"]]
        assert {article["language"] for part in parts(german) for article in part["articles"]} >= {"en"}

    def test_a_region_speaks_its_language(self, tmp_path: Path) -> None:
        """A site in Austrian German has the German interface and keeps its language tag."""
        files = build(spoken("minimal", "de-AT", tmp_path))
        (root,) = page(files["index.html"]).all("html")
        assert root.attributes.get("lang") == "de-AT"
        assert "Suche" in interface(files["index.html"])

    def test_a_language_that_nobody_speaks(self, tmp_path: Path) -> None:
        """Without a catalogue the interface is English and says so; what the site says itself keeps its language."""
        site = spoken("annotated", "fa", tmp_path)
        files = build(site)
        for name, data in files.items():
            if name.endswith(".html"):
                (root,) = page(data).all("html")
                assert (root.attributes.get("lang"), root.attributes.get("dir")) == ("en", "ltr"), name
        home, own = files["index.html"].decode("utf-8"), files["pages/about/index.html"].decode("utf-8")
        assert "Glossary" in interface(files["index.html"])
        assert '<h1 lang="fa" dir="rtl">' in home
        assert '<article class="own" lang="fa" dir="rtl">' in own

    def test_a_site_says_it_its_own_way(self, tmp_path: Path) -> None:
        """A site's own catalogue goes before ours, text by text, and its own templates have theirs translated."""
        site = spoken("minimal", "de", tmp_path)
        site.write(
            "templates/messages/de.po", 'msgid "Search"\nmsgstr "Nachschlagen"\n\nmsgid "Lost?"\nmsgstr "Verirrt?"\n'
        )
        site.write(
            "templates/404.html",
            '{% extends "base.html" %}{% block main %}{% trans %}Lost?{% endtrans %}{% endblock %}',
        )
        words = interface(build(site)["404.html"])
        assert {"Nachschlagen", "Glossar", "Verirrt?"} <= set(words)

    def test_a_copy_of_ours_is_ours(self, tmp_path: Path) -> None:
        """A catalogue that was copied and not changed is neither read again nor complained of, as in a checkout."""
        site = copied("minimal", tmp_path)
        site.write("templates/messages/de.po", (CATALOGUES / "de.po").read_text(encoding="utf-8"))
        result = site.run(main, "check", "--root", f"{site.root}")
        assert (result.exit_code, result.output) == (0, "no errors, no warnings\n")

    def test_english_pays_nothing(self, tmp_path: Path) -> None:
        """A build in English does not even load what reads catalogues."""
        site = copied("minimal", tmp_path)
        code = (
            "import sys\nfrom pathlib import Path\nfrom builder.pipeline.build import build\n"
            f"build(Path({f'{site.root}'!r}), Path({f'{site.out}'!r}))\n"
            "print(sorted(name for name in sys.modules if name in ('babel', 'gettext')))"
        )
        result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
        assert result.stdout == "[]\n"
        assert (site.out / "index.html").exists()
