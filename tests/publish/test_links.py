"""Links that lead nowhere are found before a site leaves, and nothing else is taken for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from builder.cli import main
from builder.publish.dangling import LinkCheck
from builder.publish.pages import names_in_page, names_in_style
from tests import built
from tests.small_sites import SmallSite

BASE = "https://example.org/project/"


def found(files: Mapping[str, bytes], base: str = BASE) -> list[tuple[str, str, str]]:
    """The links of a site that lead nowhere: file, address, what is wrong."""
    check = LinkCheck(files.keys(), base)
    links = [link for name, data in files.items() for link in check.follow(name, data)]
    links += [link for name in check.pages_to_ask() for link in check.answer(name, files[name])]
    return [(link.page, link.address, link.problem) for link in links]


@pytest.mark.parametrize("name", ["annotated", "minimal", "partial", "themed"])
def test_every_small_site_is_sound(name: str, site: Callable[[str], SmallSite]) -> None:
    """What we build has no such link, and both of our checkers find the same addresses and ids in every page."""
    whole = site(name)
    assert whole.run(main, "build", "--root", str(whole.root), "--out", str(whole.out)).exit_code == 0
    files = whole.built()
    assert found(files, BASE if name == "annotated" else "") == []
    for data in (data for address, data in files.items() if address.endswith(".html")):
        read, told = built.page(data), names_in_page(data.decode())
        assert set(told.addresses) == {address for _, address in read.links()}
        assert told.ids == set(read.ids)


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        (b'href="#h-may"', b'href="#gone"'),
        (b'href="../../index.html', b'href="../../gone.html'),
        (b'src="../../assets/', b'src="../../gone/'),
        (b'id="h-may"', b'id="gone"'),
    ],
)
def test_both_checkers_find_what_breaks(sound: bytes, broken: bytes, site: Callable[[str], SmallSite]) -> None:
    """A page of which a link or an id is spoilt is complained of by this checker, where that of the tests complains."""
    whole = site("annotated")
    assert whole.run(main, "build", "--root", str(whole.root), "--out", str(whole.out)).exit_code == 0
    files = {**whole.built(), "404.html": b""}
    page = next(name for name, data in sorted(files.items()) if sound in data)
    files[page] = files[page].replace(sound, broken)
    theirs = {line.partition(":")[0] for line in built.dangling(files, BASE)}
    ours = {name for name, _, _ in found(files)}
    assert ours
    assert ours <= theirs


PAGE = {"a/index.html": b'<p id="here">', "b.pdf": b"", "assets/x.css": b"", "index.html": b"<a name=old></a>"}


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        ('<a href="index.html#here">', []),
        ('<a href="../a/index.html#here">', []),
        ("<A HREF=index.html#here>", []),
        ('<a href="">', []),
        ('<a href="#top">', []),
        ('<a href="../index.html#old">', []),
        ('<a href="../b.pdf#page=3">', []),
        ('<a href="../index.html?x=1#:~:text=some%20words">', []),
        ('<a href="https://elsewhere.org/x#y"> <a href="mailto:a@b.org"> <a href="//elsewhere.org/">', []),
        (f'<link rel="canonical" href="{BASE}a/"><a href="{BASE}a/index.html#here"><a href="{BASE}">', []),
        ('<a href="/project/a/#here">', []),
        ('<img srcset="../b.pdf 1x, ../assets/x.css 2x">', []),
        ("<!-- <a href=nowhere> --><script src='../assets/x.css'>'<a href=nowhere>'</script>", []),
        ('<p title="<a href=nowhere>">', []),
        ('<p data-href="nowhere">', []),
        ('<a href="#her">', ["#her"]),
        ('<a href="nowhere.html">', ["nowhere.html"]),
        ("<a href='../index.html#new'>", ["../index.html#new"]),
        ("<a title='>' href = ../nowhere>", ["../nowhere"]),
        ('<a href="a&amp;b.html">', ["a&b.html"]),
        ('<a href="../../index.html">', ["../../index.html"]),
        ('<a href="../a/">', ["../a/"]),
        ('<a href="/a/index.html">', ["/a/index.html"]),
        (f'<a href="{BASE}else/where.html">', []),
        (f'<a href="{BASE}a/#there">', [f"{BASE}a/#there"]),
        ('<img srcset="../b.pdf 1x, ../c.png 2x">', ["../c.png"]),
        ('<video poster="x.png"><source src="x.mp4"></video>', ["x.png", "x.mp4"]),
        ("<svg><use xlink:href='#shape'></svg>", ["#shape"]),
    ],
)
def test_a_link(html: str, wrong: list[str]) -> None:
    """A link on a page in a folder leads somewhere, or is told."""
    page = PAGE["a/index.html"] + html.encode()
    assert [address for _, address, _ in found({**PAGE, "a/index.html": page})] == wrong


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("x.css", "a{background:url(b.pdf)} @import 'nowhere.css'; /* url(x) */", ["nowhere.css"]),
        ("x.css", "a{background:url('data:image/png;base64,AA')} @font-face{src:url( \"no.woff2\" )}", ["no.woff2"]),
        ("sitemap.xml", f"<loc>{BASE}a/</loc><loc>{BASE}b/</loc>", [f"{BASE}b/"]),
        ("feed.xml", f'<link href="{BASE}a/#here"/><link href="{BASE}nowhere.html"/>', [f"{BASE}nowhere.html"]),
        ("_redirects", "/project/old/ /project/a/index.html 301\n/x /project/y 301\n", ["/project/y"]),
        ("404.html", '<a href="/project/index.html"><a href="index.html">', ["index.html"]),
        ("notes.txt", "see nowhere.html", []),
    ],
)
def test_other_files(name: str, text: str, wrong: list[str]) -> None:
    """Style sheets, feeds, sitemaps and redirects are followed, too; the page for lost readers works at any depth."""
    assert [address for _, address, _ in found({**PAGE, name: text.encode()})] == wrong


def test_names_in_hostile_text() -> None:
    """Unclosed quotes, tags and comments are read in time that grows with their length only."""
    for piece in ("<a href='", "<!--", '<a "', "<a x='\"", "<script>", "<a " + "b" * 50, "<title"):
        names_in_page(piece * 20_000)
    names_in_style("url(" * 50_000 + "/*" * 50_000)
