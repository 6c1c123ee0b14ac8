"""What all articles share, read and checked: the site, its sources."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from builder.assemble.site import build_site, build_sources
from builder.diagnostics import Finding
from builder.model.site import Site, Source, setting
from builder.parse import formats
from builder.pipeline.inputs import DATA_BYTES, SITE, SOURCES, SOURCES_BYTES, Inputs
from builder.read import Listing, Root
from builder.source import Span
from builder.validate.across import Declared
from builder.validate.site import check_site, check_sources, declared


def gather(root: Root) -> tuple[Inputs, list[Finding]]:
    """Everything but the articles and pages themselves."""
    listing, findings = root.listing()
    inputs, more = read_shared(root, listing)
    return inputs, [*findings, *more]


def read_shared(root: Root, listing: Listing) -> tuple[Inputs, list[Finding]]:
    """What all articles share, read from the files that are listed."""
    site, findings = _site(root, listing)
    written = formats.SOURCES.blank(Span(0, 0))
    known: tuple[Declared, ...] = ()
    if listing.has_sources:
        file, more = root.text(SOURCES, SOURCES_BYTES)
        findings += more
        if file is not None:
            written, more = formats.read(formats.SOURCES, file)
            findings += [*more, *check_sources(written, file)]
            known = declared(written, file)
    return Inputs(root, listing, setting(site, _sound(build_sources(written))), known), findings


def _sound(sources: Mapping[str, Source]) -> dict[str, Source]:
    """The sources without kin that nobody declared, which is told: whoever follows kin arrives."""
    kin = {name: name for name in sources}
    return {
        id_: replace(source, part_of=kin.get(source.part_of, ""), perhaps_same_as=kin.get(source.perhaps_same_as, ""))
        for id_, source in sources.items()
    }


def _site(root: Root, listing: Listing) -> tuple[Site, list[Finding]]:
    """The site; without a site.yaml all defaults."""
    written = formats.SITE.blank(Span(0, 0))
    if not listing.has_site:
        return build_site(written), []
    file, findings = root.text(SITE, DATA_BYTES)
    if file is None:
        return build_site(written), findings
    written, more = formats.read(formats.SITE, file)
    return build_site(written), [*findings, *more, *check_site(written, file)]
