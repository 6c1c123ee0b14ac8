"""What each rule contributes: `python -m builder.draft.contributions --attributions GOLD… --hedges GOLD…`.

Prints a Markdown table: precision and recall of cues and of careful words with all rules, and how many points of each
are lost (below 0) or gained when a rule sees nothing. The gold files are as `builder.draft.learn` reads them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder.draft import account_nouns, cue_rules, hedge_rules, phrases, rival_rules
from builder.draft.attributions import possible_cues
from builder.draft.hedges import hedges
from builder.draft.knowledge import Knowledge, knowledge
from builder.draft.learn.gold import Text, inside, part, texts
from builder.draft.rule import Function, Register, Scale, Shown
from builder.draft.tongue import LANGUAGES

EVEN = 0.5
"""The confidence from which on a word counts as found."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How many were found, how many of them are right, and how many there are."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of the found that is right, in percent."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of those there are that was found, in percent."""
        return 100 * self.right / self.gold if self.gold else 0.0


def without(scale: Scale, rule: str) -> Scale:
    """A scale on which a rule weighs nothing."""
    return Scale(scale.rules, {name: weights for name, weights in scale.weights.items() if name != rule})


def without_each(rules: Register[Function]) -> Iterator[Shown[Function]]:
    """Each rule of a register, which is without it meanwhile."""
    for number, rule in enumerate(list(rules.listed)):
        rules.listed.remove(rule)
        yield rule
        rules.listed.insert(number, rule)


def cues_found(every: Sequence[Text], known: Knowledge) -> Measure:
    """How well cues are found, each by one of its words."""
    right = found = gold = 0
    for text in every:
        groups = [set(inside(text.reading, *mark["cue"][0])) for mark in text.marks if mark["cue"]]
        places = {one.at for one in possible_cues(text.reading, known) if one.confidence >= EVEN}
        right += sum(bool(group & places) for group in groups)
        found += len(places)
        gold += len(groups)
    return Measure(right, found, gold)


def hedges_found(every: Sequence[Text], known: Knowledge) -> Measure:
    """How well careful words are found, each exactly."""
    right = found = gold = 0
    for text in every:
        spans = {(one.span.start, one.span.end) for one in hedges(text.reading, known)[0]}
        marked = {tuple(mark["span"]) for mark in text.marks}
        right += len(spans & marked)
        found += len(spans)
        gold += len(marked)
    return Measure(right, found, gold)


def cue_rows(every: Sequence[Text], known: Knowledge) -> Iterator[tuple[str, str, Measure]]:
    """Each rule for cues, those for nouns last: its name, what it looks at, and the measure without it."""
    for rule in (*cue_rules.RULES.listed, *rival_rules.RULES.listed):
        less = replace(known, first=without(known.first, rule.name), second=without(known.second, rule.name))
        yield rule.name, rule.doc, cues_found(every, less)
    for noun in without_each(account_nouns.RULES):
        yield noun.name, noun.doc, cues_found(every, known)


def hedge_rows(every: Sequence[Text], known: Knowledge) -> Iterator[tuple[str, str, Measure]]:
    """Each rule for careful words, those for phrases last."""
    for rule in hedge_rules.RULES.listed:
        yield rule.name, rule.doc, hedges_found(every, replace(known, careful=without(known.careful, rule.name)))
    for phrase in without_each(phrases.RULES):
        yield phrase.name, phrase.doc, hedges_found(every, known)


def table(
    title: str,
    every: Sequence[Text],
    known: Knowledge,
    measure: Callable[[Sequence[Text], Knowledge], Measure],
    rows: Callable[[Sequence[Text], Knowledge], Iterator[tuple[str, str, Measure]]],
) -> Iterator[str]:
    """A table in Markdown, line by line."""
    whole = measure(every, known)
    yield f"| {title} | looks at | precision | recall |"
    yield "|---|---|---:|---:|"
    yield f"| all rules | {len(every)} texts | {whole.precision:.1f} | {whole.recall:.1f} |"
    for name, doc, less in rows(every, known):
        change = f"{less.precision - whole.precision:+.1f} | {less.recall - whole.recall:+.1f}"
        yield f"| without `{name}` | {doc} | {change} |"


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attributions", type=Path, nargs="*", default=[])
    parser.add_argument("--hedges", type=Path, nargs="*", default=[])
    parser.add_argument("--data", type=Path, help="Folder of learnt data, where it is not the program's own.")
    parser.add_argument("--part", type=int, help="Only this fifth (0 to 4) of the texts.")
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    given = parser.parse_args()
    known = knowledge(given.language, given.data)

    def some(paths: Sequence[Path], *, fold: bool) -> list[Text]:
        return [text for text in texts(paths, known.tongue, fold=fold) if given.part in (None, part(text.id))]

    if given.attributions:
        for line in table("cues", some(given.attributions, fold=True), known, cues_found, cue_rows):
            sys.stdout.write(f"{line}\n")
    if given.hedges:
        for line in table("careful words", some(given.hedges, fold=False), known, hedges_found, hedge_rows):
            sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
