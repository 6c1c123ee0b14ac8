"""The command line: every command, its exit codes, what it prints where, and how it ends when it is cut short."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
import yaml
from click.testing import CliRunner

import builder
from builder.cli import main
from builder.rules.catalogue import CATALOGUE, GROUPS
from tests.child import PROJECT, Ran, allegedly, python
from tests.small_sites import SITES, SmallSite

SITE = SITES / "annotated"
USES = (
    ("build", "--root", "{site}", "--out", "{out}"),
    ("check", "--root", "{site}"), ("proof", "bridge", "--root", "{site}"),
    ("marks", "bridge", "--root", "{site}"), ("explain", "mark-braces"), ("schema", "claims"), ("new", "site", "{new}"),
    ("new", "article", "begun", "--root", "{site}"),
    ("new", "workflow", "github", "--root", "{site}"), ("publish", "copy", "--dry-run", "--root", "{site}"),
    ("links", "update", "--root", "{site}"), ("links", "check", "--root", "{site}"),
    ("draft", "--out", "{new}", "{text}"),
)  # fmt: skip
"""Each command once, as it is used."""
ELSEWHERE = {"links retire", "links rename", "links move", "serve"}
"""The commands that need a site from which something has gone: tests/test_old_addresses.py tries them; and the one
that does not end by itself: tests/serve tries it."""


def commands(group: click.Group, way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The way to every command."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*way, name))
        else:
            yield (*way, name)


class TestEveryCommand:
    def test_all_of_them_are_tried_here(self) -> None:
        """No command is left out of these tests."""
        known = {" ".join(way) for way in commands(main)}
        tried = {" ".join(use[:2]) if use[0] in ("new", "links") else use[0] for use in USES}
        assert known == tried | ELSEWHERE

    @pytest.mark.parametrize("use", USES, ids=lambda use: " ".join(use[:2]))
    def test_ends_with_0_where_nothing_is_wrong(self, use: tuple[str, ...], tmp_path: Path) -> None:
        """Used rightly on a sound site, a command says something, ends with 0 and writes to standard output."""
        shutil.copytree(SITE, tmp_path / "site")
        (tmp_path / "text.txt").write_text("The bridge\n\nThe mayor said that it is safe.\n", encoding="utf-8")
        places = {name: tmp_path / name for name in ("site", "out", "new")} | {"text": tmp_path / "text.txt"}
        ran = allegedly(*(word.format(**places) for word in use), codes=[0])
        assert ran.out.strip()
        assert ran.err == ""

    @pytest.mark.parametrize("way", [(), ("new",), ("links",), *commands(main)], ids=" ".join)
    @pytest.mark.parametrize("flag", ["--help", "-h"])
    def test_explains_itself(self, way: tuple[str, ...], flag: str) -> None:
        """`--help` of every command tells what it does, in short lines, and ends with 0."""
        result = CliRunner().invoke(main, [*way, flag])
        assert result.exit_code == 0
        assert "Usage:" in result.output or "Error:" in result.output
        assert len(result.output.splitlines()) > 4
        assert max(map(len, result.output.splitlines())) <= 100

    @pytest.mark.parametrize(
        "typed",
        [
            ("bild",), ("build", "--nothing"), ("build", "there"), ("check", "--format", "xml"), ("proof",),
            ("explain", "no-such-rule"), ("proof", "no-such-article"), ("marks", "no-such-article"), ("schema",),
            ("schema", "nothing"), ("new",), ("new", "page", "x"), ("new", "site"), ("new", "article"), ("--nothing",),
            (), ("new", "article", "x", "--from", "/no/such/file"), ("check", "--root", __file__), ("build", "--root"),
        ],
        ids=" ".join,
    )  # fmt: skip
    def test_ends_with_2_where_it_is_used_wrongly(self, typed: tuple[str, ...]) -> None:
        """Wrong usage ends with 2 and says how it is used; nothing is written."""
        result = CliRunner().invoke(main, typed, catch_exceptions=False)
        assert result.exit_code == 2
        assert "Usage:" in result.output or "Error:" in result.output

    @pytest.mark.parametrize(
        "use", [use for use in USES if "{site}" in use and use[0] != "new"], ids=lambda use: " ".join(use[:2])
    )
    def test_ends_with_1_where_authors_erred(self, use: tuple[str, ...], tmp_path: Path) -> None:
        """Errors of authors end with 1, and are told with their codes."""
        shutil.copytree(SITE, tmp_path / "site")
        path = tmp_path / "site/content/articles/bridge/article.md"
        path.write_text(path.read_text(encoding="utf-8").replace("ref=closing", "ref=closng"), encoding="utf-8")
        places = {"site": tmp_path / "site", "out": tmp_path / "out"}
        ran = allegedly(*(word.format(**places) for word in use), codes=[1])
        assert "error[" in ran.said
        assert "did you mean 'closing'?" in ran.said
        assert not (tmp_path / "out").exists()

    def test_a_slip_in_a_name_is_answered(self) -> None:
        """An unknown rule or article is answered with the nearest known name."""
        for typed, meant in (
            (("explain", "mark-brace"), "mark-braces"),
            (("proof", "brigde", "--root", str(SITE)), "bridge"),
        ):
            result = CliRunner().invoke(main, typed)
            assert result.exit_code == 2
            assert f"Did you mean '{meant}'?" in result.output

    @pytest.mark.parametrize(
        ("typed", "answer"),
        [
            ("braces", "Did you mean 'mark-braces'?"),
            ("fornt-matter", "Did you mean 'front-matter-unopened' or 'front-matter-unclosed'?"),
            ("xyzzy", "'allegedly explain' lists all of them."),
        ],
    )
    def test_an_unknown_rule_is_answered_with_a_few(self, typed: str, answer: str) -> None:
        """Whoever types a code that no rule has is told the near ones, never all there are."""
        result = CliRunner().invoke(main, ["explain", typed])
        assert result.exit_code == 2
        assert result.output.rstrip().endswith(f"no rule is called '{typed}'. {answer}")

    def test_all_rules_are_listed(self) -> None:
        """`explain` without a code lists every rule once, below the name of its group, in short lines."""
        result = CliRunner().invoke(main, ["explain"])
        assert result.exit_code == 0
        assert sorted(word for line in result.output.splitlines() if line[:2] == "  " for word in line.split()) == (
            sorted(CATALOGUE)
        )
        assert result.output.count("Rules of") == len(GROUPS)
        assert max(map(len, result.output.splitlines())) <= 120

    def test_a_code_may_come_with_its_brackets(self) -> None:
        """A code is understood as it stands before a complaint."""
        alike = [CliRunner().invoke(main, ["explain", typed]).output for typed in ("mark-braces", "error[mark-braces]")]
        assert alike[0] == alike[1] != ""


class TestVersion:
    @pytest.mark.parametrize("flag", ["--version", "-V"])
    def test_the_version_is_told(self, flag: str) -> None:
        """Both flags print the name and the version, whichever way the program is called."""
        assert allegedly(flag, codes=[0]).out == f"allegedly {builder.__version__}\n"
        assert CliRunner().invoke(main, [flag]).output == f"allegedly {builder.__version__}\n"

    def test_it_is_told_without_loading_the_program(self) -> None:
        """`--version` loads no library and no room of ours but the first."""
        code = (
            "import sys; sys.argv = ['x', '--version']; from builder.__main__ import main; main(); print(*sys.modules)"
        )
        loaded = python("-S", "-c", code, codes=[0]).out.split()
        ours = {name for name in loaded if name.split(".")[0] == "builder"}
        assert ours == {"builder", "builder.__main__"}
        heavy = {
            "click",
            "jinja2",
            "yaml",
            "markdown_it",
            "msgspec",
            "rich",
            "sentencex",
            "slugify",
            "asyncio",
            "typing",
        }
        assert not heavy & set(loaded)

    @pytest.mark.parametrize("command", ["--help", "explain mark-braces"])
    def test_small_commands_load_no_heavy_library(self, command: str) -> None:
        """Help and explanations need neither templates nor Markdown nor the lexicon."""
        code = (
            "import sys\nfrom builder.cli import main\n"
            f"try: main({command.split()!r})\nfinally: print(*sys.modules, file=sys.stderr)"
        )
        loaded = set(python("-c", code, codes=[0]).err.split())
        assert "click" in loaded
        assert not {"jinja2", "markdown_it", "sentencex", "yaml"} & loaded


class TestFormats:
    def test_json_is_a_list_of_objects_with_nine_keys(self) -> None:
        """`check --format json` prints nothing but the findings, each with exactly the promised keys."""
        ran = allegedly("check", "--root", SITES / "broken", "--format", "json", codes=[1])
        findings = json.loads(ran.out)
        assert ran.err == ""
        assert len(findings) > 5
        keys = ["code", "severity", "file", "line", "column", "end_line", "end_column", "message", "hint"]
        for item in findings:
            assert list(item) == keys
            assert item["severity"] in ("error", "warning")
            assert item["code"] in CATALOGUE
            assert all(isinstance(item[key], int) for key in ("line", "column", "end_line", "end_column"))

    def test_a_sound_site_is_an_empty_list(self) -> None:
        """Where nothing is wrong the JSON is an empty list, GitHub is told nothing, and people are told so."""
        assert json.loads(allegedly("check", "--root", SITE, "--format", "json", codes=[0]).out) == []
        assert allegedly("check", "--root", SITE, "--format", "github", codes=[0]).out == ""
        assert "no errors" in allegedly("check", "--root", SITE, codes=[0]).out

    def test_github_gets_one_command_a_line(self) -> None:
        """`check --format github` prints workflow commands only."""
        lines = allegedly("check", "--root", SITES / "broken", "--format", "github", codes=[1]).out.splitlines()
        assert len(lines) > 5
        assert all(re.match(r"::(error|warning) file=content/[^,]+,", line) for line in lines)

    @pytest.mark.parametrize("name", ["article", "claims", "sources", "site", "page"])
    def test_schemas_are_valid_and_accept_what_is_shipped(self, name: str) -> None:
        """`schema X` is a JSON Schema, and every file of this project and of the small sites conforms to it."""
        schema = json.loads(allegedly("schema", name, codes=[0]).out)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        found = list(documents(name))
        assert len(found) > 1
        for path, data in found:
            assert [error.message for error in validator.iter_errors(data)] == [], path

    def test_the_schema_of_the_data_is_the_one_that_is_kept(self) -> None:
        """`schema data` prints what every `article.json` is checked against."""
        printed = json.loads(allegedly("schema", "data", codes=[0]).out)
        assert printed == json.loads((PROJECT / "builder/export/article.schema.json").read_text(encoding="utf-8"))

    def test_a_schema_refuses_what_the_program_refuses(self) -> None:
        """The schemas know the keys: one that no format has is refused."""
        for name in ("article", "claims", "sources", "site", "page"):
            schema = json.loads(CliRunner().invoke(main, ["schema", name]).output)
            assert list(jsonschema.Draft202012Validator(schema).iter_errors({"no-such-key": "x"})), name


def documents(name: str) -> Iterator[tuple[Path, Any]]:
    """The data of every shipped file of a format, all values as text, as the program reads them."""
    patterns = {
        "article": "articles/*/article.md", "claims": "articles/*/claims.yaml", "sources": "sources.yaml",
        "site": "site.yaml", "page": "[lp]*s/*.md",
    }  # fmt: skip
    for root in (PROJECT, *(SITES / site for site in ("minimal", "annotated", "partial", "themed"))):
        for path in sorted((root / "content").glob(patterns[name])):
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".md":
                text = text.split("---\n")[1] if text.startswith("---\n") else ""
            data = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - a loader that makes text, lists and mappings only
            if data:
                yield path, data


SHARED = "/dev/shm/allegedly-tests-{process}"  # noqa: S108 - a folder on another file system


class TestOut:
    @pytest.mark.parametrize("out", ["site", "../elsewhere", "a/b/c", "{tmp}/x/y", SHARED, "./", "ü b/’"])
    def test_a_site_may_be_built_anywhere(self, out: str, tmp_path: Path) -> None:
        """--out may be relative, absolute, on another file system, or in folders that are not there yet."""
        shutil.copytree(SITES / "minimal", tmp_path / "site")
        (tmp_path / "here").mkdir()
        place = out.format(tmp=tmp_path, process=os.getpid())
        try:
            allegedly("build", "--root", tmp_path / "site", "--out", place, cwd=tmp_path / "here", codes=[0])
            assert (tmp_path / "here" / place / "articles/ferry/index.html").is_file()
        finally:
            shutil.rmtree(SHARED, ignore_errors=True)

    @pytest.mark.parametrize(
        "out", ["content", "content/x", ".", "..", "templates/x", "seeds", "content/articles/ferry", "link", "/"]
    )
    def test_nothing_is_built_into_what_authors_wrote(self, out: str, tmp_path: Path) -> None:
        """Folders of the site itself, those in them and those around them are refused, also through a link."""
        root = tmp_path / "site"
        shutil.copytree(SITES / "themed", root, ignore=shutil.ignore_patterns(".cache"))
        (root / "link").symlink_to("content")
        before = sorted(tmp_path.rglob("*"))
        ran = allegedly("build", "--root", root, "--out", out, cwd=root, codes=[1])
        assert "[output-inside-content]" in ran.err
        assert sorted(path for path in tmp_path.rglob("*") if ".cache" not in path.parts) == before

    @pytest.mark.parametrize("more", [(), ("--no-cache",)])
    def test_a_link_that_leads_in_circles_is_told(self, more: tuple[str, ...], tmp_path: Path) -> None:
        """Nothing can be built into a link to itself; that is an answer like any other, whichever way it is typed."""
        (tmp_path / "loop").symlink_to("loop")
        ran = allegedly("build", "--root", SITES / "minimal", "--out", tmp_path / "loop", *more, codes=[1])
        assert "[output-not-folder]" in ran.err
        assert "leads in a circle" in ran.err

    def test_an_original_that_is_such_a_link_is_told(self, tmp_path: Path) -> None:
        """Nor can it be read: that is told with its name."""
        (tmp_path / "loop.txt").symlink_to("loop.txt")
        ran = allegedly("draft", tmp_path / "loop.txt", "--out", tmp_path / "site", codes=[1])
        assert "[file-unreadable]" in ran.err
        assert not (tmp_path / "site").exists()

    def test_the_default_is_the_folder_site_of_the_root(self, tmp_path: Path) -> None:
        """Without --out the site stands in site/ below the root; a placeholder there is left alone."""
        shutil.copytree(SITES / "minimal", tmp_path / "site")
        (tmp_path / "site/site").mkdir()
        (tmp_path / "site/site/.gitkeep").write_bytes(b"")
        allegedly("build", "--root", tmp_path / "site", codes=[0])
        assert (tmp_path / "site/site/index.html").is_file()
        assert (tmp_path / "site/site/.gitkeep").is_file()

    def test_a_folder_that_vanished_under_ones_feet_does_not_matter(self, tmp_path: Path) -> None:
        """With absolute paths a build works from a working directory that no longer exists."""
        (tmp_path / "gone").mkdir()
        code = (
            "import os, shutil, sys; from builder.__main__ import main; shutil.rmtree(os.getcwd()); "
            f"sys.argv = ['x', 'build', '--root', {str(SITES / 'minimal')!r}, '--out', {str(tmp_path / 'out')!r}];"
            "main()"
        )
        python("-c", code, cwd=tmp_path / "gone", codes=[0])
        assert (tmp_path / "out/index.html").is_file()


class TestTerminal:
    def test_it_is_quiet_where_nobody_watches(self, tmp_path: Path) -> None:
        """Without a terminal there is one line about what was built: no progress, no colours."""
        surroundings = {"PYTHONPATH": str(PROJECT), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
        ran = allegedly("build", "--root", SITE, "--out", tmp_path / "out", env=surroundings, codes=[0])
        assert len(ran.out.splitlines()) == 1
        assert ran.err == ""
        told = allegedly("check", "--root", SITES / "broken", codes=[1]).out
        assert not {"\x1b", "\r"} & set(told)

    def test_a_long_build_tells_how_far_it_is(self, tmp_path: Path) -> None:
        """On a terminal a build that takes its time tells its progress, and wipes it away in the end."""
        said, code = on_terminal(
            "import builder.terminal as c; c.LONG = 0.0; from builder.__main__ import main; import sys;"
            f"sys.argv = ['x', 'build', '--no-cache', '--root', {str(SITE)!r}, '--out', {str(tmp_path / 'o')!r}];"
            "main()"
        )
        assert code == 0
        assert re.search(r"reading \d+ of \d+", said)
        assert re.search(r"making pages \d+ of \d+", said)
        assert said.rindex("\x1b[K") < said.index("Built 3 articles")

    def test_a_short_one_does_not(self, tmp_path: Path) -> None:
        """A build that is done at once shows no progress, even on a terminal."""
        said, code = on_terminal(
            "import builder.terminal as c; c.LONG = 1e9; from builder.__main__ import main; import sys;"
            f"sys.argv = ['x', 'build', '--no-cache', '--root', {str(SITE)!r}, '--out', {str(tmp_path / 'o')!r}];"
            "main()"
        )
        assert code == 0
        assert " of " not in said

    @pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
    def test_findings_are_coloured_on_a_terminal_only(self, variables: dict[str, str], coloured: bool) -> None:
        """Colours are for people who watch, and who did not ask for none."""
        said, code = on_terminal(
            "from builder.__main__ import main; import sys;"
            f"sys.argv = ['x', 'check', '--root', {str(SITES / 'broken')!r}]; main()",
            **variables,
        )
        assert code == 1
        assert ("\x1b[1;31m" in said) == coloured


def on_terminal(code: str, **variables: str) -> tuple[str, int]:
    """Run Python code on a terminal of its own; returns what it said and how it ended."""
    surroundings = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdin=theirs, stdout=theirs, stderr=theirs, cwd=PROJECT,
        env={**surroundings, "PYTHONPATH": str(PROJECT), "TERM": "xterm", **variables},
    )  # fmt: skip
    os.close(theirs)
    said = bytearray()
    try:
        while piece := os.read(ours, 65_536):
            said += piece
    except OSError:  # Linux says so when the other end is closed
        pass
    finally:
        os.close(ours)
    return said.decode(), child.wait()


class TestCutShort:
    @pytest.mark.parametrize("more", [[], ["--no-cache"]])
    @pytest.mark.parametrize("wait_for", ["reading", "making pages"])
    def test_an_interrupted_build_ends_cleanly(self, wait_for: str, more: list[str], tmp_path: Path) -> None:
        """Ctrl-C in the middle of a build: no word, an exit code of its own, and the last site untouched."""
        root, out = tmp_path / "site", tmp_path / "out"
        shutil.copytree(SITE, root, ignore=shutil.ignore_patterns(".cache"))  # nothing of it is known yet
        allegedly("build", "--root", SITES / "minimal", "--out", out, codes=[0])
        before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
        code = (
            "import os, signal, sys\nimport builder.building as c\n"
            "class Impatient(c.Progress):\n"
            "    def __call__(self, step, done, total):\n"
            f"        step == {wait_for!r} and os.kill(os.getpid(), signal.SIGINT)\n"
            "c.Progress = Impatient\n"
            f"sys.argv = ['x', 'build', *{more}, '--root', {str(root)!r}, '--out', {str(out)!r}]\n"
            "from builder.__main__ import main\nmain()"
        )
        assert python("-c", code, codes=[130]).said == ""
        assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
        allegedly("build", "--root", root, "--out", out, codes=[0])

    def test_an_interruption_while_loading_ends_cleanly(self) -> None:
        """So does Ctrl-C before the program has begun."""
        code = (
            "import os, signal, sys\n"
            "class Finder:\n"
            "    def find_spec(self, name, path=None, target=None):\n"
            "        if name == 'builder.cli': os.kill(os.getpid(), signal.SIGINT)\n"
            "sys.meta_path.insert(0, Finder())\n"
            "sys.argv = ['x', 'check']\nfrom builder.__main__ import main\nmain()"
        )
        python("-c", code, codes=[130])

    def test_a_killed_build_is_healed_by_the_next(self, tmp_path: Path) -> None:
        """A build that is killed while it moves files in is finished by the next one."""
        out = tmp_path / "out"
        allegedly("build", "--root", SITES / "themed", "--out", out, codes=[0])
        code = (
            "import os, signal, sys\nimport builder.write.moving as m\n"
            "real, count = os.replace, [0]\n"
            "def replace(a, b):\n"
            f"    count[0] += str(b).startswith({str(out)!r})\n"
            "    if count[0] == 9: os.kill(os.getpid(), signal.SIGKILL)\n"
            "    real(a, b)\n"
            "m.os.replace = replace\n"
            f"sys.argv = ['x', 'build', '--root', {str(SITE)!r}, '--out', {str(out)!r}]\n"
            "from builder.__main__ import main\nmain()"
        )
        python("-c", code, codes=[-signal.SIGKILL])
        allegedly("build", "--root", SITE, "--out", out, codes=[0])
        allegedly("build", "--root", SITE, "--out", tmp_path / "fresh", codes=[0])
        assert contents(out) == contents(tmp_path / "fresh")

    @pytest.mark.parametrize("form", ["text", "json", "github"])
    def test_a_reader_who_has_seen_enough_is_no_error_of_ours(
        self, form: str, site: Callable[[str], SmallSite]
    ) -> None:
        """Piped into a program that reads one line and ends: no traceback."""
        whole = site("minimal")
        whole.write("content/articles/ferry/article.md", "# Ferry\n\n" + "[x]{.q} <b> " * 3_000)
        code = (
            "import subprocess, sys\n"
            "child = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)\n"
            "child.stdout.readline(); child.stdout.close(); sys.exit(child.wait() not in (0, 1, 2))\n"
        )
        command = (sys.executable, "-m", "builder", "check", "--root", whole.root, "--format", form)
        assert "Exception ignored" not in python("-c", code, *command, codes=[0]).err

    @pytest.mark.parametrize("closed", ["stdout", "stderr", "both"])
    def test_closed_streams_do_not_matter(self, closed: str, tmp_path: Path) -> None:
        """A program that is started without standard output or error does its work all the same."""
        shut = {"stdout": "os.close(1)", "stderr": "os.close(2)", "both": "os.close(1); os.close(2)"}[closed]
        for root, code in ((SITE, 0), (SITES / "broken", 1)):
            launch = f"import os, sys; {shut}; os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
            for command in ("build", "check"):
                where = ["--out", tmp_path / "out"] if command == "build" else []
                ran = python("-c", launch, "-m", "builder", command, "--root", root, *where, codes=[code])
                assert "Nothing was built" not in ran.out  # complaints are not what was asked for
        assert (tmp_path / "out/index.html").is_file()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_module_and_the_command_are_one_program() -> None:
    """`python -m builder` and `allegedly` say the same."""
    command = Path(sys.executable).with_name("allegedly")
    assert command.is_file()
    said: list[Ran] = [python("-m", "builder", "check", "--root", SITES / "broken", codes=[1])]
    said.append(python(command, "check", "--root", SITES / "broken", codes=[1]))
    assert said[0].out == said[1].out
