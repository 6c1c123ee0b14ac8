"""What a site is made of, in units: files that are made together, each unit without the others.

A family of pages is loaded when its first unit is made: after an edit most are not needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from builder import urls
from builder.export.article_json import article_json
from builder.model.article import Article
from builder.pipeline.content import Content, File, Load, PageError, assets, page_of, ways
from builder.pipeline.stopwatch import working
from builder.rules import template_rules, text_rules
from builder.source import Place
from builder.text.built import visible_words
from builder.text.faithful import differences, shown
from builder.text.visible import NoTextRegionError
from builder.views.article import article_view
from builder.views.frame import Entry as PageEntry
from builder.views.lists import claim_lists, home_pages, home_view, lesson_list, source_lists
from builder.views.moved import SCRIPT as MOVED_SCRIPT
from builder.views.page import page_view

Unit = tuple[str, str]
"""Files that are made together: which family, and of which article, source or page."""


ASSETS = "assets"
"""The family of what is no page: styles, scripts, fonts."""


def units(content: Content) -> Iterator[Unit]:
    """What a site is made of, in an order that depends on the site alone; `around` makes the rest.

    The first are the files that pages need: they depend on the program and the theme alone.
    """
    yield ASSETS, ""
    builds = content.house.builds
    for slug, entry in content.index.entries.items():
        if builds("articles") or (builds("pictures") and entry.has_pictures):
            yield "article", slug
        if builds("claims") and entry.claims:
            yield "claim", slug
    if builds("home"):
        yield from (("home", str(number)) for number in range(1, home_pages(content.index.size()) + 1))
    for family in ("claims", "sources", "glossary", "search"):
        if builds(family):
            yield family, ""
    if builds("sources"):
        yield from (("source", id_) for id_ in content.kin.shown)
    if builds("lessons") and any(page.is_lesson for page in content.pages.values()):
        yield "lessons", ""
    for page in content.pages.values():
        if builds("lessons" if page.is_lesson else "pages"):
            yield "page", page.address


def make(content: Content, load: Load, unit: Unit) -> Iterator[File]:
    """The files of a unit; `load` gets an article by its slug. Raises PageError."""
    return _MAKERS[unit[0]](content, load, unit[1])


def _assets(content: Content, _load: Load, _: str) -> Iterator[File]:
    """The files that pages need, but for what only some sites need: see `around`."""
    yield from ((name, data) for name, data in sorted(assets(content).items()) if name != MOVED_SCRIPT)


def _whole_article(content: Content, load: Load, slug: str) -> Iterator[File]:
    """The page, the data and the pictures of an article."""
    with working(content.work, "articles taken from the cache"):
        article = load(slug)
    if content.house.builds("articles"):
        yield from _article(content, article)
    if content.house.builds("pictures") and content.index.entries[slug].has_pictures:
        from builder.views.pictures import pictures_view

        drawn = pictures_view(article, content.inputs.setting, content.index, content.house)
        yield drawn.frame.page, page_of(content, "article-pictures.html", drawn)


def _article(content: Content, article: Article) -> Iterator[File]:
    """The page and the data of an article."""
    setting, index = content.inputs.setting, content.index
    here = urls.article_page(article.slug)
    view = article_view(article, setting, index, content.house, ways(content, here))
    page = page_of(content, "article.html", view)
    with working(content.work, "words of built pages checked"):
        _check_words(page, article)
    yield here, page
    with working(content.work, "article.json"):
        data = article_json(article, index, setting.sources)
    yield urls.article_data(article.slug), data


def _check_words(page: bytes, article: Article) -> None:
    """Whether the built page shows the article's words. Raises PageError."""
    place = Place(f"articles/{article.slug}/index.html")
    try:
        visible = visible_words(page)
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


def _home(content: Content, _load: Load, number: str) -> Iterator[File]:
    """A page of the list of articles."""
    view = home_view(content.index, content.house, _lesson_entries(content), int(number))
    yield view.frame.page, page_of(content, "home.html", view)


def _claim_lists(content: Content, _load: Load, _: str) -> Iterator[File]:
    for view in claim_lists(content.index, content.house):
        yield view.frame.page, page_of(content, "claims.html", view)


def _claims(content: Content, _load: Load, slug: str) -> Iterator[File]:
    """The page of every claim of an article."""
    from builder.views.claim import claim_view

    entry = content.index.entries[slug]
    for claim in entry.claims:
        one = claim_view(entry, claim, content.index, content.inputs.setting, content.house)
        yield one.frame.page, page_of(content, "claim.html", one)


def _source_lists(content: Content, _load: Load, _: str) -> Iterator[File]:
    for view in source_lists(content.index, content.inputs.setting, content.house):
        yield view.frame.page, page_of(content, "sources.html", view)


def _source(content: Content, _load: Load, id_: str) -> Iterator[File]:
    """The pages of a source."""
    from builder.views.reference import source_views

    setting = content.inputs.setting
    slugs = content.uses.get(id_, ())
    for one in source_views(setting.sources[id_], content.index, setting, content.house, slugs, content.kin):
        yield one.frame.page, page_of(content, "source.html", one)


def _glossary(content: Content, _load: Load, _: str) -> Iterator[File]:
    from builder.views.reference import glossary_view

    yield urls.GLOSSARY, page_of(content, "glossary.html", glossary_view(content.index, content.house))


def _lesson_entries(content: Content) -> list[PageEntry]:
    if not content.house.builds("lessons"):
        return []
    return [PageEntry(page.title, page.address, page.summary) for page in content.pages.values() if page.is_lesson]


def _lessons(content: Content, _load: Load, _: str) -> Iterator[File]:
    yield urls.LESSONS, page_of(content, "lessons.html", lesson_list(_lesson_entries(content), content.house))


def _own(content: Content, load: Load, address: str) -> Iterator[File]:
    """A lesson or a page of the site's own."""
    page = next(page for page in content.pages.values() if page.address == address)
    kept = lru_cache(maxsize=8)(load)
    view = page_view(page, content.inputs.setting, content.index, content.house, ways(content, address), kept)
    yield address, page_of(content, "lesson.html" if page.is_lesson else "page.html", view)


def _search(content: Content, load: Load, _: str) -> Iterator[File]:
    """What is looked through as one types, and the page where one types."""
    from builder.export.search_data import search_data
    from builder.views.search import found_sources, search_head, search_views

    setting, index, house = content.inputs.setting, content.index, content.house
    sources = found_sources(index, setting, house)
    coverage = yield from search_data(search_head(house), sources, index.by_easiness(), load)
    for view in search_views(index, setting, house, coverage):
        yield view.frame.page, page_of(content, "search.html", view)


_MAKERS: Mapping[str, Callable[[Content, Load, str], Iterator[File]]] = {
    ASSETS: _assets,
    "article": _whole_article,
    "claim": _claims,
    "claims": _claim_lists,
    "glossary": _glossary,
    "home": _home,
    "lessons": _lessons,
    "page": _own,
    "search": _search,
    "source": _source,
    "sources": _source_lists,
}
