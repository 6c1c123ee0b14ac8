"""The sitemap: every page once, in parts no longer than a sitemap may be."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.export import feeds
from builder.model.index import index
from tests.written_article import cast


@pytest.mark.parametrize(("pages", "sizes"), [(0, []), (1, [1]), (4, [4]), (5, [4, 1]), (9, [4, 4, 1])])
def test_a_long_sitemap_has_parts(pages: int, sizes: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """No part is longer than allowed, and no page is lost or told twice."""
    monkeypatch.setattr(feeds, "LONGEST", 4)
    site = replace(cast().site, base_url="https://example.org/")
    names = [f"claims/{number}/index.html" for number in range(pages)]
    parts = feeds.sitemaps(site, index([]), names)
    assert [len(part) for part in parts] == sizes
    found = [url.loc for part in parts for url in part]
    assert found == [f"https://example.org/claims/{number}/" for number in range(pages)]
