"""Random changes to a small site: what its authors do in a year, in a minute.

`python -m tests.site_edits 1000` makes that many, building after each one with what the last build kept, and again
from nothing; the two sites must be the same, byte for byte, and so must what is told.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from builder.pipeline.build import Build, build
from tests.small_sites import SmallSite, copied

Change = Callable[[SmallSite, random.Random], None]

SNAPSHOT = "snapshot"
"""The folder beside a site to which `undo` goes back."""


def _articles(site: SmallSite) -> list[Path]:
    return sorted(path.parent for path in site.root.glob("content/articles/*/article.md"))


def _change(path: Path, old: str, new: str) -> None:
    if path.is_file():
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def edit_words(site: SmallSite, chance: random.Random) -> None:
    """A sentence more at the end of an article."""
    if found := _articles(site):
        with (chance.choice(found) / "article.md").open("a", encoding="utf-8") as stream:
            stream.write(f"\nSomebody said so {chance.randrange(5)} times.\n")


def edit_hedge(site: SmallSite, chance: random.Random) -> None:
    """Another careful word."""
    if found := _articles(site):
        path = chance.choice(found) / "article.md"
        words = ("probably", "perhaps", "possibly", "clearly")
        _change(path, chance.choice(words), chance.choice(words))


def edit_title(site: SmallSite, chance: random.Random) -> None:
    """Another headline: the neighbours and the lists tell it."""
    if found := _articles(site):
        path = chance.choice(found) / "article.md"
        _change(path, "\n# ", f"\n# {chance.choice('ABC')} ")


def edit_claim(site: SmallSite, chance: random.Random) -> None:
    """Another wording of a claim, which other articles may answer."""
    if found := _articles(site):
        _change(chance.choice(found) / "claims.yaml", "says: ", f"says: {chance.choice('ABC')} ")


def edit_source(site: SmallSite, chance: random.Random) -> None:
    """Another name of a source."""
    _change(site.root / "content/sources.yaml", "name: ", f"name: {chance.choice('ABC')} ")


def add_source(site: SmallSite, chance: random.Random) -> None:
    """A source that nobody names, or one that belongs to nobody we know; the first is told, the second is a mistake."""
    path = site.root / "content/sources.yaml"
    kin = chance.choice(("", "", ", part_of: nowhere"))
    line = f"  extra-{chance.randrange(1000)}: {{name: Extra, kind: person{kin}}}\n"
    path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")


def edit_former(site: SmallSite, chance: random.Random) -> None:
    """Another old name of a source, page or lesson; one that something has is a mistake."""
    old = chance.choice(("once", "before", "second", "mayor", "imprint"))
    path = chance.choice(sorted((site.root / "content").glob("*.yaml")) + sorted(site.root.glob("content/[lp]*s/*.md")))
    whole = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"former: (\[.*?\]|[a-z-]+)", f"former: [{old}]", whole, count=1), encoding="utf-8")


def edit_site(site: SmallSite, chance: random.Random) -> None:
    """Another title of the site."""
    _change(site.root / "content/site.yaml", "title: ", f"title: {chance.choice('ABC')} ")


def edit_page(site: SmallSite, chance: random.Random) -> None:
    """A sentence more on one of the site's own pages or lessons."""
    if found := sorted(site.root.glob("content/[lp]*s/*.md")):
        with chance.choice(found).open("a", encoding="utf-8") as stream:
            stream.write(f"\nMore {chance.randrange(3)}.\n")


def edit_template(site: SmallSite, chance: random.Random) -> None:
    """A template of the site's own, or none any more."""
    path = site.root / "templates/404.html"
    if path.exists() and chance.random() < 0.5:
        path.unlink()
    else:
        site.write(
            "templates/404.html",
            f'{{% extends "base.html" %}}\n{{% block main %}}{chance.randrange(3)}{{% endblock %}}\n',
        )
        site.write("templates/kit.html", f"<!-- {chance.randrange(3)} -->\n")


def break_article(site: SmallSite, chance: random.Random) -> None:
    """A mistake."""
    if found := _articles(site):
        _change(chance.choice(found) / "article.md", "{.h", "{.nonsense")


def mend(site: SmallSite, _: random.Random) -> None:
    """All mistakes mended."""
    for article in _articles(site):
        _change(article / "article.md", "{.nonsense", "{.h")


def add_article(site: SmallSite, chance: random.Random) -> None:
    """An article more."""
    site.write(
        f"content/articles/new-{chance.randrange(3)}/article.md",
        f"# It rained\n\nIt [reportedly]{{.h}} rained {chance.randrange(3)} days.\n",
    )


def remove_article(site: SmallSite, chance: random.Random) -> None:
    """An article less; others may refer to it."""
    if found := [path for path in _articles(site) if path.name.startswith("new-") or chance.random() < 0.2]:
        shutil.rmtree(chance.choice(found))


def rename_article(site: SmallSite, chance: random.Random) -> None:
    """An article under another address."""
    if found := [path for path in _articles(site) if path.name.startswith("new-")]:
        target = found[0].with_name(f"new-{chance.randrange(9)}")
        if not target.exists():
            found[0].rename(target)


def touch(site: SmallSite, _: random.Random) -> None:
    """Files with new dates and the old bytes."""
    for article in _articles(site):
        (article / "article.md").touch()


def tamper(site: SmallSite, chance: random.Random) -> None:
    """A built page changed by hand, or gone."""
    if found := sorted(site.out.glob("*s/**/index.html")):
        path = chance.choice(found)
        if chance.random() < 0.5:
            path.unlink()
        else:
            path.write_bytes(path.read_bytes().replace(b"e", b"E", 1))


def damage_cache(site: SmallSite, chance: random.Random) -> None:
    """Results that are gone, cut off or turned."""
    for path in sorted((site.root / ".cache").glob("??/*")):
        fate = chance.random()
        if fate < 0.2:
            path.unlink()
        elif fate < 0.4:
            path.write_bytes(path.read_bytes()[:-3])
        elif fate < 0.6:
            path.write_bytes(path.read_bytes()[:40] + b"?" + path.read_bytes()[41:])


def remember(site: SmallSite, _: random.Random) -> None:
    """A state to come back to."""
    shutil.rmtree(site.root.parent / SNAPSHOT, ignore_errors=True)
    shutil.copytree(site.root / "content", site.root.parent / SNAPSHOT)


def undo(site: SmallSite, _: random.Random) -> None:
    """Back to the state that was remembered."""
    if (site.root.parent / SNAPSHOT).is_dir():
        shutil.rmtree(site.root / "content")
        shutil.copytree(site.root.parent / SNAPSHOT, site.root / "content")


CHANGES: tuple[Change, ...] = (
    edit_words, edit_hedge, edit_title, edit_claim, edit_source, add_source, edit_former, edit_site, edit_page,
    edit_template, break_article, mend, mend, add_article, remove_article, rename_article, touch, tamper,
    damage_cache, remember, undo,
)  # fmt: skip


def compare(site: SmallSite, number: int) -> Build:
    """Build a site with what was kept, and from nothing; both must come out the same."""
    kept = build(site.root, site.out, cache=site.root / ".cache")
    fresh = SmallSite(site.root, site.out.with_name(f"fresh-{number}"))
    cold = build(site.root, fresh.out)
    assert [(found, found.place.excerpt) for found in kept.findings] == [
        (found, found.place.excerpt) for found in cold.findings
    ]
    assert (kept.written is None) == (cold.written is None)
    if cold.written is not None:
        assert site.built() == fresh.built()
        shutil.rmtree(fresh.out)
    return kept


def main(count: int) -> None:
    """Make so many changes."""
    chance = random.Random(count)  # noqa: S311 - repeatable, not secret
    with tempfile.TemporaryDirectory() as folder:
        site = copied("annotated", Path(folder))
        compare(site, 0)
        remember(site, chance)
        built = changed = 0
        for number in range(1, count + 1):
            change = chance.choice(CHANGES)
            change(site, chance)
            result = compare(site, number)
            built += result.written is not None
            changed += result.written.changed + result.written.new if result.written else 0
            if result.written is None and chance.random() < 0.8:
                undo(site, chance)
        sys.stdout.write(
            f"{count} changes, {built} sites built, {changed} files written; all as if built from nothing\n"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
