"""The workflows that a site may begin with do what they promise."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from builder.cli import main
from tests.publish.test_folder import files

PATHS = {"github": ".github/workflows/pages.yml", "gitlab": ".gitlab-ci.yml"}


def lines(found: Any) -> list[str]:
    """All commands of a workflow, in their order."""
    if isinstance(found, dict):
        own = [found["run"]] if isinstance(found.get("run"), str) else list(found.get("script", []))
        return own + [line for each in found.values() for line in lines(each)]
    return [line for each in found for line in lines(each)] if isinstance(found, list) else []


@pytest.mark.parametrize("host", PATHS)
def test_a_workflow_publishes_a_new_site(host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its commands, typed in a new site, check it and leave it in the folder that the host takes; it installs us."""
    run = CliRunner()
    assert run.invoke(main, ["new", "site", str(tmp_path / "mine")]).exit_code == 0
    monkeypatch.chdir(tmp_path / "mine")
    assert run.invoke(main, ["new", "workflow", host]).exit_code == 0
    workflow = yaml.safe_load(Path(PATHS[host]).read_text(encoding="utf-8"))
    typed = list(dict.fromkeys(lines(workflow)))
    assert typed[0] == "pip install allegedly"
    for line in typed[1:]:
        program, *words = shlex.split(line)
        assert program == "allegedly"
        result = run.invoke(main, words, catch_exceptions=False)
        assert result.exit_code == 0, result.output
    assert {"index.html", "404.html"} <= files(Path("public")).keys()


def test_versions_are_pinned() -> None:
    """Every action and image is named with its version."""
    from builder.publish.workflows import WORKFLOWS

    named = [found for _, text in WORKFLOWS.values() for found in re.findall(r"(?:uses|image): (\S+)", text)]
    assert len(named) == 5
    assert [name for name in named if not re.search(r"@v\d+$|:\d+\.\d+", name)] == []
