"""The names of a new site, taken in one by one. Pure."""

from __future__ import annotations

from builder.diagnostics import Finding
from builder.rules import file_rules as rules
from builder.source import Place
from builder.write import names


class Register:
    """The names of a new site: sound ones, of which no two are one file, or file and folder, on any disk."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def enter(self, name: str, place: Place) -> Finding | None:
        """Adds a name, or says why not."""
        if problem := names.problem(name):
            return rules.OUTPUT_NAME.at(place, name=name, problem=problem)
        other = self.other(name)
        return rules.OUTPUT_NAME_TWICE.at(place, name=name, other=other) if other else None

    def other(self, name: str) -> str:
        """Adds a sound name, '' for that; or the name that stands in its way."""
        key = names.folded(name)
        other = self._files.get(key) or self._folders.get(key)
        above = names.parents(key)
        other = other or next((self._files[folder] for folder in above if folder in self._files), None)
        if other is not None:
            return other
        self._files[key] = name
        for folder in above:
            if self._folders.setdefault(folder, name) != name:
                break
        return ""
