"""How long builds take: `make benchmark`, or `python -m tests.benchmark --articles 1000 --runs 5`.

Writes a corpus (each article: 20 paragraphs, 50 marks, 12 claims, 9 of 300 sources) and builds it: `cold` from nothing,
`same` where nothing changed, `one` where a sentence was added to one article. `--beside COMMAND` is run after each of
our builds; the ratio is of the times in a pair, so that a machine that is busy now and then does not matter.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

WORDS = (
    "the council harbour bridge report river winter market school engine letter garden winding open small late first "
    "northern careful public heavy early repaired counted visited closed measured moved watched opened carried builds"
).split()
HEDGES = ("reportedly", "allegedly", "probably", "perhaps", "might", "could")
CUES = ("said", "claimed", "insisted", "told reporters", "reported")
SOURCES = 300


def write(root: Path, articles: int, pages: str) -> None:
    """Write a site; the same for the same numbers."""
    chance = random.Random(articles)  # noqa: S311 - repeatable, not secret
    content = root / "content"
    content.mkdir(parents=True)
    site = f"title: Benchmark\nbase_url: https://example.org/\ncontact: desk@example.org\n{pages}"
    (content / "site.yaml").write_text(site, encoding="utf-8")
    names = [f"  s{number}: {{name: Source {_letters(number)}, kind: person}}" for number in range(SOURCES)]
    (content / "sources.yaml").write_text("\n".join(["sources:", *names, ""]), encoding="utf-8")
    for number in range(articles):
        folder = content / "articles" / f"article-{number}"
        folder.mkdir(parents=True)
        text, claims = _article(number, chance)
        (folder / "article.md").write_text(text, encoding="utf-8")
        (folder / "claims.yaml").write_text(claims, encoding="utf-8")


def _letters(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in f"{number:03}").capitalize()


def _words(chance: random.Random, least: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(least + chance.randrange(5)))


def _article(number: int, chance: random.Random) -> tuple[str, str]:
    """The text of an article and its claims."""
    sources = chance.sample(range(SOURCES), 9)
    lines = ["---", "level: 15-18", "---", f"# [{_words(chance, 5).capitalize()} {number}]{{.c ref=c0}}", ""]
    for at in range(19):
        claim, source = at % 12, sources[at % 9]
        kind = "x" if claim >= 8 else "c"
        said = f"{_words(chance, 6)} [{chance.choice(HEDGES)}]{{.h}} {_words(chance, 4)}"
        who = f"[Source {_letters(source)} {chance.choice(CUES)}]{{.a source=s{source}}}"
        rest = "" if at % 6 else f" It was *{_words(chance, 2)}* and [so on](https://example.org/{at})."
        lines += [f"{who} that [{said}]{{.{kind} ref=c{claim}}}.{rest} {_words(chance, 12).capitalize()}.", ""]
    claims = ["claims:"]
    for claim in range(12):
        claims += [f"  c{claim}:", f"    says: {_words(chance, 8).capitalize()}."]
        if claim >= 8:
            claims += [f"    answers: [{{how: denies, claims: [c{claim - 8}]}}]"]
    return "\n".join(lines), "\n".join([*claims, ""])


def _before(scenario: str, root: Path, run: int) -> None:
    """Bring the site into the state from which a scenario begins."""
    if scenario == "cold":
        for name in ("site", ".cache"):
            shutil.rmtree(root / name, ignore_errors=True)
    elif scenario == "one":
        found = sorted(root.glob("content/articles/*/article.md"))
        with found[run * 7 % len(found)].open("a", encoding="utf-8") as stream:
            stream.write("\nA sentence was added.\n")
    time.sleep(0.1)


def _took(command: list[str] | str) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, shell=isinstance(command, str))
    return time.perf_counter() - began


def _spread(values: list[float], digits: int) -> str:
    return f"{statistics.median(values):8.{digits}f}  ({min(values):.{digits}f} to {max(values):.{digits}f})"


def rows(root: Path, runs: int, beside: str) -> Iterator[str]:
    """A line for each scenario."""
    ours = [sys.executable, "-m", "builder", "build", "--root", str(root)]
    _took(ours)
    for scenario in ("cold", "same", "one"):
        times, ratios = [], []
        for run in range(runs):
            _before(scenario, root, run)
            times.append(_took(ours))
            if beside:
                ratios.append(times[-1] / _took(beside))
        line = f"{scenario:<6}{statistics.median(times):>9.3f} s  ({min(times):.3f} to {max(times):.3f})"
        yield line + (
            f"  ratio {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})" if ratios else ""
        )
    _before("cold", root, 0)
    yield from subprocess.run([*ours, "--profile"], check=True, capture_output=True, text=True).stdout.splitlines()


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--beside", default="", help="another command, for the ratio")
    chosen = parser.parse_args()
    for title, pages in (("articles and home page", "pages: [articles, home]\n"), ("all pages", "")):
        with tempfile.TemporaryDirectory(prefix="allegedly-benchmark-") as folder:
            root = Path(folder) / "site"
            write(root, chosen.articles, pages)
            sys.stdout.write(f"\n{chosen.articles} articles, {title}\n")
            for line in rows(root, chosen.runs, chosen.beside):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
