"""Templates compiled to quicker code, for those that need nothing more.

Jinja asks at run time what is nearly always known: whether an attribute is there, whether a function wants the context,
whether a value is safe already. The code made here goes straight ahead. It gives the very page that Jinja's own code
gives, or it raises; then the page is made with Jinja's own code, which alone decides what a mistake is and how it is
told. That holds as long as `is_plain` finds nothing in the templates that could change the meaning of what is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from keyword import iskeyword
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef, optimizeconst
from jinja2.filters import sync_do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from builder.render.saying import SAYING, say
from builder.render.steady import steady_macros

escaped_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""Words as text that is safe in a page; `escape` without the question what it is given."""

_MOST_KNOWN = 4_000
"""How many texts a macro keeps."""
_NAMES = "|".join(sorted(SAYING))
_SPECIAL = re.compile(rf"\bautoescape\b|\bmacro\s+(?:{_NAMES})\b|\b(?:{_NAMES})\b(?!\s*\()")
_ATTRIBUTE = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_OF_WHAT = (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Call, nodes.Filter)
"""What code may follow directly, without parentheses."""


def is_plain(templates: Iterable[str]) -> bool:
    """Whether templates leave escaping and the names of the messages alone; rather no than a wrong yes."""
    return not any(_SPECIAL.search(text) for text in templates)


def escaped(value: Any) -> str:
    """A value as text that is safe in a page."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return str(value) if kind is int else escape(value)


def joined(eval_ctx: EvalContext, values: Any, between: Any) -> Any:
    """What the filter `join` gives; nearly always it is given words and a sign that stands between them."""
    if type(values) is tuple and type(between) is str and {str}.issuperset(map(type, values)):
        return between.join(values)
    return sync_do_join(eval_ctx, values, between)


class QuickMacro(Macro):
    """A macro that knows how many values it can be given straight: `plain` at most, -1 for none.

    steady  whether it gives the same for the same view
    known   what it gave for views, by their identity
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.steady = False
        self.known: dict[int, tuple[Any, str]] = {}
        special = self.catch_kwargs or self.catch_varargs or self.caller or self.explicit_caller
        self.plain = -1 if special else self._argument_count
        if not special:
            self._func.__defaults__ = (missing,) * self._argument_count

    def first(self, view: Any) -> str:
        """What it gives for a view; where it is known from then on, the view is kept: no other takes its identity."""
        text: str = self._func(view)
        if self.steady:
            if len(self.known) == _MOST_KNOWN:
                self.known.clear()
            self.known[id(view)] = view, text
        return text


def steadied(macro: QuickMacro) -> QuickMacro:
    """A macro that is known to be steady."""
    macro.steady = True
    return macro


class QuickCode(CodeGenerator):
    """Writes the code of a template."""

    lenient = False
    """Whether what is not there may be asked for here."""
    bare: nodes.Expr | None = None
    """The call whose result goes to the page as it is."""
    steady: frozenset[str] = frozenset()
    """The macros that give the same for the same view."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """The whole template."""
        say(node, self.environment.messages)  # type: ignore[attr-defined]
        self.steady = steady_macros(node)
        self.writeline(f"from {__name__} import QuickMacro, escaped, escaped_text, joined, steadied")
        self.writeline(f"from {steady_macros.__module__} import SHARED")
        super().visit_Template(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro as a value."""
        is_steady = getattr(macro_ref.node, "name", "") in self.steady
        self.write("steadied(Quick" if is_steady else "Quick")
        super().macro_def(macro_ref, frame)
        self.write(")" if is_steady else "")

    def blockvisit(self, nodes: Iterable[Any], frame: Frame) -> None:
        """Some nodes; what they give is gathered and handed on whole, not piece by piece."""
        is_first = frame.buffer is None
        if is_first:
            self.buffer(frame)
        super().blockvisit(_joined(nodes), frame)
        if is_first:
            self.writeline(f"yield concat({frame.buffer})")
            frame.buffer = None

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """What goes to the page; a condition without `else` gives nothing where it does not hold."""
        for child in node.nodes:
            if isinstance(child, nodes.CondExpr) and child.expr2 is None:
                child.expr2 = nodes.Const("", lineno=child.lineno)
        super().visit_Output(node, frame)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """An attribute, which is there."""
        is_name = _ATTRIBUTE.fullmatch(node.attr) and not iskeyword(node.attr)
        if self.lenient or not is_name or not isinstance(node.node, _OF_WHAT):
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

    @optimizeconst
    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        """A test; some ask whether a value is there."""
        self._leniently(node.name in ("defined", "undefined"), super().visit_Test, node, frame)

    @optimizeconst
    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        """A filter; some stand in for a value that is not there."""
        if node.name == "join" and node.node and len(node.args) == 1 and not (node.kwargs or node.dyn_args):
            self.write("joined(context.eval_ctx, ")
            self.visit(node.node, frame)
            self.write(", ")
            self.visit(node.args[0], frame)
            self.write(")")
            return
        self._leniently(node.name in ("default", "d"), super().visit_Filter, node, frame)

    def _leniently(self, is_lenient: bool, visit: Any, node: nodes.Expr, frame: Frame) -> None:
        before, self.lenient = self.lenient, self.lenient or is_lenient
        visit(node, frame)
        self.lenient = before

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A call; that of a macro goes straight to its code."""
        bare, self.bare = node is self.bare, None
        if isinstance(node.node, nodes.Name) and node.node.name in SAYING:
            self.visit(node.node, frame)
            self.write("(context")
            self.signature(node, frame)
            self.write(")")
        elif forward_caller or not _is_direct(node):
            self.write("escaped(" if bare else "")
            super().visit_Call(node, frame, forward_caller=forward_caller)
            self.write(")" if bare else "")
        else:
            self.write("(" if bare else "(Markup(")
            self._pass_on(node.args, frame)
            self.write("" if bare else ")")
            self.write(" if type(f := ")
            self.visit(node.node, frame)
            self.write(f") is QuickMacro and f.plain >= {len(node.args)} else ")
            self.write("escaped(" if bare else "")
            super().visit_Call(node, frame)
            self.write("))" if bare else ")")

    def _pass_on(self, args: list[nodes.Expr], frame: Frame) -> None:
        """Give values straight to the macro `f`; what it gave for a view before is not made again."""
        if len(args) == 1:
            self.write("((k[1] if (k := f.known.get(id(v))) else f.first(v)) if type(v := ")
            self.visit(args[0], frame)
            self.write(") in SHARED else f._func(v))")
        else:
            self.write("f._func(")
            for arg in args:
                self.visit(arg, frame)
                self.write(", ")
            self.write(")")

    def _output_child_pre(self, node: nodes.Expr, *_: Any) -> None:
        if isinstance(node, nodes.Call):
            self.bare = node
        elif not _is_choice(node):
            self.write("(escaped_text(v) if type(v := ")

    def _output_child_post(self, node: nodes.Expr, *_: Any) -> None:
        assert self.bare is None, "a call stays a call"
        if not isinstance(node, nodes.Call) and not _is_choice(node):
            self.write(") is str else escaped(v))")


def _joined(body: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """Some nodes; what goes to the page one after the other goes there together."""
    for is_output, group in groupby(body, key=lambda node: isinstance(node, nodes.Output)):
        if is_output:
            outputs = [node for node in group if isinstance(node, nodes.Output)]
            yield nodes.Output([piece for node in outputs for piece in node.nodes], lineno=outputs[0].lineno)
        else:
            yield from group


def _is_choice(node: nodes.Expr) -> bool:
    """Whether one of two texts of the template itself is chosen that need no escaping."""
    return isinstance(node, nodes.CondExpr) and all(
        isinstance(text, nodes.Const) and isinstance(text.value, str) and escape(text.value) == text.value
        for text in (node.expr1, node.expr2)
    )


def _is_direct(node: nodes.Call) -> bool:
    """Whether a call gives values in their order only, none of them from another call."""
    is_simple = not (node.kwargs or node.dyn_args or node.dyn_kwargs) and isinstance(
        node.node, nodes.Name | nodes.Getattr
    )
    return is_simple and not any(True for arg in node.args for _ in arg.find_all(nodes.Call))
