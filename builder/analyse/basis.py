"""What checks and assembly of an article both stand on: its sentences, its units, its ids."""

from __future__ import annotations

from functools import cached_property

from builder.analyse.naming import Names, names
from builder.analyse.units import Sentences, Unit, find_sentences, join
from builder.model.bundle import WrittenArticle
from builder.model.site import Setting


class Basis:
    """The sentences, units and ids of one article: each is worked out once, when somebody first asks for it.

    Ids are dear where links are written down: the published text is compared with today's.
    """

    def __init__(self, written: WrittenArticle, setting: Setting) -> None:
        self._written = written
        self._setting = setting

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences of every leaf."""
        return find_sentences(self._written.document, self._written.language(self._setting))

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The marks with their joined pieces, in reading order."""
        return join(self._written.marks, self.sentences)

    @cached_property
    def names(self) -> Names:
        """The ids of marks and paragraphs."""
        return names(self._written, self.units, self._setting)
