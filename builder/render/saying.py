"""What templates say, put into the language of the interface when they are compiled, not each time they are used.

An environment speaks one language, so a text without a number is known beforehand. What comes out is what the functions
of `jinja2.ext.i18n` would give; where they would raise, the text is left to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import nodes, pass_context
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from builder.text.messages import Messages

SAYING = frozenset(("_", "gettext", "ngettext", "pgettext", "npgettext"))
"""The names by which templates ask for texts."""

_PLACE = re.compile(r"%\(([^()%]+)\)s|(%%)")


def numbered(messages: Messages) -> Callable[..., str]:
    """The function `ngettext` for templates; a text is made once for each number."""
    known: dict[tuple[Any, ...], Markup] = {}

    @pass_context
    def ngettext(_context: Context, singular: str, plural: str, number: int, /, **fields: Any) -> str:
        place = (singular, plural, number, *fields.items())
        is_sure = type(number) is int and all(type(value) is int for value in fields.values())
        found = known.get(place) if is_sure else None
        if found is None:
            fields.setdefault("num", number)
            found = _safe(messages.ngettext(singular, plural, number)) % fields
            if is_sure:
                known[place] = found
        return found

    return ngettext


def _safe(words: str) -> Markup:
    """A text of ours: it may hold elements."""
    return Markup(words)  # noqa: S704 - a template says it, or a translation of that; both are code


def say(tree: nodes.Template, messages: Messages) -> None:
    """Put what a template says into the language of the interface, as far as it is known beforehand."""
    _Speaker(messages).visit(tree)


class _Speaker(NodeTransformer):
    """Puts constants in the place of calls, and pieces of output in the place of texts with fields."""

    def __init__(self, messages: Messages) -> None:
        self.messages = messages

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """A text that needs nothing more is a constant."""
        self.generic_visit(node)
        words = self._words(node)
        if words is None or node.kwargs:
            return node
        try:
            return nodes.Const(_safe(words) % {}, lineno=node.lineno)
        except (KeyError, TypeError, ValueError):
            return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        """A text with fields is the pieces between them, and the fields."""
        self.generic_visit(node)
        node.nodes = [piece for child in node.nodes for piece in self._pieces(child)]
        return node

    def _words(self, node: nodes.Node) -> str | None:
        """The text that a call gives, fields still open; None where that is not known."""
        if (
            not isinstance(node, nodes.Call)
            or node.dyn_args
            or node.dyn_kwargs
            or not isinstance(node.node, nodes.Name)
        ):
            return None
        texts = [arg.value for arg in node.args if isinstance(arg, nodes.Const) and isinstance(arg.value, str)]
        if len(texts) != len(node.args):
            return None
        match node.node.name, texts:
            case "_" | "gettext", [message]:
                return self.messages.gettext(message)
            case "pgettext", [context, message]:
                return self.messages.pgettext(context, message)
        return None

    def _pieces(self, node: nodes.Expr) -> list[nodes.Expr]:
        words = self._words(node)
        if words is None or not isinstance(node, nodes.Call):
            return [node]
        fields = {field.key: field.value for field in node.kwargs}
        found = _parted(words)
        if found is None or sorted(name for name, _ in found if name) != sorted(fields):
            return [node]
        return [piece for name, text in found for piece in _piece(name, text, fields, node.lineno)]


def _piece(name: str, text: str, fields: Mapping[str, nodes.Expr], line: int) -> list[nodes.Expr]:
    """A field, then the text that follows it."""
    return [*([fields[name]] if name else []), *([nodes.TemplateData(text, lineno=line)] if text else [])]


def _parted(words: str) -> list[tuple[str, str]] | None:
    """A text as (field before it, words); None where it has more than fields and doubled percent signs."""
    parts: list[tuple[str, str]] = []
    name, text, at = "", "", 0
    for found in _PLACE.finditer(words):
        text += words[at : found.start()]
        at = found.end()
        if found[2]:
            text += "%"
            continue
        parts.append((name, text))
        name, text = found[1], ""
    parts.append((name, text + words[at:]))
    left = _PLACE.sub("", words)
    return None if "%" in left else parts
