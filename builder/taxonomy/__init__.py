"""The vocabulary as data: what authors may type, what readers are told about it, and on what grounds.

Tables are tuples in the order readers see; each has a read-only look-up by id beside it.
"""

from builder.taxonomy.anchors import anchor
from builder.taxonomy.attributions import FORM_BY_ID, FORMS, STANCE_BY_ID, STANCES
from builder.taxonomy.claims import EVIDENCE, EVIDENCE_BY_ID, USE_BY_ID, USES
from builder.taxonomy.hedges import HEDGE_TYPE_BY_ID, HEDGE_TYPES, LEVEL_BY_ID, LEVELS, DefaultOwner, HedgeType
from builder.taxonomy.marks import MARK_KIND_BY_ID, MARK_KIND_BY_NAME, MARK_KINDS, OWN_VOICE, Layer, MarkKind
from builder.taxonomy.relations import RELATION_BY_ID, RELATIONS, Relation
from builder.taxonomy.sources import (
    ARTICLE,
    BUILT_IN_SOURCES,
    SOURCE_KIND_BY_ID,
    SOURCE_KINDS,
    UNSTATED,
    BuiltInSource,
    End,
    SourceKind,
)
from builder.taxonomy.term import Term
from builder.taxonomy.texts import EXAMPLE, counted

__all__ = [
    "ARTICLE",
    "BUILT_IN_SOURCES",
    "EVIDENCE",
    "EVIDENCE_BY_ID",
    "EXAMPLE",
    "FORMS",
    "FORM_BY_ID",
    "HEDGE_TYPES",
    "HEDGE_TYPE_BY_ID",
    "LEVELS",
    "LEVEL_BY_ID",
    "MARK_KINDS",
    "MARK_KIND_BY_ID",
    "MARK_KIND_BY_NAME",
    "OWN_VOICE",
    "RELATIONS",
    "RELATION_BY_ID",
    "SOURCE_KINDS",
    "SOURCE_KIND_BY_ID",
    "STANCES",
    "STANCE_BY_ID",
    "UNSTATED",
    "USES",
    "USE_BY_ID",
    "BuiltInSource",
    "DefaultOwner",
    "End",
    "HedgeType",
    "Layer",
    "MarkKind",
    "Relation",
    "SourceKind",
    "Term",
    "anchor",
    "counted",
]
