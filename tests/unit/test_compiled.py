"""Compiled templates: kept where nobody else can write, taken back only as they were written."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2.compiler import Frame
from jinja2.nodes import Template

from builder.cli import main
from builder.render import Renderer, Theme, compiled_folder, pages, quick
from builder.render.compiled import Compiled
from builder.text.messages import ENGLISH, Messages, Translation
from tests.small_sites import copied

GERMAN = Messages("de", {"Yes": Translation(("Ja",), lambda _: 0)})


def theme(text: str, messages: Messages = ENGLISH) -> Theme:
    """The built-in theme with a template more."""
    return Theme({"page.html": text}, {}, messages)


def rendered(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch, messages: Messages = ENGLISH) -> tuple[str, int]:
    """A page as a new process makes it, and how many templates it compiled."""
    compiled: list[str | None] = []

    class Counted(quick.QuickCode):
        def visit_Template(self, node: Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
            compiled.append(self.name)
            super().visit_Template(node, frame)

    monkeypatch.setattr(quick, "QuickCode", Counted)
    pages._quick.cache_clear()
    renderer = Renderer(theme(text, messages), folder)
    page = renderer.page("page.html", {"x": "<x>"})
    monkeypatch.undo()
    pages._quick.cache_clear()
    assert not renderer.slow
    return page, len(compiled)


def files(folder: Path) -> list[Path]:
    """What lies there."""
    return sorted(folder.iterdir())


class TestKeeping:
    def test_a_template_is_compiled_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The next run takes it back; another text is compiled anew, and keeps the place of the first."""
        assert rendered("a {{ x }}", tmp_path, monkeypatch) == ("a &lt;x&gt;", 1)
        assert rendered("a {{ x }}", tmp_path, monkeypatch) == ("a &lt;x&gt;", 0)
        assert rendered("b {{ x }}", tmp_path, monkeypatch) == ("b &lt;x&gt;", 1)
        assert len(files(tmp_path)) == 1

    def test_each_language_has_its_own(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What a template says belongs to what is kept: neither language nor another translation gets the old words."""
        text = "{{ _('Yes') }}"
        other = Messages("de", {"Yes": Translation(("Jawohl",), lambda _: 0)})
        assert rendered(text, tmp_path, monkeypatch) == ("Yes", 1)
        assert rendered(text, tmp_path, monkeypatch, GERMAN) == ("Ja", 1)
        assert rendered(text, tmp_path, monkeypatch) == ("Yes", 0)
        assert rendered(text, tmp_path, monkeypatch, other) == ("Jawohl", 1)
        assert len(files(tmp_path)) == 2

    @pytest.mark.parametrize("damage", ["cut", "changed", "empty", "other"])
    def test_what_is_damaged_is_compiled_anew(
        self, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A file that is not as it was written is not run."""
        rendered("a {{ x }}", tmp_path, monkeypatch)
        (path,) = files(tmp_path)
        data = path.read_bytes()
        changed = bytes((*data[:-1], data[-1] ^ 1))
        path.write_bytes({"cut": data[:-9], "changed": changed, "empty": b"", "other": b"x" * 99}[damage])
        assert rendered("a {{ x }}", tmp_path, monkeypatch) == ("a &lt;x&gt;", 1)
        assert path.read_bytes() == data

    def test_a_folder_that_takes_nothing_is_no_mistake(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where nothing can be kept, templates are compiled each time."""
        for _ in range(2):
            assert rendered("a {{ x }}", tmp_path / "gone", monkeypatch) == ("a &lt;x&gt;", 1)

    def test_another_compiler_compiles_anew(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A new version of the program does not run what an old one compiled."""
        before = Compiled(tmp_path, ENGLISH).get_source_checksum("x")
        monkeypatch.setattr("builder.render.compiled.__version__", "99")
        assert Compiled(tmp_path, ENGLISH).get_source_checksum("x") != before


class TestFolder:
    def test_it_is_the_users_own(self, tmp_path: Path) -> None:
        """It stands in XDG_CACHE_HOME, else in ~/.cache, and nobody else may look into it."""
        named = compiled_folder({"XDG_CACHE_HOME": str(tmp_path), "HOME": "/nowhere"})
        assert named == tmp_path / "allegedly" / "templates"
        assert {path.stat().st_mode & 0o777 for path in (named, named.parent)} == {0o700}
        assert compiled_folder({"HOME": str(tmp_path)}) == tmp_path / ".cache" / "allegedly" / "templates"
        assert compiled_folder({"XDG_CACHE_HOME": "here", "HOME": str(tmp_path)}) == compiled_folder(
            {"HOME": str(tmp_path)}
        )

    @pytest.mark.parametrize("surroundings", [{}, {"HOME": ""}, {"HOME": "here"}, {"XDG_CACHE_HOME": "/dev/null/x"}])
    def test_without_a_place_there_is_none(self, surroundings: dict[str, str]) -> None:
        """Nothing is guessed, and nothing is made above the user's own folders."""
        assert compiled_folder(surroundings) is None

    def test_a_home_that_is_not_there_is_not_made(self, tmp_path: Path) -> None:
        """A program run for nobody leaves nothing behind."""
        assert compiled_folder({"HOME": str(tmp_path / "nobody")}) is None
        assert files(tmp_path) == []

    @pytest.mark.parametrize("which", ["", "allegedly", "allegedly/templates"])
    def test_a_folder_that_others_may_write_in_is_not_used(self, which: str, tmp_path: Path) -> None:
        """What others could have put there is not run."""
        place = tmp_path / "cache"
        place.mkdir(mode=0o700)
        assert compiled_folder({"XDG_CACHE_HOME": str(place)}) is not None
        (place / which).chmod(0o777)
        assert compiled_folder({"XDG_CACHE_HOME": str(place)}) is None

    def test_a_link_is_not_followed(self, tmp_path: Path) -> None:
        """A folder that is somewhere else is not the one we made."""
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "allegedly").symlink_to(tmp_path / "elsewhere")
        assert compiled_folder({"XDG_CACHE_HOME": str(tmp_path)}) is None


def test_a_build_keeps_and_uses_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build writes the same site with templates that another run compiled, and nothing of them into the site."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    whole = copied("minimal", tmp_path / "site")
    built = []
    for _ in range(2):
        pages._quick.cache_clear()
        assert whole.run(main, "build", "--root", str(whole.root), "--out", str(whole.out)).exit_code == 0
        built.append(whole.built())
    assert built[0] == built[1]
    assert len(files(tmp_path / "allegedly" / "templates")) > 5
    assert not [name for name in built[0] if "templates" in name]
