"""What the complaints of libyaml, and of pure PyYAML, mean to an author: what is wrong, where, and the way out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from msgspec import Struct
from yaml import MarkedYAMLError

from builder.diagnostics import Rule
from builder.parse.complaints import Complaints
from builder.parse.yaml_nodes import TIGHT_KEY
from builder.rules import yaml_rules as rules
from builder.rules.file_rules import CONTROL_CHARACTER
from builder.source import Span

_UNREADABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST_UNREADABLE = 20
_COLON_HINT = "a colon followed by a space starts a new key: quote the text"
_QUOTE_HINT = "put the whole text in quotation marks"
_SPACE_HINT = "put a space after the colon"
_LINE_HINT = (
    "write 'key: value'; a comment begins with #; a long text goes into one line, into quotation marks, or indented "
    "below its key"
)
_INNER_HINT = f"{_QUOTE_HINT}, and double each quotation mark of the same sort in it: 'it''s'; or use the other sort"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong: the rule, its place in the text, the way out, and what fills the rule's message."""

    rule: Rule
    span: Span
    hint: str = ""
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def told(self, complaints: Complaints, shift: int) -> None:
        """Add it to the complaints about a file in which the text begins at `shift`."""
        complaints.add(self.rule, self.span.shifted(shift), self.hint, **self.fields)


class _Error(Struct, frozen=True):
    """libyaml's complaint: where it was noticed, what was being read there, and where that began."""

    text: str
    at: int
    context: str
    began: int
    open_bracket: int | None

    @property
    def sign(self) -> str:
        """The character at which it was noticed; '' at the end."""
        return self.text[self.at : self.at + 1]

    def here(self) -> Span:
        """The place where it was noticed, at least one character wide."""
        return Span(self.at, self.at + 1)

    def line_before(self) -> str:
        """What stands on the same line before it."""
        return self.text[self.text.rfind("\n", 0, self.at) + 1 : self.at]

    def unclosed(self, at: int) -> Trouble:
        """The complaint that the sign at `at` is never closed."""
        return Trouble(rules.YAML_UNCLOSED, Span(at, at + 1), fields={"sign": self.text[at : at + 1]})

    def syntax(self, problem: str, hint: str = "") -> Trouble:
        """The complaint that something cannot be read here."""
        return Trouble(rules.YAML_SYNTAX, self.here(), hint, {"problem": problem})


def _wordy(error: _Error) -> Trouble | None:
    """What is wrong with the lines above the one at which an error was noticed, where none of them has a key."""
    text, found = error.text, None
    start = text.rfind("\n", 0, error.at) + 1
    while start:
        end, start = start - 1, text.rfind("\n", 0, start - 1) + 1
        line = text[start:end].strip()
        if line.startswith("#") and found is not None:
            break
        if re.search(r":(?:\s|$)", line) and not line.startswith("#"):
            return None if re.search(r":\s+[^\s#]", line) else found
        if line and not line.startswith("#"):
            begin = start + text[start:end].index(line)
            found = _line_trouble(Span(begin, begin + len(line)), line)
            if TIGHT_KEY.match(line):
                break
    return found


def _line_trouble(span: Span, line: str) -> Trouble:
    """The complaint about a line without a key and a colon, both parted from what follows."""
    if tight := TIGHT_KEY.match(line):
        here = Span(span.start, span.start + tight.end())
        return Trouble(rules.YAML_SYNTAX, here, _SPACE_HINT, {"problem": "no space stands behind this colon"})
    return Trouble(rules.YAML_SYNTAX, span, _LINE_HINT, {"problem": "this line has no colon after a key"})


def explain(error: MarkedYAMLError, text: str, open_bracket: int | None) -> Trouble:
    """What an error of the YAML parser means; `open_bracket` is where the innermost open bracket stands."""
    problem, context = error.problem or "it is malformed", error.context or ""
    noticed = min(error.problem_mark.index, len(text)) if error.problem_mark else 0
    began = min(error.context_mark.index, len(text)) if error.context_mark else noticed
    seen = _Error(text, noticed, context, began, open_bracket)
    if seen.sign == "\t":
        return Trouble(rules.YAML_TAB, seen.here())
    said = f"{context} {problem}"
    return next((make(seen) for pattern, make in _TABLE if re.search(pattern, said)), seen.syntax(problem))


def find_unreadable(text: str, complaints: Complaints, shift: int) -> None:
    """Complain about the characters that no YAML may hold."""
    for found, _ in zip(_UNREADABLE.finditer(text), range(_MOST_UNREADABLE), strict=False):
        character = f"U+{ord(found[0]):04X}"
        complaints.add(CONTROL_CHARACTER, Span(*found.span()).shifted(shift), character=character)


def _quotation(error: _Error) -> Trouble:
    return error.unclosed(error.began)


def _bracket(error: _Error) -> Trouble:
    """A comma or closing bracket was expected."""
    bracket = error.text[error.began : error.began + 1]
    if error.text.find("\n", error.began, error.at) >= 0 or not error.text[error.at :].strip():
        return error.unclosed(error.began)
    if error.sign == ":":
        return Trouble(rules.YAML_COLON, error.here(), _COLON_HINT)
    if error.line_before().rstrip().endswith(("'", '"')):
        return error.syntax("the text goes on after its quotation mark", _INNER_HINT)
    closing = "}" if bracket == "{" else "]"
    return error.syntax(f"a comma or {closing} is missing before this", _QUOTE_HINT)


def _colon(error: _Error) -> Trouble:
    before = error.line_before()
    if re.search(r":\s|^\s*- ", before):
        return Trouble(rules.YAML_COLON, error.here(), _COLON_HINT)
    if wordy := _wordy(error):
        return wordy
    hint = "the text of the line above goes on here: begin both keys in the same column, or end that line with a colon"
    return Trouble(rules.YAML_COLON, error.here(), hint)


def _key(error: _Error) -> Trouble:
    """A key, or the end of the mapping, was expected."""
    before = error.line_before().rstrip()
    if before.endswith(("'", '"')):
        return error.syntax("the text goes on after its quotation mark", _INNER_HINT)
    if before.endswith(("]", "}")):
        return error.syntax(f"the text goes on after its {before[-1]}", _QUOTE_HINT)
    if error.sign == ":":
        return error.syntax("no key stands before this colon")
    column = error.began - error.text.rfind("\n", 0, error.began)
    return error.syntax("a key is expected here", f"begin all keys of one mapping in the same column (here: {column})")


def _tight_colon(error: _Error) -> Trouble:
    return Trouble(rules.YAML_COLON, error.here(), "put a space after the colon, or quote the text")


def _no_colon(error: _Error) -> Trouble:
    end = error.text.find("\n", error.began)
    span = Span(error.began, end if end >= 0 else len(error.text))
    return _line_trouble(span, error.text[span.start : span.end])


def _item(error: _Error) -> Trouble:
    return error.syntax("a list item is expected here", "begin all items of one list with '- ' in the same column")


def _first_sign(error: _Error) -> Trouble:
    return error.syntax(f"a text cannot begin with {error.sign}", _QUOTE_HINT)


def _inline_list(error: _Error) -> Trouble:
    return error.syntax("a list cannot begin here", "begin it on a line of its own, or quote the text")


def _after_bar(error: _Error) -> Trouble:
    return error.syntax("words stand after | or >", "begin the text on the next line, indented")


def _escape(error: _Error) -> Trouble:
    hint = r"in double quotation marks a backslash is written \\; or use single ones"
    return error.syntax("a backslash with an unknown sign after it", hint)


def _after_end(error: _Error) -> Trouble:
    if error.text[: error.at].rstrip().endswith("..."):
        return Trouble(rules.YAML_DOCUMENTS, error.here())
    return _wordy(error) or error.syntax("nothing more is expected here", _QUOTE_HINT)


def _content(error: _Error) -> Trouble:
    if not error.sign and error.open_bracket is not None:
        return error.unclosed(error.open_bracket)
    return error.syntax(f"a value cannot begin with {error.sign}" if error.sign else "a value is missing", _QUOTE_HINT)


def _directive(error: _Error) -> Trouble:
    return Trouble(rules.YAML_DIRECTIVE, error.here())


def _anchor(error: _Error) -> Trouble:
    sign = error.text[error.began : error.began + 1]
    what = "anchor" if sign == "&" else "alias"
    return Trouble(rules.YAML_ALIAS, Span(error.began, error.began + 1), fields={"name": sign, "what": what})


def _tag(error: _Error) -> Trouble:
    tag = error.text[error.began : error.began + 80].split(maxsplit=1)[0]
    return Trouble(rules.YAML_TAG, Span(error.began, error.began + len(tag)), fields={"tag": tag})


_TABLE: tuple[tuple[str, Callable[[_Error], Trouble]], ...] = (
    (r"directive|incompatible YAML", _directive),
    (r"scanning an? (anchor|alias)", _anchor),
    (r"(scanning|parsing) a tag|tag handle", _tag),
    (r"quoted scalar found unexpected (end of stream|document (indicator|separator))", _quotation),
    (r"escape|hexdecimal", _escape),
    (r"expected ',' or", _bracket),
    (r"mapping values are not allowed", _colon),
    (r"unexpected ':'", _tight_colon),
    (r"could not find expected ':'", _no_colon),
    (r"block collection", _item),
    (r"expected key|expected <block end>", _key),
    (r"cannot start any token", _first_sign),
    (r"sequence entries are not allowed", _inline_list),
    (r"expected (a )?comment or", _after_bar),
    (r"<?document start>?", _after_end),
    (r"node content", _content),
)
