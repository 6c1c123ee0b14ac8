"""Formats: documents made from their declarations are read as written, and editors are told the same."""

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

from builder.model.placed import Placed
from builder.parse import formats
from builder.parse.formats import ARTICLE, CLAIMS, LINKS, PAGE, SITE, SOURCES, json_schema, read
from builder.parse.schema import (
    Choice,
    Date,
    Flag,
    FreeForm,
    Ident,
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
from builder.source import SourceFile, Span

Data: TypeAlias = "str | list[Data] | dict[str, Data]"

FORMATS: dict[str, Record[Any]] = {
    "article": ARTICLE, "claims": CLAIMS, "sources": SOURCES, "site": SITE, "page": PAGE,
    "links": LINKS,
}  # fmt: skip
"""All formats by their names."""
VALIDATORS = {name: Draft202012Validator(json_schema(name)) for name in FORMATS}

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


def test_names_of_formats() -> None:
    """Each format can be exported by its name, and no other."""
    assert set(formats.FORMAT_NAMES) == set(FORMATS)
    with pytest.raises(KeyError):
        json_schema("clams")
