"""An article as it was written: its text, front matter, claims and original together, each value with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from builder.model.document import Document, WrittenMark
from builder.model.ledger import WrittenLedger
from builder.model.site import Setting
from builder.model.written import ClaimsFile, FrontMatter
from builder.source import Place, SourceFile, Span


@dataclass(frozen=True, slots=True)
class WrittenArticle:
    """Everything an author typed for one article.

    marks        the inline ones and those by quotation, in reading order
    original     the bytes of the original's file, None where the front matter names none
    ledger       its link ledger, None where there is none
    claim_names  the ids of its claims
    """

    slug: str
    file: SourceFile
    claims_file: SourceFile | None
    front: FrontMatter
    document: Document
    claims: ClaimsFile
    marks: tuple[WrittenMark, ...]
    original: bytes | None = None
    ledger: WrittenLedger | None = None
    ledger_file: SourceFile | None = None
    claim_names: frozenset[str] = field(init=False, repr=False, compare=False)
    _groups: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        groups = {name.value: tuple(item.value for item in items) for name, items in self.claims.groups.items()}
        object.__setattr__(self, "claim_names", frozenset(id_.value for id_ in self.claims.claims))
        object.__setattr__(self, "_groups", groups)

    def place(self, span: Span, file: str = "article") -> Place:
        """A place in article.md, in claims.yaml where `file` is 'claims', in links.yaml where it is 'links'."""
        of = {"claims": self.claims_file, "links": self.ledger_file}.get(file) or self.file
        return of.place(span)

    def mark_place(self, mark: WrittenMark, key: str = "") -> Place:
        """Where a mark stands, or the value of one of its keys."""
        return self.place(mark.keys[key].span if key in mark.keys else mark.span, mark.file)

    def language(self, setting: Setting) -> str:
        """The language of the article: its own, else the site's."""
        return self.front.language.value if self.front.language else setting.site.language

    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """The groups of claims by name."""
        return self._groups

    def notes(self) -> Mapping[str, str]:
        """The notes of claims.yaml by id of their mark."""
        return {id_.value: note.value for id_, note in self.claims.notes.items()}

    @property
    def original_sha256(self) -> str:
        """The SHA-256 of the original's bytes, '' where there is none."""
        return sha256(self.original).hexdigest() if self.original is not None else ""
