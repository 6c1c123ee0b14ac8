"""What every entry of the vocabulary has in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

from msgspec import Struct


class Term(Struct, frozen=True, kw_only=True):
    """An entry of the vocabulary, told to a pupil of sixteen. All texts are plain text, none is empty.

    id        what authors type and programs compare
    label     the plain label readers see, as it stands in a sentence
    term      the technical term, for the glossary
    about     what it is, in one or two sentences
    test      the question an annotator asks to decide whether it fits
    good      when this is good practice
    guessing  when it leaves the reader guessing
    examples  wordings it is known by
    grounds   where the category comes from: author and year, corpus or scheme
    """

    id: str
    label: str
    term: str
    about: str
    test: str
    good: str
    guessing: str
    examples: tuple[str, ...]
    grounds: str


AnyTerm = TypeVar("AnyTerm", bound=Term)


def by_id(terms: Iterable[AnyTerm]) -> Mapping[str, AnyTerm]:
    """The terms by their id, in their order, read-only."""
    return MappingProxyType({term.id: term for term in terms})
