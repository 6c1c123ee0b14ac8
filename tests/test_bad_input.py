"""Bad input of every kind ends in a diagnostic or in a correct page: never in a traceback, a hang or a full memory."""

from __future__ import annotations

import json
import os
import random
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from builder.cli import main
from tests import built
from tests.child import PROJECT, Ran, allegedly
from tests.small_sites import SmallSite

ARTICLE = "content/articles/ferry/article.md"
CLAIMS = "content/articles/ferry/claims.yaml"
SECRET = "nobody may ever read this"  # noqa: S105 - a file outside the site
OK = "# The ferry is late\n\nIt will leave an hour later.\n"


@pytest.fixture
def ferry(site: Callable[[str], SmallSite]) -> SmallSite:
    """A small site with one article."""
    return site("minimal")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file beside the site, which no page may show."""
    path = tmp_path / "secret.txt"
    path.write_text(SECRET, encoding="utf-8")
    return path


def told(whole: SmallSite) -> set[str]:
    """The codes of the errors that `check` finds; without errors, the site is built and must be correct."""
    checked = whole.run(main, "check", "--root", str(whole.root), "--format", "json")
    findings = json.loads(checked.output)
    errors = {item["code"] for item in findings if item["severity"] == "error"}
    assert checked.exit_code == (1 if errors else 0)
    for item in findings:
        assert places_are_sound(whole.root, item), item
    made = whole.run(main, "build", "--root", str(whole.root), "--out", str(whole.out))
    if errors:
        assert made.exit_code == 1
        assert not whole.out.exists()
    else:
        assert made.exit_code == 0, made.output
        correct(whole.built())
    return errors


def places_are_sound(root: Path, item: dict[str, str | int]) -> bool:
    """Whether the place of a finding lies inside its file."""
    numbers = [int(item[key]) for key in ("line", "column", "end_line", "end_column")]
    if numbers[0] == 0:
        return numbers == [0, 0, 0, 0]
    text = (root / str(item["file"])).read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line, column, end_line, end_column = numbers
    return (
        1 <= line <= end_line <= len(lines)
        and 1 <= column <= len(lines[line - 1]) + 1
        and 1 <= end_column <= len(lines[end_line - 1]) + 2
    )


def correct(files: dict[str, bytes]) -> None:
    """Assert that built pages show the words of their articles, lead nowhere wrong and fetch or run nothing."""
    assert built.dangling({**files, "404.html": b""}, "https://example.org/") == []
    assert built.doubled_ids(files) == []
    assert built.unsafe(files) == []
    assert not [name for name, data in files.items() if SECRET.encode() in data]
    for name, data in files.items():
        if name.endswith("article.json"):
            page = files[name.replace("article.json", "index.html")]
            assert built.page(page).words.split() == json.loads(data)["text"].split()


def in_child(whole: SmallSite, command: str = "build", **options: object) -> Ran:
    """Check or build a site in a process with limits."""
    out = ["--out", whole.out] if command == "build" else []
    return allegedly(command, "--root", whole.root, *out, **options)


class TestMarkup:
    @pytest.mark.parametrize(
        "words",
        [
            "[one]{.h", "[one", "one]", "one]{.h}", "[one]{.h}}", "[one]{", "[one]{}", "[one]{.}", "[one]{#}", "[one]{=}",
            "[one]{.h type=}", '[one]{.h note="two', "[one]{.h note='two}", "[one]{.h, .c}", "[one] {.h}", "{.h}",
            "[one]{.h type=modal}{.c}", "[[one]{.h]{.c ref=x}", "[one]{.h\n\ntype=modal}", "[]{.h}", "[ ]{.h}",
            "[one](two){.h}", "![one](two.png){.h}", "`one`{.h}", "*one*{.h}", "[one]{.h}(two)", "[one][two]{.h}",
            "<!-- [one]{.h} ", "[one <!-- ]{.h} -->", "[a](b [c]{.h type=modal})", "[![a](b)](c)", "\\[one\\]{.h}",
            "[one]{.h type=modal type=modal}", "[one]{.h #x #y type=modal}", "[one]{.h #p-one type=modal}",
            "[one]{.c ref=ferry/../../x}", "[one]{.a source='< < <'}", "[one]{.a source='+'}", "[one]{lang=../..}",
            "[one]{lang=en}{lang=en}", "| [a | b]{.h} |\n|---|---|\n| c | d |", "- [one\n- two]{.h}", "> [one\n\ntwo]{.h}",
        ],
    )  # fmt: skip
    def test_marks_that_go_wrong(self, words: str, ferry: SmallSite) -> None:
        """Whatever looks like a mark and is none is told, or is text like any other."""
        ferry.write(ARTICLE, f"# The ferry\n\nIt leaves: {words}\n\nThe end.\n")
        told(ferry)

    @pytest.mark.parametrize(
        "html",
        [
            "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<iframe src='//evil.example'></iframe>",
            "<a href='javascript:alert(1)'>x</a>", "<b>bold</b>", "<br>", "<div\n>\n\nx</div>", "<style>*{}</style>",
            "<?php echo 1 ?>", "<!DOCTYPE html>", "<![CDATA[ x ]]>", "<base href='//evil.example'>", "<math><mi>x</mi></math>",
            "<p data-text>", "</article>", "</p></div><script>", "<script", "<img src=x ", "<details open ontoggle=alert(1)>",
            "<meta http-equiv=refresh content=0>", "<object data=x>", "<embed src=x>", "<form action=x><input></form>",
            "<link rel=stylesheet href=x>", "<template>x</template>", "<xmp>", "<plaintext>", "<noscript>", "<textarea>",
            "<!--> x -->", "<!-->", "<!--->x", "<!-- x", "<!-- a --> b <!-- c", "<!-- -- -->", "--><script>alert(1)</script>",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("where", ["inline {}", "{}\n\nalone", "> {}", "- {}", "[{}]{{.h type=modal}}", "# {}"])
    def test_raw_html_never_reaches_a_page(self, html: str, where: str, ferry: SmallSite) -> None:
        """Raw HTML is an error, a comment is dropped, and nothing of either stands in a page as markup."""
        ferry.write(ARTICLE, f"# The ferry\n\n{where.format(html)}\n")
        if not told(ferry):
            page = built.page(ferry.built()["articles/ferry/index.html"])
            names = {tag.name for tag in page.tags}
            assert not names & {"script", "iframe", "object", "embed", "form", "base", "img", "math", "template"}

    def test_html_as_entities_is_text(self, ferry: SmallSite) -> None:
        """Escaped, as entities or as code, signs of HTML are words of the article."""
        words = r"&lt;script&gt;alert(1)&lt;/script&gt; \<b> &#60;i&#x3e; `<u>` &amp;lt;s&amp;gt;"
        ferry.write(ARTICLE, f"# The ferry\n\n{words}\n\n    <p onclick=x>\n")
        assert told(ferry) == set()
        shown = built.page(ferry.built()["articles/ferry/index.html"]).words
        assert "<script>alert(1)</script> <b> <i> <u> &lt;s&gt;" in shown
        assert "<p onclick=x>" in shown


BAD_ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript&colon;alert(1)",
    "java&#10;script:alert(1)", "java&#9;script:alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)",
    "&#1;javascript:alert(1)", "&#x20;javascript:alert(1)", "javascript&#58;alert(1)", "java\\script:alert(1)",
    "javascript:%61lert(1)", "%6Aavascript:alert(1)", "javascript%3Aalert(1)", "javascript%3aalert(1)",
    "\u200bjavascript:alert(1)", "java\u200bscript:alert(1)", "\ufeffjavascript:alert(1)", "ｊavascript:alert(1)",
    "javascript：alert(1)", "ja\u00advascript:alert(1)", "\u202ejavascript:alert(1)", "jаvascript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=", "DATA:image/svg+xml,x",
    "data:image/png;base64,AAAA", "vbscript:msgbox(1)", "livescript:x", "mocha:x", "file:///etc/passwd", "file:notes.txt",
    "ftp://example.org/", "blob:https://example.org/x", "filesystem:https://example.org/x", "about:blank",
    "view-source:https://example.org/", "jar:https://example.org!/x", "ws://example.org/", "tel:112", "intent://x",
    "ms-word:ofe|u|https://example.org", "feed:javascript:alert(1)", "mhtml:x", "chrome://settings", "C:/Windows/x.txt",
    "//evil.example/", "///evil.example/", "////evil.example/", "\\\\\\\\evil.example/", "/\\\\evil.example/", "\\\\/evil.example/",
    "/%5Cevil.example/", "%5C%5Cevil.example/", "/&#9;/evil.example/", "/&Tab;/evil.example", "https:evil.example", "https:/evil.example",
    "https:///evil.example", "https:\\\\\\\\evil.example", "http:javascript:alert(1)", "https://user@evil.example/",
    "https://user:word@evil.example/", "https://example.org@evil.example/", "https://", "http://?", "https://[::1",
    "https://example.org:99999999/", "https://example.org:x/", "mailto:", "mailto:javascript:alert(1)", "mailto:a b@c", "",
]  # fmt: skip


class TestAddresses:
    @pytest.mark.parametrize("form", ["[words]({})", "[words](<{}>)", "![words]({})", "[words][x]\n\n[x]: {}", "<{}>"])
    def test_no_disguise_of_an_address_reaches_a_page(self, form: str, ferry: SmallSite) -> None:
        """An address that a browser might run, or that leads to nobody knows where, is refused or stays text."""
        lines = [form.replace("x]", f"x{number}]").format(bad) for number, bad in enumerate(BAD_ADDRESSES)]
        ferry.write(ARTICLE, "# The ferry\n\n" + "\n\n".join(lines) + "\n")
        assert told(ferry) & {"link-forbidden", "link-broken", "link-outside", "file-kind", "raw-html", "link-empty"}
        for bad in BAD_ADDRESSES:
            ferry.write(ARTICLE, f"# The ferry\n\n{form.format(bad)}\n")
            made = ferry.run(main, "build", "--root", str(ferry.root), "--out", str(ferry.out))
            if made.exit_code == 0:
                page = built.page(ferry.built()["articles/ferry/index.html"])
                addresses = [address for _, address in page.links()]
                assert not [a for a in addresses if "evil" in a or "alert" in a or urlsplit(a).scheme], bad

    @pytest.mark.parametrize(
        "bad", ["javascript:alert(1)", "JAVASCRIPT:x", "//evil.example", "data:text/html,x", "file:///x"]
    )
    def test_addresses_in_data_are_held_to_the_same(self, bad: str, ferry: SmallSite) -> None:
        """The addresses of originals, sources and checks, and of the site, are checked like links."""
        ferry.write("content/site.yaml", f'title: x\nbase_url: "{bad}"\ncontact: "{bad}"\n')
        ferry.write("content/sources.yaml", f'sources: {{captain: {{name: C, kind: person, url: "{bad}"}}}}\n')
        ferry.write(ARTICLE, f'---\noriginal: {{url: "{bad}"}}\n---\n{OK}[C]{{.a source=captain}} [x]{{.c ref=x}}\n')
        ferry.write(CLAIMS, f'claims: {{x: {{says: x., checks: [{{title: t, url: "{bad}"}}]}}}}\n')
        assert "url-forbidden" in told(ferry)
        ferry.write("content/site.yaml", f'title: x\ncontact: "{bad}"\n')
        ferry.write("content/sources.yaml", "sources: {captain: {name: C, kind: person}}\n")
        ferry.write(ARTICLE, f"{OK}\n[C]{{.a source=captain}} [x]{{.c ref=x}}\n")
        ferry.write(CLAIMS, "claims: {x: {says: x.}}\n")
        assert told(ferry) == set()
        assert not [a for page in built.pages(ferry.built()).values() for _, a in page.links() if a == bad]

    @pytest.mark.parametrize(
        "path",
        ["../secret.txt", "../../secret.txt", "../../../../../../../../etc/passwd", "/etc/passwd", "{secret}", "seeds/../../secret.txt",
         "C:\\Windows\\win.ini", "\\\\host\\share\\x.txt", "~/.ssh/id_rsa", "file:///etc/passwd", "seeds/\u0000x", "seeds", ".", "",
         "seeds/..", "..", "/", "seeds//../../secret.txt", "%2e%2e/secret.txt", "/dev/zero", "/dev/stdin", "seeds/link.txt"],
    )  # fmt: skip
    def test_originals_lie_inside_the_site(self, path: str, ferry: SmallSite, secret: Path) -> None:
        """An original outside the site's folder, by whatever way, is refused and never shown."""
        (ferry.root / "seeds").mkdir()
        (ferry.root / "seeds/link.txt").symlink_to(secret)
        text = json.dumps(path.format(secret=secret))
        ferry.write(ARTICLE, f"---\noriginal: {{text: {text}}}\n---\n{OK}")
        assert told(ferry)
        assert SECRET not in in_child(ferry, "check").said

    @pytest.mark.parametrize(
        "path",
        ["../../../../secret.txt", "../../../secret.txt", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/secret.txt", "..%2f..%2f..%2f..%2fsecret.txt",
         "../../../seeds/x.txt", "../../../templates/x.txt", "{secret}", "/../secret.txt", "/etc/passwd", "....//secret.txt",
         "..%5c..%5csecret.txt", "link.txt", "folder/secret.txt", "x%00.txt", "x.txt%00.png", "./././../../../../secret.txt",
         "article.md/../../../../../secret.txt", "pipe.txt", "socket.txt", "folder", "page.html", "picture.svg", "a.js", ".hidden.txt"],
    )  # fmt: skip
    @pytest.mark.parametrize("form", ["[words]({})", "![words]({})"])
    def test_copied_files_lie_beside_the_article(self, path: str, form: str, ferry: SmallSite, secret: Path) -> None:
        """Only plain files of harmless kinds below content/ are copied: nothing outside, no link, pipe or script."""
        folder = ferry.root / "content/articles/ferry"
        (folder / "link.txt").symlink_to(secret)
        (folder / "folder").symlink_to(secret.parent, target_is_directory=True)
        os.mkfifo(folder / "pipe.txt")
        with socket.socket(socket.AF_UNIX) as found:
            found.bind(os.path.relpath(folder / "socket.txt"))
            for name in ("page.html", "picture.svg", "a.js", ".hidden.txt"):
                (folder / name).write_text("<script>alert(1)</script>", encoding="utf-8")
            ferry.write("seeds/x.txt", "a seed")
            ferry.write("templates/x.txt", "a template")
            ferry.write(ARTICLE, f"{OK}\n{form.format(path.format(secret=secret))}\n")
            assert told(ferry)

    @pytest.mark.parametrize(
        "name",
        ["content/articles/ferry/article.md", "content/articles/ferry/claims.yaml", "content/articles/ferry/picture.png", "content/site.yaml",
         "content/sources.yaml", "content/lessons/one.md", "content/pages/one.md", "templates/404.html", "templates/assets/x.txt"],
    )  # fmt: skip
    def test_links_out_of_the_site_are_refused(self, name: str, ferry: SmallSite, secret: Path) -> None:
        """No file of a site may be a symbolic link to somewhere else."""
        path = ferry.root / name
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(secret)
        assert "file-outside-root" in told(ferry)

    @pytest.mark.parametrize(
        "name",
        ["content", "content/articles", "content/articles/ferry", "content/pages", "templates", "templates/assets"],
    )
    def test_folders_that_lead_out_are_refused(self, name: str, ferry: SmallSite, tmp_path: Path) -> None:
        """No folder of a site may be a symbolic link to somewhere else, nor one that leads in a circle."""
        path = ferry.root / name
        if path.exists():
            path.rename(tmp_path / "moved")
        else:
            (tmp_path / "moved").mkdir()
            (tmp_path / "moved/x.md").write_text("# X\n\nx\n", encoding="utf-8")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(tmp_path / "moved", target_is_directory=True)
        assert told(ferry)
        path.unlink()
        path.symlink_to(path.name, target_is_directory=True)
        told(ferry)


class TestSize:
    @pytest.mark.parametrize(
        "text",
        [
            "[" * 10_000 + "a" + "]{.h type=modal}" * 10_000, "[" * 10_000, "]" * 10_000, "[](" * 10_000, "![" * 10_000,
            "[a](" * 10_000 + ")" * 10_000, "[" * 5_000 + "]" * 5_000 + "{.h}", "{.h}" * 10_000, "]{.h}" * 10_000, "[a]{" * 10_000,
            "[a]{.h note=\"" * 5_000, "*a _" * 10_000, "**" * 10_000 + "a" + "**" * 10_000, "*" * 50_000, "_ *" * 20_000,
            "`" * 20_000 + "a", "".join("`" * n + " " for n in range(1, 300)), "<" * 30_000, "<a" * 10_000, "<!--" * 10_000, "<!-- a " * 10_000,
            "&" * 30_000, "&#" * 10_000, "\\" * 30_000, ">" * 10_000 + " a", "> " * 5_000 + "a", "- " * 5_000 + "a", "1. " * 5_000 + "a",
            "- a\n" * 5_000, "".join(" " * n + "- a\n" for n in range(300)), "#" * 30_000, "a\n=\n" * 3_000, "---\n" * 10_000, "|" * 30_000,
            "|a" * 3_000 + "\n" + "|-" * 3_000 + "\n" + "|b" * 3_000, "[a]: b\n" * 5_000, "[a][" * 10_000, "[^a]" * 10_000, "```" * 10_000,
            "```\n" * 5_001, "\t" * 30_000, " " * 100_000 + "a", "\n" * 100_000 + "a", "a " * 100_000, "a" * 900_000, "\u0301" * 100_000,
            "“" * 30_000, "'" * 30_000, "a. " * 60_000, "\u00a0." * 10_000, "http://" * 10_000, "a@b." * 10_000, "[x]{lang=en}" * 10_000,
            "[a]{.h type=modal} " * 3_000, "[[a]{.h type=modal} b]{.c ref=x} " * 1_500, "\u200d👩" * 20_000, "\u202e\u2066" * 20_000,
        ],
        ids=range,
    )  # fmt: skip
    def test_endless_markdown(self, text: str, ferry: SmallSite) -> None:
        """Ten thousand of anything, nested or in a row, is read in little time and memory."""
        ferry.write(ARTICLE, f"# The ferry\n\n{text}\n")
        ferry.write("content/lessons/one.md", f"# A lesson\n\n{text}\n")
        in_child(ferry, codes=[0, 1])

    @pytest.mark.parametrize("name", ["content/site.yaml", "content/sources.yaml", CLAIMS, ARTICLE])
    @pytest.mark.parametrize(
        "text",
        [
            "[" * 40_000, "{" * 40_000, "a: " * 40_000, "- " * 40_000, "? " * 40_000, "[" * 40_000 + "]" * 40_000, "{a: " * 40_000,
            "claims: " + "[" * 40_000, "".join(" " * n + "a:\n" for n in range(1_000)), "a: &a [x]\n" * 10_000, "*a " * 40_000,
            "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10) if n else 'lol'}]\n" for n in range(12)), "!!python/object " * 9_999,
            "a: |\n" + " x\n" * 40_000, "'" * 40_001, '"' * 40_001, "%YAML 1.1\n" * 9_999, "--- a\n" * 40_000, "a" * 999_000, "é" * 490_000,
            "\n" * 900_000, "# x\n" * 200_000, "".join(f"k{n}: v\n" for n in range(60_000)), "a: b\n" * 100_000, "\t" * 40_000, "<<: *a\n" * 9_999,
        ],
        ids=range,
    )  # fmt: skip
    def test_endless_yaml(self, text: str, name: str, ferry: SmallSite) -> None:
        """Forty thousand brackets, alias bombs and the like are told in any YAML that authors write."""
        ferry.write(name, f"---\n{text}\n---\n{OK}" if name == ARTICLE else text)
        ran = in_child(ferry, "check", codes=[0, 1])
        assert ran.code == 1 or not text.strip("# x\n"), ran.out[-500:]

    def test_an_article_of_twenty_megabytes(self, ferry: SmallSite) -> None:
        """A file far beyond the limit is told, and not even read."""
        ferry.write(ARTICLE, f"{OK}\n{'word ' * 4_000_000}\n")
        assert "[file-too-large]" in in_child(ferry, memory=200_000_000, codes=[1]).err

    @pytest.mark.parametrize(
        "name", [CLAIMS, "content/site.yaml", "content/sources.yaml", "content/pages/one.md", "templates/404.html"]
    )
    def test_any_other_file_of_twenty_megabytes(self, name: str, ferry: SmallSite) -> None:
        """Every file that is read has a limit."""
        ferry.write(name, "x: " + "word " * 4_000_000)
        assert "[file-too-large]" in in_child(ferry, memory=200_000_000, codes=[1]).err

    def test_an_original_of_twenty_megabytes(self, ferry: SmallSite) -> None:
        """So has an original."""
        ferry.write("seeds/x.txt", "word " * 4_000_000)
        ferry.write(ARTICLE, f"---\noriginal: {{text: seeds/x.txt}}\n---\n{OK}")
        assert "[file-too-large]" in in_child(ferry, memory=200_000_000, codes=[1]).err

    def test_a_hundred_thousand_marks_are_too_many(self, ferry: SmallSite) -> None:
        """So many marks are more than a page may have, unless the site raises its limits."""
        ferry.write("content/site.yaml", "title: x\nlimits: {article_bytes: 5000000}\n")
        ferry.write(ARTICLE, "# The ferry\n\n" + "[may]{.h} be. " * 100_000)
        assert "[marks-too-many]" in in_child(ferry, codes=[1]).err

    @pytest.mark.slow
    def test_a_hundred_thousand_marks_where_the_limit_is_raised(self, ferry: SmallSite) -> None:
        """With its limits raised a site may have them: the article is read and checked."""
        ferry.write("content/site.yaml", "title: x\nlimits: {article_bytes: 5000000, marks: 100000}\n")
        paragraph = "".join(f"[word{number}]{{.h type=modal}} " for number in range(100))
        ferry.write(ARTICLE, "# The ferry\n\n" + f"{paragraph}\n\n" * 1_000)
        in_child(ferry, "check", codes=[0])

    @pytest.mark.slow
    def test_an_article_at_the_limits(self, ferry: SmallSite) -> None:
        """Twenty thousand marks, as many as a page may have by default, become a correct page."""
        paragraph = (
            "[The captain said]{.a source=captain} [it [may]{.h} be late]{.c ref=late}, [or not]{.x ref=on-time}. " * 5
        )
        ferry.write(ARTICLE, "# The ferry\n\n" + f"{paragraph}\n\n" * 1_000)
        ferry.write("content/site.yaml", "title: x\nlimits: {article_bytes: 2000000}\n")
        ferry.write("content/sources.yaml", "sources: {captain: {name: the captain, kind: person}}\n")
        ferry.write(
            CLAIMS,
            "claims:\n  late: {says: It is late.}\n  on-time: {says: It is on time., answers: [{how: denies, claims: late}]}\n",
        )
        in_child(ferry, codes=[0])
        data = json.loads(ferry.built()["articles/ferry/article.json"])
        assert len(data["marks"]) == 20_000

    def test_five_thousand_paragraphs(self, ferry: SmallSite) -> None:
        """A very long article becomes a correct page."""
        ferry.write(
            ARTICLE, "# The ferry\n\n" + "\n\n".join(f"Paragraph {number} tells something." for number in range(5_000))
        )
        in_child(ferry, codes=[0])
        correct(ferry.built())
        assert len(json.loads(ferry.built()["articles/ferry/article.json"])["paragraphs"]) == 5_001

    def test_a_line_of_a_megabyte(self, ferry: SmallSite) -> None:
        """A single line as long as an article may be becomes a correct page; its errors are told in short lines."""
        line = " ".join(f"word{number}" for number in range(100_000))
        ferry.write(ARTICLE, f"# The ferry\n\n{line}\n")
        in_child(ferry, codes=[0])
        correct(ferry.built())
        ferry.write(ARTICLE, f"# The ferry\n\n{line[:500_000]} [x]{{.q}} {line[:400_000]}\n")
        said = in_child(ferry, "check", codes=[1]).out
        assert max(map(len, said.splitlines())) < 1_000

    @pytest.mark.parametrize("kind", ["c ref=x", "h type=modal"])
    def test_long_words_in_many_marks(self, kind: str, ferry: SmallSite) -> None:
        """Ninety marks around nearly the whole of a long article do not take ninety times its memory."""
        text = "[x " * 90 + "word " * 150_000 + f" y]{{.{kind}}}" * 90
        ferry.write(ARTICLE, f"# The ferry [is]{{.c ref=x}}\n\n{text}\n")
        ferry.write(CLAIMS, "claims: {x: {says: X.}}\n")
        in_child(ferry, codes=[0])


class TestCharacters:
    @pytest.mark.parametrize(
        "words",
        [
            "العربية [قد]{.h type=modal} תורה [ייתכן]{.h type=modal}", "\u202bright\u202c \u2066left\u2069 \u200f\u200e", "👩‍👩‍👧‍👦 [🏳️‍🌈]{.h type=modal} 🇺🇦🇺 👍🏽",
            "e\u0301 [\u0301]{.h type=modal} \u0301\u0302\u0303", "ᄒ\u1161ᆫ [한]{.h type=modal} ﬁ Ⅷ ｆｕｌｌ", "İstanbul ıI ß ẞ ſ ŉ",
            "zero\u200bwidth \u2060word\u00adjoiner\ufeffbom", "\U000e0061\U000e0062 tags", "\ue000 private \U0010fffd", "noncharacter-free \u2028 \u2029",
            "[\u200b]{.h type=modal} [\u00a0]{.h type=modal}", "a\u0338 [≠]{.h type=modal} Å Å Å", "𝕳𝖊𝖑𝖑𝖔 [𝒘]{.h type=modal}", "\u061c\u180e\u034f",
            "tab\there", "nbsp\u00a0thin\u2009ideographic\u3000", "&nbsp;&zwj;&lrm;&rlm;&shy;", "&#0;&#xD800;&#x110000;&#128;",
        ],
    )  # fmt: skip
    def test_any_script_becomes_a_correct_page(self, words: str, ferry: SmallSite) -> None:
        """Scripts from right to left, emoji, combining and invisible characters pass through unaltered."""
        ferry.write(ARTICLE, f"# Ferry {words}\n\n{words}\n\n| {words} | x |\n|---|---|\n| y | {words} |\n")
        assert told(ferry) == set()

    @pytest.mark.parametrize("code", [*range(0x20), 0x7F, 0x80, 0x85, 0x9F, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF])
    def test_control_characters(self, code: int, ferry: SmallSite) -> None:
        """A control character is white space (tab, line ends) or an error, in text and in data; no terminal sees it."""
        if code in (0x09, 0x0A, 0x0D):
            ferry.write(ARTICLE, f"# Ferry\n\none{chr(code)}two\n")
            assert told(ferry) == set()
            return
        for name, text in ((ARTICLE, f"# Ferry\n\none{chr(code)}two\n"), (CLAIMS, f"questions: ['a{chr(code)}b']\n")):
            ferry.write(name, text)
            assert "control-character" in told(ferry)
            assert chr(code) not in ferry.run(main, "check", "--root", str(ferry.root)).output
            ferry.write(ARTICLE, OK)

    @pytest.mark.parametrize("ending", ["\r\n", "\r", "\n", ""])
    @pytest.mark.parametrize("start", ["", "\ufeff"])
    def test_line_ends_and_byte_order_marks(self, ending: str, start: str, ferry: SmallSite) -> None:
        """Whatever a file's line ends, its mark at the start or its missing last line end: the page is the same."""
        text = "---\nsummary: One.\n---\n# Ferry\n\n[One]{.h type=modal} two\nthree.  \nFour.\n"
        ferry.write(ARTICLE, text)
        ferry.write(CLAIMS, "questions:\n  - Who?\n")
        assert told(ferry) == set()
        expected = ferry.built()
        changed = text.replace("\n", ending) if ending else text.rstrip("\n")
        ferry.write(ARTICLE, start + changed)
        ferry.write(CLAIMS, start + "questions:\n  - Who?\n".replace("\n", ending or "\n"))
        ferry.run(main, "build", "--root", str(ferry.root), "--out", str(ferry.out))
        assert ferry.built() == expected

    @pytest.mark.parametrize(
        "data",
        [b"\xff\xfe#\x00 \x00a\x00", "# Fähre\n".encode("latin-1"), "# Паром\n".encode("cp1251"), "# Ferry".encode("utf-16"), "# Ferry".encode("utf-32"),
         b"# a\xed\xa0\x80", b"# a\xc0\xafb", b"# a\xf5\x80\x80\x80", b"# cut \xe2\x80", b"\x00" * 1000, bytes(range(256)), random.Random(1).randbytes(5000),
         b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"", b"\n", b"\xef\xbb\xbf", b"---", b"---\n---", b"---\n---\n", b"#", b"# ", b"\x1a", b" \t\n"],
    )  # fmt: skip
    @pytest.mark.parametrize(
        "name",
        [
            ARTICLE,
            CLAIMS,
            "content/site.yaml",
            "content/sources.yaml",
            "content/lessons/one.md",
            "content/pages/one.md",
        ],
    )
    def test_bytes_of_any_kind(self, name: str, data: bytes, ferry: SmallSite) -> None:
        """Any bytes in any file end in a diagnostic at a place inside the file, or in a correct page."""
        (ferry.root / name).parent.mkdir(exist_ok=True)
        (ferry.root / name).write_bytes(data)
        told(ferry)


class TestFiles:
    @pytest.mark.parametrize(
        "name",
        ["a b", "ä", "Ferry", "FERRY", "a\nb", "a\tb", "🎉", "a.b", "-a", "a-", "a--b", "con", "aux", "a" * 101, "a" * 250, "..a", "a;b", "a&b", "a'b",
         'a"b', "a<b>", "a%2fb", "%2e%2e", "a\\b", "a:b", "a?b", "a#b", "\u202ea", "\u0301", "ａ", "ſ", "a\x1bb", "index.html", "assets"],
    )  # fmt: skip
    def test_names_of_any_kind(self, name: str, ferry: SmallSite) -> None:
        """A name that no address can hold, or that differs from another in case alone, is told."""
        ferry.write(f"content/articles/{name}/article.md", OK)
        ferry.write(f"content/lessons/{name}.md", OK)
        ferry.write(f"content/pages/{name}.md", OK)
        found = told(ferry)
        assert found <= {"slug-bad", "slug-twice", "file-name-unreadable"}
        assert bool(found) != (name in ("a--b", "assets"))

    @pytest.mark.parametrize(
        "name", ["a b.txt", "ä.txt", "a\nb.txt", "🎉.png", "a;b.csv", "a&b.csv", "a'b.csv", "a(b).csv", "a%20b.txt", "100%.txt", "a#b.txt", "A.TXT", "con.txt", "\u0301.txt", "e\u0301.txt", "a" * 240 + ".txt"]
    )  # fmt: skip
    def test_copied_files_of_any_name(self, name: str, ferry: SmallSite) -> None:
        """A file of any name that an address can hold is copied and found; any other is told."""
        from urllib.parse import quote

        (ferry.root / "content/articles/ferry" / name).write_text("x", encoding="utf-8")
        ferry.write(ARTICLE, f"{OK}\n[A file](<{quote(name)}>).\n")
        assert told(ferry) <= {"output-name", "link-broken", "link-outside", "link-forbidden"}

    def test_a_file_name_that_is_no_text(self, ferry: SmallSite) -> None:
        """A name in another encoding is told, and not printed as it is."""
        folder = os.fsencode(ferry.root / "content/articles/ferry")
        with open(folder + b"/caf\xe9.png", "wb"):
            pass
        os.mkdir(os.fsencode(ferry.root / "content/articles") + b"/caf\xe9")
        assert told(ferry) == {"file-name-unreadable"}

    @pytest.mark.parametrize(
        "name",
        [
            "content/site.yaml",
            "content/sources.yaml",
            ARTICLE,
            CLAIMS,
            "content/lessons/one.md",
            "content/pages/one.md",
            "templates/404.html",
            "templates/assets/x.css",
        ],
    )
    @pytest.mark.parametrize("kind", ["folder", "pipe", "socket", "loop", "dangling link", "empty"])
    def test_things_that_are_no_files(self, kind: str, name: str, ferry: SmallSite) -> None:
        """A folder, pipe, socket or broken link where a file is expected is told, and nobody waits for it."""
        path = ferry.root / name
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        with socket.socket(socket.AF_UNIX) as found:
            if kind == "folder":
                path.mkdir()
            elif kind == "pipe":
                os.mkfifo(path)
            elif kind == "socket":
                found.bind(os.path.relpath(path))
            elif kind == "loop":
                path.symlink_to(path.name)
            elif kind == "dangling link":
                path.symlink_to("not there")
            else:
                path.write_bytes(b"")
            errors = told(ferry)
        assert errors or (kind == "empty" and not name.endswith(".md")) or kind == "folder"

    @pytest.mark.parametrize(
        "name",
        [
            "content/articles",
            "content/lessons",
            "content/pages",
            "content",
            "templates",
            "templates/assets",
            "content/articles/ferry",
        ],
    )
    def test_files_where_folders_are_expected(self, name: str, ferry: SmallSite, tmp_path: Path) -> None:
        """A file in the place of a folder is told; templates and the folders below it may be missing."""
        path = ferry.root / name
        if path.exists():
            path.rename(tmp_path / "moved")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("not a folder", encoding="utf-8")
        assert told(ferry)

    def test_a_site_in_a_site(self, ferry: SmallSite) -> None:
        """A root that is no folder, is empty, or does not exist is told."""
        for root in (ferry.root / ARTICLE, ferry.root / "nothing", ferry.root.parent):
            ran = allegedly("check", "--root", root, codes=[1, 2])
            assert ran.said

    @pytest.mark.parametrize(
        "name",
        [
            ARTICLE,
            "content/articles/ferry",
            "content/articles",
            "content",
            "content/site.yaml",
            "templates/404.html",
            "seeds/x.txt",
        ],
    )
    def test_what_may_not_be_read_is_told(self, name: str, ferry: SmallSite) -> None:
        """A file or folder without permission is told by its name; the last site stays."""
        ferry.write("content/site.yaml", "title: x\n")
        ferry.write("templates/404.html", "x")
        ferry.write("seeds/x.txt", "The ferry is late\n\nIt will leave an hour later.")
        ferry.write(ARTICLE, f"---\noriginal: {{text: seeds/x.txt}}\n---\n{OK}")
        assert in_child(ferry, codes=[0]).err == ""
        before = ferry.built()
        (ferry.root / name).chmod(0)
        try:
            ran = in_child(ferry, unprivileged=True, codes=[1])
        finally:
            (ferry.root / name).chmod(0o755)
        assert "[file-unreadable]" in ran.err or "[content-missing]" in ran.err
        assert ferry.built() == before


class TestOutput:
    @pytest.fixture
    def whole(self, site: Callable[[str], SmallSite]) -> Iterator[SmallSite]:
        """A site that was built once, and has changed since."""
        found = site("annotated")
        in_child(found, codes=[0])
        found.write("content/pages/imprint.md", "# Imprint\n\nEverything has changed.\n")
        yield found
        for path in (found.out, *found.out.rglob("*")):
            if path.is_dir():
                path.chmod(0o755)

    @pytest.mark.parametrize("size", [0, 100, 5_000, 20_000])
    def test_a_full_disk_leaves_the_last_site(self, size: int, whole: SmallSite) -> None:
        """Where there is no room the build says so, and not a byte of the last site has changed."""
        before = whole.built()
        ran = in_child(whole, largest_file=size, codes=[1])
        assert "[output-failed]" in ran.err
        assert whole.built() == before

    def test_a_read_only_output_leaves_the_last_site(self, whole: SmallSite) -> None:
        """Where nothing may be written the build says so, and not a byte of the last site has changed."""
        before = whole.built()
        for path in (*sorted(whole.out.rglob("*"), reverse=True), whole.out):
            path.chmod(0o555 if path.is_dir() else 0o444)
        ran = in_child(whole, unprivileged=True, codes=[1])
        assert "[output-failed]" in ran.err
        assert whole.built() == before

    @pytest.mark.parametrize("folder", ["pages/imprint", "pages", "articles/bridge", "."])
    def test_a_folder_that_is_read_only_is_told(self, folder: str, whole: SmallSite) -> None:
        """Where a single folder may not be written, that is told; the next build heals the site."""
        (whole.out / folder).chmod(0o555)
        ran = in_child(whole, unprivileged=True, codes=[0, 1])
        assert ran.code == (0 if folder in ("pages", "articles/bridge") else 1)
        (whole.out / folder).chmod(0o755)
        in_child(whole, unprivileged=True, codes=[0])
        assert b"Everything has changed" in whole.built()["pages/imprint/index.html"]

    def test_a_folder_that_cannot_be_made_is_told(self, whole: SmallSite, tmp_path: Path) -> None:
        """An output below a file, below a folder without permission, or at a device is told."""
        (tmp_path / "file").write_text("x", encoding="utf-8")
        (tmp_path / "shut").mkdir(mode=0o555)
        for out in (
            tmp_path / "file/site",
            tmp_path / "file",
            tmp_path / "shut/site",
            "/dev/null",
            "/dev/full",
            "/proc/site",
            "a" * 300,
        ):
            ran = allegedly("build", "--root", whole.root, "--out", out, unprivileged=True, codes=[1, 2])
            assert "output-" in ran.err, out

    def test_a_tongue_tied_terminal_does_not_matter(self, site: Callable[[str], SmallSite]) -> None:
        """Where words cannot be printed in the terminal's encoding, they are spelled out."""
        whole = site("minimal")
        whole.write(ARTICLE, "# Паром 🎉\n\n[Паром 🎉]{.hh} é\n")
        surroundings = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
        assert in_child(whole, "check", env=surroundings, codes=[1]).out.isascii()
        whole.write(ARTICLE, "# Паром 🎉\n\n[Паром 🎉]{.h type=modal} é\n")
        for command in ("proof", "marks"):
            assert allegedly(command, "ferry", "--root", whole.root, env=surroundings, codes=[0]).out.isascii()


def test_the_promise_covers_the_scaffold(tmp_path: Path, secret: Path) -> None:
    """Beginning sites and articles of odd names and texts ends in files that pass, or in a diagnostic."""
    names = ["", ".", "..", "a b", "ä", "../x", "/", "con", "x" * 300, "a\nb", "--", "a/b"]
    root = tmp_path / "begun"
    assert allegedly("new", "site", root, codes=[0]).code == 0
    for name in names:
        assert allegedly("new", "article", "--root", root, "--", name, codes=[1, 2]).said
    texts: list[bytes] = [
        b"", b"\n", b"\xff", b"# a\n\n- b\n\n1. c\n\n> d\n\n    e\n\n```\nf\n\n---\n\n===\n\n+ g\n\n[h]{.h}\n\n<b>i</b> &amp; \\ * _ ` ~ |\n",
        "Title\r\n\r\n“Quote” — dash…\r\n".encode(), b"\xef\xbb\xbfTitle\n\n\n\n  text", "‏العربية\n\n\u200b\n\n\u00a0\n\nx".encode(), b"a\n\n2) b\n\n10. c\n\n-\n\n*\n\n+\n\n#\n\n|a|\n|-|\n",
        b"T\n\n" + b"word " * 50_000, b"a\x00b", random.Random(2).randbytes(300), b"[a]: b\n\n[a]: <c>\n\n![x](y) {.h} ]{.h}\n", b"Setext\n======\n\nAnother\n---\n",
    ]  # fmt: skip
    for number, data in enumerate(texts):
        path = tmp_path / f"text{number}.txt"
        path.write_bytes(data)
        if allegedly("new", "article", f"text{number}", "--from", path, "--root", root, codes=[0, 1]).code == 0:
            assert allegedly("check", "--root", root, codes=[0]).code == 0, data
    assert len(list((root / "content/articles").iterdir())) > 6
    assert PROJECT.exists()
