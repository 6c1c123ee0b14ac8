"""Pages from views: Jinja templates, strict about names, escaping by default."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict

from builder.render.theme import Theme, built_in_templates
from builder.text.messages import ENGLISH, Messages, key
from builder.text.quotation import holds_quotation
from builder.views.pieces import piece_type

if TYPE_CHECKING:
    from jinja2 import Environment, Template


def _environment(templates: Mapping[str, str], messages: Messages) -> Environment:
    """An environment for some templates in a language."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def load(name: str) -> tuple[str, str, None] | None:
        return (templates[name], f"templates/{name}", None) if name in templates else None

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
    found.tests["quoting"] = holds_quotation
    return found


@lru_cache(maxsize=4)
def _kept(templates: tuple[tuple[str, str], ...], messages: Messages) -> Environment:
    """The environment of some templates in a language; kept: compiling takes longer than a small site."""
    return _environment(dict(templates), messages)


@lru_cache(maxsize=4)
def _quick(templates: tuple[tuple[str, str], ...], messages: Messages, kept: Path | None) -> Environment | None:
    """The same with quicker code, `kept` in a folder; None where templates do what it does not allow for."""
    from builder.render.compiled import Compiled
    from builder.render.quick import QuickCode, is_plain
    from builder.render.saying import numbered

    ours = built_in_templates()
    if not is_plain(text for name, text in templates if text != ours.get(name)):  # ours are, as a test knows
        return None
    found = _environment(dict(templates), messages)
    found.code_generator_class = QuickCode
    found.extend(messages=messages)
    found.globals["ngettext"] = numbered(messages)
    found.bytecode_cache = Compiled(kept, messages) if kept else None
    return found


def load() -> None:
    """Load what pages are drawn with, which is long: a good time for it is while another process is at work."""
    from jinja2 import ext  # noqa: F401

    from builder.render import compiled, quick, saying  # noqa: F401


def environment(theme: Theme) -> Environment:
    """The template environment of a theme."""
    return _kept(tuple(sorted(theme.all_templates().items())), theme.messages)


def messages_in(text: str) -> Iterator[str]:
    """What a template has to be translated, by `key`; nothing where it cannot be parsed."""
    from jinja2 import TemplateSyntaxError

    try:
        found = list(_kept((), ENGLISH).extract_translations(text))  # type: ignore[attr-defined]
    except TemplateSyntaxError:
        return
    for _, function, words in found:
        texts = [words] if isinstance(words, str) else [word for word in words if isinstance(word, str)]
        if texts:
            yield key(texts[1], texts[0]) if "pgettext" in function else key(texts[0])


def _rendered(template: Template, names: dict[str, Any]) -> str:
    """The page that a template makes; nothing of it is left to be found in circles."""
    context = template.new_context(names)
    page = "".join(template.root_render_func(context))
    context.vars.clear()  # the macros of a page hold its context, and that holds them and all that was shown
    return page


class Renderer:
    """Renders views with the templates of a theme; compiled templates are kept in a folder, where one is given.

    slow  the templates that quicker code could not render; Jinja's own makes their pages and tells their mistakes
    """

    def __init__(self, theme: Theme, kept: Path | None = None) -> None:
        self.theme = theme
        self.slow: set[str] = set()
        self._quick = _quick(tuple(sorted(theme.all_templates().items())), theme.messages, kept)

    def page(self, template: str, view: Any) -> str:
        """The page that a template makes of a view; the view's fields are its names."""
        names = asdict(view) if isinstance(view, Struct) else dict(view)
        if self._quick is not None and template not in self.slow:
            try:
                return _rendered(self._quick.get_template(template), names)
            except Exception:  # noqa: BLE001 - whatever it is: Jinja's own code tells it
                self.slow.add(template)
        return environment(self.theme).get_template(template).render(names)
