"""What the assistant knows of a language before anything is learnt: its closed word classes, from a data file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from builder.urls import is_device

DATA = Path(__file__).parent / "data"
LANGUAGES = tuple(sorted(folder.name for folder in DATA.iterdir() if (folder / "words.json").is_file()))
"""The languages that there are word lists and weights for."""

_RESERVED = frozenset("null true false yes no on off y n".split())
"""Words that YAML reads as something else than themselves."""


def is_reserved(name: str) -> bool:
    """Whether a word may be no id: YAML reads it as something else, or Windows keeps it for a device."""
    return name in _RESERVED or is_device(name)


@dataclass(frozen=True, slots=True, eq=False)
class Tongue:
    """The closed word classes of a language, each a set of words in lower case.

    roles      nouns for one person, beyond titles
    people     nouns for several that are no plural of those in “s”
    common     other words without a name's capital that names of sources begin with
    papers     newspapers and magazines to whose name “The” belongs, without it
    droppable  words, asides and (before a number) rough phrases without which a sentence is still one
    names_too  titles that are surnames, too
    words_too  abbreviations that are words, too, in lower case
    endings    what word ends tell of a word's class, longest first
    irregular  the base form of forms that no ending gives away
    """

    language: str
    abbreviations: frozenset[str]
    auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    clause_openers: frozenset[str]
    clause_starts: frozenset[str]
    clause_inner: frozenset[str]
    finite: frozenset[str]
    denials: frozenset[str]
    sure_cues: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    outlets: frozenset[str]
    places: frozenset[str]
    unnamed: frozenset[str]
    documents: frozenset[str]
    roles: frozenset[str]
    people: frozenset[str]
    common: frozenset[str]
    papers: frozenset[str]
    names_too: frozenset[str]
    quantities: frozenset[str]
    pronouns_he: frozenset[str]
    pronouns_they: frozenset[str]
    pronouns_many: frozenset[str]
    after_head: frozenset[str]
    citing: frozenset[str]
    words_too: frozenset[str]
    accounts: frozenset[str]
    rumours: frozenset[str]
    pointers: frozenset[str]
    contrasts: frozenset[str]
    turns: frozenset[str]
    conditions: frozenset[str]
    determiners: frozenset[str]
    modals: frozenset[str]
    numbers: frozenset[str]
    plurals: frozenset[str]
    maybes: frozenset[str]
    seems: frozenset[str]
    seem: frozenset[str]
    expected: frozenset[str]
    droppable: frozenset[str]
    asides: frozenset[str]
    rough: frozenset[str]
    before_manner: frozenset[str]
    articles: frozenset[str]
    joining: frozenset[str]
    topics: frozenset[str]
    months: frozenset[str]
    past: frozenset[str]
    present: frozenset[str]
    pronouns: frozenset[str]
    possessives: frozenset[str]
    sayings: frozenset[str]
    plain_sayings: frozenset[str]
    past_forms: frozenset[str]
    things: frozenset[str]
    being: frozenset[str]
    function_words: frozenset[str]
    endings: tuple[str, ...]
    irregular: Mapping[str, str]


NO_SETS = ("language", "endings", "irregular")


@lru_cache(maxsize=4)
def tongue(language: str) -> Tongue:
    """The word classes of one of `LANGUAGES`."""
    listed = json.loads((DATA / language / "words.json").read_text(encoding="utf-8"))
    closed = "determiners pronouns objects possessives auxiliaries prepositions conjunctions adverbs".split()
    names = (field.name for field in fields(Tongue))
    sets = {name: frozenset(listed[name]) for name in names if name in listed and name not in NO_SETS}
    return Tongue(
        language=language,
        function_words=frozenset(word for name in closed for word in listed[name]),
        endings=tuple(listed["endings"]),
        irregular=listed["irregular"],
        **sets,
    )
