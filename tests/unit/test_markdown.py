"""The reader of Markdown, whatever it is given: arbitrary text, text made of Markdown's signs, and bombs."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Finding
from builder.model.document import Break, Document, Element, Image, Inline
from builder.parse.markdown import read
from builder.parse.marks import names
from builder.source import Place, SourceFile, Span

KINDS = names({})
SIGNS = "\\`*_{}[]<>&#+-=|~!"
"""The signs Markdown knows; numbers that begin a list aside."""
FRAGMENTS = (
    # words
    "a", "b c", "may", "é", "e\u0301", "😀", "“", "’", "שלום", "\u00a0", "\u200b", " ", "  ", "\t",
    # lines and blocks
    "\n", "\n", "\n\n", "  \n", "\\\n", "> ", "\n> ", "- ", "\n- ", "\n  ", "1. ", "\n2) ", "# ", "\n===\n", "\n---\n",
    "    ", "```\n", "~~~\n", "| a | b |\n|---|---|\n| ", " | ", "\n[r]: /u\n\n", "<!-- ", " -->", "<div>\n",
    # marks
    "[", "]{.h}", "]{.c ref=x}", '[y]{.a source="s < t"}', "[[s]{.source} [q]{.cue}]{.a source=s}", "[слово]{lang=uk}",
    ']{.h note="x ] y } z"}', "]{.h\nref=x}", "]{.h note=a b}", ']{.h note="', "]{", "]{}", "{.h}", "{#i}", "]", "}",
    "{", '](u "`")',
    # other inlines
    "*", "**", "_", "`", "``", "\\", "\\`", "\\[", "\\]", "&amp;", "&#8217;", "&nosuch;", "![", "](u)", '](u "t")',
    "](", "[r]", "[r][", "<http://x.y>", "<a@b.c>", "<b>", '<b c="', "<", ">", "!", '"', "(", ")",
)  # fmt: skip

any_text = st.text().map(lambda text: text.replace("\r", "\n"))
"""Any text that a file can hold once it is read: line ends are always `\\n`."""
markdown_text = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)

TROUBLESOME = (
    "\\``",
    "a \\`` [b]{.h} `` c",
    '[`]{.h note="`"} d]{.h}',
    ']{.h note="`"} [`]{.h}',
    '[a [x](u) b](c "`") [m `]{.h}',
    "[r][](`)[`]{.h}\n\n[r]: /u",
    "[r]: u\n[](b [[r]]{.h}",
    "[a](b)]{.h `}`",
    "![[a]{.h}](b)]{.h}",
    "[a][r]{.h}\n\n[r]: /u",
    "[" * 500 + "a" + "](u)" * 500,
    "[r]: /u\n\n" + "[a][" * 500,
)
"""Texts in which one rule could take for an opening what another takes for words; and deep ones."""


def document_of(source: str, start: int = 0) -> tuple[SourceFile, Document, list[Finding]]:
    """A file, what it says, and what is to be said about it."""
    file = SourceFile("article.md", source)
    return file, *read(file, start, KINDS)


def assert_sound(file: SourceFile, document: Document, findings: list[Finding]) -> None:
    """Assert that every place lies inside the file, and every range where it belongs."""
    for finding in findings:
        assert_inside(finding.place, file)
    for mark in document.marks:
        leaf = list(document.leaves())[mark.leaf]
        for start, end in (*mark.ranges, *mark.sources, *mark.cues):
            assert leaf.start <= start <= end <= leaf.end
        assert 0 <= mark.span.start <= mark.words.start <= mark.words.end < mark.span.end <= len(file.text)
        for placed in (*mark.keys.values(), *([mark.id] if mark.id else [])):
            assert mark.words.end < placed.span.start <= placed.span.end < mark.span.end
    for link in document.links:
        assert 0 <= link.span.start < link.span.end <= len(file.text)
        assert 0 <= link.words[0] <= link.words[1] <= len(document.text)
    assert_covered(document)
    for leaf in document.leaves():
        for offset in range(leaf.start, leaf.end):
            assert 0 <= document.offset(offset) <= len(file.text)


def assert_inside(place: Place, file: SourceFile) -> None:
    """Assert that a place lies inside the file, and that its excerpt is the line."""
    assert place.path == file.path
    assert 1 <= place.line <= place.end_line <= len(file.line_starts)
    assert 1 <= place.column <= len(file.line(place.line)) + 1
    assert 1 <= place.end_column <= len(file.line(place.end_line)) + 1
    assert (place.line, place.column) <= (place.end_line, place.end_column)
    assert place.excerpt == file.line(place.line)


def assert_covered(document: Document) -> None:
    """Assert that the leaves are the whole text, joined by blank lines, and their inlines the whole of each leaf."""
    leaves = list(document.leaves())
    assert [leaf.number for leaf in leaves] == list(range(len(leaves)))
    assert "\n\n".join(document.text[leaf.start : leaf.end] for leaf in leaves) == document.text
    for leaf in leaves:
        ends = [leaf.start, *(edge for piece in pieces(leaf.inlines) for edge in piece), leaf.end]
        assert all(end == start for end, start in zip(ends[::2], ends[1::2], strict=True))


def pieces(inlines: Iterable[Inline]) -> Iterator[tuple[int, int]]:
    """The ranges of all characters of some inlines, in their order."""
    for inline in inlines:
        if isinstance(inline, Element):
            yield from pieces(inline.children)
        elif isinstance(inline, Break):
            yield inline.at, inline.at + 1
        elif not isinstance(inline, Image):
            yield inline.start, inline.end


@given(any_text)
def test_any_text(source: str) -> None:
    """Whatever the text, no exception escapes, and every place and range lies where it can."""
    assert_sound(*document_of(source))


@given(markdown_text)
def test_text_of_signs(source: str) -> None:
    """However Markdown's signs are mixed, no exception escapes, and every place and range lies where it can."""
    assert_sound(*document_of(source))


@pytest.mark.parametrize("source", TROUBLESOME)
def test_troublesome_text(source: str) -> None:
    """Where rules could disagree about what opens what, they do not, and nothing falls over."""
    assert_sound(*document_of(source))


def is_plain(word: str) -> bool:
    """Whether a word means nothing to Markdown, wherever it stands, and holds no white space."""
    return not (set(word) & set(SIGNS) or re.fullmatch(r"\d{1,9}[.)].*", word) or word.split() != [word])


letters = st.characters(
    exclude_categories=["C", "Z"], include_characters="\u200b\u200d\u202e\u2066\u00ad", exclude_characters=SIGNS
)
words = st.text(letters, min_size=1, max_size=8).filter(is_plain)
paragraphs = st.lists(st.lists(words, min_size=1, max_size=12), min_size=1, max_size=4)


@given(paragraphs, st.sampled_from([" ", "\n"]))
def test_text_without_signs(paragraphs: list[list[str]], space: str) -> None:
    """Text without any sign that Markdown knows is unchanged, and every character of it is found where it stands."""
    source = "\n\n".join(space.join(words) for words in paragraphs)
    _, document, findings = document_of(source)
    assert document.text == "\n\n".join(" ".join(words) for words in paragraphs)
    assert not document.marks
    assert not findings
    for offset, character in enumerate(document.text):
        if character not in " \n":
            assert document.span(offset, offset + 1) == Span(offset, offset + 1)


@given(markdown_text)
def test_letters_are_found_where_they_stand(source: str) -> None:
    """Every letter of the plain text stands in the file at the offset that the document tells."""
    file, document, _ = document_of(source)
    for offset, character in enumerate(document.text):
        if character.isalpha():
            assert file.text[document.offset(offset)] == character


@given(markdown_text)
def test_marked_words(source: str) -> None:
    """The words of a mark, where they stand in the file and hold no Markdown, are its plain words."""
    file, document, _ = document_of(source)
    for mark in document.marks:
        written = file.text[mark.words.start : mark.words.end]
        ((start, end),) = mark.ranges
        assert file.text[mark.span.start] == "["
        assert file.text[mark.span.end - 1] == "}"
        if not set(written) & set(SIGNS):
            assert written.split() == document.text[start:end].split()


@given(markdown_text, st.sampled_from(["\n", "---\ntopics: [war]\n---\n", "\n\n\n"]))
def test_text_behind_front_matter(source: str, before: str) -> None:
    """What stands before the text changes nothing but the places."""
    _, document, _ = document_of(source)
    _, shifted, _ = document_of(before + source, len(before))
    assert (shifted.text, shifted.blocks) == (document.text, document.blocks)
    assert [mark.span for mark in shifted.marks] == [mark.span.shifted(len(before)) for mark in document.marks]
    assert [mark.words for mark in shifted.marks] == [mark.words.shifted(len(before)) for mark in document.marks]
    assert list(shifted.anchors) == [(plain, there + len(before)) for plain, there in document.anchors]


@given(markdown_text)
def test_order(source: str) -> None:
    """Marks come in the order in which they begin, outer ones first; anchors in the order of the text."""
    _, document, _ = document_of(source)
    starts = [(mark.ranges[0][0], -mark.ranges[0][1]) for mark in document.marks]
    assert starts == sorted(starts)
    anchored = [plain for plain, _ in document.anchors]
    assert anchored == sorted(anchored)


BOMBS = {
    "brackets that open": "[" * 10_000,
    "brackets that close": "]" * 10_000,
    "brackets on a long line of many": "a\n\n" + "[" * 100_000,
    "marks nested 10,000 deep": "[" * 10_000 + "a" + "]{.h}" * 10_000,
    "5,000 marks": "[x]{.h}" * 5_000,
    "marks that never end": "[a]{.h note=" * 10_000,
    "quoted values that never end": '[a]{.h note="' * 10_000,
    "braces": "{.h}" * 10_000,
    "angle brackets": "<" * 100_000,
    "tags that never end": "a <b c='" * 10_000,
    "comments that never end": "a <!--" * 10_000,
    "addresses that never end": "<http:" * 10_000,
    "one run of backticks": "`" * 100_000,
    "runs of backticks of every length": " ".join("`" * length for length in range(1, 1_000)),
    "escaped backticks": "\\`" * 50_000,
    "stars": "*a **b " * 10_000,
    "underscores": "_a " * 30_000,
    "links that never end": "[a](" * 10_000,
    "images that never end": "![a](b '" * 10_000,
    "links nested 5,000 deep": "[" * 5_000 + "a" + "](u)" * 5_000,
    "images nested 5,000 deep": "![" * 5_000 + "a" + "](u)" * 5_000,
    "references nested 5,000 deep": "[r]: u\n\n" + "[a][" * 5_000,
    "references nobody uses": "".join(f"[r{number}]: u\n" for number in range(10_000)),
    "quotations": ">" * 10_000 + "a",
    "bullets": "- " * 10_000 + "a",
    "numbers": "1. " * 5_000 + "a",
    "backslashes": "\\" * 100_000,
    "entities": "&a" * 50_000,
    "white space": "a" + " \t" * 50_000 + "\n" * 50_000 + "b",
    "a table of too many cells": "|a" * 1_000 + "|\n" + "|-" * 1_000 + "|\n" + "|x\n" * 1_000,
}
READ = """
import resource, sys
from builder.parse.markdown import read
from builder.parse.marks import names
from builder.source import SourceFile

resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
document, findings = read(SourceFile("article.md", sys.stdin.read()), 0, names({}))
print(len(document.marks))
"""


@pytest.mark.parametrize("name", BOMBS)
def test_bomb(name: str, pytestconfig: pytest.Config) -> None:
    """Text made to exhaust a reader is read to its end, within two gigabytes of memory."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", READ],
        input=BOMBS[name],
        cwd=pytestconfig.rootpath,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr[-500:]) == (0, "")
