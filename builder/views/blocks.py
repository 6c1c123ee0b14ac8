"""The blocks of an article, each with the notes of its marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from builder.model.article import Article
from builder.model.document import Block, Divider, Group, Leaf, leaves_of
from builder.taxonomy import OWN_VOICE
from builder.text import ids
from builder.views.kinds import KindView, VoiceMark, VoiceView, short
from builder.views.notes import NoteView
from builder.views.pieces import Cut, LetterView, PieceView
from builder.views.prose import Prose
from builder.views.readings import Lessons


class LeafView(Struct, frozen=True):
    """A block of text; `id` and `number` on the first block of a paragraph only, else '' and 0."""

    kind: str
    tag: str
    id: str
    number: int
    pieces: tuple[PieceView, ...]
    align: str
    notes: tuple[NoteView, ...] = ()
    voices: tuple[VoiceView, ...] = ()


class GroupView(Struct, frozen=True):
    """A block of blocks: quote, bullets, numbers, item, table, row or divider; notes on the outermost only."""

    kind: str
    children: tuple[BlockView, ...]
    notes: tuple[NoteView, ...] = ()
    voices: tuple[VoiceView, ...] = ()


BlockView: TypeAlias = LeafView | GroupView


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


def voice_view(voice: VoiceMark, article: Article, kind: KindView) -> VoiceView:
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
    *,
    taken: Lessons | None = None,
) -> Prose:
    """What cuts the article's text; `way_to_notes` leads from another page to the article's.

    taken  what lessons take out, on the page that has them
    """
    letters = {
        note.mark: LetterView(
            note.mark,
            note.kind.style,
            note.kind.letter,
            note.number,
            note.kind.name,
            note.brief,
            f"{way_to_notes}#{note.id}",
            note.core,
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
            short(article.text[start:end]),
            f"{way_to_notes}#n-{voice.id}",
        )
    classes = {hedge.id: "hedge booster" for hedge in article.hedges if hedge.is_booster}
    classes |= {taking.id: f"claim {taking.use}" for taking in article.takings}
    classes |= {mark.id: kind_views[mark.kind].style for mark in article.others}
    if taken is None:
        return Prose(article.text, [*article.marks(), *voices], letters, addresses, classes)
    more = taken.classes()
    for mark in article.marks():
        names = f"{classes.get(mark.id, mark.kind)}{' core' if mark.core else ''}{more.get(mark.id, '')}"
        if names != mark.kind:
            classes[mark.id] = names
    return Prose(article.text, [*article.marks(), *voices], letters, addresses, classes, _cuts(taken))


def _cuts(taken: Lessons) -> dict[tuple[str, int], Cut]:
    """What the lessons take out, by mark and start of the range."""
    return {
        (item.mark, item.start): Cut(cuts.name, item.bare, item.end - item.start)
        for cuts in taken.both()
        for item in cuts.stand_ins
    }


class Blocks:
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
            return GroupView("divider", ())
        notes = tuple(self._notes(block)) if top else ()
        voices = tuple(self._voices(block)) if top else ()
        if isinstance(block, Group):
            children = tuple(self._view(child) for child in block.children)
            return GroupView(block.kind, children, notes, voices)
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
