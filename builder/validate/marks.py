"""Marks: what they refer to, and how they lie over one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from builder.analyse import chains
from builder.diagnostics import Finding
from builder.model.bundle import WrittenArticle
from builder.model.document import Range, WrittenMark
from builder.model.placed import Placed, part
from builder.model.site import BUILT_IN, Setting
from builder.parse.marks import KEYS_BY_KIND, key_span, label
from builder.rules import claim_rules, mark_rules
from builder.source import Place, Span
from builder.validate import wording
from builder.validate.hints import close
from builder.validate.names import check_claim, check_source, each_word

_ASSERTING = ("claim", "counter")
_BUILT_IN = frozenset(source.id for source in BUILT_IN)
_NEEDS = {
    "claim": ("{.c ref=…}", "the id of the claim in claims.yaml"),
    "counter": ("{.x ref=…}", "the id of the claim that answers: the one that has answers: in claims.yaml"),
    "attribution": (
        "{.a source=…}",
        "an id of content/sources.yaml, or unstated, or article; a further piece of an earlier mark has join= instead",
    ),
}
"""What a mark of a kind cannot do without: how it is written, and what its value is."""


def check(written: WrittenArticle, setting: Setting) -> list[Finding]:
    """Everything about marks."""
    findings = [*_ids(written), *_joins(written), *_crossings(written), *_counters(written)]
    for mark in written.marks:
        findings += [*_required(written, mark), *_idle(written, mark), *_too_many_braces(written, mark)]
        findings += [*_claims(written, mark, setting), *_sources(written, mark, setting)]
    return [*findings, *wording.check(written, setting)]


def check_count(written: WrittenArticle, setting: Setting) -> list[Finding]:
    """Whether there are more marks than the site allows: told at the first that is too much."""
    limit = setting.site.limits.marks
    if len(written.marks) <= limit:
        return []
    place = written.mark_place(written.marks[limit])
    return [mark_rules.TOO_MANY_MARKS.at(place, count=len(written.marks), limit=limit)]


def _ids(written: WrittenArticle) -> Iterable[Finding]:
    """Ids that are used twice."""
    seen: dict[str, Place] = {}
    named = [(mark, mark.id) for mark in written.marks if mark.id]
    for mark, id_ in sorted(named, key=lambda item: (item[0].file, item[0].span.start)):
        place = written.place(id_.span, mark.file)
        if id_.value in seen:
            hint = f"it is first used in {seen[id_.value]}; give each mark its own id"
            yield mark_rules.MARK_ID_TWICE.at(place, hint, id=id_.value)
        seen.setdefault(id_.value, place)


def _joins(written: WrittenArticle) -> Iterable[Finding]:
    """Joined pieces whose first piece is not there."""
    kinds: dict[str, str] = {}
    for mark in written.marks:
        target = mark.value("join")
        if target is not None and kinds.get(target) != mark.kind:
            place = written.mark_place(mark, "join")
            yield claim_rules.JOIN_UNKNOWN.at(
                place, _join_hint(written, mark, target, kinds), kind=mark.kind, id=target
            )
        if target is not None:
            yield from _joined_keys(written, mark)
        if mark.id and (target is None or mark.id.value not in kinds):
            kinds[mark.id.value] = mark.kind


def _join_hint(written: WrittenArticle, mark: WrittenMark, target: str, kinds: Mapping[str, str]) -> str:
    """What keeps a mark from being joined to the one it names; `kinds` are those of the ids before it."""
    if target in kinds:
        return f"'{target}' is {label(kinds[target])}: only marks of one kind can be joined"
    if any(other.id and other.id.value == target for other in written.marks):
        return "that mark comes later: the id stands on the first piece, join= on those after it"
    return close(target, [id_ for id_, kind in kinds.items() if kind == mark.kind])


_NOT_JOINED = ("source", "type", "level", "owner", "scope", "as")


def _joined_keys(written: WrittenArticle, mark: WrittenMark) -> Iterable[Finding]:
    """What stands on a joined piece and would be dropped."""
    names = [*_NOT_JOINED, *(["ref"] if mark.kind != "attribution" else [])]
    for key in names:
        if key in mark.keys:
            yield claim_rules.JOINED_KEY.at(_key_place(written, mark, key), key=key)
    if mark.id:
        yield claim_rules.JOINED_KEY.at(written.place(mark.id.span, mark.file), key=f"#{mark.id.value}")


def _key_place(written: WrittenArticle, mark: WrittenMark, key: str) -> Place:
    """Where the name of a key stands: right before its value."""
    of = written.claims_file if mark.file == "claims" and written.claims_file else written.file
    return of.place(key_span(key, mark.keys[key], of.text))


def _crossings(written: WrittenArticle) -> Iterable[Finding]:
    """Marks of one kind that cross or equal each other."""
    by_kind: dict[str, list[tuple[Range, WrittenMark]]] = {}
    for mark in written.marks:
        by_kind.setdefault(mark.kind, []).extend((range_, mark) for range_ in mark.ranges)
    text = written.document.text
    for kind, items in by_kind.items():
        items.sort(key=lambda item: (item[0][0], -item[0][1], item[1].span.start))
        open_: list[Range] = []
        for (start, end), mark in items:
            while open_ and open_[-1][1] <= start:
                open_.pop()
            if open_:
                first, last = open_[-1]
                place = written.mark_place(mark)
                if (first, last) == (start, end):
                    yield mark_rules.MARK_EQUAL.at(place, kind=kind, words=text[start:end])
                elif end > last:
                    words = text[first:last], text[start:end]
                    yield mark_rules.MARK_CROSSES.at(place, kind=kind, first=words[0], second=words[1])
            open_.append((start, end))


def _required(written: WrittenArticle, mark: WrittenMark) -> Iterable[Finding]:
    """Keys that a mark cannot do without."""
    key = "source" if mark.kind == "attribution" else "ref"
    if key in mark.keys or "join" in mark.keys or mark.kind not in _NEEDS:
        return []
    braces, value = _NEEDS[mark.kind]
    hint = f"write {braces} with {value}" if mark.file == "article" else f"add {key}: with {value}"
    return [mark_rules.MARK_KEY_MISSING.at(written.mark_place(mark), hint, kind=label(mark.kind), key=f"{key}=…")]


def _idle(written: WrittenArticle, mark: WrittenMark) -> Iterable[Finding]:
    """What is typed and would do nothing: a mark over no words, a chain or level where there can be none."""
    text, keys, findings = written.document.text, mark.keys, []
    if not any(map(str.strip, [text[start:end] for start, end in mark.ranges])):
        findings.append(mark_rules.MARK_EMPTY.at(written.mark_place(mark)))
    if mark.kind == "claim" and "as" in keys and "source" in keys:
        hint = "a claim that is only taken up or taken for granted is said by nobody here: remove source= or as="
        place = _key_place(written, mark, "source")
        kind = f"a mark with as={mark.value('as')}"
        findings.append(mark_rules.MARK_KEY_MISPLACED.at(place, hint, key="source", kind=kind))
    if mark.kind == "hedge" and "level" in keys and mark.value("type") == "booster":
        hint = "a sure word holds nothing back: remove level=, or correct type="
        place = _key_place(written, mark, "level")
        findings.append(mark_rules.MARK_KEY_MISPLACED.at(place, hint, key="level", kind="a sure word"))
    return findings


def _claims(written: WrittenArticle, mark: WrittenMark, setting: Setting) -> Iterable[Finding]:
    """The claims a mark refers to."""
    ref = mark.keys.get("ref")
    if ref is None or ref.value in written.claim_names or "ref" not in KEYS_BY_KIND.get(mark.kind, ()):
        return []
    asserts = mark.kind in _ASSERTING and "as" not in mark.keys
    words, findings = each_word(ref), []
    if asserts and len(words) > 1:
        findings.append(claim_rules.REF_MANY.at(written.place(ref.span, mark.file), count=len(words)))
    for name in words:
        findings += check_claim(name, mark.file, written, setting, groups=not asserts)
    return findings


def _counters(written: WrittenArticle) -> Iterable[Finding]:
    """Whether the claims of counter marks answer something."""
    silent = {id_.value for id_, claim in written.claims.claims.items() if not claim.answers}
    for mark in written.marks:
        ref = mark.keys.get("ref") if mark.kind == "counter" else None
        name = next(iter(ref.value.split()), "") if ref else ""
        if ref and name and name in silent:
            place = written.place(each_word(ref)[0].span, mark.file)
            yield claim_rules.COUNTER_ANSWERS_NOTHING.at(place, claim=name)


def _sources(written: WrittenArticle, mark: WrittenMark, setting: Setting) -> Iterable[Finding]:
    """The chain of a mark."""
    source = mark.keys.get("source")
    if source is None or "source" not in KEYS_BY_KIND.get(mark.kind, ()):
        return []
    return check_chain(source, written, setting, mark.file)


def check_chain(chain: Placed[str], written: WrittenArticle, setting: Setting, file: str) -> Iterable[Finding]:
    """Whether a chain can be read, names sources, and none of them twice; `file` is that of a mark."""
    hops = chains.split(chain.value)
    names = [name for hop in hops for name in hop]
    if not all(names):
        return [claim_rules.CHAIN_BROKEN.at(written.place(chain.span, file), chain=chain.value)]
    if len(set(names)) == len(names) and all(map(setting.sources.__contains__, names)):
        return []
    return _each_source(names, chain, written, setting, file)


def _each_source(
    names: Sequence[str], chain: Placed[str], written: WrittenArticle, setting: Setting, file: str
) -> Iterable[Finding]:
    """Whether each name of a chain is that of a source, and none comes twice."""
    at = 0
    seen: set[str] = set()
    for name in names:
        at = chain.value.index(name, at)
        typed = Placed(name, part(chain, at, at + len(name)))
        at += len(name)
        if name not in seen:
            yield from check_source(typed, file, written, setting)
        elif name not in _BUILT_IN:
            yield claim_rules.SOURCE_TWICE.at(written.place(typed.span, file), source=name)
        seen.add(name)


def _too_many_braces(written: WrittenArticle, mark: WrittenMark) -> Iterable[Finding]:
    """A closing brace that is left over behind the braces of a mark."""
    text, end = written.file.text, mark.span.end
    if mark.file != "article" or not text.startswith("}", end) or text[mark.span.start - 1 : mark.span.start] == "{":
        return []
    hint = "remove it; to print a brace, write \\}"
    return [mark_rules.MARK_BRACES.at(written.place(Span(end, end + 1)), hint, problem="one } too many")]
