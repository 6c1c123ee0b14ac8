"""The inline parser: markdown-it-py's, with our mark rule, and with the place of every token.

markdown-it's inline tokens carry no place. Here each token's `meta` holds `at`, the (start, end) of what made it, and
each text token `runs`, pairs (offset in its content, offset in the source). All offsets are 0-based within the inline
text. Marks come as `mark_open` (meta: `braces`) and `mark_close`; they do not count as nesting, so there may be any
number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import Ruler
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    html_inline,
    image,
    link,
    newline,
    text,
)
from markdown_it.token import Token

from builder.parse.brackets import Brackets, pair

Trouble = tuple[str, int, int, str]
"""What could not be read: 'braces', 'unopened', 'alone', 'stray' or 'after'; start, end, detail."""
InlineRule = Callable[[StateInline, bool], bool]

_LOOKS_LIKE_BRACES = re.compile(r"\{\s*(?:[.#][\w-]|[A-Za-z][\w-]*=)")
_ELEMENTS = {
    "link_close": "a link", "image": "an image", "code_inline": "code",
}  # fmt: skip


class PlacedState(StateInline):
    """The state of one inline text, which remembers where its pending characters come from."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> None:
        self.length = 0
        self.runs: list[tuple[int, int]] = []
        super().__init__(src, md, env, tokens)
        self.brackets: Brackets = pair(src, bool(env.get("references")))
        self.open_marks: list[tuple[int, Token]] = []
        self.troubles: list[Trouble] = []

    def append_pending(self, text: str) -> None:
        """Take characters that stand at the current position."""
        self.runs.append((self.length, self.pos))
        self.length += len(text)
        super().append_pending(text)

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token; characters that were trimmed away take their places with them."""
        if not self.pending:
            self.runs, self.length = [], 0
        return super().push(ttype, tag, nesting)

    def leave_marks(self, kept: list[tuple[int, Token]]) -> None:
        """Make text of the marks that were opened and not closed, and go back to those opened before."""
        for _, token in self.open_marks:
            at = token.meta.get("at", (0, 1))[0]
            token.type, token.content, token.nesting = "text", "[", 0
            self.troubles.append(("alone", at, at + 1, ""))
        self.open_marks = kept

    def pushPending(self) -> Token:  # noqa: N802 - the library's name
        """Flush the pending characters to a token that knows where they come from."""
        token = super().pushPending()
        token.meta["runs"] = self.runs
        self.runs, self.length = [], 0
        return token


class PlacedInline(ParserInline):
    """The inline parser that gathers what it could not read in `env["troubles"]`."""

    def __init__(self) -> None:
        super().__init__()
        self.ruler = Ruler[InlineRule]()
        self.ruler.push("text", text)
        self.ruler.push("sign", _sign)
        self.ruler2.disable("strikethrough")
        self.ruler2.disable("fragments_join")

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Parse one inline text into `tokens`."""
        state = PlacedState(src, md, env, tokens)
        self.tokenize(state)
        state.leave_marks([])
        for rule in self.ruler2.getRules(""):
            rule(state)
        env["troubles"] = [*_bracket_troubles(state.brackets), *state.troubles]
        return state.tokens


def parser() -> MarkdownIt:
    """CommonMark and tables, with marks; typographer and linkify off; every address accepted (it is checked later).

    The inline texts are not parsed with the blocks: their reader does it, one by one.
    """
    md = MarkdownIt("commonmark", {"html": True}).enable("table")
    md.inline = PlacedInline()
    md.core.ruler.disable(["inline", "text_join"])
    md.validateLink = _any_address  # type: ignore[method-assign]
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return md


def _any_address(url: str) -> bool:
    """Addresses are checked later, with their place; nothing is dropped here."""
    return bool(url) or True


def _bracket_troubles(brackets: Brackets) -> list[Trouble]:
    """What the pairing of brackets found wrong."""
    return [
        *(("braces", bad.start, bad.end, bad.problem) for bad in brackets.malformed.values()),
        *(("unopened", at, at + 1, "") for at in brackets.unopened),
        *(("alone", at, at + 1, "") for at in brackets.alone),
    ]


def _sign(state: StateInline, silent: bool) -> bool:
    """Whatever begins with a sign: the rule of that sign, and the place of the tokens it makes."""
    rule = _RULES.get(state.src[state.pos])
    if rule is None:
        return False
    start, known = state.pos, len(state.tokens)
    if not rule(state, silent):
        return False
    if not silent:
        for token in state.tokens[known:]:
            if "runs" not in token.meta:
                token.meta.setdefault("at", (start, state.pos))
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Signs of emphasis: one token each, each with its place."""
    start, known = state.pos, len(state.tokens)
    if not emphasis.tokenize(state, silent):
        return False
    made = [token for token in state.tokens[known:] if "runs" not in token.meta]
    for number, token in enumerate(made):
        token.meta["at"] = (start + number, start + number + 1)
    return True


def _angle(state: StateInline, silent: bool) -> bool:
    """An autolink, a tag or a comment."""
    known = len(state.tokens)
    if not autolink(state, silent):
        return html_inline(state, silent)
    for token in state.tokens[known:]:
        if token.type == "text" and "runs" not in token.meta:
            token.meta["runs"] = [(0, state.pos - len(token.content) - 1)]
    return True


def _open(state: StateInline, silent: bool) -> bool:
    """A bracket that opens a mark, else a link, else itself."""
    assert isinstance(state, PlacedState)
    at = state.pos
    if at in state.brackets.marks:
        if not silent:
            token = state.push("mark_open", "span", 1)
            state.level -= 1
            close, token.meta["braces"] = state.brackets.marks[at]
            state.open_marks.append((close, token))
        state.pos += 1
        return True
    if at in state.brackets.links and _link(state, silent):
        return True
    if not silent:
        state.append_pending("[")
    state.pos = at + 1
    return True


def _link(state: PlacedState, silent: bool) -> bool:
    """A link; no mark reaches across its ends."""
    around, state.open_marks = state.open_marks, []
    found = link(state, silent)
    state.leave_marks(around)
    return found


def _close(state: StateInline, silent: bool) -> bool:
    """A bracket that closes a mark, braces included, else itself."""
    assert isinstance(state, PlacedState)
    braces = state.brackets.closers.get(state.pos)
    ends = silent or (bool(state.open_marks) and state.open_marks[-1][0] == state.pos)
    if braces is None or not ends:
        if not silent:
            state.append_pending("]")
        state.pos += 1
        return True
    if not silent:
        state.open_marks.pop()
        state.level += 1
        token = state.push("mark_close", "span", -1)
        token.meta["at"] = (state.pos, braces.end)
    state.pos = braces.end
    return True


def _braces(state: StateInline, silent: bool) -> bool:
    """Braces that belong to no mark: text, but said to the author where they look like a mark's."""
    assert isinstance(state, PlacedState)
    at = state.pos
    before = state.src[at - 1] if at else ""
    told = at - 1 in state.brackets.malformed or at - 1 in state.brackets.unopened
    looks = None if silent or told else _LOOKS_LIKE_BRACES.match(state.src, at)
    if looks:
        last = state.tokens[-1].type if state.tokens and not state.pending else ""
        element = _ELEMENTS.get(last) or ("emphasis" if before in ("*", "_") else "")
        end = state.src.find("}", at) + 1 or looks.end()
        state.troubles.append(("after" if element else "stray", at, end, element))
    if not silent:
        state.append_pending("{")
    state.pos += 1
    return True


_RULES: dict[str, InlineRule] = {
    "\n": newline,
    "\\": escape,
    "`": backtick,
    "*": _emphasis,
    "_": _emphasis,
    "[": _open,
    "]": _close,
    "!": image,
    "<": _angle,
    "&": entity,
    "{": _braces,
}
