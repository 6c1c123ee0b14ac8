"""The words of the interface in a site's language: the built-in catalogue, and the site's own in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from types import MappingProxyType

from builder.diagnostics import Finding
from builder.read import Root
from builder.render import MESSAGES, built_in_catalogues, messages_in
from builder.rules import file_rules, template_rules
from builder.source import Place, SourceFile
from builder.text.catalogue import EMPTY, Catalogue, read_catalogue
from builder.text.messages import SOURCE_LANGUAGE, Messages, Translation, lookup, untranslated
from builder.text.near import near

MESSAGES_BYTES = 4_000_000
"""The most that a catalogue of messages may hold."""
HINTS = 20
"""How many unknown messages are told with what may have been meant: looking for it takes a while."""


def read_messages(
    root: Root, paths: Sequence[str], language: str, templates: Mapping[str, str]
) -> tuple[Messages, list[Finding]]:
    """The interface in a language; `paths` are the site's own files in templates/messages, `templates` its own ones.

    A copy of a built-in catalogue says nothing of its own; in a checkout of this program ours lie where a site's do.
    """
    own: dict[str, SourceFile] = {}
    findings: list[Finding] = []
    for path in paths:
        name = PurePosixPath(path)
        if name.suffix != ".po" or name.parent.name != MESSAGES:
            hint = "a catalogue is called after its language: templates/messages/de.po"
            findings.append(file_rules.FILE_UNEXPECTED.at(Place(path), hint, name=name.name))
            continue
        file, more = root.text(path, MESSAGES_BYTES)
        findings += more
        if file is not None and file.text != built_in_catalogues().get(_tag(name.stem)):
            own[_tag(name.stem)] = file
            findings += _read(path, file.text, _tag(name.stem))[1]
    messages = _messages(language, tuple((tag, own[tag].path, own[tag].text) for tag in lookup(language) if tag in own))
    if own:
        findings += _check(own, language, messages, templates)
    return messages, findings


def _tag(stem: str) -> str:
    """The language that a file's name says: pt_BR and pt-BR are one."""
    return stem.replace("_", "-").lower()


@lru_cache(maxsize=8)
def _read(path: str, text: str, tag: str) -> tuple[Catalogue, tuple[Finding, ...]]:
    """A catalogue; kept, since the same is read at every build."""
    catalogue, findings = read_catalogue(SourceFile(path, text), tag)
    return catalogue, tuple(findings)


def _built_in(tag: str) -> Catalogue:
    """The built-in catalogue of a language, empty where there is none."""
    text = built_in_catalogues().get(tag)
    return _read(f"templates/{MESSAGES}/{tag}.po", text, tag)[0] if text is not None else EMPTY


@lru_cache(maxsize=4)
def _messages(language: str, own: tuple[tuple[str, str, str], ...]) -> Messages:
    """The interface in a language: of all its catalogues the nearest to it comes first, the site's own before ours.

    Where nobody speaks the language, the interface is English and says so.
    """
    entries: dict[str, Translation] = {}
    for tag in reversed(lookup(language)):
        entries |= _built_in(tag).entries
        for _, path, text in (item for item in own if item[0] == tag):
            entries |= _read(path, text, tag)[0].entries
    speaks = entries or SOURCE_LANGUAGE in lookup(language)
    return Messages(language, MappingProxyType(entries)) if speaks else untranslated()


def _check(
    own: Mapping[str, SourceFile], language: str, messages: Messages, templates: Mapping[str, str]
) -> Iterable[Finding]:
    """Messages of the site's own catalogues that no page says, and texts that they leave in English."""
    known = {name: None for tag in built_in_catalogues() for name in _built_in(tag).entries}
    texts = known | dict.fromkeys(name for text in templates.values() for name in messages_in(text))
    hints = HINTS
    for tag, file in own.items():
        if tag not in lookup(language):
            yield template_rules.MESSAGES_UNUSED.at(file.whole(), language=language)
        for name, place in _read(file.path, file.text, tag)[0].places.items():
            if name not in texts:
                words = name.rpartition("\x04")[2]
                close = near(name, texts, 0.8) if hints else ""
                hints -= 1 if hints else 0
                hint = f"did you mean '{close.rpartition(chr(4))[2]}'?" if close else ""
                yield template_rules.MESSAGE_UNKNOWN.at(place, hint, message=words)
    missing = [name for name in texts if name not in messages.entries]
    nearest = next((own[tag] for tag in lookup(language) if tag in own), None)
    if missing and nearest is not None and SOURCE_LANGUAGE not in lookup(language):
        first = missing[0].rpartition("\x04")[2]
        yield template_rules.MESSAGES_INCOMPLETE.at(nearest.whole(), first=first)
