"""The names of a new site, taken in one by one. Pure."""

from __future__ import annotations

from builder.diagnostics import Finding
from builder.rules import file_rules as rules
from builder.source import Place
from builder.write import names


class Register:
    """The names of a new site: sound ones, of which no two are one file, or file and folder, on any disk.

    Those of one finished site, which `agree`, are looked at only when another name comes.
    """

    def __init__(self) -> None:
        self._agreed: dict[str, None] = {}
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def enter(self, name: str, place: Place, *, agrees: bool = False) -> Finding | None:
        """Adds a name, or says why not."""
        if problem := "" if agrees else names.problem(name):
            return rules.OUTPUT_NAME.at(place, name=name, problem=problem)
        other = self.other(name, agrees=agrees)
        return rules.OUTPUT_NAME_TWICE.at(place, name=name, other=other) if other else None

    def other(self, name: str, *, agrees: bool = False) -> str:
        """Adds a sound name, '' for that; or the name that stands in its way."""
        if agrees and not self._files:
            if name in self._agreed:
                return name
            self._agreed[name] = None
            return ""
        agreed, self._agreed = self._agreed, {}
        for known in agreed:
            self._add(known)
        return self._add(name)

    def _add(self, name: str) -> str:
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
