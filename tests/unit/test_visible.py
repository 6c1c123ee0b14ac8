"""The visible words of a built page."""

from __future__ import annotations

import pytest

from builder.text.visible import NoTextRegionError, visible_text


def words(inside: str) -> list[str]:
    """The words of a page whose text region holds some HTML."""
    return visible_text(f"<!doctype html><p>before</p><div class=text data-text>{inside}</div><p>after</p>").split()


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        ("<p>one two</p>", ["one", "two"]),
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("<p>one<br>two</p>", ["one", "two"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<tr><td>one</td><td>two</td></tr>", ["one", "two"]),
        ("<p>o<span class='m'>n</span><em>e</em> <a href='#'>two</a></p>", ["one", "two"]),
        ("<p>on<wbr>e</p>", ["one"]),
        ("<p>one &amp;lt; &quot;two&quot; &#x200b;</p>", ["one", "&lt;", '"two"', "\u200b"]),
        ("<p>one</p><aside data-notes><p>no<span>no</span></p></aside><p>two</p>", ["one", "two"]),
        ("<p>one <span hidden>no <b>no</b></span>two</p>", ["one", "two"]),
        ("<p>one <span class='hidden'>two</span></p>", ["one", "two"]),
        ("<p>one <span title='not hidden'>two</span></p>", ["one", "two"]),
        ("<p>one <span aria-hidden='true'>two</span></p>", ["one", "two"]),
        ("<p>one<!-- no --> two</p>", ["one", "two"]),
        ("<p>one</p><script>no</script><style>no</style><template>no</template>", ["one"]),
        ("<p>one <img src='a.png' alt='no'>two</p>", ["one", "two"]),
        ("<div><div>one</div></div><div>two</div>", ["one", "two"]),
        ("<P>one</P><DIV>two</DIV>", ["one", "two"]),
        ("<p title='a data-text b'>one</p>", ["one"]),
        ("", []),
    ],
)
def test_words(inside: str, seen: list[str]) -> None:
    """The words that a reader sees of an article, its notes and what is hidden left out."""
    assert words(inside) == seen


@pytest.mark.parametrize(
    "page",
    [
        "<p>one</p>",
        "<p title='data-text'>one</p>",
        "<p data-text>one</p><p data-text>two</p>",
        "<div data-text><p>one</p>",
        "<div data-text><p>one <span hidden>two</p></div>",
    ],
)
def test_no_region(page: str) -> None:
    """A page without exactly one region of text cannot be read, and says so."""
    with pytest.raises(NoTextRegionError):
        visible_text(page)
