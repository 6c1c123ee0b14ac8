"""The rules of the catalogue, told to authors: one in full, or all of them by name."""

from __future__ import annotations

from difflib import get_close_matches
from textwrap import fill

from builder.rules.catalogue import CATALOGUE, GROUPS, rules_of

WIDTH = 100


class UnknownRuleError(Exception):
    """A code that no rule has; the message says which ones are near."""


def explained(code: str) -> str:
    """What a rule is for: its message, the reason, an example, the way out. Raises UnknownRuleError."""
    code = code.rpartition("[")[2].rstrip("]")  # as it stands before a complaint: error[code]
    rule = CATALOGUE.get(code)
    if rule is None:
        raise UnknownRuleError(f"no rule is called '{code}'. {_near(code)}")
    example = "\n".join(f"    {line}" for line in rule.example.split("\n"))
    return (
        f"{rule.severity.value}[{rule.code}] {rule.in_general()}\n\n"
        f"Why: {rule.why}\n\nFor example:\n{example}\n\nWay out: {rule.fix}"
    )


def _near(code: str) -> str:
    """The rules that a code may have meant: those of nearly that name, else those that share a word with it."""
    words = {word for word in code.lower().split("-") if len(word) > 2}
    near = get_close_matches(code.lower(), list(CATALOGUE), 1, 0.85) or get_close_matches(code.lower(), list(CATALOGUE))
    near = near or [name for name in sorted(CATALOGUE) if words & set(name.split("-"))][:8]
    if not near:
        return "'allegedly explain' lists all of them."
    quoted = [f"'{name}'" for name in near]
    return f"Did you mean {' or '.join(filter(None, (', '.join(quoted[:-1]), quoted[-1])))}?"


def listed() -> str:
    """Every rule by its code, group by group."""
    blocks = []
    for group in GROUPS:
        about = (group.__doc__ or "").split("\n")[0].rstrip(".")
        codes = "  ".join(rule.code for rule in rules_of(group))
        shown = fill(codes, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
        blocks.append(f"{about}\n{shown}")
    return "\n\n".join((*blocks, "More about one of them:  allegedly explain CODE"))
