"""Data as people wrote it: front matter, claims, sources, the site. Every value knows its place; ids are still text.

What was not written is None, an empty tuple or an empty mapping. Mappings keep the order of the file. The key `as` is
the field `use`. All are structs: made in a tenth of the time of a dataclass, their values and the classes themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from builder.model.placed import Free, Placed
from builder.source import Span


class Original(Struct, frozen=True):
    """Where the text of an article comes from; `text` is the path of the original below the root."""

    span: Span
    text: Placed[str] | None
    title: Placed[str] | None
    publisher: Placed[str] | None
    author: Placed[str] | None
    published: Placed[str] | None
    url: Placed[str] | None
    retrieved: Placed[str] | None
    rights: Placed[str] | None
    invented: Placed[bool] | None


class Signature(Struct, frozen=True):
    """Who did a piece of work, and on which day."""

    span: Span
    by: Placed[str] | None
    date: Placed[str] | None


class FrontMatter(Struct, frozen=True):
    """What stands before an article; `level` is the age of its readers, `words` explains terms to them."""

    span: Span
    original: Original | None
    annotated: Signature | None
    reviewed: Signature | None
    language: Placed[str] | None
    summary: Placed[str] | None
    topics: tuple[Placed[str], ...]
    level: Placed[str] | None
    words: Mapping[Placed[str], Placed[str]]
    draft: Placed[bool] | None


class PageFront(Struct, frozen=True):
    """What stands before a page or lesson.

    `order` sorts it among its like, `minutes` is how long a lesson takes, `former` are names that its file had before.
    """

    span: Span
    summary: Placed[str] | None
    order: Placed[int] | None
    level: Placed[str] | None
    minutes: Placed[int] | None
    draft: Placed[bool] | None
    former: tuple[Placed[str], ...]


class WrittenAnswer(Struct, frozen=True):
    """That a claim answers others: `how` is a relation, `claims` are ids of claims or groups."""

    span: Span
    how: Placed[str]
    claims: tuple[Placed[str], ...]
    arguable: Placed[str] | None


class WrittenCheck(Struct, frozen=True):
    """A check by others: further reading."""

    span: Span
    title: Placed[str]
    url: Placed[str]
    publisher: Placed[str] | None
    date: Placed[str] | None


class WrittenClaim(Struct, frozen=True):
    """A claim; `chain` is the chain of sources as typed, nearest the reader first: `tass < kalinovsky`."""

    span: Span
    says: Placed[str]
    chain: Placed[str] | None
    supported_by: tuple[Placed[str], ...]
    answers: tuple[WrittenAnswer, ...]
    evidence: Placed[str] | None
    checks: tuple[WrittenCheck, ...]


class WrittenAsked(Struct, frozen=True):
    """Somebody whom the article says it asked; `reply` is `answered`, `declined` or `none`."""

    span: Span
    who: Placed[str]
    about: tuple[Placed[str], ...]
    reply: Placed[str]


class WrittenQuoteMark(Struct, frozen=True):
    """A mark by quotation; `quote` holds its pieces, `kind` any name of a kind, also one of the site's own."""

    span: Span
    kind: Placed[str]
    quote: tuple[Placed[str], ...]
    before: Placed[str] | None
    after: Placed[str] | None
    id: Placed[str] | None
    source: Placed[str] | None
    ref: Placed[str] | None
    use: Placed[str] | None
    join: Placed[str] | None
    type: Placed[str] | None
    level: Placed[str] | None
    owner: Placed[str] | None
    scope: Placed[str] | None
    bare: Placed[str] | None
    form: Placed[str] | None
    stance: Placed[str] | None
    note: Placed[str] | None
    arguable: Placed[str] | None
    core: Placed[bool] | None

    def keys(self) -> dict[str, Placed[str]]:
        """The keys it shares with marks in braces, by the names they have there."""
        found: dict[str, Placed[str]] = {}
        for field in self.__struct_fields__:
            value = getattr(self, field)
            if value is None or field in _NOT_IN_BRACES:
                continue
            text = value if isinstance(value.value, str) else Placed("yes" if value.value else "no", value.span)
            found["as" if field == "use" else field] = text
        return found


_NOT_IN_BRACES = frozenset(("span", "kind", "quote", "before", "after", "id"))


class ClaimsFile(Struct, frozen=True):
    """A claims.yaml: claims and groups by id, notes by the id of their mark."""

    span: Span
    claims: Mapping[Placed[str], WrittenClaim]
    groups: Mapping[Placed[str], tuple[Placed[str], ...]]
    asked: tuple[WrittenAsked, ...]
    notes: Mapping[Placed[str], Placed[str]]
    questions: tuple[Placed[str], ...]
    settled: tuple[Placed[str], ...]
    marks: tuple[WrittenQuoteMark, ...]


class WrittenSource(Struct, frozen=True):
    """A source; `also` are other wordings of its name, `part_of` and `perhaps_same_as` ids of other sources.

    `former` are ids that it had before.
    """

    span: Span
    name: Placed[str]
    kind: Placed[str]
    about: Placed[str] | None
    url: Placed[str] | None
    also: tuple[Placed[str], ...]
    part_of: Placed[str] | None
    perhaps_same_as: Placed[str] | None
    former: tuple[Placed[str], ...]


class WrittenSources(Struct, frozen=True):
    """A sources.yaml: sources by id."""

    span: Span
    sources: Mapping[Placed[str], WrittenSource]


class WrittenKind(Struct, frozen=True):
    """A kind of mark of the site's own."""

    span: Span
    id: Placed[str]
    letter: Placed[str]
    name: Placed[str]
    about: Placed[str]
    test: Placed[str] | None


class WrittenLimits(Struct, frozen=True):
    """How large an article may be, and how many marks it may have."""

    span: Span
    article_bytes: Placed[int] | None
    marks: Placed[int] | None


class WrittenTarget(Struct, frozen=True):
    """A target of `publish:`: a place where the site is put; which keys it may have hangs on its kind."""

    span: Span
    kind: Placed[str]
    to: Placed[str]
    branch: Placed[str] | None
    port: Placed[int] | None
    prefix: Placed[str] | None
    endpoint: Placed[str] | None
    region: Placed[str] | None
    profile: Placed[str] | None
    file_bytes: Placed[int] | None


class WrittenSite(Struct, frozen=True):
    """A site.yaml; `pages` are the families of pages to build, all of them where it is empty."""

    span: Span
    title: Placed[str]
    description: Placed[str] | None
    language: Placed[str] | None
    base_url: Placed[str] | None
    contact: Placed[str] | None
    rights: Placed[str] | None
    pages: tuple[Placed[str], ...]
    kinds: tuple[WrittenKind, ...]
    search: Placed[bool] | None
    publish: Mapping[Placed[str], WrittenTarget]
    lexicon: Mapping[Placed[str], Free]
    limits: WrittenLimits | None
    editor: Placed[str] | None
