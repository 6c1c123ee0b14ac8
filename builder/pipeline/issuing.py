"""Editions made of what was read, one after another: what a change cannot have touched is not looked at anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from builder.diagnostics import Finding, has_errors, ordered
from builder.pipeline import joining
from builder.pipeline.crossing import Crossing
from builder.pipeline.edition import Edition
from builder.pipeline.holding import Held, Issue, Reading, held, sorted_pages
from builder.pipeline.inputs import Inputs
from builder.pipeline.linking import trouble_in
from builder.pipeline.pages import WrittenPage, check_names
from builder.pipeline.part import Part
from builder.read import Root
from builder.source import Place
from builder.validate.consequences import without_consequences


@dataclass(slots=True)
class Press:
    """Makes the editions of the site below a root; drafts are a part of it."""

    root: Root
    _last: Issue | None = None
    _all: Crossing = field(default_factory=Crossing)
    _published: Crossing = field(default_factory=Crossing)
    _sound: set[str] = field(default_factory=set)

    def forget(self, is_touched: Callable[[str], bool]) -> None:
        """Look again at the files that are to be copied, where they are touched."""
        self._sound = {path for path in self._sound if not is_touched(path)}

    def edition(self, read: Reading, before: Edition) -> Edition:
        """Everything there is to tell, and what can be shown of it; `before` is the last edition."""
        findings, whole = self._together(read)
        if whole is not None and not has_errors(findings):
            shown = Held(Issue(read.inputs, read.theme, read.texts(), read.packed, whole), frozenset())
        else:
            shown = held(read, self._last, self._join)
        findings += [*shown.findings, *(self._foretold(read) if whole is not None else ())]
        told = ordered(without_consequences(findings) if has_errors(findings) else findings)
        issue = shown.issue
        if issue is None or issue is self._last:
            return Edition(told, before.content, before.packed, shown.behind)
        self._last = issue
        return Edition(told, joining.content(issue.inputs, issue.whole, issue.theme), issue.packed, shown.behind)

    def _together(self, read: Reading) -> tuple[list[Finding], joining.Whole | None]:
        """What a build tells of all that was read, drafts included; and all of it joined, where it can be."""
        parts = list(read.parts.values())
        findings = [finding for group in read.findings.values() for finding in group]
        findings += [finding for part in parts for finding in part.findings]
        findings += [finding for _, found in read.pages.values() for finding in found]
        if any(part.entry is None and has_errors(part.findings) for part in parts):
            return [*findings, *joining.check_together(read.inputs, parts), *check_names(_pages(read))], None
        whole, more = self._join(read.inputs, parts, _pages(read))
        return [*findings, *more], whole

    def _join(
        self, inputs: Inputs, parts: Sequence[Part], pages: Sequence[WrittenPage]
    ) -> tuple[joining.Whole, list[Finding]]:
        """Join texts, and say what is wrong with them together."""
        sound = [part for part in parts if part.entry is not None]
        whole, findings = self._all.join(inputs, sound, pages, self._trouble)
        return whole, [*joining.check_together(inputs, parts), *check_names(pages), *findings]

    def _foretold(self, read: Reading) -> Sequence[Finding]:
        """What a build will say, which leaves the drafts out."""
        parts = [part for part in read.parts.values() if part.entry]
        pages = _pages(read)
        public = [part for part in parts if part.entry and not part.entry.draft]
        shown = [item for item in pages if not item.page.draft]
        if len(public) + len(shown) == len(parts) + len(pages):
            return ()
        return self._published.join(read.inputs, public, shown, self._trouble)[1]

    def _trouble(self, path: str, place: Place) -> Sequence[Finding]:
        """Why a file cannot be copied; one that can is looked at again when it changed."""
        if path in self._sound:
            return ()
        found = trouble_in(self.root)(path, place)
        if not found:
            self._sound.add(path)
        return found


def _pages(read: Reading) -> list[WrittenPage]:
    """The lessons and pages that could be read."""
    return sorted_pages(page for found, _ in read.pages.values() for page in found)
