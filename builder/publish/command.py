"""What `allegedly publish` asks and tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from builder.diagnostics import Finding, has_errors
from builder.publish.carrier import Changes
from builder.publish.publishing import Target, publish, targets
from builder.text.near import near

Tell = Callable[[Sequence[Finding]], None]


def command(name: str | None, folder: Path | None, root: Path, dry: bool, tell: Tell) -> None:
    """Publish to a target by name, or to a folder; ends the program with 1 where something is wrong."""
    if (name is None) == (folder is None):
        raise click.UsageError("name a TARGET of site.yaml, or a folder with --folder")
    known, site, findings = targets(root)
    if has_errors(findings):
        tell(findings)
        raise SystemExit(_nothing())
    outcome = publish(root, folder or _target(str(name), known), site, dry=dry)
    tell(outcome.findings)
    if outcome.changes is None:
        raise SystemExit(_nothing())
    for line in _lines(outcome.changes, outcome.where, dry):
        click.echo(line)


def _nothing() -> int:
    click.echo("Nothing was published.", err=True)
    return 1


def _target(name: str, known: Mapping[str, Target]) -> Target:
    """The target of a name."""
    if name in known:
        return known[name]
    close = near(name, known)
    hint = f" Did you mean '{close}'?" if close else ""
    if known:
        raise click.UsageError(f"no target is called '{name}'.{hint} There is: {', '.join(known)}")
    raise click.UsageError(
        f"no target is called '{name}': content/site.yaml names none. For example:\n\n"
        f"publish:\n  {name}: {{kind: git, to: origin, branch: gh-pages}}"
    )


def _lines(changes: Changes, where: str, dry: bool) -> list[str]:
    """What was done, or would be: the names where nothing was done yet, and the numbers."""
    if not changes:
        return [f"{where}: nothing has changed; all {changes.unchanged} files are there."]
    numbers = (
        f"{len(changes.added)} added, {len(changes.changed)} changed, {len(changes.removed)} removed, "
        f"{changes.unchanged} unchanged"
    )
    if not dry:
        return [f"Published to {where}: {numbers}."]
    named = [
        (name, sign)
        for sign, names in (("+", changes.added), ("~", changes.changed), ("-", changes.removed))
        for name in names
    ]
    return [*(f"{sign} {name}" for name, sign in sorted(named)), f"Would publish to {where}: {numbers}."]
