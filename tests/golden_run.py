"""How golden cases run: pytest's side of `tests/golden.py`."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.golden import Case, CaseError, Golden, Shelf

PROPERTY = "golden"
"""Under this name the report of a test carries the case it compared, and what came out."""
_SHELF = pytest.StashKey[Shelf]()
_SELECTING = (
    "-k",
    "-m",
    "-x",
    "--lf",
    "--last",
    "--sw",
    "--step",
    "--deselect",
    "--ignore",
    "--exitfirst",
    "--maxfail",
)
"""Options that leave tests out on purpose where they are typed; in a configuration file they are a leftover."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`."""
    parser.addoption("--update-golden", action="store_true", help="write what comes out into the files of tests/cases/")


def pytest_configure(config: pytest.Config) -> None:
    """Find the cases; in the process that hears of all tests, count them."""
    if config.getoption("update_golden") and os.environ.get("CI"):
        raise pytest.UsageError("--update-golden is for people: unread, it makes any result the expected one")
    config.stash[_SHELF] = Shelf(config.rootpath / "tests" / "cases")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Count(config))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each case of the folder it is marked with."""
    marker = metafunc.definition.get_closest_marker("cases")
    where = metafunc.definition.nodeid
    if (marker is not None) != ("golden_case" in metafunc.fixturenames):
        raise pytest.UsageError(f"{where}: the marker `cases` and the fixture `golden` go together")
    if marker is not None:
        (folder,) = marker.args
        try:
            cases = metafunc.config.stash[_SHELF].cases(folder)
        except CaseError as error:
            raise pytest.UsageError(f"tests/cases/{error}") from None
        if not cases:
            raise pytest.UsageError(f"{where}: there is no case below tests/cases/{folder}")
        metafunc.parametrize("golden_case", cases, ids=[case.key for case in cases])


@pytest.fixture
def golden(golden_case: Case, request: pytest.FixtureRequest) -> Iterator[Golden]:
    """One golden case; the test hands what came out to `golden.check`."""

    def record(actual: str) -> None:
        request.node.user_properties.append((PROPERTY, [golden_case.key, actual]))

    golden = Golden(golden_case, record, updating=request.config.getoption("update_golden"))
    yield golden
    if not golden.checked:
        pytest.fail(f"this case was never compared: {golden_case.key}", pytrace=False)


class _Count:
    """Counts the cases that were compared, in this process or in others that report to it."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.shelf = config.stash[_SHELF]
        self.complaints: list[str] = []
        self.changed: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take note of what a test compared."""
        for name, value in report.user_properties:
            if name == PROPERTY and report.when == "call" and isinstance(value, list):
                key, actual = value
                self.shelf.compared[key] += 1
                self.shelf.came_out[key] = actual

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int | pytest.ExitCode) -> None:
        """Write what came out, where that was asked for; after a run of everything, complain of what was left out."""
        if exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) or self.config.option.collectonly:
            return
        try:
            if self.config.getoption("update_golden"):
                self.changed = self.shelf.update()
            if self._is_whole():
                self.complaints = self.shelf.complaints()
        except CaseError as error:
            self.complaints = [f"tests/cases/{error}"]
        if self.complaints:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was counted."""
        for changed in self.changed:
            terminalreporter.write_line(f"rewritten: tests/cases/{changed}")
        if self.complaints:
            terminalreporter.section("golden cases", red=True, bold=True)
        for complaint in self.complaints:
            terminalreporter.write_line(complaint, red=True)

    def _is_whole(self) -> bool:
        """Whether whoever called asked for the whole suite: no path and no selection on the command line."""
        typed = [str(argument) for argument in self.config.invocation_params.args]
        named = self.config.args_source is pytest.Config.ArgsSource.ARGS
        return not named and not any(argument.startswith(_SELECTING) for argument in typed)
