"""Learning from annotated texts, on a few that were made up for this."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from builder.draft import contributions
from builder.draft.analysis import analyse
from builder.draft.knowledge import knowledge
from builder.draft.learn import __main__ as learn

SPEAKERS = ("Smith", "Jones", "The mayor", "Police", "Anna", "Bob")
ACTS = (("said that", True), ("said in May that", True), ("sat beside what", False), ("said", True))


def attribution(number: int) -> dict[str, object]:
    """A text with one sentence, and where its cue stands if it has one."""
    speaker, (words, is_cue) = SPEAKERS[number % 6], ACTS[number % 4]
    text = f"{speaker} {words} the bridge number {number} is safe."
    cue, content = len(speaker) + 1, len(speaker) + 2 + len(words)
    mark = {"source": [[0, len(speaker)]], "cue": [[cue, cue + 4]], "content": [[content, len(text) - 1]]}
    return {"id": f"text-{number}", "text": text, "attributions": [mark] if is_cue else []}


def hedge(number: int) -> dict[str, object]:
    """A text with a careful word, or the month that is spelled like it."""
    text = f"Bridge {number} may fall." if number % 2 else f"In May {number} it fell."
    cues = [{"span": [text.index("may"), text.index("may") + 3]}] if number % 2 else []
    return {"id": f"text-{number}", "text": text, "genre": "news", "cues": cues}


@pytest.fixture
def gold(tmp_path: Path) -> tuple[Path, Path]:
    """A file of attributions and one of careful words."""
    made = (("attributions", attribution), ("hedges", hedge))
    for name, make in made:
        lines = (json.dumps(make(number)) for number in range(80))
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path / "attributions.jsonl", tmp_path / "hedges.jsonl"


def test_learning(gold: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was learnt finds the like; the same texts teach the same, byte for byte, and are not copied."""
    learnt = []
    for name in ("one", "two"):
        out = tmp_path / name
        monkeypatch.setattr(sys, "argv", ["learn", str(out), "--attributions", str(gold[0]), "--hedges", str(gold[1])])
        learn.main()
        learnt.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert learnt[0] == learnt[1]
    assert b"number 7" not in b"".join(learnt[0].values())
    text = "Police said that the bridge may fall."
    draft = analyse(text, knowledge("en", tmp_path / "one"))
    (found,) = draft.attributions
    assert text[found.cue.start : found.cue.end] == "said"
    assert [text[one.span.start : one.span.end] for one in draft.hedges] == ["may"]


def test_contributions(
    gold: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table has a line for all rules and one without each."""
    monkeypatch.setattr(sys, "argv", ["contributions", "--hedges", str(gold[1])])
    contributions.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].startswith("| all rules | 80 texts | ")
    assert any(line.startswith("| without `capital` | ") for line in lines)
    assert any(line.startswith("| without `some_people` | ") for line in lines)
