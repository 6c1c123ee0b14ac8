"""Ten thousand of anything: deep, long or many, it takes little time and memory."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable

import pytest

from tests.bad_input.answers import ARTICLE, CLAIMS, OK, assert_correct, in_child
from tests.small_sites import SmallSite

MARKDOWN = [
    "[" * 10_000 + "a" + "]{.h type=modal}" * 10_000, "[" * 10_000, "]" * 10_000, "[](" * 10_000, "![" * 10_000,
    "[a](" * 10_000 + ")" * 10_000, "[" * 5_000 + "]" * 5_000 + "{.h}", "{.h}" * 10_000, "]{.h}" * 10_000,
    "[a]{" * 10_000, '[a]{.h note="' * 5_000, "*a _" * 10_000, "**" * 10_000 + "a" + "**" * 10_000, "*" * 50_000,
    "_ *" * 20_000, "`" * 20_000 + "a", "".join("`" * n + " " for n in range(1, 300)), "<" * 30_000, "<a" * 10_000,
    "<!--" * 10_000, "<!-- a " * 10_000, "&" * 30_000, "&#" * 10_000, "\\" * 30_000, ">" * 10_000 + " a",
    "> " * 5_000 + "a", "- " * 5_000 + "a", "1. " * 5_000 + "a", "- a\n" * 3_000,
    "".join(" " * n + "- a\n" for n in range(300)), "#" * 30_000, "a\n=\n" * 2_000, "---\n" * 10_000, "|" * 30_000,
    "|a" * 2_000 + "\n" + "|-" * 2_000 + "\n" + "|b" * 2_000, "[a]: b\n" * 5_000, "[a][" * 10_000, "[^a]" * 10_000,
    "```" * 10_000, "```\n" * 5_001, "\t" * 30_000, "\n" * 90_000 + "a", " " * 90_000 + "a", "a " * 90_000,
    "a" * 900_000, "\u0301" * 90_000, "“" * 30_000, "'" * 30_000, "a. " * 30_000, "\u00a0." * 10_000,
    "http://" * 10_000, "a@b." * 10_000, "[x]{lang=en}" * 5_000, "[a]{.h type=modal} " * 3_000,
    "[[a]{.h type=modal} b]{.c ref=x} " * 1_000, "\u200d👩" * 20_000, "\u202e\u2066" * 20_000, "x\n\n" * 3_000,
    '[a](.a "' * 5_000, "[a](.a " + '"x" ' * 10_000, "topics: [a]\n" * 3_000, "# a\n" + "\n" * 30_000 + "---",
]  # fmt: skip

YAML = [
    "[" * 40_000, "{" * 40_000, "a: " * 40_000, "- " * 40_000, "? " * 40_000, "[" * 40_000 + "]" * 40_000,
    "{a: " * 40_000, "claims: " + "[" * 40_000, "".join(" " * n + "a:\n" for n in range(1_000)),
    "a: &a [x]\n" * 10_000, "*a " * 40_000,
    "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10) if n else 'lol'}]\n" for n in range(12)), "'" * 40_001,
    "!!python/object " * 9_999, "a: |\n" + " x\n" * 40_000, '"' * 40_001, "%YAML 1.1\n" * 9_999, "--- a\n" * 40_000,
    "a" * 999_000, "é" * 490_000, "".join(f"k{n}: v\n" for n in range(60_000)), "a: b\n" * 100_000, "\t" * 40_000,
    "<<: *a\n" * 9_999, "[a, " * 20_000, "&a " * 40_000, "a:\n" * 40_000, '"\\x' * 40_000, "!<" * 40_000,
]  # fmt: skip


@pytest.mark.parametrize("number", range(5))
def test_endless_markdown(number: int, site: Callable[[str], SmallSite]) -> None:
    """Ten thousand of anything, nested or in a row, ends in a diagnostic or a correct page."""
    whole = site("minimal")
    texts = dict(enumerate(MARKDOWN[number::5]))
    for at, text in texts.items():
        whole.write(f"content/articles/a{at}/article.md", f"# The ferry\n\n{text}\n")
    ran = in_child(whole, codes=[0, 1])
    while ran.code:  # links are looked at where the texts themselves are in order
        told = [at for at in texts if f"content/articles/a{at}/" in ran.said]
        assert told
        for at in told:
            del texts[at]
            shutil.rmtree(whole.root / f"content/articles/a{at}")
        ran = in_child(whole, codes=[0, 1])
    assert_correct(whole.built())


@pytest.mark.parametrize("number", range(len(YAML)))
def test_endless_yaml(number: int, site: Callable[[str], SmallSite]) -> None:
    """Forty thousand brackets, alias bombs and the like are told in any YAML that authors write."""
    whole = site("minimal")
    names = ["content/site.yaml", "content/sources.yaml", CLAIMS]
    for name in names:
        whole.write(name, YAML[number])
    whole.write(ARTICLE, f"---\n{YAML[number]}\n---\n{OK}")
    whole.write("content/pages/one.md", f"---\n{YAML[number]}\n---\n{OK}")
    said = in_child(whole, "check", codes=[1]).out
    assert [name for name in (*names, ARTICLE, "content/pages/one.md") if f"{name}:" not in said] == []


def test_files_of_twenty_megabytes(site: Callable[[str], SmallSite]) -> None:
    """A file far beyond its limit is told, and not even read, whatever it is."""
    whole = site("minimal")
    names = [
        CLAIMS,
        "content/site.yaml",
        "content/sources.yaml",
        "content/pages/one.md",
        "templates/404.html",
        "seeds/x.txt",
    ]
    for name in names:
        whole.write(name, "x: " + "word " * 4_000_000)
    whole.write(ARTICLE, f"---\noriginal: {{text: seeds/x.txt}}\n---\n{OK}")
    told = in_child(whole, memory=250_000_000, codes=[1]).err
    assert told.count("[file-too-large]") == len(names) - 1
    (whole.root / CLAIMS).unlink()
    assert "'seeds/x.txt' has" in in_child(whole, memory=250_000_000, codes=[1]).err
    whole.write(ARTICLE, f"{OK}\n{'word ' * 4_000_000}\n")
    assert f"'{ARTICLE}' has" in in_child(whole, memory=250_000_000, codes=[1]).err


def test_more_marks_than_there_may_be_are_told(site: Callable[[str], SmallSite]) -> None:
    """So many marks are more than a page may have, unless the site raises its limits."""
    whole = site("minimal")
    whole.write("content/site.yaml", "title: x\nlimits: {article_bytes: 5000000}\n")
    whole.write(ARTICLE, "# The ferry\n\n" + "[may]{.h} be. " * 25_000)
    assert "[marks-too-many]" in in_child(whole, codes=[1]).err


@pytest.mark.slow
def test_more_marks_where_the_limit_is_raised(site: Callable[[str], SmallSite]) -> None:
    """With its limits raised a site may have them: the article is read, checked and understood."""
    whole = site("minimal")
    whole.write("content/site.yaml", "title: x\nlimits: {article_bytes: 5000000, marks: 25000}\n")
    paragraph = "".join(f"[word{number}]{{.h type=modal}} " for number in range(100))
    whole.write(ARTICLE, "# The ferry\n\n" + f"{paragraph}\n\n" * 250)
    in_child(whole, "check", codes=[0])


@pytest.mark.slow
def test_an_article_with_as_many_marks_as_it_may_have(site: Callable[[str], SmallSite]) -> None:
    """Twenty thousand marks of all kinds become a page."""
    whole = site("minimal")
    marks = "[The captain said]{.a source=captain} [it [may]{.h} be late]{.c ref=late}, [or not]{.x ref=on-time}. "
    whole.write(ARTICLE, "# The ferry\n\n" + f"{marks * 5}\n\n" * 1_000)
    whole.write("content/site.yaml", "title: x\nlimits: {article_bytes: 2000000}\n")
    whole.write("content/sources.yaml", "sources: {captain: {name: the captain, kind: person}}\n")
    answers = "answers: [{how: denies, claims: late}]"
    whole.write(CLAIMS, f"claims:\n  late: {{says: It is late.}}\n  on-time: {{says: It is on time., {answers}}}\n")
    in_child(whole, codes=[0])
    data = json.loads(whole.built()["articles/ferry/article.json"])
    assert len(data["marks"]) == 20_000


def test_five_thousand_paragraphs(site: Callable[[str], SmallSite]) -> None:
    """A very long article becomes a correct page."""
    whole = site("minimal")
    paragraphs = [f"Paragraph {number} tells something." for number in range(5_000)]
    whole.write(ARTICLE, "# The ferry\n\n" + "\n\n".join(paragraphs))
    in_child(whole, codes=[0])
    files = whole.built()
    assert_correct(files)
    assert len(json.loads(files["articles/ferry/article.json"])["paragraphs"]) == 5_001


def test_a_line_of_a_megabyte(site: Callable[[str], SmallSite]) -> None:
    """A single line as long as an article may be becomes a correct page; its errors are told in short lines."""
    whole = site("minimal")
    line = " ".join(f"word{number}" for number in range(100_000))
    whole.write(ARTICLE, f"# The ferry\n\n{line}\n")
    in_child(whole, codes=[0])
    assert_correct(whole.built())
    whole.write(ARTICLE, f"# The ferry\n\n{line[:500_000]} [x]{{.q}} {line[:400_000]}\n")
    said = in_child(whole, "check", codes=[1]).out
    assert max(map(len, said.splitlines())) < 1_000


@pytest.mark.parametrize("kind", ["c ref=x", "h type=modal"])
def test_many_marks_around_many_words(kind: str, site: Callable[[str], SmallSite]) -> None:
    """Ninety marks around nearly the whole of a long article do not take ninety times its memory."""
    whole = site("minimal")
    text = "[x " * 90 + "word " * 150_000 + f" y]{{.{kind}}}" * 90
    whole.write(ARTICLE, f"# The ferry [is]{{.c ref=x}}\n\n{text}\n")
    whole.write(CLAIMS, "claims: {x: {says: X.}}\n")
    in_child(whole, codes=[0])


def test_one_claim_around_many_careful_words(site: Callable[[str], SmallSite]) -> None:
    """Thousands of hedges inside one long claim do not each repeat the whole of it."""
    whole = site("minimal")
    words = " ".join(f"[may]{{.h}} be {number}" for number in range(4_000))
    whole.write(ARTICLE, f"# The ferry\n\n[{words}]{{.c ref=x}}\n")
    whole.write(CLAIMS, "claims: {x: {says: X.}}\n")
    in_child(whole, codes=[0])


def test_many_claims_that_answer_many(site: Callable[[str], SmallSite]) -> None:
    """Hundreds of claims that each answer dozens of others become pages."""
    whole = site("minimal")
    claims = ["  c0: {says: Claim 0.}\n"]
    for number in range(1, 300):
        answered = ", ".join(f"c{other}" for other in range(max(0, number - 20), number))
        claims.append(f"  c{number}: {{says: Claim {number}., answers: [{{how: denies, claims: [{answered}]}}]}}\n")
    marks = "\n\n".join(f"[Thing {number}]{{.x ref=c{number}}}." for number in range(1, 300))
    whole.write(ARTICLE, f"# The ferry [is]{{.c ref=c0}}\n\n{marks}\n")
    whole.write(CLAIMS, "claims:\n" + "".join(claims))
    in_child(whole, codes=[0])
    assert_correct(whole.built())
