"""Nouns for what somebody said, where their surroundings leave little doubt: each function is a rule."""

from __future__ import annotations

from collections.abc import Callable

from builder.draft.rule import Register
from builder.draft.sight import Sight

LOG_ODDS = 2.0
"""What the rules make of a noun, at least: enough for a draft, however what was said is told."""
WHAT = frozenset("of that about".split())
"""What stands between such a noun and what was said."""

See = Callable[[Sight], bool]


RULES = Register[See]()


def account(sight: Sight) -> str:
    """The name of the rule that takes a word for a cue; '' where none does."""
    return next((rule.name for rule in RULES.listed if rule.see(sight)), "")


@RULES.add("It is over, with [reports] of many losses.", "It is over, and the [reports] of it are old.")
def nobodys(sight: Sight) -> bool:
    """“Reports that”, “with allegations of”, without “the” or “a” before it."""
    before = sight.item(-1).word
    return sight.word in sight.tongue.rumours and before not in sight.tongue.determiners and sight.item(1).word in WHAT
