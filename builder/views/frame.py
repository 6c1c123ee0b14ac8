"""What every page shows around its content."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from builder import urls
from builder.model.site import Site
from builder.text.messages import ENGLISH, Messages

_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks nqo ps sd syr ug ur yi".split())
_RIGHT_TO_LEFT_SCRIPTS = frozenset("adlm arab aran hebr mand nkoo rohg samr syrc thaa".split())

ICON = "assets/icon.svg"
"""The picture that stands for the site in a tab."""

_way = lru_cache(maxsize=50_000)(urls.relative)


def way(here: str, there: str, fragment: str = "") -> str:
    """The relative way from one page to another; the same ways are asked for again and again.

    What lies in another folder of the root is the same way off from all pages that are equally deep.
    """
    if here != there and not there.startswith(f"{here.partition('/')[0]}/"):
        here = "/" * here.count("/")
    return _way(here, there, fragment)


class Link(Struct, frozen=True):
    """Words that lead somewhere; '' leads nowhere: the words stand alone.

    foreign  the language of the words, '' where it is that of the interface
    """

    label: str
    href: str
    foreign: str = ""


class NavLink(Struct, frozen=True):
    """An entry of the site's navigation; `here` where its section is open."""

    label: str
    href: str
    here: bool


class Frame(Struct, frozen=True):
    """Head, navigation and foot of a page.

    language, direction            of the interface
    text_language, text_direction  of the words it shows
    site_language, site_direction  of what the site says of itself, '' where that is the interface's
    nav, pages                     the families of pages that are built; the site's own pages
    canonical, feed                '' unless the site has a base_url
    """

    page: str
    title: str
    description: str
    language: str
    direction: str
    text_language: str
    text_direction: str
    site_language: str
    site_direction: str
    site_title: str
    home: str
    style: str
    pages_style: str
    icon: str
    nav: tuple[NavLink, ...]
    pages: tuple[NavLink, ...]
    crumbs: tuple[Link, ...]
    canonical: str
    feed: str
    rights: str
    contact: Link


class Entry(Struct, frozen=True):
    """One of the site's own pages or lessons, as the navigation needs it."""

    title: str
    page: str
    summary: str = ""


class House(Struct, frozen=True):
    """What frames are made of: the site, its own pages, which families are built, and what the interface says."""

    site: Site
    pages: tuple[Entry, ...] = ()
    has_lessons: bool = False
    messages: Messages = ENGLISH

    def builds(self, family: str) -> bool:
        """Whether a family of pages is built."""
        return family in self.site.families

    def foreign(self, language: str) -> str:
        """A language, '' where the interface speaks it."""
        return language if language != self.messages.language else ""

    def href(self, here: str, family: str, there: str, fragment: str = "") -> str:
        """The way to a page of a family, '' where the family is not built."""
        return way(here, there, fragment) if self.builds(family) else ""


def frame(
    house: House,
    page: str,
    title: str,
    description: str = "",
    *,
    crumbs: Sequence[Link] = (),
    language: str = "",
    section: str = "",
) -> Frame:
    """The frame of a page: `language` of the words it shows, `section` the family its navigation entry belongs to."""
    site = house.site
    tongue, interface = language or site.language, house.messages.language
    other = site.language if site.language != interface else ""
    return Frame(
        page=page,
        title=title,
        description=description or site.description,
        language=interface,
        direction=direction(interface),
        text_language=tongue,
        text_direction=direction(tongue),
        site_language=other,
        site_direction=direction(other) if other else "",
        site_title=site.title,
        home=house.href(page, "home", urls.HOME),
        style=way(page, urls.STYLE),
        pages_style=way(page, urls.PAGES_STYLE),
        icon=way(page, ICON),
        nav=_nav(house, page, section),
        pages=_pages(house, page),
        crumbs=tuple(crumbs),
        canonical=urls.absolute(site.base_url, page) if site.base_url else "",
        feed=way(page, urls.FEED) if site.base_url else "",
        rights=site.rights,
        contact=_contact(site.contact),
    )


def rooted(found: Frame, root: str) -> Frame:
    """A frame of a page at the top whose ways start at the site's root, so that it works at any depth."""
    return replace(
        found,
        home=root + found.home if found.home else "",
        style=root + found.style,
        pages_style=root + found.pages_style,
        icon=root + found.icon,
        nav=tuple(replace(link, href=root + link.href) for link in found.nav),
        pages=tuple(replace(link, href=root + link.href) for link in found.pages),
        feed=root + found.feed if found.feed else "",
    )


def direction(language: str) -> str:
    """Which way a language is written, in the script it names or in its usual one: ltr or rtl."""
    name, *more = language.lower().split("-")
    script = next((part for part in more if len(part) == len("arab") and part.isalpha()), "")
    return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS or (not script and name in _RIGHT_TO_LEFT) else "ltr"


def _nav(house: House, page: str, section: str) -> tuple[NavLink, ...]:
    """The families of pages, those that are built."""
    _ = house.messages.gettext
    entries = [
        (_("Articles"), "home", urls.HOME, "articles"),
        (_("Claims"), "claims", urls.CLAIMS, "claims"),
        (_("Sources"), "sources", urls.SOURCES, "sources"),
        (_("Glossary"), "glossary", urls.GLOSSARY, "glossary"),
    ]
    if house.has_lessons:
        entries.append((_("Lessons"), "lessons", urls.LESSONS, "lessons"))
    if house.builds("search"):
        entries.append((_("Search"), "search", urls.SEARCH, "search"))
    return tuple(
        NavLink(label, way(page, there, "page-find" if name == "search" else ""), section == name)
        for label, family, there, name in entries
        if house.builds(family)
    )


def _pages(house: House, page: str) -> tuple[NavLink, ...]:
    """The site's own pages, where they are built."""
    found = house.pages if house.builds("pages") else ()
    return tuple(NavLink(entry.title, way(page, entry.page), entry.page == page) for entry in found)


def _contact(contact: str) -> Link:
    """How to reach the people behind the site."""
    if "@" in contact and "//" not in contact and urls.allowed(f"mailto:{contact}"):
        return Link(contact, f"mailto:{contact}")
    return Link(contact, contact if urls.is_external(contact) and urls.allowed(contact) else "")
