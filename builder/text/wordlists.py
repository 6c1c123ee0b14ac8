"""The lexicon of a site in a language: ours, with the words the site adds."""

from __future__ import annotations

from functools import lru_cache

from builder.model.site import Site
from builder.taxonomy import HEDGE_TYPE_BY_ID, STANCE_BY_ID
from builder.text.lexicon import Lexicon, Match, extended, hedge_type, load


@lru_cache(maxsize=16)
def _with_additions(language: str, additions: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon | None:
    ours = load(language)
    if not additions:
        return ours
    hedges = {name: words for name, words in additions if name in HEDGE_TYPE_BY_ID}
    cues = {name: words for name, words in additions if name in STANCE_BY_ID and name not in HEDGE_TYPE_BY_ID}
    return extended(ours, language, hedges, cues)


def lexicon_of(language: str, site: Site) -> Lexicon | None:
    """The lexicon of a language for a site; None where neither we nor the site know any words of it."""
    return _with_additions(language, site.lexicon)


def type_of(text: str, start: int, end: int, lexicon: Lexicon | None) -> Match | None:
    """The type of the careful words at `start` to `end` of a text, with an eye on quotation marks around them."""
    if lexicon is None:
        return None
    around = f"{text[max(start - 1, 0) : start]}{text[end : end + 1]}"
    quoted = len(around) == 2 and around[0] in "“„«‘\"'»" and around[1] in "”“»’\"'«"
    return hedge_type(text[start:end], lexicon, quoted=quoted)
