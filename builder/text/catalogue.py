"""Catalogues of messages as translators write them: gettext's .po files.

They are read by Babel, the field's own tool for them; what it would forgive in silence is looked for first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.diagnostics import Finding
from builder.rules import template_rules as rules
from builder.source import Place, SourceFile, Span
from builder.text.messages import Translation, key

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

_LINE = r'(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[[0-9]\])\s+)?"(?:[^"\\]|\\.)*")?'
_PARTS = re.compile(r"%\(\w+\)s|%%|</?\w[^<>]*>|[%<>\"]")
_FIELD = re.compile(r"\{[^{}]*\}|[{}]")
_COUNTS = range(201)
"""The numbers for which a rule of plurals is tried."""


class Catalogue(Struct, frozen=True):
    """The translations of a file by `key`, and where each stands; those that are empty or only guessed are left out."""

    entries: Mapping[str, Translation]
    places: Mapping[str, Place]


EMPTY = Catalogue({}, {})
"""A catalogue without translations."""


def read_catalogue(file: SourceFile, language: str) -> tuple[Catalogue, list[Finding]]:
    """A catalogue in some language."""
    lines = file.text.split("\n")
    for number, line in enumerate(lines, 1):
        if not re.fullmatch(_LINE, line.strip()):
            problem = "this line is neither a comment nor a text in quotation marks"
            return EMPTY, [rules.MESSAGES_BROKEN.at(_line(file, number), problem=problem)]
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalog = read_po(lines, locale=_locale(language), abort_invalid=True)
        form_of = _form_of(catalog)
    except PoFileError as error:
        return EMPTY, [rules.MESSAGES_BROKEN.at(_line(file, error.lineno + 1), problem=error.args[0])]
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
        return EMPTY, [rules.MESSAGES_BROKEN.at(file.whole(), problem=str(error) or type(error).__name__)]
    return _translations(catalog, form_of, file)


def _translations(catalog: Catalog, form_of: Callable[[int], int], file: SourceFile) -> tuple[Catalogue, list[Finding]]:
    entries: dict[str, Translation] = {}
    places: dict[str, Place] = {}
    findings: list[Finding] = []
    for message in catalog:
        texts, forms = _texts(message), _forms(message)
        if not texts[0] or message.fuzzy or not any(forms):
            continue
        name, place = key(texts[0], message.context or ""), _line(file, message.lineno or 1)
        found = [
            rules.MESSAGE_DIFFERS.at(place, difference=difference)
            for difference in differences(texts, forms, catalog.num_plurals if len(texts) > 1 else 1)
        ]
        findings += found
        if not found:
            entries[name], places[name] = Translation(forms, form_of), place
    return Catalogue(entries, places), findings


def differences(texts: tuple[str, ...], forms: tuple[str, ...], count: int) -> Iterator[str]:
    """What a translation lacks or has too much, in words; `texts` are singular and plural, `count` the forms due."""
    if len(forms) != count or not all(forms):
        yield f"{count} forms are needed, {sum(map(bool, forms))} are there"
        return
    allowed = _held(texts[0]) | _held(texts[-1])
    for form in forms:
        for part in sorted((_held(form) - allowed).elements()):
            yield f"{part} is too much"
        if _edges(form) not in {_edges(text) for text in texts}:
            yield "space at its beginning or end"
    for part in sorted((_held(texts[-1]) - _held(forms[-1])).elements()):
        yield f"{part} is missing"


def _held(text: str) -> Counter[str]:
    """The names, tags and fields in a text."""
    return Counter(_PARTS.findall(text)) + Counter(_FIELD.findall(text))


def _edges(text: str) -> tuple[str, str]:
    """The white space around a text."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _texts(message: Message) -> tuple[str, ...]:
    """A text in English: alone, or singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    """Its translation: alone, or a form for each number."""
    return (message.string or "",) if isinstance(message.string, str | None) else tuple(message.string)


def _form_of(catalog: Catalog) -> Callable[[int], int]:
    """Which form a number takes in a catalogue. Raises ValueError where that cannot be told."""
    from gettext import c2py

    form_of: Callable[[int], int] = c2py(catalog.plural_expr)
    if not all(0 <= form_of(number) < catalog.num_plurals for number in _COUNTS):
        raise ValueError("Plural-Forms names a form that is not there")
    return form_of


def _locale(language: str) -> str | None:
    """A language as Babel calls it, None where it knows none of that name."""
    from babel.core import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-"))
    except (ValueError, UnknownLocaleError):
        return None


def _line(file: SourceFile, number: int) -> Place:
    """A line of a catalogue."""
    start, words = file.line_starts[number - 1], file.line(number)
    return file.place(Span(start, start + len(words.rstrip())))
