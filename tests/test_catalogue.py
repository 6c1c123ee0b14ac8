"""The catalogue of rules: each is raised by a case that can be read, and nothing is said that it does not hold.

Also: whatever the README and the messages themselves tell people to type exists.
"""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import click
import pytest

import builder.rules
from builder.cli import main
from builder.diagnostics import Rule
from builder.rules.catalogue import CATALOGUE, GROUPS, rules_of
from tests.golden import Golden, Shelf
from tests.written_sites import codes, run, told

HERE = Path(__file__).parent
BUILDER = HERE.parent / "builder"
README = HERE.parent / "README.md"

BY_HAND: Mapping[str, str] = {
    "file-name-unreadable": "test_catalogue_disk.py::test_a_name_that_is_not_utf8",
    "links-unwritten": "test_catalogue_disk.py::test_a_ledger_that_cannot_be_written",
    "file-unreadable": "test_catalogue_disk.py::test_a_file_that_cannot_be_read",
    "output-failed": "test_catalogue_disk.py::test_a_full_disk",
    "output-kept-file": "test_catalogue_disk.py::test_a_page_that_was_edited_is_left_where_it_is",
    "output-locked": "test_catalogue_disk.py::test_another_build_is_writing",
    "output-through-link": "test_catalogue_disk.py::test_a_link_in_the_output_folder",
    "publish-access": "publish/test_rsync.py::test_nobody_is_let_in",
    "publish-behind": "publish/test_git.py::test_somebody_else_pushed_meanwhile",
    "publish-failed": "publish/test_git.py::test_the_remote_refuses",
    "publish-gone": "publish/test_folder.py::test_a_page_that_is_gone",
    "publish-large": "publish/test_folder.py::test_a_file_that_is_too_large",
    "publish-linked": "publish/test_git.py::test_links_on_the_branch",
    "publish-own-path": "publish/test_folder.py::test_a_path_of_this_computer",
    "publish-program": "publish/test_git.py::test_git_is_missing",
    "publish-sources": "publish/test_git.py::test_a_branch_of_sources",
    "slug-twice": "test_catalogue_disk.py::test_two_names_of_one_address",
    "yaml-large": "test_catalogue_disk.py::test_a_large_file_of_data",
    "yaml-many": "test_catalogue_disk.py::test_very_many_mistakes_in_one_file",
}
"""The rules that no page of text can raise: a disk or a host that refuses, or more text than anybody reads."""

every_rule = pytest.mark.parametrize("rule", CATALOGUE.values(), ids=CATALOGUE)


@pytest.mark.cases("diagnostics")
def test_diagnostics(golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An author's mistake is answered with its name, place, reason and way out."""
    golden.check(told(golden.case.inputs, tmp_path, monkeypatch))


def raised() -> set[str]:
    """The codes that the golden cases show."""
    return {code for case in Shelf(HERE / "cases").cases("diagnostics") for code in codes(case.expected)}


# The catalogue is complete.


def test_every_rule_is_raised() -> None:
    """Each rule is raised by a golden case or, where none can, by the test that is named here."""
    assert sorted(CATALOGUE.keys() - raised() - BY_HAND.keys()) == []


def test_nothing_is_raised_by_hand_that_a_page_can_raise() -> None:
    """The list of exceptions is short, and no rule stands there that a golden case raises."""
    assert sorted(BY_HAND.keys() & raised()) == []


def test_no_other_code_is_raised() -> None:
    """The golden cases show no code that the catalogue does not hold."""
    assert sorted(raised() - CATALOGUE.keys()) == []


@pytest.mark.parametrize(("code", "where"), BY_HAND.items())
def test_tests_by_hand_exist(code: str, where: str) -> None:
    """The test that is named for a rule exists and names the rule's code."""
    file, _, name = where.partition("::")
    source = (HERE / file).read_text(encoding="utf-8")
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef) and node.name == name]
    assert len(found) == 1
    assert code in (ast.get_source_segment(source, found[0]) or "")


def test_every_group_is_in_the_catalogue() -> None:
    """Every module of rules belongs to the catalogue, and no two of its rules have one code."""
    folder = Path(builder.rules.__file__).parent
    assert sorted(f"{group.__name__.rpartition('.')[2]}.py" for group in GROUPS) == sorted(
        path.name for path in folder.glob("*_rules.py")
    )
    assert sum(len(rules_of(group)) for group in GROUPS) == len(CATALOGUE)


# Each rule says what it has to.


@every_rule
def test_rule(rule: Rule) -> None:
    """A rule has a code in kebab-case, one line of message, a reason, an example and a way out."""
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", rule.code)
    for words in (rule.message, rule.why, rule.example, rule.fix):
        assert words.strip() == words != ""
    assert "\n" not in f"{rule.message}{rule.why}{rule.fix}"
    assert rule.why.endswith(".")
    assert not rule.message.endswith(".")
    assert not rule.fix.endswith(".")


@every_rule
def test_explain(rule: Rule) -> None:
    """`allegedly explain` tells all of it, and leaves no field open."""
    said = run(f"allegedly explain {rule.code}")
    assert said.startswith(f"{rule.severity.value}[{rule.code}] {re.sub('{.*?}', '…', rule.message)}\n")
    for words in (rule.why, rule.fix, *rule.example.split("\n")):
        assert words in said


# A finding is made by a rule of the catalogue, and its message is complete.


@dataclass(frozen=True, slots=True)
class Call:
    """A place in the program that raises a rule: `names` are the fields it fills, `spreads` whether others too."""

    where: str
    rule: str
    names: frozenset[str]
    spreads: bool


RULE_BY_NAME = {
    name: value for group in GROUPS for name, value in vars(group).items() if isinstance(value, Rule) and name.isupper()
}
OPEN: Mapping[str, str] = {
    "parse.complaints": "hands on what `Complaints.add` was given: its callers are looked at here",
    "parse.tokens": "the troubles of brackets: a rule takes no field, `problem` or `element`, and both are given",
    "validate.text": "one of two rules without fields: headline missing or late",
}
"""The modules that raise a rule which no name tells, and why that is sound."""


def calls(module: str, source: str) -> Iterator[Call]:
    """Every `RULE.at(…)`, `complaints.add(RULE, …)`, `self._tell(RULE, …)` and `Trouble(RULE, …)` of a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (rule := _rule_of(node)):
            where = f"{module}:{node.lineno}"
            names = {keyword.arg for keyword in node.keywords if keyword.arg}
            for part in (*node.args, *(keyword.value for keyword in node.keywords)):
                if isinstance(part, ast.Dict):
                    names |= {str(key.value) for key in part.keys if isinstance(key, ast.Constant)}
            yield Call(where, rule, frozenset(names), any(keyword.arg is None for keyword in node.keywords))


def _rule_of(node: ast.Call) -> str:
    """The name of the rule that a call raises; 'rule' or '?' where no name tells; '' for any other call."""
    called = _ends(node.func)
    if called == "at" and isinstance(node.func, ast.Attribute):
        owner = _ends(node.func.value)
        return owner if owner in RULE_BY_NAME or owner in ("rule", "?") else ""
    first = _ends(node.args[0]) if node.args else ""
    return first if called in ("add", "_tell", "Trouble") and first in RULE_BY_NAME else ""


def _ends(node: ast.AST) -> str:
    """The last part of a dotted name; '?' for anything that is subscribed or called, '' for everything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Name):
        return node.id
    return "?" if isinstance(node, ast.Subscript | ast.Call) else ""


@lru_cache(maxsize=1)
def every_call() -> list[Call]:
    """The calls of the whole program that raise a rule."""
    found: list[Call] = []
    for path in sorted(BUILDER.rglob("*.py")):
        module = ".".join(path.relative_to(BUILDER).with_suffix("").parts)
        found += calls(module, path.read_text(encoding="utf-8"))
    return found


def fields_of(rule: Rule) -> set[str]:
    """The names in braces of a rule's message."""
    return {name for _, name, _, _ in string.Formatter().parse(rule.message) if name}


@pytest.mark.parametrize("name", RULE_BY_NAME)
def test_messages_are_filled(name: str) -> None:
    """Wherever a rule is raised by its name, all fields of its message are given."""
    found = [call for call in every_call() if call.rule == name]
    assert [call.where for call in found if not call.spreads and fields_of(RULE_BY_NAME[name]) - call.names] == []


def test_rules_without_a_name() -> None:
    """Where the program raises a rule that no name tells, there is a reason; and no reason is left over."""
    assert {call.where.partition(":")[0] for call in every_call() if call.rule not in RULE_BY_NAME} == OPEN.keys()


@pytest.mark.parametrize(
    ("line", "call"),
    [
        ("yield rules.DATE_BAD.at(place, value=1)", Call("m:1", "DATE_BAD", frozenset(["value"]), False)),
        ("complaints.add(DATE_BAD, span, value=1)", Call("m:1", "DATE_BAD", frozenset(["value"]), False)),
        ("self._tell(rules.YAML_TAG, event, tag=1)", Call("m:1", "YAML_TAG", frozenset(["tag"]), False)),
        (
            'Trouble(rules.YAML_TAG, span, fields={"tag": 1})',
            Call("m:1", "YAML_TAG", frozenset(["tag", "fields"]), False),
        ),
        ("_TROUBLES[what].at(place, **detail)", Call("m:1", "?", frozenset(), True)),
    ],
)
def test_calls_are_seen(line: str, call: Call) -> None:
    """A rule that is raised is seen, however that is written."""
    assert list(calls("m", line)) == [call]


def test_findings_come_from_rules() -> None:
    """Only a rule makes a finding, and only the catalogue's modules make rules."""
    made = {
        (made, ".".join(path.relative_to(BUILDER).with_suffix("").parts))
        for path in BUILDER.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and (made := _ends(node.func)) in ("Finding", "Rule")
    }
    assert {module for made, module in made if made == "Finding"} == {"diagnostics"}
    assert {module for made, module in made if made == "Rule"} == {
        group.__name__.removeprefix("builder.") for group in GROUPS
    }


# What people are told to type exists.


def commands(group: click.Command = main, path: str = "allegedly") -> Iterator[tuple[str, click.Command]]:
    """Every command by what is typed."""
    for name, command in sorted(group.commands.items()) if isinstance(group, click.Group) else ():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


COMMANDS = dict(commands())
TYPED = re.compile(r"\ballegedly((?: +(?:[\"'][^\"'`\n]*[\"']|[\w./<>…-]+))*)")


def typed(text: str) -> Iterator[str]:
    """Every command line in a text: behind a prompt, in code, or between backticks or quotation marks."""
    for code in re.findall(r"`([^`\n]*)`|'(allegedly [^'\n]*)'|^(?:\s*\$?\s*)(allegedly .*)$", text, re.MULTILINE):
        for found in TYPED.finditer(" ".join(code)):
            yield found[0].strip()


def unknown(line: str) -> str:
    """What of a command line does not exist; '' where all of it does."""
    words = line.split()[1:]
    name = next((path for path in COMMANDS if f"{line} ".startswith(f"{path} ")), "")
    if not words or words[0] in ("--version", "-V", "--help", "-h"):
        return ""
    if not name:
        return "" if any(path.startswith(f"{line} ") for path in COMMANDS) else " ".join(words[:2])
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts} | {"--help", "-h"}
    return next((word for word in words if word.startswith("--") and word not in options), "")


@pytest.mark.parametrize("path", COMMANDS)
def test_readme_documents(path: str) -> None:
    """Every command stands in the README."""
    lines = list(typed(README.read_text(encoding="utf-8")))
    assert [line for line in lines if f"{line} ".startswith(f"{path} ")] != []


def test_readme_tells_the_truth() -> None:
    """Every command and option that the README names exists."""
    wrong = {line: what for line in typed(README.read_text(encoding="utf-8")) if (what := unknown(line))}
    assert wrong == {}


@every_rule
def test_ways_out_exist(rule: Rule) -> None:
    """A command that a rule names as example or way out exists."""
    wrong = {line: what for line in typed(f"{rule.example}\n{rule.fix}") if (what := unknown(line))}
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```\n$ allegedly biuld --out site\n```", ["biuld --out"]),
        ("type `allegedly check --fromat json`", ["--fromat"]),
        ("'allegedly new site DIR' makes one; allegedly is a word; `allegedly new`; `allegedly --version`", []),
        ("    allegedly new artcle budget", ["new artcle"]),
    ],
)
def test_unknown_commands_are_seen(text: str, found: list[str]) -> None:
    """A command or option that does not exist is seen, and the word alone is none."""
    assert [what for line in typed(text) if (what := unknown(line))] == found
