"""Formats: what is read, what is answered, and what editors are told."""

from __future__ import annotations

import re
import types
import typing
from collections import abc
from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias, Union

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec import Struct

from builder.diagnostics import Rule
from builder.model.placed import Placed, part
from builder.parse import formats
from builder.parse.formats import ARTICLE, CLAIMS, LINKS, PAGE, SITE, SOURCES, is_web_address, json_schema, read
from builder.parse.schema import (
    Choice,
    Date,
    Flag,
    FreeForm,
    Ident,
    Key,
    Language,
    Letter,
    ListOf,
    MapOf,
    Number,
    OneLine,
    Record,
    Schema,
    Text,
    Url,
    validate,
)
from builder.parse.strict_yaml import load
from builder.rules import yaml_rules
from builder.source import SourceFile, Span

Data: TypeAlias = "str | list[Data] | dict[str, Data]"

FORMATS: dict[str, Record[Any]] = {
    "article": ARTICLE, "claims": CLAIMS, "sources": SOURCES, "site": SITE, "page": PAGE,
    "links": LINKS,
}  # fmt: skip
"""All formats by their names."""
VALIDATORS = {name: Draft202012Validator(json_schema(name)) for name in FORMATS}


def found(form: Schema[Any], text: str) -> list[str]:
    """What is wrong with a file: each code with the words it is about."""
    file = SourceFile("a.yaml", text)
    return [_marked(file, finding.code, finding.place) for finding in read(form, file)[1]]


def _marked(file: SourceFile, code: str, place: Any) -> str:
    start = file.line_starts[place.line - 1] + place.column - 1
    end = file.line_starts[place.end_line - 1] + place.end_column - 1
    return f"{code} {file.text[start:end]}"


def hints(form: Schema[Any], text: str) -> str:
    """All ways out that a file is met with."""
    return "\n".join(finding.hint for finding in read(form, SourceFile("a.yaml", text))[1])


CLAIM = "claims: {gap: {says: The gap is closed., "
KIND = "{id: irony, letter: I, name: Irony, about: Not meant}"
CASES: list[tuple[Schema[Any], str, list[str]]] = [
    (CLAIMS, "claim: {}", ["key-unknown claim"]),
    (CLAIMS, "claims: {gap: {say: x, says: x}}", ["key-unknown say"]),
    (CLAIMS, "claims: {gap: {evidence: none}}", ["key-missing gap"]),
    (CLAIMS, "claims:\n  gap: {}\n", ["key-missing gap"]),
    (CLAIMS, "claims: {gap: {says: }}", ["value-empty says"]),
    (CLAIMS, "claims: {gap: {says: ' '}}", ["value-empty says"]),
    (CLAIMS, "claims: {gap: {says: ~}}", ["value-empty says"]),
    (CLAIMS, "claims:\n  gap:\n", ["value-empty gap"]),
    (CLAIMS, "claims:\n", ["value-empty claims"]),
    (CLAIMS, "questions: [Who?, '']", ["value-empty ''"]),
    (CLAIMS, "claims: {gap: {says: Yes, he said: no}}", ["key-unknown he said"]),
    (CLAIMS, "claims: {gap: {says: Yes, he did}}", ["yaml-comma he did"]),
    (CLAIMS, "claims: [gap]", ["value-shape [gap]"]),
    (CLAIMS, "claims: gap", ["value-shape gap"]),
    (CLAIMS, "[claims]", ["value-shape [claims]"]),
    (CLAIMS, "claims", ["value-shape claims"]),
    (CLAIMS, "claims: {gap: {says: [a]}}", ["value-shape [a]"]),
    (CLAIMS, "claims: {gap: {says: {a: b}}}", ["value-shape {a: b}"]),
    (CLAIMS, "questions: Who?", ["value-shape Who?"]),
    (CLAIMS, "questions: {a: Who?}", ["value-shape {a: Who?}"]),
    (CLAIMS, CLAIM + "evidence: rumour}}", ["value-unknown rumour"]),
    (CLAIMS, CLAIM + "answers: [{how: denys, claims: a}]}}", ["value-unknown denys"]),
    (CLAIMS, CLAIM + "answers: [{how: denies}]}}", ["key-missing how"]),
    (CLAIMS, CLAIM + "answers: [{how: denies, claims: []}]}}", ["value-empty claims"]),
    (CLAIMS, CLAIM + "supported_by: [Big Gap]}}", ["id-bad Big Gap"]),
    (CLAIMS, CLAIM + "supported_by: [a/b/c]}}", ["id-bad a/b/c"]),
    (CLAIMS, CLAIM + "supported_by: [a, *b]}}", ["yaml-alias *b"]),
    (CLAIMS, CLAIM + 'chain: "a\\nb"}}', ['value-lines "a\\nb"']),
    (CLAIMS, CLAIM + 'chain: "a\\u0000b"}}', ['control-character "a\\u0000b"']),
    (CLAIMS, "claims: {Gap: {says: x}}", ["id-bad Gap"]),
    (CLAIMS, f"claims: {{{'a' * 101}: {{says: x}}}}", [f"value-long {'a' * 101}"]),
    (CLAIMS, CLAIM + "checks: [{title: a, url: 'javascript:alert(1)'}]}}", ["url-forbidden 'javascript:alert(1)'"]),
    (CLAIMS, CLAIM + "checks: [{title: a, url: https://a.b/, date: 2026-02-29}]}}", ["date-bad 2026-02-29"]),
    (CLAIMS, "asked: [{who: a, reply: perhaps}]", ["value-unknown perhaps"]),
    (CLAIMS, "marks: [{kind: h, quote: a, core: on}]", ["value-unknown on"]),
    (CLAIMS, "marks: [{kind: h, quote: a, as: mentioned}]", ["value-unknown mentioned"]),
    (CLAIMS, "marks: [{quote: a}, {kind: h}]", ["key-missing quote", "key-missing kind"]),
    (SOURCES, "tass: {name: TASS, kind: outlet}", ["key-unknown tass", "key-missing tass"]),
    (SOURCES, "", ["key-missing "]),
    (SOURCES, "sources: {a: {name: A, kind: paper}}", ["value-unknown paper"]),
    (ARTICLE, "annotated: {date: 22.11.2026}", ["date-bad 22.11.2026"]),
    (ARTICLE, "annotated: {date: 2026}", ["date-bad 2026"]),
    (ARTICLE, "original: {published: 2026-13}", ["date-bad 2026-13"]),
    (ARTICLE, "original: {published: ２０２６}", ["date-bad ２０２６"]),
    (ARTICLE, "language: Ukrainian!", ["language-bad Ukrainian!"]),
    (ARTICLE, "a: [", ["yaml-unclosed ["]),
    (PAGE, "minutes: 0", ["number-bad 0"]),
    (PAGE, "order: -1", ["number-bad -1"]),
    (SITE, "title: A\nlimits: {marks: many}", ["number-bad many"]),
    (SITE, "title: A\npages: [home, home]", ["value-twice home"]),
    (SITE, "title: A\npages: [hme]", ["value-unknown hme"]),
    (SITE, f"title: A\nkinds: [{KIND.replace('letter: I', 'letter: A')}]", ["letter-bad A"]),
    (SITE, f"title: A\nkinds: [{KIND.replace('letter: I', 'letter: i')}]", ["letter-bad i"]),
    (SITE, f"title: A\nkinds: [{KIND}, {KIND.replace('irony', 'joke')}]", ["value-twice I"]),
    (SITE, f"title: A\nkinds: [{KIND}, {KIND.replace('letter: I', 'letter: J')}]", ["value-twice irony"]),
    (SITE, "title: A\nkinds: [[], [], [], []]", ["value-many [[], [], [], []]", *["value-shape []"] * 4]),
    (SITE, 'title: A\nlexicon: {to: ["a\\u0007"]}', ['control-character "a\\u0007"']),
]  # fmt: skip


@pytest.mark.parametrize(("form", "text", "expected"), CASES)
def test_what_is_wrong(form: Schema[Any], text: str, expected: list[str]) -> None:
    """Each mistake is answered once, at the words it is about."""
    assert sorted(found(form, text)) == sorted(expected)


def test_every_rule_is_raised() -> None:
    """No rule of YAML is there in vain: each is raised by a text of its own."""
    texts = [(form, text) for form, text, _ in CASES]
    texts += [
        (CLAIMS, text)
        for text in (
            "a\tb: {", "a: b: c", "\ta", "a: @", "a: &b c", "a: !b c", "%YAML 1.1\n---\na", "a\n---\nb", "a: b\na: c",
            "[a]: b", "[" * 65, "a" * 1_000_001, "a: b\n" * 102,
        )
    ]  # fmt: skip
    raised = {finding.code for form, text in texts for finding in read(form, SourceFile("a.yaml", text))[1]}
    rules = {rule.code for rule in vars(yaml_rules).values() if isinstance(rule, Rule)}
    assert rules - raised == set()


@pytest.mark.parametrize(
    ("form", "text", "hint"),
    [
        (CLAIMS, "claim: {}", "did you mean 'claims'?"),
        (CLAIMS, "zzz: {}", "known here: claims, groups, asked, notes, questions, settled, marks"),
        (CLAIMS, "claims: {gap: {says: Yes, he said: no}}", "a comma inside {…} starts a new key: quote the text"),
        (CLAIMS, "claims: {gap: {says: {a: b}}}", "a colon followed by a space starts a new key: quote the text"),
        (CLAIMS, CLAIM + "evidence: documents}}", "did you mean 'document'?"),
        (CLAIMS, CLAIM + "evidence: zzz}}", "known here: incident, witness"),
        (CLAIMS, "claims: {Big Gap: {says: x}}", "write 'big-gap'"),
        (CLAIMS, CLAIM + "supported_by: a b/c}}", "several ids make a list: [a, b/c]"),
        (CLAIMS, "claims: {gap: {}}", "add 'says': What is said to be so"),
        (CLAIMS, "questions: Who?", "each item on a line of its own after '- '"),
        (CLAIMS, "claims: gap", "write 'key: value' lines below it"),
        (CLAIMS, "claims: {gap: {says: [a]}}", "to begin a text with ["),
        (PAGE, "draft: on", "write yes or no"),
    ],
)
def test_hints(form: Schema[Any], text: str, hint: str) -> None:
    """A mistake comes with the way out that fits it."""
    assert hint in hints(form, text)


def test_all_at_once() -> None:
    """One file, many mistakes: all are told, and the rest is read, with what others refer to left in its place."""
    text = """
claims:
  gap: {say: The gap is closed., supported_by: [a, B, c], evidence: none}
  hole: The hole is deep.
  pit: {says: The pit is dark., answers: [{how: denies, claims: gap}, {how: denies}, what]}
groups: {all: gap}
questions: [Who?, [], Why?]
"""
    data, findings = read(CLAIMS, SourceFile("a.yaml", text))
    assert len(findings) == 8
    assert [(key.value, claim.says.value) for key, claim in data.claims.items()] == [
        ("gap", ""), ("hole", ""), ("pit", "The pit is dark.")
    ]  # fmt: skip
    gap, _, pit = data.claims.values()
    assert [item.value for item in gap.supported_by] == ["a", "c"]
    assert gap.evidence
    assert gap.evidence.value == "none"
    assert [answer.how.value for answer in pit.answers] == ["denies"]
    assert [item.value for item in data.questions] == ["Who?", "Why?"]
    assert [(key.value, group) for key, group in data.groups.items()] == [("all", ())]


def test_no_yaml_is_one_finding() -> None:
    """Where a file is no YAML nothing is said of missing keys, and its data is blank."""
    data, findings = read(SITE, SourceFile("a.yaml", "title: ["))
    assert [finding.code for finding in findings] == ["yaml-unclosed"]
    assert (data.title.value, data.kinds, dict(data.publish)) == ("", (), {})


def test_nothing_is_a_blank_file() -> None:
    """A file without data is read as one without keys."""
    data, findings = read(CLAIMS, SourceFile("a.yaml", "# to do\n"))
    assert findings == []
    assert (dict(data.claims), data.questions, data.marks) == ({}, (), ())


def test_front_matter_has_the_places_of_its_file() -> None:
    """Values and mistakes of front matter stand where they stand in the article."""
    text = "---\nsummary: Ünïcode 😀\ntopic: war\nlevel: 15-18\n---\n# Headline\n"
    file = SourceFile("article.md", text)
    data, findings = read(ARTICLE, file, Span(4, text.index("---\n#")))
    assert [str(finding.place) for finding in findings] == ["article.md:3:1"]
    assert data.level
    assert text[data.level.span.start : data.level.span.end] == "15-18"


def test_notes_are_found_by_what_was_typed() -> None:
    """A reference finds the entry it names, wherever the two stand."""
    data, _ = read(CLAIMS, SourceFile("a.yaml", "notes: {h-one: Somebody said so.}\nsettled: [h-one]"))
    assert data.notes[data.settled[0]].value == "Somebody said so."


def test_keys_of_a_mark_by_quotation() -> None:
    """A mark by quotation hands on its keys as if they stood in braces."""
    text = "marks: [{kind: c, quote: a, before: b, id: c-a, as: mention, ref: a b, core: true, note: 'Who?'}]"
    data, findings = read(CLAIMS, SourceFile("a.yaml", text))
    assert findings == []
    keys = data.marks[0].keys()
    assert {key: value.value for key, value in keys.items()} == {
        "as": "mention", "ref": "a b", "core": "yes", "note": "Who?"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "words"),
    [("tass < kyiv", "kyiv"), ("'tass < kyiv'", "kyiv"), ('"ta\\u0073s < kyiv"', '"ta\\u0073s < kyiv"')],
)
def test_place_of_a_part(typed: str, words: str) -> None:
    """A part of a text has its own place, or that of the whole where escapes blur it."""
    text = f"claims: {{gap: {{says: x, chain: {typed}}}}}"
    data, _ = read(CLAIMS, SourceFile("a.yaml", text))
    (claim,) = data.claims.values()
    assert claim.chain
    span = part(claim.chain, 7, 11)
    assert text[span.start : span.end] == words


@pytest.mark.parametrize(
    "url",
    ["https://example.org", "http://a.b:8080/c?d=e#f", "HTTPS://EXAMPLE.ORG/ä", "https://xn--bcher-kva.example/(a)_b"],
)
def test_addresses(url: str) -> None:
    """Full addresses of the web may be linked to."""
    assert is_web_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//example.org", "/path", "path",
        "mailto:a@b.c", "ftp://a.b", "https:a.b",
        "https://", "https:///a", "https://a b", "https://a.b/ c", "https://user:word@a.b", 'https://a.b/"onload="x',
        "https://a.b/<script>", "https://a.b\\c", "https://a.b/\u202e", "https://a.b/\u200b", "https://a.b/\x00",
        "https://a.b:99999", "https://a.b:x", "https://[::1", "https://a\u2100b.c", "https://a.b/\n",
    ],
)  # fmt: skip
def test_forbidden_addresses(url: str) -> None:
    """Nothing else may, in whatever disguise."""
    assert not is_web_address(url)


# Documents made from the declarations

LETTERS = st.characters(categories=["L", "N", "P", "Zs", "S"])
TEXTS = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
DAYS = st.dates(min_value=date(1000, 1, 1)).map(date.isoformat)


_SIMPLE: dict[type, Callable[[Any], st.SearchStrategy[Data]]] = {
    Text: lambda _: TEXTS,
    OneLine: lambda _: TEXTS,
    Ident: lambda schema: IDS if _refuses(schema, "a/b") else st.one_of(IDS, st.tuples(IDS, IDS).map("/".join)),
    Choice: lambda schema: st.sampled_from(schema.values),
    Flag: lambda schema: st.sampled_from(sorted(schema.words)),
    Number: lambda schema: st.integers(schema.least, schema.most).map(str),
    Date: lambda schema: st.builds(
        lambda day, most: day[:most], DAYS, st.sampled_from([4, 7, 10][-3 if schema.partial else -1 :])
    ),
    Language: lambda _: st.sampled_from(["no", "en", "uk", "zh-Hant", "de-AT-1996"]),
    Letter: lambda schema: st.sampled_from(schema.free),
    Url: lambda schema: st.sampled_from(
        ["https://example.org", "http://a.b/c" if _refuses(schema, "http://a.b/c?d#e") else "http://a.b/c?d#e"]
    ),
    FreeForm: lambda _: st.recursive(TEXTS, _nested),
}


def documents(schema: Schema[Any]) -> st.SearchStrategy[Data]:
    """Data that a schema reads without complaint."""
    match schema:
        case ListOf():
            return _lists(schema)
        case MapOf():
            keys = documents(schema.key).map(str)
            return st.dictionaries(keys, documents(schema.value), max_size=3).map(_data)
        case Record():
            must = {name: documents(key.schema) for name, key in schema.keys.items() if key.required}
            may = {name: documents(key.schema) for name, key in schema.keys.items() if not key.required}
            return st.fixed_dictionaries(must, optional=may).map(_data)
    return _SIMPLE[type(schema)](schema)


def _data(value: Any) -> Data:
    return typing.cast(Data, value)


def _nested(inner: st.SearchStrategy[Data]) -> st.SearchStrategy[Data]:
    return st.lists(inner, max_size=2) | st.dictionaries(IDS, inner, max_size=2)


def _refuses(schema: Schema[Any], text: str) -> bool:
    file = SourceFile("a.yaml", text)
    node, _ = load(file)
    return bool(validate(schema, node, file, Span(0, 0))[1])


def _lists(schema: ListOf[Any]) -> st.SearchStrategy[Data]:
    item = documents(schema.item)
    unique = tuple((lambda x, name=name: _told_apart(x[name] if name else x)) for name in schema.unique) or None
    many = st.lists(item, min_size=schema.least, max_size=min(schema.most or 3, 3), unique_by=unique)
    return st.one_of(many, item) if schema.or_one else many.map(_data)


def typed(schema: Schema[Any], value: Any) -> Data:
    """What was typed, out of what was read."""
    match schema:
        case Record():
            pairs = {name: getattr(value, key.field or name) for name, key in schema.keys.items()}
            return {
                name: typed(schema.keys[name].schema, each) for name, each in pairs.items() if each not in (None, ())
            }
        case ListOf():
            return [typed(schema.item, each) for each in value]
        case MapOf():
            return {key.value: typed(schema.value, each) for key, each in value.items()}
        case FreeForm():
            return _free(value)
    return str(value.value)


def _free(value: Any) -> Data:
    inner = value.value
    if isinstance(inner, tuple):
        return [_free(item) for item in inner]
    if isinstance(inner, abc.Mapping):
        return {key.value: _free(each) for key, each in inner.items()}
    return str(inner)


def normal(schema: Schema[Any], data: Data) -> Data:
    """Data in its one form: a list where one item stood alone, no empty optional ones, truth values and digits."""
    match schema, data:
        case Record(), dict():
            pairs = {name: normal(schema.keys[name].schema, each) for name, each in data.items()}
            empty = {
                name for name, key in schema.keys.items() if isinstance(key.schema, ListOf) and not pairs.get(name)
            }
            maps: dict[str, Data] = {name: {} for name, key in schema.keys.items() if isinstance(key.schema, MapOf)}
            return {**maps, **{name: each for name, each in pairs.items() if name not in empty}}
        case ListOf(), _:
            return [normal(schema.item, each) for each in (data if isinstance(data, list) else [data])]
        case MapOf(), dict():
            return {key: normal(schema.value, each) for key, each in data.items()}
        case Flag(), str():
            return str(schema.words[data])
    return data


def _told_apart(data: Data) -> str:
    """What tells items apart for us and for editors: '0' and '00', unquoted, are one number to these."""
    return repr(as_editors_see_it(data))


def as_editors_see_it(data: Data) -> Any:
    """Data as YAML 1.2 reads it where nothing is quoted: digits are numbers, true and false are truth values."""
    if isinstance(data, dict):
        return {key: as_editors_see_it(each) for key, each in data.items()}
    if isinstance(data, list):
        return [as_editors_see_it(each) for each in data]
    if re.fullmatch(r"-?[0-9]+", data, re.ASCII):
        return int(data)
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?e[0-9]{1,2}|[0-9]+\.[0-9]+", data, re.ASCII):
        return float(data)
    return {"true": True, "false": False}.get(data, data)


def written(data: Data) -> SourceFile:
    """Data as a YAML file."""
    return SourceFile("a.yaml", yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def accepted(name: str, data: Data) -> bool:
    """Whether editors accept data, both where all is quoted and where nothing is."""
    return VALIDATORS[name].is_valid(data) and VALIDATORS[name].is_valid(as_editors_see_it(data))


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40)
@given(data=st.data())
def test_what_was_written_is_read(name: str, data: st.DataObject) -> None:
    """All that a format allows is read without complaint, every value under its own name; editors accept it too."""
    form = FORMATS[name]
    document = data.draw(documents(form))
    value, findings = read(form, written(document))
    assert findings == []
    assert typed(form, value) == normal(form, document)
    assert accepted(name, document)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40)
@given(data=st.data())
def test_editors_accept_what_we_accept(name: str, data: st.DataObject) -> None:
    """Whatever is read without complaint, the exported JSON Schema accepts."""
    form = FORMATS[name]
    document = data.draw(documents(form))
    document = _changed(document, data)
    file = written(document)
    _, findings = read(form, file)
    for finding in findings:
        assert 1 <= finding.place.line <= len(file.line_starts)
    assert findings or accepted(name, document)


STRAY: st.SearchStrategy[Data] = st.one_of(
    st.sampled_from(
        ["", " ", "a b", "yes", "1", "2026", "x\n", "a\nb", "\u00a0", "Ä", [], {}, [[]], ["a"], {"a": "b"}]
    ),
    st.text(max_size=5),
)


def _changed(document: Data, data: st.DataObject) -> Data:
    """A document in which one value, wherever it stands, is another one."""
    if not document or isinstance(document, str) or data.draw(st.booleans()):
        return data.draw(STRAY)
    if isinstance(document, list):
        at = data.draw(st.integers(0, len(document) - 1))
        return [_changed(each, data) if number == at else each for number, each in enumerate(document)]
    name = data.draw(st.sampled_from(sorted(document)))
    return {key: _changed(each, data) if key == name else each for key, each in document.items()}


def records(schema: Schema[Any], way: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Record[Any]]]:
    """Every record of a format, with the way to it: keys, and `*` for items and keys that authors choose."""
    match schema:
        case ListOf():
            return records(schema.item, (*way, "*"))
        case MapOf():
            return records(schema.value, (*way, "*"))
        case Record():
            inner = [each for name, key in schema.keys.items() for each in records(key.schema, (*way, name))]
            return [(way, schema), *inner]
    return []


def json_at(name: str, way: tuple[str, ...]) -> dict[str, Any]:
    """The part of a JSON Schema that a way leads to."""
    here: Any = json_schema(name)
    for step in way:
        if step == "*":
            here = here["items"] if here["type"] == "array" else here["additionalProperties"]
        else:
            here = here["properties"][step]
    return typing.cast(dict[str, Any], here)


@pytest.mark.parametrize("name", FORMATS)
def test_editors_are_told_all(name: str) -> None:
    """The exported schema is valid, has a title, describes each key in a sentence, and knows no other keys."""
    Draft202012Validator.check_schema(json_schema(name))
    assert json_schema(name)["title"]
    for way, record in records(FORMATS[name]):
        part_of = json_at(name, way)
        assert part_of["additionalProperties"] is False
        assert part_of.get("required", []) == [key for key, each in record.keys.items() if each.required]
        for key in record.keys:
            assert part_of["properties"][key]["description"].endswith(".")


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40)
@given(data=st.data())
def test_unknown_keys_are_rejected(name: str, data: st.DataObject) -> None:
    """A key that no format knows is answered by us and rejected by editors."""
    form = FORMATS[name]
    document = data.draw(documents(form))
    assert isinstance(document, dict)
    document["unheard_of"] = "x"
    assert "key-unknown" in {finding.code for finding in read(form, written(document))[1]}
    assert not VALIDATORS[name].is_valid(document)


def holds(value: Any, hint: Any) -> bool:
    """Whether a value is of the type that its field declares."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, Union):
        return any(holds(value, each) for each in inner)
    if origin is Placed:
        return isinstance(value, Placed) and holds(value.value, inner[0]) and isinstance(value.span, Span)
    if origin is tuple:
        return isinstance(value, tuple) and all(holds(each, inner[0]) for each in value)
    if origin is abc.Mapping:
        pairs = isinstance(value, types.MappingProxyType) and value.items()
        return pairs is not False and all(holds(key, inner[0]) and holds(each, inner[1]) for key, each in pairs)
    if isinstance(hint, (typing.ForwardRef, str)):
        return True
    if isinstance(hint, type) and issubclass(hint, Struct) and hint is not Span:
        declared = typing.get_type_hints(hint)
        return isinstance(value, hint) and all(holds(getattr(value, name), each) for name, each in declared.items())
    return value is None if hint is type(None) else type(value) is hint


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40)
@given(data=st.data())
def test_values_have_the_declared_types(name: str, data: st.DataObject) -> None:
    """Every field of the written model holds what it declares, whatever was wrong with the file."""
    form = FORMATS[name]
    document = data.draw(documents(form))
    if data.draw(st.booleans()):
        document = _changed(document, data)
    value, _ = read(form, written(document))
    assert holds(value, form.cls)


@given(st.text(max_size=60), st.sampled_from(sorted(FORMATS)))
def test_any_text_is_answered(text: str, name: str) -> None:
    """Whatever a file holds, it is read or answered, and every place lies inside it."""
    file = SourceFile("a.yaml", text)
    for finding in read(FORMATS[name], file)[1]:
        place = finding.place
        assert (1, 1) <= (place.line, place.column) <= (place.end_line, place.end_column) <= file.position(len(text))


def test_many_unknown_keys() -> None:
    """A file of nothing but mistakes is answered with a hundred of them and the number of the others."""
    file = SourceFile("a.yaml", "".join(f"clams{number}: x\n" for number in range(20_000)))
    findings = read(CLAIMS, file)[1]
    assert len(findings) == 101
    assert findings[-1].message.startswith("19900 more")


def test_keys_match_fields() -> None:
    """A record whose keys do not match the fields of its struct is a mistake of ours, found at once."""

    class Thing(Struct, frozen=True):
        """A thing."""

        span: Span
        name: Placed[str] | None

    key = Key(Text(), "Its name.")
    node, _ = load(SourceFile("a.yaml", "title: x"))
    record = Record(Thing, {"title": Key(Text(), "Its name.", field="name")})
    value, findings = validate(record, node, SourceFile("a.yaml", "title: x"), Span(0, 8))
    assert findings == []
    assert value.name == Placed("x", Span(7, 8))
    with pytest.raises(TypeError, match="name"):
        Record(Thing, {"nme": key})
    with pytest.raises(TypeError, match="title"):
        Record(Thing, {"name": key, "title": key})


def test_names_of_formats() -> None:
    """Each format can be exported by its name, and no other."""
    assert set(formats.FORMAT_NAMES) == set(FORMATS)
    with pytest.raises(KeyError):
        json_schema("clams")
