"""The texts of a site joined again and again: what a change cannot have touched is not looked at anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from msgspec import Struct

from builder.diagnostics import Finding
from builder.model.index import Entry, Index, index
from builder.model.reindex import reindexed
from builder.pipeline import joining
from builder.pipeline.inputs import Inputs
from builder.pipeline.linking import Followed, Text, Trouble, check_assets, follow, linked, texts
from builder.pipeline.pages import WrittenPage
from builder.pipeline.part import Part
from builder.validate.across import Reference, check_references
from builder.validate.links import Known


class _Checked(Struct, frozen=True):
    """A text, the articles it may speak of, and what came of its links and references."""

    text: Text
    references: Sequence[Reference]
    mentions: frozenset[str]
    followed: Followed
    findings: tuple[Finding, ...]

    def stands(self, text: Text, references: Sequence[Reference], moved: set[str]) -> bool:
        """Whether nothing else can come of it, after what can be linked to has changed in the articles `moved`."""
        same = self.text[2] is text[2] and self.references is references
        return same and not self.findings and moved.isdisjoint(self.mentions)


def _check(text: Text, references: Sequence[Reference], known: Known) -> _Checked:
    followed = follow(text, known)
    found = (*check_references(references, known.index), *followed.findings)
    return _Checked(text, references, mentions(text, references), followed, found)


@dataclass(slots=True)
class Crossing:
    """Where the texts of a site meet; it remembers what it found the last time."""

    index: Index = field(default_factory=lambda: index(()))
    _sourcing: joining.Sourcing | None = None
    _sources: object = None
    _ground: object = None
    _checked: dict[str, _Checked] = field(default_factory=dict)

    def join(
        self, inputs: Inputs, parts: Sequence[Part], pages: Sequence[WrittenPage], trouble: Trouble
    ) -> tuple[joining.Whole, list[Finding]]:
        """Join articles, all of which could be read, and pages; `trouble` tells of files that are to be copied."""
        before = self.index
        changes = self._renew({part.slug: part.entry for part in parts if part.entry})
        sourcing = self._named(inputs, before)
        known = joining.known(inputs, self.index, pages, sourcing.kin.shown)
        moved = {slug for slug in changes if _surface(before, slug) != _surface(self.index, slug)}
        findings = self._check(parts, pages, known, moved)
        link = linked({here: checked.followed for here, checked in self._checked.items()})
        findings += check_assets(link, trouble)
        complete, more = joining.complete(pages, known)
        return joining.Whole(self.index, sourcing, link, complete), [*findings, *more]

    def _renew(self, now: Mapping[str, Entry]) -> Mapping[str, Entry | None]:
        """Bring the index up to date; what has changed in it."""
        changes: dict[str, Entry | None] = {
            slug: entry for slug, entry in now.items() if self.index.entries.get(slug) is not entry
        }
        changes |= {slug: None for slug in self.index.entries if slug not in now}
        if changes:
            self.index = reindexed(self.index, changes)
        return changes

    def _named(self, inputs: Inputs, before: Index) -> joining.Sourcing:
        """Who names which source."""
        same = self.index is before or [_naming(e) for e in self.index.order] == [_naming(e) for e in before.order]
        if self._sourcing is None or self._sources is not inputs.setting.sources or not same:
            self._sourcing = joining.sourcing(inputs, self.index)
            self._sources = inputs.setting.sources
        return self._sourcing

    def _check(
        self, parts: Sequence[Part], pages: Sequence[WrittenPage], known: Known, moved: set[str]
    ) -> list[Finding]:
        """Follow the links and references of the texts that may lead elsewhere now."""
        ground = (known.pages, known.anchors, known.sources, known.site.families, known.site.kinds)
        anew = ground != self._ground
        self._ground = ground
        of_parts = {part.path: part.references for part in parts}
        checked: dict[str, _Checked] = {}
        for text in texts(parts, pages):
            references = of_parts.get(text[1], ())
            old = None if anew else self._checked.get(text[0])
            if old is None or not old.stands(text, references, moved):
                old = _check(text, references, known)
            checked[text[0]] = old
        self._checked = checked
        return [finding for item in checked.values() for finding in item.findings]


def _naming(entry: Entry) -> tuple[str, tuple[str, ...]]:
    return entry.slug, entry.sources


def _surface(found: Index, slug: str) -> object:
    """What of an article can be linked to."""
    entry = found.entries.get(slug)
    return entry and (entry.anchors, tuple(claim.id for claim in entry.claims), entry.has_pictures)


def mentions(text: Text, references: Sequence[Reference]) -> frozenset[str]:
    """The articles whose names stand in the links and references of a text; its own is among them."""
    here, _, links = text
    ways = (here, *(unquote(target.partition("#")[0].partition("?")[0]) for target, _ in links))
    return frozenset(part for way in ways for part in way.split("/")) | {slug for slug, _, _ in references}
