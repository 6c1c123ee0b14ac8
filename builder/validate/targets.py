"""Targets of `publish:` in site.yaml: whether something can be published there, and no key stands in the file. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from builder.diagnostics import Finding
from builder.model.written import WrittenTarget
from builder.rules import publish_rules as rules
from builder.source import SourceFile, redacted

KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "folder": (),
    "git": ("branch",),
    "rsync": ("port",),
    "s3": ("prefix", "endpoint", "region", "profile"),
})  # fmt: skip
"""The keys that a target of each kind may have, besides those of all."""

_WORD = r"[A-Za-z0-9_][A-Za-z0-9._-]*"
_HOST = r"(?:[A-Za-z0-9_][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\])"
_PLACES: Mapping[str, tuple[re.Pattern[str], str]] = MappingProxyType({
    "folder": (re.compile(r"[^-].*"), "write the path of a folder, from the root of the site: ../public"),
    "git": (
        re.compile(rf"{_WORD}|https?://\S+|ssh://(?:{_WORD}@)?{_HOST}(?::\d+)?/\S+|file:///.+"
                   rf"|(?:{_WORD}@)?{_HOST}:(?!:)[^:\s]\S*|\.{{0,2}}/.*"),
        "write the address of the repository, as git clone takes it, or the name of a remote, such as origin",
    ),
    "rsync": (
        re.compile(rf"(?:{_WORD}@)?{_HOST}:(?![:])(?:/?[^/\s:][^\n]*)"),
        "write user@host:/path/of/the/folder: a folder of its own on a server that is reached over ssh",
    ),
    "s3": (re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"), "write the name of the bucket alone, without s3://"),
})  # fmt: skip
"""What a place of each kind looks like; none begins with a hyphen, which programs would take for an option."""

_VALUES: Mapping[str, tuple[re.Pattern[str], str]] = MappingProxyType({
    "branch": (re.compile(r"(?!.*(?:\.\.|//|/\.|\.lock$|/$|\.$))[A-Za-z0-9_][A-Za-z0-9._/-]*"), "branch"),
    "prefix": (re.compile(r"(?!.*(?://|(?:^|/)\.\.?(?:/|$)))[A-Za-z0-9_][A-Za-z0-9._/-]*"), "folder of a bucket"),
    "region": (re.compile(r"[a-z0-9][a-z0-9-]*"), "region"),
    "profile": (re.compile(rf"{_WORD}"), "name of a profile"),
})  # fmt: skip


def check_target(written: WrittenTarget, file: SourceFile) -> Iterable[Finding]:
    """Everything that is wrong with a target, as far as its line can tell."""
    kind = written.kind.value
    if kind not in KEYS:  # which is told already
        return
    for key in (key for keys in KEYS.values() for key in keys):
        typed = getattr(written, key)
        if typed is None:
            continue
        if key not in KEYS[kind]:
            yield rules.PUBLISH_KEY.at(file.place(typed.span), kind=kind, key=key)
        elif key in _VALUES and not _VALUES[key][0].fullmatch(typed.value):
            yield rules.PUBLISH_VALUE.at(file.place(typed.span), value=typed.value, what=_VALUES[key][1])
    for typed in (written.to, written.endpoint):
        if typed and redacted(typed.value) != typed.value:
            yield rules.PUBLISH_SECRET.at(file.place(typed.span))
            return
    pattern, hint = _PLACES[kind]
    if written.to.value and not pattern.fullmatch(written.to.value):
        yield rules.PUBLISH_PLACE.at(file.place(written.to.span), hint, to=written.to.value, kind=kind)
