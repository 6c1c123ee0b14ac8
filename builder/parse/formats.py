"""The formats of all data that authors write, declared once: read from files, and exported as JSON Schema for editors.

References (ids of claims, sources, marks) are text here; whether they lead anywhere is checked later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import urlsplit

from builder.diagnostics import Finding
from builder.model import ledger, written
from builder.parse.complaints import Complaints
from builder.parse.schema import (
    Choice,
    Date,
    Flag,
    FreeForm,
    Ident,
    JsonSchema,
    Key,
    Language,
    Letter,
    ListOf,
    MapOf,
    Number,
    OneLine,
    Record,
    Schema,
    Text,
    Url,
    validate_into,
)
from builder.parse.strict_yaml import LARGEST, load_into
from builder.source import SourceFile, Span
from builder.taxonomy import EVIDENCE, FORMS, HEDGE_TYPES, LEVELS, RELATIONS, SOURCE_KINDS, STANCES, USES, Term

T = TypeVar("T")

TAKEN_LETTERS = "AHCXV"
"""Letters of the four kinds and of the article's own voice."""
REPLIES = ("answered", "declined", "none")
"""What came of asking somebody."""
TARGET_KINDS = ("folder", "git", "rsync", "s3")
"""Kinds of places where a site can be published."""
PAGE_FAMILIES = ("home", "articles", "pictures", "claims", "sources", "glossary", "lessons", "pages")
"""Families of pages a site may choose from."""

_WEB_ADDRESS = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@<>\"\\]+([/?#][^\s<>\"\\]*)?$"
_IS_WEB_ADDRESS = re.compile(_WEB_ADDRESS)


def is_web_address(text: str) -> bool:
    """Whether a text is a full address of the web that a browser and we read alike."""
    if not text.isprintable() or not _IS_WEB_ADDRESS.match(text):
        return False
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:
        return False


def is_base_address(text: str) -> bool:
    """Whether the addresses of a site's pages can hang on a text: a web address without query and fragment."""
    return is_web_address(text) and not {"?", "#"} & set(text)


def _ids(terms: Iterable[Term]) -> Choice:
    return Choice(tuple(term.id for term in terms))


_LINE, _TEXT, _ID, _FLAG = OneLine(most=500), Text(), Ident(), Flag()
_REFERENCES = ListOf(Ident(across=True), or_one=True)
_ADDRESS = Url(is_web_address, _WEB_ADDRESS)
_BASE = Url(
    is_base_address,
    r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@<>\"\\]+(/[^\s?#<>\"\\]*)?$",
    "write the address of the folder in which the site will stand: https://example.org/ or https://example.org/project/",
)
_AGES = Key(OneLine(most=40), "The age of its readers, such as 15-18.")
_DRAFT = Key(_FLAG, "yes: not part of the published site.")

_ORIGINAL = Record(written.Original, {
    "text": Key(_LINE, "Path of the original text, from the root of the site; the article must equal it."),
    "title": Key(_LINE, "Title of the original, where it is not the headline."),
    "publisher": Key(_LINE, "Who published it; 'unknown' where that is so."),
    "author": Key(_LINE, "Who wrote it."),
    "published": Key(Date(partial=True), "When it was published: a day, a month or a year."),
    "url": Key(_ADDRESS, "Where it can be read."),
    "retrieved": Key(Date(), "The day on which it was taken from there."),
    "rights": Key(_TEXT, "Why it may be shown here."),
    "invented": Key(_FLAG, "yes: all of it was made up for teaching; readers are told."),
})  # fmt: skip
_SIGNATURE = Record(written.Signature, {
    "by": Key(_LINE, "Who did it."),
    "date": Key(Date(), "The day it was done."),
})  # fmt: skip

ARTICLE = Record(written.FrontMatter, {
    "original": Key(_ORIGINAL, "Where the text comes from."),
    "annotated": Key(_SIGNATURE, "Who annotated the article, and when."),
    "reviewed": Key(_SIGNATURE, "Who went over the annotation, and when."),
    "language": Key(Language(), "Language of the text, where it is not the site's: en, uk, zh-Hant."),
    "summary": Key(_TEXT, "One sentence for lists of articles."),
    "topics": Key(ListOf(_LINE, or_one=True), "What it is about, in a word or two each."),
    "level": _AGES,
    "words": Key(MapOf(_LINE, _TEXT), "Hard words, and what they mean in plain ones."),
    "draft": _DRAFT,
}, elsewhere={"former": "take this key off, and type 'allegedly links move OLD NEW': it keeps the old address of an "
              "article, also where its folder has the new name already"})  # fmt: skip

_ANSWER = Record(written.WrittenAnswer, {
    "how": Key(_ids(RELATIONS), "How it answers.", required=True),
    "claims": Key(ListOf(Ident(across=True), or_one=True, least=1), "Ids of the claims or groups it answers; "
                  "other-article/claim reaches another article.", required=True),
    "arguable": Key(_TEXT, "A second reading, shown to readers."),
}, whole=True)  # fmt: skip
_CHECK = Record(written.WrittenCheck, {
    "title": Key(_LINE, "Title of the check.", required=True),
    "url": Key(_ADDRESS, "Where it can be read.", required=True),
    "publisher": Key(_LINE, "Who checked."),
    "date": Key(Date(partial=True), "When it was published: a day, a month or a year."),
}, whole=True)  # fmt: skip
_CLAIM = Record(written.WrittenClaim, {
    "says": Key(_TEXT, "What is said to be so: one plain sentence.", required=True),
    "chain": Key(_LINE, "Sources it came through, nearest the reader first ('tass < kalinovsky'; '+' joins speakers); "
                 "only for a claim asserted without an attribution mark."),
    "supported_by": Key(_REFERENCES, "Ids of the claims the article offers for it."),
    "answers": Key(ListOf(_ANSWER), "Which claims it answers, and how."),
    "evidence": Key(_ids(EVIDENCE), "What the article offers for it."),
    "checks": Key(ListOf(_CHECK), "Checks by others, for further reading; never a rating of ours."),
})  # fmt: skip
_ASKED = Record(written.WrittenAsked, {
    "who": Key(_ID, "Id of the source that was asked.", required=True),
    "about": Key(_REFERENCES, "Ids of the claims it was asked about."),
    "reply": Key(Choice(REPLIES), "answered; declined: it would not answer; none: no answer came.", required=True),
}, whole=True)  # fmt: skip
_QUOTE_MARK = Record(written.WrittenQuoteMark, {
    "kind": Key(_ID, "Kind of the mark: attribution, hedge, claim, counter (a, h, c, x), or one of the site's own.",
                required=True),
    "quote": Key(ListOf(_TEXT, or_one=True, least=1), "The words it marks, as they stand in the article; a list where "
                 "it is in pieces.", required=True),
    "before": Key(Text(least=0), "Words right before it, where the quotation stands more than once."),
    "after": Key(Text(least=0), "Words right after it, where the quotation stands more than once."),
    "id": Key(_ID, "Id of the mark, for links, notes and join."),
    "source": Key(_LINE, "Chain of sources, nearest the reader first: 'tass < kalinovsky'."),
    "ref": Key(_LINE, "Id of the claim (several, with spaces between them, on mentions)."),
    "as": Key(_ids(USES), "mention: takes claims up; granted: takes one for a fact in passing.", field="use"),
    "join": Key(_ID, "Id of an earlier mark of which this is a further piece."),
    "type": Key(_ids(HEDGE_TYPES), "Type of a hedge, where the lexicon is not right."),
    "level": Key(_ids(LEVELS), "How sure a hedge leaves it, where the default is not right."),
    "owner": Key(_ID, "Who is being careful: the id of a source, or article."),
    "scope": Key(_TEXT, "The words a hedge weakens, where it is not a whole claim."),
    "bare": Key(Text(least=0), "Words that stand in its place where the lesson takes it out."),
    "form": Key(_ids(FORMS), "Form of an attribution, where the lexicon is not right."),
    "stance": Key(_ids(STANCES), "Stance of its cue, where the lexicon is not right."),
    "note": Key(_TEXT, "A note for readers; aim at twenty words."),
    "arguable": Key(_TEXT, "A second reading, shown to readers."),
    "core": Key(_FLAG, "yes: one of the ten to fourteen marks that a short lesson needs."),
}, whole=True)  # fmt: skip

CLAIMS = Record(written.ClaimsFile, {
    "claims": Key(MapOf(_ID, _CLAIM), "The claims of the article by id."),
    "groups": Key(MapOf(_ID, ListOf(Ident(across=True), least=1)), "Names for several claims at once."),
    "asked": Key(ListOf(_ASKED), "Whom the article says it asked, and what came of it."),
    "notes": Key(MapOf(_ID, _TEXT), "Notes for readers, by the id of their mark."),
    "questions": Key(ListOf(_TEXT), "Questions for pupils."),
    "settled": Key(ListOf(_TEXT), "Sentences the drafting assistant asks about no more."),
    "marks": Key(ListOf(_QUOTE_MARK), "Marks by quotation: those that cross, or are better not written inline."),
})  # fmt: skip

_SOURCE = Record(written.WrittenSource, {
    "name": Key(_LINE, "Its name, as it stands in a sentence.", required=True),
    "kind": Key(_ids(SOURCE_KINDS), "What kind of source it is.", required=True),
    "about": Key(_TEXT, "What readers should know of it, neutrally."),
    "url": Key(_ADDRESS, "Its own page."),
    "also": Key(ListOf(_LINE, or_one=True), "Other wordings by which articles call it."),
    "part_of": Key(_ID, "Id of the source it belongs to."),
    "perhaps_same_as": Key(_ID, "Id of a source that may be the same under another name."),
    "former": Key(ListOf(_ID, or_one=True, unique=("",)), "Ids that it had before: their addresses lead to its page."),
})  # fmt: skip

SOURCES = Record(written.WrittenSources, {
    "sources": Key(MapOf(_ID, _SOURCE), "Every source once, by id.", required=True),
})  # fmt: skip

_KIND = Record(written.WrittenKind, {
    "id": Key(_ID, "The name authors type: [words]{.id}.", required=True),
    "letter": Key(Letter(TAKEN_LETTERS), "The capital letter readers see.", required=True),
    "name": Key(_LINE, "Its name for readers.", required=True),
    "about": Key(_TEXT, "What it marks, in a sentence or two.", required=True),
    "test": Key(_TEXT, "The question that decides whether it fits."),
}, whole=True)  # fmt: skip
_LIMITS = Record(written.WrittenLimits, {
    "article_bytes": Key(Number(least=1), "How many bytes an article may have."),
    "marks": Key(Number(least=1), "How many marks an article may have."),
})  # fmt: skip

_TARGET = Record(written.WrittenTarget, {
    "kind": Key(Choice(TARGET_KINDS), "folder: on this computer; git: branch of a repository (GitHub, GitLab, Codeberg "
                "pages); rsync: folder of a server, over ssh; s3: S3-compatible bucket.", required=True),
    "to": Key(_LINE, "Where. folder: its path, from the root of the site; git: address or name of the remote; "
              "rsync: user@host:/path; s3: name of the bucket.", required=True),
    "branch": Key(_LINE, "git: the branch, gh-pages where none is named."),
    "port": Key(Number(least=1, most=65_535), "rsync: the port of the server's sshd, where it is not the usual one."),
    "prefix": Key(_LINE, "s3: the folder in the bucket."),
    "endpoint": Key(_ADDRESS, "s3: address of the service, where it is not Amazon's."),
    "region": Key(_LINE, "s3: the region of the bucket."),
    "profile": Key(_LINE, "s3: the profile of ~/.aws/config to sign in with."),
    "file_bytes": Key(Number(least=1), "How many bytes the largest file may have."),
})  # fmt: skip

SITE = Record(written.WrittenSite, {
    "title": Key(_LINE, "Name of the site.", required=True),
    "description": Key(_TEXT, "One sentence about it."),
    "language": Key(Language(), "Language of the site: en, uk, zh-Hant."),
    "base_url": Key(_BASE, "Where it is published; needed by feeds, sitemap and social links."),
    "contact": Key(_LINE, "How to reach you, also to ask for removal: a mail address or a web address."),
    "rights": Key(_TEXT, "Under which terms your own words may be used."),
    "pages": Key(ListOf(Choice(PAGE_FAMILIES), or_one=True, unique=("",)), "Families of pages to build; else all."),
    "kinds": Key(ListOf(_KIND, most=3, unique=("id", "letter")), "At most three kinds of marks of your own."),
    "search": Key(_FLAG, "no: no search page."),
    "publish": Key(MapOf(_ID, _TARGET), "Where to publish, by names of your own: allegedly publish NAME."),
    "lexicon": Key(MapOf(_LINE, FreeForm()), "Words to add to the lexicon."),
    "limits": Key(_LIMITS, "Limits to raise."),
    "editor": Key(_LINE, "The link that opens a file in your editor: vscode://file/{path}:{line}:{column}."),
})  # fmt: skip

PAGE = Record(written.PageFront, {
    "summary": Key(_TEXT, "One sentence for lists."),
    "order": Key(Number(), "Its place among its like; those without one come last."),
    "level": _AGES,
    "minutes": Key(Number(least=1, most=10_000), "How long a lesson takes."),
    "draft": _DRAFT,
    "former": Key(ListOf(_ID, or_one=True, unique=("",)), "Names that its file had before: their addresses lead here."),
})  # fmt: skip

_ANCHOR = Ident(longest=2000)
_LEDGER_MARK = Record(ledger.WrittenLedgerMark, {
    "kind": Key(_ID, "Kind of the mark.", required=True),
    "quote": Key(ListOf(_TEXT, or_one=True, least=1), "Its words; a list where it is in pieces.", required=True),
    "before": Key(_TEXT, "The words before it."),
    "after": Key(_TEXT, "The words after it."),
    "nth": Key(Number(least=1), "Which of the places in its paragraph that read so, where there are several."),
})  # fmt: skip
_LEDGER_PARAGRAPH = Record(ledger.WrittenLedgerParagraph, {
    "text": Key(Text(least=0), "Its words.", required=True),
    "marks": Key(MapOf(_ANCHOR, _LEDGER_MARK), "The marks that begin in it, by id."),
})  # fmt: skip
_RETIRED = Record(ledger.WrittenRetired, {
    "quote": Key(Text(least=0), "What stood there, or what the claim said.", required=True),
    "now": Key(_ANCHOR, "The id that took its place."),
    "before": Key(_TEXT, "The words that stood before it."),
    "after": Key(_TEXT, "The words that stood after it."),
})  # fmt: skip

LINKS = Record(ledger.WrittenLedger, {
    "article": Key(_ID, "The article, by the name of its folder.", required=True),
    "former": Key(ListOf(_ID, unique=("",)), "Names that its folder had before: their addresses lead here."),
    "paragraphs": Key(MapOf(_ANCHOR, _LEDGER_PARAGRAPH), "The published paragraphs by id."),
    "claims": Key(MapOf(_ID, _TEXT), "The published claims by id, and what they say."),
    "retired": Key(MapOf(_ANCHOR, _RETIRED), "Ids of marks and paragraphs that are gone, of which a stub is left."),
    "retired_claims": Key(MapOf(_ID, _RETIRED), "Ids of claims that are gone, of which a stub is left."),
})  # fmt: skip

_TITLES: Mapping[str, tuple[Schema[object], str]] = MappingProxyType({
    "article": (ARTICLE, "Front matter of an article (article.md)"),
    "claims": (CLAIMS, "Claims of an article (claims.yaml)"),
    "sources": (SOURCES, "Sources of all articles (sources.yaml)"),
    "site": (SITE, "The site (site.yaml)"),
    "page": (PAGE, "Front matter of a page or lesson"),
    "links": (LINKS, "Link ledger of an article (links.yaml)"),
})  # fmt: skip
FORMAT_NAMES = tuple(_TITLES)
"""The formats that are exported as JSON Schema."""


def read(form: Schema[T], file: SourceFile, span: Span | None = None, most: int = LARGEST) -> tuple[T, list[Finding]]:
    """The data of a YAML file of at most `most` bytes, or of `span` in it (its front matter), and all wrong with it.

    Where something is wrong the data is as complete as can be; where it is no YAML at all it is blank.
    """
    complaints = Complaints(file)
    whole = span or Span(0, len(file.text))
    node = load_into(complaints, whole, most)
    if node is None and complaints.findings():
        return form.blank(Span(whole.start, whole.start)), complaints.findings()
    data = validate_into(complaints, form, node, whole)
    return data, complaints.findings()


def json_schema(name: str) -> JsonSchema:
    """A format as JSON Schema, draft 2020-12; KeyError where none is called so (see FORMAT_NAMES)."""
    schema, title = _TITLES[name]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema.json_schema()}
