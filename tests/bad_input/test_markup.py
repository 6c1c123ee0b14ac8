"""Marks that go wrong, and raw HTML of every kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import built
from tests.bad_input.answers import ARTICLE, OK, errors
from tests.small_sites import SmallSite

MARKS = [
    "[one]{.h", "[one", "one]", "one]{.h}", "[one]{.h}}", "[one]{", "[one]{}", "[one]{.}", "[one]{#}", "[one]{=}",
    "{.h}", "[one]{.h type=}", '[one]{.h note="two', "[one]{.h note='two}", "[one]{.h, .c}", "[one] {.h}", "[]{.h}",
    "[ ]{.h}", "[one]{.h type=modal}{.c}", "[[one]{.h]{.c ref=x}", "[one]{.h\n\ntype=modal}", "[one](two){.h}",
    "![one](two.png){.h}", "`one`{.h}", "*one*{.h}", "[one]{.h}(two)", "[one][two]{.h}", "<!-- [one]{.h} ",
    "[one <!-- ]{.h} -->", "[a](b [c]{.h type=modal})", "[![a](b)](c)", r"\[one\]{.h}",
    "[one]{.h type=modal type=modal}", "[one]{.h #x #y}", "[one]{.h #p-one type=modal}",
    "[one]{.c ref=ferry/../../x}", "[one]{.a source='< < <'}", "[one]{.a source='+'}", "[one]{lang=../..}",
    "[one]{lang=en}{lang=en}", "| [a | b]{.h} |\n|---|---|\n| c | d |", "- [one\n- two]{.h}", "> [one\n\ntwo]{.h}",
    "[one]{.hedge .hedge type=modal}", "[one]{.h scope='' owner=''}", "[one]{.c ref=''}",
]  # fmt: skip

HTML = [
    "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<img src=x onerror=alert(1)>",
    "<script", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<iframe src='//evil.example'></iframe>", "<b>bold</b>", "<a href='javascript:alert(1)'>x</a>", "<br>",
    "<div\n>\n\nx</div>", "<style>*{}</style>", "<?php echo 1 ?>", "<xmp>", "<!DOCTYPE html>", "<![CDATA[ x ]]>",
    "<base href='//evil.example'>", "<math><mi>x</mi></math>", "<p data-text>", "</article>", "</p></div><script>",
    "<img src=x ", "<details open ontoggle=alert(1)>", "<plaintext>", "<textarea>",
    "<meta http-equiv=refresh content=0>", "<object data=x>", "<embed src=x>", "<form action=x><input></form>",
    "<link rel=stylesheet href=x>", "<template>x</template>", "<noscript>", "<!--> x -->", "<!-->", "<!--->x",
    "<!-- x", "<!-- a --> b <!-- c", "<!-- -- -->", "--><script>alert(1)</script>", "<scr<script>ipt>",
    "<\u0000script>", "＜script＞",
]  # fmt: skip


@pytest.mark.parametrize("words", MARKS)
def test_marks_that_go_wrong_are_told_or_text(words: str, site: Callable[[str], SmallSite]) -> None:
    """Whatever looks like a mark and is none is told, or is text like any other."""
    whole = site("minimal")
    whole.write(ARTICLE, f"# The ferry\n\nIt leaves: {words}\n\nThe end.\n")
    errors(whole)


@pytest.mark.parametrize("where", ["inline {} it goes on", "{}\n\nalone", "> - {}", "[{}]{{.h type=modal}}", "# {}"])
def test_raw_html_never_becomes_markup(where: str, site: Callable[[str], SmallSite]) -> None:
    """Raw HTML is an error or, where it is none, plain text; a comment is dropped."""
    whole = site("minimal")
    whole.write(ARTICLE, OK)
    assert errors(whole) == set()
    plain = {tag.name for tag in built.page(whole.built()["articles/ferry/index.html"]).tags}
    for html in HTML:
        whole.write(ARTICLE, f"# The ferry\n\nWords.\n\n{where.format(html)}\n")
        if not errors(whole):
            page = built.page(whole.built()["articles/ferry/index.html"])
            added = {tag.name for tag in page.tags} - plain
            assert added <= {"blockquote", "ul", "li", "h2"} or "{.h" in where, (html, added)
            assert not added & {"script", "img", "svg", "iframe", "object", "style", "b", "base", "form", "math"}, html


def test_html_as_entities_is_text(site: Callable[[str], SmallSite]) -> None:
    """Escaped, as entities or as code, signs of HTML are words of the article."""
    whole = site("minimal")
    words = r"&lt;script&gt;alert(1)&lt;/script&gt; \<b> &#60;i&#x3e; `<u>` &amp;lt;s&amp;gt;"
    whole.write(ARTICLE, f"# The ferry\n\n{words}\n\n    <p onclick=x>\n")
    assert errors(whole) == set()
    shown = built.page(whole.built()["articles/ferry/index.html"]).words
    assert "<script>alert(1)</script> <b> <i> <u> &lt;s&gt;" in shown
    assert "<p onclick=x>" in shown
