"""The short way to the visible words of a page: it reads what it reads exactly as the long one does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.text import built
from builder.text.built import visible_words
from builder.text.visible import NoTextRegionError, visible_text

SIMPLE = (
    "one", " two ", "é", "\n", "&amp;", "&lt;", "&#34;", ">", "!", "hidden", "data-notes", "div", "aside",
    "<p>", "</p>", "<p class=\"x\">", "<br>", "<br/>", "<span>", "</span>", "<span class=\"m\" id=\"x\">", "</a>",
    "<a href=\"#\">", "<li>", "<div>", "</div>", "<div >", "</div >", "<aside data-notes>", "</aside>", "<span hidden>",
    "<img hidden>", "<img src=\"hidden\">", "<div id=\"data-notes\">", "<x-y>",
    "<aside class=\"x\" data-notes data-about=\"y\">",
    "</x-y>",
)  # fmt: skip
ODD = (
    "<", "<<", "</", "\"", "'", "=", "&am", "p;", "&lt", "&", "\0", "<!-- ", " -->", "<!-->", "<!doctype html>",
    "<P>", "</P>", "</DIV>", "<Div>", "</ASIDE>", "<ASIDE data-notes>", "<span é>", "<é>", "<spané>", "<span:x>",
    "<a/>", "<p title=\"<b>\">", "<b title=\"<p>\">", "<b title='>'>", "<p title=\"a > b\">", "<a hidden=hidden>",
    "<i title=\"<u data-notes>\">", "<b hidden=\"\">", "<b\nhidden>", "<b title='x hidden y'>", "<script>", "</script>",
    "<title>", "<style x>", "</style>", "<div data-text>", "data-text", " data-text", "<p data-text=\"x\">", "<divx>",
    "</divx>",
)  # fmt: skip
pieces = st.lists(st.sampled_from(SIMPLE), max_size=16) | st.lists(st.sampled_from(SIMPLE + ODD), max_size=16)
regions = st.sampled_from(
    (
        "<div data-text>",
        '<div class="x" data-text lang="en">',
        "<span data-text>",
        "<p x <div data-text>",
        "<div title='data-text' data-text>",
        "<DIV data-text>",
        "<div\ndata-text\n>",
    )
)


def told(page: str, is_short: bool) -> str | None:
    """The words of a page; None where it has no region of text."""
    try:
        return visible_words(page.encode()) if is_short else visible_text(page)
    except NoTextRegionError:
        return None


@given(regions, pieces, pieces, pieces)
def test_same(region: str, before: list[str], inside: list[str], after: list[str]) -> None:
    """The words are the same whichever way a page is read."""
    page = f"{''.join(before)}{region}{''.join(inside)}</div>{''.join(after)}"
    assert told(page, is_short=True) == told(page, is_short=False)


@pytest.mark.parametrize(
    "inside",
    [
        "<p>one &amp; two > three!</p>",
        "<ul><li>one<li>o<span class=\"m\">n</span><em>e</em> <a href=\"#\">two</a></ul>",
        "<p>one</p><aside class=\"notes\" data-notes><div>no</div></aside><p>two</p>",
        "<p>one <span hidden>no</span>two, hidden</p><p id=\"hidden\">three</p>",
    ],
)  # fmt: skip
def test_pages_as_they_are(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What pages consist of is read the short way."""
    page = f'<!doctype html><p>before</p><div class="text" data-text>{inside}</div><p>after</p>'
    long = visible_text(page)
    monkeypatch.setattr(built, "visible_text", lambda _: pytest.fail("the long way"))
    assert visible_words(page.encode()) == long
