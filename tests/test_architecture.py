"""The shape of the house: who may import whom, who may touch the world, how large a room may grow.

Read from the source, so that imports for types only and imports inside functions count like all others.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

BUILDER = Path(__file__).parent.parent / "builder"

FLOORS: tuple[tuple[str, ...], ...] = (
    ("source", "shipped"),
    ("diagnostics", "taxonomy"),
    ("rules", "model"),
    ("urls", "text", "slim", "links"),
    ("parse", "analyse"),
    ("assemble", "draw"),
    ("validate", "views"),
    ("render", "export"),
    ("read", "write", "cache", "report"),
    ("terminal",),
    ("pipeline", "doorstep"),
    ("ledger", "workers", "forerunner"),
    ("building",),
    ("serve", "publish", "draft", "scaffold"),
    ("cli",),
    ("__main__",),
)
"""The rooms, from the ground up: modules and packages of `builder`. A room imports only from floors below its own."""

EDGES: Mapping[str, str] = {
    "read": "reads what authors wrote",
    "write": "moves what was built to its place",
    "cache": "keeps results on disk",
    "report": "speaks to the terminal",
    "terminal": "speaks to the terminal",
    "doorstep": "speaks to the terminal",
    "workers": "options of the command line",
    "building": "speaks to the terminal",
    "forerunner": "copies the process that builds",
    "pipeline": "hands the world to the stages",
    "ledger": "writes the ledgers of published links",
    "serve": "the preview: network, files that change",
    "publish": "copies a site to where it is published",
    "draft": "writes drafts",
    "scaffold": "writes what begins a site or an article",
    "cli": "arguments, terminal, exit codes",
    "__main__": "the program itself",
    "shipped": "says where the templates lie",
    "render": "loads templates",
    "text.lexicon": "reads the word lists that are shipped with the package",
}
"""The rooms, and the modules in other rooms, that may touch disk, clock, network, terminal and chance; and what for."""

WORLD: Mapping[str, str] = {
    "disk": "os pathlib io shutil tempfile glob fileinput mmap importlib pkgutil",
    "processes": "subprocess multiprocessing signal ctypes",
    "network": "socket ssl select selectors asyncio http urllib.request ftplib smtplib webbrowser starlette uvicorn",
    "clock": "time sched watchdog",
    "chance": "random secrets uuid",
    "machine": "locale platform getpass sysconfig",
    "terminal": "click rich logging readline curses",
}
"""The modules that lead out of the house, by where they lead."""
WORLDLY_MODULES = frozenset(name for names in WORLD.values() for name in names.split())
WORLDLY_CALLS = frozenset(("open", "print", "input", "breakpoint", "exec", "eval", "__import__"))
WORLDLY_NAMES = frozenset(
    ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.fromtimestamp", "date.fromtimestamp",
     "sys.argv", "sys.stdin", "sys.stdout", "sys.stderr", "sys.path", "sys.modules")
)  # fmt: skip

BANNED_NAMES = frozenset(("utils", "util", "helpers", "helper", "common", "misc", "shared", "base"))

LARGEST = 300
LARGE: Mapping[str, str] = {
    "model.article": "the article as readers get it is one vocabulary of small frozen types, best read on one page",
}
"""The modules of more than 300 lines, each with its reason."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module: its name without the leading `builder.` ('' for the package itself), its source, its tree."""

    name: str
    source: str = field(repr=False)
    tree: ast.Module = field(repr=False)
    is_package: bool = False

    @property
    def room(self) -> str:
        """The room it belongs to."""
        return self.name.partition(".")[0]


def parse(name: str, source: str, *, is_package: bool = False) -> Module:
    """A module from its source."""
    return Module(name, source, ast.parse(source), is_package)


def read_all() -> tuple[Module, ...]:
    """Every module of the program."""
    modules = []
    for path in sorted(BUILDER.rglob("*.py")):
        parts = path.relative_to(BUILDER).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        modules.append(parse(name, path.read_text(encoding="utf-8"), is_package=is_package))
    return tuple(modules)


MODULES = read_all()
NAMES = frozenset(module.name for module in MODULES)


def imported(module: Module) -> Iterator[tuple[str, str]]:
    """Everything a module imports, wherever it does so, as full names: (module, name in it or '')."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((_absolute(module, node), alias.name) for alias in node.names)


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    """The full name of the module that a `from … import` names."""
    if not node.level:
        return node.module or ""
    parts = ["builder", *filter(None, module.name.split("."))]
    kept = parts[: len(parts) - node.level + module.is_package]
    return ".".join([*kept, *([node.module] if node.module else [])])


def targets(module: Module, names: frozenset[str] = NAMES) -> set[str]:
    """The modules of the program that a module imports; a name imported from a package counts as the module it is."""
    found = set()
    for whole, name in imported(module):
        root, _, target = whole.partition(".")
        if root == "builder":
            inner = f"{target}.{name}" if target else name
            found.add(inner if name and inner in names else target)
    return found


def floor_of(room: str) -> int:
    """The floor of a room; the package itself (its version) lies below all, a room nobody placed above all."""
    if not room:
        return -1
    return next((number for number, rooms in enumerate(FLOORS) if room in rooms), len(FLOORS))


def climbs(module: Module, names: frozenset[str] = NAMES) -> list[str]:
    """The imports of a module that do not lead down."""
    here = floor_of(module.room)
    return [
        f"builder.{module.name} imports builder.{target}"
        for target in sorted(targets(module, names))
        if target.partition(".")[0] != module.room and floor_of(target.partition(".")[0]) >= here
    ]


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """A circle of a graph, its first member repeated at the end; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def worldly(module: Module) -> list[str]:
    """What a module imports, calls or names that leads out into the world."""
    return [
        *(name for name in sorted({".".join(filter(None, pair)) for pair in imported(module)}) if _is_world(name)),
        *(f"{called}()" for node in ast.walk(module.tree) if (called := _called(node)) in WORLDLY_CALLS),
        *(dotted for node in ast.walk(module.tree) if (dotted := _dotted(node)) in WORLDLY_NAMES),
    ]


def _is_world(name: str) -> bool:
    """Whether a full name, or a module that holds it, belongs to the world."""
    parts = name.split(".")
    return any(".".join(parts[: number + 1]) in WORLDLY_MODULES for number in range(len(parts)))


def _called(node: ast.AST) -> str:
    """The plain name that is called; '' for anything else."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def _dotted(node: ast.AST) -> str:
    """The last two parts of a dotted name: 'datetime.now' for `datetime.datetime.now`; '' for anything else."""
    if not isinstance(node, ast.Attribute):
        return ""
    owner = node.value
    before = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
    return f"{before}.{node.attr}"


def is_edge(name: str) -> bool:
    """Whether a module stands at the edge of the house."""
    parts = name.split(".")
    return any(".".join(parts[: number + 1]) in EDGES for number in range(len(parts)))


def by_name(module: Module) -> str:
    """What a test of a module is called."""
    return module.name or "builder"


every_module = pytest.mark.parametrize("module", MODULES, ids=by_name)


def test_rooms() -> None:
    """Every room on disk is on exactly one floor."""
    known = [room for floor in FLOORS for room in floor]
    assert len(known) == len(set(known))
    assert sorted({module.room for module in MODULES} - {""} - set(known)) == []


def test_all_modules_are_read() -> None:
    """The program's modules are found at all, the deepest too."""
    assert {"", "source", "taxonomy", "parse.markdown"} <= NAMES


@every_module
def test_imports_lead_down(module: Module) -> None:
    """A module imports only from its own room and from floors below; the package itself imports nothing."""
    if module.name:
        assert climbs(module) == []
    else:
        assert targets(module) == set()


def test_no_circles() -> None:
    """No module, on whatever way, imports itself."""
    assert circle({module.name: targets(module) for module in MODULES}) == []


@every_module
def test_only_the_edges_touch_the_world(module: Module) -> None:
    """Everything between `read` and `write` is pure: no disk, clock, network, terminal or chance."""
    assert is_edge(module.name) or worldly(module) == []


@every_module
def test_docstring(module: Module) -> None:
    """Each module says what it promises."""
    assert (ast.get_docstring(module.tree) or "").strip()


@every_module
def test_name(module: Module) -> None:
    """A room is named by its noun; a room for whatever is left over is never needed."""
    assert not BANNED_NAMES.intersection(module.name.split("."))


@every_module
def test_size(module: Module) -> None:
    """A module fits into a head: at most 300 lines, unless there is a reason."""
    lines = len(module.source.splitlines())
    assert lines <= LARGEST or module.name in LARGE


@pytest.mark.parametrize("name", LARGE)
def test_large_modules_are_large(name: str) -> None:
    """An exception that is no longer needed is taken off the list."""
    (module,) = (module for module in MODULES if module.name == name)
    assert len(module.source.splitlines()) > LARGEST


# The rules above can fail: each is shown something that breaks it.

SAMPLE = frozenset(("", "source", "taxonomy", "taxonomy.term", "parse.marks", "text", "text.lexicon", "cli"))


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("import builder.cli", "cli"),
        ("import builder.cli as program", "cli"),
        ("from builder import cli", "cli"),
        ("from builder.cli import main", "cli"),
        ("from builder import __version__", ""),
        ("from builder.text import lexicon", "text.lexicon"),
        ("from builder.text.lexicon import read", "text.lexicon"),
        ("from ..cli import main", "cli"),
        ("from .. import cli", "cli"),
        ("def late() -> None:\n    from builder import cli", "cli"),
        ("if TYPE_CHECKING:\n    from builder.cli import main", "cli"),
        ("try:\n    import builder.cli\nexcept ImportError:\n    pass", "cli"),
    ],
)
def test_imports_are_seen(line: str, target: str) -> None:
    """An import is seen however and wherever it is written."""
    assert targets(parse("parse.marks", line), SAMPLE) == {target}


def test_relative_imports_of_a_package() -> None:
    """In a package's own module a dot is the package itself."""
    assert targets(parse("taxonomy", "from .term import Term", is_package=True), SAMPLE) == {"taxonomy.term"}


def test_climbing_is_seen() -> None:
    """An import from the same floor or from above is seen; one from below, or from the own room, is none."""
    lines = "from builder import cli\nfrom builder.text import lexicon\nfrom builder import source, taxonomy\n"
    assert climbs(parse("urls", lines), SAMPLE) == [
        "builder.urls imports builder.cli",
        "builder.urls imports builder.text.lexicon",
    ]


@pytest.mark.parametrize(
    ("graph", "found"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b", "c"}, "b": {"d"}, "c": {"d"}, "d": set()}, []),
        ({"a": {"a"}}, ["a"]),
        ({"a": {"b"}, "b": {"c", "d"}, "c": set(), "d": {"b"}}, ["b", "d"]),
    ],
)
def test_circles_are_seen(graph: dict[str, set[str]], found: list[str]) -> None:
    """A circle of any length is seen, and a diamond is none."""
    assert sorted(set(circle(graph))) == found


@pytest.mark.parametrize(
    "line",
    [
        "import os.path",
        "from os import path",
        "from pathlib import PurePath",
        "import urllib.request",
        "from urllib import request",
        "def late() -> None:\n    import time",
        "text = open('x').read()",
        "print('x')",
        "now = datetime.now()",
        "now = datetime.datetime.now(tz)",
        "now = date.today",
        "sys.stdout.write('x')",
        "from importlib.resources import files",
    ],
)
def test_the_world_is_seen(line: str) -> None:
    """A way into the world is seen, whichever it is."""
    assert worldly(parse("parse.marks", line)) != []


@pytest.mark.parametrize("line", ["import posixpath", "from urllib.parse import quote", "import sys", "timed = 1"])
def test_pure_modules_are_no_world(line: str) -> None:
    """What only computes is free to all."""
    assert worldly(parse("parse.marks", line)) == []
