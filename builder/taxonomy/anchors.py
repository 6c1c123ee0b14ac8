"""Where the glossary explains each term."""

from __future__ import annotations

from builder.taxonomy.attributions import STANCES
from builder.taxonomy.claims import EVIDENCE
from builder.taxonomy.term import Term

_PREFIXES = {id(term): prefix for prefix, terms in (("stance", STANCES), ("evidence", EVIDENCE)) for term in terms}
"""Of terms, by identity, whose names others have too: a document may be a source, a cue, what a claim rests on."""


def anchor(term: Term) -> str:
    """The id of a term's section in the glossary, unlike that of any other term."""
    prefix = _PREFIXES.get(id(term))
    return f"{prefix}-{term.id}" if prefix else term.id
