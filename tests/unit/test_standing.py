"""What the last build left, and what of it is known without looking through the folders again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cache import NAME
from builder.cache.looks import looks
from builder.cache.secret import secret
from builder.cache.standing import left, remember, unchanged, untouched
from builder.cache.store import Store
from builder.rules.claim_rules import HEDGE_WHOLE_SENTENCE
from builder.source import SourceFile, Span


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site whose build is noted: an article, a page, an output of one file and its list."""
    site = tmp_path / "ours"
    for name in ("content/articles/ferry/article.md", "content/pages/about.md", "site/index.html", "site/list"):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}\n", encoding="utf-8")
    settle(site)
    (site / NAME).mkdir()
    out = str(site / "site")
    remember(Store(site / NAME, secret()), out, False, looks(site), left(("index.html", "list"), 1, ()), {})
    return site


def settle(site: Path) -> None:
    """Wait out the tick of the clock, in which a change may not show."""
    while not looks(site).settled:
        os.sched_yield()


def asked(root: Path) -> tuple[bool, dict[str, bytes] | None]:
    """Whether nothing has changed, and the looks that are known."""
    stands, known = unchanged(str(root), str(root / "site"))
    return stands is not None, dict(known.seen) if known else None


def test_nothing_has_changed(root: Path) -> None:
    """The build stands, and its files look as they do."""
    assert asked(root) == (True, looks(root).seen)
    (root / "site/index.html").write_text("another hand\n", encoding="utf-8")
    assert asked(root) == (False, looks(root).seen)


def test_what_was_written_is_untouched(root: Path) -> None:
    """All of it, in folders that are none but in name: whatever became of what was read."""
    out = root / "site"

    def stands() -> bool:
        return untouched(str(root), str(out))

    assert stands()
    (root / "content/pages/about.md").unlink()
    assert stands()
    (out / "notes.txt").write_text("somebody's own\n", encoding="utf-8")
    assert stands()
    out.rename(root / "elsewhere")
    assert not stands()
    out.symlink_to(root / "elsewhere")
    assert not stands()  # it is another folder now, into which nothing was built
    out.unlink()
    (root / "elsewhere").rename(out)
    assert stands()
    (out / "index.html").write_text("another hand\n", encoding="utf-8")
    assert not stands()


@pytest.mark.parametrize("deep", ["claims/ferry", "claims"])
def test_a_folder_that_is_a_link_is_no_longer_as_it_was(deep: str, root: Path) -> None:
    """Though all files in it look as they did."""
    out = root / "site"
    (out / "claims/ferry").mkdir(parents=True)
    (out / "claims/ferry/late.html").write_text("late\n", encoding="utf-8")
    names = ("claims/ferry/late.html", "list")
    remember(Store(root / NAME, secret()), str(out), False, looks(root), left(names, 1, ()), {})
    assert untouched(str(root), str(out))
    (out / deep).rename(root / "elsewhere")
    (out / deep).symlink_to(root / "elsewhere")
    assert not untouched(str(root), str(out))


def test_a_file_that_was_edited(root: Path) -> None:
    """Its look is another, the names are as before: all looks are known without looking through folders."""
    (root / "content/pages/about.md").write_text("other words\n", encoding="utf-8")
    settle(root)
    before = looks(root).seen
    assert asked(root) == (False, before)


def _create(root: Path) -> None:
    (root / "content/pages/new.md").touch()


def _delete(root: Path) -> None:
    (root / "content/pages/about.md").unlink()


def _rename(root: Path) -> None:
    (root / "content/articles/ferry").rename(root / "content/articles/boat")


def _replace(root: Path) -> None:
    (root / "content/pages/about.md").unlink()
    (root / "content/pages/about.md").mkdir()


def _begin(root: Path) -> None:
    (root / "seeds").mkdir()


@pytest.mark.parametrize("change", [_create, _delete, _rename, _replace, _begin])
def test_names_that_came_or_went(change: Callable[[Path], None], root: Path) -> None:
    """Then folders are to be looked through again: nothing is known of them."""
    change(root)
    settle(root)
    assert asked(root) == (False, None)


def test_a_long_line_is_kept_once() -> None:
    """However many findings stand on it, what is kept holds the line once, and each finding shows it again."""
    file = SourceFile("content/articles/ferry/article.md", "The ferry may run. " * 40_000)
    findings = [HEDGE_WHOLE_SENTENCE.at(file.place(Span(at, at + 18))) for at in range(0, 19 * 3000, 19)]
    kept = left(("list",), 1, findings)
    assert len(kept.told) < len(file.text) + 400 * len(findings)
    assert kept.findings == tuple(findings)
    assert {finding.place.excerpt for finding in kept.findings} == {file.text}
    assert left(("list",), 1, ()).findings == ()
