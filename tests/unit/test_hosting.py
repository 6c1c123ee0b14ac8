"""Files for hosts, the table of MIME types, and that no password of an address is shown."""

from __future__ import annotations

import mimetypes

import pytest

from builder.export.hosting import host_files
from builder.export.media import TYPES, cache_control, media_type
from builder.model.site import Site
from builder.source import redacted
from builder.validate.links import PUBLISHED

ROOT = "https://example.org/"


def test_at_the_root_of_a_domain() -> None:
    """robots.txt names the sitemap, and _headers protects every file."""
    files = host_files(Site("Ours", base_url="https://example.org"))
    assert files["robots.txt"] == b"User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n"
    lines = files["_headers"].decode().splitlines()
    assert lines[0] == "/*"
    assert "  X-Content-Type-Options: nosniff" in lines
    assert "  Cache-Control: public, max-age=0, must-revalidate" in lines
    assert all(line.startswith("  ") for line in lines[1:])
    assert set(files) == {"robots.txt", "_headers"}


@pytest.mark.parametrize("base", ["", "https://example.org/project/"])
def test_where_nobody_reads_them(base: str) -> None:
    """Below a path, or nowhere on the web, there are no such files."""
    assert host_files(Site("Ours", base_url=base), [("a/index.html", "b/index.html")]) == {}


def test_redirects() -> None:
    """A page that moved is found by its file and by its folder, in the signs that addresses may hold."""
    files = host_files(Site("Ours", base_url=ROOT), [("a b/index.html", "c/index.html"), ("a.pdf", "b.pdf")])
    assert files["_redirects"].decode().splitlines() == [
        "/a%20b/index.html /c/index.html 301",
        "/a%20b/ /c/index.html 301",
        "/a.pdf /b.pdf 301",
    ]


def test_every_file_that_is_published_has_a_type() -> None:
    """Every kind of file that authors may link, and every kind we build, is in our table of MIME types."""
    assert sorted(PUBLISHED - TYPES.keys()) == []
    assert {media_type(f"x.{kind}") for kind in ("html", "css", "js", "xml", "svg")}.isdisjoint({media_type("x")})


@pytest.mark.parametrize("ending", sorted(TYPES))
def test_the_table_agrees_with_others(ending: str) -> None:
    """Where Python's own table knows an ending, it says the same, apart from names that were given up since.

    (Opus comes in an Ogg container here, as RFC 7845 has it.)
    """
    own = mimetypes.MimeTypes().types_map[True].get(ending) or mimetypes.MimeTypes().types_map[False].get(ending)
    given_up = {
        "application/javascript",
        "text/xml",
        "audio/x-wav",
        "audio/vnd.wave",
        "image/vnd.microsoft.icon",
        "audio/mp4a-latm",
        "audio/opus",
    }
    if own and own not in given_up:
        assert media_type(f"X{ending.upper()}").partition(";")[0] == own


def test_names_before_endings() -> None:
    """A feed is a feed, the files for hosts are text, and what nobody knows is saved, not shown."""
    assert media_type("feed.xml").startswith("application/atom+xml")
    assert media_type("_headers").startswith("text/plain")
    assert media_type("a/b.unknown") == "application/octet-stream"
    assert cache_control("index.html") != cache_control("assets/font.woff2")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://key@host/x", "https://***@host/x"),
        ("'https://me:pa@ss@host/x' and http://a@b/", "'https://********@host/x' and http://*@b/"),
        ("ssh://me@host/x", "ssh://me@host/x"),
        ("ssh://me:secret@host/x", "ssh://me:******@host/x"),
        ("git@host:us/site.git", "git@host:us/site.git"),
        ("https://host/a@b, mail me@host", "https://host/a@b, mail me@host"),
    ],
)
def test_passwords_of_addresses_are_not_shown(text: str, shown: str) -> None:
    """Stars stand for them, as many as they have characters, so that places in a line stay true."""
    assert redacted(text) == shown
