"""Writing while others do, or until somebody kills it: the next build heals what was left."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path

import pytest

from builder.write import Output, Written
from builder.write.sighting import sighting
from tests.written_output import SITE, Files, build, codes, everything, house, nobody_pulls_the_plug, python, site

__all__ = ["nobody_pulls_the_plug"]

# Runs one build per step at which it can be killed, each in a copy of the folder that is handed in, each killed
# before that step; prints how many there were.
KILLER = """
import builtins, json, os, shutil, signal, sys
from pathlib import Path
from builder.write import Output

template, work, files = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
files = {name: data.encode() for name, data in files.items()}

os.fsync = lambda descriptor: None

def run(out, fatal):
    steps = 0
    def deadly(function):
        def step(*arguments, **options):
            nonlocal steps
            steps += 1
            if steps == fatal:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **options)
        return step
    for name in ("replace", "mkdir", "unlink", "rmdir", "fsync", "open"):
        setattr(os, name, deadly(getattr(os, name)))
    builtins.open = deadly(builtins.open)
    with Output(out) as output:
        for name, data in files.items():
            output.put(name, data)
        assert output.commit(), output.findings

for fatal in range(1, 1000):
    out = work / str(fatal)
    shutil.copytree(template, out)
    child = os.fork()
    if child == 0:
        run(out, fatal)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        print(fatal)
        break
"""


OLD: Files = {
    "a.html": b"old",
    "b/index.html": b"old",
    "c/d/e": b"old",
    "same": b"same",
    "file": b"old",
    "dir/x": b"old",
}
NEW: Files = {
    "a.html": b"new",
    "n/m/index.html": b"new",
    "b/new": b"new",
    "same": b"same",
    "file/x": b"n",
    "dir": b"n",
}


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders that builds of NEW over OLD left behind, one for each step before which a build can be killed."""
    template, work = tmp_path_factory.mktemp("template"), tmp_path_factory.mktemp("killed")
    build(template, OLD)
    (template / "b/mine.txt").write_bytes(b"mine")
    new = json.dumps({name: data.decode() for name, data in NEW.items()})
    with python(KILLER, str(template), str(work), new) as killer:
        assert killer.stdout is not None
        steps = int(killer.stdout.read())
    assert steps > 40
    return work


class TestKilled:
    """A build that ends in the middle."""

    @pytest.mark.parametrize(
        "then", [{**OLD, "more": b"more"}, NEW, {"same": b"same"}, {}], ids=["old", "new", "other", "nothing"]
    )
    def test_the_next_build_heals_whatever_moment_it_was(self, tmp_path: Path, killed: Path, then: Files) -> None:
        """After kill -9 at any step each file is old or new, foreign ones live, and the next build leaves no trace."""
        clean = tmp_path / "clean"
        build(clean, OLD)
        build(clean, then)
        for left in killed.iterdir():
            out = tmp_path / left.name
            shutil.copytree(left, out)
            for name, data in site(out).items():
                assert data in (OLD.get(name), NEW.get(name)) or name == "b/mine.txt"
            written, findings = build(out, then)
            assert (written is not None, findings) == (True, ())
            assert site(out) == {**then, "b/mine.txt": b"mine"}
            (out / "b/mine.txt").unlink()
            if not any(name.startswith("b/") for name in then):
                (out / "b").rmdir()
            assert everything(out) == everything(clean)

    def test_a_file_made_at_a_planned_name_is_not_ours(self, tmp_path: Path) -> None:
        """What a killed build only meant to write may since have been written by somebody else."""
        build(tmp_path, {"a": b"old"})
        listed = json.loads((tmp_path / ".allegedly/manifest.json").read_bytes())
        listed["coming"] = {"b": "0" * 64, "c": "0" * 64}
        (tmp_path / ".allegedly/manifest.json").write_text(json.dumps(listed))
        (tmp_path / "b").write_bytes(b"mine")
        (tmp_path / "c").write_bytes(b"")  # a power failure leaves this of a file that was just moved
        written, [finding] = build(tmp_path, {"a": b"new", "b": b"new", "c": b"new"})
        assert (written, finding.code, finding.place.path) == (None, "output-foreign-file", f"{tmp_path}/b")
        assert build(tmp_path, {"a": b"new", "c": b"new"}) == (Written(changed=2), ())
        assert site(tmp_path) == {"a": b"new", "b": b"mine", "c": b"new"}

    def test_what_was_seen_before_a_build_was_cut_short_counts_for_nothing(self, tmp_path: Path) -> None:
        """A build that waited for that one looks again: it may have taken files away that are listed still."""
        build(tmp_path, {"a": b"old", "b": b"old"})
        seen = sighting(str(tmp_path / "a"))
        listed = json.loads((tmp_path / ".allegedly/manifest.json").read_bytes())
        digest = listed["files"]["a"]
        with Output(tmp_path) as output:
            (tmp_path / "a").unlink()
            assert output.stands("a", digest, seen, untouched=True)
        listed["coming"] = {"a/c": "0" * 64}
        (tmp_path / ".allegedly/manifest.json").write_text(json.dumps(listed))
        with Output(tmp_path) as output:
            assert not output.stands("a", digest, seen, untouched=True)


# Holds an output open until it is killed or told to end; its child lives on.
HOLDER = """
import os, sys, time
from pathlib import Path
from builder.write import Output

with Output(Path(sys.argv[1])) as output:
    output.put("index.html", b"half")
    child = os.fork()
    if child == 0:
        os.close(1)
        time.sleep(600)
        os._exit(0)
    print(child, flush=True)
    sys.stdin.read()
"""

# Builds the same names again and again, with bytes of its own.
BUILDER = """
import os, sys
from pathlib import Path
from builder.write import Output

os.fsync = lambda descriptor: None
out, mine = Path(sys.argv[1]), sys.argv[2]
for turn in range(20):
    with Output(out, patience=600) as output:
        for number in range(20):
            output.put(f"{number % 5}/{number}", f"{mine} {turn}".encode())
            output.put(f"{mine}/{turn}/{number}", b"own")
        assert output.commit() is not None, output.findings
"""


class TestAtTheSameTime:
    """Two builds into one folder."""

    def test_the_second_waits_and_then_gives_up(self, tmp_path: Path) -> None:
        """It says so, and changes nothing."""
        with Output(tmp_path) as first:
            first.put("index.html", b"first")
            written, findings = build(tmp_path, {"index.html": b"second"}, patience=0)
            assert (written, codes(findings)) == (None, ["output-locked"])
            assert first.commit() == Written(new=1)
        assert site(tmp_path) == {"index.html": b"first"}
        assert build(tmp_path, {"index.html": b"second"}, patience=0)[0] == Written(changed=1)

    def test_a_killed_build_holds_nobody_up(self, tmp_path: Path) -> None:
        """Its lock is gone with it, even where a worker it had started lives on."""
        with python(HOLDER, str(tmp_path)) as holder:
            assert holder.stdout is not None
            worker = int(holder.stdout.readline())
            locked = build(tmp_path, SITE, patience=0)[1]
            holder.kill()
        written, findings = build(tmp_path, SITE, patience=20)
        os.kill(worker, signal.SIGKILL)
        assert codes(locked) == ["output-locked"]
        assert (written, findings) == (Written(new=4), ())
        assert house(tmp_path) == ["manifest.json"]

    def test_builds_in_a_race_leave_the_site_of_one(self, tmp_path: Path) -> None:
        """Three programs that build twenty times each end with exactly what the last of them wrote."""
        builders = [python(BUILDER, str(tmp_path / "out"), name) for name in "xyz"]
        for builder in builders:
            builder.communicate()
        assert [builder.returncode for builder in builders] == [0, 0, 0]
        left = site(tmp_path / "out")
        [last] = {data.decode() for name, data in left.items() if name[0].isdigit()}
        mine, turn = last.split()
        expected = {f"{number % 5}/{number}": last.encode() for number in range(20)}
        assert left == expected | {f"{mine}/{turn}/{number}": b"own" for number in range(20)}
        assert house(tmp_path / "out") == ["manifest.json"]
