"""Strict YAML: text, lists and mappings with their places, and an answer to everything else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias
from unittest.mock import patch

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from builder.diagnostics import Finding
from builder.parse import strict_yaml
from builder.parse.complaints import MOST
from builder.parse.strict_yaml import DEEPEST, LARGEST, Mapping, Node, Scalar, Sequence, load
from builder.source import SourceFile, Span

Data: TypeAlias = "str | list[Data] | dict[str, Data]"

YAMLISH = st.lists(
    st.sampled_from([
        "a", "says", "é", "😀", "null", "~", ": ", ":", "- ", "-", "? ", "[", "]", "{", "}", ",", ", ", "'", '"', "\\",
        "\\x00", "# ", "&x ", "*x", "!t ", "!!", "|", ">", "|\n ", "%", "@", "\n", "\n  ", "\n    ", "\t", " ", "---\n",
        "...\n", "<<: ", "\u2028", "\x85", "\ufeff", "\x00", "\ud800", "\uffff", "\r", "\n- ", "\na: ", "\n  b: ",
    ]),
    max_size=40,
).map("".join)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), YAMLISH)

WORDS = st.text(st.characters(exclude_characters="\x85\u2028\u2029", exclude_categories=["Cs"]), max_size=12)
"""Texts without the line ends that PyYAML's own writer loses."""
DATA: st.SearchStrategy[Data] = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


class _Dumper(yaml.SafeDumper):
    """Writes the same value twice rather than an alias."""

    def ignore_aliases(self, _: object) -> bool:
        """Write it out."""
        return True


def dumped(data: Data, *, flow: bool, width: int) -> str:
    """The data as YAML that another program wrote."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, default_flow_style=flow, width=width, sort_keys=False)


def plain(node: Node | None) -> Data:
    """What a node says, without places."""
    if isinstance(node, Mapping):
        return {entry.key.value: plain(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.value if node else ""


def children(node: Node) -> list[Node]:
    """The nodes right inside a node, in their order."""
    if isinstance(node, Mapping):
        return [part for entry in node.entries for part in (entry.key, entry.value)]
    return list(node.items) if isinstance(node, Sequence) else []


def all_nodes(node: Node) -> Iterator[Node]:
    """A node and all nodes inside it."""
    yield node
    for child in children(node):
        yield from all_nodes(child)


def read(text: str) -> tuple[Data, list[str]]:
    """What a text says, and what is wrong with it: each code with the words it is about."""
    file = SourceFile("a.yaml", text)
    node, findings = load(file)
    return plain(node), [marked(file, finding) for finding in findings]


def marked(file: SourceFile, finding: Finding) -> str:
    """A finding as its code and the words at its place."""
    place = finding.place
    start = file.line_starts[place.line - 1] + place.column - 1
    end = file.line_starts[place.end_line - 1] + place.end_column - 1
    return f"{finding.code} {file.text[start:end]}"


def shifted(node: Node | None, by: int) -> Node | None:
    """A node whose places lie further on."""
    if node is None:
        return None
    span = node.span.shifted(by)
    if isinstance(node, Mapping):
        pairs = [(shifted(entry.key, by), shifted(entry.value, by)) for entry in node.entries]
        entries = tuple(strict_yaml.Entry(key, value) for key, value in pairs if isinstance(key, Scalar) and value)
        return Mapping(entries, span, node.flow)
    if isinstance(node, Sequence):
        return Sequence(tuple(item for item in (shifted(each, by) for each in node.items) if item), span)
    return Scalar(node.value, span, node.quoted, node.indicator)


@pytest.mark.parametrize(
    "typed", ["no", "on", "yes", "true", "12:30", "2026-11-22", "1_000", "0x1F", "1e3", ".5", "=", "<<", "Nil", "a#b"]
)
def test_everything_is_text(typed: str) -> None:
    """What other programs take for a number, a day or a truth value is the text that was typed."""
    assert read(f"key: {typed}\n{typed}: key") == ({"key": typed, typed: "key"}, [])


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL", "# only a comment"])
def test_nothing_is_the_empty_text(typed: str) -> None:
    """A value that is not there is the empty text, without quotation marks; in quotation marks it is what it says."""
    node, findings = load(SourceFile("a.yaml", f"key: {typed}"))
    assert isinstance(node, Mapping)
    assert not findings
    value = node.entries[0].value
    assert isinstance(value, Scalar)
    assert (value.value, value.quoted, value.indicator) == ("", False, "")
    assert read('"null"') == ("null", [])


@pytest.mark.parametrize("text", ["", " \n", "# nothing\n", "---\n", "~", "--- # nothing\n...\n"])
def test_empty_document(text: str) -> None:
    """A file that says nothing has no node and nothing wrong with it."""
    assert load(SourceFile("a.yaml", text)) == (None, [])


@pytest.mark.parametrize(
    ("typed", "value", "quoted", "indicator"),
    [
        ("two words", "two words", False, ""),
        ("'it''s'", "it's", True, "'"),
        (r'"a\u00e9"', "aé", True, '"'),
        ("|\n  a\n  b\n", "a\nb\n", True, "|"),
        (">-\n  a\n  b\n", "a b", True, ">"),
    ],
)
def test_how_a_text_was_written(typed: str, value: str, quoted: bool, indicator: str) -> None:
    """A text knows how it was marked as text."""
    node, _ = load(SourceFile("a.yaml", f"key: {typed}"))
    assert isinstance(node, Mapping)
    assert node.entries[0].value == Scalar(value, Span(5, 5 + len(typed)), quoted, indicator)


def test_merge_keys_are_keys() -> None:
    """`<<` is a key like any other."""
    assert read("<<: {a: b}\na: c") == ({"<<": {"a": "b"}, "a": "c"}, [])


def test_places_count_code_points() -> None:
    """Places count characters, whatever their size in bytes."""
    text = "ключ: ['😀', 𝕏𝕏, {é: ñ}]\nдва: |\n  три\n"
    node, _ = load(SourceFile("a.yaml", text))
    assert node
    words = [text[part.span.start : part.span.end] for part in all_nodes(node)]
    assert words == [
        text, "ключ", "['😀', 𝕏𝕏, {é: ñ}]", "'😀'", "𝕏𝕏", "{é: ñ}", "é", "ñ", "два", "|\n  три\n"
    ]  # fmt: skip


WRONG = [
    ("a: b\n\tc: d", "yaml-tab \t"),
    ("a:\n\tb: c", "yaml-tab \t"),
    ("a: |\n\tb", "yaml-tab \t"),
    ('a: "b\nc: d', 'yaml-unclosed "'),
    ("a: 'b\n---\nc: d", "yaml-unclosed '"),
    ("a: [b, c\nd: e", "yaml-unclosed ["),
    ("a: [b,", "yaml-unclosed ["),
    ("a: {b: [c, d]\ne: f", "yaml-unclosed {"),
    ("says: He said: no", "yaml-colon :"),
    ("a: {says: He said: no}", "yaml-colon :"),
    ("- a: b: c", "yaml-colon :"),
    ("says: a\n  chain: b", "yaml-colon :"),
    ("{a:}", "yaml-colon :"),
    ("a: {says: Yes, he did}", "yaml-comma he did"),
    ("a: *b", "yaml-alias *b"),
    ("*a : b", "yaml-alias *a"),
    ("a: &b c", "yaml-alias &b"),
    ("a: &b", "yaml-alias &b"),
    ("a: &b [c]", "yaml-alias &b"),
    ("a: * b", "yaml-alias *"),
    ("a: !!python/name:os.system x", "yaml-tag !!python/name:os.system"),
    ("a: !b", "yaml-tag !b"),
    ("a: !b {c: d}", "yaml-tag !b"),
    ("a: !<b", "yaml-tag !<b"),
    ("a: !b!c d", "yaml-tag !b!c"),
    ("%YAML 1.1\n---\na: b", "yaml-directive %YAML"),
    ("%YAML 3.0\n---\na: b", "yaml-directive %"),
    ("a: b\n---\nc: d", "yaml-documents ---"),
    ("a: b\n...\nc: d", "yaml-documents c"),
    ("a: b\na: c", "yaml-duplicate-key a"),
    ("{a: b, 'a': c}", "yaml-duplicate-key 'a'"),
    ("[a, b]: c", "yaml-key [a, b]"),
    ("? {a: b}\n: c", "yaml-key {a: b}"),
    ("? \n: c", "yaml-key "),
    ("a: b\nc d\ne: f", "yaml-syntax c d"),
    ("a: @b", "yaml-syntax @"),
    ("a: `b`", "yaml-syntax `"),
    ("a: %b", "yaml-syntax %"),
    ("a: - b", "yaml-syntax -"),
    ("a: | b", "yaml-syntax b"),
    (r'a: "\d"', "yaml-syntax \\"),
    ("a: 'it's'", "yaml-syntax s"),
    ('a: "b" c', "yaml-syntax c"),
    ("a: [b] c", "yaml-syntax c"),
    ('a: {b: "c" d}', "yaml-syntax d"),
    ("a:\n   b: c\n  d: e", "yaml-syntax d"),
    ("- a\nb: c", "yaml-syntax b"),
    ("a: b\n- c", "yaml-syntax -"),
    (": a", "yaml-syntax :"),
    ("[a]]", "yaml-syntax ]"),
    ("a: }", "yaml-syntax }"),
    ("a: ,", "yaml-syntax ,"),
    ("a: \x07b", "control-character \x07"),
    ("a: \ud800", "control-character \ud800"),
]


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_what_is_wrong(text: str, expected: str) -> None:
    """Everything that is not strict YAML is answered once, at the words it is about."""
    _, found = read(text)
    assert found == [expected]


@pytest.mark.parametrize(("text", "expected"), [row for row in WRONG if row[0] != "{a:}"])
def test_what_is_wrong_without_libyaml(text: str, expected: str) -> None:
    """Pure PyYAML leads to the same finding (after a backslash a character further on; it can read `{a:}`)."""
    if "\\d" in text:
        expected = "yaml-syntax d"
    with patch.object(strict_yaml, "_Loader", yaml.BaseLoader):
        assert read(text)[1] == [expected]


HINTS = [
    ("says: He said: no", "a colon followed by a space starts a new key: quote the text"),
    ("{says: Yes, he did}", "a comma inside {…} starts a new key: quote the text"),
    ("\ta: b", "indent with spaces"),
    ("a: b\n  c: d", "begin both keys in the same column"),
    ('says: "Yes" he said', "put the whole text in quotation marks"),
    ("a:\n    b: c\n  d: e", "begin all keys of one mapping in the same column (here: 1)"),
    ("a: b\na: c", "it stands in line 1 already"),
]


@pytest.mark.parametrize(("text", "hint"), HINTS)
def test_hints(text: str, hint: str) -> None:
    """The usual slips are met with the way out that fits."""
    (finding,) = load(SourceFile("a.yaml", text))[1]
    assert hint in finding.hint


def test_all_at_once() -> None:
    """One file, many mistakes: all are told, and the rest is read."""
    text = "a: *x\nb: !t c\nd: {e, f: g}\nd: h\n? [i]\n: j\nk: &l\n"
    data, found = read(text)
    assert data == {"a": "", "b": "c", "d": {"f": "g"}, "k": ""}
    assert found == [
        "yaml-alias *x", "yaml-tag !t", "yaml-comma e", "yaml-alias &l", "yaml-duplicate-key d", "yaml-key [i]"
    ]  # fmt: skip


@pytest.mark.parametrize("unit", ["[", "{", "- ", "? ", "{a: ", "{? ", "[[],", "a: [\n"])
def test_forty_thousand_brackets(unit: str) -> None:
    """Whatever nests without end is one finding."""
    _, found = read(unit * 40_000)
    assert [each.split()[0] for each in found] == ["yaml-deep"]


def test_depth() -> None:
    """Lists may nest 64 deep, and no deeper."""
    assert read("[" * DEEPEST + "]" * DEEPEST)[1] == []
    assert read("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))[1] == ["yaml-deep ["]


@pytest.mark.parametrize(("letter", "size"), [("a", 1), ("é", 2), ("😀", 4)])
def test_size(letter: str, size: int) -> None:
    """A million bytes are read, and no more."""
    assert read(letter * (LARGEST // size))[1] == []
    assert read(letter * (LARGEST // size + 1))[1] == ["yaml-large "]


def test_alias_bomb() -> None:
    """Aliases are not followed: a bomb of nine levels is as many findings as it has anchors and aliases."""
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in pairwise("abcdefghi"))
    data, found = read(bomb)
    assert isinstance(data, dict)
    assert data["i"] == [""] * 9
    assert len(found) == 9 + 8 * 9
    assert {each.split()[0] for each in found} == {"yaml-alias"}


def test_never_without_end() -> None:
    """After a hundred findings about one file the rest is counted."""
    findings = load(SourceFile("a.yaml", "a: b\n" * 1_001))[1]
    assert len(findings) == MOST + 1
    assert findings[-1].code == "yaml-many"
    assert "900 more" in findings[-1].message


@given(TEXTS)
def test_any_text_is_answered(text: str) -> None:
    """Whatever a file holds, it is read or answered, and every place lies inside it."""
    file = SourceFile("a.yaml", text)
    node, findings = load(file)
    for finding in findings:
        start, end = (finding.place.line, finding.place.column), (finding.place.end_line, finding.place.end_column)
        assert (1, 1) <= start <= end <= file.position(len(text))
    for part in all_nodes(node) if node else ():
        assert 0 <= part.span.start <= part.span.end <= len(text)


@given(TEXTS)
def test_places_hold_what_was_read(text: str) -> None:
    """A text without quotation marks stands at its place; what is inside a list or mapping stands inside its place."""
    node, findings = load(SourceFile("a.yaml", text))
    assume(node and not findings)
    assert node
    for part in all_nodes(node):
        words = text[part.span.start : part.span.end]
        if isinstance(part, Scalar):
            if not part.quoted and part.value:
                assert words.split() == part.value.split()
        else:
            ends = [part.span.start, *(edge for child in children(part) for edge in (child.span.start, child.span.end))]
            assert [*ends, part.span.end] == sorted([*ends, part.span.end])


@given(DATA, st.booleans(), st.sampled_from([20, 80, 10_000]))
def test_what_was_written_is_read(data: Data, flow: bool, width: int) -> None:
    """Data of texts, lists and mappings that another program wrote is read as it was meant, without complaint."""
    assert read(dumped(data, flow=flow, width=width)) == (data, [])


@given(DATA, st.booleans())
def test_without_libyaml(data: Data, flow: bool) -> None:
    """Pure PyYAML, where libyaml is missing, leads to the same nodes at the same places."""
    file = SourceFile("a.yaml", dumped(data, flow=flow, width=80))
    with_libyaml = load(file)
    with patch.object(strict_yaml, "_Loader", yaml.BaseLoader):
        assert load(file) == with_libyaml


@given(TEXTS, TEXTS, TEXTS)
def test_part_of_a_file(before: str, text: str, after: str) -> None:
    """A part of a file is read like a file of its own, at places of the whole file."""
    alone, complaints = load(SourceFile("a.md", text))
    whole = SourceFile("a.md", before + text + after)
    node, findings = load(whole, Span(len(before), len(before) + len(text)))
    assert node == shifted(alone, len(before))
    assert [(each.code, each.message) for each in findings] == [(each.code, each.message) for each in complaints]
    for finding in findings:
        start = whole.line_starts[finding.place.line - 1] + finding.place.column - 1
        assert len(before) <= start <= len(before) + len(text)
