"""Random edits of the shipped articles, and what becomes of the ids of their marks.

Each mark carries its identity in its note, which links never look at, and loses the id its author gave it (a mark that
others join keeps it and is not counted). An edit changes, adds or removes words in, around and away from marks, moves,
removes or adds paragraphs, removes marks and adds marks; after a burst of them ids are assigned with the ledger that
was written before it, then the ledger is written anew, what is gone being retired.

    python -m tests.link_edits EDITS [BURST] [SEED]     prints the figures
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from builder.assemble.article import assemble
from builder.links.book import ledger_of, record
from builder.links.changes import anchors, carried
from builder.links.spelling import spell
from builder.model.article import Article
from builder.model.bundle import WrittenArticle
from builder.model.document import WrittenMark
from builder.model.ledger import Ledger
from builder.parse import formats
from builder.parse.article import read_article
from builder.pipeline.gathering import gather
from builder.pipeline.inputs import Inputs
from builder.read import Root
from builder.source import SourceFile, Span

PROJECT = Path(__file__).parents[1]
NEW = "harbour perhaps the a of council may quietly report seven said tower nobody allegedly if walls".split()
"""Words that edits put in: some of them stand in the articles, too."""
LONGEST = 25
"""Bursts after which an article is taken from the start again, so that it stays one."""


@dataclass
class Figures:
    """What became of marks: `survived` were not removed, `kept` of them have their id; `moved` are ids on others."""

    edits: int = 0
    survived: int = 0
    kept: int = 0
    moved: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of surviving marks that keep their id."""
        return self.kept / self.survived if self.survived else 1.0


@lru_cache(maxsize=1)
def inputs() -> Inputs:
    """The shipped site."""
    return gather(Root(PROJECT))[0]


def originals() -> list[tuple[str, str, str]]:
    """Slug, Markdown and claims of each shipped article, its marks numbered instead of named."""
    found = []
    for files in inputs().listing.articles:
        text = (PROJECT / files.article).read_text(encoding="utf-8")
        claims = (PROJECT / (files.claims or "")).read_text(encoding="utf-8")
        claims = re.sub(r"(?ms)^(?:notes|marks):\n(?:[ \n].*?\n)*?(?=^\S|\Z)", "", claims)
        found.append((files.slug, numbered(text), claims))
    return found


def numbered(text: str) -> str:
    """An article whose marks have numbers for notes, and no ids but those that others join."""
    joined = set(re.findall(r"\bjoin=([a-z0-9-]+)", text))
    count = iter(range(1, 100_000))

    def braces(found: re.Match[str]) -> str:
        inner = re.sub(r"""\snote=("[^"]*"|\S+)""", "", found[1])
        inner = re.sub(r"\s#([a-z0-9-]+)", lambda id_: id_[0] if id_[1] in joined else "", inner)
        typed = " type=modal" if inner.startswith(".h") and "type=" not in inner and "join=" not in inner else ""
        return f"]{{{inner}{typed} note={next(count)}}}"

    return re.sub(r"\]\{(\.(?:a|h|c|x)\b[^}]*)\}", braces, text)


@dataclass
class Desk:
    """An article that is edited, with the ledger of what is published of it."""

    slug: str
    text: str
    claims: str
    chance: random.Random
    ledger: Ledger | None = None
    fresh: int = 100_000

    def written(self) -> WrittenArticle:
        """The article as it is written now."""
        file, claims = SourceFile("article.md", self.text), SourceFile("claims.yaml", self.claims)
        found, _ = read_article(self.slug, file, claims, {})
        if self.ledger is None:
            return found
        ledger, wrong = formats.read(formats.LINKS, SourceFile("links.yaml", spell(self.ledger)))
        assert not wrong, wrong
        assert ledger_of(ledger) == self.ledger
        return replace(found, ledger=ledger)

    def built(self) -> Article:
        """The article as its readers get it."""
        return assemble(self.written(), inputs().setting)

    def publish(self) -> Article:
        """Write the ledger, retiring what is gone."""
        article = self.built()
        now = record(article)
        if self.ledger:
            gone = set(anchors(self.ledger)) - set(anchors(now))
            now = carried(self.ledger, now, dict.fromkeys(sorted(gone), ""))
        self.ledger = now
        return self.built()

    # Edits: each tells whether it could be done.

    def edit(self) -> None:
        """One random edit."""
        every: list[Callable[[], bool]] = [
            self._change_in_mark, self._change_near_mark, self._change_word, self._insert, self._delete,
            self._move, self._unmark, self._mark, self._remove_paragraph, self._add_paragraph, self._move_sentence,
        ]  # fmt: skip
        while not self.chance.choice(every)():
            pass

    def _words(self, start: int = 0, end: int = 1 << 40) -> list[Span]:
        """The words of the text, where they stand in the file, between two plain offsets."""
        document = self.written().document
        found = []
        for word in re.finditer(r"\w+", document.text):
            if start <= word.start() and word.end() <= end:
                at = document.offset(word.start())
                if self.text[at : at + len(word[0])] == word[0]:
                    found.append(Span(at, at + len(word[0])))
        return found

    def _put(self, span: Span, words: str) -> bool:
        self.text = self.text[: span.start] + words + self.text[span.end :]
        return True

    def _new(self, count: int = 1) -> str:
        return " ".join(self.chance.choice(NEW) for _ in range(count))

    def _any_mark(self) -> WrittenMark:
        return self.chance.choice(self.written().marks)

    def _change_in_mark(self) -> bool:
        words = self._words(*self._any_mark().ranges[0])
        return bool(words) and self._put(self.chance.choice(words), self._new())

    def _change_near_mark(self) -> bool:
        start, end = self._any_mark().ranges[0]
        words = [*self._words(start - 25, start), *self._words(end, end + 25)]
        return bool(words) and self._put(self.chance.choice(words), self._new())

    def _change_word(self) -> bool:
        return self._put(self.chance.choice(self._words()), self._new())

    def _insert(self) -> bool:
        at = self.chance.choice(self._words()).start
        return self._put(Span(at, at), f"{self._new(self.chance.randint(1, 3))} ")

    def _delete(self) -> bool:
        """Take a word away, unless it is all that a mark holds."""
        word = self.chance.choice(self._words())
        if self.text[word.start - 1] == "[" or self.text[word.end : word.end + 1] != " ":
            return False
        return self._put(Span(word.start, word.end + 1), "")

    def _blocks(self) -> tuple[str, list[str]]:
        """All up to the headline, and the blocks after it."""
        head, *blocks = self.text.rstrip("\n").split("\n\n")
        while not head.rpartition("\n")[2].startswith("# "):
            head = f"{head}\n\n{blocks.pop(0)}"
        return head, blocks

    def _set(self, head: str, blocks: list[str]) -> bool:
        self.text = "\n\n".join([head, *blocks]) + "\n"
        return True

    def _move(self) -> bool:
        head, blocks = self._blocks()
        before = [mark.value("note") for mark in self.written().marks if "join" in mark.keys]
        block = blocks.pop(self.chance.randrange(len(blocks)))
        if "join=" in block or any(f"join={id_}" in head for id_ in re.findall(r"#([a-z0-9-]+)", block)) or before:
            return False
        blocks.insert(self.chance.randrange(len(blocks) + 1), block)
        return self._set(head, blocks)

    def _unmark(self) -> bool:
        mark = self._any_mark()
        if mark.id or "join" in mark.keys:
            return False
        start, end = mark.span.start, mark.span.end
        braces = self.text.rindex("]{", start, end)
        self.text = self.text[:start] + self.text[start + 1 : braces] + self.text[end:]
        return True

    def _mark(self) -> bool:
        """Mark up to four words that no mark of the kind holds or is held by."""
        kind, key = self.chance.choice([("h", "hedge"), ("a", "attribution"), ("c", "claim")])
        words = self._words()
        first = self.chance.randrange(len(words))
        last = min(first + self.chance.randint(0, 3), len(words) - 1)
        span = Span(words[first].start, words[last].end)
        inner = self.text[span.start : span.end]
        if set(inner) & set("[]{}\n#|"):
            return False
        if any(m.kind == key and m.span.start < span.end and span.start < m.span.end for m in self.written().marks):
            return False
        return self._put(span, f"[{inner}]{{{self._braces(kind)}}}")

    def _braces(self, kind: str) -> str:
        self.fresh += 1
        claim = re.search(r"\bref=([a-z0-9-]+)", self.text)
        key = {"a": " source=unstated", "c": f" ref={claim[1] if claim else ''}", "h": " type=modal"}[kind]
        return f".{kind}{key} note={self.fresh}"

    def _remove_paragraph(self) -> bool:
        head, blocks = self._blocks()
        at = self.chance.randrange(len(blocks))
        if len(blocks) < 8 or "join=" in self.text or re.search(r"\{[^}]*#", blocks[at]):
            return False
        del blocks[at]
        return self._set(head, blocks)

    def _add_paragraph(self) -> bool:
        """A new paragraph that says much the same as another one, with marks of its own."""
        head, blocks = self._blocks()
        words = re.findall(r"[^\W\d_]+", re.sub(r"\]\{[^}]*\}|\[", "", self.chance.choice(blocks)))[:12]
        if len(words) < 6:
            return False
        self.chance.shuffle(words)
        words[2] = f"[{self.chance.choice(['may', 'reportedly', words[2]])}]{{{self._braces('h')}}}"
        blocks.insert(self.chance.randrange(len(blocks) + 1), " ".join(words) + ".")
        return self._set(head, blocks)

    def _move_sentence(self) -> bool:
        """Take a sentence of one line to another paragraph."""
        head, blocks = self._blocks()
        found = [
            (at, sentence)
            for at, block in enumerate(blocks)
            if not block.startswith(("#", "-", "|", ">", "<", "1"))
            for sentence in re.findall(r"(?<=\. )[^.]+\.(?= |$)", block)
            if sentence.count("[") == sentence.count("]") and sentence.count("{") == sentence.count("}")
            and not re.search(r"join=|\{[^}]*#", sentence)
        ]  # fmt: skip
        if not found:
            return False
        at, sentence = self.chance.choice(found)
        others = [n for n, block in enumerate(blocks) if n != at and re.match(r"[\w\[]", block)]
        if not others:
            return False
        blocks[at] = blocks[at].replace(f" {sentence}", "", 1)
        blocks[self.chance.choice(others)] += f" {sentence}"
        return self._set(head, blocks)


def run(edits: int, burst: int, seed: int) -> Figures:
    """Edit the shipped articles in turn, `burst` edits between two publications."""
    figures = Figures()
    chance = random.Random(seed)  # noqa: S311 - edits, no secrets
    while figures.edits < edits:
        for slug, text, claims in originals():
            desk = Desk(slug, text, claims, chance)
            before = desk.publish()
            for _ in range(LONGEST):
                if figures.edits >= edits:
                    return figures
                for _ in range(burst):
                    desk.edit()
                figures.edits += burst
                compare(before, desk.built(), figures, desk)
                before = desk.publish()
    return figures


def compare(before: Article, after: Article, figures: Figures, desk: Desk) -> None:
    """Count what became of each mark."""
    given = {mark.id.value for mark in desk.written().marks if mark.id}
    was = {mark.note: mark.id for mark in before.marks() if mark.id not in given}
    now = {mark.note: mark for mark in after.marks() if mark.id not in given}
    owner = {id_: note for note, id_ in was.items()}
    for note, mark in now.items():
        if note in was:
            figures.survived += 1
            figures.kept += mark.id == was[note]
            if mark.id != was[note]:
                figures.lost.append(f"{desk.slug}: {was[note]} -> {mark.id}: “{mark.quote}”")
        if owner.get(mark.id, note) != note:
            figures.moved.append(f"{desk.slug}: {mark.id} -> “{mark.quote}”")


def main(arguments: list[str]) -> None:
    """Print the figures."""
    edits, burst, seed = (*map(int, arguments), *(1000, 1, 1)[len(arguments) :])
    figures = run(edits, burst, seed)
    sys.stdout.writelines(f"{line}\n" for line in (*figures.lost[:20], *figures.moved[:20]))
    sys.stdout.write(
        f"{figures.edits} edits, {burst} between publications, seed {seed}: {figures.kept} of {figures.survived} "
        f"surviving marks keep their id ({figures.share:.4%}); ids that moved to another mark: {len(figures.moved)}\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
