"""The proof sheet: every assertion of an article as a sentence, with the default that decided; and the list of ids.

It is how authors catch what no syntax check can: the wrong speaker, a doubt that is somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill

from builder.diagnostics import visible
from builder.model.article import AnyMark, Article, Assertion, Attribution, Chain, Claim, Hedge, Taking
from builder.model.site import Source
from builder.taxonomy import ARTICLE, HEDGE_TYPE_BY_ID, RELATION_BY_ID

WIDTH = 100

_CHAIN_REASONS = {
    "source": "its own source=",
    "named": "{by} names it with ref=",
    "after": "it follows {by} in its sentence",
    "around": "it stands around {by}",
    "before": "it stands before {by}, which introduces nothing else",
    "claim": "chain: in claims.yaml",
    "article": "no attribution",
}
_SCOPE_REASONS = {
    "ref": "its own ref=",
    "attribution": "what its attribution introduces",
    "around": "the assertion around it",
    "sentence": "the only assertion of its sentence",
    "none": "no assertion near",
}
_OWNER_REASONS = {
    "owner": "its own owner=",
    "type": "words of this type are the article’s own",
    "speaker": "last speaker of the chain it stands in",
}
_LETTERS = {"attribution": "A", "hedge": "H", "claim": "C", "counter": "X"}


def sheet(article: Article, sources: Mapping[str, Source]) -> str:
    """The proof sheet of an article."""
    writer = _Writer(article, sources)
    lines = [article.title, ""]
    for paragraph in article.paragraphs:
        said = [line for mark in article.marks() if mark.paragraph == paragraph.number for line in writer.lines(mark)]
        if said:
            lines += [f"P{paragraph.number}", *said, ""]
    lines += writer.own_voice()
    lines += writer.answers()
    return "\n".join(lines).rstrip() + "\n"


def id_list(article: Article) -> str:
    """Every id of an article that can be linked to, with its words, in reading order."""
    rows = [(p.start, 0, p.id, f"paragraph {p.number}", article.text[p.start : p.end]) for p in article.paragraphs]
    rows += [(mark.start, 1 + mark.place, mark.id, _name(mark), mark.quote) for mark in article.marks()]
    rows.sort()
    rows += [(0, 0, f"claim-{claim.id}", "claim", claim.says) for claim in article.claims]
    width = max(len(row[2]) for row in rows)
    return "".join(f"{id_:<{width}}  {what:<13}  {_short(words)}\n" for _, _, id_, what, words in rows)


def _name(mark: AnyMark) -> str:
    """Letter and number of a mark; a site's own kind goes by its id."""
    return f"{_LETTERS.get(mark.kind, mark.kind + ' ')}{mark.number}"


def _short(words: str, most: int = 60) -> str:
    return visible(" ".join(words.split()), most)


class _Writer:
    """Writes what marks say as sentences."""

    def __init__(self, article: Article, sources: Mapping[str, Source]) -> None:
        self.article = article
        self.sources = sources
        self.marks: dict[str, AnyMark] = {mark.id: mark for mark in article.marks()}
        self.claims: dict[str, Claim] = {claim.id: claim for claim in article.claims}

    def lines(self, mark: AnyMark) -> Iterator[str]:
        """What one mark says, and why we think so."""
        match mark:
            case Assertion():
                yield from self._assertion(mark)
            case Hedge():
                yield from self._hedge(mark)
            case Attribution() if not mark.introduces:
                yield self._fill(f"  {_name(mark)} {mark.id}: “{_short(mark.quote)}” introduces nothing marked here")
            case Taking():
                does = "takes up" if mark.use == "mention" else "takes for a fact"
                names = ", ".join(mark.claims)
                yield self._fill(f"  {_name(mark)} {mark.id}: “{_short(mark.quote)}” {does} {names}")

    def _assertion(self, mark: Assertion) -> Iterator[str]:
        claim = self.claims.get(mark.claim)
        says = claim.says if claim else mark.claim
        by = _name(self.marks[mark.attribution]) if mark.attribution else ""
        why = _CHAIN_REASONS[mark.why_chain].format(by=by)
        yield self._fill(f"  {_name(mark)} {mark.id}: {self.sentence(mark.chain)}: {says}  [{mark.claim}; {why}]")
        if mark.own_voice:
            yield "      in the article’s own voice"
        for answer in claim.answers if claim else ():
            yield self._fill(f"      {RELATION_BY_ID[answer.how].id} {', '.join(answer.claims)}")

    def sentence(self, chain: Chain) -> str:
        """A chain as the beginning of a sentence: "the article says that TASS says"."""
        hops = [" and ".join(self._source(source) for source in hop) for hop in chain.hops if hop != (ARTICLE.id,)]
        verbs = [
            "say" if len(hop) > 1 or self._is_plural(hop) else "says" for hop in chain.hops if hop != (ARTICLE.id,)
        ]
        steps = ["the article says", *(f"{who} {verb}" for who, verb in zip(hops, verbs, strict=True))]
        return " that ".join(steps)

    def _source(self, id_: str) -> str:
        return self.sources[id_].name if id_ != "unstated" else "somebody (not said who)"

    def _is_plural(self, hop: Sequence[str]) -> bool:
        """Whether a lone speaker takes a plural verb: a group, or several whose names are not given."""
        kind = self.sources[hop[0]].kind
        head = re.split(r" (?:in|of|from|at|with|on|for|who|close|near) ", self.sources[hop[0]].name)[0]
        return kind in ("collective", "unnamed") and head.rstrip('”’"').endswith("s")

    def _hedge(self, mark: Hedge) -> Iterator[str]:
        owner = " and ".join(self._source(source) for source in mark.owner)
        over = ", ".join(f"{_name(self.marks[id_])} ({self._claim_of(id_)})" for id_ in mark.weakens)
        over = over or ", ".join(mark.claims) or "nothing marked here"
        if len(mark.scope) == 1 and mark.why_scope != "none" and not mark.weakens:
            over = f"“{_short(self.article.text[mark.scope[0][0] : mark.scope[0][1]])}”"
        be = "are" if len(mark.owner) > 1 or (mark.owner != (ARTICLE.id,) and self._is_plural(mark.owner)) else "is"
        does = "strengthens" if mark.is_booster else "weakens"
        label = HEDGE_TYPE_BY_ID[mark.type].id + (f", {mark.level}" if mark.level else "")
        yield self._fill(
            f"  {_name(mark)} {mark.id}: “{_short(mark.quote)}” ({label}) {does} {over} "
            f"[{_SCOPE_REASONS[mark.why_scope]}]; {owner} {be} being careful [{_OWNER_REASONS[mark.why_owner]}]"
        )

    def _claim_of(self, id_: str) -> str:
        mark = self.marks[id_]
        return mark.claim if isinstance(mark, Assertion) else ""

    def own_voice(self) -> list[str]:
        """What the article says itself."""
        if not self.article.own_voice:
            return []
        quotes = [self._fill(f"  “{' '.join(self.article.text[a:b].split())}”") for a, b in self.article.own_voice]
        return ["In the article’s own voice", *quotes, ""]

    def answers(self) -> list[str]:
        """Which claims are answered, and which are not."""
        lines = []
        for claim in self.article.claims:
            for by in claim.answered_by:
                later = f"{by.paragraphs_later} paragraphs later" if by.paragraphs_later >= 0 else "earlier"
                lines.append(self._fill(f"  {claim.id}: {by.claim} {by.how} it, {later}"))
            if claim.unanswered:
                lines.append(f"  {claim.id}: no answer marked in this article")
        return ["Answers", *lines] if lines else []

    def _fill(self, line: str) -> str:
        return fill(line, WIDTH, subsequent_indent="      ", break_long_words=False, break_on_hyphens=False)
