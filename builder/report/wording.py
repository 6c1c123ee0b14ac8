"""Sources, relations and distances in whole sentences, for authors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from builder.model.article import Chain
from builder.model.site import Source
from builder.taxonomy import ARTICLE, UNSTATED

_DOES = {"alternative": "gives another explanation of", "context": "adds something to"}
_BEFORE_HEAD = re.compile(r" (?:in|of|from|at|with|on|for|by|near|close to|who|that|which)\b.*|,.*")
_PLURAL_WORDS = frozenset("children men most others pensioners people police pupils some staff women".split())
_SINGULAR_ENDS = ("ss", "us", "is", "news", "series", "headquarters")


def relation(how: str) -> str:
    """A relation as a verb: "denies", "adds something to"."""
    return _DOES.get(how, how)


def paragraphs_later(number: int) -> str:
    """How far behind (below zero: before) something stands, in paragraphs."""
    if not number:
        return "in the same paragraph"
    count = abs(number)
    return f"{count} {'paragraph' if count == 1 else 'paragraphs'} {'later' if number > 0 else 'earlier'}"


class Speakers:
    """Who speaks, by the names of the sources."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        """`sources`: every source by id, the built-in ones among them or not."""
        self._sources = sources

    def sentence(self, chain: Chain) -> str:
        """A chain as the beginning of a sentence: "the article says that TASS says"."""
        hops = [hop for hop in chain.hops if hop != (ARTICLE.id,)]
        steps = (f"{self._names(hop)} {'say' if self._is_plural(hop) else 'says'}" for hop in hops)
        return " that ".join(("the article says", *steps))

    def is_being(self, sources: Sequence[str]) -> str:
        """The beginning of a sentence about how some sources speak: "the article is"."""
        return f"{self._names(sources)} {'are' if self._is_plural(sources) else 'is'}"

    def _names(self, hop: Sequence[str]) -> str:
        return " and ".join(self._name(source) for source in hop)

    def _name(self, source: str) -> str:
        if source == UNSTATED.id:
            return "somebody (not said who)"
        return ARTICLE.name if source == ARTICLE.id else self._sources[source].name

    def _is_plural(self, hop: Sequence[str]) -> bool:
        """Whether a verb takes its plural: after several, or one whose name is no proper name and a plural."""
        if len(hop) > 1:
            return True
        return hop[0] not in (ARTICLE.id, UNSTATED.id) and is_plural(self._name(hop[0]))


def is_plural(name: str) -> bool:
    """Whether an English name is a plural: "some analysts", "researchers from Averlund"; not "Reuters", "the press"."""
    words = _BEFORE_HEAD.sub("", name).strip("“”’‘\"' ").split()
    if not words:
        return False
    if any(word in _PLURAL_WORDS for word in words[-2:]) or words[0].lower() in ("some", "many", "several"):
        return True
    last = words[-1]
    return last[0].islower() and last.endswith("s") and not last.endswith(_SINGULAR_ENDS)
