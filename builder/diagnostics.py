"""What we have to tell authors: rules, and findings of a rule at a place.

An author's mistake is a value. Stages return findings beside their result; exceptions are for our own bugs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from builder.source import Place, redacted


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """The page would mislead or promise what is not there: nothing is built."""
    WARNING = "warning"
    """Worth a look; the site is built."""
    SUGGESTION = "suggestion"
    """Perhaps something was overlooked; told only where somebody asks."""


class Finding(Struct, frozen=True):
    """A rule that was broken, and where.

    `message` says what is wrong here, `hint` the way out that fits here ('' where the rule's own `fix` says all).
    """

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it stops the build."""
        return self.severity is Severity.ERROR


class Rule(Struct, frozen=True):
    """A rule of the catalogue.

    code      stable name, kebab-case, what authors search for
    message   one line, with `{fields}` filled at the place
    why       what would go wrong for a reader or an author
    example   the smallest input that breaks the rule
    fix       the way out, in general
    """

    code: str
    message: str
    why: str
    example: str
    fix: str
    severity: Severity = Severity.ERROR

    def in_general(self) -> str:
        """The message of no place in particular: '…' for whatever differs from place to place."""
        return re.sub(r"\{\w+\}", "…", self.message)

    def at(self, place: Place, hint: str = "", **fields: object) -> Finding:
        """The finding that this rule is broken at `place`; `fields` fill the message, passwords of addresses aside."""
        shown = {name: visible(redacted(str(value))) for name, value in fields.items()}
        return Finding(self.code, self.severity, place, self.message.format_map(shown), hint or self.fix)


def visible(text: str, most: int = 80) -> str:
    """`text` fit for one line of a terminal: control and bidirectional characters spelled out, long text cut."""
    spelled = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text)
    return spelled if len(spelled) <= most else f"{spelled[: most - 1]}…"


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """All findings once, by place, then by code and message."""
    return tuple(sorted(set(findings), key=lambda f: (f.place, f.code, f.message, f.hint)))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of them stops the build."""
    return any(finding.is_error for finding in findings)
