"""The README tells the truth: somebody who types what it says sees what it shows."""

from __future__ import annotations

import re
import shlex
import struct
from pathlib import Path

import pytest

from tests import built
from tests.child import PROJECT, Ran, allegedly

README = (PROJECT / "README.md").read_text(encoding="utf-8")
PICTURE = PROJECT / ".readme" / "page.png"
LARGEST = 200_000
"""Bytes of the picture: a README should open at once."""
PALETTE = 3
"""The colour type of a PNG whose pixels are numbers of a palette."""


def block(opening: str) -> str:
    """The fenced block of the README that begins with these words; there is one."""
    blocks: list[str] = re.findall(r"^```[a-z]*\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    found = [text for text in blocks if text.startswith(opening)]
    assert len(found) == 1, f"{len(found)} blocks of the README begin with {opening!r}"
    return found[0]


class Desk:
    """Somebody at a terminal, in a folder of their own, who does what the README says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "bridge.txt").write_text(block("Is the bridge safe?"), encoding="utf-8")

    def type(self, lines: str) -> None:
        """Type lines into the terminal; each succeeds."""
        for line in lines.splitlines():
            program, *words = shlex.split(line)
            if program == "cd":
                self.folder = self.folder / words[0]
            else:
                assert program == "allegedly"
                ran = allegedly(*words, cwd=self.folder)
                assert ran.code == 0, f"{line}\n{ran.said}"
                assert "warning:" not in ran.said, f"{line}\n{ran.said}"

    def check(self) -> Ran:
        """Ask what is wrong."""
        return allegedly("check", cwd=self.folder)

    def replace(self, path: str, old: str, new: str) -> None:
        """Edit a file: something that stands there once becomes something else."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} holds {old!r} {text.count(old)} times"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def annotate(self) -> None:
        """Do all that the README says after its commands."""
        words = block("Is the bridge safe?").split("\n\n")[1]
        self.replace(ARTICLE, words, block("[The mayor said]"))
        with (self.folder / "content/sources.yaml").open("a", encoding="utf-8") as stream:
            stream.write(block("  mayor:"))
        (self.folder / CLAIMS).write_text(block("claims:"), encoding="utf-8")


ARTICLE = "content/articles/bridge/article.md"
CLAIMS = "content/articles/bridge/claims.yaml"
COMMANDS = "allegedly new site my-site"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Somebody who has typed the README's first commands."""
    sitting = Desk(tmp_path)
    sitting.type(block(COMMANDS))
    return sitting


def test_the_first_commands_begin_a_site_with_an_article(desk: Desk) -> None:
    """The README's commands run as they stand, without a complaint, and leave what the README says they leave."""
    assert (desk.folder / "seeds/bridge.txt").read_text(encoding="utf-8") == block("Is the bridge safe?")
    assert (desk.folder / ARTICLE).is_file()
    page = (desk.folder / "site/articles/bridge/index.html").read_bytes()
    assert "the bridge is probably safe" in built.page(page).words
    assert (desk.folder / "site/index.html").is_file()


def test_marking_as_shown_is_understood(desk: Desk) -> None:
    """Marks, sources and claims as the README prints them pass, and the page shows each mark with its answer."""
    desk.annotate()
    checked = desk.check()
    assert (checked.code, checked.out) == (0, "no errors, no warnings\n")
    desk.type("allegedly build")
    page = built.page((desk.folder / "site/articles/bridge/index.html").read_bytes())
    marks = ("a-the-mayor-said", "c-the-bridge-is-probably-safe", "h-probably", "a-engineers-disagree", "x-it-is-not")
    assert [mark for mark in marks if not (page.ids[mark] and page.ids[f"n-{mark}"])] == []


def test_the_mistake_is_answered_as_shown(desk: Desk) -> None:
    """What `check` says of the README's mistake is, to the letter, what the README prints."""
    desk.annotate()
    desk.replace(ARTICLE, "ref=bridge-safe}.", "ref=bridge-saf}.")
    checked = desk.check()
    assert (checked.code, checked.out) == (1, f"{block('content/articles/bridge/article.md:')}\n1 error\n")


def test_the_proof_is_as_shown(desk: Desk) -> None:
    """What `proof` says of the README's first claim is, to the letter, what the README prints."""
    desk.annotate()
    proof = allegedly("proof", "bridge", cwd=desk.folder)
    assert block("P1:") in proof.out.split("\n\n", 1)[1]


def test_the_targets_are_understood(tmp_path: Path) -> None:
    """The targets that the README prints stand the check as they are."""
    text = "title: Ours\n" + block("base_url: https://example.org/project/")
    assert allegedly("new", "site", tmp_path / "ours").code == 0
    (tmp_path / "ours/content/site.yaml").write_text(text, encoding="utf-8")
    checked = allegedly("check", "--root", tmp_path / "ours")
    assert (checked.code, checked.out) == (0, "no errors, no warnings\n")


def test_every_chore_exists() -> None:
    """Each `make` that the README names is a chore of the Makefile."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    chores = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", README, re.MULTILINE))
    assert {"site", "test"} <= named
    assert named <= chores


def test_every_file_it_names_is_there() -> None:
    """Each folder and file of this repository that the README links or names as lying here exists."""
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    named = re.findall(r"`((?:content|templates|tests|builder)/[\w./-]*)`", README)
    ours = [path for path in (*linked, *named) if "bridge" not in path]
    assert ours
    assert [path for path in ours if not (PROJECT / path).exists()] == []


def test_the_picture_is_small() -> None:
    """The README shows its picture: a PNG with a palette, wide enough to read and at most 200 kB."""
    assert f"]({PICTURE.relative_to(PROJECT)})" in README
    data = PICTURE.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, _, colour = struct.unpack(">IIBB", data[16:26])
    assert 1000 <= width <= 3000
    assert 600 <= height <= 2000
    assert colour == PALETTE
    assert len(data) <= LARGEST
