"""An article as it was written, out of its files."""

from __future__ import annotations

from collections.abc import Mapping

from builder.diagnostics import Finding
from builder.model.bundle import WrittenArticle
from builder.model.document import Document
from builder.model.written import ClaimsFile, PageFront
from builder.parse import formats, markdown
from builder.parse.front import read_front
from builder.parse.marks import names
from builder.parse.quotes import read_quotes
from builder.source import SourceFile, Span


def read_article(
    slug: str, file: SourceFile, claims_file: SourceFile | None, site_kinds: Mapping[str, str]
) -> tuple[WrittenArticle, list[Finding]]:
    """Read an article; `site_kinds` are the ids of the site's own kinds. The original is not read here."""
    kinds = names(site_kinds)
    front, start, findings = read_front(formats.ARTICLE, file)
    document, more = markdown.read(file, start, kinds)
    findings += more
    claims = formats.CLAIMS.blank(Span(0, 0))
    marks = list(document.marks)
    if claims_file is not None:
        claims, more = formats.read(formats.CLAIMS, claims_file)
        quoted, wrong = read_quotes(claims, claims_file, document, kinds)
        findings += [*more, *wrong]
        marks = sorted([*marks, *quoted], key=lambda mark: (mark.ranges[0][0], -mark.ranges[0][1], mark.file))
    assert isinstance(claims, ClaimsFile)
    return WrittenArticle(slug, file, claims_file, front, document, claims, tuple(marks)), findings


def read_page(file: SourceFile) -> tuple[PageFront, Document, list[Finding]]:
    """Read a page or lesson; it has no marks."""
    front, start, findings = read_front(formats.PAGE, file)
    document, more = markdown.read(file, start, names({}))
    return front, document, [*findings, *more]
