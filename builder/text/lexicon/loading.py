"""From the data file of a language, and a site's additions, to a lexicon.

`lexicons/<language>.json` holds:

hedges    groups of careful words of one `type`, `level` and `grounds`; `words` stand as they are, `verbs` in all forms;
          a name in braces ("some {people}") stands for any word of that class
cues      groups of cues of one `stance` and `grounds`; `source` says where the source stands (before, unless said
          otherwise), `weak` that they are nouns
classes   the words of each class
grounds   what each name in `grounds` stands for
irregular, doubled   the verbs that the rule for forms does not fit
and the word lists named in `SETS`.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from builder.text.lexicon.inflection import forms
from builder.text.lexicon.model import CueEntry, HedgeEntry, Lexicon, SourceSide
from builder.text.tokens import tokens

LANGUAGES = ("en",)
"""The languages we ship a lexicon for."""

SETS = (
    "adverbs",
    "after_noun",
    "auxiliaries",
    "before_noun",
    "chained",
    "date_words",
    "days",
    "edges",
    "inverts",
    "joiners",
    "months",
    "names",
    "not_adverbs",
    "nouns",
    "openers",
    "participles",
    "passive",
    "possessives",
    "subjects",
    "trailing",
)
"""The word lists of a data file."""


@lru_cache(maxsize=len(LANGUAGES) + 8)
def load(language: str) -> Lexicon | None:
    """The lexicon of a language tag ("en", "en-GB"), or None where we have none: then nothing is guessed."""
    base = language.casefold().partition("-")[0]
    return _shipped(base) if base in LANGUAGES else None


def extended(
    lexicon: Lexicon | None,
    language: str,
    hedges: Mapping[str, Iterable[str]],
    cues: Mapping[str, Iterable[str]],
) -> Lexicon:
    """A lexicon with a site's own words, which win over ours; where we have none, the site's words alone.

    hedges  words by hedge type; they have no level
    cues    words by stance; an adverb has no source, any other stands behind its source

    Words are taken as they stand, without other forms.
    """
    base = lexicon or Lexicon(language)
    return replace(
        base,
        hedges=MappingProxyType({**base.hedges, **_own_hedges(hedges)}),
        cues=MappingProxyType({**base.cues, **_own_cues(cues)}),
        grounds=MappingProxyType({**base.grounds, "site": "the site’s own list"}),
    )


def normalised(words: str) -> str:
    """`words` as the keys of a lexicon are written: folded, one space between, without punctuation."""
    return " ".join(token.text for token in tokens(words))


def _own_hedges(additions: Mapping[str, Iterable[str]]) -> dict[str, HedgeEntry]:
    own: dict[str, HedgeEntry] = {}
    for kind, phrases in additions.items():
        own.update(dict.fromkeys(map(normalised, phrases), HedgeEntry(kind, None, ("site",))))
    return own


def _own_cues(additions: Mapping[str, Iterable[str]]) -> dict[str, CueEntry]:
    own: dict[str, CueEntry] = {}
    for stance, phrases in additions.items():
        side: SourceSide = "none" if stance == "adverb" else "before"
        for words in map(normalised, phrases):
            own[words] = CueEntry(words, stance, side, weak=False, verb=False, grounds=("site",))
    return own


def _shipped(language: str) -> Lexicon:
    packed = pkgutil.get_data("builder.text", f"lexicons/{language}.json")
    if packed is None:
        raise FileNotFoundError(f"lexicons/{language}.json is not in the package")
    data = json.loads(packed)
    return Lexicon(
        language=data["language"],
        hedges=MappingProxyType(_hedges(data)),
        cues=MappingProxyType(_cues(data)),
        classes=MappingProxyType({word: f"{{{name}}}" for name, listed in data["classes"].items() for word in listed}),
        sets=MappingProxyType({name: frozenset(data[name]) for name in SETS}),
        grounds=MappingProxyType(data["grounds"]),
    )


def _hedges(data: Any) -> dict[str, HedgeEntry]:
    """The careful words by every form; what is listed first wins, and a word listed wins over a form of a verb."""
    listed: dict[str, HedgeEntry] = {}
    derived: dict[str, HedgeEntry] = {}
    for group in reversed(data["hedges"]):
        entry = HedgeEntry(group["type"], group.get("level"), tuple(group["grounds"]))
        listed.update(dict.fromkeys(group.get("words", ()), entry))
        for verb in group.get("verbs", ()):
            derived.update(dict.fromkeys(_forms(verb, data), entry))
    return derived | listed


def _cues(data: Any) -> dict[str, CueEntry]:
    """The cues by every form; what is listed first wins, and a word listed wins over a form of a verb."""
    listed: dict[str, CueEntry] = {}
    derived: dict[str, CueEntry] = {}
    for group in reversed(data["cues"]):
        stance, side, weak = group["stance"], group.get("source", "before"), group.get("weak", False)
        grounds = tuple(group["grounds"])
        for words in group.get("words", ()):
            listed[words] = CueEntry(words, stance, side, weak, False, grounds)
        for verb in group.get("verbs", ()):
            derived.update(dict.fromkeys(_forms(verb, data), CueEntry(verb, stance, side, weak, True, grounds)))
    return derived | listed


def _forms(verb: str, data: Any) -> tuple[str, ...]:
    return forms(verb, data["irregular"], data["doubled"])
