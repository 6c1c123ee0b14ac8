"""A site as it stands at one moment, whole in memory: what a preview shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.cache.articles import unpack
from builder.diagnostics import Finding
from builder.model.article import Article
from builder.pipeline.addresses import file_at
from builder.pipeline.content import Content

EVERYTHING = "content"
"""Stands, among what is behind, for all texts and what they share."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A site as it stood after a change.

    findings  everything worth telling, also what keeps it from being built
    content   what its pages are made of; None where there was never anything without errors
    packed    the articles of `content` as plain data, by slug
    behind    the texts (folders of articles, files of pages) that `content` has as they were before, or lacks, as they
              cannot be shown as they are now; EVERYTHING where it has all of them as they were
    """

    findings: tuple[Finding, ...]
    content: Content | None
    packed: Mapping[str, bytes] = field(repr=False)
    behind: frozenset[str] = frozenset()

    def article(self, slug: str) -> Article:
        """An article of the content. KeyError where there is none."""
        return unpack(self.packed[slug])

    def file(self, address: str) -> bytes | None:
        """The file at an address, as a build writes it; None where it writes none. Raises PageError."""
        return file_at(self.content, self.article, address) if self.content is not None else None

    def is_behind(self, text: str) -> bool:
        """Whether a text (folder of an article, file of a page; '' for none) is not shown as it is now."""
        return text in self.behind or EVERYTHING in self.behind
