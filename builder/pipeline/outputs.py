"""The files of a site as a stream, page by page: view, then template, then bytes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from builder import urls
from builder.diagnostics import Finding
from builder.export.article_json import article_json
from builder.export.feeds import feed, sitemaps
from builder.export.hosting import host_files
from builder.export.search_data import search_data
from builder.model.article import Article
from builder.model.index import Index
from builder.model.page import Page
from builder.pipeline.inputs import Inputs
from builder.pipeline.linking import ASSET_BYTES
from builder.pipeline.theme import template_finding
from builder.render import Renderer
from builder.rules import template_rules, text_rules
from builder.source import Place
from builder.text.faithful import differences
from builder.text.visible import NoTextRegionError, visible_text
from builder.validate.links import Target
from builder.validate.text import shown
from builder.views.article import article_view
from builder.views.claim import claim_view
from builder.views.frame import Entry as PageEntry
from builder.views.frame import House
from builder.views.kinship import kinship
from builder.views.lists import claim_lists, home_views, lesson_list, source_lists
from builder.views.moved import SCRIPT as MOVED_SCRIPT
from builder.views.moved import moved, moved_view
from builder.views.page import not_found_view, page_view
from builder.views.pictures import pictures_view
from builder.views.reference import glossary_view, source_views
from builder.views.search import found_sources, search_head, search_views

File = tuple[str, bytes]
"""Address and content of a file of the site."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a site's files are made of, the articles themselves aside.

    targets  page -> link target as typed -> where it leads
    assets   paths of the files that are copied
    """

    inputs: Inputs
    index: Index
    house: House
    pages: Sequence[Page]
    targets: Mapping[str, Mapping[str, Target]]
    assets: Sequence[str]
    renderer: Renderer

    def expected(self) -> int:
        """How many files there will be, roughly."""
        entries = self.index.entries.values()
        claims = sum(len(entry.claims) for entry in entries) if self.house.builds("claims") else 0
        drawn = sum(entry.has_pictures for entry in entries) if self.house.builds("pictures") else 0
        return 2 * len(entries) + drawn + claims + len(self.pages) + 20


class PageError(Exception):
    """A page could not be made; what is wrong is in `findings`."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings)
        self.findings = tuple(findings)


Load = Callable[[str], Article]


def files(content: Content, load: Load) -> Iterator[File]:
    """Every file of the site; `load` gets an article by its slug. Raises PageError."""
    site_families = set(content.inputs.setting.site.families)
    makers: dict[Callable[[Content, Load], Iterator[File]], Collection[str]] = {
        _articles: ("articles", "pictures"),
        _home: ("home",),
        _claims: ("claims",),
        _sources: ("sources",),
        _glossary: ("glossary",),
        _lessons: ("lessons",),
        _pages: ("pages",),
        _search: ("search",),
    }
    listed: list[str] = []
    for maker, families in makers.items():
        if not site_families.isdisjoint(families):
            for address, data in maker(content, load):
                if address.endswith(".html"):
                    listed.append(address)
                yield address, data
    yield from _moved(content)
    yield from _around(content, listed)


def _page(content: Content, template: str, view: Any) -> bytes:
    """A page."""
    return _words_and_bytes(content, template, view)[1]


def _words_and_bytes(content: Content, template: str, view: Any) -> tuple[str, bytes]:
    """A page as text and as it is written; a template that fails is told with its place."""
    try:
        page = content.renderer.page(template, view)
        return page, page.encode("utf-8")
    except Exception as error:
        raise PageError([template_finding(error, content.renderer.theme)]) from error


def _articles(content: Content, load: Load) -> Iterator[File]:
    """The page, the data and the pictures of each article, which is loaded once for all of them."""
    for slug, entry in content.index.entries.items():
        article = load(slug)
        if content.house.builds("articles"):
            yield from _article(content, article)
        if content.house.builds("pictures") and entry.has_pictures:
            drawn = pictures_view(article, content.inputs.setting, content.index, content.house)
            yield drawn.frame.page, _page(content, "article-pictures.html", drawn)


def _article(content: Content, article: Article) -> Iterator[File]:
    """The page and the data of an article."""
    setting, index = content.inputs.setting, content.index
    here = urls.article_page(article.slug)
    view = article_view(article, setting, index, content.house, ways(content, here))
    words, page = _words_and_bytes(content, "article.html", view)
    _check_words(words, article)
    yield here, page
    yield urls.article_data(article.slug), article_json(article, index, setting.sources).encode("utf-8")


def _check_words(page: str, article: Article) -> None:
    """Whether the built page shows the article's words. Raises PageError."""
    place = Place(f"articles/{article.slug}/index.html")
    try:
        visible = visible_text(page)
    except NoTextRegionError as error:
        hint = "let the template set the words of the article inside an element with data-text"
        where = Place("templates/article.html")
        raise PageError([template_rules.TEMPLATE_BROKEN.at(where, hint, problem=str(error))]) from error
    found = [
        text_rules.PAGE_DIFFERS.at(place, ours=shown(visible, *item.first), theirs=shown(article.text, *item.second))
        for item in differences(visible, article.text)
    ]
    if found:
        raise PageError(found)


def ways(content: Content, here: str) -> dict[str, str]:
    """Where each link of a page leads, relative to it; '' where its family is not built."""
    found = _Ways()
    for target, where in content.targets.get(here, {}).items():
        built = where.asset or where.address == here or content.house.builds(where.family)
        found[target] = urls.relative(here, where.address, where.fragment) if built else ""
    return found


class _Ways(dict[str, str]):
    """Ways by target; an address that leaves the site is its own way."""

    def get(self, key: str, default: Any = "") -> Any:
        """The way of a target."""
        if key in self:
            return self[key]
        return urls.spelled(key) if urls.is_external(key) and urls.allowed(key) else default


def _home(content: Content, _load: Load) -> Iterator[File]:
    lessons = _lesson_entries(content)
    for view in home_views(content.index, content.house, lessons):
        yield view.frame.page, _page(content, "home.html", view)


def _claims(content: Content, _load: Load) -> Iterator[File]:
    """The page of every claim, and the list of all."""
    for view in claim_lists(content.index, content.house):
        yield view.frame.page, _page(content, "claims.html", view)
    for entry in content.index.entries.values():
        for claim in entry.claims:
            one = claim_view(entry, claim, content.index, content.inputs.setting, content.house)
            yield one.frame.page, _page(content, "claim.html", one)


def _sources(content: Content, _load: Load) -> Iterator[File]:
    """The page of every source that an article names, and the list of all."""
    setting = content.inputs.setting
    for view in source_lists(content.index, setting, content.house):
        yield view.frame.page, _page(content, "sources.html", view)
    uses: dict[str, list[str]] = {}
    for entry in content.index.by_easiness():
        for source in entry.sources:
            uses.setdefault(source, []).append(entry.slug)
    kin = kinship(uses, setting.sources)
    for id_ in kin.shown:
        slugs = uses.get(id_, [])
        for one in source_views(setting.sources[id_], content.index, setting, content.house, slugs, kin):
            yield one.frame.page, _page(content, "source.html", one)


def _glossary(content: Content, _load: Load) -> Iterator[File]:
    yield urls.GLOSSARY, _page(content, "glossary.html", glossary_view(content.index, content.house))


def _lesson_entries(content: Content) -> list[PageEntry]:
    if not content.house.builds("lessons"):
        return []
    return [PageEntry(page.title, page.address, page.summary) for page in content.pages if page.is_lesson]


def _lessons(content: Content, load: Load) -> Iterator[File]:
    lessons = _lesson_entries(content)
    if lessons:
        yield urls.LESSONS, _page(content, "lessons.html", lesson_list(lessons, content.house))
        yield from _own(content, load, lessons=True)


def _pages(content: Content, load: Load) -> Iterator[File]:
    yield from _own(content, load, lessons=False)


def _own(content: Content, load: Load, lessons: bool) -> Iterator[File]:
    kept = lru_cache(maxsize=8)(load)
    for page in content.pages:
        if page.is_lesson == lessons:
            view = page_view(
                page, content.inputs.setting, content.index, content.house, ways(content, page.address), kept
            )
            yield page.address, _page(content, "lesson.html" if lessons else "page.html", view)


def _search(content: Content, load: Load) -> Iterator[File]:
    """What is looked through as one types, and the page where one types."""
    setting, index, house = content.inputs.setting, content.index, content.house
    sources = found_sources(index, setting, house)
    coverage = yield from search_data(search_head(house), sources, index.by_easiness(), load)
    for view in search_views(index, setting, house, coverage):
        yield view.frame.page, _page(content, "search.html", view)


def _moved(content: Content) -> Iterator[File]:
    """A page at each address that was published once and leads elsewhere now."""
    for old, new, fragment in moved(content.index, content.house):
        yield old, _page(content, "moved.html", moved_view(old, new, fragment, content.house))


def _around(content: Content, listed: Sequence[str]) -> Iterator[File]:
    """What stands beside the pages: 404, feed, sitemap of those `listed`, style and fonts, files that pages link to."""
    site = content.inputs.setting.site
    yield urls.NOT_FOUND, _page(content, "404.html", not_found_view(content.house))
    if site.base_url:
        entries = content.index.by_easiness()
        yield urls.FEED, _page(content, "feed.xml", {"feed": feed(site, entries)})
        yield from _sitemaps(content, listed)
    moves = [(old, new) for old, new, fragment in moved(content.index, content.house) if not fragment]
    yield from host_files(site, moves).items()
    assets = content.renderer.theme.all_assets()
    if not any(True for _ in moved(content.index, content.house)):
        assets.pop(MOVED_SCRIPT, None)
    yield from sorted(assets.items())
    for path in content.assets:
        data, findings = content.inputs.root.data(path, ASSET_BYTES)
        if data is None:
            raise PageError(findings)
        yield path.removeprefix("content/"), data


def _sitemaps(content: Content, listed: Sequence[str]) -> Iterator[File]:
    """The sitemap; where it would be too long, its parts and the list of them."""
    site = content.inputs.setting.site
    parts = sitemaps(site, content.index, listed)
    if len(parts) == 1:
        yield urls.SITEMAP, _page(content, "sitemap.xml", {"urls": parts[0], "parts": ()})
        return
    names = [urls.sitemap_part(number) for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _page(content, "sitemap.xml", {"urls": part, "parts": ()})
    whole = [urls.absolute(site.base_url, name) for name in names]
    yield urls.SITEMAP, _page(content, "sitemap.xml", {"urls": (), "parts": whole})
