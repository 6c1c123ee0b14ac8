"""Characters and bytes of any kind, in text and in data."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.cli import main
from tests.bad_input.answers import ARTICLE, CLAIMS, OK, errors, in_child
from tests.child import allegedly
from tests.small_sites import SmallSite

WORDS = [
    "العربية [قد]{.h type=modal} תורה [ייתכן]{.h type=modal}", "\u202bright\u202c \u2066left\u2069 \u200f\u200e",
    "👩\u200d👩\u200d👧\u200d👦 [🏳️\u200d🌈]{.h type=modal} 🇺🇦🇺 👍🏽",
    "e\u0301 [\u0301]{.h type=modal} \u0301\u0302\u0303",
    "ᄒ\u1161ᆫ [한]{.h type=modal} ﬁ Ⅷ ｆｕｌｌ", "İstanbul ıI ß ẞ ſ ŉ",
    "zero\u200bwidth \u2060word\u00adjoiner\ufeffbom",
    "\U000e0061\U000e0062 tags", "\ue000 private \U0010fffd", "separators \u2028 \u2029",
    "a\u0338 [≠]{.h type=modal} Å Å Å", "[\u200b]{.h type=modal} [\u00ad]{.h type=modal}", "𝕳𝖊𝖑𝖑𝖔 [𝒘]{.h type=modal}",
    "\u061c\u180e\u034f", "tab\there", "nbsp\u00a0thin\u2009ideographic\u3000end", "&nbsp;&zwj;&lrm;&rlm;&shy;x",
    "&#0;&#xD800;&#x110000;x", "ﷺ ﷽ ௹ ꙮ",
]  # fmt: skip

BYTES = [
    b"\xff\xfe#\x00 \x00a\x00", "# Fähre\n".encode("latin-1"), "# Паром\n".encode("cp1251"),
    "# Ferry".encode("utf-16"), "# Ferry".encode("utf-32"), b"# a\xed\xa0\x80", b"# a\xc0\xafb",
    b"# a\xf5\x80\x80\x80", b"# cut \xe2\x80", b"\x00" * 1000, bytes(range(256)),
    bytes(7 * n % 256 for n in range(5000)), b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"", b"\n", b"\xef\xbb\xbf", b"---",
    b"---\n---", b"---\n---\n", b"#", b"# ", b"\x1a", b" \t\n", b"...", b"# a\n\n" + b"\xef\xbf\xbe",
]  # fmt: skip

CONTROLS = [*range(0x20), 0x7F, 0x80, 0x85, 0x9F, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF]


def test_any_script_becomes_a_correct_page(site: Callable[[str], SmallSite]) -> None:
    """Scripts from right to left, emoji, combining and invisible characters pass through unaltered."""
    whole = site("minimal")
    for words in WORDS:
        whole.write(ARTICLE, f"# Ferry {words}\n\n{words}\n\n| {words} | x |\n|---|---|\n| y | {words} |\n")
        assert errors(whole) == set(), words


def test_control_characters_are_told(site: Callable[[str], SmallSite]) -> None:
    """A control character is white space (tab, line ends) or an error, in text and in data; no terminal sees it."""
    whole = site("minimal")
    for code in CONTROLS:
        for name, text in ((ARTICLE, f"# Ferry\n\none{chr(code)}two\n"), (CLAIMS, f'questions: ["a{chr(code)}b"]\n')):
            whole.write(name, text)
            if chr(code) in "\t\n\r":
                assert errors(whole) <= {"value-lines"}, code
            else:
                assert "control-character" in errors(whole), code
                assert chr(code) not in whole.run(main, "check", "--root", str(whole.root)).output, code
        whole.write(ARTICLE, OK)
        (whole.root / CLAIMS).unlink()


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n", ""])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_do_not_matter(
    ending: str, start: str, site: Callable[[str], SmallSite]
) -> None:
    """Whatever a file's line ends, its mark at the start or its missing last line end: the pages are the same."""
    whole = site("minimal")
    text, data = (
        "---\nsummary: One.\n---\n# Ferry\n\n[One]{.h type=modal} two\nthree.  \nFour.\n",
        "questions:\n  - Who?\n",
    )
    whole.write(ARTICLE, text)
    whole.write(CLAIMS, data)
    assert errors(whole) == set()
    expected = whole.built()
    for name, content in ((ARTICLE, text), (CLAIMS, data)):
        whole.write(name, start + (content.replace("\n", ending) if ending else content.rstrip("\n")))
    assert errors(whole) == set()
    assert whole.built() == expected


@pytest.mark.parametrize(
    "name",
    [ARTICLE, CLAIMS, "content/site.yaml", "content/sources.yaml", "content/lessons/one.md", "content/pages/one.md"],
)
def test_bytes_of_any_kind_are_answered(name: str, site: Callable[[str], SmallSite]) -> None:
    """Any bytes in any file end in a diagnostic at a place inside the file, or in a correct page."""
    whole = site("minimal")
    (whole.root / name).parent.mkdir(exist_ok=True)
    for data in BYTES:
        (whole.root / name).write_bytes(data)
        assert errors(whole) or not name.endswith(".md"), data[:20]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_tongue_tied_terminal_does_not_matter(encoding: str, site: Callable[[str], SmallSite]) -> None:
    """Where words cannot be printed in the terminal's encoding, they are spelled out."""
    whole = site("minimal")
    surroundings = {"PYTHONIOENCODING": encoding, "LC_ALL": "C"}
    whole.write(ARTICLE, "# Паром 🎉\n\n[Паром “🎉”]{.hh} é\n")
    in_child(whole, "check", env=surroundings, codes=[1])
    whole.write(ARTICLE, "# Паром 🎉\n\n[Паром “🎉”]{.h type=modal} é\n")
    for command in ("proof", "marks"):
        assert allegedly(command, "ferry", "--root", whole.root, env=surroundings, codes=[0]).out
    assert allegedly("explain", "text-differs", env=surroundings, codes=[0]).out
    assert allegedly("schema", "claims", env=surroundings, codes=[0]).out
