"""What was found, as the preview's script shows it in the browser. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from builder.diagnostics import Finding
from builder.report import excerpt
from builder.rules.catalogue import CATALOGUE
from builder.source import Place

ROOM = 84
"""Cells of a source line that are shown; more are cut around the place."""
MOST = 30
"""How many findings are shown in full; of the others, how many there are."""
EDITOR = "vscode://file/{path}:{line}:{column}"
"""The link that opens a file, where site.yaml names none."""


def told(findings: Iterable[Finding], root: str, editor: str, near: str = "") -> dict[str, Any]:
    """Findings as plain data; those in the folder or file `near` come first."""
    every = sorted(findings, key=lambda finding: not (near and f"{finding.place.path}/".startswith(f"{near}/")))
    return {"count": len(every), "findings": [_told(finding, root, editor) for finding in every[:MOST]]}


def _told(finding: Finding, root: str, editor: str) -> dict[str, Any]:
    rule = CATALOGUE[finding.code]
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "place": str(place),
        "message": finding.message,
        "hint": finding.hint,
        "excerpt": _excerpt(place),
        "link": link_into(place, root, editor),
        "why": rule.why,
        "example": rule.example,
        "fix": rule.fix,
    }


def _excerpt(place: Place) -> Mapping[str, str | int] | None:
    if not place.line:
        return None
    shown = excerpt(place, ROOM)
    return {"number": place.line, "line": shown.line, "start": shown.start, "length": shown.length}


def link_into(place: Place, root: str, editor: str) -> str:
    """The link that opens the editor at a place; `editor` as site.yaml has it, '' where it has none."""
    path = f"{root.replace(chr(92), '/').rstrip('/')}/{place.path}"
    fields = {"path": quote(path, safe="/:"), "line": str(max(place.line, 1)), "column": str(max(place.column, 1))}
    link = editor or EDITOR
    if link.split("{path}")[0].endswith("/"):  # vscode://file/ brings the slash that an absolute path begins with
        fields["path"] = fields["path"].lstrip("/")
    for name, value in fields.items():
        link = link.replace(f"{{{name}}}", value)
    return link
