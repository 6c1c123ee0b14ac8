"""A block rule before all others: what is a paragraph at first sight. The answer is theirs, without asking them all."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock, paragraph

_QUOTES = "“”„«»‘’\"'("
"""What else may open a sentence, and means nothing to Markdown."""


def prose(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line between blank ones that begins with a letter, or with a bracket where nothing is defined."""
    if silent or (start + 1 < state.lineMax and not state.isEmpty(start + 1)) or state.is_code_block(start):
        return False
    at = state.bMarks[start] + state.tShift[start]
    first = state.src[at]
    if first.isalpha() or first in _QUOTES or (first == "[" and "]:" not in state.src[at : state.eMarks[start]]):
        return paragraph(state, start, end, silent)
    return False
