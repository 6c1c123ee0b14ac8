"""The promises of golden cases: nothing is skipped quietly, nothing is changed that should not be."""

from __future__ import annotations

import pytest

from tests.golden import CaseError, read_cases, rewritten

INPUT, EXPECTED, CASE = (f"{'═' * 40} {name}" for name in ("input", "expected", "case"))
TWO = f"A word\ngoes up\n{INPUT}\nword\n\n{EXPECTED}\nWORD\n\n{CASE}\nNothing stays nothing\n{INPUT}\n{EXPECTED}\n"
CONFTEST = 'pytest_plugins = ("tests.golden_run",)\n'
CONFIG = """
[pytest]
testpaths = tests
markers = cases: golden cases
addopts = -p no:cacheprovider
"""
TEST = """
import pytest

@pytest.mark.cases("upper")
def test_upper(golden):
    golden.check(golden.case.input.upper())
"""


def test_read() -> None:
    """A file of two cases is read as two cases, blank lines at the end of a section aside."""
    first, second = read_cases("upper.txt", TWO)
    assert (first.title, first.input, first.expected) == ("A word goes up", "word\n", "WORD\n")
    assert (second.title, second.input, second.expected) == ("Nothing stays nothing", "", "")


def test_read_several_inputs() -> None:
    """A case may need several files, which keep their names and their order."""
    ruler = "═" * 8
    text = f"Two files\n{ruler} article.md\n# A\n\ntext\n{ruler} claims.yaml\nclaims: {{}}\n{EXPECTED}\nyes\n"
    (case,) = read_cases("two.txt", text)
    assert dict(case.inputs) == {"article.md": "# A\n\ntext\n", "claims.yaml": "claims: {}\n"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "has no title"),
        (f"{INPUT}\na\n{EXPECTED}\nb\n", "has no title"),
        ("Only a title\n", "a title without a case"),
        (f"No input\n{EXPECTED}\nb\n", "needs inputs"),
        (f"Expected first\n{EXPECTED}\nb\n{INPUT}\na\n", "needs inputs"),
        (f"Input twice\n{INPUT}\na\n{INPUT}\na\n{EXPECTED}\nb\n", "two sections 'input'"),
        (f"Same\n{INPUT}\n{EXPECTED}\n{CASE}\nSame\n{INPUT}\n{EXPECTED}\n", "another has too"),
    ],
)
def test_malformed(text: str, problem: str) -> None:
    """What cannot be read as cases is refused with a reason."""
    with pytest.raises(CaseError, match=problem):
        read_cases("bad.txt", text)


def test_rewritten_with_the_same() -> None:
    """Rewriting what is there already changes no byte but blank lines at the end of a section."""
    text = TWO.replace("WORD\n\n", "WORD\n")
    assert rewritten(text, [(case, case.expected) for case in read_cases("upper.txt", text)]) == text


def test_rewritten_with_other_output() -> None:
    """Rewritten cases are read back with the new output, and with everything else as it was."""
    changes = {"A word goes up": "one\ntwo\n", "Nothing stays nothing": "something"}
    before = read_cases("upper.txt", TWO)
    after = read_cases("upper.txt", rewritten(TWO, [(case, changes[case.title]) for case in before]))
    assert [(case.title, case.inputs) for case in after] == [(case.title, case.inputs) for case in before]
    assert [case.expected for case in after] == ["one\ntwo\n", "something\n"]


def test_rewritten_with_a_ruler() -> None:
    """An output that would tear the file apart is refused."""
    (case, _) = read_cases("upper.txt", TWO)
    with pytest.raises(CaseError, match="looks like a ruler"):
        rewritten(TWO, [(case, f"a\n{CASE}\nb\n")])


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> pytest.Pytester:
    """A suite of its own: one test, one file of two cases."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(pytestconfig.rootpath))
    pytester.makefile(".ini", pytest=CONFIG)
    pytester.makeconftest(CONFTEST)
    _write(pytester, "tests/test_upper.py", TEST)
    _write(pytester, "tests/cases/upper/letters go up.txt", TWO)
    return pytester


def _write(suite: pytest.Pytester, path: str, text: str) -> None:
    file = suite.path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_run(suite: pytest.Pytester) -> None:
    """Every case of the folder is a test, and a run in which all are compared passes."""
    result = suite.runpytest_inprocess()
    result.assert_outcomes(passed=2)
    assert result.ret == pytest.ExitCode.OK


def test_run_side_by_side(suite: pytest.Pytester) -> None:
    """Spread over processes, all cases are counted just the same."""
    _write(suite, "tests/cases/lower/unread.txt", TWO)
    result = suite.runpytest_subprocess("-n", "2")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["not compared: lower/unread.txt: A word goes up"])
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_run_with_a_difference(suite: pytest.Pytester) -> None:
    """A case that came out otherwise fails and shows both."""
    _write(suite, "tests/cases/upper/letters go up.txt", TWO.replace("WORD", "WARD"))
    result = suite.runpytest_inprocess()
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["-WARD", "+WORD"])


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("lower/letters go down.txt", "not compared: lower/letters go down.txt: A word goes up"),
        ("lower/letters.md", "tests/cases/lower/letters.md: only files *.txt are cases"),
    ],
)
def test_file_nobody_reads(suite: pytest.Pytester, path: str, complaint: str) -> None:
    """A file of cases that no test takes fails the whole run, although every test passed."""
    _write(suite, f"tests/cases/{path}", TWO)
    result = suite.runpytest_inprocess()
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines([complaint])
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_leftover_filter(suite: pytest.Pytester) -> None:
    """A filter left in the configuration fails the run; the same one typed on purpose does not."""
    assert suite.runpytest_inprocess("-k", "Nothing").ret == pytest.ExitCode.OK
    suite.makefile(".ini", pytest=CONFIG + " -k Nothing\n")
    result = suite.runpytest_inprocess()
    result.assert_outcomes(passed=1, deselected=1)
    assert result.ret == pytest.ExitCode.TESTS_FAILED


@pytest.mark.parametrize("line", ["pytest.skip('later')", "golden.case.input.upper()"])
def test_case_never_compared(suite: pytest.Pytester, line: str) -> None:
    """A test that skips a case, or forgets to hand over what came out, is an error."""
    _write(suite, "tests/test_upper.py", TEST.replace("golden.check(golden.case.input.upper())", line))
    result = suite.runpytest_inprocess()
    assert result.parseoutcomes()["errors"] == 2
    result.stdout.fnmatch_lines(["*this case was never compared: upper/letters go up.txt: A word goes up*"])


def test_empty_folder(suite: pytest.Pytester) -> None:
    """A test whose folder holds no case is an error."""
    _write(suite, "tests/test_upper.py", TEST.replace('"upper"', '"uper"'))
    result = suite.runpytest_inprocess()
    assert result.ret != pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["*there is no case below tests/cases/uper*"])


@pytest.mark.parametrize("options", [[], ["-n", "2"]])
def test_update(suite: pytest.Pytester, options: list[str]) -> None:
    """`--update-golden` writes what came out, and the next run passes."""
    path = suite.path / "tests/cases/upper/letters go up.txt"
    path.write_text(TWO.replace("WORD\n\n", "WARD\n"), encoding="utf-8")
    suite.runpytest_subprocess("--update-golden", *options).stdout.fnmatch_lines(["rewritten: tests/cases/upper/*"])
    assert path.read_text(encoding="utf-8") == TWO.replace("WORD\n\n", "WORD\n")
    assert suite.runpytest_inprocess().ret == pytest.ExitCode.OK


def test_update_in_ci(suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody reads the difference, nothing is written."""
    monkeypatch.setenv("CI", "true")
    assert suite.runpytest_inprocess("--update-golden").ret == pytest.ExitCode.USAGE_ERROR
