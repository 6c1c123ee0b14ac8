"""Finding who answers whom: denials, answers to “these reports”, contrasts. Each function but the last is a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.draft.drafted import Attribution, Counter
from builder.draft.rule import Register
from builder.draft.tongue import Tongue
from builder.source import Span

WORD = re.compile(r"\w+(?:['’]\w+)*")
LEAD = 200
"""Code points before an attribution in which its sentence is looked for."""
BACK = 5
"""Attributions back to which an answer may reach."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with its attributions, the number of the one that is looked at, and of those that are answers already."""

    text: str
    tongue: Tongue
    every: Sequence[Attribution]
    number: int
    answers: frozenset[int] = frozenset()

    @property
    def one(self) -> Attribution:
        """The attribution that may be an answer."""
        return self.every[self.number]

    @property
    def before(self) -> Sequence[Attribution]:
        """Those before it that it may answer, the nearest first, without its own speaker's."""
        mine = self.speaker(self.one)
        numbers = range(self.number - 1, max(0, self.number - BACK) - 1, -1)
        others = [self.every[number] for number in numbers if number not in self.answers]
        return [other for other in others if self.speaker(other) != mine and other.content]

    def speaker(self, one: Attribution) -> str:
        """The last word of a source, by which speakers are told apart."""
        words = [found[0].lower() for span in one.source for found in WORD.finditer(self.text, span.start, span.end)]
        return words[-1] if words else ""

    def words(self, span: Span) -> list[str]:
        """The words of a range."""
        return [found[0].lower() for found in WORD.finditer(self.text, span.start, span.end)]

    def whole(self) -> Span:
        """The attribution from its first to its last part."""
        parts = (*self.one.source, self.one.cue, *self.one.content)
        return Span(min(part.start for part in parts), max(part.end for part in parts))

    def lead(self) -> str:
        """What stands before the attribution in its sentence."""
        start = self.whole().start
        return re.split(r"[.!?]\s|\n", self.text[max(0, start - LEAD) : start])[-1]


See = Callable[[Scene], Counter | None]
RULES = Register[See]()


@RULES.add(
    "Smith said that the mayor took the money. The mayor has denied these allegations.",
    "Smith said that the mayor took the money. The mayor said that it was late.",
)
def denial(scene: Scene) -> Counter | None:
    """A cue that says no: “denied”, “rejected”. It answers what was said before, or what its own content names."""
    found = next((word for word in scene.words(scene.one.cue) if word in scene.tongue.denials), None)
    if found is None:
        return None
    target = scene.before[0].content if scene.before else ()
    reason = f"denial: “{found}” says no to what was said before"
    return Counter(scene.one.cue, (scene.whole(),), target, "denies", 0.8, reason)


@RULES.add(
    "Smith said that the army was leaving. Some analysts argue that these reports may be part of a plan.",
    "Smith said that the army was leaving. Some analysts argue that the plan may be old.",
)
def doubt_about_accounts(scene: Scene) -> Counter | None:
    """Somebody else says something of “these reports”, “such claims”: often a doubt about where they come from."""
    for span in scene.one.content:
        words = scene.words(span)[:5]
        pairs = pairwise(words)
        if scene.before and any(a in scene.tongue.pointers and b in scene.tongue.accounts for a, b in pairs):
            reason = "doubt: it speaks of what others reported"
            return Counter(scene.one.cue, scene.one.content, scene.before[0].content, "undermines", 0.6, reason)
    return None


@RULES.add(
    "While Moscow insists that it wants peace, Kyiv argues that it wants war.",
    "Moscow insists that it wants peace. Kyiv argues that it wants war.",
)
def contrast(scene: Scene) -> Counter | None:
    """Two speakers in one sentence, with “while”, “but” or “whereas” before the first or between them."""
    if not scene.before or scene.before[0] != scene.every[scene.number - 1]:
        return None
    other = scene.before[0]
    start, end = other.content[0].start, scene.whole().start
    if re.search(r"[.!?]\s|\n", scene.text[start:end]):
        return None
    between = scene.words(Span(other.content[-1].end, max(end, other.content[-1].end)))
    parts = (*other.source, other.cue, *other.content)
    begin = min(part.start for part in parts)
    lead = re.split(r"[.!?]\s|\n", scene.text[max(0, begin - LEAD) : begin])[-1].lower().split()[-1:]
    word = next((one for one in (*between, *lead) if one in scene.tongue.contrasts), None)
    if word is None:
        return None
    return Counter(
        scene.one.cue,
        scene.one.content,
        other.content,
        "rebuts",
        0.6,
        f"contrast: “{word}” sets two speakers against each other",
    )


@RULES.add(
    "Smith said that the bridge is safe. However, experts said that it may fall.",
    "Smith said that the bridge is safe. Later, experts said that it may fall.",
)
def turn(scene: Scene) -> Counter | None:
    """A sentence that begins with “however” or “but” and lets somebody else speak."""
    words = scene.lead().lower().replace(",", " ").split()
    if not scene.before or not scene.one.source or words[:1] == [] or words[0] not in scene.tongue.turns:
        return None
    reason = f"turn: the sentence begins with “{words[0]}”, and somebody else speaks"
    return Counter(scene.one.cue, scene.one.content, scene.before[0].content, "rebuts", 0.5, reason)


def counters(text: str, tongue: Tongue, every: Sequence[Attribution]) -> Iterator[Counter]:
    """The answers among the attributions of a text: each by the first rule that takes it for one."""
    answers: set[int] = set()
    for number in range(len(every)):
        scene = Scene(text, tongue, every, number, frozenset(answers))
        found = next((one for rule in RULES.listed if (one := rule.see(scene)) is not None), None)
        if found is not None:
            answers.add(number)
            yield found
