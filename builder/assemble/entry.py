"""What other articles and pages must know of an article: its entry in the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from builder.analyse.answers import first_paragraphs
from builder.model.article import AnyMark, Article, Assertion, Attribution, Hedge, Taking
from builder.model.document import Range
from builder.model.index import Asking, ClaimEntry, Entry, Example, Excerpt, Saying
from builder.taxonomy import OWN_VOICE

CONTEXT = 90
"""Code points of the sentence kept on either side of a quotation."""
NOWHERE = -1
"""The paragraph of a claim that no mark says or takes up."""
QUOTE = 300
"""Code points kept of a quotation."""


def entry(article: Article) -> Entry:
    """The entry of an article."""
    about = article.about
    mentions: dict[str, int] = {}
    for taking in article.takings:
        for name in taking.claims:
            mentions.setdefault(name, taking.paragraph)
    first = first_paragraphs(article.assertions, mentions)
    marks = tuple(article.marks())
    shown = {mark.id: excerpt(article.text, mark.id, mark.ranges, mark.sentence) for mark in marks}
    sayings = tuple(
        Saying(mark.claim, mark.chain, mark.paragraph, shown[mark.id], bool(mark.hedges)) for mark in article.assertions
    )
    return Entry(
        slug=article.slug,
        title=article.title,
        summary=about.summary,
        language=about.language,
        level=about.level,
        topics=about.topics,
        date=about.annotated.date,
        invented=about.original.invented,
        draft=about.draft,
        words=len(article.text.split()),
        counts=article.analysis.counts,
        first_answer=article.analysis.first_answer,
        shape=_shape(article, marks),
        claims=tuple(
            ClaimEntry(
                claim.id,
                claim.says,
                claim.evidence,
                tuple((answer.how, target, answer.arguable) for answer in claim.answers for target in answer.claims),
                claim.supported_by,
                claim.disputed,
                claim.unanswered,
                first.get(claim.id, NOWHERE),
            )
            for claim in article.claims
        ),
        sayings=sayings,
        examples=tuple(_examples(article, marks, shown)),
        asked=tuple(Asking(item.who, item.about, item.reply) for item in article.asked),
        sources=article.sources,
        anchors=(_anchors(article, marks),),
        former=article.former,
        gone=tuple((claim.id, claim.now) for claim in article.retired_claims),
        abroad=tuple(saying for saying in sayings if "/" in saying.claim),
    )


def _anchors(article: Article, marks: Iterable[AnyMark]) -> str:
    """Every id of the article's page that can be linked to, each between line breaks."""
    names = [paragraph.id for paragraph in article.paragraphs]
    for mark in marks:
        names += (mark.id, f"n-{mark.id}")
    names += (f"claim-{claim.id}" for claim in article.claims)
    return "\n".join(("", *names, ""))


def _shape(article: Article, marks: Iterable[AnyMark]) -> tuple[tuple[int, int, int, int, int], ...]:
    """Each paragraph's length and how many marks of each of the four kinds begin in it."""
    counts: Counter[tuple[int, str]] = Counter()
    for mark in marks:
        kind = "booster" if isinstance(mark, Hedge) and mark.is_booster else mark.kind
        counts[mark.paragraph, kind] += 1
    return tuple(
        (
            paragraph.end - paragraph.start,
            counts[paragraph.number, "attribution"],
            counts[paragraph.number, "hedge"],
            counts[paragraph.number, "claim"],
            counts[paragraph.number, "counter"],
        )
        for paragraph in article.paragraphs
    )


def excerpt(text: str, mark: str, ranges: tuple[Range, ...], sentence: Range) -> Excerpt:
    """The first words of a mark in their sentence, cut at words."""
    start, end = ranges[0]
    before = text[max(sentence[0], start - CONTEXT - 1) : start]
    after = text[end : min(max(sentence[1], end), end + CONTEXT + 1)]
    if len(before) > CONTEXT:
        before = f"… {before[-CONTEXT:].partition(' ')[2]}"
    if len(after) > CONTEXT:
        after = f"{after[:CONTEXT].rpartition(' ')[0]} …"
    return Excerpt(mark, _quoted(text[start : min(end, start + 4 * QUOTE)]), _flat(before), _flat(after))


def _quoted(words: str) -> str:
    """The beginning of a quotation, white space folded."""
    flat = " ".join(words.split())
    return flat if len(flat) <= QUOTE else f"{flat[:QUOTE].rpartition(' ')[0] or flat[:QUOTE]} …"


def _flat(text: str) -> str:
    """White space as single spaces, those at the ends kept."""
    if text.isprintable() and "  " not in text:
        return text
    words = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if words and text[-1:].isspace() else ''}"


def _examples(article: Article, marks: Iterable[AnyMark], shown: Mapping[str, Excerpt]) -> Iterable[Example]:
    """What each mark shows of the vocabulary; `shown`: the words of each mark by its id."""
    hows = {claim.id: tuple(dict.fromkeys(answer.how for answer in claim.answers)) for claim in article.claims}
    for mark in marks:
        terms: list[str] = [mark.kind]
        match mark:
            case Hedge():
                terms += [mark.type, mark.level]
            case Attribution():
                terms += [f"stance-{mark.stance}" if mark.stance else "", mark.form]
            case Taking():
                terms += [mark.use]
            case Assertion():
                terms += hows.get(mark.claim, ())
            case _:
                terms = [f"kind-{mark.kind}"]
        for term in terms:
            if term:
                yield Example(term, shown[mark.id], mark.paragraph)
    for start, end in article.own_voice:
        paragraph = article.paragraphs[article.paragraph_at(start)]
        words = excerpt(article.text, paragraph.id, ((start, end),), (start, end))
        yield Example(OWN_VOICE.id, words, paragraph.number)
