"""Where the links of a text lead: to a page of this site, to a file that is copied, or away.

Authors link to files as they lie on disk, relative to the file they write:
`../articles/budget/article.md#h-reportedly`, `claims.yaml#gap` for a claim's page, `../sources.yaml#tass` for a
source's. An address that begins with / is one of the built site: `/glossary/index.html#evidential`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote

from msgspec import Struct

from builder import urls
from builder.diagnostics import Finding, visible
from builder.model.index import Index
from builder.model.site import FAMILIES, Site, Source
from builder.rules import mark_rules, site_rules, text_rules
from builder.source import Place
from builder.taxonomy import (
    EVIDENCE,
    FORMS,
    HEDGE_TYPES,
    LEVELS,
    MARK_KIND_BY_NAME,
    MARK_KINDS,
    OWN_VOICE,
    RELATIONS,
    SOURCE_KINDS,
    STANCES,
    USES,
    anchor,
)
from builder.text.near import near
from builder.validate.hints import renamed

PUBLISHED = frozenset(
    [
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".avif",
        ".mp3",
        ".ogg",
        ".oga",
        ".opus",
        ".wav",
        ".m4a",
        ".mp4",
        ".webm",
        ".ogv",
        ".vtt",
        ".pdf",
        ".txt",
        ".csv",
        ".json",
    ]
)
"""Kinds of files that are copied where an article or page links them: none that a browser would run."""

GLOSSARY_ANCHORS = frozenset(
    anchor(term)
    for terms in (
        (*MARK_KINDS, OWN_VOICE), HEDGE_TYPES, LEVELS, RELATIONS, SOURCE_KINDS, FORMS, STANCES, USES, EVIDENCE,
    )
    for term in terms
)  # fmt: skip
"""The ids of the glossary's sections."""


class Known(Struct, frozen=True):
    """What can be linked to.

    pages     path of a page or lesson from the root -> its address
    anchors   address of a page or lesson -> the ids in it
    sources   the sources that have a page
    declared  all sources
    former    path that a page or lesson had before -> its path now
    """

    site: Site
    index: Index
    pages: Mapping[str, str]
    anchors: Mapping[str, Collection[str]]
    sources: Collection[str]
    declared: Mapping[str, Source]
    former: Mapping[str, str]


class Target(Struct, frozen=True):
    """Where a link leads: the address of a page with its family, or that of a file copied from `asset`."""

    address: str
    fragment: str = ""
    family: str = ""
    asset: str = ""


def resolve(target: str, path: str, here: str, place: Place, known: Known) -> Target | Finding:
    """Where `target`, typed in the file `path` whose page is `here`, leads; a finding where it leads nowhere."""
    way, _, fragment = target.partition("#")
    fragment = unquote(fragment)
    way = way.partition("?")[0]
    if way.startswith("/"):
        return _built(way.lstrip("/"), fragment, target, place, known)
    source = path if not way else urls.join(posixpath.dirname(path), way)
    if source is None or not source.startswith("content/"):
        return text_rules.LINK_OUTSIDE.at(place, target=target)
    if source == path and not way:
        return _with_fragment(here, fragment, _family(here), target, place, known)
    return _file(source, fragment, target, path, place, known)


def _family(address: str) -> str:
    head, *rest = address.split("/")
    if head == "articles" and rest[1:] == ["pictures", "index.html"]:
        return "pictures"
    return head if head in FAMILIES else "home"


def _file(source: str, fragment: str, target: str, path: str, place: Place, known: Known) -> Target | Finding:
    """Where the way to a file of content/ leads."""
    parts = source.split("/")
    if source == "content/sources.yaml":
        if fragment and fragment not in known.sources:
            close = near(fragment, sorted(known.sources))
            hint = f"did you mean '{close}'?" if close else "only sources that an article names have a page"
            hint = renamed(fragment, _former(known)) or hint
            return text_rules.FRAGMENT_BROKEN.at(place, hint, page="sources.yaml", fragment=fragment)
        return Target(urls.source_page(fragment) if fragment else urls.SOURCES, "", "sources")
    if len(parts) >= 3 and parts[1] == "articles" and parts[2] in known.index.entries:
        slug, rest = parts[2], parts[3:]
        if rest in ([], ["article.md"]):
            return _with_fragment(urls.article_page(slug), fragment, "articles", target, place, known)
        if rest == ["claims.yaml"]:
            return _claim(slug, fragment, target, place, known)
    if source in known.pages:
        address = known.pages[source]
        return _with_fragment(address, fragment, _family(address), target, place, known)
    if posixpath.splitext(source)[1].lower() in PUBLISHED:
        return Target(source.removeprefix("content/"), fragment, "", source)
    return _nowhere(source, target, path, place, known)


def _nowhere(source: str, target: str, path: str, place: Place, known: Known) -> Finding:
    """Why the way to `source` leads nowhere."""
    from builder.parse.marks import looks_like_braces, names

    name = posixpath.basename(source)
    if looks_like_braces(target, names({kind.id: kind.id for kind in known.site.kinds})):
        return mark_rules.MARK_ROUND.at(place, f"write {{{visible(target)}}} right behind the ]")
    if source.endswith((".md", ".yaml", "/")) or "." not in name:
        return text_rules.LINK_BROKEN.at(place, _meant(source, target, path, known), target=target)
    return site_rules.FILE_KIND.at(place, name=name)


def _mark_hint(target: str) -> str:
    """A hint where the address of a link is the name of a kind."""
    return f"a mark has braces: [words]{{.{target}}}" if target in MARK_KIND_BY_NAME else ""


def _meant(source: str, target: str, path: str, known: Known) -> str:
    """A hint that names the page which the way to `source` nearly leads to, as it is typed in the file `path`."""
    if source in known.former:
        return f"it is called '{posixpath.relpath(known.former[source], posixpath.dirname(path))}' now"
    ways = (*known.pages, *(f"content/articles/{slug}/article.md" for slug in known.index.entries))
    tails = {way.removeprefix("content/"): way for way in ways if way != path}
    close = near(source.removeprefix("content/"), tails, 0.85)
    close = close or near(target.partition("#")[0].lstrip("./"), tails, 0.8)
    if close:
        return f"did you mean '{posixpath.relpath(tails[close], posixpath.dirname(path))}'?"
    return _mark_hint(target)


def _claim(slug: str, claim: str, target: str, place: Place, known: Known) -> Target | Finding:
    """Where the way to a claim leads."""
    if (slug, claim) in known.index.claims:
        return Target(urls.claim_page(slug, claim), "", "claims")
    if not claim:
        return text_rules.LINK_BROKEN.at(
            place, "add # and the id of a claim, whose page it is to lead to", target=target
        )
    close = near(claim, [entry.id for entry in known.index.entries[slug].claims])
    hint = f"did you mean '{close}'?" if close else "write # and the id of a claim that is declared there"
    return text_rules.FRAGMENT_BROKEN.at(place, hint, page=f"{slug}/claims.yaml", fragment=claim)


def _built(way: str, fragment: str, target: str, place: Place, known: Known) -> Target | Finding:
    """Where an address of the built site leads."""
    address = unquote(way)
    if not address or address.endswith("/"):
        address += "index.html"
    parts = address.removesuffix("/index.html").split("/")
    exists = (
        address in (urls.HOME, urls.GLOSSARY, urls.SOURCES, urls.CLAIMS, *known.pages.values())
        or (address == urls.LESSONS and any(page.startswith("lessons/") for page in known.pages.values()))
        or (address == urls.SEARCH and "search" in known.site.families)
        or (address.endswith("/index.html") and _has_page(parts, known))
    )
    if not exists:
        folder = address.removesuffix("/index.html").removesuffix(".html").rstrip("/")
        found = f"{folder}/index.html" in known.pages.values() or _has_page(folder.split("/"), known)
        now = folder if found else _now(folder.split("/"), known)
        hint = f"write /{now}/index.html" if now else "write the address of a page, such as /glossary/index.html"
        return text_rules.LINK_BROKEN.at(place, hint, target=target)
    return _with_fragment(address, fragment, _family(address), target, place, known)


def _now(parts: list[str], known: Known) -> str:
    """The address of what had one before, without its last part; '' where nothing had."""
    match parts:
        case ["sources", old]:
            return next((f"sources/{id_}" for id_, former in _former(known) if old in former), "")
        case ["lessons" | "pages", _]:
            path = known.former.get(f"content/{'/'.join(parts)}.md", "")
            return path.removeprefix("content/").removesuffix(".md")
    return ""


def _former(known: Known) -> Iterator[tuple[str, Collection[str]]]:
    """The sources that have a page, and the ids they had before."""
    return ((source.id, source.former) for source in known.declared.values() if source.id in known.sources)


def _has_page(parts: list[str], known: Known) -> bool:
    """Whether the parts of an address name the page of an article, of its pictures, of a claim or source."""
    match parts:
        case ["articles", slug]:
            return slug in known.index.entries
        case ["articles", slug, "pictures"]:
            return slug in known.index.entries and known.index.entries[slug].has_pictures
        case ["claims", slug, claim]:
            return (slug, claim) in known.index.claims
        case ["sources", source]:
            return source in known.sources
    return False


def _with_fragment(
    address: str, fragment: str, family: str, target: str, place: Place, known: Known
) -> Target | Finding:
    """A page with a passage of it, if that is there."""
    if not fragment or _has(address, fragment, known):
        return Target(address, fragment, family)
    every = sorted(_all(address, known))
    close = near(fragment, every)
    hint = f"did you mean '{close}'?" if close else ""
    if not hint and family != "articles":
        hint = f"the ids of that page: {', '.join(every[:8])}{' …' if every[8:] else ''}" if every else "it has no ids"
    return text_rules.FRAGMENT_BROKEN.at(place, hint, page=target.partition("#")[0] or "this page", fragment=fragment)


def _has(address: str, fragment: str, known: Known) -> bool:
    parts = address.split("/")
    if parts[0] == "articles" and len(parts) == 3:
        return known.index.entries[parts[1]].has(fragment)
    return fragment in _all(address, known)


def _all(address: str, known: Known) -> Collection[str]:
    """Every id of a page that can be linked to."""
    parts = address.split("/")
    if parts[0] == "articles" and len(parts) == 3:
        return " ".join(known.index.entries[parts[1]].anchors).split()
    if address == urls.GLOSSARY:
        return GLOSSARY_ANCHORS | {f"kind-{kind.id}" for kind in known.site.kinds}
    return known.anchors.get(address, ())
