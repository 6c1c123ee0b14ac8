"""What the braces after bracketed words mean: a mark, a part of an attribution, or words in another language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from builder.diagnostics import Finding
from builder.model.placed import Placed
from builder.parse.attributes import Attributes, Item
from builder.rules import mark_rules as rules
from builder.source import Place, Span
from builder.taxonomy import EVIDENCE, FORMS, HEDGE_TYPES, LEVELS, MARK_KIND_BY_NAME, STANCES, USES

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
EVIDENCE_VALUES = tuple(term.id for term in EVIDENCE)

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_RESERVED = ("p-", "n-", "claim-", "page-")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")

Where = Callable[[int, int], Span]
"""From offsets in the inline text to the span in the file."""


@dataclass(frozen=True, slots=True)
class Meaning:
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
    findings: list[Finding] = []

    def at(item: Item) -> Place:
        return place(where(item.start, item.end))

    classes = [item for item in braces.items if item.sign == "."]
    ids = [item for item in braces.items if item.sign == "#"]
    pairs = [item for item in braces.items if item.sign == "="]
    known = [item for item in classes if item.value in kinds or item.value in PARTS]
    findings += [
        rules.KIND_UNKNOWN.at(at(item), nearest(item.value, (*kinds, *PARTS)), kind=item.value)
        for item in classes
        if item not in known
    ]
    if len(known) > 1:
        names = ", ".join(f".{item.value}" for item in known)
        findings.append(rules.MARK_TWO_KINDS.at(at(known[1]), count=len(known), kinds=names))
    name = known[0].value if known else ""
    kind = kinds.get(name, "")
    keys, more = _keys(pairs, at, where)
    findings += more
    language = keys.get("lang")
    if not classes and language is None:
        findings.append(rules.MARK_NO_KIND.at(place(where(braces.start, braces.end))))
    if language and not _LANGUAGE.match(language.value):
        findings.append(rules.LANGUAGE_BAD.at(place(language.span), language=language.value))
    for extra in ids[1:]:
        findings.append(rules.MARK_KEY_TWICE.at(at(extra), key="#"))
    if kind:
        findings += check_keys(keys, kind, place)
    elif not classes or known:
        findings += [
            rules.MARK_KEY_MISPLACED.at(place(value.span), key=key, kind=f".{name}" if name else "a language span")
            for key, value in keys.items()
            if key != "lang"
        ]
        findings += [rules.MARK_KEY_MISPLACED.at(at(item), key="#" + item.value, kind=f".{name}") for item in ids]
    id_ = Placed(ids[0].value, where(ids[0].start, ids[0].end)) if ids else None
    if id_ and kind:
        findings += check_id(id_, place)
    part = name if name in PARTS and not kind else ""
    return Meaning(kind, part, language.value if language else "", id_, keys), findings


def _keys(pairs: list[Item], at: Callable[[Item], Place], where: Where) -> tuple[dict[str, Placed[str]], list[Finding]]:
    """The keys by name, and the double ones."""
    keys: dict[str, Placed[str]] = {}
    findings = []
    for item in pairs:
        if item.name in keys:
            findings.append(rules.MARK_KEY_TWICE.at(at(item), key=item.name))
        else:
            keys[item.name] = Placed(item.value, where(item.start, item.end))
    return keys, findings


def check_keys(keys: Mapping[str, Placed[str]], kind: str, place: Callable[[Span], Place]) -> list[Finding]:
    """Keys and vocabulary of a mark of `kind`."""
    findings = []
    allowed = KEYS_BY_KIND.get(kind, COMMON_KEYS)
    shown = label(kind)
    for key, value in keys.items():
        where = place(value.span)
        if key not in allowed:
            rule = rules.MARK_KEY_MISPLACED if key in ALL_KEYS else rules.MARK_KEY_UNKNOWN
            findings.append(rule.at(where, nearest(key, allowed), key=key, kind=shown))
        elif key in VALUES and value.value not in VALUES[key]:
            findings.append(rules.MARK_VALUE.at(where, nearest(value.value, VALUES[key]), value=value.value, key=key))
        elif not value.value.strip() and key != "bare":
            findings.append(rules.MARK_VALUE.at(where, f"give {key} a value, or remove it", value="", key=key))
    return findings


def check_id(id_: Placed[str], place: Callable[[Span], Place]) -> list[Finding]:
    """Whether an id may be one."""
    if _ID.match(id_.value) and not id_.value.startswith(_RESERVED):
        return []
    return [rules.MARK_ID_BAD.at(place(id_.span), id=id_.value)]


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
    close = get_close_matches(word, known, 1, 0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"known: {', '.join(known)}"
