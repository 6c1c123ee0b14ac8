"""Nouns for what somebody said, where their surroundings leave little doubt: each function is a rule.

How often such nouns were cues was counted in the training texts of `builder.draft.learn` (not inside what others say).
"""

from __future__ import annotations

from collections.abc import Callable

from builder.draft.rule import Register
from builder.draft.sight import Sight

LOG_ODDS = 2.0
"""What the rules make of a noun, at least: about as sure as they were right."""
WHAT = frozenset("of that about".split())
"""What stands between such a noun and what was said."""

See = Callable[[Sight], bool]


RULES = Register[See]()


def account(sight: Sight) -> str:
    """The name of the rule that takes a word for a cue; '' where none does."""
    if sight.word not in sight.tongue.told_nouns:
        return ""
    return next((rule.name for rule in RULES.listed if rule.see(sight)), "")


@RULES.add("It fits her old [claim] that the bridge is safe.", "It is her old [claim] and mine.")
def somebodys(sight: Sight) -> bool:
    """“His narrative of”, “Clinton's claim that”: right in 53 of 65 places, and “to” behind it is as good."""
    owner = sight.item(-1) if not sight.item(-1).sort.startswith("x") else sight.item(-2)
    is_owned = owner.word in sight.tongue.possessives or owner.word.endswith("'s")
    return is_owned and sight.item(1).word in (*WHAT, "to")


@RULES.add("It is over, with [reports] of many losses.", "It is over, and the [reports] of it are old.")
def nobodys(sight: Sight) -> bool:
    """“Reports that”, “with allegations of”, without “the” or “a”: right in 84 of 113 places."""
    before = sight.item(-1).word
    return before not in sight.tongue.determiners and sight.word in sight.tongue.rumours and sight.item(1).word in WHAT
