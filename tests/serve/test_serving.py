"""`allegedly serve` as a browser meets it: what stands where, who is answered, how it begins and ends."""

from __future__ import annotations

import hashlib
import os
import re
import socket
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.child import allegedly
from tests.serve.conftest import ARTICLE, PAGE, WRONG, Begin, Serving


def files(folder: Path) -> dict[str, str]:
    """Every file below a folder, by what stands in it; what builds keep for one another aside."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }


# What stands where.


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/articles/ferry/", "text/html; charset=utf-8"),
        ("/articles/ferry/index.html", "text/html; charset=utf-8"),
        ("/articles/ferry/article.json", "application/json"),
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/assets/article.js", "text/javascript; charset=utf-8"),
        ("/assets/icon.svg", "image/svg+xml"),
        ("/search/data.js", "text/javascript; charset=utf-8"),
        ("/-allegedly/preview.js", "text/javascript; charset=utf-8"),
        ("/-allegedly/preview.css", "text/css; charset=utf-8"),
    ],
)
def test_types(standing: Serving, path: str, kind: str) -> None:
    """Each file comes with the type that its name promises."""
    answer = standing.get(path)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)


def test_the_site_as_it_will_be(standing: Serving, tmp_path: Path) -> None:
    """Files are those that a build writes; pages differ by the preview's own script, and by versions of styles."""
    out = tmp_path / "built"
    assert allegedly("build", "--root", standing.root, "--out", out).code == 0
    for path in sorted(path for path in out.rglob("*") if path.is_file() and ".allegedly" not in path.parts):
        address = path.relative_to(out).as_posix()
        if address.startswith(".allegedly"):
            continue
        shown = standing.get(f"/{address}").body
        if address.endswith(".html"):
            assert shown.count(b"/-allegedly/preview.js") == 1
        else:
            assert shown == path.read_bytes(), address


def test_lost_readers(standing: Serving) -> None:
    """At an address where nothing stands, the site's own page says so."""
    answer = standing.get("/articles/none/")
    assert answer.status == 404
    assert "Page not found" in answer.text
    own = [urljoin("/articles/none/", way) for way in re.findall(r'(?:href|src)="([^"#:]+)"', answer.text)]
    assert len(own) > 5
    assert {way: standing.get(way).status for way in own} == dict.fromkeys(own, 200)
    assert standing.get("/-allegedly/none.js").status == 404


def test_folders_without_their_slash(standing: Serving) -> None:
    """The address of a folder leads on to its page; one that looks like another host's does not."""
    answer = standing.get("/articles/ferry")
    assert (answer.status, answer.headers["location"]) == (307, "/articles/ferry/")
    assert standing.get("//articles/ferry").status == 404


def test_a_site_that_stands_below_a_path(serving: Serving) -> None:
    """The site is shown at the root, wherever it will stand; the addresses that it will have lead there."""
    heard = serving.hear("/")
    serving.write("content/site.yaml", "title: Ferries\nbase_url: https://example.org/project/\n")
    heard.until("page")
    assert serving.get("/articles/ferry/").status == 200
    answer = serving.get("/project/articles/ferry/index.html")
    assert (answer.status, answer.headers["location"]) == (307, "/articles/ferry/index.html")


def test_drafts_are_shown(serving: Serving) -> None:
    """A draft has its page, and its badge."""
    heard = serving.hear()
    serving.write("content/articles/ferry/article.md", f"---\ndraft: yes\n---\n{ARTICLE}")
    heard.until("page")
    assert 'class="badge"' in serving.get("/articles/ferry/").text


def test_the_proof_sheet(standing: Serving) -> None:
    """The proof sheet is the one that the command prints."""
    proof = standing.get("/-allegedly/proof?article=ferry")
    assert proof.text == allegedly("proof", "ferry", "--root", standing.root).out
    assert standing.get("/-allegedly/proof?article=none").status == 404


def test_parts_of_files(standing: Serving) -> None:
    """A player of sound or film gets the part it asks for, and a browser what it does not have yet."""
    whole = standing.get("/assets/style.css")
    part = standing.get("/assets/style.css", Range="bytes=2-5")
    assert (part.status, part.body) == (206, whole.body[2:6])
    assert standing.get("/assets/style.css", Range="bytes=99999999-").status == 416
    assert standing.get("/assets/style.css", If_None_Match=whole.headers["etag"]).status == 304


def test_asking_for_the_head(standing: Serving) -> None:
    """HEAD is answered like GET, without the body."""
    answer = standing.get("/articles/ferry/", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")


# Who is answered.


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1", "[::1]:{port}", ""]
)
def test_foreign_hosts(standing: Serving, host: str) -> None:
    """Who asks for another host, or another port, is refused: a name elsewhere may lead to this computer."""
    assert standing.get("/", Host=host.format(port=standing.port)).status == 400


def test_own_hosts(standing: Serving) -> None:
    """Both names of this computer are answered."""
    assert standing.get("/", Host=f"LOCALHOST:{standing.port}").status == 200
    assert standing.get("/", Host=f"127.0.0.1:{standing.port}").status == 200


def test_foreign_origins(standing: Serving) -> None:
    """Pages from elsewhere are refused, the preview's own are not."""
    for path in ("/", "/-allegedly/proof?article=ferry", "/-allegedly/events"):
        assert standing.get(path, Origin="https://evil.example").status == 403
        assert standing.get(path, Origin="null").status == 403
    own = f"http://127.0.0.1:{standing.port}"
    assert standing.get("/-allegedly/proof?article=ferry", Origin=own).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_done_to_it(standing: Serving, method: str) -> None:
    """It can be read, and nothing else."""
    assert standing.get("/", method=method).status == 405


@pytest.mark.parametrize(
    "path",
    [
        "/../content/site.yaml",
        "/articles/../../content/site.yaml",
        "/%2e%2e/content/site.yaml",
        "/..%2fcontent%2fsite.yaml",
        "/content/site.yaml",
        "/articles/ferry/article.md",
        "/articles/ferry/..%5c..%5csite.yaml",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/-allegedly/../content/site.yaml",
        "/-allegedly/..%2fapp.py",
        "/articles/ferry/%00",
    ],
)
def test_climbing(standing: Serving, path: str) -> None:
    """No address leads to a file that is no part of the site."""
    answer = standing.get(path)
    assert answer.status == 404
    assert "title: Ferries" not in answer.text


@pytest.mark.skipif(os.name != "posix", reason="making links needs rights elsewhere")
def test_links_out_of_the_root(begin: Begin, root: Path) -> None:
    """A symbolic link that leads out of the folder of the site is followed nowhere."""
    outside = root.parent / "secret.txt"
    outside.write_text("secret", encoding="utf-8")
    (root / "content/articles/ferry/notes.txt").symlink_to(outside)
    text = ARTICLE.replace("run.", "[run](notes.txt).")
    (root / "content/articles/ferry/article.md").write_text(text, encoding="utf-8")
    (root / "templates/assets").mkdir(parents=True)
    (root / "templates/assets/more.txt").symlink_to(outside)
    serving = begin()
    for path in ("/articles/ferry/notes.txt", "/assets/more.txt", "/content/articles/ferry/notes.txt"):
        answer = serving.get(path)
        assert answer.status in (404, 503)
        assert b"secret" not in answer.body.replace(b"secret.txt", b"")


def test_headers(standing: Serving) -> None:
    """Nobody else may read an answer or set a frame around a page, and nothing is kept that changes."""
    headers = standing.get("/").headers
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "frame-ancestors 'self'"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers


# How it begins and ends.


def test_only_this_computer(standing: Serving) -> None:
    """It listens on loopback alone; no option says otherwise."""
    assert standing.address.startswith("http://127.0.0.1:")
    assert allegedly("serve", "--root", standing.root, "--host", "0.0.0.0").code == 2  # noqa: S104


def test_a_port_that_is_taken(standing: Serving) -> None:
    """A port that is taken is told, with one that is free."""
    ran = allegedly("serve", "--root", standing.root, "--port", standing.port)
    assert ran.code == 2
    assert f"port {standing.port} is taken by another program. This one is free: --port " in ran.err
    free = int(ran.err.rpartition("--port ")[2].split()[0])
    with socket.socket() as found:
        found.bind(("127.0.0.1", free))


def test_control_c_with_open_pages(serving: Serving) -> None:
    """Ctrl-C ends it, pages that are open or not, without a complaint."""
    heard = [serving.hear() for _ in range(3)]
    assert serving.interrupt() == 0
    for one in heard:
        one.ends()
    assert "Traceback" not in "".join(serving.said)


def test_nothing_is_written(serving: Serving) -> None:
    """The preview writes no page, no copy and no note; only what builds keep for one another."""
    before = files(serving.root)
    for path in ("/", f"/{PAGE}", "/search/", "/none/", "/glossary/"):
        serving.get(path)
    heard = serving.hear()
    serving.write("content/articles/ferry/article.md", WRONG)
    heard.until("errors")
    serving.write("content/articles/ferry/article.md", ARTICLE)
    heard.until("healed")
    assert files(serving.root) == before


def test_a_built_site_is_left_alone(begin: Begin, root: Path) -> None:
    """What was built before stays as it is, and changes in it are no changes of the site."""
    assert allegedly("build", "--root", root).code == 0
    before = files(root / "site")
    serving = begin()
    (root / "site/index.html").write_text("changed by hand", encoding="utf-8")
    heard = serving.hear()
    serving.write("content/articles/ferry/article.md", f"{ARTICLE}\nIt is late.\n")
    heard.until("page")
    assert serving.until("changed:").startswith("changed: content/articles/ferry/article.md (")
    assert files(root / "site").keys() == before.keys()
    assert "changed by hand" not in serving.get("/").text
