"""Names of articles, lessons and pages that become parts of addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from builder.diagnostics import Finding
from builder.rules import file_rules as rules
from builder.source import Place
from builder.urls import is_device

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_LONGEST_SLUG = 100


def check_slugs(slugs: Iterable[tuple[str, Place]]) -> list[Finding]:
    """Complaints about names of one folder that become parts of addresses, each with its place."""
    findings = []
    seen: dict[str, str] = {}
    for slug, place in slugs:
        problem = _slug_problem(slug)
        if problem:
            findings.append(
                rules.SLUG_BAD.at(
                    place, f"rename it '{better}'" if (better := better_slug(slug)) else "", slug=slug, problem=problem
                )
            )
        key = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", slug).casefold())
        other = seen.setdefault(key, slug)
        if other != slug:
            findings.append(rules.SLUG_TWICE.at(place, slug=slug, other=other))
    return findings


def _slug_problem(slug: str) -> str:
    if _SLUG.fullmatch(slug):
        if len(slug) > _LONGEST_SLUG:
            return f"it has more than {_LONGEST_SLUG} characters"
        return "Windows keeps this name for a device" if is_device(slug) else ""
    if wrong := re.search(r"[^a-z0-9-]", slug):
        return f"'{wrong[0]}' is not a lower-case letter from a to z, a digit or a hyphen"
    return "it starts or ends with a hyphen"


def better_slug(slug: str) -> str:
    """A slug like this one that can be part of an address, '' where none can be made."""
    from slugify import slugify

    made = slugify(slug, max_length=_LONGEST_SLUG, word_boundary=True)
    return made if made and not _slug_problem(made) else ""
