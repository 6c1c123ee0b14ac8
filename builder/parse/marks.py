"""What the braces after bracketed words mean: a mark, a part of an attribution, or words in another language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.diagnostics import Finding
from builder.model.placed import Placed
from builder.rules import mark_rules as rules
from builder.rules.yaml_rules import VALUE_EMPTY
from builder.source import Place, Span
from builder.taxonomy import FORMS, HEDGE_TYPES, LEVELS, MARK_KIND_BY_NAME, STANCES, USES
from builder.text.near import near

if TYPE_CHECKING:
    from builder.parse.attributes import Attributes, Item

PARTS = ("source", "cue")
"""Classes that name a part of an attribution."""

_COMMON = ("join", "note", "arguable", "core", "lang")
KEYS_BY_KIND: Mapping[str, tuple[str, ...]] = {
    "attribution": ("source", "ref", "form", "stance", "bare", *_COMMON),
    "hedge": ("ref", "type", "level", "owner", "scope", "bare", *_COMMON),
    "claim": ("source", "ref", "as", *_COMMON),
    "counter": ("source", "ref", *_COMMON),
}
"""The keys that each of the four kinds understands; a site's own kinds understand `COMMON_KEYS`."""
COMMON_KEYS = _COMMON
ALL_KEYS = tuple(sorted({key for keys in KEYS_BY_KIND.values() for key in keys}))
FLAGS = {"yes": True, "true": True, "no": False, "false": False}

VALUES: Mapping[str, tuple[str, ...]] = {
    "type": tuple(term.id for term in HEDGE_TYPES),
    "level": tuple(term.id for term in LEVELS),
    "form": tuple(term.id for term in FORMS),
    "stance": tuple(term.id for term in STANCES),
    "as": tuple(term.id for term in USES),
    "core": tuple(FLAGS),
}
"""The keys whose values come from a vocabulary."""

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_RESERVED = {"p-": "paragraphs", "n-": "notes", "claim-": "claims", "page-": "the page"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_ROUND = re.compile(
    r"\s*(?:\.(?P<kind>[\w-]+)(?!\S)|#[\w-]+(?=\s+(?:\.\w|\w+=))|(?P<key>[a-z]+)=)(?P<more>\s+(?:[.#]\w|\w+=))?"
)
"""How braces begin, where they were typed as round brackets."""

Where = Callable[[int, int], Span]
"""From offsets in the inline text to the span in the file."""


class Meaning(Struct, frozen=True):
    """What braces mean: `kind` of a mark, or `part` of an attribution, or neither; `language` of the words."""

    kind: str = ""
    part: str = ""
    language: str = ""
    id: Placed[str] | None = None
    keys: Mapping[str, Placed[str]] | None = None


def interpret(
    braces: Attributes, kinds: Mapping[str, str], where: Where, place: Callable[[Span], Place]
) -> tuple[Meaning, list[Finding]]:
    """What `braces` mean; `kinds` maps every name of a kind to its id, the site's own kinds included."""

    def at(item: Item) -> Place:
        return place(where(item.start, item.end))

    def name_at(key: str, _value: Placed[str]) -> Span:
        begin = next(item.begin for item in braces.items if item.sign == "=" and item.name == key)
        return where(begin, begin + len(key))

    classes, ids, keys, again = _sorted(braces.items, where)
    known = [item for item in classes if item.value in kinds or item.value in PARTS]
    findings = [
        rules.KIND_UNKNOWN.at(at(item), _meant(item.value, kinds), kind=item.value)
        for item in classes
        if item not in known
    ]
    if len(known) > 1:
        shown = ", ".join(f".{item.value}" for item in known)
        findings.append(rules.MARK_TWO_KINDS.at(at(known[1]), count=len(known), kinds=shown))
    name = known[0].value if known else ""
    for item in again:
        span = where(item.begin, item.begin + len(item.name))
        findings.append(rules.MARK_KEY_TWICE.at(place(span), key=item.name))
    findings += [rules.MARK_KEY_TWICE.at(at(extra), key="#…") for extra in ids[1:]]
    language = keys.get("lang")
    if language and not _LANGUAGE.match(language.value):
        findings.append(rules.LANGUAGE_BAD.at(place(language.span), language=language.value))
    id_ = Placed(ids[0].value, where(ids[0].start, ids[0].end)) if ids else None
    kind = kinds.get(name, "")
    if kind:
        findings += check_keys(keys, kind, place, name_at)
        findings += check_id(id_, place) if id_ else []
    elif not classes and language is None:
        findings.append(rules.MARK_NO_KIND.at(place(where(braces.start, braces.end))))
    elif not classes or known:
        shown = f".{name}" if name else "a language span"
        spans = {key: name_at(key, value) for key, value in keys.items() if key != "lang"}
        findings += _misplaced(spans, id_, shown, place)
    part = name if name in PARTS and not kind else ""
    return Meaning(kind, part, language.value if language else "", id_, keys), findings


def _meant(name: str, kinds: Mapping[str, str]) -> str:
    """A hint what an unknown name of a kind may stand for."""
    if name.lower() in kinds:
        return f"did you mean '{name.lower()}'?"
    if name in ALL_KEYS:
        return f"'{name}' is a key: write {name}={'yes' if name == 'core' else '…'}"
    key = next((key for key, values in VALUES.items() if name in values), "")
    return f"'{name}' is a value: write {key}={name}" if key else nearest(name, (*kinds, *PARTS))


def _sorted(items: Iterable[Item], where: Where) -> tuple[list[Item], list[Item], dict[str, Placed[str]], list[Item]]:
    """Classes, ids, the keys by name, and the keys that come once more."""
    classes: list[Item] = []
    ids: list[Item] = []
    keys: dict[str, Placed[str]] = {}
    again: list[Item] = []
    for item in items:
        if item.sign != "=":
            (classes if item.sign == "." else ids).append(item)
        elif item.name in keys:
            again.append(item)
        else:
            keys[item.name] = Placed(item.value, where(item.start, item.end))
    return classes, ids, keys, again


def _misplaced(
    spans: Mapping[str, Span], id_: Placed[str] | None, shown: str, place: Callable[[Span], Place]
) -> list[Finding]:
    """Keys and id on what is no mark: a part of an attribution, or words in another language."""
    findings = [rules.MARK_KEY_MISPLACED.at(place(span), key=key, kind=shown) for key, span in spans.items()]
    if id_:
        findings.append(rules.MARK_KEY_MISPLACED.at(place(id_.span), key=f"#{id_.value}", kind=shown))
    return findings


def check_keys(
    keys: Mapping[str, Placed[str]],
    kind: str,
    place: Callable[[Span], Place],
    name_at: Callable[[str, Placed[str]], Span],
) -> list[Finding]:
    """Keys and vocabulary of a mark of `kind`; `name_at` tells where the name of a key with some value stands."""
    findings = []
    allowed = KEYS_BY_KIND.get(kind, COMMON_KEYS)
    for key, value in keys.items():
        if key not in allowed:
            findings.append(_not_allowed(key, kind, allowed, place(name_at(key, value))))
        elif not value.value.strip() and key != "bare":
            hint = f"write {key}=… with a value, or remove it"
            findings.append(VALUE_EMPTY.at(place(name_at(key, value)), hint, what=f"'{key}'"))
        elif key in VALUES and value.value not in VALUES[key]:
            hint = nearest(value.value, VALUES[key])
            findings.append(rules.MARK_VALUE.at(place(value.span), hint, value=value.value, key=key))
    return findings


def key_span(key: str, value: Placed[str], text: str) -> Span:
    """Where the name of a key stands right before its value in the text of their file; else where the value does."""
    at = text.rfind(key, max(value.span.start - _NEAR, 0), value.span.start)
    return Span(at, at + len(key)) if at >= 0 else value.span


_NEAR = 40
"""How far before a value its key is looked for."""


def _not_allowed(key: str, kind: str, allowed: tuple[str, ...], place: Place) -> Finding:
    """A key that no mark of this kind takes."""
    shown = label(kind)
    takes = f"{shown} takes {', '.join(allowed)}"
    if key in ALL_KEYS:
        return rules.MARK_KEY_MISPLACED.at(place, f"it belongs on {_homes(key)}; {takes}", key=key, kind=shown)
    close = near(key, allowed, 0.8) or near(key, ALL_KEYS, 0.7)
    hint = takes
    if close:
        elsewhere = "" if close in allowed else f" it belongs on {_homes(close)}, not on {shown}"
        hint = f"did you mean '{close}'?{elsewhere}"
    return rules.MARK_KEY_UNKNOWN.at(place, hint, key=key, kind=shown)


def _homes(key: str) -> str:
    """The kinds that take a key, in words."""
    homes = [label(kind) for kind, keys in KEYS_BY_KIND.items() if key in keys]
    return f"{', '.join(homes[:-1])} or {homes[-1]}" if len(homes) > 1 else homes[0]


def is_id(text: str) -> bool:
    """Whether a text may be the id of a mark."""
    return _ID.match(text) is not None and not text.startswith(tuple(_RESERVED))


def check_id(id_: Placed[str], place: Callable[[Span], Place]) -> list[Finding]:
    """Whether an id may be one."""
    if is_id(id_.value):
        return []
    reserved = next((prefix for prefix in _RESERVED if id_.value.startswith(prefix)), "")
    if reserved:
        hint = f"ids that begin with {reserved} belong to {_RESERVED[reserved]}: begin with another word"
        return [rules.MARK_ID_BAD.at(place(id_.span), hint, id=id_.value)]
    from slugify import slugify

    made = slugify(id_.value)
    hint = f"write '{made}'" if _ID.match(made) else ""
    return [rules.MARK_ID_BAD.at(place(id_.span), hint, id=id_.value)]


def looks_like_braces(content: str, kinds: Mapping[str, str]) -> bool:
    """Whether what stands between round brackets was most likely meant to stand in the braces of a mark."""
    found = _ROUND.match(content)
    if found is None or found["more"]:
        return found is not None
    if found["key"]:
        return found["key"] in ALL_KEYS
    return found["kind"] is None or found["kind"] in kinds or found["kind"] in PARTS


def names(site_kinds: Mapping[str, str]) -> dict[str, str]:
    """Every name that a kind may be called by, the site's own included (id -> id)."""
    return {name: kind.id for name, kind in MARK_KIND_BY_NAME.items()} | dict(site_kinds)


def label(kind: str) -> str:
    """A kind as it is called in a message."""
    return {"attribution": "an attribution", "hedge": "a hedge", "claim": "a claim", "counter": "a counter-claim"}.get(
        kind, f"a mark of kind '{kind}'"
    )


def nearest(word: str, known: tuple[str, ...]) -> str:
    """A hint that names the nearest of the known words, else all of them."""
    if close := near(word, known):
        return f"did you mean '{close}'?"
    return f"known: {', '.join(known)}"
