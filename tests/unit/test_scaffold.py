"""What a new site and a new article hold: files that say what they are, whatever changes around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.scaffold import begin_article, begin_site


@pytest.mark.parametrize("language", ["en", "de", "zh-Hant"])
def test_an_article_says_which_language_it_is_in(language: str, tmp_path: Path) -> None:
    """A new article is in the language of its site, and stays in it when the site's changes."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text(f"title: Bridges\nlanguage: {language}\n", encoding="utf-8")
    assert begin_article(tmp_path, "bridge", None)[1] == []
    begun = (tmp_path / "content/articles/bridge/article.md").read_text(encoding="utf-8")
    assert begun.startswith(f"---\nlanguage: {language}\n")


def test_the_article_of_a_new_site_is_in_english(tmp_path: Path) -> None:
    """The article with which a site begins says that it is in English."""
    begin_site(tmp_path / "site")
    begun = (tmp_path / "site/content/articles/harbour/article.md").read_text(encoding="utf-8")
    assert begun.startswith("---\nlanguage: en\n")
