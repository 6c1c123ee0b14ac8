"""What is kept from one build to the next: an edit costs what it touches, and never shows."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.cache.secret import LENGTH, secret
from builder.cache.stamp import LIBRARIES, versions
from builder.cache.store import DAYS, Store
from builder.cli import main
from builder.pipeline import gathering, units, workshop
from builder.pipeline.build import build, survey
from builder.pipeline.work import make_one
from builder.read import Root
from tests.site_edits import CHANGES, Change, compare, remember
from tests.small_sites import SmallSite, copied

NAME = bytes(range(20))
UNUSED = "  nobody: {name: Nobody, kind: person}\n"


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=6), st.integers(0, 1000))
def test_a_build_with_what_was_kept_is_like_one_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, changes: list[Change], seed: int
) -> None:
    """After any changes, the same files come out, byte for byte, and the same is told."""
    site = copied("annotated", tmp_path_factory.mktemp("kept"))
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    remember(site, chance)
    compare(site, 0)
    for number, change in enumerate(changes, 1):
        change(site, chance)
        compare(site, number)


def made_by(monkeypatch: pytest.MonkeyPatch, site: SmallSite) -> list[units.Unit]:
    """The units that a build makes."""
    made: list[units.Unit] = []

    def noted(content: object, load: object, desk: str, unit: units.Unit) -> object:
        made.append(unit)
        return make_one(content, load, desk, unit)  # type: ignore[arg-type]

    monkeypatch.setattr(workshop, "make_one", noted)
    assert build(site.root, site.out, cache=site.root / ".cache").written is not None
    monkeypatch.undo()
    return made


def change(site: SmallSite, path: str, old: str, new: str) -> None:
    """Replace words that stand in a file."""
    text = (site.root / path).read_text(encoding="utf-8")
    assert old in text
    site.write(path, text.replace(old, new, 1))


def test_what_has_not_changed_is_not_made_again(
    monkeypatch: pytest.MonkeyPatch, site: Callable[[str], SmallSite]
) -> None:
    """A second build makes nothing, one after an edit the pages that tell of it."""
    whole = site("annotated")
    everything = made_by(monkeypatch, whole)
    assert ("article", "parade") in everything
    assert made_by(monkeypatch, whole) == []
    change(whole, "content/articles/parade/article.md", "\n# ", "\n# Oh: ")
    edited = made_by(monkeypatch, whole)
    assert ("article", "parade") in edited
    assert ("article", "jisr") in everything
    assert len(edited) < len(everything)
    assert made_by(monkeypatch, whole) == []


def test_a_new_name_of_a_source_costs_the_pages_that_show_it(
    monkeypatch: pytest.MonkeyPatch, site: Callable[[str], SmallSite]
) -> None:
    """An article that does not name the source stays; one that does is made again."""
    whole = site("annotated")
    whole.write("content/articles/rain/article.md", "# Rain\n\nIt [reportedly]{.h} rained.\n")
    before = made_by(monkeypatch, whole)
    change(whole, "content/sources.yaml", "name: Mayor Ida Brandt", "name: Mayor Ida Brandt-Holm")
    after = made_by(monkeypatch, whole)
    assert ("article", "rain") in before
    assert ("article", "rain") not in after
    assert [unit for unit in after if unit[0] == "article"]


def test_what_all_articles_have_in_common_is_read_once(
    monkeypatch: pytest.MonkeyPatch, site: Callable[[str], SmallSite]
) -> None:
    """What there is to tell of it is told again, at its place; another byte, and it is read again."""
    whole = site("annotated")
    whole.write("content/sources.yaml", (whole.root / "content/sources.yaml").read_text(encoding="utf-8") + UNUSED)
    first = build(whole.root, whole.out, cache=whole.root / ".cache")
    assert [finding.code for finding in first.findings] == ["source-unused"]
    monkeypatch.setattr(gathering, "read_shared", lambda *_: pytest.fail("it was read again"))
    assert build(whole.root, whole.out, cache=whole.root / ".cache").findings == first.findings
    with pytest.raises(pytest.fail.Exception):
        build(whole.root, whole.out, cache=None)
    change(whole, "content/sources.yaml", "Nobody", "No one")
    with pytest.raises(pytest.fail.Exception):
        build(whole.root, whole.out, cache=whole.root / ".cache")


def test_one_long_line_is_kept_once(site: Callable[[str], SmallSite]) -> None:
    """Thousands of sources that a program wrote on one line do not each repeat it; what is told of one shows it."""
    whole = site("minimal")
    declared = ", ".join(f"s{number}: {{name: Name, kind: person, part_of: s0}}" for number in range(1, 2000))
    whole.write(
        "content/sources.yaml", f"sources: {{s0: {{name: All, kind: person}}, {declared}, last: {{name: Last}}}}\n"
    )
    line = (whole.root / "content/sources.yaml").read_text(encoding="utf-8").removesuffix("\n")
    for _ in range(2):
        told = survey(whole.root, cache=whole.root / ".cache")
        assert {finding.place.excerpt for finding in told} == {line}
    kept = sum(path.stat().st_size for path in (whole.root / ".cache").rglob("*") if path.is_file())
    assert kept < 20 * len(line)


def test_a_template_costs_all_pages(monkeypatch: pytest.MonkeyPatch, site: Callable[[str], SmallSite]) -> None:
    """Whatever is changed in a template, every page is made again."""
    whole = site("annotated")
    everything = made_by(monkeypatch, whole)
    whole.write("templates/kit.html", "<!-- mine -->\n")
    assert made_by(monkeypatch, whole) == everything


def test_what_others_kept_is_not_believed(tmp_path: Path) -> None:
    """A result that was written with another key, or under another name, counts as not there."""
    mine, other = Store(tmp_path, b"a" * LENGTH), Store(tmp_path, b"b" * LENGTH)
    other.put(NAME, b"<script>")
    assert other.get(NAME) == b"<script>"
    assert mine.get(NAME) is None
    mine.put(NAME, b"words")
    assert mine.get(NAME) == b"words"
    moved = NAME[::-1]
    (tmp_path / moved.hex()[:2]).mkdir()
    (tmp_path / NAME.hex()[:2] / NAME.hex()[2:]).rename(tmp_path / moved.hex()[:2] / moved.hex()[2:])
    assert mine.get(moved) is None


def test_a_result_that_is_a_link_or_a_folder_is_none(tmp_path: Path) -> None:
    """Nothing is read through a symbolic link; whatever stands in its way, the store goes on."""
    store = Store(tmp_path / "store", b"a" * LENGTH)
    store.put(NAME, b"words")
    path = tmp_path / "store" / NAME.hex()[:2] / NAME.hex()[2:]
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert store.get(NAME) is None
    path.unlink()
    path.mkdir()
    assert store.get(NAME) is None
    store.put(NAME, b"other")
    assert store.get(NAME) == b"other"


def test_links_inside_the_cache_are_not_written_through(site: Callable[[str], SmallSite], tmp_path: Path) -> None:
    """Nor where the links lie in the cache itself."""
    whole = site("minimal")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (whole.root / ".cache").mkdir()
    for name in ("desks", *(f"{number:02x}" for number in range(256))):
        (whole.root / ".cache" / name).symlink_to(elsewhere)
    (whole.root / ".cache/swept").symlink_to(elsewhere / "touched")
    whole.run(main, "build", "--root", str(whole.root), "--out", str(whole.out))
    assert list(elsewhere.iterdir()) == []


def test_an_original_anywhere_in_the_root_is_looked_at(site: Callable[[str], SmallSite]) -> None:
    """A change of an original that lies in a folder of its own is noticed."""
    whole = site("minimal")
    whole.write("originals/rain.txt", "Rain\n\nIt rained.\n")
    article = "---\noriginal: {text: originals/rain.txt}\n---\n# Rain\n\nIt rained.\n"
    whole.write("content/articles/rain/article.md", article)
    command = ("build", "--root", str(whole.root), "--out", str(whole.out))
    for _ in range(2):
        assert whole.run(main, *command).exit_code == 0
    whole.write("originals/rain.txt", "Rain\n\nIt poured.\n")
    assert whole.run(main, *command).exit_code == 1


def test_a_strange_name_beside_the_site_does_not_matter(site: Callable[[str], SmallSite]) -> None:
    """A file whose name is no text in any encoding is no reason to stop."""
    whole = site("minimal")
    (whole.root / "seeds").mkdir(exist_ok=True)
    (Path(os.fsdecode(bytes(whole.root) + b"/seeds/B\xfcrger.txt"))).write_bytes(b"x")
    for _ in range(2):
        assert whole.run(main, "build", "--root", str(whole.root), "--out", str(whole.out)).exit_code == 0


def test_what_nothing_has_changed_in_is_told_at_once(site: Callable[[str], SmallSite]) -> None:
    """A second build says the same of the site, its warnings included; a new file in any of its folders is noticed."""
    whole = site("minimal")
    whole.write("content/sources.yaml", "sources:\n  nobody: {name: Nobody, kind: person}\n")
    command = ("build", "--root", str(whole.root), "--out", str(whole.out))
    first, second = (whole.run(main, *command) for _ in range(2))
    assert "source-unused" in first.output
    assert "source-unused" in second.output
    assert " 0 files new, 0 changed" in second.output
    whole.write("templates/kit.html", "<!-- mine -->\n")
    assert " 0 changed" not in whole.run(main, *command).output


def test_a_cache_that_is_a_link_is_not_written_through(site: Callable[[str], SmallSite], tmp_path: Path) -> None:
    """A hostile clone cannot make a build write elsewhere; the site is built all the same."""
    whole = site("minimal")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (whole.root / ".cache").symlink_to(elsewhere)
    assert whole.run(main, "build", "--root", str(whole.root), "--out", str(whole.out)).exit_code == 0
    assert list(elsewhere.iterdir()) == []
    assert "index.html" in whole.built()


def test_the_key_is_made_once_and_for_its_user_alone(tmp_path: Path) -> None:
    """The same user has the same key; one that others can read is not used."""
    environment = {"XDG_CACHE_HOME": str(tmp_path)}
    first = secret(environment)
    assert len(first) == LENGTH
    assert secret(environment) == first
    (tmp_path / "allegedly" / "key").chmod(0o644)
    assert secret(environment) != first
    assert secret({"XDG_CACHE_HOME": str(tmp_path / "key-is-no-folder" / "x"), "HOME": "/nonexistent"}) != first


def test_what_nobody_asks_for_is_thrown_away_in_time(tmp_path: Path) -> None:
    """Once a day what was not asked for in two weeks goes; what was asked for stays, and so does what is new."""
    names = [bytes([number]) * 20 for number in range(4)]
    store = Store(tmp_path, b"a" * LENGTH)
    for name in names:
        store.put(name, b"words")
    (store.desk() / "left behind").touch()
    store.sweep()
    long_ago = time.time() - (DAYS + 1) * 86_400
    for path in [path for path in tmp_path.rglob("*") if path.is_file() and path.name != ".gitignore"][::-1]:
        if not path.name.endswith(names[3].hex()[2:]):
            os.utime(path, (long_ago, long_ago))
    later = Store(tmp_path, b"a" * LENGTH)
    later.get(names[0])
    later.sweep(used=[names[1]])
    assert [later.get(name) for name in names] == [b"words", b"words", None, b"words"]
    assert not list(tmp_path.rglob("left behind"))
    assert (tmp_path / "CACHEDIR.TAG").exists()


def test_a_folder_that_has_gone_is_not_made_anew(tmp_path: Path) -> None:
    """Where the folder of the site is no more, nothing is made there to keep things in; they are held meanwhile."""
    store = Store(tmp_path / "gone" / ".cache", b"a" * LENGTH)
    assert not store.is_usable()
    store.put(b"\1" * 20, b"words")
    assert store.get(b"\1" * 20) == b"words"
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_says_what_it_is(site: Callable[[str], SmallSite]) -> None:
    """The cache keeps itself out of git and out of backups, and may be deleted."""
    whole = site("minimal")
    for _ in range(2):
        assert whole.run(main, "build", "--root", str(whole.root), "--out", str(whole.out)).exit_code == 0
        assert (whole.root / ".cache/.gitignore").read_text() == "*\n"
        assert (whole.root / ".cache/CACHEDIR.TAG").read_text().startswith("Signature: ")
        for path in sorted((whole.root / ".cache").rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()


def test_libraries_are_known_by_the_notes_of_their_installers() -> None:
    """The version of each library that results depend on is the one that is installed."""
    assert versions(sys.path) == {name: metadata.version(name) for name in LIBRARIES}


@pytest.mark.parametrize("command", ["build", "check"])
def test_nothing_is_left_where_there_is_no_site(tmp_path: Path, command: str) -> None:
    """A command that was typed in the wrong folder leaves it as it was."""
    assert SmallSite(tmp_path, tmp_path / "site").run(main, command, "--root", str(tmp_path)).exit_code == 1
    assert not list(tmp_path.iterdir())


def test_without_a_cache_nothing_is_left(site: Callable[[str], SmallSite]) -> None:
    """`--no-cache` keeps nothing."""
    whole = site("minimal")
    assert whole.run(main, "build", "--no-cache", "--root", str(whole.root), "--out", str(whole.out)).exit_code == 0
    assert not (whole.root / ".cache").exists()


def test_the_list_of_files_is_the_one_that_is_there(
    monkeypatch: pytest.MonkeyPatch, site: Callable[[str], SmallSite]
) -> None:
    """It is not made again while only the words in files change; a file that comes, goes or turns is told of."""
    whole = site("minimal")
    lists: list[Root] = []
    seen = Root.listing

    def listing(root: Root) -> object:
        lists.append(root)
        return seen(root)

    monkeypatch.setattr(Root, "listing", listing)
    article = whole.root / "content/articles/ferry/article.md"

    def told() -> list[str]:
        time.sleep(0.05)  # what is written within a tick of the clock is not believed yet
        return [finding.code for finding in survey(whole.root, cache=whole.root / ".cache")]

    before = told()
    assert len(lists) == 1
    article.write_text(article.read_text(encoding="utf-8") + "\nIt came.\n", encoding="utf-8")
    assert told() == before
    assert len(lists) == 1
    whole.write("content/articles/ferry/claims.yml", "")
    assert "file-unexpected" in told()
    (whole.root / "content/articles/ferry/claims.yml").unlink()
    assert told() == before
    article.rename(whole.root / "words.md")
    article.mkdir()
    assert told() != before
    article.rmdir()
    article.symlink_to("/etc/hostname")
    assert "file-outside-root" in told()
