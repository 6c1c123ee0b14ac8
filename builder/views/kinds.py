"""The kinds of marks as readers know them, and passages that carry them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from builder import urls
from builder.model.document import Range
from builder.taxonomy import MARK_KIND_BY_ID, OWN_VOICE, counted
from builder.views.frame import House


class KindView(Struct, frozen=True):
    """A kind of mark as readers know it.

    letter   stands at its marks
    counted  follows their number: 7 careful words
    style    the class name that gives its marks their line: the id, or site-1, site-2 … for the site's own kinds
    href     leads to the glossary
    """

    id: str
    letter: str
    name: str
    plural: str
    counted: str
    label: str
    about: str
    test: str
    href: str
    style: str
    count: int = 0


class Passage(Struct, frozen=True):
    """Words of the article and the way to them; `style` is the class name of their kind.

    foreign  their language, '' where it is that of the interface
    """

    mark: str
    style: str
    letter: str
    quote: str
    paragraph: int
    href: str
    foreign: str = ""


class VoiceMark(Struct, frozen=True):
    """A stretch of the article's own voice, shown like a mark."""

    id: str
    ranges: tuple[Range, ...]
    number: int
    kind: str = OWN_VOICE.id


class VoiceView(Struct, frozen=True):
    """The note of a stretch of the article's own voice."""

    id: str
    mark: str
    kind: KindView
    letter: str
    quote: str
    paragraph: int
    href: str
    core: bool = False

    @property
    def brief(self) -> str:
        """Its words, cut short, for lists."""
        return short(self.quote)


QUOTE = 300
"""How many characters of a mark's words a note repeats; the words themselves stand beside it."""


def short(words: str, most: int = 60) -> str:
    """Words cut at a word's end, for lists."""
    if len(words) <= most:
        return words
    cut = words[:most].rsplit(" ", 1)[0] or words[:most]
    return f"{cut.rstrip(',;:—– …')} …"


def kinds(house: House, here: str, counts: Mapping[str, int]) -> dict[str, KindView]:
    """All kinds by id, own voice among them, then the site's own."""
    _ = house.messages.gettext
    found = {
        kind.id: KindView(
            kind.id,
            kind.letter,
            _(kind.name),
            _(kind.plural),
            _(counted(kind)),
            _(kind.label),
            _(kind.about),
            _(kind.test),
            house.href(here, "glossary", urls.GLOSSARY, kind.id),
            kind.id,
            counts.get(kind.id, 0),
        )
        for kind in (*MARK_KIND_BY_ID.values(), OWN_VOICE)
    }
    for number, own in enumerate(house.site.kinds, 1):
        href = house.href(here, "glossary", urls.GLOSSARY, f"kind-{own.id}")
        style, count = f"site-{number}", counts.get(own.id, 0)
        found[own.id] = KindView(
            own.id,
            own.letter,
            own.name,
            own.name,
            own.name.lower(),
            own.name.lower(),
            own.about,
            own.test,
            href,
            style,
            count,
        )
    return found
