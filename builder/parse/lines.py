"""From offsets in an inline text to offsets in the file.

markdown-it cuts the signs of quotations, lists and headings off before it parses what is left; this finds the lines
again. A map is a tuple of pairs (offset in the inline text, offset in the file), sorted; between pairs both run in
step.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from builder.source import SourceFile, Span

LineMap = tuple[tuple[int, int], ...]


def file_offset(line_map: LineMap, offset: int) -> int:
    """Where an offset of the inline text stands in the file."""
    at = max(bisect_right(line_map, (offset, 1 << 62)) - 1, 0) if len(line_map) > 1 else 0
    known, there = line_map[at]
    return there + offset - known


def where(line_map: LineMap, start: int, end: int) -> Span:
    """From offsets in the inline text to the file."""
    if len(line_map) == 1:
        known, there = line_map[0]
        return Span(there + start - known, there + max(start, end) - known)
    first = file_offset(line_map, start)
    return Span(first, max(first, file_offset(line_map, end - 1) + 1 if end > start else first))


def add_anchor(anchors: list[tuple[int, int]], plain: int, there: int) -> None:
    """Note that offset `plain` of the text stands at `there` of the file, unless the last anchor says so already."""
    if not anchors or there - plain != anchors[-1][1] - anchors[-1][0]:
        anchors.append((plain, there))


def of_text(content: str, first_line: int, last_line: int, file: SourceFile) -> LineMap:
    """The map of a paragraph or heading that stands on lines `first_line` to `last_line` (1-based) of the file.

    Lines of rare white space at its edges are dropped by the library; the first line of content is looked for.
    """
    pairs, at = [], 0
    opening = content.partition("\n")[0].strip()
    lines = content.split("\n")
    while first_line + len(lines) <= last_line and opening not in file.line(first_line):
        first_line += 1
    for number, line in enumerate(lines):
        whole = file.line(first_line + number)
        pairs.append((at, file.line_starts[first_line + number - 1] + _column(line, whole)))
        at += len(line) + 1
    return tuple(pairs)


def _column(line: str, whole: str) -> int:
    """At which offset of its whole line a stripped line begins."""
    kept, full = line.rstrip(), whole.rstrip()
    if full.endswith(kept):
        return len(full) - len(kept)
    bare = line.strip()
    found = whole.find(bare)
    return max(found - (len(line) - len(line.lstrip())), 0) if found >= 0 else 0


def of_row(line: int, file: SourceFile) -> Iterator[LineMap]:
    """The maps of the cells of a table row, in their order: escaped bars lose their backslash."""
    whole = file.line(line)
    base = file.line_starts[line - 1]
    body = whole.rstrip()
    at = len(body) - len(body.lstrip())
    if body.startswith("|", at):
        at += 1
    while at <= len(body):
        end, pairs, cut = at, [], 0
        while end < len(body) and body[end] != "|":
            if body.startswith("\\|", end):
                pairs.append((end, cut))
                cut += 1
                end += 1
            end += 1
        start = at + len(body[at:end]) - len(body[at:end].lstrip())
        yield ((0, base + start), *((bar - start - lost, base + bar + 1) for bar, lost in pairs))
        at = end + 1


def of_code(content: str, first_line: int, file: SourceFile) -> LineMap:
    """The map of a code block whose first line of code is line `first_line` (1-based) of the file."""
    last = len(file.line_starts)
    lines = content.split("\n")
    pairs, at = [], 0
    for number, line in enumerate(lines):
        there = min(first_line + number, last)
        pairs.append((at, file.line_starts[there - 1] + _column(line, file.line(there))))
        at += len(line) + 1
    return tuple(pairs)
