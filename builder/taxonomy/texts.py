"""Every text of the vocabulary that readers see, for the catalogues of messages."""

from __future__ import annotations

from collections.abc import Iterator

from builder.taxonomy.attributions import FORMS, STANCES
from builder.taxonomy.claims import EVIDENCE, USES
from builder.taxonomy.hedges import HEDGE_TYPES, LEVELS
from builder.taxonomy.marks import MARK_KINDS, OWN_VOICE, Layer
from builder.taxonomy.relations import RELATIONS
from builder.taxonomy.sources import BUILT_IN_SOURCES, SOURCE_KINDS
from builder.taxonomy.term import Term

EXAMPLE = "example"
"""The context of wordings: another language has its own, which need not be translations."""

TABLES: tuple[tuple[Term, ...], ...] = (
    MARK_KINDS,
    (OWN_VOICE,),
    HEDGE_TYPES,
    LEVELS,
    RELATIONS,
    SOURCE_KINDS,
    FORMS,
    STANCES,
    USES,
    EVIDENCE,
)
"""All terms there are, in the order of the glossary."""


def texts() -> Iterator[tuple[str, str]]:
    """Every text with its context, '' for none."""
    for term in (term for terms in TABLES for term in terms):
        if isinstance(term, Layer):
            yield from (("", words) for words in (term.name, term.plural, counted(term)))
        for words in (term.label, term.term, term.about, term.test, term.good, term.guessing, term.grounds):
            yield "", words
        yield from ((EXAMPLE, words) for words in term.examples)
    yield from (("", source.name) for source in BUILT_IN_SOURCES)


def counted(layer: Layer) -> str:
    """What marks of a kind are called after their number."""
    return layer.plural.lower()
