"""The data of an article for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from builder.assemble.entry import entry
from builder.export import article_json as export
from builder.export.article_json import article_json
from builder.model.article import Article
from builder.model.index import index
from builder.pipeline.single import read_one
from tests.written_article import cast, made

ROOT = Path(__file__).parents[2]
SCHEMA: Mapping[str, Any] = json.loads((Path(export.__file__).parent / "article.schema.json").read_text("utf-8"))
SLUGS = sorted(path.parent.name for path in ROOT.glob("content/articles/*/article.md"))

ARTICLE = """\
---
original: {publisher: The Mail, invented: true}
annotated: {by: Ann, date: 2026-01-02}
topics: [dams]
level: "13-15"
---
# [Dam [May]{.h} Leak]{.c ref=leak}, [Bob Says]{.a #a-bob source="tass < bob"}

[Bob’s]{.a join=a-bob} [fear 🙂]{.c as=mention ref="fears slide" note="Two words."} is old.
[The dam leaks]{.c ref=leak}.

| [clearly]{.h core=yes} |
|---|
| [The leak]{.c as=granted ref=leak} |

- [“It does not,”]{.x #x-no ref=dry arguable="or: it may"}
  [Ann [reportedly]{.h bare=""} said]{.a source=ann stance=neutral},
  [“leak.”]{.x join=x-no}
- It rained, [perhaps]{.h owner=fans ref=slide}.
- It rained.
"""
CLAIMS = """\
claims:
  leak:
    says: The dam leaks.
    supported_by: [slide]
    evidence: document
    checks: [{title: A check, url: "https://example.org/", publisher: P, date: 2026}]
  slide: {says: The bank slides.}
  dry: {says: It does not leak., answers: [{how: denies, claims: [fears], arguable: perhaps}]}
groups: {fears: [leak, slide]}
asked: [{who: council, about: [fears], reply: declined}]
questions: ["Who says so?"]
"""


@lru_cache(maxsize=1)
def data() -> dict[str, Any]:
    """The data of the article above."""
    return written_out(made(ARTICLE, CLAIMS))


def written_out(article: Article) -> dict[str, Any]:
    """The data of an article, as another program reads it."""
    read = json.loads(article_json(article, index([entry(article)]), cast().sources))
    assert isinstance(read, dict)
    return read


def mark(id_: str) -> dict[str, Any]:
    """A mark of the article above."""
    (found,) = [mark for mark in data()["marks"] if mark["id"] == id_]
    assert isinstance(found, dict)
    return found


def claim(id_: str) -> dict[str, Any]:
    """A claim of the article above."""
    (found,) = [claim for claim in data()["claims"] if claim["id"] == id_]
    assert isinstance(found, dict)
    return found


def sound(read: dict[str, Any]) -> None:
    """What holds for the data of every article, beyond its schema."""
    text, paragraphs = read["text"], read["paragraphs"]

    def words(ranges: list[list[int]]) -> str:
        assert all(0 <= start < end <= len(text) for start, end in ranges)
        return " … ".join(" ".join(text[start:end].split()) for start, end in ranges)

    assert "\n\n".join(text[start:end] for start, end in paragraphs) == text
    assert len(read["paragraph_ids"]) == len(paragraphs)
    claims = {item["id"]: item for item in read["claims"]}
    sources = {item["id"] for item in read["sources"]} | {"article"}
    marks = {item["id"]: item for item in read["marks"]}
    assert len(marks) == len(read["marks"])
    assert [item["ranges"][0][0] for item in read["marks"]] == sorted(item["ranges"][0][0] for item in read["marks"])
    for item in read["marks"]:
        start, end = paragraphs[item["paragraph"]]
        assert words(item["ranges"]) == item["quote"]
        assert start <= item["ranges"][0][0] < item["ranges"][0][1] <= end
        assert all("/" in name or name in claims for name in item["ref"])
        assert (item["chain"] is None) == (item["as"] is not None)
        assert {name.strip() for hop in (item["chain"] or "article").split("<") for name in hop.split("+")} <= sources
        assert set(item["owner"] or []) <= sources
        words([*(item["source"] or []), *(item["scope"] or []), *(cue["range"] for cue in item["cue"] or [])])
        for id_ in item["introduces"] or []:
            assert marks[id_]["attribution"] == item["id"]
            assert set(hops(marks[id_]["chain"])) & set(hops(item["chain"]))
    for item in read["claims"]:
        for assertion in item["assertions"]:
            by = marks[assertion["mark"]]
            assert by["ref"] == [item["id"]]
            assert {key: by[key] for key in ("ranges", "chain", "attribution", "paragraph")} == {
                key: assertion[key] for key in ("ranges", "chain", "attribution", "paragraph")
            }
        for by in item["answered_by"]:
            if "/" not in by["claim"]:
                answers = [answer for answer in claims[by["claim"]]["answers"] if answer["how"] == by["how"]]
                assert any(item["id"] in answer["claims"] for answer in answers)
        assert item["answered"] is any(by["disputes"] for by in item["answered_by"])
    own = read["own_voice"]
    words(own)
    assert all(before[1] < after[0] for before, after in pairwise(own))


def hops(chain: str) -> list[str]:
    """The sources of a chain."""
    return chain.replace("+", "<").replace(" ", "").split("<")


class TestShape:
    def test_schema(self) -> None:
        """The schema is one, and it is of the version that is written."""
        Draft202012Validator.check_schema(SCHEMA)
        assert SCHEMA["properties"]["version"]["const"] == data()["version"] == export.VERSION

    def test_follows_its_schema(self) -> None:
        """The data of an article with everything in it has every key that is declared, and no other."""
        Draft202012Validator(SCHEMA).validate(data())
        sound(data())

    def test_empty(self) -> None:
        """So has that of an article with nothing in it."""
        read = written_out(made("It rained."))
        Draft202012Validator(SCHEMA).validate(read)
        sound(read)
        assert (read["marks"], read["claims"], read["sources"], read["own_voice"]) == ([], [], [], [[16, 26]])

    @pytest.mark.parametrize("slug", SLUGS)
    def test_content(self, slug: str) -> None:
        """So has that of every article of this site."""
        found = read_one(ROOT, slug)
        assert found.article is not None
        read = json.loads(article_json(found.article, index([entry(found.article)]), found.setting.sources))
        Draft202012Validator(SCHEMA).validate(read)
        sound(read)

    def test_same_bytes(self) -> None:
        """The text of the file is the same each time, one line, letters as they are."""
        article = made(ARTICLE, CLAIMS)
        first, second = (article_json(article, index([entry(article)]), cast().sources) for _ in range(2))
        assert first == second
        assert first.endswith(b"}\n")
        assert first.count(b"\n") == 1
        assert "🙂".encode() in first


class TestMarks:
    def test_offsets(self) -> None:
        """Offsets count code points, so that an emoji is one."""
        assert data()["text"][slice(*mark("c-fear")["ranges"][0])] == "fear 🙂"

    def test_kinds(self) -> None:
        """Kinds have their long names, and boosters are hedges."""
        assert {item["kind"] for item in data()["marks"]} == {"attribution", "hedge", "claim", "counter"}
        assert (mark("h-clearly")["kind"], mark("h-clearly")["type"]) == ("hedge", "booster")

    def test_joined_pieces(self) -> None:
        """Joined pieces are one mark."""
        found = mark("a-bob")
        assert found["quote"] == "Bob Says … Bob’s"
        assert len(found["ranges"]) == len(found["bare"]) == 2

    def test_attribution(self) -> None:
        """An attribution has its chain, what it introduces, source and cues with stance and form each."""
        found = mark("a-bob")
        assert (found["chain"], found["hops"], found["ends"]) == ("tass < bob", 2, "named")
        assert found["introduces"] == ["c-dam-may-leak"]
        assert (found["stance"], found["form"]) == ("neutral", "indirect")
        (cue,) = found["cue"]
        assert (data()["text"][slice(*cue["range"])], cue["stance"], cue["form"]) == ("Says", "neutral", "indirect")
        assert data()["text"][slice(*found["source"][0])] == "Bob"

    def test_assertion(self) -> None:
        """An assertion has its claim, its chain and the mark that introduces it."""
        found = mark("c-dam-may-leak")
        assert (found["ref"], found["chain"], found["attribution"]) == (["leak"], "tass < bob", "a-bob")
        assert (found["own_voice"], found["as"]) == (False, None)
        assert mark("c-the-dam-leaks")["own_voice"] is True
        assert (mark("c-the-dam-leaks")["chain"], mark("c-the-dam-leaks")["hops"]) == ("article", 0)

    def test_taking(self) -> None:
        """Mentions and what is granted have claims and no chain; groups are dissolved."""
        for id_, use, ref in (("c-fear", "mention", ["leak", "slide"]), ("c-the-leak", "granted", ["leak"])):
            found = mark(id_)
            assert (found["as"], found["ref"]) == (use, ref)
            assert found["chain"] is found["hops"] is found["ends"] is found["attribution"] is None

    def test_hedge(self) -> None:
        """A hedge has type, level, owner, the claims and words it weakens, and the chain it stands in."""
        found = mark("h-may")
        assert (found["type"], found["level"], found["owner"], found["ref"]) == ("modal", "possible", ["bob"], ["leak"])
        assert found["scope"] == mark("c-dam-may-leak")["ranges"]
        assert found["chain"] == "tass < bob"
        assert (found["bare"], mark("h-reportedly")["bare"]) == ([None], [""])

    def test_author_words(self) -> None:
        """Note, other reading and core stand with their marks; what is not said is null."""
        assert mark("c-fear")["note"] == "Two words."
        assert mark("x-no")["arguable"] == "or: it may"
        assert mark("h-clearly")["core"] is True
        assert (mark("h-may")["note"], mark("h-may")["arguable"], mark("h-may")["core"]) == (None, None, False)


class TestClaims:
    def test_claim(self) -> None:
        """A claim has what asserts it, what it rests on and what answers it."""
        found = claim("leak")
        assert [item["mark"] for item in found["assertions"]] == ["c-dam-may-leak", "c-the-dam-leaks"]
        assert (found["supported_by"], found["evidence"], found["checks"][0]["date"]) == (["slide"], "document", "2026")
        assert found["answered_by"] == [{"claim": "dry", "how": "denies", "disputes": True, "paragraphs_later": 3}]
        assert (found["answered"], found["unanswered"]) == (True, False)

    def test_answer(self) -> None:
        """An answer names the claims it answers, groups dissolved."""
        assert claim("dry")["answers"] == [{"how": "denies", "claims": ["leak", "slide"], "arguable": "perhaps"}]
        assert claim("dry")["unanswered"] is False

    def test_answers_of_other_articles(self) -> None:
        """An answer that stands in another article is told, without a distance."""
        here = made("[Bob said]{.a source=bob} [no]{.c ref=leak}.", slug="here")
        there = made(
            "[Ann said]{.a source=ann} [yes]{.x ref=dry}.",
            "claims: {dry: {says: D., answers: [{how: denies, claims: [here/leak]}]}}",
            slug="there",
        )
        alone = json.loads(article_json(here, index([entry(here)]), cast().sources))["claims"][0]
        assert (alone["answered"], alone["unanswered"], alone["answered_by"]) == (False, True, [])
        both = json.loads(article_json(here, index([entry(there), entry(here)]), cast().sources))["claims"][0]
        assert (both["answered"], both["unanswered"]) == (True, False)
        assert both["answered_by"] == [
            {"claim": "there/dry", "how": "denies", "disputes": True, "paragraphs_later": None}
        ]


class TestArticle:
    def test_whole(self) -> None:
        """What the article as a whole says of itself stands beside its marks."""
        read = data()
        assert (read["language"], read["level"], read["topics"]) == ("en", "13-15", ["dams"])
        assert (read["original"]["publisher"], read["original"]["invented"]) == ("The Mail", True)
        assert read["original"]["sha256"] is None
        assert read["annotated"] == {"by": "Ann", "date": "2026-01-02"}
        assert read["asked"] == [{"who": "council", "about": ["leak", "slide"], "reply": "declined"}]
        assert read["groups"] == [{"id": "fears", "claims": ["leak", "slide"]}]
        assert read["questions"] == ["Who says so?"]

    def test_sources(self) -> None:
        """Sources in the order they first speak or are careful, then who was asked; the article itself is none."""
        assert [item["id"] for item in data()["sources"]] == ["tass", "bob", "ann", "fans", "council"]

    def test_own_voice(self) -> None:
        """Own voice is ranges of the text, in order."""
        assert [data()["text"][start:end] for start, end in data()["own_voice"]] == [
            "The dam leaks",
            "The leak",
            "It rained.",
        ]

    def test_analysis(self) -> None:
        """The counts, how chains end, where the first answer stands, and the headline against the body."""
        found = data()["analysis"]
        assert found["counts"] == {"attribution": 2, "hedge": 3, "claim": 4, "counter": 1, "booster": 1}
        assert found["chains_end"] == {"named": 2, "unnamed": 0, "unstated": 0}
        assert found["first_answer"] == 3
        assert found["headline"] == [
            {
                "mark": "c-dam-may-leak",
                "claim": "leak",
                "hedges": ["h-may"],
                "sources": ["tass", "bob"],
                "body": [{"mark": "c-the-dam-leaks", "hedges": [], "sources": []}],
                "lost_hedges": [],
                "lost_sources": [],
            }
        ]
