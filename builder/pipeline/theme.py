"""The site's own templates: read, checked as far as that goes without rendering, and told of where they fail."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from builder.diagnostics import Finding
from builder.pipeline.messages import read_messages
from builder.read import Listing, Root
from builder.render import (
    ASSET_FOLDERS,
    MESSAGES,
    TEMPLATE_KINDS,
    Theme,
    asset_sources,
    built_in_templates,
    environment,
)
from builder.rules import file_rules, template_rules
from builder.source import Place, SourceFile, Span
from builder.text.near import near

TEMPLATE_BYTES = 1_000_000
"""The most that a template may hold."""
ASSET_BYTES = 50_000_000
"""The most that a file beside the templates may hold."""

_UNREAD = ("readme", "license", "licence", "copying", "version")
"""Names of files that are for people only."""


def read_theme(root: Root, listing: Listing, language: str) -> tuple[Theme, list[Finding]]:
    """The site's own templates and the files beside them; `language` is that of the site."""
    templates: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    catalogues: list[str] = []
    findings: list[Finding] = []
    for path in listing.templates:
        name = path.removeprefix("templates/")
        head, _, rest = name.partition("/")
        if head in ASSET_FOLDERS and rest:
            data, more = root.data(path, ASSET_BYTES)
            findings += more
            address = f"{ASSET_FOLDERS[head]}/{rest}"
            if data is not None and data != asset_sources().get(address):  # an unchanged copy of ours is ours
                assets[address] = data
        elif head == MESSAGES and rest:
            catalogues.append(path)
        elif name.endswith(TEMPLATE_KINDS):
            file, more = root.text(path, TEMPLATE_BYTES)
            findings += more
            if file is not None:
                templates[name] = file.text
        elif PurePosixPath(name).stem.lower() not in _UNREAD:
            findings.append(file_rules.FILE_UNEXPECTED.at(Place(path), _meant(name), name=name))
    messages, more = read_messages(root, catalogues, language, templates)
    findings += more
    theme = Theme(templates, assets, messages)
    return theme, [*findings, *_check(theme)]


def _meant(name: str) -> str:
    """The hint for a file that is no template."""
    return f"files that pages need stand in templates/assets/: move it to templates/assets/{name}"


def _check(theme: Theme) -> list[Finding]:
    """Templates that cannot be parsed, and those that no page is made with."""
    if not theme.templates:
        return []
    from jinja2 import TemplateSyntaxError, meta, nodes

    parser = environment(theme)
    findings: list[Finding] = []
    parsed: dict[str, nodes.Template] = {}
    for name, text in theme.all_templates().items():
        try:
            parsed[name] = parser.parse(text, name, f"templates/{name}")
        except TemplateSyntaxError as error:
            findings.append(template_finding(error, theme))
    named = {name: set(meta.find_referenced_templates(tree)) for name, tree in parsed.items()}
    if findings or any(None in names for names in named.values()):
        return findings
    known = set(built_in_templates())
    used = known.union(*(names for names in named.values()))
    for name in sorted(theme.templates.keys() - used):
        close = near(name, sorted(known))
        hint = f"did you mean '{close}'?" if close else "no template includes, imports or extends it"
        findings.append(file_rules.FILE_UNEXPECTED.at(Place(f"templates/{name}"), hint, name=name))
    return findings


def template_finding(error: Exception, theme: Theme) -> Finding:
    """What to say of a template that cannot be rendered, with the innermost line of the site's own that is to blame."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    lines = [(error.name or "", error.lineno)] if isinstance(error, TemplateSyntaxError) else _lines(error)
    problem = _problem(error)
    if isinstance(error, TemplateNotFound):
        problem = f"there is no template '{error.name}'"
    own = [(name, line) for name, line in lines if name in theme.templates]
    if own:
        return template_rules.TEMPLATE_BROKEN.at(_place(*own[-1], theme.templates), problem=problem)
    name, line = lines[-1] if lines else ("", 0)
    where = f" (in the built-in {name}, line {line})" if name else ""
    return template_rules.TEMPLATE_BROKEN.at(Place("templates"), problem=problem + where)


def _problem(error: Exception) -> str:
    """An error in words."""
    from jinja2 import TemplateError

    if isinstance(error, RecursionError):
        return "it includes itself, or goes round in a circle"
    return str(error) if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"


def _lines(error: Exception) -> list[tuple[str, int]]:
    """The templates and lines that an error came through, the innermost last."""
    found = []
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith("templates/"):
            found.append((file.removeprefix("templates/"), trace.tb_lineno))
        trace = trace.tb_next
    return found


def _place(name: str, line: int, templates: Mapping[str, str]) -> Place:
    """A line of a template, without its indentation."""
    file = SourceFile(f"templates/{name}", templates[name])
    if not 1 <= line <= len(file.line_starts):
        return file.whole()
    start, words = file.line_starts[line - 1], file.line(line)
    return file.place(Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
