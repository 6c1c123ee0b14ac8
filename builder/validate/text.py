"""The text as a whole: a headline, faithful to its original, sound links."""

from __future__ import annotations

from collections.abc import Iterable

from builder import urls
from builder.diagnostics import Finding
from builder.model.bundle import WrittenArticle
from builder.model.document import Block, Document, Leaf, WrittenLink
from builder.model.site import Setting
from builder.rules import mark_rules, text_rules
from builder.source import SourceFile, Span
from builder.text.faithful import differences


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
    first = document.blocks[0]
    if isinstance(first, Leaf) and first.kind == "headline":
        if first.start == first.end:
            yield mark_rules.NO_HEADLINE.at(file.place(document.span(first.start, first.end)))
    elif any(isinstance(block, Leaf) and block.kind == "headline" for block in document.blocks):
        yield mark_rules.HEADLINE_LATE.at(file.place(_span(first, document)))
    else:
        yield mark_rules.NO_HEADLINE.at(file.place(_span(first, document)))


def _span(block: Block, document: Document) -> Span:
    """Where a block stands in the file, the whole file where it holds no text."""
    leaf = next(iter(document.leaves()), None) if not isinstance(block, Leaf) else block
    return document.span(leaf.start, leaf.end) if leaf else Span(0, 0)


def check_link(link: WrittenLink, file: SourceFile) -> Iterable[Finding]:
    """Whether an address may be linked to, and whether a link has words and an image has a description."""
    place = file.place(link.span)
    if not urls.allowed(link.target):
        yield text_rules.LINK_FORBIDDEN.at(place, target=link.target or "(nothing)")
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
            ours=shown(ours, *difference.first),
            theirs=shown(theirs, *difference.second),
            there=their_file.place(Span(*difference.second)),
        )


def shown(text: str, start: int, end: int) -> str:
    """What stands in a range, with its invisible characters spelled out; a word of context where nothing does."""
    words = " ".join(text[start:end].split())
    if words:
        return "".join(c if c.isprintable() else f"⟨U+{ord(c):04X}⟩" for c in words)
    before = " ".join(text[:start].split()[-2:])
    return f"{before} …" if before else "nothing"
