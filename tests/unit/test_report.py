"""Reporting: people see the place, programs get the facts, and nothing an author typed steers either."""

from __future__ import annotations

import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Finding, Rule, Severity
from builder.report import excerpt, github, json_text, summary, text
from builder.source import Place, SourceFile, Span

UNKNOWN = Rule("claim-unknown", "no claim is called '{claim}'", "why", "example", "correct the name")
UNUSED = Rule("source-unused", "nobody cites '{source}'", "why", "example", "remove it", Severity.WARNING)


def at(line: str, words: str, path: str = "content/a.md") -> Place:
    """The place of words in the second line of a file."""
    source = SourceFile(path, f"one\n{line}\nthree\n")
    start = source.text.index(words, 4)
    return source.place(Span(start, start + len(words)))


def shown(*findings: Finding, colour: bool = False, width: int = 100) -> str:
    """What people see."""
    stream = io.StringIO()
    text(findings, stream, colour, width)
    return stream.getvalue()


class TestForPeople:
    """Text for the terminal."""

    def test_a_finding_shows_place_line_caret_and_way_out(self) -> None:
        """The caret stands under the words, and a summary follows."""
        line = "The gap, [the mayor said]{.attribution source=mayor ref=budgt-gap}, is closed."
        finding = UNKNOWN.at(at(line, "budgt-gap"), "did you mean 'budget-gap'? (claims.yaml:12)", claim="budgt-gap")
        assert shown(finding) == (
            "content/a.md:2:57: error[claim-unknown] no claim is called 'budgt-gap'\n"
            "   2 | The gap, [the mayor said]{.attribution source=mayor ref=budgt-gap}, is closed.\n"
            "                                                               ^^^^^^^^^\n"
            "  hint: did you mean 'budget-gap'? (claims.yaml:12)\n"
            "\n"
            "1 error\n"
        )

    def test_a_finding_about_a_whole_file_shows_no_line(self) -> None:
        """There is nothing to point at."""
        assert shown(UNKNOWN.at(Place("content/a.md"), claim="x")) == (
            "content/a.md: error[claim-unknown] no claim is called 'x'\n  hint: correct the name\n\n1 error\n"
        )

    def test_messages_and_hints_may_have_several_lines(self) -> None:
        """A difference between two texts keeps its lines, indented."""
        finding = Finding("x", Severity.ERROR, Place("a"), "they differ:\n- one\n+ two", "either\nor")
        assert shown(finding) == "a: error[x] they differ:\n  - one\n  + two\n  hint: either\n        or\n\n1 error\n"

    def test_findings_come_by_place_and_once(self) -> None:
        """In whatever order they were found."""
        one, two = UNKNOWN.at(at("a b", "a"), claim="a"), UNUSED.at(at("a b", "b"), source="b")
        assert shown(two, one, two) == shown(one, two)
        assert shown(one, two).index("2:1") < shown(one, two).index("2:3")

    def test_nothing_found_says_nothing(self) -> None:
        """Whoever calls decides what a clean site is told."""
        assert shown() == ""

    @pytest.mark.parametrize(
        ("errors", "warnings", "words"),
        [
            (0, 0, "no errors, no warnings"),
            (1, 0, "1 error"),
            (2, 1, "2 errors, 1 warning"),
            (0, 3, "3 warnings"),
        ],
    )
    def test_the_summary_counts(self, errors: int, warnings: int, words: str) -> None:
        """One is singular, none is left out."""
        place = Place("a")
        found = [UNKNOWN.at(place, claim="x")] * errors + [UNUSED.at(place, source="x")] * warnings
        assert summary(found) == words

    def test_colour_adds_nothing_but_colour(self) -> None:
        """Without its escape sequences the coloured text is the plain one."""
        finding = UNUSED.at(at("a b", "b"), source="b")
        coloured = shown(finding, colour=True)
        for style in ("0", "1", "2", "1;33"):
            coloured = coloured.replace(f"\x1b[{style}m", "")
        assert coloured == shown(finding)

    def test_a_stream_that_lacks_a_character_spells_it_out(self) -> None:
        """A terminal that is not Unicode brings no exception."""
        stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        text([UNKNOWN.at(at("é x", "x"), claim="…")], stream)
        stream.seek(0)
        assert "\\xe9 x" in stream.read()


class TestCaret:
    """Where the caret stands."""

    @pytest.mark.parametrize(
        ("line", "words", "drawn"),
        [
            ("plain words", "words", "plain words\n      ^^^^^"),
            ("\ta\tb", "b", "    a    b\n         ^"),
            ("a\tb", "\t", "a    b\n ^^^^"),
            ("日本 allegedly 語", "allegedly", "日本 allegedly 語\n     ^^^^^^^^^"),
            ("x 日本 y", "日本", "x 日本 y\n  ^^^^"),
            ("cafe\u0301s x", "x", "cafe\u0301s x\n      ^"),
            ("cafe\u0301s", "\u0301", "cafe\u0301s\n   ^"),
            ("\u0301x", "\u0301", "\u25cc\u0301x\n^"),
            ("❤\ufe0f x", "x", "❤ x\n  ^"),
            ("a\u202ebc", "c", "aU+202Ebc\n        ^"),
            ("a\u200bc", "\u200b", "aU+200Bc\n ^^^^^^"),
            ("a\x1b[31mc", "c", "aU+001B[31mc\n           ^"),
            ("a\u00a0b", "b", "a b\n  ^"),
            ("a\u00a0b", "\u00a0", "aU+00A0b\n ^^^^^^"),
            ("a\u3000b", "b", "a\u3000b\n   ^"),
            ("שלום אומר", "אומר", "שלום אומר\n     ^^^^"),
            ("👩\u200d🚀 x", "x", "👩U+200D🚀 x\n           ^"),
        ],
    )
    def test_it_stands_under_the_words(self, line: str, words: str, drawn: str) -> None:
        """Counted in cells of a terminal, whatever stands before."""
        found = excerpt(at(line, words), 80)
        assert f"{found.line}\n{' ' * found.start}{'^' * found.length}" == drawn

    def test_an_empty_place_has_a_caret_of_one(self) -> None:
        """Also at the end of a line, and in an empty one."""
        source = SourceFile("a", "abc\n\n")
        assert excerpt(source.place(Span(3, 3)), 80).start == 3
        assert excerpt(source.place(Span(4, 4)), 80).length == 1

    def test_a_place_of_several_lines_is_marked_to_the_end_of_the_first(self) -> None:
        """The rest is left to the reader."""
        source = SourceFile("a", "abcdef\nghi")
        found = excerpt(source.place(Span(2, 9)), 80)
        assert (found.start, found.length) == (2, 4)

    @pytest.mark.parametrize(
        ("before", "after", "line"),
        [
            (100, 100, "…" + "." * 9 + "HERE" + "." * 15 + "…"),
            (100, 2, "…" + "." * 23 + "HERE" + ".."),
            (2, 100, "..HERE" + "." * 23 + "…"),
            (13, 13, "." * 13 + "HERE" + "." * 13),
            (14, 13, "…" + "." * 12 + "HERE" + "." * 13),
        ],
    )
    def test_long_lines_are_cut_around_it(self, before: int, after: int, line: str) -> None:
        """No more is cut than must be, and cuts show."""
        found = excerpt(at("." * before + "HERE" + "." * after, "HERE"), 30)
        assert (found.line, found.start, found.length) == (line, line.index("HERE"), 4)

    def test_a_line_of_a_million_is_no_longer_than_the_terminal(self) -> None:
        """Nor is the caret."""
        finding = UNKNOWN.at(at("x" * 1_000_000, "x" * 999_990), claim="x")
        _, line, caret, *_ = shown(finding, width=60).splitlines()
        assert (len(line), len(caret)) == (60, 60)

    @given(st.text(st.characters(exclude_characters="\n"), max_size=60), st.data(), st.integers(1, 50))
    def test_it_lies_below_its_line(self, line: str, data: st.DataObject, room: int) -> None:
        """For any line and place the caret is inside what is shown or right behind it, within the room."""
        start = data.draw(st.integers(0, len(line)))
        end = data.draw(st.integers(start, len(line)))
        found = excerpt(SourceFile("a", line).place(Span(start, end)), room)
        cells = sum(
            0
            if unicodedata.category(c) in ("Mn", "Me") or "\u1160" <= c <= "\u11ff"
            else 2
            if unicodedata.east_asian_width(c) in "WF"
            else 1
            for c in found.line
        )
        assert found.length >= 1
        assert found.start + found.length <= cells + 1
        assert cells <= max(room, 20)
        assert found.line.replace("\u3000", " ").isprintable()


class TestSafety:
    """What authors type is never obeyed."""

    @given(st.text(), st.text(), st.text(), st.text())
    def test_plain_output_holds_no_control_characters(self, path: str, message: str, hint: str, line: str) -> None:
        """Neither controls nor direction marks come through, and no encoding fails."""
        finding = Finding("x", Severity.ERROR, Place(path, 1, 1, 1, 2, line), message, hint)
        for written in (shown(finding), github([finding]), json_text([finding])):
            lines = written.encode().decode().split("\n")
            assert all(line.replace("\u3000", " ").isprintable() for line in lines)

    @given(st.text(), st.text())
    def test_github_gets_one_command_a_finding(self, path: str, message: str) -> None:
        """No text ends a command or begins another."""
        written = github([Finding("x", Severity.ERROR, Place(path, 1, 1, 1, 2), message)])
        assert written.startswith("::error file=")
        assert written.count("\n") == 1


class TestForPrograms:
    """JSON and GitHub."""

    def test_json_lists_every_field(self) -> None:
        """The form is fixed; it is ASCII, so that any pipe carries it."""
        written = json_text([UNKNOWN.at(at("é x", "x"), "“x”?", claim="é")])
        assert written.isascii()
        assert json.loads(written) == [
            {
                "code": "claim-unknown",
                "severity": "error",
                "file": "content/a.md",
                "line": 2,
                "column": 3,
                "end_line": 2,
                "end_column": 4,
                "message": "no claim is called 'é'",
                "hint": "“x”?",
            }
        ]
        assert json.loads(json_text([])) == []

    def test_github_marks_the_place_in_the_pull_request(self) -> None:
        """Properties and message are escaped as its runner wants them."""
        place = at("a b", "b", "content/50%,a:b.md")
        assert github([UNUSED.at(place, "50%", source="x")], "site/") == (
            "::warning file=site/content/50%25%2Ca%3Ab.md,line=2,col=3,endLine=2,endColumn=4,title=source-unused"
            "::nobody cites 'x'%0Ahint: 50%25\n"
        )

    def test_github_takes_no_columns_over_several_lines(self) -> None:
        """Nor a line where the whole file is meant."""
        source = SourceFile("a", "abc\ndef")
        assert "::error file=a,line=1,endLine=2,title=claim-unknown::" in github(
            [UNKNOWN.at(source.place(Span(1, 5)), claim="x")]
        )
        assert "::error file=a,title=claim-unknown::" in github([UNKNOWN.at(source.whole(), claim="x")])
