"""The command line: `allegedly`. Exit codes: 0 clean, 1 errors of authors, 2 wrong usage, 130 Ctrl-C."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builder import INTERRUPTED, __version__, report
from builder.building import cache_of, carry_out
from builder.diagnostics import Finding, has_errors
from builder.ledger.commands import links
from builder.terminal import Progress
from builder.terminal import root_option as _root_option
from builder.terminal import tell as _tell
from builder.text.near import near
from builder.workers import crew_of, worker_options

if TYPE_CHECKING:
    from builder.model.article import Article


class _Program(click.Group):
    """All commands. Ctrl-C ends each of them alike, and like what is done without loading this: it is no mistake."""

    def invoke(self, context: click.Context) -> Any:
        """Carry out a command."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            raise SystemExit(INTERRUPTED) from None


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="allegedly", message="%(prog)s %(version)s")
def main() -> None:
    """Publish annotated articles that show who says what, how sure they sound, and who answers."""


main.add_command(links)


@main.command()
@_root_option
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the built site. Default: site/ in the root.")
@click.option("--drafts", is_flag=True, help="Build drafts as well.")
@click.option("--profile", "profiled", is_flag=True, help="Print where the time went.")
@worker_options
def build(*, root: Path, out: Path | None, drafts: bool, profiled: bool, jobs: int, cluster: str, cache: bool) -> None:
    """Build the site. Where anything is wrong, the last good site stays as it is."""
    workers = crew_of(jobs, cluster, root, cache)
    carry_out(root, out or root / "site", workers, drafts=drafts, cache=cache, profiled=profiled)


@main.command()
@_root_option
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How to tell it.")
@click.option("--suggest", is_flag=True, help="Tell as well what was probably not marked.")
@worker_options
def check(root: Path, form: str, suggest: bool, jobs: int, cluster: str, cache: bool) -> None:
    """Check everything authors wrote; build nothing."""
    from builder.pipeline.build import survey

    kept = cache_of(root, cache)
    with Progress(sys.stderr) as progress, crew_of(jobs, cluster, root, cache) as crew:
        findings = survey(root, cache=kept, crew=crew, progress=progress)
    if suggest:
        from builder.draft.suggesting import suggestions

        findings = (*findings, *suggestions(root))
    if form == "json":
        click.echo(report.json_text(findings), nl=False)
    elif form == "github":
        click.echo(report.github(findings), nl=False)
    else:
        _tell(findings, sys.stdout)
        if not findings:
            click.echo(report.summary(findings))
    raise SystemExit(1 if has_errors(findings) else 0)


@main.command()
@_root_option
@click.option(
    "--host", type=click.Choice(["127.0.0.1", "::1", "localhost"]), default="127.0.0.1", help="Where to listen."
)
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, help="Default: 8000. 0: any that is free.")
@click.option("--open", "in_browser", is_flag=True, help="Open it in the browser.")
@click.option("--cache/--no-cache", default=True, help="Begin with what builds keep in .cache/. Default: yes.")
def serve(root: Path, host: str, port: int, in_browser: bool, cache: bool) -> None:
    """Show the site, drafts included, in a browser while you write. No page is written; nobody else can see it."""
    from builder.pipeline.recalling import recalling
    from builder.serve.command import PortError, opened
    from builder.serve.command import serve as run

    try:
        with Progress(sys.stderr) as progress, crew_of(0, "", root, cache) as crew:
            kept = cache_of(root, cache)
            begun = opened(root, host, port, progress, recalling(kept, crew, progress) if kept else None)
    except PortError as error:
        raise click.UsageError(str(error)) from None
    if in_browser:
        click.launch(begun.address)
    run(begun, _tell, click.echo)


@main.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say why a rule exists, with an example and the way out; without CODE, list all rules.

    CODE stands in brackets before each complaint: error[CODE].
    """
    from builder.report.catalogue import UnknownRuleError, explained, listed

    try:
        click.echo(explained(code) if code else listed())
    except UnknownRuleError as error:
        raise click.UsageError(str(error)) from None


@main.command()
@click.argument("article")
@_root_option
def proof(article: str, root: Path) -> None:
    """Print every assertion of ARTICLE as a sentence, and which default decided what."""
    from builder.report.proof import sheet

    found, sources = _article(article, root)
    click.echo(sheet(found, sources), nl=False)


@main.command()
@click.argument("article")
@_root_option
def marks(article: str, root: Path) -> None:
    """Print every id of ARTICLE that can be linked to, with its words."""
    from builder.report.proof import id_list

    found, _ = _article(article, root)
    click.echo(id_list(found), nl=False)


@main.command()
@click.argument("name", type=click.Choice(["article", "claims", "sources", "site", "page", "links", "data"]))
def schema(name: str) -> None:
    """Print the JSON Schema of a format, for editors that check as you type; `data` is that of article.json."""
    if name == "data":
        kept = Path(__file__).parent / "export" / "article.schema.json"
        click.echo(kept.read_text(encoding="utf-8"), nl=False)
        return
    from builder.parse.formats import json_schema

    click.echo(json.dumps(json_schema(name), indent=2, ensure_ascii=False))


@main.command()
@click.argument("target", required=False)
@_root_option
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="A folder, in place of a TARGET.")
@click.option("--dry-run", is_flag=True, help="Say what would change; touch nothing.")
def publish(target: str | None, root: Path, folder: Path | None, dry_run: bool) -> None:
    """Build the site anew, look it over, and publish it to TARGET, which site.yaml names under `publish:`."""
    from builder.publish import command

    command(target, folder, root, dry_run, _tell)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Folder of the site. Default: here."
)
@click.option("--json", "as_data", is_flag=True, help="Print one JSON object per file and line; write nothing.")
@click.option("--explain", "reasons", is_flag=True, help="Print why each mark was made.")
@click.option("--language", default="en", help="Language of the texts. Default: en.")
def draft(files: Sequence[Path], out: Path, as_data: bool, reasons: bool, language: str) -> None:
    """Draft annotated articles from plain texts: FILES. An editor corrects them; nothing that exists is overwritten."""
    from builder.draft.command import data, write

    if as_data:
        findings = data(files, out, language, click.echo)
    else:
        findings = write(files, out, language, click.echo, explain=reasons)
    _tell(findings)
    raise SystemExit(1 if has_errors(findings) else 0)


@main.group()
def new() -> None:
    """Begin a site, an article, or a workflow that publishes."""


@new.command("site")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def new_site(folder: Path) -> None:
    """Begin a site in FOLDER, with one small article to look at."""
    from builder.scaffold import begin_site

    _report_new(begin_site(folder), "Look at it:  allegedly serve --open --root " + str(folder))


@new.command("article")
@click.argument("slug")
@_root_option
@click.option(
    "--from", "original", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="A text file to annotate."
)
def new_article(slug: str, root: Path, original: Path | None) -> None:
    """Begin an article called SLUG: a scaffold that passes `allegedly check`, to be annotated."""
    from builder.scaffold import begin_article

    _report_new(begin_article(root, slug, original), "Then:  allegedly check --root " + str(root))


@new.command("workflow")
@click.argument("host", type=click.Choice(["github", "gitlab"]))
@_root_option
def new_workflow(host: str, root: Path) -> None:
    """Begin the file by which HOST checks and publishes the site whenever it is pushed there."""
    from builder.publish.workflows import WORKFLOWS
    from builder.scaffold import begin_file

    _report_new(begin_file(root, *WORKFLOWS[host]), "Commit it and push: its first lines say what it needs.")


def _report_new(outcome: tuple[Sequence[str], Sequence[Finding]], then: str) -> None:
    """Tell what was begun, or why not."""
    written, findings = outcome
    _tell(findings)
    if has_errors(findings):
        raise SystemExit(1)
    for path in written:
        click.echo(f"wrote {path}")
    click.echo(then)


def _article(name: str, root: Path) -> tuple[Article, Any]:
    """An article by its slug or a path to it; ends the program where it has errors or there is none."""
    from builder.pipeline.single import read_one, slug_of

    slug = slug_of(name)
    result = read_one(root, slug)
    if result.article is None and not result.findings:
        close = near(slug, result.slugs)
        hint = f" Did you mean '{close}'?" if close else ""
        raise click.UsageError(f"no article is called '{slug}'.{hint}")
    _tell(result.findings)
    if result.article is None:
        raise SystemExit(1)
    return result.article, result.setting.sources
