"""Schemas of values that mean something: yes or no, numbers, days, languages, letters, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import ClassVar

from builder.model.placed import Placed
from builder.parse.complaints import Complaints
from builder.parse.schema_base import JsonSchema, Schema
from builder.parse.schema_text import TextSchema, text_of
from builder.parse.yaml_nodes import Node
from builder.rules import yaml_rules as rules
from builder.rules.mark_rules import LANGUAGE_BAD
from builder.source import Span

_LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PARTIAL_DAY = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"


class Flag(Schema[Placed[bool]]):
    """Yes or no."""

    words: ClassVar[Mapping[str, bool]] = MappingProxyType({"yes": True, "no": False, "true": True, "false": False})

    def read(self, node: Node, complaints: Complaints) -> Placed[bool] | None:
        """Whether yes was written."""
        value = text_of(node, complaints)
        if value is None:
            return None
        if value in self.words:
            return Placed(self.words[value], node.span)
        complaints.add(rules.VALUE_UNKNOWN, node.span, "write yes or no", value=value)
        return None

    def blank(self, span: Span, /) -> Placed[bool]:
        """No."""
        return Placed(False, span)

    def json_schema(self) -> JsonSchema:
        """A truth value, or one of the words for it."""
        return {"enum": [True, False, *self.words]}


class Number(Schema[Placed[int]]):
    """A whole number, in digits."""

    def __init__(self, least: int = 0, most: int = 1_000_000_000) -> None:
        self.least = least
        self.most = most

    def read(self, node: Node, complaints: Complaints) -> Placed[int] | None:
        """The number."""
        value = text_of(node, complaints)
        if value is None:
            return None
        if re.fullmatch("[0-9]{1,10}", value) and self.least <= int(value) <= self.most:
            return Placed(int(value), node.span)
        complaints.add(rules.NUMBER_BAD, node.span, value=value, least=self.least, most=self.most)
        return None

    def blank(self, span: Span, /) -> Placed[int]:
        """The least one."""
        return Placed(self.least, span)

    def json_schema(self) -> JsonSchema:
        """An integer, or its digits in quotation marks."""
        return {
            "type": ["integer", "string"], "minimum": self.least, "maximum": self.most, "pattern": "^[0-9]{1,10}$",
        }  # fmt: skip


class Date(TextSchema):
    """A day of the calendar, `2026-11-22`; with `partial` also a month or a year: `2026-11`, `2026`."""

    def __init__(self, partial: bool = False) -> None:
        self.partial = partial
        self._pattern = _PARTIAL_DAY if partial else _DAY

    def read(self, node: Node, complaints: Complaints) -> Placed[str] | None:
        """The day as it was written."""
        value = text_of(node, complaints)
        if value is None:
            return None
        if re.fullmatch(self._pattern, value) and _is_day(f"{value}-01-01"[:10]):
            return Placed(value, node.span)
        hint = "write year-month-day, year-month or the year: 2026-11-22, 2026-11, 2026" if self.partial else ""
        complaints.add(rules.DATE_BAD, node.span, hint, value=value)
        return None

    def json_schema(self) -> JsonSchema:
        """A string of that pattern; a year alone is a number to editors."""
        return {"type": ["string", "integer"] if self.partial else "string", "pattern": f"^{self._pattern}$"}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


class Language(TextSchema):
    """A language tag (BCP 47)."""

    def read(self, node: Node, complaints: Complaints) -> Placed[str] | None:
        """The tag as typed."""
        value = text_of(node, complaints)
        if value is None:
            return None
        if re.fullmatch(_LANGUAGE, value):
            return Placed(value, node.span)
        complaints.add(LANGUAGE_BAD, node.span, language=value)
        return None

    def json_schema(self) -> JsonSchema:
        """A string of that pattern."""
        return {"type": "string", "pattern": f"^{_LANGUAGE}$"}


class Letter(TextSchema):
    """A capital letter from A to Z that is not taken."""

    def __init__(self, taken: str) -> None:
        self.free = "".join(letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in taken)

    def read(self, node: Node, complaints: Complaints) -> Placed[str] | None:
        """The letter."""
        value = text_of(node, complaints)
        if value is None:
            return None
        if len(value) == 1 and value in self.free:
            return Placed(value, node.span)
        complaints.add(rules.LETTER_BAD, node.span, letter=value)
        return None

    def json_schema(self) -> JsonSchema:
        """One of the free letters."""
        return {"enum": list(self.free)}


class Url(TextSchema):
    """An address; `allowed` decides which ones may stand here, `pattern` tells editors about as much."""

    def __init__(self, allowed: Callable[[str], bool], pattern: str, hint: str = "") -> None:
        self._allowed = allowed
        self._pattern = pattern
        self._hint = hint

    def read(self, node: Node, complaints: Complaints) -> Placed[str] | None:
        """The address as typed."""
        value = text_of(node, complaints)
        if value is None:
            return None
        if self._allowed(value):
            return Placed(value, node.span)
        complaints.add(rules.URL_FORBIDDEN, node.span, self._hint, url=value)
        return None

    def json_schema(self) -> JsonSchema:
        """A string that is an address."""
        return {"type": "string", "pattern": self._pattern}
