"""Random articles for properties: words with marks around them, and what must come of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from hypothesis import strategies as st

WORDS = (
    "dam",
    "leaks",
    "may",
    "Bob",
    "said",
    "that",
    "reportedly",
    "слово",
    "naïve",
    "🙂",
    "12,5",
    "it’s",
    "so-called",
)
CLAIMS = ("leak", "slide", "flood")
KINDS = (
    ".a source=bob",
    '.a source="tass < police"',
    ".h type=modal",
    ".h type=evidential",
    ".h type=booster",
    *(f".c ref={claim}" for claim in CLAIMS),
    ".c ref=leak source=ann",
    ".c as=mention ref=leak",
    '.c as=granted ref="leak slide"',
)


@dataclass(frozen=True, slots=True)
class Marked:
    """Words, or marks around them, with what stands in braces."""

    children: tuple[Node, ...]
    braces: str


Node: TypeAlias = "str | Marked"
Sentence: TypeAlias = tuple[Node, ...]
Text: TypeAlias = tuple[tuple[Sentence, ...], ...]
"""Paragraphs of sentences; the first paragraph is the headline."""


def _marked(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(Marked, st.lists(children, min_size=1, max_size=4).map(tuple), st.sampled_from(KINDS))


NODES: st.SearchStrategy[Node] = st.recursive(st.sampled_from(WORDS), _marked, max_leaves=6)
SENTENCES: st.SearchStrategy[Sentence] = st.lists(NODES, min_size=1, max_size=5).map(tuple)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=3).map(tuple)
TEXTS: st.SearchStrategy[Text] = st.lists(PARAGRAPHS, min_size=2, max_size=4).map(tuple)


def markdown(text: Text) -> str:
    """The text as its author would write it."""
    paragraphs = [" ".join(f"{_written(sentence)}." for sentence in paragraph) for paragraph in text]
    return "\n\n".join((f"# {paragraphs[0]}", *paragraphs[1:])) + "\n"


def plain(text: Text) -> str:
    """Its plain text."""
    return "\n\n".join(" ".join(f"{_words(sentence)}." for sentence in paragraph) for paragraph in text)


def marks(text: Text) -> Iterator[tuple[str, str]]:
    """What stands in the braces of each mark, and its words, outer marks first."""
    for paragraph in text:
        for sentence in paragraph:
            for node in sentence:
                yield from _marks(node)


def _marks(node: Node) -> Iterator[tuple[str, str]]:
    if isinstance(node, Marked):
        yield node.braces, _words(node.children)
        for child in node.children:
            yield from _marks(child)


def _written(nodes: Sentence) -> str:
    return " ".join(
        node if isinstance(node, str) else f"[{_written(node.children)}]{{{node.braces}}}" for node in nodes
    )


def _words(nodes: Sentence) -> str:
    return " ".join(node if isinstance(node, str) else _words(node.children) for node in nodes)
