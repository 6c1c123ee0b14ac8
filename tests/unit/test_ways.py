"""The way from one page to another."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from builder import urls
from builder.views.frame import way

folders = st.lists(st.sampled_from(("a", "b", "articles", "é x", "a.b", "ab")), max_size=3)
pages = st.tuples(folders, st.sampled_from(("index.html", "a", "é.html"))).map(
    lambda parts: "/".join((*parts[0], parts[1]))
)
fragments = st.sampled_from(("", "x", "a b", "é", "a/b", "x-1", "\n"))


@given(pages, pages, fragments)
def test_a_way_leads_there(here: str, there: str, fragment: str) -> None:
    """Whoever follows it from one page stands on the other, at the fragment."""
    found, _, tail = urls.relative(here, there, fragment).partition("#")
    assert unquote(tail) == fragment
    folder = posixpath.dirname(here)
    assert posixpath.normpath(posixpath.join(folder, unquote(found) if found else posixpath.basename(here))) == there


@given(pages, pages, fragments)
def test_a_way_is_as_short_as_can_be(here: str, there: str, fragment: str) -> None:
    """It climbs no further than to the folder that both pages lie in."""
    found = unquote(urls.relative(here, there, fragment).partition("#")[0])
    shared = posixpath.commonpath((posixpath.dirname(here), posixpath.dirname(there)))
    climbs = len([part for part in posixpath.dirname(here).split("/") if part]) - len(
        [p for p in shared.split("/") if p]
    )
    assert found.split("/").count("..") == (climbs if found else 0)


@given(pages, pages, fragments)
def test_what_is_kept_is_the_way(here: str, there: str, fragment: str) -> None:
    """Pages that share a way because they lie equally deep share no other."""
    assert way(here, there, fragment) == urls.relative(here, there, fragment)
