"""Marks: what they refer to, and how they lie over one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from builder.analyse import chains
from builder.diagnostics import Finding
from builder.model.bundle import WrittenArticle
from builder.model.document import Range, WrittenMark
from builder.model.placed import Placed
from builder.model.site import Setting
from builder.parse.marks import label
from builder.rules import claim_rules, mark_rules
from builder.source import Place
from builder.validate.names import check_claim, check_source, close, word_spans

_ASSERTING = ("claim", "counter")
_BUILT_IN = ("unstated", "article")


def check(written: WrittenArticle, setting: Setting) -> list[Finding]:
    """Everything about marks."""
    findings = [*_ids(written), *_joins(written), *_crossings(written)]
    for mark in written.marks:
        findings += [*_required(written, mark), *_claims(written, mark), *_sources(written, mark, setting)]
    limit = setting.site.limits.marks
    if len(written.marks) > limit:
        place = written.mark_place(written.marks[limit])
        findings.append(mark_rules.TOO_MANY_MARKS.at(place, count=len(written.marks), limit=limit))
    return findings


def _ids(written: WrittenArticle) -> Iterable[Finding]:
    """Ids that are used twice."""
    seen: dict[str, Place] = {}
    for mark in sorted(written.marks, key=lambda mark: (mark.file, mark.span.start)):
        if mark.id is None:
            continue
        place = written.place(mark.id.span, mark.file)
        if mark.id.value in seen:
            hint = f"it is first used in {seen[mark.id.value]}; give each mark its own id"
            yield mark_rules.MARK_ID_TWICE.at(place, hint, id=mark.id.value)
        seen.setdefault(mark.id.value, place)


def _joins(written: WrittenArticle) -> Iterable[Finding]:
    """Joined pieces whose first piece is not there."""
    kinds: dict[str, str] = {}
    for mark in written.marks:
        target = mark.value("join")
        if target is not None and kinds.get(target) != mark.kind:
            ids = [id_ for id_, kind in kinds.items() if kind == mark.kind]
            place = written.mark_place(mark, "join")
            yield claim_rules.JOIN_UNKNOWN.at(place, close(target, ids), kind=mark.kind, id=target)
        if target is not None:
            yield from _joined_keys(written, mark)
        if mark.id and (target is None or mark.id.value not in kinds):
            kinds[mark.id.value] = mark.kind


_NOT_JOINED = ("source", "type", "level", "owner", "scope", "as")


def _joined_keys(written: WrittenArticle, mark: WrittenMark) -> Iterable[Finding]:
    """What stands on a joined piece and would be dropped."""
    names = [*_NOT_JOINED, *(["ref"] if mark.kind != "attribution" else [])]
    for key in names:
        if key in mark.keys:
            yield claim_rules.JOINED_KEY.at(written.mark_place(mark, key), key=key)
    if mark.id:
        yield claim_rules.JOINED_KEY.at(written.place(mark.id.span, mark.file), key=f"#{mark.id.value}")


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
    needs = ""
    if mark.kind in _ASSERTING and "ref" not in mark.keys and "join" not in mark.keys:
        needs = "ref=claim-id"
    elif mark.kind == "attribution" and not {"source", "join"} & mark.keys.keys():
        needs = "source=source-id (or join=mark-id)"
    if needs:
        yield mark_rules.MARK_KEY_MISSING.at(written.mark_place(mark), kind=label(mark.kind), key=needs)


def _claims(written: WrittenArticle, mark: WrittenMark) -> Iterable[Finding]:
    """The claims a mark refers to."""
    ref = mark.keys.get("ref")
    if ref is None:
        return
    words = word_spans(ref)
    asserts = mark.kind in _ASSERTING and "as" not in mark.keys
    if asserts and len(words) > 1:
        yield claim_rules.REF_MANY.at(written.place(ref.span, mark.file), count=len(words))
    for name, span in words:
        yield from check_claim(name, written.place(span, mark.file), written, groups=not asserts)
    if mark.kind == "counter" and words:
        yield from _answers_something(words[0][0], written.place(words[0][1], mark.file), written)


def _answers_something(name: str, place: Place, written: WrittenArticle) -> Iterable[Finding]:
    """Whether the claim of a counter mark answers something."""
    for id_, claim in written.claims.claims.items():
        if id_.value == name and not claim.answers:
            yield claim_rules.COUNTER_ANSWERS_NOTHING.at(place, claim=name)


def _sources(written: WrittenArticle, mark: WrittenMark, setting: Setting) -> Iterable[Finding]:
    """The chain of a mark."""
    source = mark.keys.get("source")
    if source is None:
        return
    found = list(check_chain(source, written.place(source.span, mark.file), setting))
    yield from found
    if not found and mark.kind == "attribution" and mark.file == "article":
        yield from _in_words(written, mark, source.value, setting)


def check_chain(chain: Placed[str], place: Place, setting: Setting) -> Iterable[Finding]:
    """Whether a chain can be read, names sources, and none of them twice."""
    hops = chains.split(chain.value)
    names = [name for hop in hops for name in hop]
    if not all(names):
        yield claim_rules.CHAIN_BROKEN.at(place, chain=chain.value)
        return
    for name in dict.fromkeys(names):
        yield from check_source(name, place, setting)
    for name, count in Counter(names).items():
        if count > 1 and name not in _BUILT_IN:
            yield claim_rules.SOURCE_TWICE.at(place, source=name)


_PRONOUNS = frozenset(
    [
        "i",
        "we",
        "he",
        "she",
        "it",
        "they",
        "you",
        "who",
        "which",
        "that",
        "this",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "one",
        "him",
        "them",
        "himself",
        "herself",
        "itself",
        "themselves",
    ]
)


def _in_words(written: WrittenArticle, mark: WrittenMark, chain: str, setting: Setting) -> Iterable[Finding]:
    """Whether the words of an attribution hold a word of a name of its chain's sources."""
    names = [name for hop in chains.split(chain) for name in hop if name not in _BUILT_IN]
    pieces = [mark, *_joined(written, mark)]
    words = " ".join(written.document.text[a:b] for piece in pieces for a, b in piece.ranges)
    spoken = _words(words)
    if not names or spoken & _PRONOUNS:
        return
    known = {word for name in names for word in _names(name, setting)}
    if known and not any(_alike(word, other) for word in spoken for other in known):
        shown = ", ".join(f"“{setting.source(name).name}”" for name in names)
        yield claim_rules.SOURCE_NOT_IN_WORDS.at(written.mark_place(mark, "source"), sources=shown, words=words)


def _joined(written: WrittenArticle, mark: WrittenMark) -> Sequence[WrittenMark]:
    """The further pieces of a mark."""
    return [other for other in written.marks if mark.id and other.value("join") == mark.id.value]


def _names(source: str, setting: Setting) -> set[str]:
    """The words of all names of a source, small ones aside."""
    found = setting.source(source)
    return _words(" ".join((found.name, *found.also))) - _SMALL


_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "on",
        "at",
        "for",
        "to",
        "from",
        "by",
        "with",
        "der",
        "die",
        "das",
        "von",
        "und",
        "de",
        "la",
        "le",
        "les",
        "du",
        "des",
    ]
)


def _words(text: str) -> set[str]:
    cleaned = "".join(
        c if c.isalnum() or c == "-" else " " for c in text.casefold().replace("’s ", " ").replace("'s ", " ")
    )
    return {word.strip("-") for word in cleaned.split()} - {""}


def _alike(one: str, other: str) -> bool:
    """Whether two words are the same but for an ending ('analyst', 'analysts')."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and long.startswith(short[: max(4, len(short) - 1)]) and len(long) - len(short) < 4
