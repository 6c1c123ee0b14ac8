"""Addresses in every disguise, and ways out of the site's folder."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from builder.cli import main
from tests import built
from tests.bad_input.answers import ARTICLE, CLAIMS, OK, SECRET, errors
from tests.small_sites import SmallSite

ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript&colon;alert(1)",
    "java&#10;script:alert(1)", "java&#9;script:alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)",
    "&#1;javascript:alert(1)", "&#x20;javascript:alert(1)", "javascript&#58;alert(1)", "java\\script:alert(1)",
    "javascript:%61lert(1)", "%6Aavascript:alert(1)", "javascript%3Aalert(1)", "javascript%3aalert(1)",
    "\u200bjavascript:alert(1)", "java\u200bscript:alert(1)", "\ufeffjavascript:alert(1)", "ｊavascript:alert(1)",
    "javascript：alert(1)", "ja\u00advascript:alert(1)", "\u202ejavascript:alert(1)", "j\u0430vascript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=", "DATA:image/svg+xml,x",
    "data:image/png;base64,AAAA", "vbscript:msgbox(1)", "livescript:x", "mocha:x", "file:///etc/passwd", "file:x.txt",
    "ftp://example.org/", "blob:https://example.org/x", "filesystem:https://example.org/x", "about:blank", "tel:112",
    "view-source:https://example.org/", "jar:https://example.org!/x", "ws://example.org/", "intent://x", "mhtml:x",
    "ms-word:ofe|u|https://example.org", "feed:javascript:alert(1)", "chrome://settings", "C:/Windows/x.txt",
    "//evil.example/", "///evil.example/", "////evil.example/", r"\\\\evil.example/", r"/\\evil.example/",
    r"\\/evil.example/", "/%5Cevil.example/", "%5C%5Cevil.example/", "/&#9;/evil.example/", "/&Tab;/evil.example",
    "https:evil.example", "https:/evil.example", "https:///evil.example", r"https:\\\\evil.example",
    "http:javascript:alert(1)", "https://", "https://user@evil.example/", "https://user:word@evil.example/",
    "https://example.org@evil.example/", "http://?", "https://[::1", "https://example.org:99999999/",
    "https://example.org:x/", "mailto:", "mailto:javascript:alert(1)",
]  # fmt: skip

OUTSIDE = [
    "../secret.txt", "../../secret.txt", "../../../../../../../../etc/passwd", "/etc/passwd", "{secret}", "/dev/zero",
    "..", "seeds/../../secret.txt", "C:\\Windows\\win.ini", "\\\\host\\share\\x.txt", "~/.ssh/id_rsa",
    "file:///etc/passwd", "/", "seeds/\u0000x", "seeds", ".", "", "seeds/..", "seeds//../../secret.txt",
    "%2e%2e/secret.txt", "/dev/stdin", "seeds/link.txt",
]  # fmt: skip

NOT_COPIED = [
    "../../../../secret.txt", "../../../secret.txt", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/secret.txt",
    "..%2f..%2f..%2f..%2fsecret.txt", "../../../seeds/x.txt", "../../../templates/x.txt", "{secret}",
    "/../secret.txt", "/etc/passwd", "....//secret.txt", "..%5c..%5csecret.txt", "link.txt", "folder/secret.txt",
    "x%00.txt", "x.txt%00.png", "./././../../../../secret.txt", "article.md/../../../../../secret.txt", "pipe.txt",
    "socket.txt", "folder", "page.html", "picture.svg", "a.js", "%2e.txt/",
]  # fmt: skip


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file beside the site, which no page may show."""
    path = tmp_path / "secret.txt"
    path.write_text(SECRET, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["[words]({})", "[words](<{}>)", "![words]({})", "[words][x]\n\n[x]: {}", "<{}>"])
def test_no_disguise_of_an_address_reaches_a_page(form: str, site: Callable[[str], SmallSite]) -> None:
    """An address that a browser might run, or that leads to nobody knows where, is refused or stays text."""
    whole = site("minimal")
    for address in ADDRESSES:
        whole.write(ARTICLE, f"# The ferry\n\nTwo.\n\n{form.format(address)}\n")
        if not errors(whole):
            page = built.page(whole.built()["articles/ferry/index.html"])
            assert [a for _, a in page.links() if urlsplit(a).scheme or a.startswith(("/", "\\"))] == [], address
            assert address.strip("<>") in page.words or "&" in address or "\\" in address, address


@pytest.mark.parametrize(
    "bad", ["javascript:alert(1)", "JAVASCRIPT:x", "//evil.example", "data:text/html,x", "file:///x"]
)
def test_addresses_in_data_are_held_to_the_same(bad: str, site: Callable[[str], SmallSite]) -> None:
    """The addresses of originals, sources and checks, and of the site, are checked like links."""
    whole = site("minimal")
    whole.write("content/sources.yaml", "sources: {captain: {name: C, kind: person}}\n")
    marks = f"{OK}\n[C]{{.a source=captain}} says [x]{{.c ref=x}}\n"
    cases = {
        "content/site.yaml": f'title: x\nbase_url: "{bad}"\n',
        "content/sources.yaml": f'sources: {{captain: {{name: C, kind: person, url: "{bad}"}}}}\n',
        ARTICLE: f'---\noriginal: {{url: "{bad}"}}\n---\n{marks}',
        CLAIMS: f'claims: {{x: {{says: x., checks: [{{title: t, url: "{bad}"}}]}}}}\n',
    }
    whole.write("content/site.yaml", f'title: x\ncontact: "{bad}"\n')
    whole.write(ARTICLE, marks)
    whole.write(CLAIMS, "claims: {x: {says: x.}}\n")
    assert errors(whole) == set()
    assert not [a for page in built.pages(whole.built()).values() for _, a in page.links() if a == bad]
    for name, text in cases.items():
        before = (whole.root / name).read_text(encoding="utf-8")
        whole.write(name, text)
        assert errors(whole) == {"url-forbidden"}, name
        whole.write(name, before)


def test_originals_lie_inside_the_site(secret: Path, site: Callable[[str], SmallSite]) -> None:
    """An original outside the site's folder, by whatever way, is refused and never shown."""
    whole = site("minimal")
    (whole.root / "seeds").mkdir()
    (whole.root / "seeds/link.txt").symlink_to(secret)
    for path in OUTSIDE:
        text = json.dumps(path.format(secret=secret))
        whole.write(ARTICLE, f"---\noriginal: {{text: {text}}}\n---\n{OK}")
        assert errors(whole), path
        assert SECRET not in whole.run(main, "check", "--root", str(whole.root)).output, path


@pytest.mark.parametrize("form", ["[words]({})", "![words]({})"])
def test_copied_files_lie_beside_the_article(form: str, secret: Path, site: Callable[[str], SmallSite]) -> None:
    """Only plain files of harmless kinds below content/ are copied: nothing outside, no link, pipe or script."""
    whole = site("minimal")
    folder = whole.root / "content/articles/ferry"
    (folder / "link.txt").symlink_to(secret)
    (folder / "folder").symlink_to(secret.parent, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")
    os.mknod(folder / "socket.txt", 0o600 | stat.S_IFSOCK)
    for name in ("page.html", "picture.svg", "a.js"):
        (folder / name).write_text("<script>alert(1)</script>", encoding="utf-8")
    whole.write("seeds/x.txt", "a seed")
    whole.write("templates/assets/x.txt", "an asset")
    for path in NOT_COPIED:
        whole.write(ARTICLE, f"{OK}\n{form.format(path.format(secret=secret))}\n")
        assert errors(whole) - {"file-outside-root", "file-unexpected"} or "link" in path or "folder" in path, path


FILES = [
    ARTICLE, CLAIMS, "content/articles/ferry/picture.png", "content/site.yaml", "content/sources.yaml",
    "templates/404.html", "content/lessons/one.md", "content/pages/one.md", "templates/assets/x.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_files_that_lead_out_are_refused(name: str, secret: Path, site: Callable[[str], SmallSite]) -> None:
    """No file of a site may be a symbolic link to somewhere else."""
    whole = site("minimal")
    path = whole.root / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(secret)
    assert "file-outside-root" in errors(whole)


@pytest.mark.parametrize(
    "name", ["content", "content/articles", "content/articles/ferry", "content/pages", "templates", "templates/assets"]
)
def test_folders_that_lead_out_are_refused(name: str, tmp_path: Path, site: Callable[[str], SmallSite]) -> None:
    """No folder of a site may be a symbolic link to somewhere else, nor one that leads in a circle."""
    whole = site("minimal")
    path = whole.root / name
    if path.exists():
        path.rename(tmp_path / "moved")
    else:
        (tmp_path / "moved").mkdir()
        (tmp_path / "moved/x.md").write_text("# X\n\nx\n", encoding="utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(tmp_path / "moved", target_is_directory=True)
    assert errors(whole)
    path.unlink()
    path.symlink_to(path.name, target_is_directory=True)
    assert errors(whole)
    path.unlink()
    path.symlink_to("..", target_is_directory=True)
    errors(whole)
