"""Macros that give the same text for the same view, so that it need not be made again.

That is known of macros that use nothing but what they are given, what interfaces say, and macros alike beside them; and
of views that are frozen and made once for a page, where they are shown many times.
"""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes

from builder.render.saying import SAYING
from builder.views.kinds import Passage
from builder.views.parts import ChainView, ClaimRef, SourceRef, TermRef

SHARED = frozenset((ChainView, ClaimRef, Passage, SourceRef, TermRef))
"""What is shown many times."""

_CHANGING = frozenset(("random",))
"""Filters that do not give the same for the same."""
_UNKNOWN = frozenset(("",))
"""Stands for names that could be any."""


def steady_macros(template: nodes.Template) -> frozenset[str]:
    """The names of the macros of a template that are steady."""
    used: dict[str, frozenset[str]] = {}
    for macro in template.find_all(nodes.Macro):
        inside = _used(macro.body, frozenset(argument.name for argument in macro.args))
        used[macro.name] = _UNKNOWN if macro.name in used or macro.defaults else inside
    steady = frozenset(used)
    while left := [name for name in steady if not used[name] <= steady | SAYING]:
        steady -= frozenset(left)
    return steady


def _used(body: Iterable[nodes.Node], own: frozenset[str]) -> frozenset[str]:
    """The names that some nodes take from around them; `own` are those that they have themselves."""
    found: frozenset[str] = frozenset()
    for node in body:
        match node:
            case nodes.Name():
                found |= {node.name} - own
            case nodes.For():
                targets = {name.name for name in nodes.Tuple([node.target], "store").find_all(nodes.Name)}
                found |= _used((node.iter,), own)
                found |= _used((*node.body, *node.else_, *filter(None, (node.test,))), own | targets | {"loop"})
            case nodes.Call() if not isinstance(node.node, nodes.Name):
                return _UNKNOWN
            case nodes.Filter() if node.name in _CHANGING:
                return _UNKNOWN
            case nodes.Expr() | nodes.If() | nodes.Output() | nodes.Helper():
                found |= _used(node.iter_child_nodes(), own)
            case _:
                return _UNKNOWN
    return found
