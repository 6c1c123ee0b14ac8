"""The page of an article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from builder import urls
from builder.model.article import Article, Asked, Assertion, Check, Claim
from builder.model.document import Block, Divider, Group, Leaf, leaves_of
from builder.model.index import Index
from builder.model.site import Setting
from builder.taxonomy import OWN_VOICE
from builder.text import ids
from builder.views.fingerprint import Fingerprint, fingerprint
from builder.views.frame import Frame, House, Link, frame
from builder.views.notes import KindView, NoteMaker, NoteView, Passage, VoiceMark, VoiceView, kinds
from builder.views.parts import AnsweredRef, AnswerRef, ChainView, ClaimRef, SourceRef, TermRef, chain_view, source_ref
from builder.views.prose import LetterView, PieceView, Prose

WORDS_A_MINUTE = 200


@dataclass(frozen=True, slots=True)
class LeafView:
    """A block of text; `id` and `number` on the first block of a paragraph only, else '' and 0."""

    kind: str
    tag: str
    id: str
    number: int
    pieces: tuple[PieceView, ...]
    align: str
    notes: tuple[NoteView, ...] = ()
    voices: tuple[VoiceView, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupView:
    """A block of blocks: quote, bullets, numbers, item, table, row or divider; notes on the outermost only."""

    kind: str
    children: tuple[BlockView, ...]
    tight: bool
    notes: tuple[NoteView, ...] = ()
    voices: tuple[VoiceView, ...] = ()


BlockView: TypeAlias = LeafView | GroupView


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in the table of claims."""

    id: str
    anchor: str
    says: str
    href: str
    chains: tuple[ChainView, ...]
    passages: tuple[Passage, ...]
    evidence: TermRef | None
    supported_by: tuple[ClaimRef, ...]
    answers: tuple[AnswerRef, ...]
    answered: tuple[AnsweredRef, ...]
    disputed: bool
    unanswered: bool
    own_voice: bool


@dataclass(frozen=True, slots=True)
class AskedView:
    """Somebody who was asked."""

    who: SourceRef
    about: tuple[ClaimRef, ...]
    reply: str


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """A claim of the headline beside the body's wordings: careful words and sources on either side."""

    claim: ClaimRef
    headline: Passage
    headline_careful: tuple[Passage, ...]
    headline_sources: tuple[SourceRef, ...]
    body: tuple[BodyRow, ...]
    lost_careful: tuple[Passage, ...]
    lost_sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One wording of the body."""

    passage: Passage
    careful: tuple[Passage, ...]
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """Further reading by others, and on which claim."""

    check: Check
    claim: ClaimRef


@dataclass(frozen=True, slots=True)
class ArticleView:
    """Everything an article's page says.

    headline  the first block; `blocks` the others
    layers    the kinds with their counts, own voice last, then the site's own
    lists     for each kind that occurs its notes in reading order
    voices    the stretches of the article's own voice
    """

    frame: Frame
    slug: str
    title: str
    summary: str
    topics: tuple[str, ...]
    level: str
    minutes: int
    is_draft: bool
    invented: bool
    headline: LeafView
    blocks: tuple[BlockView, ...]
    layers: tuple[KindView, ...]
    lists: tuple[tuple[KindView, tuple[NoteView, ...]], ...]
    voices: tuple[VoiceView, ...]
    core: tuple[Passage, ...]
    fingerprint: Fingerprint
    boosters: int
    claims: tuple[ClaimRow, ...]
    asked: tuple[AskedView, ...]
    headline_rows: tuple[HeadlineRow, ...]
    first_answer: int
    paragraphs: int
    named: int
    unnamed: int
    unstated: int
    questions: tuple[str, ...]
    checks: tuple[CheckView, ...]
    sources: tuple[SourceRef, ...]
    words: tuple[tuple[str, str], ...]
    about: object
    original_title: str
    annotated_by: str
    annotated_date: str
    reviewed_by: str
    reviewed_date: str
    data: str
    before: Link | None
    after: Link | None


def article_view(
    article: Article, setting: Setting, index: Index, house: House, addresses: Mapping[str, str]
) -> ArticleView:
    """The page of an article; `addresses` maps each link target in it to where it leads from the page."""
    here = urls.article_page(article.slug)
    voices = voice_marks(article)
    counts = dict(article.analysis.counts) | {OWN_VOICE.id: len(voices)}
    kind_views = kinds(house, here, counts)
    maker = NoteMaker(article, setting, index, house, here, kind_views)
    notes = [maker.note(mark) for mark in article.marks()]
    prose = prose_of(article, voices, notes, kind_views, addresses)
    voice_views = tuple(_voice(voice, article, kind_views[OWN_VOICE.id]) for voice in voices)
    blocks = _Blocks(article, prose, notes, voice_views).views(article.blocks)
    first = blocks[0]
    assert isinstance(first, LeafView)
    order = index.by_easiness()
    at = next(n for n, entry in enumerate(order) if entry.slug == article.slug)
    crumbs = (Link("Articles", house.href(here, "home", urls.HOME)),)
    about = article.about
    return ArticleView(
        frame=frame(
            house, here, article.title, about.summary, crumbs=crumbs, language=about.language, section="articles"
        ),
        slug=article.slug,
        title=article.title,
        summary=about.summary,
        topics=about.topics,
        level=about.level,
        minutes=max(1, round(len(article.text.split()) / WORDS_A_MINUTE)),
        is_draft=about.draft,
        invented=about.original.invented,
        headline=first,
        blocks=blocks[1:],
        layers=tuple(kind_views.values()),
        lists=_lists(notes, kind_views),
        voices=voice_views,
        core=tuple(maker.passage(note.mark) for note in notes if note.core),
        fingerprint=fingerprint(index.entries[article.slug].shape, kind_views),
        boosters=article.analysis.counts.get("booster", 0),
        claims=tuple(_row(claim, article, maker) for claim in article.claims),
        asked=tuple(_asked(item, maker) for item in article.asked),
        headline_rows=_headline(article, maker),
        first_answer=article.analysis.first_answer,
        paragraphs=len(article.paragraphs) - 1,
        named=article.analysis.named,
        unnamed=article.analysis.unnamed,
        unstated=article.analysis.unstated,
        questions=article.questions,
        checks=tuple(CheckView(check, maker.claim(claim.id)) for claim in article.claims for check in claim.checks),
        sources=tuple(source_ref(house, here, setting.source(source)) for source in article.sources),
        words=about.words,
        about=about.original,
        original_title=about.original.title,
        annotated_by=about.annotated.by,
        annotated_date=about.annotated.date,
        reviewed_by=about.reviewed.by,
        reviewed_date=about.reviewed.date,
        data=urls.relative(here, urls.article_data(article.slug)),
        before=_neighbour(order, at - 1, here),
        after=_neighbour(order, at + 1, here),
    )


def _neighbour(order: Sequence[object], at: int, here: str) -> Link | None:
    """The article before or after, in the order of the home page."""
    if not 0 <= at < len(order):
        return None
    entry = order[at]
    return Link(entry.title, urls.relative(here, urls.article_page(entry.slug)))  # type: ignore[attr-defined]


def voice_marks(article: Article) -> tuple[VoiceMark, ...]:
    """The stretches of own voice as marks with ids."""
    taken = {mark.id for mark in article.marks()} | {p.id for p in article.paragraphs}
    wanted = [
        ids.Wanted("v-", article.text[start:end], article.text[end : end + 200]) for start, end in article.own_voice
    ]
    names = ids.derive(wanted, taken)
    return tuple(
        VoiceMark(name, (range_,), number)
        for number, (name, range_) in enumerate(zip(names, article.own_voice, strict=True), 1)
    )


def _voice(voice: VoiceMark, article: Article, kind: KindView) -> VoiceView:
    """The note of a stretch of own voice."""
    start, end = voice.ranges[0]
    paragraph = next((p.number for p in article.paragraphs if p.start <= start < p.end), 0)
    letter = f"{kind.letter}{voice.number}"
    return VoiceView(f"n-{voice.id}", voice.id, kind, letter, article.text[start:end], paragraph, kind.href)


def prose_of(
    article: Article,
    voices: Sequence[VoiceMark],
    notes: Sequence[NoteView],
    kind_views: Mapping[str, KindView],
    addresses: Mapping[str, str],
    way_to_notes: str = "",
) -> Prose:
    """What cuts the article's text; `way_to_notes` leads from another page to the article's."""
    letters = {
        note.mark: LetterView(
            note.mark,
            note.kind.style,
            note.kind.letter,
            note.number,
            note.kind.name,
            note.quote,
            f"{way_to_notes}#{note.id}",
        )
        for note in notes
    }
    own = kind_views[OWN_VOICE.id]
    for voice in voices:
        start, end = voice.ranges[0]
        letters[voice.id] = LetterView(
            voice.id,
            own.id,
            own.letter,
            voice.number,
            own.name,
            article.text[start:end],
            f"{way_to_notes}#n-{voice.id}",
        )
    classes = {hedge.id: "hedge booster" for hedge in article.hedges if hedge.is_booster}
    classes |= {taking.id: f"claim {taking.use}" for taking in article.takings}
    classes |= {mark.id: kind_views[mark.kind].style for mark in article.others}
    return Prose(article.text, [*article.marks(), *voices], letters, addresses, classes)


class _Blocks:
    """Turns blocks into views; the notes of a top-level block stand on it."""

    def __init__(self, article: Article, prose: Prose, notes: Sequence[NoteView], voices: Sequence[VoiceView]) -> None:
        self.article = article
        self.prose = prose
        self.notes: dict[int, list[NoteView]] = {}
        for mark, note in zip(article.marks(), notes, strict=True):
            self.notes.setdefault(mark.leaf, []).append(note)
        self.voices: dict[int, list[VoiceView]] = {}
        for voice in voices:
            self.voices.setdefault(voice.paragraph, []).append(voice)
        self.shown: set[int] = set()

    def views(self, blocks: Sequence[Block]) -> tuple[BlockView, ...]:
        """The top-level blocks, each with the notes of all its leaves."""
        return tuple(self._view(block, top=True) for block in blocks)

    def _view(self, block: Block, top: bool = False) -> BlockView:
        if isinstance(block, Divider):
            return GroupView("divider", (), False)
        notes = tuple(self._notes(block)) if top else ()
        voices = tuple(self._voices(block)) if top else ()
        if isinstance(block, Group):
            children = tuple(self._view(child) for child in block.children)
            return GroupView(block.kind, children, block.tight, notes, voices)
        first = block.paragraph not in self.shown
        self.shown.add(block.paragraph)
        paragraph = self.article.paragraphs[block.paragraph]
        return LeafView(
            kind=block.kind,
            tag=_tag(block),
            id=paragraph.id if first else "",
            number=paragraph.number if first else 0,
            pieces=self.prose.leaf(block),
            align=block.align,
            notes=notes,
            voices=voices,
        )

    def _voices(self, block: Block) -> list[VoiceView]:
        paragraphs = dict.fromkeys(leaf.paragraph for leaf in leaves_of((block,)))
        return [voice for number in paragraphs for voice in self.voices.get(number, ())]

    def _notes(self, block: Block) -> list[NoteView]:
        if isinstance(block, Leaf):
            return list(self.notes.get(block.number, ()))
        if isinstance(block, Group):
            return [note for child in block.children for note in self._notes(child)]
        return []


def _tag(leaf: Leaf) -> str:
    """The element of a leaf; the article's own headings stand one below the headline."""
    if leaf.kind == "heading":
        return f"h{min(max(leaf.level, 2), 6)}"
    return {"headline": "h1", "cell": "th" if leaf.header else "td", "code": "pre"}.get(leaf.kind, "p")


def _lists(
    notes: Sequence[NoteView], kind_views: Mapping[str, KindView]
) -> tuple[tuple[KindView, tuple[NoteView, ...]], ...]:
    """The notes by kind, kinds that do not occur left out."""
    found = ((kind, tuple(note for note in notes if note.kind.id == kind.id)) for kind in kind_views.values())
    return tuple((kind, of_kind) for kind, of_kind in found if of_kind)


def _row(claim: Claim, article: Article, maker: NoteMaker) -> ClaimRow:
    """The row of a claim."""
    marks = [maker.marks[id_] for id_ in claim.assertions]
    said = [mark for mark in marks if isinstance(mark, Assertion)]
    chains = dict.fromkeys(mark.chain for mark in said)
    evidence = maker.note(said[0]).evidence if said else None
    disputed = claim.disputed or maker.index.is_disputed(article.slug, claim.id)
    return ClaimRow(
        id=claim.id,
        anchor=f"claim-{claim.id}",
        says=claim.says,
        href=maker.claim(claim.id).href,
        chains=tuple(chain_view(maker.house, maker.here, chain, maker.sources) for chain in chains),
        passages=tuple(maker.passage(id_) for id_ in claim.assertions),
        evidence=evidence,
        supported_by=tuple(maker.claim(name) for name in claim.supported_by),
        answers=maker.answers(claim),
        answered=maker.answered(claim),
        disputed=disputed,
        unanswered=claim.unanswered and not disputed,
        own_voice=any(mark.own_voice for mark in said),
    )


def _asked(item: Asked, maker: NoteMaker) -> AskedView:
    return AskedView(
        source_ref(maker.house, maker.here, maker.sources[item.who]),
        tuple(maker.claim(name) for name in item.about),
        item.reply,
    )


def _headline(article: Article, maker: NoteMaker) -> tuple[HeadlineRow, ...]:
    """The headline's claims that the body says again."""

    def refs(names: Sequence[str]) -> tuple[SourceRef, ...]:
        return tuple(source_ref(maker.house, maker.here, maker.sources[name]) for name in names)

    def passages(names: Sequence[str]) -> tuple[Passage, ...]:
        return tuple(maker.passage(name) for name in names)

    return tuple(
        HeadlineRow(
            claim=maker.claim(row.claim),
            headline=maker.passage(row.mark),
            headline_careful=passages(row.hedges),
            headline_sources=refs(row.sources),
            body=tuple(BodyRow(maker.passage(b.mark), passages(b.hedges), refs(b.sources)) for b in row.body),
            lost_careful=passages(row.lost_hedges),
            lost_sources=refs(row.lost_sources),
        )
        for row in article.analysis.headline
    )
