"""From units and what the defaults decided to the marks that readers get."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from builder.analyse import voice
from builder.analyse.defaults import Resolved
from builder.analyse.naming import quote
from builder.analyse.units import Piece, Unit, dissolve
from builder.model.article import AnyMark, Assertion, Attribution, Cue, Hedge, SiteMark, Taking
from builder.model.bundle import WrittenArticle
from builder.model.document import Range
from builder.model.site import Setting
from builder.source import Span
from builder.text.lexicon import Cue as FoundCue
from builder.text.lexicon import Lexicon, cues, source_parts
from builder.text.quotation import form
from builder.text.wordlists import lexicon_of, type_of


def build_marks(
    written: WrittenArticle, resolved: Resolved, names: Sequence[str], setting: Setting
) -> tuple[AnyMark, ...]:
    """All marks in reading order; `names` are the ids of the units."""
    builder = _Builder(written, resolved, names, setting)
    numbers = _numbers(resolved.units)
    hedges = {
        unit.number: builder.hedge(unit, builder.common(unit, numbers[unit.number]))
        for unit in resolved.units
        if unit.kind == "hedge"
    }
    over: dict[int, list[Hedge]] = {}
    for number, hedge in hedges.items():
        if hedge.is_booster:
            continue
        for weakened in resolved.scopes[number].assertions:
            over.setdefault(weakened, []).append(hedge)
    marks: list[AnyMark] = []
    for unit in resolved.units:
        if unit.kind == "hedge":
            marks.append(hedges[unit.number])
            continue
        common = builder.common(unit, numbers[unit.number])
        if unit.kind == "attribution":
            marks.append(builder.attribution(unit, common))
        elif unit.kind not in ("claim", "counter"):
            marks.append(SiteMark(**common))
        elif unit.use:
            marks.append(Taking(**common, use=unit.use, claims=dissolve(unit.refs, builder.groups)))
        else:
            marks.append(builder.assertion(unit, common, over.get(unit.number, ())))
    return tuple(marks)


def _numbers(units: Sequence[Unit]) -> dict[int, int]:
    """The number of each unit among those of its kind."""
    counts: Counter[str] = Counter()
    numbers = {}
    for unit in units:
        counts[unit.kind] += 1
        numbers[unit.number] = counts[unit.kind]
    return numbers


class _Builder:
    """Makes marks of units; holds what all of them need."""

    def __init__(self, written: WrittenArticle, resolved: Resolved, names: Sequence[str], setting: Setting) -> None:
        self.resolved = resolved
        self.names = names
        self.text = written.document.text
        self.leaves = written.document.leaves()
        self.lexicon = lexicon_of(written.language(setting), setting.site)
        self.notes = written.notes()
        self.groups = written.groups()

    def common(self, unit: Unit, number: int) -> dict[str, Any]:
        """What all marks have."""
        id_, said, first = self.names[unit.number], unit.said, unit.pieces[0]
        return {
            "id": id_,
            "kind": unit.kind,
            "number": number,
            "place": unit.number,
            "ranges": tuple([(piece.start, piece.end) for piece in unit.pieces]),
            "quote": quote(self.text, unit),
            "leaf": first.leaf,
            "paragraph": self.leaves[first.leaf].paragraph,
            "sentence": first.sentence,
            "note": said.get("note") or self.notes.get(id_, ""),
            "arguable": said.get("arguable", ""),
            "core": said.get("core") in ("yes", "true"),
        }

    def attribution(self, unit: Unit, common: dict[str, Any]) -> Attribution:
        """Who says it."""
        introduces = self.resolved.introduces.get(unit.number, ())
        form_ = self._form(introduces)
        found_cues: list[Cue] = []
        found_sources: list[Range] = []
        for piece in unit.pieces:
            own = [n for n in introduces if self.resolved.introduced[n].piece == piece.start]
            sources, its_cues = self._parts(piece, self._form(own) if own and own[0] != introduces[0] else form_)
            found_sources += sources
            found_cues += its_cues
        return Attribution(
            **common,
            chain=self.resolved.chains[unit.number],
            sources=tuple(found_sources),
            cues=tuple(found_cues),
            stance=unit.said.get("stance") or next((cue.stance for cue in found_cues if cue.stance), ""),
            form=unit.said.get("form") or form_,
            introduces=tuple([self.names[n] for n in introduces]),
            bare=tuple([piece.mark.value("bare") for piece in unit.pieces]),
        )

    def _parts(self, piece: Piece, form_: str) -> tuple[list[Range], list[Cue]]:
        """Sources and cues of one piece, as its author named them, else as the lexicon finds them."""
        mark, start = piece.mark, piece.start
        found, parts = _speaking(self.text[start : piece.end], self.lexicon) if self.lexicon else ((), ())
        sources = list(mark.sources) or [(start + part.start, start + part.end) for part in parts]
        stance, form_ = mark.value("stance"), mark.value("form") or form_
        known = [((start + cue.start, start + cue.end), cue.stance) for cue in found]
        if mark.cues:
            known = [(range_, _overlapping(range_, known)) for range_ in mark.cues]
        return sources, [Cue(range_, stance or own, form_) for range_, own in known]

    def _form(self, introduces: Sequence[int]) -> str:
        """Direct, indirect or mixed, by the quotation marks in and right around what is introduced; '' for nothing."""
        if not introduces:
            return ""
        unit = self.resolved.units[introduces[0]]
        start, end = unit.start, unit.pieces[-1].end
        return form(_with_quotes(self.text, start, end))

    def hedge(self, unit: Unit, common: dict[str, Any]) -> Hedge:
        """Whose doubt, over what."""
        match = type_of(self.text, unit.start, unit.first.end, self.lexicon)
        type_ = unit.said.get("type") or (match.type if match else "")
        level = match.level if match and match.type == type_ else None
        owner, why_owner = self.resolved.owner(unit, type_)
        scope = self.resolved.scopes[unit.number]
        return Hedge(
            **common,
            type=type_,
            level=unit.said.get("level") or level or "",
            chain=self.resolved.chains[unit.number],
            owner=owner,
            why_owner=why_owner.value,
            claims=scope.claims,
            weakens=tuple([self.names[n] for n in scope.assertions]),
            scope=self._scope_ranges(unit.number),
            why_scope=scope.why.value,
            bare=tuple([piece.mark.value("bare") for piece in unit.pieces]),
        )

    def _scope_ranges(self, hedge: int) -> tuple[Range, ...]:
        """The words a hedge weakens: those its author named, else those of the assertions."""
        words = self.resolved.words.get(hedge)
        if words is not None:
            return (words,)
        weakened = self.resolved.scopes[hedge].assertions
        return tuple((piece.start, piece.end) for number in weakened for piece in self.resolved.units[number].pieces)

    def assertion(self, unit: Unit, common: dict[str, Any], over: Sequence[Hedge]) -> Assertion:
        """One act of saying a claim; `over` are the hedges that weaken it, boosters aside."""
        chain = self.resolved.chains[unit.number]
        item = self.resolved.introduced.get(unit.number)
        return Assertion(
            **common,
            claim=self.resolved.claims[unit.number],
            chain=chain,
            why_chain=self.resolved.reasons[unit.number].value,
            attribution=self.names[item.attribution] if item else "",
            hedges=tuple([hedge.id for hedge in over]),
            own_voice=chain.is_article and voice.speaks_itself([piece.sentence for piece in unit.pieces], over),
        )


@lru_cache(maxsize=2_000)
def _speaking(words: str, lexicon: Lexicon) -> tuple[Sequence[FoundCue], Sequence[Span]]:
    """The cues and the sources in the words of an attribution; the same speakers come again and again."""
    found = cues(words, lexicon)
    return found, source_parts(words, found, lexicon)


def _overlapping(range_: Range, stances: Sequence[tuple[Range, str]]) -> str:
    """The stance of the cue that overlaps a range, '' where none does."""
    return next((s for (start, end), s in stances if start < range_[1] and range_[0] < end), "")


def _with_quotes(text: str, start: int, end: int) -> str:
    """The words of a range with the quotation marks right around them."""
    opening = start - 1 if start and text[start - 1] in '“„«‘"' else start
    closing = end + 1 if end < len(text) and text[end] in '”“»’"' else end
    return text[opening:closing] if opening < start else text[start:end]
