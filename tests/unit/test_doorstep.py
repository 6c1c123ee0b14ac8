"""A build with nothing to do is told at the door: in the words of the command line, without loading it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.cli import build, main
from builder.doorstep import built, plain
from tests.child import python
from tests.small_sites import SmallSite

WORDS = st.one_of(
    st.sampled_from(["--root", "--out", "--drafts", "--jobs", "--cache", "--no-cache", "--profile", "--cluster", "-h"]),
    st.sampled_from([".", "a", "a/b", "/a", "//a", "a//b", "a/", "./a", "a/..", "../a", "-", "--", "", "2", "0", "-1"]),
    st.text("a./-=1 \u00e9\udcff\n", max_size=6),
)


@given(st.lists(WORDS, max_size=6))
def test_plain_words_mean_the_same_to_the_command_line(words: list[str]) -> None:
    """What is understood at the door is understood there alike, the way folders are told included."""
    understood = plain(["build", *words])
    if understood is None:
        return
    whole = main.make_context("allegedly", ["build"])
    parameters = build.make_context("build", list(words), parent=whole).params
    root, out, drafts, jobs = understood
    folder = parameters["out"] or parameters["root"] / "site"
    assert (root, out, drafts) == (str(parameters["root"]), str(folder), parameters["drafts"])
    assert (parameters["cache"], parameters["profiled"], parameters["cluster"]) == (True, False, "")
    assert jobs == parameters["jobs"]


@pytest.mark.parametrize(
    "words", [[], ["--root", "a"], ["--out", "/b", "--root", "a/b"], ["--drafts", "--jobs", "2"], ["--root", "."]]
)
def test_usual_words_are_plain(words: list[str]) -> None:
    """What people type, and what starter workflows hold, is understood at the door."""
    assert plain(["build", *words]) is not None


def test_one_of_a_kind() -> None:
    """One article and one file are told as one."""
    assert built(1, "site", 1, 2, 3, 4) == "Built 1 article into site: 1 file new, 2 changed, 3 unchanged, 4 removed."
    assert built(2, "site", 0, 0, 0, 0).startswith("Built 2 articles into site: 0 files new,")


def test_nothing_is_loaded_to_say_that_nothing_has_changed(site: Callable[[str], SmallSite]) -> None:
    """Neither the command line nor any library; the same is told as by the whole program."""
    whole = site("minimal")
    command = ["build", "--root", str(whole.root), "--out", str(whole.out)]
    code = (
        f"import sys; sys.argv = ['x', *{command!r}]\nfrom builder.__main__ import main\n"
        "try: main()\nfinally: print(*sys.modules)"
    )
    first = python("-c", code, codes=[0]).out.splitlines()
    time.sleep(0.05)  # what is written within a tick of the clock is not believed yet
    python("-c", code, codes=[0])
    second = python("-c", code, codes=[0]).out.splitlines()
    assert "msgspec" in first[1].split()
    assert "click" not in first[1].split()
    assert second[0].endswith(f"0 files new, 0 changed, {first[0].split()[5]} unchanged, 0 removed.")
    heavy = {"click", "msgspec", "typing", "dataclasses", "pathlib", "jinja2", "yaml", "inspect", "importlib.metadata"}
    assert not heavy & set(second[1].split())


def test_warnings_are_told_at_the_door(site: Callable[[str], SmallSite]) -> None:
    """Where nothing has changed, what there is to tell is told again, word for word."""
    whole = site("minimal")
    whole.write("content/sources.yaml", "sources:\n  nobody: {name: Nobody, kind: person}\n")
    command = ("-m", "builder", "build", "--root", whole.root, "--out", whole.out)
    first = python(*command, codes=[0])
    time.sleep(0.05)
    for _ in range(2):
        again = python(*command, codes=[0])
        assert again.err == first.err
        assert "source-unused" in again.err
