"""A draft as an annotated article: which words get which marks, and the claims they assert."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter as Count
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from builder.draft.cast import Cast
from builder.draft.claims import Claim
from builder.draft.cue_marks import Said, keys
from builder.draft.drafted import Attribution, Counter, Draft
from builder.draft.hedge_marks import Marked, all_marked, braces, left, owner, without
from builder.draft.lines import blocks, runs
from builder.draft.marking import Bracket, crosses, nested
from builder.draft.pieces import WORD, is_account, said, speaking
from builder.draft.pruning import with_wholes
from builder.draft.reading import read
from builder.draft.reasons import content_reason, mark_reason
from builder.draft.tongue import Tongue, is_reserved
from builder.draft.wording import begun, denied, wording
from builder.source import Span
from builder.text.ids import slugs
from builder.text.lexicon import cues, load, source_parts

NEAR = 60
"""Code points between source and cue up to which one mark covers both."""
WORDS_OF_ID = 5
JOINED = re.compile(r"join=([a-z0-9-]+)")
MARK_ID = re.compile(r" #([a-z0-9-]+)")
SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s+(?=[\"“‘(A-Z])")


@dataclass(slots=True)
class Composition:
    """An annotated article in the making."""

    brackets: list[Bracket] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)
    reasons: dict[int, list[str]] = field(default_factory=dict)


class Composer:
    """Turns proposals into marks and claims, in the order of the text."""

    def __init__(self, text: str, draft: Draft, cast: Cast, tongue: Tongue) -> None:
        self.text = text
        self.draft = draft
        self.cast = cast
        self.tongue = tongue
        self.lexicon = load(tongue.language)
        self.places = blocks(text)
        self.made = Composition()
        self.spans: list[Bracket] = []
        self.ids: Count[str] = Count()
        self.claim_of: dict[tuple[Span, ...], str] = {}
        self.last_mark: tuple[int, str] = (-1, "")
        self.last_chain = ""
        self.last_claim = ""
        self.cites: tuple[int, str] = (-1, "")
        self.plain = read(text, tongue, fold=False)
        self.careful: list[Marked] = []
        self.chains: dict[Span, str] = {}
        ends = [found.end() for found in SENTENCE_END.finditer(text)]
        self.line_ends = [run.end for run in runs(text)]
        self.ends = sorted((*ends, *self.line_ends))

    def compose(self, *, with_hedges: bool = True) -> Composition:
        """All marks and claims."""
        for one in self.draft.attributions:
            for part in one.source:
                self.cast.foresee(self._words(part))
        if with_hedges:
            self.careful = all_marked(self.plain, (*self.draft.hedges, *self.draft.degrees))
        answers = {one.cue: one for one in self.draft.counters}
        for one in self.draft.attributions:
            self._attribution(one, answers.get(one.cue))
        others: dict[int | None, list[Span]] = {}
        for bracket in self.spans:
            others.setdefault(self._block(bracket.span.start), []).append(bracket.span)
        for hedge in self.careful:
            self._hedge(hedge, others.get(self._block(hedge.span.start), ()))
        kept = nested(self.spans, self.places)
        there = {found for one in kept for found in MARK_ID.findall(one.braces)}
        kept = tuple(one for one in kept if there.issuperset(JOINED.findall(one.braces)))
        joined = {found for one in kept for found in JOINED.findall(one.braces)}
        self.made.brackets = [Bracket(one.span, _without_id(one.braces, joined)) for one in with_wholes(kept)]
        return self.made

    def _attribution(self, one: Attribution, answer: Counter | None) -> None:
        block = self._block(one.cue.start)
        content = said(self.text, self.places, one, self.tongue)
        if (
            block is None
            or not any(WORD.search(self._words(piece)) for piece in content)
            or (not one.source and self._is_careful(one.cue))
        ):
            return
        one = replace(one, source=self._speakers(one))
        parts = [part for part in one.source if self._block(part.start) == block and not _touches(part, content)]
        reasons = self.made.reasons.setdefault(block, [])
        reasons.append(mark_reason("who says it", self._words(one.cue), one.confidence, one.reason))
        if self._cites(one, content):
            cited = speaking(self.text, content[0], self.tongue)
            self._mark(one.cue, [*parts, cited], self._chain([*one.source, cited], " < "), ())
            return
        reasons.append(content_reason(self.text, one.cue, content))
        here = self._sentence(one.cue.start)
        joins = self.last_mark[0] == here and (not one.source or self.cites[0] == here)
        near = sorted(one.source, key=lambda part: abs(part.start - one.cue.start))[:1]
        chain = "" if joins else self._chain(near)
        if joins or (self.last_mark[0] == here and chain == self.last_chain):
            chain, parts = "", []
        mention = is_account(" ".join(self._words(piece) for piece in content), self.tongue)
        if mention and answer is None and self.last_claim:
            self._mark(one.cue, parts, chain, content)
            self.spans.append(Bracket(content[0], f".c as=mention ref={self.last_claim}"))
            return
        self.chains[one.cue] = chain or self.last_chain
        claim = self._claim(one, answer, content)
        self._mark(one.cue, parts, chain, content)
        answers = self.made.claims[claim].answers
        self._content(content, claim, answer if answers else None, one, chain)
        if answer is not None and answers:
            reasons.append(mark_reason("answer", self._words(answer.cue), answer.confidence, answer.reason))

    def _speakers(self, one: Attribution) -> tuple[Span, ...]:
        """Who speaks; nobody where the noun before a cue such as “, suggesting” can be no speaker."""
        parts = tuple(speaking(self.text, part, self.tongue) for part in one.source)
        aside = self._words(one.cue).endswith("ing") and self.text[: one.cue.start].rstrip().endswith(",")
        return tuple(part for part in parts if not aside or self.cast.is_someone(self._words(part)))

    def _chain(self, source: Sequence[Span], sign: str = "") -> str:
        """The chain that the words of a source mean; with a sign, each piece is a hop."""
        pieces = [self.text[part.start : part.end] for part in source]
        if sign:
            return sign.join(dict.fromkeys(id_ for piece in pieces for id_ in self.cast.chain([piece]).split(sign)))
        return self.cast.chain(pieces)

    def _cites(self, one: Attribution, content: Sequence[Span]) -> bool:
        """Whether what seems to be said is only whom somebody cites: “TASS, citing police sources, said …”."""
        cue = {word.lower() for word in WORD.findall(self._words(one.cue))}
        plain = not re.search(r"[\"“]", self._words(content[0])) and one.cue.end <= content[0].start
        if not (cue & self.tongue.citing and plain and one.source and self.cast.is_source(self._words(content[0]))):
            return False
        self.cites = (self._sentence(one.cue.start), "")
        return True

    def _mark(self, cue: Span, parts: Sequence[Span], chain: str, content: Sequence[Span]) -> None:
        """The mark of source and cue, in pieces where they stand apart."""
        every = sorted([*parts, cue])
        whole = Span(every[0].start, every[-1].end)
        id_ = self._id("a", self._words(whole if whole.end - whole.start < 200 else cue))
        told = " ".join(self._words(piece) for piece in content)
        more = keys(Said(self._words(cue), told, self.cast.kind(chain), self.tongue)) if chain else ""
        marks = f".a #{id_} source={_value(chain)}{more}" if chain else f".a join={self.last_mark[1]}"
        gaps = [after.start - before.end for before, after in pairwise(every)]
        if not _touches(whole, content) and max(gaps, default=0) <= NEAR and self._is_in_line(whole):
            self.spans.append(Bracket(whole, marks))
            self._name_parts(whole, cue, parts)
        else:
            first, *others = [part for part in every if part == cue or (chain and self._is_in_line(part))]
            self.spans.append(Bracket(first, marks))
            self.spans += [Bracket(part, f".a join={id_}") for part in others if chain]
            self._name_parts(cue, cue, ())
        if chain:
            self.last_mark = (self._sentence(cue.start), id_)
            self.last_chain = chain

    def _name_parts(self, whole: Span, cue: Span, parts: Sequence[Span]) -> None:
        """Say which words are source and cue where the lexicon would not find just these."""
        words = self._words(whole)
        found = cues(words, self.lexicon) if self.lexicon else ()
        sources = source_parts(words, found, self.lexicon) if self.lexicon else ()
        if len(found) != 1 and whole != cue:
            self.spans.append(Bracket(cue, ".cue"))
        if len(sources) != 1 or len(found) != 1:
            self.spans += [Bracket(part, ".source") for part in parts if part != whole]

    def _content(
        self, content: Sequence[Span], claim: str, answer: Counter | None, one: Attribution, chain: str
    ) -> None:
        """The marks of what is said, pieces joined to the first."""
        first, *more = content
        if answer is not None and answer.relation == "denies":
            ends = (*one.source, one.cue, *content)
            whole = Span(min(end.start for end in ends), max(end.end for end in ends))
            self.spans.insert(0, Bracket(whole, f".x ref={claim}"))
            targets = self.made.claims[claim].answers
            if is_account(self._words(first), self.tongue):
                self.spans.append(Bracket(first, f".c as=mention ref={_value(' '.join(targets))}"))
            return
        elsewhere = first.start < one.cue.start or self._sentence(first.start) != self._sentence(one.cue.start)
        chain = chain or self.last_chain
        source = f" source={_value(chain)}" if elsewhere and chain != "unstated" else ""
        kind = "x" if answer is not None else "c"
        if more:
            id_ = self._id(kind, self._words(first))
            self.spans.append(Bracket(first, f".{kind} #{id_}{source} ref={claim}"))
            self.spans += [Bracket(piece, f".{kind} join={id_}") for piece in more]
        else:
            self.spans.append(Bracket(first, f".{kind}{source} ref={claim}"))

    def _claim(self, one: Attribution, answer: Counter | None, content: Sequence[Span]) -> str:
        """The id of the claim that an attribution asserts, which is entered."""
        name = " ".join(self._words(piece) for piece in content)
        told = wording(" ".join(without(self.text, piece, self.careful) for piece in content), self.tongue)
        careful = left(self.text, content, self.careful)
        target = self._target(answer) if answer is not None and answer.target else None
        if answer is not None and target and answer.relation == "denies":
            told, careful = denied(name, self.tongue), ()
            name = f"no {name}"
        id_ = self._claim_id(name)
        claim = Claim(id_, begun(told.says, careful, self.tongue), is_sentence=told.is_sentence, careful=careful)
        if answer is not None and target:
            claim.how, claim.answers, claim.reason = answer.relation, (target,), answer.reason
        self.made.claims[id_] = claim
        self.claim_of[one.content] = self.last_claim = id_
        return id_

    def _target(self, answer: Counter) -> str | None:
        """The claim that is answered; where its words became no claim, the last one that is no answer itself."""
        found = self.claim_of.get(answer.target)
        return found or next((one.id for one in reversed(self.made.claims.values()) if not one.answers), None)

    def _claim_id(self, words: str) -> str:
        """A readable id: the first words that mean something."""
        found = [
            word for word in WORD.findall(words) if word.lower() not in self.tongue.function_words
        ] or WORD.findall(words)
        parts = [slug for word in found[:WORDS_OF_ID] for slug in slugs(word)][:WORDS_OF_ID]
        stem = "-".join(parts)[:60].strip("-") or "claim"
        if not stem[0].isalpha() or is_reserved(stem):
            stem = f"claim-{stem}"
        id_, number = stem, 2
        while id_ in self.made.claims:
            id_, number = f"{stem}-{number}", number + 1
        return id_

    def _hedge(self, one: Marked, others: Sequence[Span]) -> None:
        hedge = one.hedge
        block = self._block(hedge.span.start)
        if block is None:
            return
        if any(crosses(one.span, other) for other in others) or not self._is_in_line(one.span):
            one = Marked(hedge, hedge.span, None)
        keys = owner(self.text, one, self.draft.attributions, self.chains)
        self.spans.append(Bracket(one.span, braces(self.text, one, keys, self.tongue.language)))
        reason = mark_reason("careful word", self._words(hedge.span), hedge.confidence, hedge.reason)
        self.made.reasons.setdefault(block, []).append(reason)

    def _is_careful(self, cue: Span) -> bool:
        """Whether a cue is no more than a careful word: “reportedly”."""
        return " " not in self._words(cue) and any(one.span == cue for one in self.draft.hedges)

    def _block(self, at: int) -> int | None:
        number = bisect_right(self.places, at, key=lambda place: place.start) - 1
        return number if number >= 0 and at < self.places[number].end else None

    def _sentence(self, at: int) -> int:
        """A number that two places in one sentence share."""
        return bisect_right(self.ends, at)

    def _is_in_line(self, span: Span) -> bool:
        """Whether a range lies in one line, as lines are read."""
        return bisect_right(self.line_ends, span.start) == bisect_right(self.line_ends, span.end - 1)

    def _words(self, span: Span) -> str:
        return " ".join(self.text[span.start : span.end].split())

    def _id(self, prefix: str, words: str) -> str:
        stem = (
            "-".join([slug for word in words.split() for slug in slugs(word)][:WORDS_OF_ID])[:60].strip("-") or "mark"
        )
        self.ids[f"{prefix}-{stem}"] += 1
        number = self.ids[f"{prefix}-{stem}"]
        return f"{prefix}-{stem}" if number == 1 else f"{prefix}-{stem}-{number}"


def _without_id(braces: str, joined: set[str]) -> str:
    """What stands in braces, without an id that nothing joins."""
    return MARK_ID.sub(lambda found: found[0] if found[1] in joined else "", braces)


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _value(words: str) -> str:
    """The value of a key in braces."""
    return words if re.fullmatch(r"[a-z0-9-]+", words) else f'"{words}"'
