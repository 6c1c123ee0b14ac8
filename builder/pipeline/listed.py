"""The list of the files that a site is made of, found again where none has come or gone."""

from __future__ import annotations

import msgspec

from builder.cache.digests import digest
from builder.cache.looks import Looks
from builder.cache.store import Store
from builder.diagnostics import Finding
from builder.read import Listing, Root


class _Listed(msgspec.Struct, frozen=True):
    listing: Listing
    findings: tuple[Finding, ...]


def listed(root: Root, store: Store, stamp: bytes, looks: Looks) -> tuple[Listing, list[Finding]]:
    """What `Root.listing` says, which hangs on the names and kinds of files and folders alone."""
    names = looks.names()
    if not names:
        return root.listing()
    name = digest(b"listed", stamp, names)
    data = store.get(name)
    if data is not None:
        found = msgspec.msgpack.decode(data, type=_Listed)
        return found.listing, list(found.findings)
    listing, findings = root.listing()
    store.put(name, msgspec.msgpack.encode(_Listed(listing, tuple(findings))))
    return listing, findings
