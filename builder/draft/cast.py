"""Who speaks in an article: the words of each source, and which source of the site they mean.

Wordings are merged only where that is sure: the same words, or a surname after one full name. "Kyiv", "officials in
Kyiv" and "the Ukrainian government" stay three sources.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from builder.draft.casing import Casing
from builder.draft.stand_ins import is_plural
from builder.draft.tongue import Tongue, is_reserved
from builder.model.site import Source
from builder.taxonomy import BUILT_IN_SOURCES
from builder.text.ids import slugs

WORD = re.compile(r"[^\W_]+(?:[.’'\-][^\W_]+)*")
ATTRIBUTED = re.compile(r"\battributed to\s+", re.IGNORECASE)
CITED_BY = re.compile(r",?\s(?:cited|quoted)\sby\s+", re.IGNORECASE)
BEHIND = re.compile(r"\b(?:in|of|from|who|with|at|for|on|by)\b")
"""What follows the noun that a source is known by."""
LONGEST = 90
"""Code points of a source's name; more is no name but a sentence."""
LONGEST_NAME = 4
"""Words of a person's name."""


@dataclass(slots=True)
class Member:
    """A source that is new to the site."""

    id: str
    name: str
    kind: str
    also: list[str] = field(default_factory=list)


class Cast:
    """The sources known so far; new ones are added as they speak."""

    def __init__(self, known: Mapping[str, Source], tongue: Tongue, text: str = "") -> None:
        self.tongue = tongue
        self.casing = Casing(text, tongue)
        self.new: list[Member] = []
        self.ids = set(known) | {source.id for source in BUILT_IN_SOURCES}
        self.ids.update(old for source in known.values() for old in source.former)  # links to them lead elsewhere
        self.by_name: dict[str, str] = {}
        self.people: dict[str, set[str]] = {}
        self.last_person = ""
        self.last = ""
        for source in known.values():
            for name in (source.name, *source.also):
                self.by_name.setdefault(self._folded(name), source.id)
            if source.kind == "person":
                self._remember_person(source.name, source.id)

    def chain(self, pieces: Sequence[str]) -> str:
        """The chain that the words of a source mean: "tass < police", "kyiv + western-allies", "unstated < smith"."""
        words = " ".join(" ".join(pieces).split())
        if not words or len(words) > 3 * LONGEST:
            return "unstated"
        halves = ATTRIBUTED.split(words, maxsplit=1)
        if len(halves) == 2:
            return self._joined(["unstated", self.one(halves[1])])
        cited = CITED_BY.split(words, maxsplit=1)
        if len(cited) == 2 and all(cited):
            return self._joined([self.one(cited[1]), self.one(cited[0])])
        for cue in sorted(self.tongue.citing):
            before, found, behind = words.partition(f" {cue} ")
            if found:
                return self._joined([self.one(before), self.one(behind)])
        both = re.fullmatch(r"([A-Z][\w.’'-]+) and ((?:his|her|its|their|the) .+|[A-Z][\w.’'-]+)", words)
        if both:
            return self._joined([self.one(both[1]), self.one(both[2])], " + ")
        return self.one(words)

    def foresee(self, words: str) -> None:
        """Learn of a person who is named in full, so that a surname before that is known for what it is."""
        name = self._name(" ".join(words.split()))
        known = self._folded(name) in self.by_name
        if len(name.split()) > 1 and len(name) <= LONGEST and not known and self._is_person(name, words):
            self._enter(name, words)

    def _joined(self, ids: Sequence[str], sign: str = " < ") -> str:
        """A chain in which no source stands twice."""
        return sign.join(dict.fromkeys(ids))

    def one(self, words: str) -> str:
        """The id of the source that some words mean; a new one where nobody is known by them."""
        folded = self._folded(words)
        if folded in self.tongue.pronouns_he:
            return self.last_person or self.last or "unstated"
        if folded in self.tongue.pronouns_they or not folded:
            return self.last or "unstated"
        name = self._name(words)
        found = self.by_name.get(folded) or self.by_name.get(self._folded(name)) or self._by_surname(name)
        if found is None:
            found = self._enter(name, words)
        member = next((one for one in self.new if one.id == found), None)
        wording = self.casing.within(words.strip(' ,.;:“”"'))
        if member is not None:
            self._also(member, wording)
        self.by_name.setdefault(folded, found)
        self.last = found
        if found in set().union(*self.people.values(), ()):
            self.last_person = found
        return found

    def _also(self, member: Member, wording: str) -> None:
        """Enter another wording for a source; one with “the” before its name, or fewer capitals, becomes its name."""
        if wording.removeprefix("the ").lower() == member.name.removeprefix("the ").lower():
            member.name = max(member.name, wording, key=lambda name: sum(part[0].islower() for part in name.split()))
            return
        is_new = wording not in member.also and self._folded(wording) != self._folded(member.name)
        if is_new and len(wording) <= LONGEST:
            member.also.append(wording)

    def _folded(self, words: str) -> str:
        """A wording without case, punctuation and a determiner before it."""
        parts = [part.lower().replace("’", "'").removesuffix("'s") for part in WORD.findall(words)]
        while len(parts) > 1 and parts[0] in self.tongue.determiners | self.tongue.possessives:
            parts.pop(0)
        return " ".join(parts)

    def _name(self, words: str) -> str:
        """The name in some words, as within a sentence."""
        return self.casing.within(self._bare_name(words))

    def _bare_name(self, words: str) -> str:
        """What follows the last title, up to a comma; else the words themselves."""
        head, _, behind = words.partition(",")
        head = head.strip(' .;:“”"') or words.strip()
        parts = head.split()
        named = behind.strip(' .;:“”"')
        is_behind = 1 < len(named.split()) <= LONGEST_NAME and all(part[0].isupper() for part in named.split())
        if is_behind and head[:1].islower() and self.casing.is_role(parts[-1]):
            return named
        title = max((at for at, part in enumerate(parts) if part.lower().strip(".") in self.tongue.titles), default=-1)
        rest = parts[title + 1 :]
        run = next((at for at in range(len(parts), 0, -1) if not parts[at - 1][:1].isupper()), 0)
        if title < run < len(parts) - 1 and self._follows_noun(parts, run):
            return re.sub(r"[’']s$", "", " ".join(parts[run:]))
        is_role = len(rest) == 1 and self.casing.is_role(rest[0].lower())
        if title >= 0 and rest and not is_role and all(part[:1].isupper() for part in rest):
            return re.sub(r"[’']s$", "", " ".join(rest))
        if len(parts) > 1 and parts[0].lower() in self.tongue.possessives:
            head = head.split(None, 1)[1]
        return head[:LONGEST].strip()

    def _follows_noun(self, parts: Sequence[str], run: int) -> bool:
        """Whether a name stands behind a noun that says what its bearer is: “frontrunner Donald Trump”."""
        small = {part.lower().strip(".") for part in parts[run:]}
        named = not small & (self.tongue.bodies | self.tongue.outlets | self.tongue.places)
        return run > 0 and parts[run - 1].lower() not in self.tongue.function_words and named

    def is_source(self, words: str) -> bool:
        """Whether some words name people or documents rather than what they say."""
        return self._kind(self._name(words), words) in ("outlet", "person", "document", "unnamed")

    def is_someone(self, words: str) -> bool:
        """Whether some words name anybody who can speak, not a thing that is neither people nor a document."""
        if self._folded(words) in self.tongue.pronouns_he | self.tongue.pronouns_they:
            return True
        head = BEHIND.split(words.lower(), maxsplit=1)[0].split()[-1:]
        return self._kind(self._name(words), words) != "collective" or self._are_people(head)

    def kind(self, chain: str) -> str:
        """The kind of the last source of a chain that is new to the site; '' for others, and a name of one word."""
        last = re.split(r" < | \+ ", chain)[-1]
        found = next((one for one in self.new if one.id == last), None)
        return "" if found is None or (found.kind == "person" and " " not in found.name) else found.kind

    def _are_people(self, words: Sequence[str]) -> bool:
        """Whether any of some words names a group of people: “analysts”."""
        return any(self.casing.are_people(word) for word in words)

    def _is_person(self, name: str, words: str) -> bool:
        parts = WORD.findall(name)
        small = {part.lower() for part in parts}
        if (
            not parts
            or not all(part[0].isupper() for part in parts)
            or parts[0] == "The"
            or self.tongue.joining.intersection(part.lower() for part in parts[1:])
            or small & (self.tongue.bodies | self.tongue.outlets)
            or self._are_people([parts[-1].lower()])
        ):
            return False
        titled = any(part.lower().strip(".") in self.tongue.titles for part in words.split(",", maxsplit=1)[0].split())
        if len(parts) == 1:
            return parts[0].lower() not in self.tongue.places and not parts[0].isupper()
        return len(parts) <= LONGEST_NAME and (titled or not small & self.tongue.places)

    def _kind(self, name: str, words: str) -> str:
        """What kind of source some words mean."""
        small = [part.lower() for part in WORD.findall(words)]
        if set(small) & self.tongue.outlets or self.casing.is_paper(name):
            return "outlet"
        if self._is_person(name, words):
            return "person"
        heads = BEHIND.split(name.lower(), maxsplit=1)[0].split()[-1:]
        last = heads[0] if heads else ""
        if last in self.tongue.documents:
            return "document"
        if last in self.tongue.unnamed:
            return "unnamed"
        if self._are_people([last]) or (small[:1] and small[0] in self.tongue.quantities and is_plural(last)):
            return "collective"
        if name[:1].islower() and self.casing.is_role(last):
            return "unnamed" if small[0] in ("a", "an", "one", "another") else "person"
        core = name.removeprefix("the ")
        is_named = core[:1].isupper() and not (core.isalpha() and is_plural(core) and core != name)
        return "organisation" if is_named or set(small) & (self.tongue.bodies | self.tongue.places) else "collective"

    def _by_surname(self, name: str) -> str | None:
        """The only person with a surname; None where there is none, or more than one."""
        parts = WORD.findall(re.sub(r"[’']s$", "", name))
        ids = self.people.get(parts[-1].lower(), set()) if len(parts) == 1 else set()
        return next(iter(ids)) if len(ids) == 1 else None

    def _remember_person(self, name: str, id_: str) -> None:
        parts = WORD.findall(name)
        if parts:
            self.people.setdefault(parts[-1].lower(), set()).add(id_)

    def _enter(self, name: str, words: str) -> str:
        kind = self._kind(name, words)
        small = [part for part in WORD.findall(name) if part.lower() not in ("a", "an", "the")]
        parts = [slug for part in small for slug in slugs(re.sub(r"[’']s$", "", part))][:6]
        stem = "-".join(parts)[:60].strip("-") or "source"
        stem = f"source-{stem}" if is_reserved(stem) else stem
        id_, number = stem, 2
        while id_ in self.ids:
            id_, number = f"{stem}-{number}", number + 1
        self.ids.add(id_)
        self.by_name[self._folded(name)] = id_
        self.new.append(Member(id_, name, kind))
        if kind == "person":
            self._remember_person(name, id_)
        return id_
