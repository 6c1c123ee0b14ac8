"""The pages of pictures: where they are built, that they lead back, that an article is loaded for them only once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest

from builder.cache.articles import unpack
from builder.cli import main
from builder.model.article import Article
from builder.pipeline import keeping
from tests import built
from tests.small_sites import SmallSite, copied

SITE = "https://example.org/"
DRAWN = "articles/bridge/pictures/index.html"


def built_into(whole: SmallSite) -> dict[str, bytes]:
    """Build a site that has no errors; returns its files."""
    result = whole.run(main, "build", "--root", str(whole.root), "--out", str(whole.out))
    assert result.exit_code == 0, result.output
    return whole.built()


def addresses(data: bytes) -> list[str]:
    """Where the links of a page lead, as they are written."""
    return [address for _, address in built.page(data).links()]


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the site in which everything stands once."""
    return built_into(copied("annotated", tmp_path_factory.mktemp("annotated")))


def families(whole: SmallSite, names: str) -> None:
    """Let a site build only some families of pages."""
    text = (whole.root / "content/site.yaml").read_text(encoding="utf-8")
    whole.write("content/site.yaml", f"pages: [{names}]\n{text}")


def test_an_article_and_its_pictures_lead_to_each_other(annotated: dict[str, bytes]) -> None:
    """The article's page links its pictures, they link back; what is drawn leads to passages, rows, sources."""
    assert "pictures/index.html" in addresses(annotated["articles/bridge/index.html"])
    there = addresses(annotated[DRAWN])
    assert "../index.html" in there
    assert any(way.startswith("../index.html#claim-") for way in there)
    assert any(re.match(r"\.\./index\.html#[acx]-", way) for way in there)
    assert any(way.startswith("../../../sources/") for way in there)


def test_each_picture_named_at_the_head_is_on_the_page(annotated: dict[str, bytes]) -> None:
    """The list at the head of the page leads to every picture of it, in their order."""
    for name, data in annotated.items():
        if name.endswith("/pictures/index.html"):
            page = built.page(data)
            listed = [way[1:] for way in addresses(data) if way.startswith("#page-") and way != "#page-main"]
            drawn = [tag.attributes["id"] for tag in page.all("section")]
            assert listed == drawn
            assert drawn


def test_the_page_of_pictures_has_a_title_of_its_own(annotated: dict[str, bytes]) -> None:
    """No two pages of an article have the same title."""
    found = [re.search(rb"<title>(.*?)</title>", annotated[name]) for name in (DRAWN, "articles/bridge/index.html")]
    titles = [match.group(1) for match in found if match]
    assert len(set(titles)) == 2
    assert b"pictures" in titles[0]


def test_the_sitemap_has_the_pictures(annotated: dict[str, bytes]) -> None:
    """Pictures are listed where a site is to be found."""
    assert b"/articles/bridge/pictures/</loc>" in annotated["sitemap.xml"]


def test_without_their_family_there_are_no_pictures_and_no_links_to_them(site: Callable[[str], SmallSite]) -> None:
    """With `pages:` of other families nothing leads to pictures, an author's own links included."""
    whole = site("annotated")
    families(whole, "articles, home, pages, claims")
    whole.write("content/pages/more.md", "# More\n\nSee [the pictures](/articles/bridge/pictures/index.html).\n")
    files = built_into(whole)
    assert not [name for name in files if name.endswith("pictures/index.html")]
    assert not [name for name, data in files.items() if b"pictures/index.html" in data]
    assert b"the pictures" in files["pages/more/index.html"]
    assert built.dangling({**files, "404.html": b""}, SITE) == []


@pytest.mark.parametrize("names", ["pictures", "pictures, home", "pictures, claims, sources"])
def test_pictures_can_be_built_without_articles(names: str, site: Callable[[str], SmallSite]) -> None:
    """What is drawn leads only to what is built; the careful words of a headline are counted all the same."""
    whole = site("annotated")
    families(whole, names)
    files = built_into(whole)
    assert DRAWN in files
    assert "articles/bridge/index.html" not in files
    assert built.dangling({**files, "404.html": b""}, SITE) == []
    assert not [way for way in addresses(files[DRAWN]) if not way]


def test_where_nothing_is_marked_there_is_nothing_to_see(site: Callable[[str], SmallSite]) -> None:
    """An article without marks has no page of pictures, and a link to it is an error."""
    whole = site("minimal")
    whole.write("content/articles/ferry/article.md", "# The ferry\n\nIt leaves at nine.\n")
    files = built_into(whole)
    assert "articles/ferry/index.html" in files
    assert not [name for name, data in files.items() if "pictures/" in name or b"pictures/index" in data]
    whole.write("content/pages/more.md", "# More\n\n[Pictures](/articles/ferry/pictures/index.html).\n")
    result = whole.run(main, "check", "--root", str(whole.root))
    assert result.exit_code == 1
    assert "link-broken" in result.output


def test_an_article_is_loaded_once_for_all_its_pages(
    monkeypatch: pytest.MonkeyPatch, site: Callable[[str], SmallSite]
) -> None:
    """Page, data and pictures of an article are made of one article, not of three."""
    loaded: Counter[str] = Counter()

    def counted(data: bytes) -> Article:
        article = unpack(data)
        loaded[article.slug] += 1
        return article

    monkeypatch.setattr(keeping, "unpack", counted)
    whole = site("annotated")
    families(whole, "articles, pictures")
    assert DRAWN in built_into(whole)
    assert loaded == {"bridge": 1, "jisr": 1, "parade": 1}
