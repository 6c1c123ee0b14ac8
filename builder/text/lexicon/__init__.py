"""The words that make a sentence careful or attribute it, by language; what we have no list for is absent."""

from builder.text.lexicon.cueing import Cue, cues
from builder.text.lexicon.hedging import Match, hedge_type
from builder.text.lexicon.loading import LANGUAGES, extended, load, normalised
from builder.text.lexicon.model import CueEntry, HedgeEntry, Lexicon, SourceSide
from builder.text.lexicon.sourcing import source_parts
from builder.text.quotation import Form, form

__all__ = [
    "LANGUAGES",
    "Cue",
    "CueEntry",
    "Form",
    "HedgeEntry",
    "Lexicon",
    "Match",
    "SourceSide",
    "cues",
    "extended",
    "form",
    "hedge_type",
    "load",
    "normalised",
    "source_parts",
]
