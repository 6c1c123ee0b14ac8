"""What a second process reads ahead: an edit is built as if nobody had, whatever becomes of that process."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cache.looks import Looks
from builder.forerunner import FEW, Forerunner
from tests.child import Ran, python
from tests.small_sites import SmallSite

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="nobody is sent ahead on this machine"
)

ARTICLE = "content/articles/ferry/article.md"
EDIT = "\nThe captain waited in the harbour office.\n"
MAIN = "from builder.__main__ import main\nmain()\n"
LOADED = "print('read here:', 'builder.pipeline.reading' in sys.modules)\n"


@pytest.fixture
def whole(site: Callable[[str], SmallSite]) -> SmallSite:
    """A site that was built, some time ago."""
    minimal = site("minimal")
    run(minimal, MAIN)
    time.sleep(0.05)  # what is written within a tick of the clock is not believed yet
    return minimal


def run(whole: SmallSite, code: str, *options: str, codes: tuple[int, ...] = (0,)) -> Ran:
    """Build in a process of its own, by some code."""
    words = ["x", "build", "--root", str(whole.root), "--out", str(whole.out), *options]
    return python("-c", f"import os, sys; sys.argv = {words!r}\n{code}", codes=codes)


def edit(whole: SmallSite, words: str = EDIT) -> None:
    """Add words to the article, long enough ago to be believed."""
    path = whole.root / ARTICLE
    path.write_text(path.read_text(encoding="utf-8") + words, encoding="utf-8")
    time.sleep(0.05)


def test_an_edit_is_read_ahead(whole: SmallSite, tmp_path: Path) -> None:
    """The process that builds reads no article itself, and builds what a build from nothing does."""
    edit(whole)
    told = run(whole, MAIN + LOADED)
    assert "read here: False" in told.out
    assert "0 changed" not in told.out
    built = whole.built()
    shutil.rmtree(whole.root / ".cache")
    shutil.rmtree(whole.out)
    again = run(whole, MAIN + LOADED)
    assert "read here: True" in again.out
    assert whole.built() == built


def test_mistakes_are_told_alike(whole: SmallSite) -> None:
    """By the process that builds, once, and nothing is built."""
    edit(whole, "\n[No kind]{.none}\n")
    ahead = run(whole, MAIN, codes=(1,))
    alone = run(whole, MAIN, "--jobs", "1", codes=(1,))
    assert ahead.err == alone.err
    assert ahead.err.count("error[") == 1


def _rewrite(out: Path) -> None:
    (out / "index.html").write_text("another hand", encoding="utf-8")


def _remove(out: Path) -> None:
    (out / "404.html").unlink()


@pytest.mark.parametrize("change", [_rewrite, _remove])
def test_what_others_did_in_the_output_is_mended(change: Callable[[Path], None], whole: SmallSite) -> None:
    """It looks at all that the last build wrote; what is not as it was is made anew."""
    edit(whole)
    change(whole.out)
    told = run(whole, MAIN + LOADED)
    assert "read here: False" in told.out
    built = whole.built()
    shutil.rmtree(whole.out)
    run(whole, MAIN)
    assert whole.built() == built


def test_a_link_in_the_output_is_seen(whole: SmallSite) -> None:
    """A folder that is a link now is told of as it is by a process alone, though its files look as they did."""
    edit(whole)
    (whole.out / "assets").rename(whole.root / "elsewhere")
    (whole.out / "assets").symlink_to(whole.root / "elsewhere")
    ahead = run(whole, MAIN, codes=(1,))
    alone = run(whole, MAIN, "--jobs", "1", codes=(1,))
    assert "error[output-through-link]" in ahead.err
    assert ahead.err == alone.err


@pytest.mark.parametrize(
    "trouble",
    ["raise OSError('no disk')", "sys.exit(3)", "os.kill(os.getpid(), 9)", "pass"],
    ids=["an error", "an exit", "a kill", "nothing read"],
)
def test_whatever_becomes_of_it(whole: SmallSite, trouble: str) -> None:
    """Where nothing was read ahead the process that builds reads itself, and nothing else is told."""
    edit(whole)
    stub = (
        "import types\nfake = types.ModuleType('builder.pipeline.ahead')\n"
        f"def read_ahead(*given):\n    {trouble}\n"
        "fake.read_ahead = read_ahead\nsys.modules['builder.pipeline.ahead'] = fake\n"
    )
    told = run(whole, stub + MAIN + LOADED)
    assert "read here: True" in told.out
    assert told.err == ""
    assert b"harbour office" in (whole.out / "articles/ferry/index.html").read_bytes()


TWO = "fork, left = os.fork, [1, 1]\nos.fork = lambda: fork() if left and left.pop() else refuse()\n"


@pytest.mark.parametrize(
    "refused",
    [
        "os.fork = refuse\n",
        TWO,
        "import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n",
        f"{TWO}import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n",
    ],
    ids=["forbidden", "two and no more", "nobody may wait", "two, which end for nobody"],
)
def test_a_system_that_refuses(whole: SmallSite, refused: str) -> None:
    """No process can be had, or nobody can wait for one: the site is built."""
    edit(whole)
    refuse = "def refuse():\n    raise BlockingIOError('no more processes')\n"
    told = run(whole, refuse + refused + MAIN)
    assert "0 changed" not in told.out
    assert told.err == ""


def be_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process look like one that may be copied: without threads, watched by nobody."""
    monkeypatch.delitem(sys.modules, "threading")
    for name in ("gettrace", "getprofile"):
        monkeypatch.setattr(sys, name, lambda: None)


@pytest.mark.parametrize(
    ("changed", "jobs"),
    [
        ((), 0),
        (("content/sources.yaml",), 0),
        (("content/articles/ferry/map.png",), 0),
        (tuple(f"content/articles/a{number}/article.md" for number in range(FEW + 1)), 0),
        ((ARTICLE,), 1),
    ],
    ids=["nothing", "no article", "a picture", "many", "one process"],
)
def test_nobody_is_sent_in_vain(monkeypatch: pytest.MonkeyPatch, changed: tuple[str, ...], jobs: int) -> None:
    """Where reading ahead would gain nothing."""
    be_plain(monkeypatch)
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("somebody was sent"))
    with Forerunner(".", "out", False, jobs, Looks({}, changed)):
        pass
    with Forerunner(".", "out", False, 0, None):
        pass


@pytest.mark.parametrize("name", ["gettrace", "getprofile"])
def test_nobody_is_sent_by_a_process_that_is_watched(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A debugger stops where a file is read once, in the process it was asked to watch."""
    be_plain(monkeypatch)
    monkeypatch.setattr(sys, name, lambda: print)
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("somebody was sent"))
    with Forerunner(".", "out", False, 0, Looks({}, (ARTICLE,))):
        pass


def test_it_ends_with_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing writes into a site's folder once the build is over, in whatever way it ends."""
    sent: list[int] = []
    fork = os.fork

    def send() -> int:
        process = fork()
        if not process:
            time.sleep(60)
            os._exit(0)
        sent.append(process)
        return process

    be_plain(monkeypatch)
    monkeypatch.setattr(os, "fork", send)
    with pytest.raises(KeyboardInterrupt), Forerunner(".", "out", False, 0, Looks({}, (ARTICLE,))):
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(sent[0], 0)


def test_it_may_end_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system lets nobody wait for it, and nobody asks for what it read, the build does not fail of that."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        be_plain(monkeypatch)
        monkeypatch.setattr(os, "fork", lambda fork=os.fork: fork() or os._exit(0))
        with Forerunner(".", "out", False, 0, Looks({}, (ARTICLE,))) as sent, pytest.raises(ChildProcessError):
            os.waitpid(sent._process, 0)
    finally:
        signal.signal(signal.SIGCHLD, before)
