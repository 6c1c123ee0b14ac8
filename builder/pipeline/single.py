"""One article of a site, for the commands that show one."""

from __future__ import annotations

from pathlib import Path, PurePath

from msgspec import Struct

from builder.diagnostics import Finding, has_errors, ordered
from builder.model.article import Article
from builder.model.site import Setting
from builder.pipeline.gathering import gather
from builder.pipeline.reading import read_part
from builder.read import Root
from builder.validate.consequences import without_consequences


class Single(Struct, frozen=True):
    """An article, or why there is none; `slugs` are those of all articles."""

    article: Article | None
    findings: tuple[Finding, ...]
    setting: Setting
    slugs: tuple[str, ...]


def slug_of(name: str) -> str:
    """The slug in what somebody typed: a slug, a folder, or the path of article.md."""
    path = PurePath(name)
    return path.parent.name if path.name in ("article.md", "claims.yaml", "links.yaml") else path.name


def read_one(root: Path, slug: str) -> Single:
    """Read one article of the site below `root`."""
    inputs, findings = gather(Root(root))
    slugs = tuple(item.slug for item in inputs.listing.articles)
    files = next((item for item in inputs.listing.articles if item.slug == slug), None)
    shared = [finding for finding in findings if finding.is_error]
    if files is None:
        return Single(None, ordered(shared) if not slugs else (), inputs.setting, slugs)
    part = read_part(files, inputs.root, inputs.setting)
    every = ordered(without_consequences([*shared, *part.findings]))
    return Single(None if has_errors(every) else part.article, every, inputs.setting, slugs)
