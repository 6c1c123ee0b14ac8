"""What the interface says, in the language of a site: English texts, and what stands for them in another language.

A text is known by its English words and, where the same English words need more than one translation, by a context.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec import Struct

SOURCE_LANGUAGE = "en"
"""The language in which templates and views say everything."""


class Translation(Struct, frozen=True):
    """A text in another language: its forms, and the place among them of the one that a number takes."""

    forms: tuple[str, ...]
    form_of: Callable[[int], int]

    def of(self, number: int) -> str:
        """The form that a number takes; the last one where there are fewer."""
        return self.forms[min(self.form_of(number), len(self.forms) - 1)]


class Messages(Struct, frozen=True, eq=False):
    """The interface in one language; a text without a translation stays English.

    language  the language tag of the interface
    entries   translations by `key`
    """

    language: str
    entries: Mapping[str, Translation]

    def gettext(self, message: str) -> str:
        """A text."""
        found = self.entries.get(message)
        return found.of(1) if found else message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """A text that goes with a number."""
        found = self.entries.get(singular)
        if found:
            return found.of(number)
        return singular if number == 1 else plural

    def pgettext(self, context: str, message: str) -> str:
        """A text in a context."""
        found = self.entries.get(key(message, context))
        return found.of(1) if found else message

    def npgettext(self, context: str, singular: str, plural: str, number: int) -> str:
        """A text in a context that goes with a number."""
        found = self.entries.get(key(singular, context))
        if found:
            return found.of(number)
        return singular if number == 1 else plural


def key(message: str, context: str = "") -> str:
    """What a text is known by: its English words (the singular), a context before them as gettext has it."""
    return f"{context}\x04{message}" if context else message


def untranslated(language: str = SOURCE_LANGUAGE) -> Messages:
    """The interface as templates and views have it, in a kind of English."""
    return Messages(language, MappingProxyType({}))


ENGLISH = untranslated()
"""The interface in English."""


def lookup(language: str) -> tuple[str, ...]:
    """The tags whose catalogues speak a language, the nearest first: de-AT, then de.

    A tag without the script it names would be another way to write, so the search ends there: zh-Hant.
    """
    parts = language.lower().split("-")
    tags = []
    while parts:
        tags.append("-".join(parts))
        if len(parts[-1]) == len("Hant") and parts[-1].isalpha() and len(parts) > 1:
            break
        parts.pop()
    return tuple(tags)
