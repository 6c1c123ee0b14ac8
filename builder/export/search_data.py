"""The data of the search page: classic scripts, since a page opened from disk can read nothing else.

`search/data.js` sets one global name, `allegedlySearch`, to a list of parts. Where the data is longer than one file
should be, each part names the `next` file, which adds its own part to the list. A part:

    next      the next file, '' in the last
    head      in the first part only: `language` of the site; `article`, `claim`, `source`: the ways to such pages with
              ~slug and ~id in them, '' where none is built; `looks` [[class names, letter, label of the kind]]
    sources   [[id, name, label of its kind, how a chain ends at it, about, [other wordings]]]
    articles  [{slug, title, summary, topics, language}], of most also {text, paragraphs [[id, start]],
              marks [[id, number of its look, its number, start, end, start, end …]], claims [[id, says]]}

Offsets count UTF-16 units of `text`, as scripts do. How much of a large site fits is decided here: articles come as the
home page lists them, with every word until WORDS bytes are full, then with their headline until MOST bytes are.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Any

from builder import urls
from builder.model.article import Article
from builder.model.index import Entry
from builder.views.search import Coverage, FoundSource, Look, SearchHead, look

PART = 300_000
"""Bytes after which a new file begins."""
SOURCES = 1_000_000
"""The bytes that sources may take: some five thousand."""
WORDS = 5_000_000
"""The bytes after which articles come with their headline only: some five hundred articles of 500 words."""
MOST = 10_000_000
"""The bytes after which nothing more can be found: some ten thousand further headlines."""

_WIDE = re.compile(r"[\U00010000-\U0010ffff]")

File = tuple[str, bytes]
"""Address and content of a file of the site."""
Load = Callable[[str], Article]
"""Gets an article by its slug."""


def search_data(
    head: SearchHead, sources: Iterable[FoundSource], entries: Sequence[Entry], load: Load
) -> Generator[File, None, Coverage]:
    """The files of the data; `entries` in the order in which they fill it. Returns how much of them it covers."""
    parts = _Parts(head)
    for source in sources:
        if parts.size < SOURCES:
            yield from parts.add("sources", _source(source))
    words = headlines = 0
    looks = {key: number for number, key in enumerate(head.looks)}
    shown = entries if head.article or head.claim else ()
    for entry in shown:
        if parts.size >= MOST:
            break
        record = _headline(entry, head.language)
        headlines += 1
        if parts.size < WORDS and words == headlines - 1:
            record |= _words(load(entry.slug), looks, head)
            words += 1
        yield from parts.add("articles", record)
    yield parts.close("")
    return Coverage(words, headlines, len(shown))


class _Parts:
    """Packs records into files of about PART bytes; `size` is what has been packed so far."""

    def __init__(self, head: SearchHead) -> None:
        self.number = 1
        self.size = 0
        self.held = 0
        self.head: str | None = _json(_head(head))
        self.records: dict[str, list[str]] = {"sources": [], "articles": []}

    def add(self, group: str, record: Any) -> Iterator[File]:
        """Pack one more; a file that is full comes out."""
        text = _json(record)
        length = len(text.encode("utf-8"))
        if self.held and self.held + length > PART:
            yield self.close(_name(self.number + 1))
        self.records[group].append(text)
        self.held += length
        self.size += length

    def close(self, after: str) -> File:
        """The file that is being packed, `after` is the one that follows."""
        fields = [f'"next":{_json(after)}']
        if self.head is not None:
            fields.append(f'"head":{self.head}')
        fields += [f'"{group}":[{",".join(found)}]' for group, found in self.records.items()]
        part = f"{{{','.join(fields)}}}"
        name = "globalThis.allegedlySearch"
        statement = f"{name} = [{part}];" if self.head is not None else f"{name}.push({part});"
        script = f'(function () {{\n"use strict";\n{statement}\n}})();\n'
        address = urls.SEARCH_DATA.replace("data.js", _name(self.number))
        self.number, self.held, self.head = self.number + 1, 0, None
        self.records = {group: [] for group in self.records}
        return address, script.encode("utf-8")


def _name(number: int) -> str:
    return "data.js" if number == 1 else f"data-{number}.js"


def _json(value: Any) -> str:
    """A value as JSON that can stand in any script: no end of one, no line break that is none in JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _head(head: SearchHead) -> dict[str, Any]:
    return {
        "language": head.language,
        "article": head.article,
        "claim": head.claim,
        "source": head.source,
        "looks": [_look(one) for one in head.looks.values()],
    }


def _look(one: Look) -> list[str]:
    return [one.names, one.letter, one.label]


def _source(source: FoundSource) -> list[Any]:
    return [source.id, source.name, source.kind, source.ends, source.about, list(source.also)]


def _headline(entry: Entry, language: str) -> dict[str, Any]:
    """What can be found of every article; its language where it is not the site's."""
    return {
        "slug": entry.slug,
        "title": entry.title,
        "summary": entry.summary,
        "topics": list(entry.topics),
        "language": "" if entry.language == language else entry.language,
    }


def _words(article: Article, looks: dict[str, int], head: SearchHead) -> dict[str, Any]:
    """Everything else that can be found of an article: its text and marks where it has a page, and its claims."""
    found: dict[str, Any] = {"text": "", "paragraphs": [], "marks": []}
    if head.article:
        at = _units(article.text)
        found = {
            "text": article.text,
            "paragraphs": [[paragraph.id, at(paragraph.start)] for paragraph in article.paragraphs],
            "marks": [
                [mark.id, looks[look(mark)], mark.number, *(at(edge) for range_ in mark.ranges for edge in range_)]
                for mark in article.marks()
            ],
        }
    return found | {"claims": [[claim.id, claim.says] for claim in article.claims]}


def _units(text: str) -> Callable[[int], int]:
    """From code points of a text to its UTF-16 units: characters beyond U+FFFF count twice."""
    wide = [found.start() for found in _WIDE.finditer(text)]
    return lambda at: at + bisect_left(wide, at)
