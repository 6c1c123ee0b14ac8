"""`pipeline.glances`: what was noted of articles spares looking at their files, and never shows."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cache.secret import secret
from builder.cache.stamp import stamp
from builder.cache.store import Store
from builder.pipeline import glances
from builder.pipeline.build import build
from builder.pipeline.gathering import gather
from builder.pipeline.keeping import Readings
from builder.read import ArticleFiles, Root
from tests.site_edits import compare
from tests.small_sites import SmallSite

FEW = 2
SOURCES = "content/sources.yaml"


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch, site: Callable[[str], SmallSite]) -> SmallSite:
    """A site of several articles, of which few make all of them be noted anew; it was built, some time ago."""
    monkeypatch.setattr(glances, "_MOST_RECENT", FEW)
    found = site("annotated")
    for number in range(2 * FEW + 1):
        found.write(path(f"rain-{number}"), "# Rain\n\n[The mayor said]{.a source=mayor} it [probably]{.h} rained.\n")
    settled(found)
    return found


def path(slug: str) -> str:
    """The file of an article."""
    return f"content/articles/{slug}/article.md"


def settled(whole: SmallSite) -> None:
    """Build when what was written is old enough to be believed, twice: the first build writes into the site's root."""
    for _ in range(2):
        time.sleep(0.05)
        build(whole.root, whole.out, cache=whole.root / ".cache")


def change(whole: SmallSite, name: str, old: str, new: str) -> None:
    """Replace words that stand in a file, long enough ago to be believed."""
    text = (whole.root / name).read_text(encoding="utf-8")
    assert old in text
    whole.write(name, text.replace(old, new))
    time.sleep(0.05)


def looked_at(monkeypatch: pytest.MonkeyPatch, whole: SmallSite) -> list[str]:
    """The articles whose files a build reads."""
    found: list[str] = []
    read = Readings.read

    def noted(readings: Readings, files: ArticleFiles) -> bytes:
        found.append(files.slug)
        return read(readings, files)

    with monkeypatch.context() as patch:
        patch.setattr(Readings, "read", noted)
        build(whole.root, whole.out, cache=whole.root / ".cache")
    return found


def kept(root: Path) -> tuple[Store, Readings]:
    """Where results are kept, and who finds them there."""
    store, (inputs, _) = Store(root / ".cache", secret()), gather(Root(root))
    return store, Readings(store, stamp(), inputs.setting, Root(root))


def test_only_what_changed_is_looked_at(monkeypatch: pytest.MonkeyPatch, whole: SmallSite) -> None:
    """One article after the other, before and after all are noted anew, with other sources between."""
    assert looked_at(monkeypatch, whole) == []
    for number in range(2 * FEW + 1):
        change(whole, path(f"rain-{number}"), "rained", "poured")
        assert looked_at(monkeypatch, whole) == [f"rain-{number}"]
        compare(whole, number)
    many = [f"rain-{number}" for number in range(FEW, 2 * FEW + 1)]
    for slug in many:
        change(whole, path(slug), "poured", "dripped")
    assert looked_at(monkeypatch, whole) == many
    assert looked_at(monkeypatch, whole) == []
    change(whole, SOURCES, "sources:\n", "sources:\n  new: {name: A new one, kind: person}\n")
    looked_at(monkeypatch, whole)
    store, readings = kept(whole.root)
    assert not glances.glances(store, readings).is_dated(readings)
    change(whole, path("rain-0"), "poured", "rained")
    assert looked_at(monkeypatch, whole) == ["rain-0"]
    shutil.rmtree(whole.root / "content/articles/rain-0")
    (whole.root / "content/articles/rain-1").rename(whole.root / "content/articles/rain-0")
    assert looked_at(monkeypatch, whole) == ["rain-0"]
    compare(whole, 100)


def test_an_older_note_of_what_lately_changed(whole: SmallSite) -> None:
    """As a build leaves it that was killed, or one that knew other sources at the same time: nothing is believed."""
    change(whole, path("rain-0"), "rained", "poured")
    build(whole.root, whole.out, cache=whole.root / ".cache")
    store, readings = kept(whole.root)
    name = glances._name(readings, b"recent")
    older = store.get(name)
    assert older is not None
    change(whole, SOURCES, "  mayor:", "  major:")
    compare(whole, 1)
    store.put(name, older)
    compare(whole, 2)


def test_details_that_are_gone(whole: SmallSite) -> None:
    """They are fetched from where each article is kept; where that is gone too, the article is read once more."""
    store, readings = kept(whole.root)
    for number, is_all in enumerate((False, True)):
        noted = glances.glances(store, readings).whole
        for name in (noted.details, *(glance.kept.name for glance in noted.articles.values() if is_all)):
            Path(store._path(name)).unlink()
        for rain in range(FEW + 1):
            change(whole, path(f"rain-{rain}"), "rained", "rained and rained")
        compare(whole, number)
