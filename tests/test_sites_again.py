"""A site that is built again: what stands stays, what is gone goes, and an error damages nothing."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable

from builder.cli import main
from tests import built
from tests.small_sites import SITES, SmallSite, built_into, refused, snapshot


class TestAgain:
    def test_errors_leave_the_last_good_site_untouched(self, site: Callable[[str], SmallSite]) -> None:
        """After a build with errors every byte, name and time stamp of the site is what it was."""
        whole = site("annotated")
        built_into(whole)
        before = snapshot(whole.out)
        whole.write("content/articles/parade/article.md", "# Parade [what]{.c ref=nothing}\n")
        assert "Nothing was built" in refused(whole)
        assert snapshot(whole.out) == before

    def test_a_first_build_with_errors_leaves_nothing(self, site: Callable[[str], SmallSite]) -> None:
        """Where no site was built yet, errors leave no folder behind."""
        whole = site("broken")
        refused(whole)
        assert not whole.out.exists()

    def test_unchanged_files_keep_their_time_stamps(self, site: Callable[[str], SmallSite]) -> None:
        """Building again touches nothing; after an edit only what the edit changes is written."""
        whole = site("annotated")
        built_into(whole)
        for path in whole.out.rglob("*"):
            os.utime(path, ns=(10**18, 10**18))
        built_into(whole)
        assert {stamp for data, stamp in snapshot(whole.out).values() if data} == {10**18}
        article = whole.root / "content/articles/parade/article.md"
        text = article.read_text(encoding="utf-8")
        whole.write("content/articles/parade/article.md", f"{text}\nOne more sentence.\n")
        said = built_into(whole)
        after = snapshot(whole.out)
        written = {name for name, (data, stamp) in after.items() if data and stamp != 10**18}
        assert "articles/parade/index.html" in written
        assert not [name for name in written if name.startswith(("articles/bridge/", "articles/jisr/", "assets/"))]
        assert "0 files new" in said
        assert "0 removed" in said

    def test_the_files_of_a_deleted_article_go(self, site: Callable[[str], SmallSite]) -> None:
        """When an article is deleted its pages, its data and the ways to them are gone, and nothing else."""
        whole = site("annotated")
        built_into(whole)
        before = whole.built()
        shutil.rmtree(whole.root / "content/articles/parade")
        built_into(whole)
        after = whole.built()
        gone = before.keys() - after.keys()
        assert {"articles/parade/index.html", "articles/parade/article.json", "claims/parade/best/index.html"} <= gone
        assert all("parade" in name or name == "sources/crowd/index.html" for name in gone)
        assert not (whole.out / "articles/parade").exists()
        assert built.dangling({**after, "404.html": b""}, "https://example.org/") == []

    def test_a_broken_site_is_told_all_at_once(self, site: Callable[[str], SmallSite]) -> None:
        """Every mistake of a site is told in one go, each at its place."""
        whole = site("broken")
        result = whole.run(main, "check", "--root", str(whole.root), "--format", "json")
        found = [
            f"{item['file']}:{item['line']}:{item['column']} {item['severity']} {item['code']}"
            for item in json.loads(result.output)
        ]
        expected = (SITES / "broken" / "expected" / "findings.txt").read_text(encoding="utf-8").splitlines()
        assert found == expected
        assert result.exit_code == 1
