"""The short way of reading paragraphs: it reads what it reads exactly as the long one does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Finding
from builder.model.document import Document
from builder.parse import building, markdown
from builder.parse.blocks import Grouped, Rest, Sight, cut
from builder.parse.marks import names
from builder.parse.plain import read_plain
from builder.source import SourceFile
from tests.child import python

FRAGMENTS = (
    # words and lines
    "a", "b c", "may", "é", "“", "’", "\u00a0", "\u200b", " ", "  ", "\t", ".", "!", "!", "&", "}", ")", "(", ":",
    "\n", "\nd", " \n", "  \n", "\n ", "\n\n", "> ", "\n> ", "- ", "# ", "\n| a | b |\n|---|---|\n| ", " | ", "\\|",
    # marks
    "[", "[", "[a", "[b ", "]{.h}", "]{.h}", "]{.c ref=x}", "]{.x ref=y as=mention}", ']{.a source="s < t"}',
    "]{.source}",
    "]{.cue}", "]{.cue #i}", "]{.h #i}", "]{.h #p-i}", "]{lang=uk}", "]{.h lang=uk}", ']{.h note="x ] y } z"}',
    "]{.h\nref=x}", ']{.h note="a\nb &amp; c"}', "]{.h  type=modal }", "]{.hedge type=nothing}", "]{.nothing}",
    "]{.c .h}",
    "]{}", "]{", "]", "{.h}", "{", "]{.h}}", "]{.h}(u)",
    # emphasis and links
    "*a*", "*a b* ", " *a*", "**a**", "(*a b*)", "[*a*]{.h}", "*a", "a* ", "*a **b** c* ", "*1.*", "*“a”*",
    "**a.** ", "*a!*", "*“* ", "(*“a.”*)", "*a *", "[a b](u)",
    "[a](https://e.org/a_b?c=d#e) ", "[*a*](u)", "[a](u v)", "[a]( u)", "[a](u)]{.h}",
    "[](u)", "[a!](u)", "`a`", "`a *b [c]`", "` a `", "`a ` ", "`a", "``a`b``", "< ", "<", "<a>",
    '[a](u "`") `', '[a](u "b *c* [d]")', '[a](u "b\\"c")', "[ ](u)", "[[a](u)](v)",
    # what only the long way knows
    "*", "_", "`", "\\", "&amp;", "![", "](u)", "[r]", "\n[r]: /u\n\n", "<b>", "<!-- c -->", "[^1]",
)  # fmt: skip
KINDS = {**names({}), "source-kind": "source-kind"}
pieces = st.lists(st.sampled_from(FRAGMENTS[: FRAGMENTS.index("*")]), max_size=24) | st.lists(
    st.sampled_from(FRAGMENTS), max_size=24
)


def both(text: str) -> list[tuple[Document, list[Finding]]]:
    """A text read the short way where that may be, and read the long way throughout."""
    file = SourceFile("article.md", text)
    with pytest.MonkeyPatch.context() as patch:
        short = markdown.read(file, 0, KINDS)
        patch.setattr(building, "read_plain", lambda *_: None)
        return [short, markdown.read(file, 0, KINDS)]


@given(pieces.map("".join))
def test_same(text: str) -> None:
    """Words, marks, places and findings are the same whichever way a text is read."""
    short, long = both(text)
    assert short == long
    assert repr(short) == repr(long)  # with the places that values are compared without


NAMES = ("h", "h", "hedge", "a", "c", "x", "source", "cue", "source-kind", "nothing", "H")
ITEMS = (
    "  ", "\n", " ref=x", ' ref="x y"', " ref=x/y", " type=modal", " type=no", " level=possible", " as=mention",
    ' source="s < t"', " source=s", " #i", " #a-b", " #p-i", " #a--b", " #A", ' note="a } b"', ' note="a &amp; b"',
    " note='a b'", ' note="“a” ’"', ' note="a\\"b"', " note=“a”", ' bare=""', " core=yes", " core=maybe", " lang=uk",
    ".h", " x=y", " join=i", " owner=b.c", ' scope=" "', " ,", '"',
)  # fmt: skip


@given(st.sampled_from(NAMES), st.lists(st.sampled_from(ITEMS), max_size=3), st.sampled_from(("b", "[c]{.cue} d", "")))
def test_braces(name: str, items: list[str], words: str) -> None:
    """Braces mean the same whichever way they are read."""
    short, long = both(f"The [mayor {words}]{{.{name}{''.join(items)}}} said.")
    assert repr(short) == repr(long)


@pytest.mark.parametrize(
    "text",
    [
        "Nothing but words, and a sign or two: 5% & more! (Yes.)",
        "The dam [may]{.h} leak.",
        "[[The mayor]{.source} said [it [may]{.h} leak]{.c ref=x}]{.a source=x}",
        '[[Police]{.source} [[said]{.cue} it [may]{.h}]{.c ref=x}]{.a source="x < y" ref=x}',
        "A line\nand [another\none]{.h type=modal} more",
        '[a]{.h note="]"}',
        "A *b c* (**d**) [*may*]{.h}, and *e*.",
        "**Ends so.** *“And so!”* [`code`]{.h} 1 < 2 [](u)",
        "See [the dam](https://example.org/a_b?c=d#e) and [a [b](c.html#d) c]{.h}.",
    ],
)
def test_short_way(text: str) -> None:
    """Words, line ends and marks alone are read the short way."""
    line_map = tuple((at, at) for at in (0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")))
    assert read_plain(text, KINDS, line_map, 0, 0) is not None


@pytest.mark.parametrize(
    "text",
    [
        "*a",
        "a*b*",
        "*a *",
        "_a_",
        "a ``b``",
        "a `b\nc`",
        "a <b>",
        "a &amp; b",
        "a\\\nb",
        "a  \nb",
        "[a]",
        "[a](<b>)",
        "[*a*](b)",
        "[a]{.h",
        "[a]{}",
        "![a]{.h}",
    ],
)
def test_long_way(text: str) -> None:
    """Whatever else there is, and whatever there is to say of a text, is left to the long way."""
    line_map = tuple((at, at) for at in (0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")))
    assert read_plain(text, KINDS, line_map, 0, 0) is None


BLOCKS = (
    "a", "b c", "é", "“", "'", "(", "[", "[r]: /u", "[m]{.h}", "]:", "0", "1. ", "2) ", "-", "- ", "*", "=", "> ",
    "\n> ", "# ", "\n", "\n\n", "\n===\n", "\n---\n", "    ",
    "\n\nb", "\n\n- a", "\n\n  a", "\n\n# a", " #", "  a", "***\n",
    "  ", "\t", "```\n", "~~~\n", "| a | b |\n|---|---|\n| ",
    " | ", "<div>\n", "<!-- ", "\u00a0", "\u2028", " ",
)  # fmt: skip
LINES = (
    "a", "b [may]{.h} c", "“a” *b*", "*a* b", "**a** b", "_a_ b", "3 a", "3. a", "1) a", "`a` b", "a  ", "a | b",
    "[r]: /u", "[a](u) b", "![a](u)", "a \\", "<b>a</b>", "a < b", "<!-- a -->", "\u00a0a", "a\u00a0", "– a", "1.5 a",
    "# a", "## a #", "#a", "#", "===", "---", "- - -", "* * *", "***", "|---|---|", "| a |", ":-", "```", "~~~", "`",
    "", "[ ] a", "[x] a", "\ta", "  a", "    a", "&amp;", "$5", "-a", "+", "-", "1.", "10.", ">", "> ",
)  # fmt: skip
MARKERS = ("", "", "- ", "- ", "* ", "+ ", "1. ", "1. ", "2. ", "10. ", "01. ", "1) ", "1234567890. ", "-  ", "-\t",
           "1.  ", "> ", "> ", ">", ">  ", "> - ", "> 1. ", "> > ", "- > ", "- - ", " ", "  ", "   ", "    ", "  - ",
           "   1. ", " - ", ">   ", "# ")  # fmt: skip
ENDS = ("\n", "\n", "\n", "\n\n", "\n\n", "\n \n", "\n\n\n", "\n>\n", "\n> \n")
line = st.tuples(st.sampled_from(MARKERS), st.sampled_from(LINES), st.sampled_from(ENDS)).map("".join)
usual_line = st.tuples(st.sampled_from(MARKERS[:13] + MARKERS[16:18] + MARKERS[20:22] + ("  ", "   ")),
                       st.sampled_from(LINES[:9]), st.sampled_from(ENDS)).map("".join)  # fmt: skip


@given(
    st.lists(st.sampled_from(BLOCKS), max_size=16).map("".join)
    | st.lists(usual_line, max_size=8).map("".join)
    | st.lists(line, max_size=8).map("".join)
)
def test_blocks(text: str) -> None:
    """What is understood at first sight is the same to the library, which reads the rest the same by itself."""
    file = SourceFile("article.md", text)
    with pytest.MonkeyPatch.context() as patch:
        cut_up = markdown.read(file, 0, KINDS)
        patch.setattr(markdown, "cut", lambda whole: [Rest(whole, 0)])
        assert repr(cut_up) == repr(markdown.read(file, 0, KINDS))


FIRST_SIGHT = (
    "# Dam [may]{.h} leak\n\nThe mayor\n[said]{.c ref=a}.\n\n“Yes.”\n",
    "# Dam\nWords.\n\n**So** it was.\n\n3.5 metres",
    "- one\n- two\n  and more\n\n- three\nlazily\n\nWords.\n- [four]{.c ref=a}\n\n* five",
    "1. one\n2. two\n\nWords:\n1. *three*\n\n10. four\n    and more",
    "> one\n> two\n>\n> three\n\n> # four\n> - five\n> - six\n\nWords.",
)


@pytest.mark.parametrize("text", FIRST_SIGHT)
def test_first_sight(text: str) -> None:
    """Headings, paragraphs, and lists and quotations of paragraphs are understood at first sight."""
    assert Rest not in map(type, cut(text))


@pytest.mark.parametrize(
    "text",
    [
        "- one\n  - two",
        "- one\n\n  two",
        "- one\n\n- ",
        "- one\n* two",
        "Words.\n2. one",
        "> one\ntwo",
        "> > one",
        "> | a |\n> |---|",
        "[r]: /u",
        "- [r]: /u",
        "Words.\n===",
        "    code",
    ],
)
def test_rest(text: str) -> None:
    """Whatever may be more than that is left to the library."""
    assert [type(piece) for piece in cut(f"{text}\n\nWords.")[:1]] == [Rest]


def test_known_again() -> None:
    """What follows the rest is known again; a list may belong to it."""
    assert [type(piece) for piece in cut("| a |\n\n- one\n\nWords.\n\n- two\n\n| b |")] == [Rest, Sight, Grouped, Rest]


def test_no_library() -> None:
    """A plain article with a list and a quotation is read without loading the library."""
    code = (
        "import sys\nfrom builder.parse.article import read_article\nfrom builder.source import SourceFile\n"
        "text = '# Dam\\n\\nThe dam [may]{.h} *leak*.\\n\\n- one\\n- two\\n\\n> [three]{.h}\\n\\n1. four\\n'\n"
        "read_article('dam', SourceFile('article.md', text), None, {})\n"
        "assert not {'markdown_it', 'builder.parse.library', 'slugify'} & set(sys.modules)"
    )
    python("-c", code, codes=[0])
