"""Drafts as they are written into a site."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.diagnostics import Finding
from builder.draft.command import then
from builder.draft.knowledge import knowledge
from builder.draft.marking import Bracket
from builder.draft.pruning import with_answers
from builder.draft.suggesting import suggestions
from builder.draft.writing import draft_article
from builder.pipeline.build import survey
from builder.pipeline.single import read_one
from builder.source import Span

SEED = Path(__file__).parents[2] / "seeds/000_4ad1268d28755e62.txt"
KNOWN = knowledge("en")

ARTICLE = """Mayor says bridge is safe

Mayor Anna Smith said on Monday that the bridge is safe. “We have checked every bolt of it,” Smith said.

However, some experts argue that these claims may be wrong.
"""
SOURCES = """# ours
sources:
    smith:   # the mayor
        name: Anna Smith
        kind: person
"""


def draft(root: Path, text: str = ARTICLE, name: str = "bridge.txt") -> tuple[list[str], list[Finding]]:
    """Draft a text that lies outside of the site."""
    path = root.parent / name
    path.write_text(text, encoding="utf-8")
    written, findings = draft_article(path, root, KNOWN, None)
    return list(written), findings


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An empty folder for a site."""
    root = tmp_path / "site"
    root.mkdir()
    return root


def test_seed_in_a_fresh_folder(site: Path) -> None:
    """The text that everybody knows becomes an article that can be built, without one complaint."""
    (site / "seeds").mkdir()
    (site / "seeds" / SEED.name).write_bytes(SEED.read_bytes())
    result = CliRunner().invoke(main, ["draft", str(site / "seeds" / SEED.name), "--out", str(site), "--explain"])
    assert result.exit_code == 0
    assert "careful word" in result.output
    assert [one for one in survey(site) if one.is_error] == []
    built = CliRunner().invoke(main, ["build", "--root", str(site)])
    assert built.exit_code == 0
    assert (site / "site/index.html").exists()


def test_original_stays_as_it_is(site: Path) -> None:
    """The original is copied byte for byte, and the article says the same words."""
    written, findings = draft(site)
    assert findings == []
    assert (site / "seeds/mayor-says-bridge-is-safe.txt").read_text(encoding="utf-8") == ARTICLE
    assert "content/articles/mayor-says-bridge-is-safe/claims.yaml" in written
    assert read_one(site, "mayor-says-bridge-is-safe").findings == ()


def test_surname_is_the_same_person(site: Path) -> None:
    """A surname after the full name is the same source; the reasons stand in comments."""
    draft(site)
    marked = (site / "content/articles/mayor-says-bridge-is-safe/article.md").read_text(encoding="utf-8")
    assert marked.count("source=anna-smith") >= 2
    assert "<!-- why:" in marked
    assert "smith:" not in (site / "content/sources.yaml").read_text(encoding="utf-8").replace("anna-smith:", "")


def test_sources_are_only_appended_to(site: Path) -> None:
    """What stands in sources.yaml stays, byte for byte; a source that is known there is used."""
    (site / "content").mkdir()
    (site / "content/sources.yaml").write_text(SOURCES, encoding="utf-8")
    _, findings = draft(site)
    assert findings == []
    after = (site / "content/sources.yaml").read_text(encoding="utf-8")
    assert after.startswith(SOURCES)
    assert "\n    some-experts:\n" in after
    assert "anna-smith" not in after
    assert read_one(site, "mayor-says-bridge-is-safe").findings == ()


def test_sources_that_cannot_be_extended(site: Path) -> None:
    """A list of sources in another form is left alone, and that is told; nothing is written."""
    (site / "content").mkdir()
    (site / "content/sources.yaml").write_text("sources: {}\n", encoding="utf-8")
    written, findings = draft(site)
    assert [one.code for one in findings] == ["draft-sources"]
    assert written == []
    assert not (site / "content/articles").exists()


def test_sources_with_a_mistake(site: Path) -> None:
    """A mistake in the list of sources is told as what it is, and nothing is written."""
    (site / "content").mkdir()
    (site / "content/sources.yaml").write_text(f"{SOURCES}        colour: red\n", encoding="utf-8")
    written, findings = draft(site)
    assert [(one.code, one.place.line) for one in findings] == [("key-unknown", 6)]
    assert written == []


def test_nothing_is_overwritten(site: Path) -> None:
    """A second draft of the same text is refused."""
    draft(site)
    before = sorted((path, path.read_bytes()) for path in site.rglob("*") if path.is_file())
    assert [one.code for one in draft(site)[1]] == ["new-exists"]
    assert sorted((path, path.read_bytes()) for path in site.rglob("*") if path.is_file()) == before


def test_places_and_governments_stay_apart(site: Path) -> None:
    """Kyiv, officials in Kyiv and the Ukrainian government are three sources."""
    text = (
        "War\n\nKyiv said that it won. Officials in Kyiv said that it is over. "
        "The Ukrainian government said that it is glad.\n"
    )
    draft(site, text)
    listed = (site / "content/sources.yaml").read_text(encoding="utf-8")
    assert all(f"\n  {name}:\n" in listed for name in ("kyiv", "officials-in-kyiv", "ukrainian-government"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "# A\n\n* b\n\n1. c said that [d]{.h} <b>e</b> `f`\n",
        "Wow![x](y) he said.\n",
        "Null\n\nNull said that Null is. No said that it is “null”.\n",
        "A\n\n===\n\n---\n\n| a |\n",
        "A\nBy B\n* C said that it is so.\n* D denied it.\n\n• E said so.\n•\n- * both\n  F said\n\n- # no\n- 1. no\n",
    ],
)
def test_any_text(site: Path, text: str) -> None:
    """A text full of signs becomes an article with the same words, and an empty one is refused."""
    _, findings = draft(site, text)
    if text.strip():
        assert [one for one in findings if one.is_error] == []
        assert [one for one in survey(site) if one.is_error] == []
        assert ("Null" not in text) or "]{.a source" in next(site.glob("content/articles/*/article.md")).read_text()
    else:
        assert [one.code for one in findings] == ["new-empty"]


def test_names_that_are_not_free(site: Path) -> None:
    """No source or claim is called as Windows calls a device, and no source as another one was before."""
    (site / "content").mkdir(parents=True)
    known = "sources:\n  bob: {name: Bob, kind: person, former: ann-lee}\n"
    (site / "content/sources.yaml").write_text(known, encoding="utf-8")
    _, findings = draft(site, "Aux\n\nCon said that the harbour is closed. Ann Lee said that it was a con.\n")
    assert findings == []
    assert [one for one in survey(site) if one.is_error] == []
    listed = (site / "content/sources.yaml").read_text(encoding="utf-8")
    assert re.findall(r"^  ([a-z0-9-]+):", listed, re.MULTILINE) == ["bob", "ann-lee-2", "source-con"]
    claims = next(site.glob("content/articles/*/claims.yaml")).read_text(encoding="utf-8")
    assert re.findall(r"^  ([a-z0-9-]+):", claims, re.MULTILINE) == ["harbour-closed", "claim-con"]


def test_suggestions(site: Path) -> None:
    """What was not marked is suggested, unless it is settled."""
    folder = site / "content/articles/bridge"
    folder.mkdir(parents=True)
    sentence = "The mayor said that the bridge may fall."
    (folder / "article.md").write_text(f"# Bridge\n\n{sentence}\n", encoding="utf-8")
    assert [one.code for one in suggestions(site)] == ["suggest-attribution", "suggest-hedge"]
    (folder / "claims.yaml").write_text(f"settled:\n  - {sentence}\n", encoding="utf-8")
    assert suggestions(site) == []


def test_surname_before_the_full_name(site: Path) -> None:
    """A surname in the headline is the person who is named in full below."""
    draft(site, "Smith says bridge is safe\n\n“It is safe and will stay open,” said Anna Smith, the mayor.\n")
    listed = (site / "content/sources.yaml").read_text(encoding="utf-8")
    assert "\n  anna-smith:\n" in listed
    assert "\n  smith:\n" not in listed


def test_originals_stay_as_they_are_in_git(site: Path) -> None:
    """A site that is begun by a draft keeps git from altering originals; what is there already stays."""
    draft(site)
    assert (site / ".gitattributes").read_text(encoding="utf-8") == "seeds/* -text\n"
    other = site.parent / "other"
    other.mkdir()
    (other / ".gitattributes").write_text("* text\n", encoding="utf-8")
    assert draft(other)[1] == []
    assert (other / ".gitattributes").read_text(encoding="utf-8") == "* text\n"


def test_characters_that_no_page_can_show(site: Path) -> None:
    """A text with control characters is refused with a place for each, and with a way out."""
    written, findings = draft(site, ARTICLE.replace("bolt of", "bolt\fof"))
    assert written == []
    assert [one.code for one in findings] == ["control-character", "draft-failed"]
    assert "tr -d" in (findings[-1].hint or "")
    assert "copy.txt" in (findings[-1].hint or "")


ODD = (
    "TASS citing Reuters saidthe Kremlin rejected these claims as falseTASS citing Reuters said *  -  +  ",
    (
        'Some analysts argue \n\n -  " : Kyiv.  \n\n“No,” he said TASS citing Reuters said _ TASS citing Reuters said '
        "According to police Smith denied it"
    ),
)


@pytest.mark.parametrize("text", ODD)
def test_odd_text_keeps_its_marks(site: Path, text: str) -> None:
    """Where marks cross or a claim is left out, the others stay."""
    _, findings = draft(site, text)
    assert [one for one in (*findings, *survey(site)) if one.is_error] == []
    assert "]{.a source" in next(site.glob("content/articles/*/article.md")).read_text(encoding="utf-8")


def test_answers_that_answer_nothing() -> None:
    """An answer by a claim that answers nothing becomes a claim; one that stands around an attribution is left out."""
    around, within = Bracket(Span(0, 20), ".x ref=no"), Bracket(Span(0, 5), ".a source=smith")
    alone, kept = Bracket(Span(30, 40), ".x ref=old"), Bracket(Span(50, 60), '.x source="a < b" ref=new')
    assert tuple(with_answers((around, within, alone, kept), {"new"})) == (
        within,
        Bracket(Span(30, 40), ".c ref=old"),
        kept,
    )


def test_list(site: Path) -> None:
    """Lines with bullets become a list, each with its marks; the reasons follow the list."""
    draft(site, "Mayor speaks\n\n• The mayor said that it is safe.\n• The mayor said that it is cheap.\n")
    text = (site / "content/articles/mayor-speaks/article.md").read_text(encoding="utf-8")
    listed = text.split("# Mayor speaks\n\n")[1].split("\n\n")[0].split("\n")
    assert [line[:19] for line in listed] == ["- [The mayor said]{", "- [The mayor said]{"]


def test_a_paragraph_a_line(site: Path) -> None:
    """In a text without a gap each line is a paragraph, the first the headline."""
    draft(site, "Mayor speaks\nThe mayor said that it is safe.\nNobody came.\n")
    text = (site / "content/articles/mayor-speaks/article.md").read_text(encoding="utf-8")
    assert "# Mayor speaks\n\n[The mayor said]" in text
    assert text.endswith("\n\nNobody came.\n")


def test_lines_broken_to_fit(site: Path) -> None:
    """A sentence goes on behind the end of a line that is full."""
    words = (
        "It was late. On Monday the old mayor of the town said that the bridge is safe and that all may use it again."
    )
    broken = "\n".join(textwrap.wrap(words, 30))
    draft(site, f"Bridge\n\n{broken}\n")
    text = (site / "content/articles/bridge/article.md").read_text(encoding="utf-8")
    assert " ".join(text.split()).count("[the old mayor of the town said]{.a source=") == 1
    assert [one for one in survey(site) if one.is_error] == []


def test_source_that_cites_another(site: Path) -> None:
    """“TASS journalists citing police sources said” is one attribution, by a chain of two."""
    draft(site, "War\n\nTASS journalists citing police sources said that the bridge fell.\n")
    text = (site / "content/articles/war/article.md").read_text(encoding="utf-8")
    assert 'source="tass-journalists < police-sources"' in text
    assert "[the bridge fell]{.c ref=" in text
    assert text.count("]{.c") == 1


def test_words_of_the_site_in_data(site: Path) -> None:
    """What a site adds to the word lists counts in the data, too."""
    (site / "content").mkdir()
    (site / "content/site.yaml").write_text("title: Ours\nlexicon: {neutral: [blabbered]}\n", encoding="utf-8")
    path = site.parent / "plain.txt"
    path.write_text("Smith blabbered that the bridge is old.", encoding="utf-8")
    printed = CliRunner().invoke(main, ["draft", "--json", str(path), "--out", str(site)]).output
    assert [one["cue"] for one in json.loads(printed)["attributions"]] == [[[6, 15]]]


def test_seat_of_a_government_is_no_person(site: Path) -> None:
    """A name for a government is an organisation."""
    draft(site, "War\n\nThe Kremlin said that it won.\n")
    assert "kind: organisation" in (site / "content/sources.yaml").read_text(encoding="utf-8")


def test_site_that_is_begun_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder without a site the program says that it began one, and at the end what comes next."""
    monkeypatch.chdir(site)
    path = site.parent / "bridge.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    lines = CliRunner().invoke(main, ["draft", str(path)]).output.splitlines()
    slug = "mayor-says-bridge-is-safe"
    assert lines[:3] == ["began a site: content/site.yaml", "wrote .gitattributes", "wrote .gitignore"]
    assert lines[-1] == f"Then: allegedly check, allegedly proof {slug}, allegedly links move {slug} SHORTER"
    assert ".cache/" in (site / ".gitignore").read_text(encoding="utf-8")
    path.write_text("Short\n\nThe mayor said that it is safe.\n", encoding="utf-8")
    again = CliRunner().invoke(main, ["draft", str(path), "--out", str(site)]).output
    assert "began" not in again
    assert again.endswith("Then: allegedly check, allegedly proof short\n")


def test_what_is_next_elsewhere(site: Path) -> None:
    """For a site in another folder, or several articles, the next steps say so."""
    assert then(("a", "b"), site) == f"Then: allegedly check --root {site}, allegedly proof ARTICLE --root {site}"


def test_original_inside_of_the_site_is_copied(site: Path) -> None:
    """A text that lies in the folder of the site, but not below seeds/, is copied there like any other."""
    path = site / "bridge.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    assert draft_article(path, site, KNOWN, None)[1] == []
    assert (site / "seeds/mayor-says-bridge-is-safe.txt").read_bytes() == path.read_bytes()
    article = (site / "content/articles/mayor-says-bridge-is-safe/article.md").read_text(encoding="utf-8")
    assert 'text: "seeds/mayor-says-bridge-is-safe.txt"' in article


def test_original_that_was_copied_before(site: Path) -> None:
    """A copy of the original that lies in seeds/ already is used; another text of its name is never overwritten."""
    copy = site / "seeds/mayor-says-bridge-is-safe.txt"
    copy.parent.mkdir()
    copy.write_text("another", encoding="utf-8")
    assert [one.code for one in draft(site)[1]] == ["new-exists"]
    assert copy.read_text(encoding="utf-8") == "another"
    copy.write_text(ARTICLE, encoding="utf-8")
    assert draft(site)[1] == []
