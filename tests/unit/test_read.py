"""Reading: only below the root, only plain files of limited size, as clean text; mishaps are findings."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Finding
from builder.read import ArticleFiles, Listing, PageFile, Root, decode, without_controls
from builder.source import Place, SourceFile

LIMIT = 1_000


def codes(findings: list[Finding]) -> list[str]:
    """What was found, by code."""
    return [finding.code for finding in findings]


def write(folder: Path, *names: str) -> None:
    """Files that hold their own names, with the folders they need."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


@contextmanager
def unprivileged() -> Iterator[None]:
    """Without the powers of root, to whom no file is unreadable."""
    powers = os.geteuid() == 0
    if powers:
        os.seteuid(65534)
    try:
        yield
    finally:
        if powers:
            os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user of the computer can reach."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


class TestPaths:
    """Which file a path leads to."""

    def test_a_file_is_read_by_its_path_from_the_root(self, tmp_path: Path) -> None:
        """The path of what is read is relative, with forward slashes, and without needless parts."""
        write(tmp_path, "seeds/a.txt")
        source, findings = Root(tmp_path).text("./seeds//a.txt", LIMIT)
        assert (source, findings) == (SourceFile("seeds/a.txt", "seeds/a.txt"), [])

    @pytest.mark.parametrize(
        "path",
        [
            "../secret",
            "a/../../secret",
            "a/..",
            "..",
            "/etc/passwd",
            "//host/share",
            "C:\\x",
            "c:x",
            "\\x",
            "a\\..\\..\\x",
        ],
    )
    def test_no_path_leaves_the_root(self, tmp_path: Path, path: str) -> None:
        """A path that climbs or is absolute, on any system, is refused even where it would lead back in."""
        write(tmp_path, "secret", "root/a/b")
        content, findings = Root(tmp_path / "root").data(path, LIMIT)
        assert content is None
        assert codes(findings) == ["file-outside-root"]

    def test_a_link_out_of_the_root_is_refused_wherever_it_stands_on_the_way(self, tmp_path: Path) -> None:
        """Neither a linked file, nor a linked folder, nor a chain of links leads out."""
        write(tmp_path, "outside/secret.txt", "root/a/b.txt")
        root = tmp_path / "root"
        (root / "file.txt").symlink_to(tmp_path / "outside/secret.txt")
        (root / "folder").symlink_to("../outside")
        (root / "chain.txt").symlink_to("folder/secret.txt")
        for path in ("file.txt", "folder/secret.txt", "chain.txt"):
            content, findings = Root(root).data(path, LIMIT)
            assert (content, codes(findings)) == (None, ["file-outside-root"])

    def test_a_folder_whose_name_begins_like_the_root_is_outside(self, tmp_path: Path) -> None:
        """Being below a folder is a matter of whole names."""
        write(tmp_path, "root/a", "root-two/secret")
        (tmp_path / "root/link").symlink_to("../root-two/secret")
        assert codes(Root(tmp_path / "root").data("link", LIMIT)[1]) == ["file-outside-root"]

    def test_a_link_inside_the_root_is_followed(self, tmp_path: Path) -> None:
        """A link that stays inside is as good as the file, also when the root itself is reached by a link."""
        write(tmp_path, "root/a/b.txt")
        (tmp_path / "root/link").symlink_to("a")
        (tmp_path / "door").symlink_to("root")
        assert Root(tmp_path / "door").data("link/b.txt", LIMIT) == (b"root/a/b.txt", [])

    def test_links_in_a_circle_are_unreadable(self, tmp_path: Path) -> None:
        """A link to itself is answered, not followed for ever."""
        (tmp_path / "x").symlink_to("x")
        assert codes(Root(tmp_path).data("x", LIMIT)[1]) == ["file-unreadable"]

    @pytest.mark.parametrize("path", ["a\0b", "\ud800", "a.txt/b", "nothing"])
    def test_what_is_not_there_is_missing(self, tmp_path: Path, path: str) -> None:
        """A file that cannot exist is as missing as one that does not."""
        write(tmp_path, "a.txt")
        assert codes(Root(tmp_path).data(path, LIMIT)[1]) == ["file-missing"]

    def test_a_misspelt_path_is_answered_with_the_one_meant(self, tmp_path: Path) -> None:
        """The hint names the file of nearly this name, or the right slashes."""
        write(tmp_path, "seeds/budget.txt")
        root = Root(tmp_path)
        assert root.data("seeds/buget.txt", LIMIT)[1][0].hint == "did you mean 'seeds/budget.txt'?"
        assert "'seeds/budget.txt'" in root.data("seeds\\budget.txt", LIMIT)[1][0].hint

    def test_a_complaint_stands_where_the_path_was_written(self, tmp_path: Path) -> None:
        """With `at`, the author is shown the line that names the file."""
        at = Place("content/articles/a/article.md", 2, 5, 2, 9)
        assert Root(tmp_path).data("nothing", LIMIT, at)[1][0].place == at


class TestFiles:
    """What kind of file is read."""

    def test_pipes_folders_and_devices_are_refused_at_once(self, tmp_path: Path) -> None:
        """Nothing is waited for: a pipe nobody writes to does not stop the build."""
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "folder").mkdir()
        (tmp_path / "way").symlink_to("pipe")
        for path in ("pipe", "folder", "way", ""):
            assert codes(Root(tmp_path).data(path, LIMIT)[1]) == ["file-not-regular"]
        assert codes(Root(Path("/dev")).data("zero", LIMIT)[1]) == ["file-not-regular"]

    def test_the_limit_is_the_largest_size_that_is_read(self, tmp_path: Path) -> None:
        """One byte more is too large, and says how large."""
        (tmp_path / "a").write_bytes(b"x" * LIMIT)
        root = Root(tmp_path)
        assert root.data("a", LIMIT) == (b"x" * LIMIT, [])
        content, [finding] = root.data("a", LIMIT - 1)
        assert content is None
        assert (finding.code, "1,000 bytes" in finding.message) == ("file-too-large", True)

    def test_size_is_asked_before_reading(self, tmp_path: Path) -> None:
        """A file of a terabyte is refused without being read."""
        with (tmp_path / "a").open("wb") as stream:
            stream.truncate(1 << 40)
        assert codes(Root(tmp_path).data("a", LIMIT)[1]) == ["file-too-large"]

    def test_a_file_without_permission_is_unreadable(self, open_folder: Path) -> None:
        """The reason is the system's own."""
        write(open_folder, "secret", "locked/a")
        (open_folder / "secret").chmod(0)
        (open_folder / "locked").chmod(0)
        root = Root(open_folder)
        with unprivileged():
            findings = [root.data(path, LIMIT)[1][0] for path in ("secret", "locked/a")]
        (open_folder / "locked").chmod(0o755)
        assert codes(findings) == ["file-unreadable", "file-unreadable"]
        assert findings[0].message == "'secret' cannot be read: Permission denied"


class TestDecoding:
    """Bytes made text."""

    @pytest.mark.parametrize(
        ("content", "text"),
        [
            (b"", ""),
            (b"\xef\xbb\xbfa", "a"),
            (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
            (b"a\r\r\n\n", "a\n\n\n"),
            ("“allegedly” — ’\u200b\u202e\u2028".encode(), "“allegedly” — ’\u200b\u202e\u2028"),
        ],
    )
    def test_text_comes_without_mark_and_with_line_feeds_alone(self, content: bytes, text: str) -> None:
        """Byte-order mark and line ends are made uniform; every other character stays."""
        assert decode("a", content) == (SourceFile("a", text), [])

    @pytest.mark.parametrize(
        ("content", "place", "hint"),
        [
            (b"ab\r\nc\x93d\x94", (2, 2), "Windows-1252, where this byte is '“'"),
            ("“é”".encode() + b"\n\n caf\xe9 ", (3, 5), "Windows-1252, where this byte is 'é'"),
            (b"\xef\xbb\xbfa\xff", (1, 2), "Windows-1252"),
            ("Слово".encode("cp1251"), (1, 1), "another alphabet"),
            ("word".encode("utf-16"), (1, 1), "UTF-16"),
            ("two\nwords".encode("utf-16-le"), (1, 2), "UTF-16"),
            ("é word".encode("utf-16-le"), (1, 1), "UTF-16"),
            ("word".encode("utf-32"), (1, 1), "UTF-16"),
            ("a…".encode()[:-1], (1, 2), "cut off"),
            (b"a\xed\xa0\x80", (1, 2), "surrogate"),
            (b"a\x81b", (1, 2), "save the file as UTF-8"),
        ],
    )
    def test_what_is_not_utf8_is_told_with_its_place(self, content: bytes, place: tuple[int, int], hint: str) -> None:
        """The first wrong byte has a line and column, and the hint names the likely encoding."""
        source, [finding] = decode("a", content)
        assert source is None
        assert (finding.code, (finding.place.line, finding.place.column)) == ("file-not-utf8", place)
        assert hint in finding.hint

    def test_the_line_of_a_wrong_byte_is_shown(self) -> None:
        """The excerpt is the whole line, with a replacement character at the place."""
        place = decode("a", b"one\ntwo \x93 three\nfour")[1][0].place
        assert (place.excerpt, place.excerpt[place.column - 1]) == ("two \ufffd three", "\ufffd")

    @given(st.binary(max_size=200))
    def test_any_bytes_are_decoded_or_answered(self, content: bytes) -> None:
        """No exception escapes, a place lies inside its line, and what is decoded is clean."""
        source, findings = decode("a", content)
        assert (source is None) == bool(findings)
        for finding in findings:
            assert 1 <= finding.place.column <= len(finding.place.excerpt)
        if source:
            cleaned, complaints = without_controls(source)
            assert len(cleaned.text) == len(source.text)
            assert without_controls(cleaned) == (cleaned, [])
            assert (cleaned is source) == (not complaints)


class TestControlCharacters:
    """Characters that no text holds."""

    @pytest.mark.parametrize(
        "character",
        [
            "\0",
            "\x08",
            "\x0b",
            "\x0c",
            "\x1b",
            "\x1f",
            "\x7f",
            "\x80",
            "\x85",
            "\x9f",
            "\ufdd0",
            "\ufffe",
            "\U0010ffff",
        ],
    )
    def test_each_is_complained_of_at_its_place(self, tmp_path: Path, character: str) -> None:
        """Controls and noncharacters have no place in a text; what is read has U+FFFD in their stead."""
        (tmp_path / "a").write_text(f"one\ntwo {character} three", encoding="utf-8")
        source, [finding] = Root(tmp_path).text("a", LIMIT)
        assert source is not None
        assert source.text == "one\ntwo \ufffd three"
        assert (finding.code, str(finding.place)) == ("control-character", "a:2:5")
        assert f"U+{ord(character):04X}" in finding.message

    def test_tab_and_invisible_letters_are_text(self) -> None:
        """Tab, soft hyphen, joiners, direction marks, a later byte-order mark and private letters stay."""
        source = SourceFile("a", "\ta\u00a0\u00ad\u200d\u200f\u2066\ufeff\ue000\ufffd\U0001f600")
        assert without_controls(source) == (source, [])

    def test_a_wrongly_converted_quotation_mark_is_recognised(self) -> None:
        """U+0093 was '“' in Windows-1252."""
        assert "'“'" in without_controls(SourceFile("a", "\x93"))[1][0].hint

    def test_many_are_counted_rather_than_listed(self) -> None:
        """A binary file brings at most twenty complaints, the last of which counts the rest; a run is one."""
        _, findings = without_controls(SourceFile("a", "x\0" * 100))
        assert len(findings) == 20
        assert "80 more" in findings[-1].hint
        _, [finding] = without_controls(SourceFile("a", "\0" * 100))
        assert "a run of 100" in finding.message


class TestListing:
    """What a site is made of."""

    def test_a_whole_site(self, tmp_path: Path) -> None:
        """Every file of a site has its place in the listing, sorted, as a path from the root."""
        write(
            tmp_path,
            *("content/site.yaml", "content/sources.yaml", "content/lessons/one.md", "content/pages/about.md"),
            *("content/articles/b/article.md", "content/articles/a/article.md", "content/articles/a/claims.yaml"),
            *("content/articles/a/links.yaml", "content/articles/a/z.png", "content/articles/a/img/y.png"),
            *("templates/page.html", "templates/css/a.css", "seeds/a.txt"),
        )
        folder = "content/articles/a"
        listing, findings = Root(tmp_path).listing()
        assert findings == []
        assert listing == Listing(
            articles=(
                ArticleFiles(
                    "a",
                    folder,
                    f"{folder}/article.md",
                    f"{folder}/claims.yaml",
                    f"{folder}/links.yaml",
                    (f"{folder}/img/y.png", f"{folder}/z.png"),
                ),
                ArticleFiles("b", "content/articles/b", "content/articles/b/article.md"),
            ),
            lessons=(PageFile("one", "content/lessons/one.md"),),
            pages=(PageFile("about", "content/pages/about.md"),),
            templates=("templates/css/a.css", "templates/page.html"),
            has_site=True,
            has_sources=True,
        )

    def test_order_is_that_of_names_however_the_disk_lists_them(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The same files give the same listing and the same findings, in the same order."""
        write(tmp_path, *(f"content/articles/{slug}/article.md" for slug in ("b", "a", "A", "a-b", "é")))
        write(tmp_path, "content/pages/b.md", "content/pages/a.md", "content/odd", "content/even")
        expected = Root(tmp_path).listing()
        scandir = os.scandir

        class Reversed(list[os.DirEntry[str]]):
            def __enter__(self) -> Reversed:
                return self

            def __exit__(self, *_: object) -> None: ...

        monkeypatch.setattr(os, "scandir", lambda path: Reversed(sorted(scandir(path), key=lambda e: e.name)[::-1]))
        assert Root(tmp_path).listing() == expected
        monkeypatch.setattr(os, "scandir", lambda path: Reversed(sorted(scandir(path), key=lambda e: e.name)))
        assert Root(tmp_path).listing() == expected

    @pytest.mark.parametrize("name", [".DS_Store", ".#a.md", "#a.md#", "a.md~", ".a.md.swp", "4913", "~$a.md", "a.SWO"])
    def test_what_editors_leave_behind_is_not_seen(self, tmp_path: Path, name: str) -> None:
        """Hidden files and leftovers neither count nor are complained of, anywhere."""
        write(tmp_path, "content/articles/a/article.md")
        for folder in (
            "content",
            "content/articles",
            "content/articles/a",
            "content/lessons",
            "content/pages",
            "templates",
        ):
            write(tmp_path, f"{folder}/{name}")
        listing, findings = Root(tmp_path).listing()
        assert findings == []
        assert listing == Listing((ArticleFiles("a", "content/articles/a", "content/articles/a/article.md"),))

    def test_a_folder_without_content_is_no_site(self, tmp_path: Path) -> None:
        """The way out is a new site; a file of that name is told as what it is."""
        listing, [finding] = Root(tmp_path).listing()
        assert (listing, finding.code) == (Listing(), "content-missing")
        assert "allegedly new site" in finding.hint
        (tmp_path / "content").write_text("a file")
        assert codes(Root(tmp_path).listing()[1]) == ["file-unexpected"]
        assert codes(Root(tmp_path / "nowhere").listing()[1]) == ["content-missing"]

    def test_a_folder_without_article_is_told(self, tmp_path: Path) -> None:
        """A folder promises an article; a name that is nearly right is recognised."""
        write(tmp_path, "content/articles/a/claims.yaml", "content/articles/b/Article.md")
        listing, findings = Root(tmp_path).listing()
        assert listing.articles == ()
        assert [(f.code, f.place.path) for f in findings] == [
            ("article-missing", "content/articles/a"),
            ("article-missing", "content/articles/b"),
        ]
        assert findings[1].hint == "did you mean to call 'Article.md' article.md?"

    @pytest.mark.parametrize(
        ("path", "hint"),
        [
            ("content/source.yaml", "did you mean 'sources.yaml'?"),
            ("content/site.yml", "did you mean 'site.yaml'?"),
            ("content/article/a.md", "did you mean 'articles'?"),
            ("content/Pages/a.md", "did you mean 'pages'?"),
            ("content/notes.txt", "correct its name, move it where it is read, or remove it"),
            ("content/articles/foo.md", "an article is a folder: move this to content/articles/foo/article.md"),
            ("content/articles/a/claim.yaml", "did you mean 'claims.yaml'?"),
            ("content/articles/a/claims.yml", "did you mean 'claims.yaml'?"),
            ("content/articles/a/Claims.yaml", "did you mean 'claims.yaml'?"),
            ("content/articles/a/links.json", "did you mean 'links.yaml'?"),
            ("content/articles/a/articel.md", "did you mean 'article.md'?"),
            ("content/articles/a/sources.yaml", "'sources.yaml' stands in content/"),
            ("content/lessons/one.markdown", "did you mean 'one.md'?"),
            ("content/lessons/one.png", "only files *.md are read in content/lessons/"),
            (
                "content/pages/about/index.md",
                "a folder is not read here: did you mean the file content/pages/about.md?",
            ),
        ],
    )
    def test_what_nothing_reads_is_told(self, tmp_path: Path, path: str, hint: str) -> None:
        """A misspelt or misplaced file is never passed over in silence."""
        write(tmp_path, "content/articles/a/article.md", path)
        _, [finding] = Root(tmp_path).listing()
        assert (finding.code, finding.hint) == ("file-unexpected", hint)
        assert path.startswith(finding.place.path)

    @pytest.mark.parametrize("name", ["chart.png", "article.pdf", "data.csv", "notes.md", "table.yaml"])
    def test_other_files_may_stand_beside_an_article(self, tmp_path: Path, name: str) -> None:
        """An article may link any file beside it."""
        write(tmp_path, "content/articles/a/article.md", f"content/articles/a/{name}")
        listing, findings = Root(tmp_path).listing()
        assert findings == []
        assert listing.articles[0].others == (f"content/articles/a/{name}",)

    @pytest.mark.parametrize(
        ("slug", "hint"),
        [
            ("Budget 2026", "rename it 'budget-2026'"),
            ("наука", "rename it 'nauka'"),
            ("-a", "rename it 'a'"),
            ("a_b", "rename it 'a-b'"),
            ("😀", "use a to z, 0 to 9 and hyphens, such as budget-2026"),
            ("con", "use a to z, 0 to 9 and hyphens, such as budget-2026"),
            ("a" * 101, f"rename it '{'a' * 100}'"),
        ],
    )
    def test_a_name_that_is_no_address_is_told_with_a_better_one(self, tmp_path: Path, slug: str, hint: str) -> None:
        """Names of articles, lessons and pages must work in an address everywhere."""
        write(tmp_path, f"content/articles/{slug}/article.md", f"content/pages/{slug}.md", f"content/lessons/{slug}.md")
        findings = Root(tmp_path).listing()[1]
        assert [(finding.code, finding.hint) for finding in findings] == [("slug-bad", hint)] * 3

    @pytest.mark.parametrize(("one", "two"), [("budget", "Budget"), ("caf\u00e9", "cafe\u0301"), ("fi", "\ufb01")])
    def test_two_names_of_one_address_are_told(self, tmp_path: Path, one: str, two: str) -> None:
        """Names that differ only in case or composition overwrite each other on many disks."""
        write(tmp_path, f"content/articles/{one}/article.md", f"content/articles/{two}/article.md")
        assert codes(Root(tmp_path).listing()[1]).count("slug-twice") == 1

    def test_a_name_that_is_not_utf8_is_told(self, tmp_path: Path) -> None:
        """The finding itself can be printed and sent."""
        (tmp_path / "content/articles/a").mkdir(parents=True)
        (tmp_path / "content/articles/a/article.md").touch()
        (tmp_path / os.fsdecode(b"content/articles/a/caf\xe9.png")).touch()
        listing, [finding] = Root(tmp_path).listing()
        assert (finding.code, listing.articles[0].others) == ("file-name-unreadable", ())
        assert f"{finding.place}{finding.message}".encode()

    def test_links_inside_are_followed_and_links_out_are_not(self, tmp_path: Path) -> None:
        """A linked article is an article; a link out of the root is told and not looked into."""
        write(tmp_path, "outside/article.md", "root/shared/a/article.md", "root/content/articles/b/article.md")
        articles = tmp_path / "root/content/articles"
        (articles / "a").symlink_to("../../shared/a")
        (articles / "out").symlink_to(tmp_path / "outside")
        (articles / "b/claims.yaml").symlink_to(tmp_path / "outside/article.md")
        (articles / "b/around").symlink_to("..")
        listing, findings = Root(tmp_path / "root").listing()
        assert [(article.slug, article.claims, article.others) for article in listing.articles] == [
            ("a", None, ()),
            ("b", None, ()),
        ]
        assert [(finding.code, finding.place.path) for finding in findings] == [
            ("file-outside-root", "content/articles/out"),
            ("file-outside-root", "content/articles/b/claims.yaml"),
            ("file-unexpected", "content/articles/b/around"),
        ]

    def test_content_and_templates_must_not_lie_elsewhere(self, tmp_path: Path) -> None:
        """The folders themselves may not be links out of the root either."""
        write(tmp_path, "outside/site.yaml", "root/seeds/a")
        (tmp_path / "root/content").symlink_to("../outside")
        listing, findings = Root(tmp_path / "root").listing()
        assert (listing, codes(findings)) == (Listing(), ["file-outside-root"])
        (tmp_path / "root/content").unlink()
        (tmp_path / "root/content").mkdir()
        (tmp_path / "root/templates").symlink_to("../outside")
        listing, findings = Root(tmp_path / "root").listing()
        assert (listing.templates, codes(findings)) == ((), ["file-outside-root"])

    def test_a_folder_without_permission_is_told(self, open_folder: Path) -> None:
        """The rest of the site is listed all the same."""
        write(open_folder, "content/articles/a/article.md", "content/articles/b/article.md")
        (open_folder / "content/articles/a").chmod(0)
        with unprivileged():
            listing, findings = Root(open_folder).listing()
        (open_folder / "content/articles/a").chmod(0o755)
        assert [article.slug for article in listing.articles] == ["b"]
        assert codes(findings) == ["file-unreadable"]
