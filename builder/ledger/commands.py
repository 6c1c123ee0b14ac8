"""The commands about published links: `allegedly links …`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.diagnostics import has_errors
from builder.terminal import root_option, tell

if TYPE_CHECKING:
    from builder.ledger.writing import Outcome


@click.group()
def links() -> None:
    """Keep what is published linkable: ledgers of links that never break."""


@links.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@root_option
def update(articles: tuple[str, ...], root: Path) -> None:
    """Write down the links of ARTICLES, or of all, in a links.yaml beside each: commit it."""
    from builder.ledger.changing import known_slugs
    from builder.ledger.writing import update as run

    _answer(lambda: run(root, known_slugs(root, articles)), "every ledger is as it should be")


@links.command()
@root_option
def check(root: Path) -> None:
    """Tell whether all that is published would be written down; exit code 1 where it would not."""
    from builder.ledger.writing import stale

    findings = stale(root)
    tell(findings)
    if has_errors(findings):
        raise SystemExit(1)
    click.echo("every ledger is as it should be")


@links.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@root_option
def retire(ids: tuple[str, ...], root: Path) -> None:
    """Let published ids that are gone go for good; a stub on the page says what stood there. ID or ARTICLE#ID."""
    from builder.ledger.changing import retire as run

    _answer(lambda: run(root, ids), "nothing to retire")


@links.command()
@click.argument("old")
@click.argument("new")
@root_option
def rename(old: str, new: str, root: Path) -> None:
    """Say that the words of OLD, which is gone, stand under the id NEW now. OLD may be ARTICLE#ID."""
    from builder.ledger.changing import rename as run

    _answer(lambda: run(root, old, new), "nothing to rename")


@links.command()
@click.argument("old")
@click.argument("new")
@root_option
def move(old: str, new: str, root: Path) -> None:
    """Give the article OLD the name NEW; its old addresses lead to the new ones."""
    from builder.ledger.changing import move as run

    _answer(lambda: run(root, old, new), "nothing to move")
    click.echo(f"Then: allegedly check   (it tells which texts still say '{old}')")


def _answer(run: Callable[[], Outcome], otherwise: str) -> None:
    """Run a command and tell what came of it."""
    from builder.ledger.changing import RefusedError

    try:
        outcome = run()
    except RefusedError as error:
        raise click.UsageError(str(error)) from None
    tell(outcome.findings)
    for path in outcome.written:
        click.echo(f"wrote {path}")
    if has_errors(outcome.findings):
        raise SystemExit(1)
    if not outcome.written:
        click.echo(otherwise)
