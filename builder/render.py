"""From views to pages: Jinja templates, strict about names, escaping by default.

A theme is what a site is dressed in: the built-in templates and files, and those of its own in their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from builder.slim import slim
from builder.text.messages import ENGLISH, Messages, key
from builder.views.prose import piece_type

if TYPE_CHECKING:
    from jinja2 import Environment

PACKAGE = Path(__file__).parent
TEMPLATE_KINDS = (".html", ".xml")
"""Endings of the names of templates."""
ASSET_FOLDERS = MappingProxyType({"assets": "assets", "vendor": "assets/vendor"})
"""Folders beside templates whose files are copied -> where they stand in the site."""
MESSAGES = "messages"
"""The folder beside templates that holds the catalogues of messages."""


def built_in() -> Path:
    """The folder of the built-in templates: inside an installed package, else beside it in a checkout."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


@lru_cache(maxsize=1)
def built_in_templates() -> Mapping[str, str]:
    """The built-in templates by name."""
    return MappingProxyType(
        {
            path.name: path.read_text(encoding="utf-8")
            for path in _files(built_in(), ".")
            if path.suffix in TEMPLATE_KINDS
        }
    )


@lru_cache(maxsize=1)
def asset_sources() -> Mapping[str, bytes]:
    """The files that the built-in templates need, as they lie there, by their address in the site."""
    return MappingProxyType(
        {
            f"{there}/{path.relative_to(built_in() / name).as_posix()}": path.read_bytes()
            for name, there in ASSET_FOLDERS.items()
            for path in _files(built_in() / name, "**")
        }
    )


@lru_cache(maxsize=1)
def built_in_assets() -> Mapping[str, bytes]:
    """The files that the built-in templates need, by their address in the site; what is not ours stays whole."""
    vendor = f"{ASSET_FOLDERS['vendor']}/"
    return MappingProxyType(
        {name: data if name.startswith(vendor) else slim(name, data) for name, data in asset_sources().items()}
    )


@lru_cache(maxsize=1)
def built_in_catalogues() -> Mapping[str, str]:
    """The text of the built-in catalogues of messages, by language."""
    return MappingProxyType(
        {
            path.stem.lower(): path.read_text(encoding="utf-8")
            for path in _files(built_in() / MESSAGES, ".")
            if path.suffix == ".po"
        }
    )


def _files(folder: Path, below: str) -> Iterator[Path]:
    """The files in a folder, or also in those below it, sorted; hidden ones aside."""
    found = folder.rglob("*") if below == "**" else folder.glob("*")
    return (path for path in sorted(found) if path.is_file() and not path.name.startswith("."))


@dataclass(frozen=True, slots=True)
class Theme:
    """The site's own templates by name, its own files by their address in the site, and what the interface says."""

    templates: Mapping[str, str]
    assets: Mapping[str, bytes]
    messages: Messages = ENGLISH

    def all_templates(self) -> dict[str, str]:
        """Every template by name, the site's own in place of the built-in ones."""
        return dict(built_in_templates()) | dict(self.templates)

    def all_assets(self) -> dict[str, bytes]:
        """Every file by its address, the site's own in place of the built-in ones."""
        return dict(built_in_assets()) | dict(self.assets)


@lru_cache(maxsize=4)
def _environment(templates: tuple[tuple[str, str], ...], messages: Messages) -> Environment:
    """The environment of some templates in a language; kept: compiling takes longer than a small site."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    texts = dict(templates)

    def load(name: str) -> tuple[str, str, None] | None:
        return (texts[name], f"templates/{name}", None) if name in texts else None

    found = Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    found.install_gettext_translations(messages, newstyle=True)  # type: ignore[attr-defined]
    found.filters["piece_type"] = piece_type
    found.tests["leaf"] = lambda block: hasattr(block, "pieces")
    return found


def environment(theme: Theme) -> Environment:
    """The template environment of a theme."""
    return _environment(tuple(sorted(theme.all_templates().items())), theme.messages)


def messages_in(text: str) -> Iterator[str]:
    """What a template has to be translated, by `key`; nothing where it cannot be parsed."""
    from jinja2 import TemplateSyntaxError

    try:
        found = list(_environment((), ENGLISH).extract_translations(text))  # type: ignore[attr-defined]
    except TemplateSyntaxError:
        return
    for _, function, words in found:
        texts = [words] if isinstance(words, str) else [word for word in words if isinstance(word, str)]
        if texts:
            yield key(texts[1], texts[0]) if "pgettext" in function else key(texts[0])


class Renderer:
    """Renders views with the templates of a theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._environment = environment(theme)

    def page(self, template: str, view: Any) -> str:
        """The page that a template makes of a view; the view's fields are its names."""
        names = {field.name: getattr(view, field.name) for field in fields(view)} if is_dataclass(view) else dict(view)
        return self._environment.get_template(template).render(names)
