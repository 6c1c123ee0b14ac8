"""What all articles share, found again by the bytes of its files."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from builder.cache.digests import digest
from builder.cache.excerpts import Excerpts, shown
from builder.cache.store import Store
from builder.diagnostics import Finding
from builder.model.site import Site, Source, setting
from builder.pipeline.inputs import DATA_BYTES, SITE, SOURCES, SOURCES_BYTES, Inputs
from builder.pipeline.keeping import SnapRoot
from builder.read import Listing, Root
from builder.source import Place
from builder.validate.across import Declared


class _Gathered(msgspec.Struct, frozen=True, array_like=True):
    """In the store a place has the number of its line in `lines`."""

    site: Site
    sources: tuple[Source, ...]
    declared: tuple[Declared, ...]
    findings: tuple[Finding, ...]
    lines: tuple[str, ...] = ()


def gathered(root: Root, listing: Listing, store: Store, stamp: bytes) -> tuple[Inputs, list[Finding]]:
    """What `read_shared` says, unless a file cannot be read."""
    snap = SnapRoot(root.directory)
    name = _name(snap, listing, stamp)
    data = store.get(name) if name else None
    if data is not None:
        kept = _shown(msgspec.msgpack.decode(data, type=_Gathered))
        found = setting(kept.site, {source.id: source for source in kept.sources})
        return Inputs(root, listing, found, kept.declared), list(kept.findings)
    from builder.pipeline.gathering import read_shared

    inputs, findings = read_shared(snap, listing)
    if name:
        now = inputs.setting
        kept = _Gathered(now.site, tuple(now.sources.values()), inputs.declared, tuple(findings))
        store.put(name, msgspec.msgpack.encode(_numbered(kept)))
    return replace(inputs, root=root), findings


def _name(root: Root, listing: Listing, stamp: bytes) -> bytes:
    """The digest of the files; b"" where one cannot be read."""
    parts: list[bytes | str] = [b"gathered", stamp]
    for path, most, is_there in ((SITE, DATA_BYTES, listing.has_site), (SOURCES, SOURCES_BYTES, listing.has_sources)):
        data, findings = root.data(path, most) if is_there else (b"", [])
        if data is None or findings:
            return b""
        parts += [path if is_there else b"", data]
    return digest(*parts)


def _numbered(kept: _Gathered) -> _Gathered:
    """For the store: each line once."""
    excerpts = Excerpts()
    return replace(_with_places(kept, excerpts.numbered), lines=excerpts.lines())


def _shown(kept: _Gathered) -> _Gathered:
    """From the store: each place with its line."""
    return replace(_with_places(kept, lambda place: shown(place, kept.lines)), lines=())


def _with_places(kept: _Gathered, change: Callable[[Place], Place]) -> _Gathered:
    """The same with other places."""
    return replace(
        kept,
        declared=tuple(replace(item, place=change(item.place)) for item in kept.declared),
        findings=tuple(replace(item, place=change(item.place)) for item in kept.findings),
    )
