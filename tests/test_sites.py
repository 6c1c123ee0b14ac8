"""Whole small sites, from what authors wrote to the files a reader opens."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from builder.cli import main
from tests import built
from tests.small_sites import SITES, SmallSite, built_into, copied, refused

PROJECT = Path(__file__).parents[1]
SOUND = ("minimal", "annotated", "partial", "themed")
"""The small sites without errors; the site of this project itself is checked beside them."""
BASES = ("https://example.org/", "https://example.org/project/", "file:///home/somebody/a%20site/")
"""From where a site may be opened: the root of a domain, a folder below it, a disk."""


@pytest.fixture(scope="module", params=[*SOUND, "content"])
def files(request: pytest.FixtureRequest, own_site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a built site, for each sound site in turn."""
    if request.param == "content":
        return SmallSite(PROJECT, own_site).built()
    whole = copied(request.param, tmp_path_factory.mktemp("built"))
    built_into(whole)
    return whole.built()


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the site in which everything stands once."""
    whole = copied("annotated", tmp_path_factory.mktemp("annotated"))
    built_into(whole)
    return whole.built()


def articles(files: built.Files) -> list[str]:
    """The slugs of the articles that have a page."""
    return [name.split("/")[1] for name in files if re.fullmatch(r"articles/[^/]+/index\.html", name)]


MOVED = {
    "lessons/bridges/index.html": "lessons/first/index.html",
    "pages/us/index.html": "pages/about/index.html",
    "pages/who-we-are/index.html": "pages/about/index.html",
    "sources/doubters/index.html": "sources/critics/index.html",
}
"""Old addresses of the annotated site, and the pages they lead to."""


class TestFiles:
    @pytest.mark.parametrize("name", SOUND)
    def test_a_site_consists_of_the_files_that_are_expected(self, name: str, site: Callable[[str], SmallSite]) -> None:
        """Every small site is built into exactly the files listed beside it, style and fonts aside."""
        whole = site(name)
        said = built_into(whole)
        found = [file for file in whole.built() if not file.startswith(("assets/", ".allegedly/"))]
        expected = (SITES / name / "expected" / "files.txt").read_text(encoding="utf-8").splitlines()
        assert found == expected
        assert "warning" not in said

    def test_an_articles_data_stands_beside_its_page(self, files: dict[str, bytes]) -> None:
        """Each article page has an article.json with the promised keys and the same words."""
        assert articles(files)
        for slug in articles(files):
            data = json.loads(files[f"articles/{slug}/article.json"])
            assert {"version", "slug", "language", "text", "paragraphs", "original", "marks", "claims", "sources",
                    "own_voice", "analysis"} <= data.keys()  # fmt: skip
            assert (data["version"], data["slug"]) == (1, slug)
            shown = built.page(files[f"articles/{slug}/index.html"]).words
            assert folded(shown) == folded(data["text"])
            assert data["paragraphs"][0][0] == 0
            for start, end in data["paragraphs"]:
                assert 0 <= start <= end <= len(data["text"])

    def test_only_what_an_author_links_is_copied(self, annotated: dict[str, bytes]) -> None:
        """Files beside an article are published, byte for byte, where a link leads to them."""
        source = SITES / "annotated/content/articles/bridge"
        assert annotated["articles/bridge/deck.csv"] == (source / "deck.csv").read_bytes()
        picture = "pictures/deck north.png"
        assert annotated[f"articles/bridge/{picture}"] == (source / picture).read_bytes()
        assert not any(name.endswith((".md", ".yaml")) for name in annotated)


def folded(text: str) -> str:
    """A text as the promise of faithfulness compares it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


class TestAddresses:
    @pytest.mark.parametrize("base", BASES)
    def test_every_link_leads_to_a_file_and_every_fragment_to_an_id(self, files: dict[str, bytes], base: str) -> None:
        """No link of any page dangles, from wherever the site is opened; none hangs on the host's root."""
        pages = {name: data for name, data in files.items() if name != "404.html"}
        assert built.dangling({**files, "404.html": b""}, base) == []
        assert pages

    def test_the_page_for_lost_readers_finds_home_from_anywhere(self, annotated: dict[str, bytes]) -> None:
        """404.html is shown at any address, so its links start at the root of base_url, and all lead to a file."""
        page = built.page(annotated["404.html"])
        addresses = [address for _, address in page.links() if not urlsplit(address).scheme and address[:1] != "#"]
        assert len(addresses) > 5
        for address in addresses:
            assert address.startswith("/project/"), address
            assert unquote(address.removeprefix("/project/").partition("#")[0]) in annotated, address

    def test_no_id_stands_twice_in_a_page(self, files: dict[str, bytes]) -> None:
        """Every id of a page names one element."""
        assert built.doubled_ids(files) == []

    def test_everything_marked_can_be_linked_to(self, files: dict[str, bytes]) -> None:
        """Each mark, paragraph and claim of an article has its id in the page, and each mark a note with its link."""
        for slug in articles(files):
            data = json.loads(files[f"articles/{slug}/article.json"])
            page = built.page(files[f"articles/{slug}/index.html"])
            marks = [mark["id"] for mark in data["marks"]]
            promised = [*marks, *(f"n-{mark}" for mark in marks), *data["paragraph_ids"]]
            promised += [f"claim-{claim['id']}" for claim in data["claims"]]
            assert [id_ for id_ in promised if id_ not in page.ids] == []
            hrefs = {address for _, address in page.links()}
            assert [mark for mark in marks if f"#n-{mark}" not in hrefs] == []
            assert [mark for mark in marks if f"#{mark}" not in hrefs] == []

    def test_links_to_families_that_are_not_built_become_words(self, site: Callable[[str], SmallSite]) -> None:
        """With `pages: [articles, home]` no link leads to other pages, and no word of the article is lost."""
        whole = site("partial")
        built_into(whole)
        page = whole.built()["articles/ferry/index.html"]
        assert "the page, the claim, the source, the glossary, the lesson, home and above" in built.page(page).words
        within = [address for _, address in built.page(page).links() if not urlsplit(address).scheme]
        assert not [
            address for address in within if re.search("pictures/|claims/|sources/|glossary/|pages/|lessons/", address)
        ]
        assert "#c-late" in within

    def test_links_as_authors_type_them_lead_where_they_say(self, annotated: dict[str, bytes]) -> None:
        """Every form of link that the page of links holds leads to its page, anchor, file or address."""
        hrefs = {address for _, address in built.page(annotated["pages/about/index.html"]).links()}
        assert hrefs >= {
            "../../index.html", "../../glossary/index.html#hedge", "../../glossary/index.html#kind-loaded",
            "../../claims/index.html", "../../claims/bridge/safe/index.html", "../../sources/index.html",
            "../../sources/mayor/index.html", "../../lessons/index.html", "../../articles/bridge/index.html#claim-safe",
            "../../articles/bridge/index.html", "../../articles/bridge/deck.csv", "../../articles/jisr/index.html",
            "../../lessons/first/index.html#s-what-next", "#s-links-that-leave",
            "../../articles/bridge/pictures/deck%20north.png", "https://example.org/a?b=1&c=2#d", "https://example.org/",
            "mailto:editors@example.org", "https://example.org/there", "http://example.org:8080/~x/%20",
        }  # fmt: skip

    def test_a_source_that_only_others_name_has_a_page_or_no_link(self, site: Callable[[str], SmallSite]) -> None:
        """Parts and namesakes of a source that no article names leave no dangling link, nor do wholes."""
        whole = site("annotated")
        path = whole.root / "content/sources.yaml"
        more = (
            "  press: {name: the press office, kind: organisation, part_of: council}\n"
            "  double: {name: P. Holm, kind: person, perhaps_same_as: engineer}\n"
            "  region: {name: the region, kind: organisation}\n"
        )
        text = path.read_text(encoding="utf-8").replace(
            "kind: organisation, url:", "kind: organisation, part_of: region, url:"
        )
        whole.write("content/sources.yaml", text + more)
        whole.write("content/pages/imprint.md", "# Imprint\n\n[The region](../sources.yaml#region).\n")
        built_into(whole)
        assert built.dangling({**whole.built(), "404.html": b""}, BASES[0]) == []
        assert "sources/region/index.html" in whole.built()

    def test_long_lists_go_on_on_further_pages(self, site: Callable[[str], SmallSite]) -> None:
        """A list of more than 200 rows has pages that lead to one another, and every row stands on one of them."""
        whole = site("minimal")
        marks = "\n\n".join(f"[Thing {n} is so]{{.c ref=c{n} source=captain}}." for n in range(401))
        claims = "".join(f"  c{n}: {{says: Thing {n} is so.}}\n" for n in range(401))
        whole.write("content/articles/ferry/article.md", f"# Things\n\n{marks}\n")
        whole.write("content/articles/ferry/claims.yaml", f"claims:\n{claims}")
        whole.write("content/sources.yaml", "sources:\n  captain: {name: the captain, kind: person}\n")
        built_into(whole)
        files = whole.built()
        assert {"claims/page-2.html", "claims/page-3.html", "sources/captain/page-3.html"} <= files.keys()
        assert "claims/page-4.html" not in files
        assert built.dangling(files, BASES[1]) == []
        lists = [files[name] for name in ("claims/index.html", "claims/page-2.html", "claims/page-3.html")]
        linked = {address for page in lists for _, address in built.page(page).links()}
        assert {f"ferry/c{n}/index.html" for n in range(401)} <= linked

    def test_many_articles_stand_on_several_pages(self, site: Callable[[str], SmallSite]) -> None:
        """The home page shows 48 articles; the others follow on further pages, each once."""
        whole = site("minimal")
        (whole.root / "content/site.yaml").write_text("title: Ferries\npages: [articles, home]\n", encoding="utf-8")
        for number in range(96):
            whole.write(f"content/articles/ferry-{number}/article.md", f"# Ferry {number}\n\nIt runs.\n")
        built_into(whole)
        files = whole.built()
        names = ["index.html", "page-2.html", "page-3.html"]
        assert "page-4.html" not in files
        cards = [re.findall(rb'<h3><a href="(articles/[^"]+)"', files[name]) for name in names]
        assert [len(found) for found in cards] == [48, 48, 1]
        assert len(set(itertools.chain.from_iterable(cards))) == 97


class TestNotes:
    def test_words_that_hold_quotation_marks_get_others_around_them(self, site: Callable[[str], SmallSite]) -> None:
        """The words that a hedge weakens are quoted; where they hold double marks, with the language's inner ones."""
        whole = site("minimal")
        first = "It [may]{.h} be that [the “old” ferry runs]{.c ref=runs}."
        second = "It [may]{.h} be that [it stays]{.c ref=stays}."
        whole.write("content/articles/ferry/article.md", f"# Ferry\n\n{first} {second}\n")
        whole.write(
            "content/articles/ferry/claims.yaml", "claims:\n  runs: {says: It runs.}\n  stays: {says: It stays.}\n"
        )
        built_into(whole)
        page = whole.built()["articles/ferry/index.html"].decode()
        assert '<q class="inner">the “old” ferry runs</q>' in page
        assert "<q>it stays</q>" in page


class TestSafety:
    def test_pages_fetch_nothing_from_others_and_run_nothing_inline(self, files: dict[str, bytes]) -> None:
        """Every page has a strict policy; no inline script or style, no request to anybody else."""
        assert built.unsafe(files) == []

    def test_what_authors_type_is_never_markup(self, annotated: dict[str, bytes]) -> None:
        """Signs of HTML in claims, names and code are shown as themselves."""
        pages = [data for name, data in annotated.items() if name.endswith((".html", ".xml"))]
        assert any(b"&lt;b&gt;ever&lt;/b&gt;" in data for data in pages)
        assert not any(b"<b>ever" in data or b"<b>code" in data for data in pages)

    def test_nothing_in_a_site_tells_where_or_when_it_was_built(
        self, site: Callable[[str], SmallSite], tmp_path: Path
    ) -> None:
        """No file holds the path of the site, of its output, or of the program."""
        whole = site("annotated")
        built_into(whole)
        for name, data in whole.built().items():
            for path in (str(tmp_path), str(PROJECT)):
                assert path.encode() not in data, name


class TestPublishing:
    def test_with_a_base_url_every_page_knows_its_address(self, annotated: dict[str, bytes]) -> None:
        """Canonical links are absolute, and are the address under which the page will stand; the lost one has none."""
        for name, page in built.pages(annotated).items():
            links = [tag.attributes["href"] for tag in page.all("link") if tag.attributes.get("rel") == "canonical"]
            address = f"https://example.org/project/{MOVED.get(name, name).removesuffix('index.html')}"
            assert links == ([] if name == "404.html" else [address]), name

    def test_the_feed_is_well_formed_and_absolute(self, annotated: dict[str, bytes]) -> None:
        """The Atom feed has what RFC 4287 demands; every address in it is absolute and leads to a page."""
        atom = "{http://www.w3.org/2005/Atom}"
        feed = ET.fromstring(annotated["feed.xml"])  # noqa: S314 - we wrote it
        assert feed.tag == f"{atom}feed"
        entries = feed.findall(f"{atom}entry")
        assert len(entries) == 3
        for item in (feed, *entries):
            for needed in ("id", "title", "updated"):
                assert (item.findtext(f"{atom}{needed}") or "").strip(), needed
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", item.findtext(f"{atom}updated") or "")
            for link in item.findall(f"{atom}link"):
                assert link.attrib["href"].startswith("https://example.org/project/")
        assert len({entry.findtext(f"{atom}id") for entry in entries}) == 3
        for entry in entries:
            address = (entry.findtext(f"{atom}id") or "").removeprefix("https://example.org/project/")
            assert f"{address}index.html" in annotated

    def test_the_sitemap_names_pages_that_are_there(self, annotated: dict[str, bytes]) -> None:
        """Every address of the sitemap is absolute, stands there once, and is that of a page."""
        space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
        sitemap = ET.fromstring(annotated["sitemap.xml"])  # noqa: S314 - we wrote it
        found = [place.text or "" for place in sitemap.iter(f"{space}loc")]
        assert len(found) == len(set(found)) > 5
        for address in found:
            name = unquote(address.removeprefix("https://example.org/project/"))
            assert f"{name}index.html" in annotated, address

    def test_without_a_base_url_nothing_claims_one(self, site: Callable[[str], SmallSite]) -> None:
        """Canonical links, feed and sitemap need a base_url; without it there are none."""
        whole = site("annotated")
        text = (whole.root / "content/site.yaml").read_text(encoding="utf-8")
        whole.write("content/site.yaml", text.replace("base_url:", "# base_url:"))
        built_into(whole)
        files = whole.built()
        assert not {"feed.xml", "sitemap.xml"} & files.keys()
        for page in built.pages(files).values():
            assert not [tag for tag in page.all("link") if tag.attributes.get("rel") in ("canonical", "alternate")]
        assert built.dangling(files, BASES[1]) == []

    @pytest.mark.parametrize(
        "address", ["https://example.org/p/?q=1", "https://example.org/p/#top", "ftp://example.org/"]
    )
    def test_a_base_url_that_no_address_can_follow_is_refused(
        self, address: str, site: Callable[[str], SmallSite]
    ) -> None:
        """Pages hang on base_url, so it has neither query nor fragment."""
        whole = site("minimal")
        whole.write("content/site.yaml", f'title: Minimal\nbase_url: "{address}"\n')
        assert "[url-forbidden]" in refused(whole)

    def test_drafts_are_built_on_demand_only(self, site: Callable[[str], SmallSite]) -> None:
        """A draft is checked like any article, and published only with --drafts; nothing links to it before."""
        whole = site("annotated")
        whole.write("content/articles/later/article.md", "---\ndraft: yes\n---\n# Not yet\n\nWait.\n")
        whole.write("content/pages/later.md", "---\ndraft: yes\n---\n# A page to come\n\nWait.\n")
        built_into(whole)
        without = whole.built()
        assert not [name for name in without if "later" in name]
        assert not [name for name, data in without.items() if b"Not yet" in data or b"A page to come" in data]
        built_into(whole, "--drafts")
        assert {"articles/later/index.html", "pages/later/index.html"} <= whole.built().keys()
        assert built.dangling({**whole.built(), "404.html": b""}, BASES[0]) == []

    def test_check_foretells_what_a_build_says_of_drafts(self, site: Callable[[str], SmallSite]) -> None:
        """A text that leans on a draft cannot be built yet, and `check` says so too."""
        whole = site("partial")
        whole.write("content/articles/later/article.md", "---\ndraft: yes\n---\n# Not yet\n\nWait.\n")
        whole.write("content/pages/about.md", "# About\n\nSoon: [an article](../articles/later/article.md).\n")
        said = refused(whole)
        checked = whole.run(main, "check", "--root", str(whole.root))
        assert checked.exit_code == 1
        assert "link-broken" in said
        assert "link-broken" in checked.output


def test_several_pages_at_once_need_no_order(site: Callable[[str], SmallSite]) -> None:
    """Files that stand in each other's way between two builds (a folder where a file was) are sorted out."""
    whole = site("annotated")
    built_into(whole)
    page = whole.root / "content/pages/imprint.md"
    page.rename(page.with_name("legal.md"))
    built_into(whole)
    assert "pages/imprint/index.html" not in whole.built()
    assert "pages/legal/index.html" in whole.built()
