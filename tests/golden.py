"""Golden cases: readable text files below `tests/cases/`, input and expected output side by side.

A file is one behaviour, and its name is the sentence that says so. It holds one or more cases:

    What this case is about
    ════════════════ input
    Some *text*.
    ════════════════ expected
    Some text.
    ════════════════ case
    Another one, which needs two files
    ════════════════ article.md
    …
    ════════════════ claims.yaml
    …
    ════════════════ expected
    …

A test takes the cases of a folder by `@pytest.mark.cases("folder")` and the fixture `golden`, and hands what came out
to `golden.check`. `pytest --update-golden` writes that into the files instead: read the difference before committing.

No case is skipped quietly: one that is collected and never checked is an error; a run of the whole suite fails when a
case on disk was not compared; and a file there that is no case fails it too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from types import MappingProxyType

import pytest

RULER = re.compile(r"═{8,} (?P<name>\S.*)")


class CaseError(ValueError):
    """A file below `tests/cases/` that cannot be read as cases."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case: `inputs` by name, in their order; `lines` are the 0-based lines of its file that hold `expected`.

    Blank lines at the end of a section do not count; a section that is not empty ends with one line break.
    """

    path: str
    title: str
    inputs: Mapping[str, str]
    expected: str
    lines: tuple[int, int]

    @property
    def input(self) -> str:
        """The only input."""
        (text,) = self.inputs.values()
        return text

    @property
    def key(self) -> str:
        """Its name among all cases."""
        return f"{self.path}: {self.title}"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a case: its text, and the 0-based lines of the file that hold it."""

    text: str
    lines: tuple[int, int]


def read_cases(path: str, text: str) -> tuple[Case, ...]:
    """The cases of a file; raises CaseError."""
    return tuple(_case(path, title, sections) for title, sections in read_sections(path, text))


def _case(path: str, title: str, sections: Mapping[str, Section]) -> Case:
    *inputs, last = sections
    if not inputs or last != "expected":
        raise CaseError(f"{path}: '{title}' needs inputs, each with its name, and then 'expected'")
    texts = {name: sections[name].text for name in inputs}
    return Case(path, title, MappingProxyType(texts), sections[last].text, sections[last].lines)


def read_sections(path: str, text: str) -> list[tuple[str, Mapping[str, Section]]]:
    """The cases of a file, whatever their sections: title, and sections by name; raises CaseError."""
    cases: dict[str, dict[str, Section]] = {}
    title = ""
    for name, start, section in _sections(text.split("\n")):
        if name == "case":
            title = " ".join(section.text.split())
            if not title or title in cases:
                raise CaseError(f"{path}:{start}: this case has no title, or one that another has too")
            cases[title] = {}
        elif name in cases[title]:
            raise CaseError(f"{path}:{start}: the case '{title}' has two sections '{name}'")
        else:
            cases[title][name] = section
    if empty := [title for title, sections in cases.items() if not sections]:
        raise CaseError(f"{path}: '{empty[0]}' is a title without a case")
    return list(cases.items())


def _sections(lines: list[str]) -> Iterator[tuple[str, int, Section]]:
    """Name, 1-based line of the ruler, and section; the first is the title of the first case."""
    name, start = "case", 0
    for number, line in enumerate(lines):
        if ruler := RULER.fullmatch(line):
            yield name, start, Section(_text(lines[start:number]), (start, number))
            name, start = ruler["name"], number + 1
    yield name, start, Section(_text(lines[start:]), (start, len(lines)))


def _text(lines: list[str]) -> str:
    """The text of a section, without blank lines at its end."""
    text = "\n".join(lines).rstrip("\n")
    return f"{text}\n" if text else ""


def rewritten(text: str, changes: Iterable[tuple[Case, str]]) -> str:
    """The text of a file with other expected outputs; everything else stays as it is. Raises CaseError."""
    lines = text.split("\n")
    last = len(lines)
    for case, actual in sorted(changes, key=lambda change: change[0].lines, reverse=True):
        start, end = case.lines
        fresh = _text(actual.split("\n")).split("\n")
        if any(RULER.fullmatch(line) for line in fresh):
            raise CaseError(f"{case.key}: what came out holds a line that looks like a ruler")
        lines[start:end] = fresh if end == last else fresh[:-1]
    return "\n".join(lines)


class Golden:
    """A case on its way through a test; `record` is told what came out."""

    def __init__(self, case: Case, record: Callable[[str], None], *, updating: bool = False) -> None:
        self.case = case
        self.checked = False
        self._record = record
        self._updating = updating

    def check(self, actual: str) -> None:
        """Compare what came out with what is expected; to be called once."""
        assert not self.checked, "one case, one check"
        self.checked = True
        actual = _text(actual.split("\n"))
        self._record(actual)
        if not self._updating and actual != self.case.expected:
            wanted, got = self.case.expected.splitlines(), actual.splitlines()
            shown = "\n".join(unified_diff(wanted, got, self.case.path, "what came out", lineterm="", n=5))
            pytest.fail(f"{self.case.title}\n{shown}\n(if this is right: pytest --update-golden)", pytrace=False)


class Shelf:
    """All files below a folder of cases, and what one run did with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.compared: Counter[str] = Counter()
        self.came_out: dict[str, str] = {}

    def files(self, folder: str = "") -> list[str]:
        """Every file, relative to the folder of all cases, with forward slashes."""
        below = self.root / folder
        return sorted(path.relative_to(self.root).as_posix() for path in below.rglob("*") if path.is_file())

    def cases(self, folder: str = "") -> list[Case]:
        """Every case of a folder and of those below it; raises CaseError."""
        return [case for path in self.files(folder) for case in read_cases(path, self._text(path))]

    def complaints(self) -> list[str]:
        """Cases that were not compared exactly once."""
        counts = [(self.compared[case.key], case.key) for case in self.cases()]
        return [
            *(f"not compared: {key}" for count, key in counts if not count),
            *(f"compared {count} times: {key}" for count, key in counts if count > 1),
        ]

    def update(self) -> list[str]:
        """Write what came out into the files; returns those that changed."""
        changed = []
        for path in self.files():
            text = self._text(path)
            cases = [case for case in read_cases(path, text) if case.key in self.came_out]
            fresh = rewritten(text, [(case, self.came_out[case.key]) for case in cases])
            if fresh != text:
                (self.root / path).write_text(fresh, encoding="utf-8", newline="\n")
                changed.append(path)
        return changed

    def _text(self, path: str) -> str:
        if not path.endswith(".txt"):
            raise CaseError(f"{path}: only files *.txt are cases")
        return (self.root / path).read_text(encoding="utf-8")
