"""The link ledger of an article: what its published links lead to, so that later builds find it again.

Plain data; as it stands in links.yaml it is a `WrittenLedger` (see `model/written.py` for what that means).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from builder.model.placed import Placed
from builder.source import Span


class LedgerMark(Struct, frozen=True):
    """A published mark: a text quotation (W3C Web Annotation) within its paragraph.

    quote          its words, one text per piece, white space as single spaces
    before, after  the words around its first piece
    nth            which of the places in the paragraph that read so, from 1
    """

    id: str
    kind: str
    quote: tuple[str, ...]
    before: str = ""
    after: str = ""
    nth: int = 1


class LedgerParagraph(Struct, frozen=True):
    """A published paragraph with its words, white space as single spaces, and the marks that begin in it."""

    id: str
    text: str
    marks: tuple[LedgerMark, ...] = ()


class Retired(Struct, frozen=True):
    """A link that leads to what stood there once.

    quote          the first of its words, or of what the claim said
    now            the id that took its place, '' where none did
    before, after  the words around it
    """

    id: str
    quote: str
    now: str = ""
    before: str = ""
    after: str = ""


class Ledger(Struct, frozen=True):
    """What is published of an article.

    article  its slug when the ledger was written
    former   slugs it had before
    claims   id -> what it says
    retired, retired_claims   marks and paragraphs, and claims, that are gone for good
    """

    article: str
    former: tuple[str, ...] = ()
    paragraphs: tuple[LedgerParagraph, ...] = ()
    claims: tuple[tuple[str, str], ...] = ()
    retired: tuple[Retired, ...] = ()
    retired_claims: tuple[Retired, ...] = ()

    def marks(self) -> Iterator[LedgerMark]:
        """Its marks, in reading order."""
        return (mark for paragraph in self.paragraphs for mark in paragraph.marks)


class WrittenLedgerMark(Struct, frozen=True):
    """A mark as it stands in links.yaml."""

    span: Span
    kind: Placed[str]
    quote: tuple[Placed[str], ...]
    before: Placed[str] | None
    after: Placed[str] | None
    nth: Placed[int] | None


class WrittenLedgerParagraph(Struct, frozen=True):
    """A paragraph as it stands in links.yaml."""

    span: Span
    text: Placed[str]
    marks: Mapping[Placed[str], WrittenLedgerMark]


class WrittenRetired(Struct, frozen=True):
    """A retired link as it stands in links.yaml."""

    span: Span
    quote: Placed[str]
    now: Placed[str] | None
    before: Placed[str] | None
    after: Placed[str] | None


class WrittenLedger(Struct, frozen=True):
    """A links.yaml."""

    span: Span
    article: Placed[str]
    former: tuple[Placed[str], ...]
    paragraphs: Mapping[Placed[str], WrittenLedgerParagraph]
    claims: Mapping[Placed[str], Placed[str]]
    retired: Mapping[Placed[str], WrittenRetired]
    retired_claims: Mapping[Placed[str], WrittenRetired]
