"""The proof sheet: every assertion of an article as a sentence, with the default that decided; and the list of ids.

It is how authors catch what no syntax check can: the wrong speaker, a doubt that is somebody else's. A sentence stands
on one line of its own, so that it can be searched for; what explains it is indented below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import fill

from builder.diagnostics import visible
from builder.model.article import AnyMark, Article, Assertion, Attribution, Chain, Claim, Hedge, Taking
from builder.model.site import Source
from builder.report.wording import Speakers, paragraphs_later, relation
from builder.taxonomy import ARTICLE, HEDGE_TYPE_BY_ID
from builder.text.quotation import holds_quotation

WIDTH = 100
LATER = " " * 6
"""Where a line goes on that was broken."""

_CHAIN_REASONS = {
    "source": "its source= says so",
    "named": "{by} names this claim with ref=",
    "after": "{by} stands before these words in the same sentence",
    "around": "{by} stands in these words",
    "before": "{by} stands behind these words in the same sentence",
    "claim": "nobody is marked as saying it, and chain: of the claim says so",
    "article": "nobody else is marked as saying it",
}
_SCOPE_REASONS = {
    "ref": "its ref= says so",
    "words": "its scope= says so",
    "attribution": "it stands in the words that say who says it",
    "around": "it stands in these words",
    "sentence": "nothing else is claimed in its sentence",
    "none": "it stands in no claim, and in its sentence there is none, or more than one",
}
_OWNER_REASONS = {
    "owner": "its owner= says so",
    "type": "words of this type are the article’s",
}
_NOBODY_ELSE = "nobody else is marked as saying the words around it"
_LETTERS = {"attribution": "A", "hedge": "H", "claim": "C", "counter": "X"}


def sheet(article: Article, sources: Mapping[str, Source]) -> str:
    """The proof sheet of an article."""
    writer = _Writer(article, sources)
    blocks = [[article.title, writer.counts()]]
    blocks += [lines for mark in article.marks() if (lines := list(writer.lines(mark)))]
    blocks += [lines for lines in (writer.own_voice(), writer.answers(), writer.unanswered()) if lines]
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


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


def _quoted(words: str, most: int = 60) -> str:
    """Some words in quotation marks that do not stand in them already."""
    shown = _short(words, most)
    return f"‘{shown}’" if holds_quotation(shown) else f"“{shown}”"


def _filled(line: str, indent: str = "") -> str:
    """A line, broken where it is long; what follows the break stands further in than any line begins."""
    return fill(
        line, WIDTH, initial_indent=indent, subsequent_indent=LATER, break_long_words=False, break_on_hyphens=False
    )


def _indented(line: str) -> str:
    """A line of explanation."""
    return _filled(line, "    ")


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _speaker(chain: Chain) -> str:
    """Why whoever speaks the words around a hedge is careful; `chain` is that of these words."""
    if chain.is_article:
        return _NOBODY_ELSE
    hops = [hop for hop in chain.hops if hop != (ARTICLE.id,)]
    whose = "speaker" if len(hops[-1]) == 1 else "speakers"
    if len(hops) == 1:
        return f"the {whose} of the words around it"
    return f"the last {whose} of the words around it: {chain}"


class _Writer:
    """Writes what marks say as sentences."""

    def __init__(self, article: Article, sources: Mapping[str, Source]) -> None:
        self.article = article
        self.speakers = Speakers(sources)
        self.marks: dict[str, AnyMark] = {mark.id: mark for mark in article.marks()}
        self.over: dict[str, list[Hedge]] = {}
        for hedge in article.hedges:
            for id_ in hedge.weakens:
                self.over.setdefault(id_, []).append(hedge)
        self.claims: dict[str, Claim] = {claim.id: claim for claim in article.claims}

    def counts(self) -> str:
        """How many marks there are of each kind."""
        counts = self.article.analysis.counts
        return ", ".join((
            _counted(counts["attribution"], "attribution", "attributions"),
            _counted(counts["hedge"], "hedge", "hedges"),
            _counted(counts["booster"], "booster", "boosters"),
            _counted(counts["claim"], "claim mark", "claim marks"),
            _counted(counts["counter"], "counter-claim", "counter-claims"),
        ))  # fmt: skip

    def lines(self, mark: AnyMark) -> Iterator[str]:
        """What one mark says, and why we think so; hedges are told with the assertions they weaken."""
        at = f"P{mark.paragraph}: "
        match mark:
            case Assertion():
                claim = self.claims.get(mark.claim)
                yield f"{at}{self.speakers.sentence(mark.chain)}: {claim.says if claim else mark.claim}"
                yield from self._assertion(mark, claim)
            case Hedge() if not mark.weakens:
                over = self._words(mark) or ", ".join(mark.claims) or "nothing marked"
                yield _filled(f"{at}{self._hedge(mark, over)}")
            case Attribution() if not mark.introduces:
                yield _filled(f"{at}{self._called(mark)} introduces nothing marked ({mark.chain})")
            case Taking():
                claims = ", ".join(mark.claims)
                does = f"takes up {claims}" if mark.use == "mention" else f"takes {claims} for a fact"
                yield _filled(f"{at}{self._called(mark)} {does}")

    def _called(self, mark: AnyMark) -> str:
        """Name, words and id of a mark."""
        return f"{_name(mark)} {_quoted(mark.quote)} ({mark.id})"

    def _assertion(self, mark: Assertion, claim: Claim | None) -> Iterator[str]:
        """What explains an assertion."""
        yield _indented(f"{self._called(mark)} says {mark.claim}")
        by = self.marks.get(mark.attribution)
        why = _CHAIN_REASONS[mark.why_chain].format(by=self._called(by) if by else "")
        yield _indented(f"{mark.chain}: {why}{'; in the article’s own voice' if mark.own_voice else ''}")
        for hedge in self.over.get(mark.id, ()):
            yield _indented(self._weakened(hedge, mark))
        for answer in claim.answers if claim else ():
            yield _indented(f"{relation(answer.how)} {', '.join(answer.claims)}")
        if claim and claim.assertions[0] == mark.id:
            yield from self._answered(claim)

    def _weakened(self, hedge: Hedge, mark: Assertion) -> str:
        """How a hedge weakens one assertion."""
        others = [_name(self.marks[id_]) for id_ in hedge.weakens if id_ != mark.id]
        words = self._words(hedge) if hedge.why_scope == "words" else ""
        over = ["this claim", *([f"over {words}"] if words else ()), *([f"and {', '.join(others)}"] if others else ())]
        return self._hedge(hedge, " ".join(over))

    def _hedge(self, hedge: Hedge, over: str) -> str:
        """What a hedge does, to what, on whose behalf, and why we think so."""
        how = HEDGE_TYPE_BY_ID[hedge.type].id + (f", {hedge.level}" if hedge.level else "")
        weakens, careful = ("strengthens", "sure") if hedge.is_booster else ("weakens", "careful")
        why = _OWNER_REASONS.get(hedge.why_owner) or _speaker(hedge.chain)
        return (
            f"{self._called(hedge)}, {how}: {weakens} {over} ({_SCOPE_REASONS[hedge.why_scope]}); "
            f"{self.speakers.is_being(hedge.owner)} {careful} ({why})"
        )

    def _words(self, hedge: Hedge) -> str:
        """The words in the scope of a hedge, where its author named them."""
        if hedge.why_scope == "none" or len(hedge.scope) != 1:
            return ""
        start, end = hedge.scope[0]
        return _quoted(self.article.text[start:end])

    def _answered(self, claim: Claim) -> Iterator[str]:
        """What answers a claim."""
        for by in claim.answered_by:
            first = self.claims[by.claim].assertions
            where = f" by {_name(self.marks[first[0]])}" if first else ""
            later = paragraphs_later(by.paragraphs_later)
            yield _indented(f"answered{where}: {by.claim} {relation(by.how)} it, {later}")
        if claim.unanswered:
            none = (
                "nothing marked in this article disputes it"
                if claim.answered_by
                else "no answer marked in this article"
            )
            yield _indented(none)

    def own_voice(self) -> list[str]:
        """What the article says itself."""
        lines = []
        for start, end in self.article.own_voice:
            number = self.article.paragraph_at(start)
            lines.append(f"    P{number}: {_quoted(self.article.text[start:end], WIDTH)} ({self._voice(start, end)})")
        return ["In the article’s own voice:", *lines] if lines else []

    def _voice(self, start: int, end: int) -> str:
        """Why a stretch is in the article's own voice."""
        for mark in self.marks.values():
            if any(start <= a and b <= end for a, b in mark.ranges):
                if isinstance(mark, Assertion) and mark.own_voice:
                    return f"{_name(mark)}, no source and no hedge"
                if isinstance(mark, Taking) and mark.use == "granted":
                    return f"{_name(mark)}, taken for a fact"
        return "a sentence without source, claim or hedge"

    def answers(self) -> list[str]:
        """Claims that are taken up but asserted nowhere, with what answers them."""
        lines = []
        for claim in self.article.claims:
            if not claim.assertions:
                lines += [f"{claim.id} is asserted nowhere: {claim.says}", *self._answered(claim)]
        return lines

    def unanswered(self) -> list[str]:
        """Which claims are answered by nothing marked here."""
        names = [claim.id for claim in self.article.claims if claim.unanswered]
        return ["Disputed by nothing marked in this article:", _indented(", ".join(names))] if names else []
