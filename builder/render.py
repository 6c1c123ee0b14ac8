"""From views to pages: Jinja templates, strict about names, escaping by default.

Templates come from the site's own `templates/` first, file by file, then from the built-in ones.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.diagnostics import Finding
from builder.rules import template_rules as rules
from builder.source import Place
from builder.views.prose import piece_type

if TYPE_CHECKING:
    from jinja2 import Environment

PACKAGE = Path(__file__).parent


def built_in() -> Path:
    """The folder of the built-in templates: inside an installed package, else beside it in a checkout."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


@lru_cache(maxsize=8)
def environment(folders: tuple[str, ...]) -> Environment:
    """The template environment that looks into some folders, the first first."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(
        loader=FileSystemLoader(folders, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    found.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    found.filters["piece_type"] = piece_type
    found.tests["leaf"] = lambda block: hasattr(block, "pieces")
    return found


class Renderer:
    """Renders views; `overrides` is the site's own template folder, None where it has none."""

    def __init__(self, overrides: Path | None) -> None:
        self.folders = tuple(str(folder) for folder in (overrides, built_in()) if folder is not None)

    def page(self, template: str, view: Any) -> str:
        """The page that a template makes of a view; the view's fields are its names."""
        names = {field.name: getattr(view, field.name) for field in fields(view)} if is_dataclass(view) else dict(view)
        return environment(self.folders).get_template(template).render(names)

    def assets(self) -> dict[str, bytes]:
        """Every file below assets/ and vendor/ of the template folders, by its address; the site's own win."""
        found: dict[str, bytes] = {}
        for folder in reversed(self.folders):
            for name, there in (("assets", "assets"), ("vendor", "assets/vendor")):
                base = Path(folder) / name
                for path in sorted(base.rglob("*")) if base.is_dir() else ():
                    if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                        found[f"{there}/{path.relative_to(base).as_posix()}"] = path.read_bytes()
        return found


def trouble(error: Exception) -> Finding:
    """What to say of a template that cannot be rendered."""
    from jinja2 import TemplateError, TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        place = Place(f"templates/{error.name or '?'}", error.lineno, 1)
        return rules.TEMPLATE_BROKEN.at(place, problem=error.message or "syntax error")
    name, line = _template_line(error)
    problem = f"{error}" if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
    return rules.TEMPLATE_BROKEN.at(Place(f"templates/{name}", line, 1 if line else 0), problem=problem)


def _template_line(error: Exception) -> tuple[str, int]:
    """The innermost template and its line that an error came from."""
    found = ("?", 0)
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename.endswith((".html", ".xml")):
            found = (Path(code.co_filename).name, trace.tb_lineno)
        trace = trace.tb_next
    return found
