"""Where the glossary explains each term."""

from __future__ import annotations

from builder.taxonomy.attributions import STANCES
from builder.taxonomy.claims import EVIDENCE
from builder.taxonomy.term import Term

_PREFIXES = (("stance", STANCES), ("evidence", EVIDENCE))
"""Tables whose entries share names with others: a document may be a source, a cue, and what a claim rests on."""


def anchor(term: Term) -> str:
    """The id of a term's section in the glossary, unlike that of any other term."""
    prefix = next((name for name, terms in _PREFIXES if any(term is other for other in terms)), "")
    return f"{prefix}-{term.id}" if prefix else term.id
