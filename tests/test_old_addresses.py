"""What is gone or renamed stays linkable: a stub where something stood, a page at an old address that leads on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.cli import main
from builder.ledger.writing import stale
from builder.pipeline.workbench import Workbench
from builder.read import Root
from builder.views.pager import PER_PAGE
from tests.small_sites import SmallSite, copied


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    """The site in which everything stands once, every link of it written down."""
    found = copied("annotated", tmp_path)
    assert typed(found, "links", "update") == "every ledger is as it should be\n"
    return found


def typed(site: SmallSite, *command: str, code: int = 0) -> str:
    """What a command says."""
    where = ("--out", str(site.out)) if command[0] == "build" else ()
    result = site.run(main, *command, "--root", str(site.root), *where)
    assert result.exit_code == code, result.output
    return result.output


def edit(site: SmallSite, path: str, *changes: tuple[str, str]) -> None:
    """Change words of a file."""
    whole = (site.root / path).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in whole
        whole = whole.replace(old, new)
    site.write(path, whole)


BRIDGE = "content/articles/bridge/article.md"


def test_a_ledger_changes_no_page(site: SmallSite) -> None:
    """A site whose links are written down is, byte for byte, the one it was before."""
    typed(site, "build")
    with_ledgers = site.built()
    for path in site.root.rglob("links.yaml"):
        path.unlink()
    typed(site, "build")
    assert site.built() == with_ledgers


def test_a_retired_mark_leaves_a_stub(site: SmallSite) -> None:
    """A mark that is gone stops the build; retired, the page keeps a place where links to it and its note land."""
    edit(site, BRIDGE, ("[Rumour has it]{.h}", "Rumour has it"))
    assert "'allegedly links retire bridge#h-rumour-has-it' leaves a stub" in typed(site, "build", code=1)
    assert typed(site, "links", "retire", "h-rumour-has-it") == "wrote content/articles/bridge/links.yaml\n"
    typed(site, "build")
    page = site.built()["articles/bridge/index.html"].decode()
    stub = page[page.index('id="page-gone"') :]
    assert re.search(r'<li id="h-rumour-has-it"><span id="n-h-rumour-has-it">.*agreed\..*<q>Rumour has it</q>', stub)
    assert page.count('id="h-rumour-has-it"') == 1
    assert stale(site.root) == ()


def test_a_mark_said_to_be_another_keeps_its_id(tmp_path: Path) -> None:
    """`links rename` gives the published id to new words that took the place of the old ones."""
    site = SmallSite(tmp_path, tmp_path / "site")
    site.write("content/articles/budget/article.md", "# Budget\n\nThe gap [may]{.h} close. It rained.\n")
    typed(site, "links", "update")
    site.write("content/articles/budget/article.md", "# Budget\n\nThe gap closes. [Perhaps]{.h} it rained.\n")
    assert "the published id 'h-may' is gone" in typed(site, "check", code=1)
    typed(site, "links", "rename", "h-may", "h-perhaps")
    typed(site, "links", "check")
    assert "h-may " in typed(site, "marks", "budget")
    assert "h-perhaps" not in typed(site, "marks", "budget")


def test_a_renamed_claim_leads_on(site: SmallSite) -> None:
    """The page of a claim that has another id now leads to it, and so does its place on the page of its article."""
    edit(site, BRIDGE, ("ref=knew", "ref=council-knew"))
    edit(site, "content/articles/bridge/claims.yaml", ("  knew: ", "  council-knew: "), (" knew,", " council-knew,"),
         ("[knew,", "[council-knew,"))  # fmt: skip
    said = typed(site, "links", "rename", "claim-knew", "council-knew")
    assert said == "wrote content/articles/bridge/links.yaml\n"
    typed(site, "build")
    built = site.built()
    moved = built["claims/bridge/knew/index.html"].decode()
    assert '<noscript><meta http-equiv="refresh" content="0; url=../council-knew/index.html"></noscript>' in moved
    assert '<li id="claim-knew">' in built["articles/bridge/index.html"].decode()
    assert b'href="#claim-council-knew"' in built["articles/bridge/index.html"]


def test_a_retired_claim_leads_to_its_stub(site: SmallSite) -> None:
    """The page of a claim that is gone for good leads to what is left of it on the page of its article."""
    edit(site, "content/articles/jisr/article.md", ("ref=amin", "ref=salim"), ('ref="amin ', 'ref="salim '))
    edit(site, "content/articles/jisr/claims.yaml", ("amin:", "salim:"), ("[amin,", "[salim,"))
    edit(site, "content/articles/bridge/claims.yaml", (", jisr/amin", ""))
    typed(site, "links", "retire", "jisr#claim-amin")
    typed(site, "build")
    moved = site.built()["claims/jisr/amin/index.html"].decode()
    assert "url=../../../articles/jisr/index.html#claim-amin" in moved
    assert '<li id="claim-amin">' in site.built()["articles/jisr/index.html"].decode()


def test_a_former_name_is_not_given_away(site: SmallSite) -> None:
    """No article takes a name from which links lead to another; the one that had it takes it back."""
    typed(site, "links", "move", "bridge", "deck")
    before = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()}
    refused = typed(site, "links", "move", "jisr", "bridge", code=2)
    assert "links to 'bridge' lead to 'deck', which was called so: choose another name." in refused
    assert {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()} == before
    typed(site, "links", "move", "deck", "bridge")
    assert 'former:\n  - "deck"\n' in (site.root / "content/articles/bridge/links.yaml").read_text(encoding="utf-8")


def test_a_renamed_article_leads_on(site: SmallSite) -> None:
    """Every page of a renamed article that had an address leaves one there that leads to the new address."""
    typed(site, "build")
    before = {page for page in site.built() if page.endswith(".html")}
    for path in (*site.root.rglob("*.md"), *site.root.rglob("claims.yaml")):
        whole = path.read_text(encoding="utf-8")
        site.write(path.relative_to(site.root).as_posix(), re.sub(r"\bjisr(?=/)", "bridge-again", whole))
    typed(site, "links", "move", "jisr", "bridge-again")
    typed(site, "build")
    built = site.built()
    assert before <= built.keys()
    page = built["articles/jisr/index.html"].decode()
    assert '<meta name="robots" content="noindex">' in page
    assert '<link rel="canonical" href="https://example.org/project/articles/bridge-again/">' in page
    assert '<script src="../../assets/moved.js" data-to="../bridge-again/index.html"></script>' in page
    assert '<a href="../bridge-again/index.html">' in page
    assert "assets/moved.js" in built
    assert b"articles/jisr/" not in built["sitemap.xml"]
    old = [address for address in before if "/jisr/" in address]
    assert len(old) > 3
    assert all(b'http-equiv="refresh"' in built[address] for address in old)


def test_an_article_renamed_by_hand_leads_on(tmp_path: Path) -> None:
    """Where its folder has the new name already, and nothing was ever written down, a command keeps the old address."""
    site = SmallSite(tmp_path, tmp_path / "site")
    site.write("content/articles/ferry/article.md", "---\nformer: boat\n---\n# The ferry\n\nIt [may]{.h} run.\n")
    assert "type 'allegedly links move OLD NEW': it keeps the old address" in typed(site, "check", code=1)
    edit(site, "content/articles/ferry/article.md", ("former: boat\n", ""))
    typed(site, "links", "move", "boat", "ferry")
    typed(site, "build")
    assert b'url=../ferry/index.html"' in site.built()["articles/boat/index.html"]


def test_a_renamed_source_lesson_and_page_lead_on(site: SmallSite) -> None:
    """Their pages leave one at the old address each, once their old names are named as such."""
    typed(site, "build")
    before = {page for page in site.built() if page.endswith(".html")}
    edit(site, "content/sources.yaml", ("  engineer: {", "  builder: {former: engineer, "),
         ("as: engineer", "as: builder"))  # fmt: skip
    assert "  hint: it is called 'builder' now\n" in typed(site, "check", code=1)
    edit(site, BRIDGE, ("source=engineer", "source=builder"), ('source="engineer"', 'source="builder"'))
    for old, new, change in (
        ("lessons/first", "lessons/starter", ("former: bridges", "former: [first, bridges]")),
        ("pages/about", "pages/house", ("former: [us,", "former: [about, us,")),
    ):
        edit(site, f"content/{old}.md", change)
        (site.root / f"content/{old}.md").rename(site.root / f"content/{new}.md")
    edit(site, "content/pages/house.md", ("first.md", "starter.md"), ("(about.md", "(house.md"))
    typed(site, "build")
    built = site.built()
    assert before <= built.keys()
    for old, new in (("sources/engineer", "builder"), ("lessons/first", "starter"), ("pages/about", "house")):
        page = built[f"{old}/index.html"].decode()
        assert f'<meta http-equiv="refresh" content="0; url=../{new}/index.html">' in page
        assert f"{old}/" not in built["sitemap.xml"].decode()


def test_a_source_that_nobody_names_any_more(site: SmallSite) -> None:
    """Old addresses of a source without a page lead to the list of all."""
    edit(
        site, "content/sources.yaml", ("sources:\n", "sources:\n  ghost: {name: Ghost, kind: person, former: spirit}\n")
    )
    typed(site, "build")
    assert b"url=../index.html" in site.built()["sources/spirit/index.html"]


def test_every_page_of_a_long_list_leads_on(tmp_path: Path) -> None:
    """Each later page of what a source said leads to the same one of its new list: built, published and previewed."""
    site = SmallSite(tmp_path / "ours", tmp_path / "site")
    site.write("content/site.yaml", "title: Rain\nbase_url: https://example.org/\n")
    site.write("content/sources.yaml", "sources:\n  mayor: {name: the mayor, kind: person}\n")
    site.write("content/articles/rain/claims.yaml", "claims:\n  wet: {says: It rained.}\n")
    said = "[The mayor said]{.a source=mayor} [it rained]{.c ref=wet}.\n\n"
    site.write("content/articles/rain/article.md", f"# Rain\n\n{said * (2 * PER_PAGE + 1)}")
    there = ("--folder", str(tmp_path / "there"))
    typed(site, "links", "update")
    typed(site, "publish", *there)
    edit(site, "content/sources.yaml", ("  mayor: {", "  clerk: {former: [mayor, alderman], "))
    edit(site, "content/articles/rain/article.md", ("source=mayor", "source=clerk"))
    told = typed(site, "publish", *there, "--dry-run")
    assert "- " not in told
    assert "publish-gone" not in told
    typed(site, "build")
    built, edition = site.built(), Workbench(Root(site.root)).renew()
    redirects = built["_redirects"].decode().splitlines()
    for old in ("mayor", "alderman"):
        for name in ("index.html", "page-2.html", "page-3.html"):
            page = built[f"sources/{old}/{name}"]
            assert f'content="0; url=../clerk/{name}"' in page.decode()
            assert edition.file(f"sources/{old}/{name}") == page
            assert f"/sources/{old}/{name} /sources/clerk/{name} 301" in redirects
        assert f"sources/{old}/page-4.html" not in built
        assert edition.file(f"sources/{old}/page-4.html") is None
    assert b"sources/mayor/" not in built["sitemap.xml"]
