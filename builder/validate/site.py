"""site.yaml and sources.yaml; and what an article names of the rest of the site."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from builder.analyse import chains
from builder.assemble.site import words_of
from builder.diagnostics import Finding
from builder.model.bundle import WrittenArticle
from builder.model.placed import Placed
from builder.model.site import BUILT_IN
from builder.model.written import WrittenSite, WrittenSource, WrittenSources
from builder.parse.marks import PARTS, names
from builder.rules import claim_rules, site_rules, yaml_rules
from builder.source import SourceFile
from builder.taxonomy import HEDGE_TYPE_BY_ID, STANCE_BY_ID
from builder.urls import is_device
from builder.validate.across import Declared, Reference, check_former, former_names
from builder.validate.editors import check_editor
from builder.validate.hints import close, device, renamed
from builder.validate.names import each_word
from builder.validate.targets import check_target

_BUILT_IN = frozenset(source.id for source in BUILT_IN)


def check_site(written: WrittenSite, file: SourceFile) -> Iterable[Finding]:
    """Names that are taken, words that would never be used, targets that nothing can be published to."""
    taken = {*names({}), *PARTS}
    for kind in written.kinds:
        if kind.id.value in taken:
            yield site_rules.KIND_TAKEN.at(file.place(kind.id.span), name=kind.id.value)
    for name, value in written.lexicon.items():
        if name.value not in HEDGE_TYPE_BY_ID and name.value not in STANCE_BY_ID:
            known = (*HEDGE_TYPE_BY_ID, *STANCE_BY_ID)
            yield site_rules.LEXICON_NAME.at(file.place(name.span), close(name.value, known), name=name.value)
        elif not words_of(value):
            hint = "write a list of words, or remove the line"
            yield yaml_rules.VALUE_EMPTY.at(file.place(name.span), hint, what=f"'{name.value}'")
    if written.editor is not None:
        yield from check_editor(written.editor, file)
    for target in written.publish.values():
        yield from check_target(target, file)


def check_sources(written: WrittenSources, file: SourceFile) -> Iterable[Finding]:
    """Sources that refer to sources, and names that they had before."""
    known = {id_.value for id_ in written.sources}
    wholes = {id_.value: typed.part_of.value for id_, typed in written.sources.items() if typed.part_of}
    for id_, typed in written.sources.items():
        if is_device(id_.value):
            yield yaml_rules.ID_BAD.at(file.place(id_.span), device(id_.value), id=id_.value)
        if id_.value in _BUILT_IN:
            yield site_rules.SOURCE_BUILT_IN.at(file.place(id_.span), source=id_.value)
        for other in _kin(typed):
            if other.value not in known:
                hint = renamed(other.value, _former(written)) or close(other.value, known)
                yield claim_rules.SOURCE_UNKNOWN.at(file.place(other.span), hint, source=other.value)
        if typed.part_of and _goes_round(id_.value, wholes):
            yield site_rules.SOURCE_PART_OF_ITSELF.at(file.place(typed.part_of.span), source=id_.value)
    former = (old for id_, typed in written.sources.items() for old in former_names(typed.former, file, id_.value))
    yield from check_former(former, known, "source")


def _former(written: WrittenSources) -> Iterator[tuple[str, Collection[str]]]:
    """The id of each source, and those it had before."""
    return ((id_.value, [old.value for old in typed.former]) for id_, typed in written.sources.items())


def _kin(typed: WrittenSource) -> tuple[Placed[str], ...]:
    """The sources that a source says it belongs to."""
    return tuple(other for other in (typed.part_of, typed.perhaps_same_as) if other)


def _goes_round(source: str, wholes: Mapping[str, str]) -> bool:
    """Whether one comes back to a source on the way from part to whole."""
    seen, at = set(), wholes.get(source)
    while at is not None and at not in seen:
        if at == source:
            return True
        seen.add(at)
        at = wholes.get(at)
    return False


def references(written: WrittenArticle) -> Iterable[Reference]:
    """The claims of other articles that an article names."""
    for mark in written.marks:
        ref = mark.keys.get("ref")
        for name in each_word(ref) if ref and "/" in ref.value else ():
            yield from _elsewhere(name, mark.file, written)
    claims = written.claims
    typed: list[Placed[str]] = [item for members in claims.groups.values() for item in members]
    typed += [item for asked in claims.asked for item in asked.about]
    for claim in claims.claims.values():
        typed += claim.supported_by
        typed += [item for answer in claim.answers for item in answer.claims]
    for item in typed:
        yield from _elsewhere(item, "claims", written)


def _elsewhere(typed: Placed[str], file: str, written: WrittenArticle) -> Iterable[Reference]:
    slug, _, claim = typed.value.rpartition("/")
    if slug and slug != written.slug:
        yield slug, claim, written.place(typed.span, file)


def sources_named(written: WrittenArticle) -> set[str]:
    """The sources that an article names, in whatever way."""
    found = {item.who.value for item in written.claims.asked}
    typed = [mark.value("source") for mark in written.marks]
    typed += [claim.chain.value for claim in written.claims.claims.values() if claim.chain]
    found |= {name for chain in typed if chain for hop in chains.split(chain) for name in hop}
    return found | {owner for mark in written.marks if (owner := mark.value("owner"))}


def declared(written: WrittenSources, file: SourceFile) -> tuple[Declared, ...]:
    """The sources as they are declared, for when it is known which of them articles name."""
    return tuple(
        Declared(id_.value, file.place(id_.span), tuple(other.value for other in _kin(typed)))
        for id_, typed in written.sources.items()
    )
