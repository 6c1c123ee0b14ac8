"""Where the links of all texts lead, and the files that are copied because a link leads to them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct, structs

from builder import urls
from builder.diagnostics import Finding
from builder.pipeline.pages import WrittenPage
from builder.pipeline.part import Part, WrittenTarget
from builder.read import Root
from builder.source import Place
from builder.validate.links import Known, Target, resolve
from builder.write.register import Register

ASSET_BYTES = 50_000_000
"""The most that a file beside an article may hold."""

Text = tuple[str, str, tuple[WrittenTarget, ...]]
"""A text that links: address of its page, path of its file, its links within the site."""


class Linked(Struct, frozen=True):
    """What the links lead to.

    targets  page -> target as typed -> where it leads
    assets   path of each file that is copied -> the first link to it
    """

    targets: Mapping[str, Mapping[str, Target]]
    assets: Mapping[str, Place]


class Followed(Struct, frozen=True):
    """What the links of one text lead to: see `Linked`."""

    targets: Mapping[str, Target]
    assets: Mapping[str, Place]
    findings: tuple[Finding, ...]


_NOWHERE = Followed({}, {}, ())


def texts(parts: Iterable[Part], pages: Iterable[WrittenPage]) -> list[Text]:
    """The articles and pages as texts that link."""
    return [
        *((urls.article_page(part.slug), part.path, part.links) for part in parts),
        *((item.page.address, item.path, item.links) for item in pages),
    ]


def link(parts: Iterable[Part], pages: Iterable[WrittenPage], known: Known) -> tuple[Linked, list[Finding]]:
    """Follow every link of the articles and pages."""
    found = {text[0]: follow(text, known) for text in texts(parts, pages)}
    return linked(found), [finding for followed in found.values() for finding in followed.findings]


def linked(found: Mapping[str, Followed]) -> Linked:
    """What the links of all texts lead to, by the addresses of their pages."""
    assets: dict[str, Place] = {}
    for followed in found.values():
        for path, place in followed.assets.items():
            assets.setdefault(path, place)
    return Linked({here: followed.targets for here, followed in found.items()}, assets)


def follow(text: Text, known: Known) -> Followed:
    """Follow every link of a text."""
    here, path, links = text
    if not links:
        return _NOWHERE
    targets: dict[str, Target] = {}
    assets: dict[str, Place] = {}
    findings: list[Finding] = []
    for target, place in links:
        where = resolve(target, path, here, place, known)
        if isinstance(where, Finding):
            findings.append(where)
            continue
        targets[target] = where
        if where.asset:
            assets.setdefault(where.asset, place)
    return Followed(targets, assets, tuple(findings))


Trouble = Callable[[str, Place], Sequence[Finding]]
"""Why a file, named at a place, cannot be copied; nothing where it can."""


def trouble_in(root: Root) -> Trouble:
    """Looks at each file as it lies there now."""
    return lambda path, place: root.data(path, ASSET_BYTES, place)[1]


def check_assets(linked: Linked, trouble: Trouble) -> list[Finding]:
    """Whether the files that are to be copied can be read, and can be called in the site as they are."""
    findings: list[Finding] = []
    register = Register()
    ours = {address for page in linked.targets for address in (page, f"{page.removesuffix('index.html')}article.json")}
    for address in sorted(ours) if linked.assets else ():
        register.enter(address, Place(address))
    for path, place in sorted(linked.assets.items()):
        if more := trouble(path, place):
            findings += [_as_typed(finding, path) for finding in more]
        elif wrong := register.enter(path.removeprefix("content/"), place):
            is_ours = path.removeprefix("content/") in ours
            hint = "every build writes a file of that name itself: rename yours" if is_ours else wrong.hint
            findings.append(structs.replace(wrong, hint=hint))
    return findings


def _as_typed(finding: Finding, path: str) -> Finding:
    """A finding about a file that a link names: a name it proposes, as it is typed in the file of the link."""
    folder, here = posixpath.dirname(path), posixpath.dirname(finding.place.path)
    return structs.replace(
        finding, hint=finding.hint.replace(f"'{folder}/", f"'{posixpath.relpath(folder, here)}/".replace("'./", "'"))
    )
