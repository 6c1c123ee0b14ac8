"""What is shown at each address of an edition: the page with a print of its bytes, and what is wrong with it.

Where a page cannot be made, the last one that could be stays; what is to be told of it goes with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from builder import urls
from builder.diagnostics import Finding
from builder.export.media import media_type
from builder.pipeline.content import PageError
from builder.pipeline.edition import Edition
from builder.pipeline.sightings import sighting
from builder.render import Theme

KEPT = 100
"""How many pages are kept to be shown while they cannot be made."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown at an address.

    data      the file, None where nothing can be shown at all
    is_there  whether the site has such a file; else `data` is the page for lost readers
    print     tells its bytes, and those of what it shows besides, from all others; '' where nothing can be shown
    findings  why it could not be made anew
    """

    address: str
    data: bytes | None
    is_there: bool
    print: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """The files that stand beside the pages of a theme.

    prints  tell the bytes of each from all others, by address
    styles  the prints of the style sheets among them; `style` is one for all of these, `others` one for all others
    """

    theme: Theme | None
    prints: Mapping[str, str]
    styles: Mapping[str, str]
    style: str
    others: str

    @classmethod
    def of(cls, theme: Theme | None) -> Look:
        """The look of a theme."""
        assets = theme.all_assets() if theme else {}
        prints = {name: _print(data) for name, data in sorted(assets.items())}
        styles = {name: found for name, found in prints.items() if media_type(name).startswith("text/css")}
        others = "".join(found for name, found in prints.items() if name not in styles)
        return cls(theme, prints, styles, _print("".join(styles.values()).encode()), _print(others.encode()))


def text_of(address: str) -> str:
    """The text that a page is about: the folder of an article, the file of a page or lesson; '' for any other."""
    family, slug, *_ = (*address.split("/"), "", "")
    if family in ("articles", "claims"):
        return f"content/articles/{slug}"
    return f"content/{family}/{slug}.md" if family in ("pages", "lessons") else ""


def _print(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()


@dataclass(slots=True)
class Showing:
    """An edition and what was already made of it; `last` holds pages of earlier ones.

    wrong  why pages cannot be made, by address, as far as anybody asked since the look changed
    """

    edition: Edition
    last: dict[str, Shown] = field(default_factory=dict)
    _made: dict[str, Shown] = field(default_factory=dict)
    _look: Look = field(default_factory=lambda: Look.of(None))
    _lock: Lock = field(default_factory=Lock)
    wrong: dict[str, tuple[Finding, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, edition: Edition, before: Showing | None = None) -> Showing:
        """The showing of an edition that follows another."""
        theme = edition.content.renderer.theme if edition.content else None
        look = before._look if before and before._look.theme is theme else Look.of(theme)
        if before is None:
            return cls(edition, {}, {}, look)
        same = before.edition.content is edition.content
        wrong = before.troubles() if look is before._look else {}
        return cls(edition, before.last, dict(before._made) if same else {}, look, before._lock, wrong)

    def troubles(self) -> dict[str, tuple[Finding, ...]]:
        """A copy of `wrong`."""
        with self._lock:
            return dict(self.wrong)

    def look_again(self) -> None:
        """Find out which of the pages that could not be made still cannot."""
        for address in self.troubles():
            self.at(address)

    @property
    def look(self) -> Look:
        """What stands beside pages."""
        return self._look

    def at(self, address: str) -> Shown:
        """What is shown at an address."""
        found = self._made.get(address)
        if found is None or found.findings:
            found = self._made[address] = self._make(address)
            with self._lock:
                self.wrong.pop(address, None)
                self.wrong |= {address: found.findings} if found.findings else {}
        return found

    def article_of(self, address: str) -> str:
        """The slug of the article that a page is about, '' where it is about none."""
        family, slug, *_ = (*address.split("/"), "", "")
        content = self.edition.content
        known = content is not None and family in ("articles", "claims") and slug in content.index.entries
        return slug if known else ""

    def _make(self, address: str) -> Shown:
        if self.edition.content is None:
            return Shown(address, None, False, "")
        try:
            data = self.edition.file(address)
            is_there = data is not None
            if data is None and text_of(address) in self.edition.behind and address.endswith(".html"):
                return Shown(address, None, True, "")  # it will be there once it can be made
            if data is None:
                data = self.edition.file(urls.NOT_FOUND) or b""
        except PageError as error:
            last = self.last.get(address)
            if last is None:
                return Shown(address, None, True, "", error.findings)
            return Shown(address, last.data, True, last.print, error.findings)
        shown = Shown(address, data, is_there, self._print(address, data))
        if is_there and address.endswith(".html"):
            self._keep(shown)
        return shown

    def _keep(self, shown: Shown) -> None:
        """Keep a page for the time when it cannot be made."""
        with self._lock:
            self.last.pop(shown.address, None)
            self.last[shown.address] = shown
            while len(self.last) > KEPT:
                del self.last[next(iter(self.last))]

    def _print(self, address: str, data: bytes) -> str:
        """The print of a page: its bytes, the scripts and pictures of all pages, and the files it links to."""
        found = hashlib.blake2b(data, digest_size=12)
        if address.endswith(".html"):
            found.update(self._look.others.encode())
            content = self.edition.content
            assert content is not None
            for path in sorted({target.asset for target in content.targets.get(address, {}).values() if target.asset}):
                found.update(str(sighting(content.inputs.root, path)).encode())
        return found.hexdigest()
