"""The text as a whole: a headline, faithful to its original, sound links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from builder import urls
from builder.diagnostics import Finding
from builder.model.bundle import WrittenArticle
from builder.model.document import Block, Document, Element, Inline, Leaf, Range, Text, WrittenLink
from builder.model.site import Setting
from builder.rules import mark_rules, text_rules
from builder.source import SourceFile, Span
from builder.taxonomy import MARK_KIND_BY_NAME
from builder.text.faithful import differences, shown


def check(written: WrittenArticle, setting: Setting) -> Iterable[Finding]:
    """Everything about the text."""
    del setting
    yield from check_shape(written.document, written.file)
    for link in written.document.links:
        yield from check_link(link, written.file)
    if written.original is not None and written.document.text.strip():
        yield from _faithful(written, written.original)


def check_shape(document: Document, file: SourceFile) -> Iterable[Finding]:
    """Whether there is a text with a headline on top."""
    if not document.text.strip():
        yield mark_rules.ARTICLE_EMPTY.at(file.whole())
        return
    yield from check_signs(document, file)
    first = document.blocks[0]
    if isinstance(first, Leaf) and first.kind == "headline":
        if first.start == first.end:
            empty = _EMPTY_HEADING.search(file.text)
            span = Span(*empty.span()) if empty else _span(first, document)
            yield mark_rules.NO_HEADLINE.at(file.place(span), "write the headline behind the #")
        return
    late = any(isinstance(block, Leaf) and block.kind == "headline" for block in document.blocks)
    rule = mark_rules.HEADLINE_LATE if late else mark_rules.NO_HEADLINE
    span = _span(first, document)
    yield rule.at(file.place(span), _shape_hint(file.text, span.start))


_KINDS = "|".join(MARK_KIND_BY_NAME)
_SUSPECT = re.compile(rf"<!--|(?<=\])\[\.(?:{_KINDS})\b[^\]\n]*\]")


def check_signs(document: Document, file: SourceFile) -> Iterable[Finding]:
    """Whether signs are printed that were meant to do something: a comment without end, square brackets for braces.

    Code may hold them, and escaped ones are meant to be printed.
    """
    text = document.text
    suspects = list(_SUSPECT.finditer(text)) if "<!--" in text or "][." in text else []
    code = [range_ for leaf in document.leaves() for range_ in _code(leaf)] if suspects else []
    for found in suspects:
        span = document.span(*found.span())
        if file.text[span.start : span.end] != found[0] or any(start <= found.start() < end for start, end in code):
            continue
        if found[0] == "<!--":
            yield mark_rules.COMMENT_UNCLOSED.at(file.place(span))
        else:
            problem = f"they are square brackets: write {{{found[0][1:-1]}}}"
            yield mark_rules.MARK_BRACES.at(file.place(span), problem=problem)


def _code(leaf: Leaf) -> Iterable[Range]:
    """The ranges of code in a leaf."""
    if leaf.kind == "code":
        yield leaf.start, leaf.end
    waiting: list[Inline] = list(leaf.inlines)
    while waiting:
        inline = waiting.pop()
        if isinstance(inline, Element):
            waiting += inline.children
            yield from (
                (text.start, text.end) for text in inline.children if inline.kind == "code" and isinstance(text, Text)
            )


_EMPTY_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]*#*[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"\s*(?:-{3,}|\+{3})[ \t]*\n[\w.]+[ \t]*[:=]")
_TIGHT_HEADING = re.compile(r"\s*#{1,6}[^#\s]")


def _shape_hint(text: str, start: int) -> str:
    """What a text without a headline on top may have begun with; its first block is at `start`."""
    if not text.startswith("---") and _FENCE.match(text):
        return "front matter begins in the first line of the file, between two lines that hold only ---"
    return "put a space after the #" if _TIGHT_HEADING.match(text, start) else ""


def _span(block: Block, document: Document) -> Span:
    """Where a block stands in the file, the whole file where it holds no text."""
    leaf = next(iter(document.leaves()), None) if not isinstance(block, Leaf) else block
    return document.span(leaf.start, leaf.end) if leaf else Span(0, 0)


def check_link(link: WrittenLink, file: SourceFile) -> Iterable[Finding]:
    """Whether an address may be linked to, and whether a link has words and an image has a description."""
    place = file.place(link.span)
    if not urls.allowed(link.target):
        hint = "" if link.target else "write the address between the round brackets"
        yield text_rules.LINK_FORBIDDEN.at(place, hint, target=link.target or "(nothing)")
    if link.is_image and not link.alt.strip():
        yield mark_rules.IMAGE_NO_ALT.at(place)
    elif not link.is_image and link.words[0] == link.words[1]:
        yield mark_rules.LINK_EMPTY.at(place)


def _faithful(written: WrittenArticle, original: bytes) -> Iterable[Finding]:
    """Whether the plain text equals the original; each difference with both places."""
    front = written.front.original
    assert front is not None
    assert front.text is not None
    theirs = original.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    their_file = SourceFile(front.text.value, theirs)
    ours = written.document.text
    for difference in differences(ours, theirs):
        place = written.file.place(written.document.span(*difference.first))
        yield text_rules.TEXT_DIFFERS.at(
            place,
            _signs_hint(ours[slice(*difference.first)], theirs[slice(*difference.second)]),
            ours=shown(ours, *difference.first),
            theirs=shown(theirs, *difference.second),
            there=their_file.place(Span(*difference.second)),
        )


def _signs_hint(ours: str, theirs: str) -> str:
    """A hint that names the signs in which two passages differ, where only signs do."""
    here, there = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    if _letters(ours) != _letters(theirs) or not (here or there):
        return ""
    return f"only signs differ: {_named(here)} here, {_named(there)} there; copy them from the original"


def _letters(text: str) -> str:
    """The letters, digits and spaces of a text."""
    return "".join(sign for sign in text if sign.isalnum() or sign.isspace())


def _named(signs: Iterable[str]) -> str:
    """Signs with their code points: many look alike."""
    return ", ".join(f"{sign if sign.isprintable() else ''} U+{ord(sign):04X}".strip() for sign in signs) or "none"
