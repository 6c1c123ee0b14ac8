"""The page of an article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from builder import urls
from builder.model.article import Article
from builder.model.index import Index, Neighbour
from builder.model.site import Setting
from builder.taxonomy import OWN_VOICE
from builder.views.blocks import Blocks, BlockView, LeafView, prose_of, voice_marks, voice_view
from builder.views.claim_table import AskedView, CheckView, ClaimRow, asked_view, claim_row
from builder.views.fingerprint import Fingerprint, fingerprint
from builder.views.frame import Frame, House, Link, frame, way
from builder.views.headline import HeadlineRow, headline_rows
from builder.views.kinds import KindView, Passage, VoiceView, kinds
from builder.views.notes import NoteMaker, NoteView
from builder.views.parts import SourceRef
from builder.views.readings import ReadingsView, lessons, readings

WORDS_A_MINUTE = 200
STYLE = "assets/article.css"
SCRIPTS = ("assets/beside.js", "assets/article.js")
"""What makes an article's page handier where scripts run; it is complete without."""
STAGE = ("assets/project.css", "assets/project.js")
"""Style sheet and script of the projector; they come when somebody asks for it."""


class Stub(Struct, frozen=True):
    """Where a link lands whose words are gone: the id it names, that of the note, the words, the way to what is now.

    before, after   the words around it
    """

    id: str
    note: str
    quote: str
    before: str
    after: str
    href: str


class ArticleView(Struct, frozen=True):
    """Everything an article's page says.

    headline  the first block; `blocks` the others
    layers    the kinds with their counts, own voice last, then the site's own
    lists     for each kind that occurs its notes in reading order
    voices    the stretches of the article's own voice
    stubs     what is left of published links to what is gone
    pictures  the way to its pictures, '' where there are none
    style, scripts   the ways to what makes the page handier
    stage            the ways to the projector's style sheet and script
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
    readings: ReadingsView
    reading_style: str
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
    pictures: str
    before: Link | None
    after: Link | None
    stubs: tuple[Stub, ...]
    style: str
    scripts: tuple[str, ...]
    stage: tuple[str, ...]


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
    taken = lessons(article)
    prose = prose_of(article, voices, notes, kind_views, addresses, taken=taken)
    voice_views = tuple(voice_view(voice, article, kind_views[OWN_VOICE.id]) for voice in voices)
    blocks = Blocks(article, prose, notes, voice_views).views(article.blocks)
    first = blocks[0]
    assert isinstance(first, LeafView)
    own = index.entries[article.slug]
    before, after = index.beside(article.slug)
    crumbs = (Link(house.messages.gettext("Articles"), house.href(here, "home", urls.HOME)),)
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
        readings=readings(article, taken, voice_views),
        reading_style=way(here, urls.READING_STYLE),
        fingerprint=fingerprint(own.shape, kind_views),
        boosters=article.analysis.counts.get("booster", 0),
        claims=tuple(claim_row(claim, article, maker) for claim in article.claims),
        asked=tuple(asked_view(item, maker) for item in article.asked),
        headline_rows=headline_rows(article, maker),
        first_answer=article.analysis.first_answer,
        paragraphs=len(article.paragraphs) - 1,
        named=article.analysis.named,
        unnamed=article.analysis.unnamed,
        unstated=article.analysis.unstated,
        questions=article.questions,
        checks=tuple(CheckView(check, maker.claim(claim.id)) for claim in article.claims for check in claim.checks),
        sources=tuple(maker.parts.source(source) for source in article.sources),
        words=about.words,
        about=about.original,
        original_title=about.original.title,
        annotated_by=about.annotated.by,
        annotated_date=about.annotated.date,
        reviewed_by=about.reviewed.by,
        reviewed_date=about.reviewed.date,
        data=urls.relative(here, urls.article_data(article.slug)),
        pictures=house.href(here, "pictures", urls.pictures_page(article.slug)) if own.has_pictures else "",
        before=_neighbour(before, house, here),
        after=_neighbour(after, house, here),
        stubs=_stubs(article),
        style=way(here, STYLE),
        scripts=tuple(way(here, script) for script in SCRIPTS),
        stage=tuple(way(here, part) for part in STAGE),
    )


def _stubs(article: Article) -> tuple[Stub, ...]:
    """What is left of marks, paragraphs and claims that are gone for good."""
    marks = [
        Stub(item.id, f"n-{item.id}", item.quote, item.before, item.after, f"#{item.now}" if item.now else "")
        for item in article.retired
    ]
    claims = [
        Stub(f"claim-{item.id}", "", item.quote, "", "", f"#claim-{item.now}" if item.now else "")
        for item in article.retired_claims
    ]
    return (*marks, *claims)


def _neighbour(entry: Neighbour | None, house: House, here: str) -> Link | None:
    """The article before or after, in the order of the home page."""
    if entry is None:
        return None
    return Link(entry.title, urls.relative(here, urls.article_page(entry.slug)), house.foreign(entry.language))


def _lists(
    notes: Sequence[NoteView], kind_views: Mapping[str, KindView]
) -> tuple[tuple[KindView, tuple[NoteView, ...]], ...]:
    """The notes by kind, kinds that do not occur left out."""
    found = ((kind, tuple(note for note in notes if note.kind.id == kind.id)) for kind in kind_views.values())
    return tuple((kind, of_kind) for kind, of_kind in found if of_kind)
