"""Bytes of a file made text: strict UTF-8, line ends made `\\n`, a byte-order mark taken off. Pure."""

from __future__ import annotations

import codecs
import re

from builder.diagnostics import Finding
from builder.rules import file_rules as rules
from builder.source import Place, SourceFile, Span

_FORBIDDEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ufdd0-\\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]+"
)
"""Runs of C0 and C1 controls (tab and line feed aside) and of Unicode's noncharacters."""

_CONTROL_BYTES = bytes([*range(0x09), *range(0x0B, 0x20), 0x7F])
_SUSPECT = re.compile(rb"\xc2[\x80-\x9f]|\xef\xb7[\x90-\xaf]|\xbf[\xbe\xbf]")
_MOST_CONTROLS = 20
_NAMES = {0x00: "NUL", 0x08: "backspace", 0x0B: "vertical tab", 0x0C: "form feed", 0x1B: "ESC", 0x7F: "DEL"}
_WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(path: str, content: bytes) -> tuple[SourceFile | None, list[Finding]]:
    """The text of a file's bytes, or the finding that they are not UTF-8, at the first byte that is wrong.

    Control characters stay as they are: see `without_controls`.
    """
    body = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        hint = _WIDE_HINT if _is_wide(body) else _likely_encoding(body, error.start, error.reason)
        return None, [_not_utf8(path, body, error.start, hint)]
    if _is_wide(body):
        return None, [_not_utf8(path, body, body.find(0), _WIDE_HINT)]
    return SourceFile(path, _with_line_feeds(text)), []


def without_controls(source: SourceFile) -> tuple[SourceFile, list[Finding]]:
    """The file with each control character and noncharacter made U+FFFD (places stay right), and a finding per run.

    At most twenty runs are told; the last of them says how many follow.
    """
    runs = list(_FORBIDDEN.finditer(source.text)) if _is_suspect(source.text) else []
    if not runs:
        return source, []
    findings = []
    for number, run in enumerate(runs[:_MOST_CONTROLS], 1):
        left = len(runs) - number if number == _MOST_CONTROLS else 0
        findings.append(_control(source.place(Span(*run.span())), run[0], left))
    cleaned = _FORBIDDEN.sub(lambda run: "\ufffd" * len(run[0]), source.text)
    return SourceFile(source.path, cleaned), findings


def _is_suspect(text: str) -> bool:
    """Whether a text may hold such a character: ten times as fast as looking for one, and hardly ever wrong."""
    encoded = text.encode("utf-8", "surrogatepass")
    return len(encoded.translate(None, _CONTROL_BYTES)) < len(encoded) or _SUSPECT.search(encoded) is not None


def _control(place: Place, run: str, left: int) -> Finding:
    code = ord(run[0])
    character = f"U+{code:04X}" + (f" ({_NAMES[code]})" if code in _NAMES else "")
    if len(run) > 1:
        character = f"a run of {len(run)} control characters, the first {character},"
    meant = bytes([code]).decode("cp1252", "ignore") if 0x80 <= code <= 0x9F else ""
    hint = f"a wrong conversion from Windows-1252 may have made it of '{meant}': type that instead" if meant else ""
    if left:
        hint = f"{hint or rules.CONTROL_CHARACTER.fix}; {left} more places like this follow"
    return rules.CONTROL_CHARACTER.at(place, hint, character=character)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


_WIDE_HINT = "it looks like UTF-16 (Windows calls it 'Unicode'): save the file as UTF-8"


def _is_wide(body: bytes) -> bool:
    """Whether the bytes look like UTF-16 or UTF-32: a mark at the start, or (in Latin text) every second byte NUL."""
    start = body[:2000]
    return body.startswith(_WIDE_MARKS) or (len(start) >= 4 and 0.3 <= start.count(0) / len(start) <= 0.8)


def _not_utf8(path: str, body: bytes, at: int, hint: str) -> Finding:
    before = _with_line_feeds(body[:at].decode("utf-8"))
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    start = len(before) - column + 1
    rest = re.split(rb"[\r\n]", body[at : at + 10_000], maxsplit=1)[0].decode("utf-8", "replace")
    place = Place(path, line, column, line, column + 1, before[start:] + rest)
    return rules.FILE_NOT_UTF8.at(place, hint, byte=f"0x{body[at]:02X}")


def _likely_encoding(body: bytes, at: int, reason: str) -> str:
    """The hint that names the encoding which such bytes most likely are."""
    if "unexpected end" in reason and re.search(rb"[\xc2-\xf4][\x80-\xbf]", body):
        return "the file ends in the middle of a character: it seems to be cut off"
    if body[at : at + 1] == b"\xed" and body[at + 1 : at + 2] >= b"\xa0":
        return "it holds half of a surrogate pair: export the text once more, as UTF-8"
    high = re.findall(rb"[\x80-\xff]+", body[at : at + 2000])
    if sum(map(len, high)) >= 3 * len(high):
        return "it looks like an encoding of another alphabet, such as Windows-1251: save the file as UTF-8"
    meant = body[at : at + 1].decode("cp1252", "ignore")
    if meant:
        return f"it looks like Windows-1252, where this byte is '{meant}': save the file as UTF-8"
    return ""
