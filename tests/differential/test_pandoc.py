"""Our reader of Markdown beside Pandoc's: the same plain text, and in it the same marks, languages and links.

`same.txt` holds what both read alike. `different.txt` holds every difference that is meant, with the reason why; with
the format of Pandoc that reads it as we do, where there is one; and with what we tell the author, where we complain.

In both, ␣ stands for a space at the end of a line, ⇥ for a tab and ⍽ for a no-break space.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.differential.oracle import findings, ours, pandoc
from tests.golden import read_sections

SIGNS = str.maketrans({"␣": " ", "⇥": "\t", "⍽": "\u00a0"})


@dataclass(frozen=True, slots=True)
class Case:
    """A piece of Markdown; where the two readers differ, also why, who agrees with us, and our findings."""

    title: str
    markdown: str
    why: str = ""
    agrees: str = ""
    findings: str = ""


def read_cases(name: str) -> list[Case]:
    """The cases of a file beside this one."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8").translate(SIGNS)
    return [
        Case(title, **{name: section.text.removesuffix("\n") for name, section in sections.items()})
        for title, sections in read_sections(name, text)
    ]


def by_title(case: Case) -> str:
    """What the test of a case is called."""
    return case.title


SAME = read_cases("same.txt")
DIFFERENT = read_cases("different.txt")


@pytest.mark.parametrize("case", SAME, ids=by_title)
def test_same(case: Case) -> None:
    """Both read the same text with the same in it."""
    assert not case.why
    assert str(ours(case.markdown)) == str(pandoc(case.markdown))


@pytest.mark.parametrize("case", DIFFERENT, ids=by_title)
def test_different(case: Case) -> None:
    """The two still differ; there is a reason, and what we tell the author is what the list says."""
    assert case.why
    assert ours(case.markdown) != pandoc(case.markdown)
    assert findings(case.markdown) == case.findings.split()


@pytest.mark.parametrize("case", [case for case in DIFFERENT if case.agrees], ids=by_title)
def test_another_format_agrees(case: Case) -> None:
    """Where the reason is that another format of Pandoc reads it as we do, it does."""
    assert str(ours(case.markdown)) == str(pandoc(case.markdown, case.agrees))


def test_enough() -> None:
    """There are at least sixty cases, and in all of them together every kind of thing is found."""
    found = {found.what for case in SAME for found in pandoc(case.markdown).found}
    assert len(SAME) >= 60
    assert found == {"attribution", "hedge", "claim", "counter", "source", "cue", "lang", "link"}
