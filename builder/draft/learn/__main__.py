"""Write the word lists and weights of a language, learnt from annotated texts.

    python -m builder.draft.learn OUT --attributions FILE... --hedges FILE... [--without PART] [--language en]

With `--without 0` a fifth of the texts, chosen by name, is left out, so that the rest can be measured on it.
The texts themselves are not written anywhere: only words, counts and weights are.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from builder.draft.learn import cues, hedges
from builder.draft.learn.gold import part, texts
from builder.draft.learn.logistic import Seen
from builder.draft.tongue import LANGUAGES, tongue

LIGHT = 0.01
"""Weights nearer to 0 are left out."""
POLNEAR = "PolNeAR (Newell et al. 2018), cues of attribution in US political news"
SZEGED = "Szeged Uncertainty Corpus (Szarvas et al. 2012), uncertainty cues in Wikipedia and in news (FactBank)"


def main() -> None:
    """Read the arguments, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--attributions", type=Path, nargs="*", default=[])
    parser.add_argument("--hedges", type=Path, nargs="*", default=[])
    parser.add_argument("--without", type=int, help="Leave out this fifth (0 to 4) of the texts.")
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    if given.attributions:
        learn_cues(given.out, given.attributions, given.without, given.language)
    if given.hedges:
        learn_hedges(given.out, given.hedges, given.without, given.language)


def learn_cues(out: Path, paths: Sequence[Path], without: int | None, language: str) -> None:
    """Write what is known of cues, sources and contents."""
    found = [text for text in texts(paths, tongue(language), fold=True) if part(text.id) != without]
    golds = cues.gold_of(found)
    words = cues.lexicon(golds)
    about = [f"# Words that may be cues: times a cue, times seen, share. Source: {POLNEAR}"]
    _table(
        out / "cues.tsv",
        about,
        ([word, one.right, one.seen, f"{one.share:.3f}"] for word, one in sorted(words.items())),
    )
    first, second = cues.looks(golds, words)
    _weights(out / "cue-weights.tsv", f"the first look at a possible cue. Learnt from {POLNEAR}", first)
    _weights(out / "rival-weights.tsv", f"the second look at a possible cue. Learnt from {POLNEAR}", second)
    places, meetings = cues.edges(golds)
    about = [f"# Weights of labels (outside, source, content, cue) by what is seen of an item. Learnt from {POLNEAR}"]
    _table(
        out / "span-places.tsv",
        about,
        ([sight, *map(_short, row)] for sight, row in sorted(places.items()) if any(map(round, row))),
    )
    about = [f"# Weights of changes of label (4 × before + behind: weight) where items meet. Learnt from {POLNEAR}"]
    rows = (
        (sight, [f"{at}:{_short(one)}" for at, one in enumerate(row) if round(one)])
        for sight, row in sorted(meetings.items())
    )
    _table(out / "span-meetings.tsv", about, ([sight, *row] for sight, row in rows if row))


def learn_hedges(out: Path, paths: Sequence[Path], without: int | None, language: str) -> None:
    """Write what is known of careful words."""
    found = [text for text in texts(paths, tongue(language), fold=False) if part(text.id) != without]
    words, phrases, places = hedges.lexicon(found)
    about = [f"# Words that may be careful: times annotated, times seen, share. Source: {SZEGED}; 0 times: our lexicon"]
    _table(
        out / "hedges.tsv",
        about,
        ([word, one.right, one.seen, f"{one.share:.3f}"] for word, one in sorted(words.items())),
    )
    about = [f"# Phrases by the word they are found by. Source: {SZEGED}"]
    rows = ([word, one] for word, some in sorted(phrases.items()) for one in sorted(some, key=lambda p: (-len(p), p)))
    _table(out / "hedge-phrases.tsv", about, rows)
    found_weights = hedges.careful(found, words, places)
    _weights(out / "hedge-weights.tsv", f"careful words. Learnt from {SZEGED}", found_weights)


def _short(number: float) -> str:
    return str(round(number))


def _weights(path: Path, about: str, found: Mapping[Seen, float]) -> None:
    rows = ([rule, seen, f"{weight:.2f}"] for (rule, seen), weight in sorted(found.items()) if abs(weight) >= LIGHT)
    _table(path, [f"# Weights (log odds) by rule and what it sees, for {about}"], rows)


def _table(path: Path, about: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    lines = [*about, *("\t".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
