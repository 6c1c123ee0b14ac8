"""What other articles and pages must know of an article: its entry in the index."""

from __future__ import annotations

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
    shown = {mark.id: excerpt(article.text, mark.id, mark.ranges[0], mark.sentence) for mark in marks}
    sayings = tuple(
        Saying(mark.claim, mark.chain, mark.paragraph, shown[mark.id], bool(mark.hedges)) for mark in article.assertions
    )
    answers = tuple(
        (claim.id, answer.how, target, answer.arguable)
        for claim in article.claims
        for answer in claim.answers
        for target in answer.claims
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
        answers=answers,
        claims=tuple(
            ClaimEntry(
                claim.id,
                claim.says,
                claim.evidence,
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
        replies=tuple(answer for answer in answers if "/" in answer[2]),
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
    counts = [[paragraph.end - paragraph.start, 0, 0, 0, 0] for paragraph in article.paragraphs]
    for mark in marks:
        at = 0 if isinstance(mark, Hedge) and mark.is_booster else _COLUMNS.get(mark.kind, 0)
        if at:
            counts[mark.paragraph][at] += 1
    return tuple([(length, a, h, c, x) for length, a, h, c, x in counts])


_COLUMNS = {"attribution": 1, "hedge": 2, "claim": 3, "counter": 4}
"""Where the marks of a kind are counted."""


def excerpt(text: str, mark: str, range_: Range, sentence: Range) -> Excerpt:
    """The first words of a mark in their sentence, cut at words."""
    start, end = range_
    first, last = sentence
    before = text[first:start] if start - first <= CONTEXT else f"… {text[start - CONTEXT : start].partition(' ')[2]}"
    after = text[end:last] if last - end <= CONTEXT else f"{text[end : end + CONTEXT].rpartition(' ')[0]} …"
    words = text[start:end] if end - start <= 4 * QUOTE else text[start : start + 4 * QUOTE]
    return Excerpt(mark, _quoted(words), _flat(before), _flat(after))


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
        words, paragraph = shown[mark.id], mark.paragraph
        for term in _terms(mark, hows):
            if term:
                yield Example(term, words, paragraph)
    for start, end in article.own_voice:
        within = article.paragraphs[article.paragraph_at(start)]
        yield Example(OWN_VOICE.id, excerpt(article.text, within.id, (start, end), (start, end)), within.number)


def _terms(mark: AnyMark, hows: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The words of the vocabulary that a mark shows, '' among them; `hows`: how each claim answers others."""
    if isinstance(mark, Hedge):
        return mark.kind, mark.type, mark.level
    if isinstance(mark, Attribution):
        return mark.kind, f"stance-{mark.stance}" if mark.stance else "", mark.form
    if isinstance(mark, Assertion):
        return mark.kind, *hows.get(mark.claim, ())
    return (mark.kind, mark.use) if isinstance(mark, Taking) else (f"kind-{mark.kind}",)
