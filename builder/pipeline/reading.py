"""One article, alone: read, checked and assembled. Loaded late: most builds after an edit read few, others none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.analyse.basis import Basis
from builder.assemble.article import assemble
from builder.assemble.entry import entry
from builder.diagnostics import Finding, has_errors
from builder.model.bundle import WrittenArticle
from builder.model.placed import Placed
from builder.model.site import Setting
from builder.parse import formats
from builder.parse.article import read_article
from builder.pipeline.inputs import DATA_BYTES, LINKS_BYTES
from builder.pipeline.part import ORIGINAL_BYTES, Part, links_within
from builder.read import ArticleFiles, Root, decode
from builder.source import SourceFile
from builder.validate.article import check
from builder.validate.claims import check_chains
from builder.validate.ledger import former_slugs
from builder.validate.site import references, sources_named


def read_part(files: ArticleFiles, root: Root, setting: Setting) -> Part:
    """Read, check and assemble an article."""
    written, found = read_written(files, root, setting)
    if written is None:
        return Part(files.slug, files.article, None, None, tuple(found), (), (), frozenset())
    basis = Basis(written, setting)
    findings = [*found, *check(written, setting, basis)]
    article = None if has_errors(findings) else assemble(written, setting, basis)
    if article is not None:
        findings += check_chains(written, article)
    return Part(
        slug=files.slug,
        path=files.article,
        article=article,
        entry=entry(article) if article else None,
        findings=tuple(findings),
        links=links_within(written.document, written.file),
        references=tuple(references(written)),
        sources=frozenset(sources_named(written)),
        former=tuple(former_slugs(written)),
        original=_path(written),
    )


def _path(written: WrittenArticle) -> str:
    """The path of the original that an article names."""
    original = written.front.original
    return original.text.value if original is not None and original.text is not None else ""


def read_written(files: ArticleFiles, root: Root, setting: Setting) -> tuple[WrittenArticle | None, Sequence[Finding]]:
    """An article as it was written, its original included; None where it cannot be read."""
    limit = setting.site.limits.article_bytes
    file, findings = root.text(files.article, limit)
    claims_file = None
    if files.claims is not None:
        claims_file, more = root.text(files.claims, DATA_BYTES)
        findings += more
    if file is None or has_errors(findings):
        return None, findings
    written, more = read_article(files.slug, file, claims_file, {kind.id: kind.id for kind in setting.site.kinds})
    findings += more
    written, more = _with_ledger(written, files, root)
    findings += more
    original = written.front.original
    if original is not None and original.text is not None:
        data, more = _original(original.text, file, root)
        findings += more
        written = replace(written, original=data)
    return written, findings


def _with_ledger(written: WrittenArticle, files: ArticleFiles, root: Root) -> tuple[WrittenArticle, list[Finding]]:
    """An article with its link ledger, where it has one; one that cannot be read is told and counts as none."""
    if files.links is None:
        return written, []
    file, findings = root.text(files.links, LINKS_BYTES)
    if file is None or has_errors(findings):
        return written, findings
    ledger, findings = formats.read(formats.LINKS, file, most=LINKS_BYTES)
    if has_errors(findings):
        return written, findings
    return replace(written, ledger=ledger, ledger_file=file), findings


def _original(path: Placed[str], file: SourceFile, root: Root) -> tuple[bytes | None, list[Finding]]:
    """The bytes of the original that a front matter names; None where they cannot be read as text."""
    data, findings = root.data(path.value, ORIGINAL_BYTES, file.place(path.span))
    if data is None:
        return None, findings
    text, more = decode(path.value, data)
    return (data if text else None), [*findings, *more]
