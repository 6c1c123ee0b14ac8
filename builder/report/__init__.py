"""Tells people and programs what was found. Nothing an author typed can steer a terminal or a program that reads it.

text       for people: place, message, source line with a caret, way out; then a summary
json_text  for programs
github     for the checks of a pull request on GitHub
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from builder.diagnostics import Finding, Severity, ordered, visible
from builder.report.excerpt import Excerpt, excerpt

__all__ = ["Excerpt", "excerpt", "github", "json_text", "summary", "text"]

_ENDLESS = 1_000_000
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.SUGGESTION: "1;36"}
_GITHUB = {Severity.SUGGESTION: "notice"}
_BOLD, _QUIET = "1", "2"


def text(findings: Iterable[Finding], stream: TextIO, colour: bool = False, width: int = 100) -> None:
    """Writes findings for people, in the order of their places, and a summary; nothing where there are none.

    `width`: columns of the terminal, to which source lines are cut. Characters that the stream's encoding lacks are
    spelled out.
    """
    told = ordered(findings)
    stream.writelines(_fit(_block(finding, colour, width), stream) for finding in told)
    if told:
        stream.write(_fit(f"\n{summary(told)}\n", stream))


def summary(findings: Iterable[Finding]) -> str:
    """How many there are: '2 errors, 1 warning'."""
    severities = [finding.severity for finding in findings]
    counts = [(severities.count(severity), severity.value) for severity in Severity]
    told = [f"{count} {name}{'' if count == 1 else 's'}" for count, name in counts if count]
    return ", ".join(told) or "no errors, no warnings"


def json_text(findings: Iterable[Finding]) -> str:
    """A JSON list of objects, in ASCII; lines and columns are 1-based, and 0 where the file as a whole is meant."""
    import json

    return json.dumps([_as_object(finding) for finding in ordered(findings)], indent=2) + "\n"


def github(findings: Iterable[Finding], folder: str = "") -> str:
    """Workflow commands of GitHub Actions, one a line.

    `folder`: the way from the repository to the site's root, where they differ. GitHub takes columns only on one line.
    """
    return "".join(f"{_command(finding, folder)}\n" for finding in ordered(findings))


def _block(finding: Finding, colour: bool, width: int) -> str:
    place, severity = finding.place, finding.severity
    message, *more = finding.message.splitlines() or [""]
    label = _painted(f"{severity.value}[{finding.code}]", _COLOURS[severity], colour)
    where = _painted(f"{_clean(str(place))}:", _BOLD, colour)
    lines = [f"{where} {label} {_clean(message)}", *(f"  {_clean(line)}" for line in more)]
    if place.line:
        gutter = f"{place.line:>4} | "
        shown = excerpt(place, width - len(gutter))
        caret = _painted("^" * shown.length, _COLOURS[severity], colour)
        lines.append(f"{_painted(gutter, _QUIET, colour)}{shown.line}".rstrip())
        lines.append(f"{' ' * (len(gutter) + shown.start)}{caret}")
    way_out, *more = finding.hint.splitlines() or [""]
    if way_out:
        lines.append(f"  {_painted('hint:', _BOLD, colour)} {_clean(way_out)}")
        lines += [f"        {_clean(line)}" for line in more]
    return "\n".join(lines) + "\n"


def _clean(line: str) -> str:
    return visible(line, most=_ENDLESS)


def _painted(words: str, style: str, colour: bool) -> str:
    return f"\x1b[{style}m{words}\x1b[0m" if colour else words


def _fit(words: str, stream: TextIO) -> str:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return words.encode(encoding, "backslashreplace").decode(encoding)


def _as_object(finding: Finding) -> dict[str, str | int]:
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "message": finding.message,
        "hint": finding.hint,
    }


def _command(finding: Finding, folder: str) -> str:
    place = finding.place
    properties: dict[str, str | int] = {"file": f"{folder.rstrip('/')}/{place.path}" if folder else place.path}
    if place.line:
        properties["line"] = place.line
        if place.line == place.end_line:
            properties |= {"col": place.column, "endLine": place.end_line, "endColumn": place.end_column}
        else:
            properties["endLine"] = place.end_line
    properties["title"] = finding.code
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = finding.message + (f"\nhint: {finding.hint}" if finding.hint else "")
    return f"::{_GITHUB.get(finding.severity, finding.severity.value)} {listed}::{_data(message)}"


def _data(value: str) -> str:
    """A message as GitHub's runner reads it: line ends and the sign of escape escaped."""
    lines = "\n".join(_clean(line) for line in value.splitlines())
    return lines.replace("%", "%25").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
