"""What open pages hear while somebody writes: over real files and a real stream."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.serve.conftest import ARTICLE, FERRY, PAGE, PROJECT, WRONG, Begin, Serving

ABOUT = "content/pages/about.md"


def save_atomically(serving: Serving, path: str, text: str) -> None:
    """Save as many editors do: write another file, then let it take the place of the old one."""
    file = serving.root / path
    other = file.with_name("article.md.tmp.4711")
    other.write_text(text, encoding="utf-8")
    other.replace(file)


def test_only_pages_that_changed_load_anew(serving: Serving) -> None:
    """The page of the changed article hears of it and of the rows that are new, that of another text does not."""
    article, about = serving.hear(), serving.hear("/pages/about/")
    serving.write(FERRY, f"{ARTICLE}\nIt is late.\n")
    told = article.until("page")
    assert serving.facts()["print"] == told["print"]
    assert (told["change"]["of"], told["change"]["first"], told["change"]["last"]) == (2, 2, 0)
    assert "It is late." in "".join(told["change"]["rows"])
    assert "It is late." in serving.get(f"/{PAGE}").text
    serving.write(ABOUT, "# About\n\nThis is still us.\n")
    heard = [about.next()]
    while heard[-1][0] != "page":
        heard.append(about.next())
    assert [name for name, _ in heard].count("page") == 1
    assert heard[-1][1]["print"] == serving.facts("/pages/about/")["print"]


def test_what_is_written_at_once(begin: Begin) -> None:
    """From the moment in which the preview says where it is, every change is seen and named."""
    serving = begin()
    serving.write(ABOUT, "# About\n\nThis is still us.\n")
    assert ABOUT in serving.until("changed:")
    assert "still us" in serving.get("/pages/about/").text


def test_atomic_saves(serving: Serving) -> None:
    """A file that takes the place of another is a change like any other."""
    heard = serving.hear()
    for number in range(3):
        save_atomically(serving, FERRY, f"{ARTICLE}\nIt is late by {number} hours.\n")
        heard.until("page")
        assert f"late by {number} hours" in serving.get(f"/{PAGE}").text


def test_a_thousand_saves(serving: Serving) -> None:
    """After a thousand saves in a row the last one is shown, and far fewer changes were told."""
    heard = serving.hear()
    for number in range(1000):
        serving.write(FERRY, f"{ARTICLE}\nSave number {number}.\n")
    while "Save number 999." not in serving.get(f"/{PAGE}").text:
        heard.until("page")
    serving.write("content/pages/last.md", "# Last\n\nThe end.\n")
    serving.until("content/pages/last.md")
    assert sum(line.startswith("changed:") for line in serving.said) < 300


def test_styles_are_told_of_alone(serving: Serving) -> None:
    """A style sheet that changed is told by its address; no page loads anew for it."""
    heard = serving.hear()
    serving.write("templates/assets/style.css", "p { color: blue }\n")
    while (item := heard.next())[0] != "style":
        assert item[0] != "page"
    assert item[1] == {"addresses": ["assets/style.css"], "style": serving.facts()["style"]}
    assert serving.get("/assets/style.css").body == b"p { color: blue }\n"


def test_pictures_that_a_page_shows(serving: Serving) -> None:
    """A page loads anew where a file that it links to has changed."""
    serving.write("content/articles/ferry/table.csv", "a,b\n")
    serving.write(FERRY, ARTICLE.replace("run.", "[run](table.csv)."))
    while serving.get("/articles/ferry/table.csv").status != 200:
        serving.until("changed:")
    heard = serving.hear()
    serving.write("content/articles/ferry/table.csv", "c,d\n")
    heard.until("page")
    assert serving.get("/articles/ferry/table.csv").body == b"c,d\n"


def test_errors_come_and_heal(serving: Serving) -> None:
    """An error is told with its place, line and way out, over the last good page; once it is gone that is told."""
    heard = serving.hear()
    before = serving.facts()["print"]
    serving.write(FERRY, WRONG)
    told = heard.until("errors")
    (finding,) = told["findings"]
    assert (finding["code"], finding["place"]) == ("kind-unknown", f"{FERRY}:3:18")
    assert finding["excerpt"]["line"] == "The ferry [may]{.hegde} run."
    assert finding["hint"] == "did you mean 'hedge'?"
    assert finding["link"] == f"vscode://file/{str(serving.root / FERRY)[1:]}:3:18"
    assert finding["why"].endswith(".")
    assert serving.facts()["print"] == before
    assert serving.until("error[kind-unknown]")
    serving.write(FERRY, ARTICLE)
    heard.until("healed")
    assert serving.until("no errors")


def test_the_editor_of_the_site(serving: Serving) -> None:
    """The link into a file is the one that site.yaml asks for."""
    heard = serving.hear()
    serving.write("content/site.yaml", "title: Ferries\neditor: 'idea://open?file={path}&line={line}'\n")
    serving.until("content/site.yaml")
    serving.write(FERRY, WRONG)
    (finding,) = heard.until("errors")["findings"]
    assert finding["link"] == f"idea://open?file={serving.root / FERRY}&line=3"


def test_warnings(serving: Serving) -> None:
    """Warnings are told besides, and that they are gone."""
    heard = serving.hear()
    assert heard.until("warnings")["count"] == 0
    serving.write("content/sources.yaml", "sources:\n  nobody: {name: Nobody, kind: person}\n")
    assert [finding["code"] for finding in heard.until("warnings")["findings"]] == ["source-unused"]
    (serving.root / "content/sources.yaml").unlink()
    assert heard.until("warnings")["count"] == 0


def test_templates_that_fail(serving: Serving) -> None:
    """A template that cannot be rendered is told on the pages that need it; they stay as they were."""
    heard = serving.hear()
    good = serving.get(f"/{PAGE}").body
    serving.write("templates/note.html", "{{ nothing.at_all }}\n{% macro note() %}{% endmacro %}")
    assert {finding["code"] for finding in heard.until("errors")["findings"]} == {"template-broken"}
    assert b"The ferry" in serving.get(f"/{PAGE}").body
    assert serving.until("error[template-broken]").startswith("templates/note.html:1:1: ")
    for _ in range(3):
        serving.get(f"/{PAGE}")
    serving.write(ABOUT, "# About\n\nThis is still us.\n")
    assert not any("template-broken" in serving.until(words) for words in ("1 error", "changed:"))
    (serving.root / "templates/note.html").unlink()
    heard.until("healed")
    assert serving.get(f"/{PAGE}").body == good


def test_templates_that_fail_on_a_page_that_is_asked_for(serving: Serving) -> None:
    """What shows only when a page is made is told in the terminal, too, whenever that is: once, and once it is back."""
    about = serving.hear("/pages/about/")

    def seen(number: int) -> None:  # and with it what was written before
        serving.write(ABOUT, f"# About\n\nThis is us, {number}.\n")
        while f"us, {number}." not in serving.get("/pages/about/").text:
            about.until("page")

    for number in (1, 3):
        serving.write("templates/article.html", "{{ nothing.at_all }}")
        seen(number)
        serving.get(f"/{PAGE}")
        serving.until("error[template-broken]")
        serving.get(f"/{PAGE}")
        (serving.root / "templates/article.html").unlink()
        seen(number + 1)
    assert sum("template-broken" in line for line in serving.said) == 2


def test_texts_that_a_template_fails_for(serving: Serving) -> None:
    """An error that a page had is none any longer once its text is another, though nobody asks for that page again."""
    own = (PROJECT / "templates/article.html").read_text(encoding="utf-8")
    fails = '{% block main %}{% if "Bad" in title %}{{ nothing.at_all }}{% endif %}'
    serving.write("templates/article.html", own.replace("{% block main %}", fails))
    serving.write(FERRY, ARTICLE.replace("The ferry", "The Bad ferry", 1))
    serving.until(FERRY)
    serving.get(f"/{PAGE}")
    serving.until("error[template-broken]")
    serving.write(FERRY, ARTICLE)
    serving.until(FERRY)
    serving.write(ABOUT, "# About\n\n[Nowhere](nowhere.md)\n")
    serving.until("error[link-broken]")
    serving.write(ABOUT, "# About\n\nThis is us.\n")
    serving.until(f"changed: {ABOUT}")
    assert "no error" in serving.line()


@pytest.mark.parametrize(
    ("path", "wrong", "right", "words"),
    [
        (FERRY, WRONG, ARTICLE, "This page cannot be made"),
        ("content/site.yaml", "title: Ferries\ncolour: blue\n", "title: Ferries\n", "This site cannot be built yet"),
    ],
)
def test_what_is_wrong_from_the_start(begin: Begin, root: Path, path: str, wrong: str, right: str, words: str) -> None:
    """Where there is no good page yet, its address shows what is wrong, and the page comes once it can be made."""
    (root / path).write_text(wrong, encoding="utf-8")
    serving = begin()
    answer = serving.get(f"/{PAGE}")
    assert (answer.status, words in answer.text) == (503, True)
    assert serving.get("/pages/about/").status == (200 if path == FERRY else 503)
    heard = serving.hear()
    assert heard.until("errors")["count"] == 1
    serving.write(path, right)
    heard.until("page")
    assert serving.get(f"/{PAGE}").status == 200


def test_others_go_on(serving: Serving) -> None:
    """While an error stands what is written elsewhere is shown; each page is told whether it is one that stays."""
    article, about = serving.hear(), serving.hear("/pages/about/")
    serving.write(FERRY, WRONG)
    assert article.until("errors")["behind"]
    assert not about.until("errors")["behind"]
    serving.write(ABOUT, "# About\n\nThis is still us.\n")
    about.until("page")
    assert "still us" in serving.get("/pages/about/").text
    serving.write("templates/assets/style.css", "p { color: blue }\n")
    assert article.until("style")["addresses"] == ["assets/style.css"]
    assert "may" in serving.get(f"/{PAGE}").text
    serving.write("content/site.yaml", "colour: blue\n")
    assert about.until("errors")["behind"]
    serving.write("content/site.yaml", "title: Ferries\n")
    assert not about.until("errors")["behind"]
    serving.write(FERRY, ARTICLE)
    about.until("healed")


def test_a_folder_that_is_not_there_yet(begin: Begin, tmp_path: Path) -> None:
    """A folder without a site is told, and shown as soon as there is one."""
    serving = begin(folder=tmp_path / "later")
    heard = serving.hear()
    assert [finding["code"] for finding in heard.until("errors")["findings"]] == ["content-missing"]
    serving.write(FERRY, ARTICLE)
    serving.write("content/site.yaml", "title: Ferries\n")
    heard.until("page")
    while "The ferry" not in serving.get(f"/{PAGE}").text:
        heard.until("page")


def test_the_folder_is_gone_for_a_while(serving: Serving) -> None:
    """Where the folder of the site goes, that is told; when it is back, all is well, and changes are seen again."""
    heard = serving.hear()
    elsewhere = serving.root.with_name("elsewhere")
    serving.root.rename(elsewhere)
    assert [finding["code"] for finding in heard.until("errors")["findings"]] == ["content-missing"]
    assert serving.get(f"/{PAGE}").status == 200
    elsewhere.rename(serving.root)
    heard.until("healed")
    serving.write(FERRY, f"{ARTICLE}\nIt is back.\n")
    heard.until("page")
    while serving.root.exists():  # the preview may still be keeping what it has made, while the folder goes
        shutil.rmtree(serving.root, ignore_errors=True)
    heard.until("errors")
    serving.write(FERRY, f"{ARTICLE}\nIt was made anew.\n")
    serving.write("content/site.yaml", "title: Ferries\n")
    while "It was made anew." not in serving.get(f"/{PAGE}").text:
        heard.until("page")


def test_what_changed_unseen(serving: Serving) -> None:
    """A page that was loaded before a change, and listens only afterwards, hears of it at once."""
    old = serving.facts()
    serving.write(FERRY, f"{ARTICLE}\nIt is late.\n")
    serving.until("changed:")
    hearing = serving.hear_as(old)
    assert hearing.until("page")["change"] is None  # nobody knows what it shows


def test_pages_without_a_stream(serving: Serving) -> None:
    """Who asks once is told what it has missed, and that this is all; streams are told whenever there is news."""
    old, stream = serving.facts(), serving.hear("/pages/about/")
    before = stream.until("renewed")
    serving.write(FERRY, f"{ARTICLE}\nIt is late.\n")
    assert stream.until("renewed") != before
    asking = serving.hear_as({**old, "once": "1"})
    assert asking.until("page")["print"] == serving.facts()["print"]
    assert asking.until("end") == {}
    asking.ends()


def test_originals_are_watched(serving: Serving) -> None:
    """The file that an article is compared with lies anywhere in the folder, and is a part of the site."""
    heard = serving.hear()
    serving.write("seeds/ferry.txt", "The ferry\n\nThe ferry may run.\n")
    front = "---\noriginal: {text: seeds/ferry.txt, publisher: unknown, rights: ours}\n---\n"
    serving.write(FERRY, front + ARTICLE)
    heard.until("page")
    serving.write("seeds/ferry.txt", "The ferry\n\nThe ferry might run.\n")
    assert {finding["code"] for finding in heard.until("errors")["findings"]} == {"text-differs"}
    serving.write("seeds/ferry.txt", "The ferry\n\nThe ferry may run.\n")
    heard.until("healed")


def test_times_alone_are_no_change(serving: Serving) -> None:
    """A file that is touched, but says the same, moves no page."""
    heard = serving.hear()
    os.utime(serving.root / FERRY)
    serving.write(FERRY, ARTICLE)
    serving.until("changed:")
    serving.write("content/sources.yaml", "sources:\n  nobody: {name: Nobody, kind: person}\n")
    while (item := heard.next())[0] != "warnings" or not item[1]["count"]:
        assert item[0] != "page"
