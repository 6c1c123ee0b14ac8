"""Formats: what of a file is wrong, and what is answered."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import Struct

from builder.diagnostics import Rule
from builder.model.placed import Placed, part
from builder.parse.formats import ARTICLE, CLAIMS, PAGE, SITE, SOURCES, is_web_address, read
from builder.parse.schema import (
    Key,
    Record,
    Schema,
    Text,
    validate,
)
from builder.parse.strict_yaml import load
from builder.rules import yaml_rules
from builder.source import SourceFile, Span


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
