"""Findings about one file while it is read: all of them, but never without end."""

from __future__ import annotations

from collections.abc import Callable

from builder.diagnostics import Finding, Rule
from builder.rules.yaml_rules import YAML_MANY
from builder.source import SourceFile, Span
from builder.text.near import near

MOST = 100
"""How many findings about one file are told."""


class Complaints:
    """Collects findings about `file`; `owner` is the key whose value is being read, None inside a list."""

    __slots__ = ("_findings", "_left_out", "file", "owner")

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.owner: tuple[str, Span] | None = None
        self._findings: list[Finding] = []
        self._left_out = 0

    def add(self, rule: Rule, span: Span, hint: str | Callable[[], str] = "", **fields: object) -> None:
        """Add a finding; a hint that is costly to make is given as a function."""
        if len(self._findings) >= MOST:
            self._left_out += 1
            return
        shown = hint if isinstance(hint, str) else hint()
        self._findings.append(rule.at(self.file.place(span), shown, **fields))

    def findings(self) -> list[Finding]:
        """What was found so far, in the order of finding; the last one counts those left out."""
        more = [YAML_MANY.at(self._findings[-1].place, count=self._left_out)] if self._left_out else []
        return self._findings + more


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """A hint that names the known word nearest to `word`, else all of them."""
    close = near(word, known) if len(word) <= 60 else ""
    return f"did you mean '{close}'?" if close else f"known here: {', '.join(known)}"
