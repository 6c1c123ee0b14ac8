"""Publishing as one reads it aloud: build, look over, compare, carry."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from builder.assemble.site import build_site
from builder.diagnostics import Finding, has_errors, ordered
from builder.model.site import Site
from builder.model.written import WrittenTarget
from builder.parse import formats
from builder.pipeline.build import build
from builder.pipeline.inputs import DATA_BYTES, SITE
from builder.publish.cargo import Cargo
from builder.publish.carrier import Carrier, Changes, Refused
from builder.publish.folder import Folder
from builder.publish.git import Git
from builder.publish.inspection import inspect
from builder.publish.ledger import stale_links
from builder.publish.rsync import Rsync
from builder.publish.s3 import Bucket
from builder.read import Root
from builder.rules import publish_rules as rules
from builder.source import Place, Span
from builder.validate.site import check_site
from builder.write import manifest
from builder.write.names import HOUSE

BRANCH = "gh-pages"
"""The branch of a git target that names none."""
_LINKED = re.compile(r"(?:articles|lessons|pages|sources)/[^/]+/index\.html")
"""The pages of what authors name. With an article go the pages of its claims."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target of site.yaml, and where it stands there."""

    name: str
    written: WrittenTarget
    place: Place


@dataclass(frozen=True, slots=True)
class Published:
    """What came of publishing; `changes` is None where nothing left this computer. `where` is the target in words."""

    findings: tuple[Finding, ...]
    where: str = ""
    changes: Changes | None = None


def targets(root: Path) -> tuple[Mapping[str, Target], Site, tuple[Finding, ...]]:
    """The targets of a site by name, the site, and what is wrong with site.yaml."""
    source = Root(root)
    file, findings = source.text(SITE, DATA_BYTES)
    if file is None:
        return {}, build_site(formats.SITE.blank(Span(0, 0))), tuple(findings)
    written, more = formats.read(formats.SITE, file)
    found = {name.value: Target(name.value, typed, file.place(name.span)) for name, typed in written.publish.items()}
    return found, build_site(written), (*findings, *more, *check_site(written, file))


def publish(root: Path, target: Target | Path, site: Site, *, dry: bool = False) -> Published:
    """Build the site anew and carry it to a target, or to a folder; with `dry` only say what that would change."""
    with ExitStack() as stack:
        try:
            carrier = stack.enter_context(_carrier(root, target))
            stale = stale_links(root)
            if has_errors(stale):
                return Published(ordered(stale))
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="allegedly-publish-"))) / "site"
            built = build(root, folder)
            findings = [*stale, *built.findings, *_warnings(site, carrier.place)]
            if built.written is None:
                return Published(ordered(findings))
            cargo = _cargo(folder, carrier.extra)
            findings += inspect(cargo, site.base_url, _largest(target, carrier), (_expanded("~"), root))
            if has_errors(findings):
                return Published(ordered(findings))
            found = carrier.compare(cargo)
            findings += _gone(found, carrier.place)
            if not dry:
                carrier.carry(cargo, found)
        except Refused as refused:
            return Published((refused.finding,))
    return Published(ordered(findings), carrier.where, found)


def _carrier(root: Path, target: Target | Path) -> Carrier:
    """The way to a target."""
    if isinstance(target, Path):
        return _folder(Place(target.as_posix()), target.as_posix(), target, root)
    written, place = target.written, target.place
    to = written.to.value
    match written.kind.value:
        case "git":
            return Git(place, to, written.branch.value if written.branch else BRANCH, root)
        case "rsync":
            return Rsync(place, to, written.port.value if written.port else 0)
        case "s3":
            typed = {name: getattr(written, name) for name in ("prefix", "endpoint", "region", "profile")}
            return Bucket(place, to, **{name: value.value for name, value in typed.items() if value})
    return _folder(place, to, root / _expanded(to), root)


def _folder(place: Place, typed: str, path: Path, root: Path) -> Folder:
    """The way to a folder, which may lie in that of the site, but not where authors write."""
    own = tuple(root / name for name in ("content", "seeds", "templates", ".git"))
    is_root = os.path.realpath(path) == os.path.realpath(root)
    return Folder(place, typed, path, (*own, root) if is_root else own)


def _expanded(path: str) -> Path:
    """A path in which `~` is the author's home folder, where there is one."""
    return Path(os.path.expanduser(path))


def _largest(target: Target | Path, carrier: Carrier) -> int:
    """How many bytes the largest file may have, 0 where any may."""
    limit = None if isinstance(target, Path) else target.written.file_bytes
    return limit.value if limit else carrier.largest


def _warnings(site: Site, place: Place) -> list[Finding]:
    """What is worth a look about a site that goes online."""
    return [] if site.base_url else [rules.PUBLISH_BASE_URL.at(place)]


def _gone(changes: Changes, place: Place) -> list[Finding]:
    """What is worth a look where pages that somebody may have linked to would not be there any longer."""
    pages = [name for name in changes.removed if _LINKED.fullmatch(name)]
    rest = len(pages) - 1
    more = f", nor {'are' if rest > 1 else 'is'} {rest} more" if rest > 0 else ""
    return [rules.PUBLISH_GONE.at(place, name=pages[0], more=more)] if pages else []


def _cargo(folder: Path, extra: Mapping[str, bytes]) -> Cargo:
    """What was built, and what a target wants besides."""
    built = manifest.load(str(folder / HOUSE))
    assert built is not None
    for name, data in extra.items():
        (folder / name).write_bytes(data)
    more = {name: hashlib.sha256(data).hexdigest() for name, data in extra.items()}
    return Cargo(folder, {**built.files, **more})
