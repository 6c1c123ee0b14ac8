"""What can be shown of a site while something in it is wrong.

A text with a mistake is held: it stays as it was last shown. All others are as they are now, but for those that do not
fit together with what is held, and are held as well: what is shown has no broken link, and could be built. Where what
all texts share is wrong, everything stays.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.diagnostics import Finding, has_errors
from builder.pipeline.crossing import mentions
from builder.pipeline.edition import EVERYTHING
from builder.pipeline.inputs import Inputs
from builder.pipeline.joining import Whole
from builder.pipeline.linking import texts as as_texts
from builder.pipeline.pages import WrittenPage
from builder.pipeline.part import Part, stale
from builder.render import Theme
from builder.rules.file_rules import FILE_UNEXPECTED

Text = Part | WrittenPage
Join = Callable[[Inputs, Sequence[Part], Sequence[WrittenPage]], tuple[Whole, list[Finding]]]
"""Joins texts without errors of their own."""
ROUNDS = 8
"""How often it is tried to hold what does not fit together, before everything is."""
_TEMPLATES = "templates"


class Reading(Struct, frozen=True):
    """What was read of a site, whatever is wrong with it.

    findings  what is told of the files there are ("listing"), of what all texts share ("shared"), of "theme"
    parts     what came of each article, by slug; `packed` the article as plain data, where it has no errors
    pages     by path, what came of each file: a page, or none, and what is told of it
    """

    inputs: Inputs
    theme: Theme
    findings: Mapping[str, Sequence[Finding]]
    parts: Mapping[str, Part]
    packed: Mapping[str, bytes]
    pages: Mapping[str, tuple[Sequence[WrittenPage], Sequence[Finding]]]

    def texts(self) -> dict[str, Text]:
        """Every text by its key: the folder of an article, the file of a page."""
        found: dict[str, Text] = {_folder(part): part for part in self.parts.values()}
        return found | {path: page for path, (pages, _) in self.pages.items() for page in pages}


class Issue(Struct, frozen=True):
    """What the pages of an edition are made of: each text in one of its versions, by key, and all of them joined."""

    inputs: Inputs
    theme: Theme
    texts: Mapping[str, Text]
    packed: Mapping[str, bytes]
    whole: Whole


class Held(Struct, frozen=True):
    """What can be shown, None where nothing can; the texts that are behind; what else is wrong with the others."""

    issue: Issue | None
    behind: frozenset[str] = frozenset([EVERYTHING])
    findings: tuple[Finding, ...] = ()


def held(read: Reading, last: Issue | None, join: Join) -> Held:
    """What can be shown of a site in which something is wrong; `last` is what was shown before."""
    wrong = _wrong(read, last)
    theme = _theme(read, last)
    chosen = None if theme is None or EVERYTHING in wrong else _chosen(read, last, theme, wrong, join)
    if chosen is not None or last is None:
        return chosen or Held(None)
    speaks_alike = read.inputs.setting.site.language == last.inputs.setting.site.language
    return Held(replace(last, theme=theme) if theme not in (None, last.theme) and speaks_alike else last)


def sorted_pages(pages: Iterable[WrittenPage]) -> list[WrittenPage]:
    """Pages in the order in which a site has them."""
    return sorted(pages, key=lambda item: (not item.page.is_lesson, item.page.order, item.page.slug))


def _folder(part: Part) -> str:
    return f"content/articles/{part.slug}"


def _key(finding: Finding) -> str:
    """The text that a finding is about, EVERYTHING where it is about what all share."""
    parts = finding.place.path.split("/")
    return "/".join(parts[:3]) if parts[0] == "content" and len(parts) > 2 else EVERYTHING


def _wrong(read: Reading, last: Issue | None) -> set[str]:
    """The texts that have errors of their own; a file that nothing reads holds all only where it may be one of them."""
    listed = [finding for finding in read.findings["listing"] if finding.is_error and not _is_template(finding)]
    keys = {(_key(finding), finding.code == FILE_UNEXPECTED.code) for finding in listed}
    lost = not _tops(read) >= (_tops(last) if last else {"site.yaml"})
    found = {key for key, is_stray in keys if key != EVERYTHING or not is_stray or lost}
    found |= {_key(finding) for finding in read.findings["shared"] if finding.is_error}
    found |= {_folder(part) for part in read.parts.values() if part.entry is None or has_errors(part.findings)}
    return found | {path for path, (_, findings) in read.pages.items() if has_errors(findings)}


def _tops(made_of: Reading | Issue) -> set[str]:
    """What stands at the top of content/."""
    listing = made_of.inputs.listing
    there = {
        "site.yaml": listing.has_site, "sources.yaml": listing.has_sources,
        "articles": listing.articles, "lessons": listing.lessons, "pages": listing.pages,
    }  # fmt: skip
    return {name for name, is_there in there.items() if is_there}


def _is_template(finding: Finding) -> bool:
    return finding.place.path.partition("/")[0] == _TEMPLATES


def _theme(read: Reading, last: Issue | None) -> Theme | None:
    """What pages are dressed in: templates without errors, styles and scripts as they are; None where there is none."""
    listed = any(finding.is_error and _is_template(finding) for finding in read.findings["listing"])
    if not listed and not has_errors(read.findings["theme"]):
        return read.theme
    if last is None or read.inputs.setting.site.language != last.inputs.setting.site.language:
        return None
    return last.theme if last.theme.assets == read.theme.assets else replace(last.theme, assets=read.theme.assets)


def _chosen(read: Reading, last: Issue | None, theme: Theme, wrong: set[str], join: Join) -> Held | None:
    """Every text as it is now or as it was, so that all fit together; None where that does not come about."""
    newest, old = read.texts(), last.texts if last else {}
    chosen = {key: text for key, text in newest.items() if key not in wrong}
    chosen |= {key: old[key] for key in wrong if key in old}
    more: tuple[Finding, ...] | None = None
    for _ in range(ROUNDS):
        behind = frozenset(key for key in newest.keys() | old.keys() if chosen.get(key) is not newest.get(key))
        parts = {key: text for key, text in sorted(chosen.items()) if isinstance(text, Part)}
        kept = [part for key, part in parts.items() if key in behind]
        if last is not None and stale(kept, last.inputs.setting, read.inputs.setting):
            return None
        pages = sorted_pages(text for text in chosen.values() if isinstance(text, WrittenPage))
        whole, findings = join(read.inputs, list(parts.values()), pages)
        errors = [finding for finding in findings if finding.is_error]
        if more is None:
            more = tuple(error for error in errors if not _mentioned(_key(error), chosen, behind))
        if not errors:
            packed = {
                part.slug: (last.packed if last and key in behind else read.packed)[part.slug]
                for key, part in parts.items()
            }
            return Held(Issue(read.inputs, theme, chosen, packed, whole), behind, more)
        for key in (back := set(_back({_key(error) for error in errors}, chosen, old))):
            chosen.pop(key, None)
            chosen |= {key: old[key]} if key in old else {}
        if not back:
            return None
    return None


def _back(wrong: set[str], chosen: Mapping[str, Text], old: Mapping[str, Text]) -> Iterator[str]:
    """The texts to hold as some are `wrong` beside others: these, or where they stay as they were what they name."""
    changed = {key for key in chosen.keys() | old.keys() if chosen.get(key) is not old.get(key)}
    yield from (key for key in wrong if key in changed)
    for key in wrong - changed:
        yield from _mentioned(key, chosen, changed)


def _mentioned(key: str, texts: Mapping[str, Text], among: Iterable[str]) -> list[str]:
    """Those texts, by their keys, `among` others that a text names: in a link, in a reference, as its former name."""
    text = texts.get(key)
    if text is None:
        return []
    links = as_texts([text], []) if isinstance(text, Part) else as_texts([], [text])
    former = [old for old, *_ in text.former]
    names = mentions(links[0], text.references if isinstance(text, Part) else ()) | {*former}
    return [other for other in among if {(name := posixpath.basename(other)), name.removesuffix(".md")} & names]
