"""The site's own pages and lessons as they were read, and the passages they quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from builder.diagnostics import Finding
from builder.model.page import Page
from builder.pipeline.part import WrittenTarget
from builder.rules import site_rules
from builder.validate.across import Former, check_former
from builder.validate.links import Known, Target, resolve


class WrittenPage(Struct, frozen=True):
    """A page as read: `page` lacks its passages until the articles are known; `former` are the names it had before."""

    path: str
    page: Page
    links: tuple[WrittenTarget, ...]
    quotes: frozenset[str]
    former: tuple[Former, ...] = ()


def check_names(pages: Iterable[WrittenPage]) -> Iterator[Finding]:
    """Whether the addresses that pages and lessons had before are free."""
    every = sorted(pages, key=lambda item: item.page.slug)
    for is_lesson, kind in ((True, "lesson"), (False, "page")):
        alike = [item for item in every if item.page.is_lesson is is_lesson]
        yield from check_former(
            [old for item in alike for old in item.former], {item.page.slug for item in alike}, kind
        )


def passages(written: WrittenPage, known: Known) -> tuple[dict[str, tuple[str, str]], list[Finding]]:
    """The passages a page quotes: target as typed -> (article, anchor)."""
    found: dict[str, tuple[str, str]] = {}
    findings: list[Finding] = []
    for target, place in _quoted(written):
        where = resolve(target, written.path, written.page.address, place, known)
        if isinstance(where, Target):
            parts = where.address.split("/")
            if where.family == "articles" and where.fragment and not where.fragment.startswith("claim-"):
                found[target] = (parts[1], where.fragment)
            else:
                findings.append(site_rules.PASSAGE_BROKEN.at(place, target=target))
    return found, findings


def _quoted(written: WrittenPage) -> Iterable[WrittenTarget]:
    return [(target, place) for target, place in written.links if target in written.quotes]
