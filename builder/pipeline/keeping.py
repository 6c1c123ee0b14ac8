"""Articles that were read before, found again by the bytes of their files and the sources they name.

In two steps, as the files alone do not tell what else a reading depended on: under the files' digest stands what was
needed (the path of the original, the sources that were looked up); under the digest of all of that, the result.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from functools import cache, partial

import msgspec
from msgspec import structs

from builder.cache.articles import pack, unpack
from builder.cache.digests import digest, digest_of, joined
from builder.cache.excerpts import Excerpts, shown
from builder.cache.store import Store
from builder.diagnostics import Finding
from builder.model.article import Article
from builder.model.site import Setting
from builder.model.watched import SOURCES, Fact, watched_setting
from builder.pipeline.folded import NOTHING, Details, details, fold, seldom, shape, understood, unfold
from builder.pipeline.inputs import DATA_BYTES, LINKS_BYTES
from builder.pipeline.part import ORIGINAL_BYTES, Part
from builder.read import ArticleFiles, Root
from builder.source import Place


class Needs(msgspec.Struct, frozen=True, array_like=True):
    """What a reading depended on besides the article's files: originals, by path; facts about sources.

    The facts are kept as plain data: few of them are asked for again.
    """

    files: tuple[str, ...]
    plain: msgspec.Raw

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What was asked of the sources."""
        return understood(tuple[Fact, ...], self.plain)


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What came of an article: a part, without its article, and with most of its entry folded up: see `folded`.

    name      of the part in the store
    article   the digest of the article, under which it is kept; b"" where it has errors
    entry     the digest of its entry in the index
    seldom    the name of what few pages need of its entry
    needs     what it depended on besides its own files
    shape     what lists show of its entry
    details   what pages need of some entries only; None where that is kept with what others have: see `glances`
    lines     in the store: the lines that places show, each once; a place has the number of its line there
    """

    part: Part
    name: bytes
    article: bytes
    entry: bytes
    seldom: bytes
    needs: Needs
    shape: msgspec.Raw = NOTHING
    details: Details | None = None
    lines: tuple[str, ...] = ()


Others = Callable[[str], Details | None]
"""Gives, by slug, what pages need of some entries only; None where it is not known."""


def nobody(_slug: str) -> None:
    """Nothing is known of others."""


class SnapRoot(Root, frozen=True):
    """A root that reads each file once, so that what is kept is a result of the very bytes it is kept under."""

    seen: dict[tuple[str, int], tuple[bytes | None, list[Finding]]] = msgspec.field(default_factory=dict)

    def data(self, path: str, limit: int, at: Place | None = None) -> tuple[bytes | None, list[Finding]]:
        """The bytes of a file, as they were when it was first asked for."""
        if (path, limit) not in self.seen:
            found = Root.data(self, path, limit, at)
            if found[0] is None:  # what is told of it names the place that asked
                return found
            self.seen[path, limit] = found
        return self.seen[path, limit]


class Readings:
    """Reads the articles of a site, or finds what came of them before."""

    def __init__(
        self, store: Store, stamp: bytes, setting: Setting, root: Root, articles: Iterable[ArticleFiles] = ()
    ) -> None:
        self.store = store
        self.setting = setting
        self.root = root
        self.files = {files.slug: files for files in articles}
        self.base = digest(b"part", stamp, digest_of(setting.site))
        self.fact = cache(self._fact)

    def read(self, files: ArticleFiles) -> bytes:
        """Read an article, unless that was done before; the name of what came of it."""
        snap = SnapRoot(self.root.directory)
        name = self._name(files, snap)
        found = self._find(name, snap) if name else None
        return found or self._make(name, files, snap).name

    def anew(self, files: ArticleFiles) -> Kept:
        """Read an article, whatever is kept."""
        snap = SnapRoot(self.root.directory)
        return self._make(self._name(files, snap), files, snap)

    def again(self, name: bytes) -> Kept | None:
        """What is kept under the name of a part."""
        data = self.store.get(name)
        return self.whole(understood(Kept, data)) if data is not None else None

    def whole(self, stored: Kept, others: Others = nobody) -> Kept:
        """What is kept of an article, as it stood in the store, which is nobody else's yet: see `stored`.

        `others` gives what is not kept with it.
        """
        kept = _shown(stored)
        if kept.part.entry is not None:
            own = kept.details
            details = partial(self.details, kept, others) if own is None else lambda: own
            unfold(kept.part.entry, kept.shape, details, lambda: self._fetch(kept, kept.seldom))
        return kept

    def details(self, kept: Kept, others: Others) -> Details:
        """What pages need of some entries only, kept with an article or with others; read once more if need be."""
        found = kept.details or others(kept.part.slug) or understood(Kept, self._fetch(kept, kept.name)).details
        assert found is not None
        return found

    def load(self, kept: Kept) -> Article:
        """The article of a part. Raises OSError where its files are no longer those that were read."""
        return unpack(self._fetch(kept, kept.article))

    def _fetch(self, kept: Kept, name: bytes) -> bytes:
        """What is kept beside a part; read once more where it was damaged, or somebody emptied the store meanwhile."""
        data = self.store.get(name)
        if data is None and kept.part.slug in self.files:
            self.anew(self.files[kept.part.slug])
            data = self.store.get(name)
        if data is None:
            raise OSError(errno.ESTALE, "it changed while the site was built", kept.part.path)
        return data

    def facts(self, facts: Iterable[Fact]) -> bytes:
        """The digest of what is true of some sources."""
        return joined(self.fact(item) for item in facts)

    def _name(self, files: ArticleFiles, root: Root) -> bytes | None:
        """The digest of an article's own files; None where one cannot be read."""
        wanted = [(files.article, self.setting.site.limits.article_bytes)]
        for beside, most in ((files.claims, DATA_BYTES), (files.links, LINKS_BYTES)):
            if beside is not None:
                wanted.append((beside, most))
        parts: list[bytes | str] = [self.base, files.slug]
        for path, most in wanted:
            data, findings = root.data(path, most)
            if data is None or findings:
                return None
            parts += [path, data]
        return digest(*parts)

    def _find(self, name: bytes, root: Root) -> bytes | None:
        """The name of what came of files with this digest, where it is kept."""
        noted = self.store.get(name)
        if noted is None:
            return None
        whole = self._whole(name, msgspec.msgpack.decode(noted, type=Needs), root)
        return whole if whole and self.store.has(whole) else None

    def _make(self, name: bytes | None, files: ArticleFiles, root: SnapRoot) -> Kept:
        from builder.pipeline.reading import read_part

        if name is None:
            return self._keep(self._loose(files.slug), read_part(files, root, self.setting), _needs((), ()))
        facts: set[Fact] = set()
        part = read_part(files, root, watched_setting(self.setting, facts))
        own = {files.article, files.claims, files.links}
        originals = sorted(path for path, _ in root.seen if path not in own)
        needs = _needs(originals, (SOURCES,) if part.findings else sorted(facts))
        whole = self._whole(name, needs, root)
        if whole is None or _unread(part):
            return self._keep(self._loose(files.slug), part, needs)
        self.store.put(name, msgspec.msgpack.encode(needs))
        return self._keep(whole, part, needs)

    def _keep(self, name: bytes, part: Part, needs: Needs) -> Kept:
        """Keep a part under a name, and beside it its article and what few pages need of its entry."""
        article = entry = name_of_seldom = b""
        outline, more = NOTHING, None
        if part.article is not None:
            data = pack(part.article)
            article = digest(b"article", data)
            self.store.put(article, data)
        if part.entry is not None:
            entry = digest_of(part.entry)
            name_of_seldom = digest(b"seldom", entry)
            self.store.put(name_of_seldom, seldom(part.entry))
            outline, more = shape(part.entry), details(part.entry)
        kept = Kept(structs.replace(part, article=None), name, article, entry, name_of_seldom, needs, outline, more)
        plain = msgspec.msgpack.encode(stored(kept))
        self.store.put(name, plain)
        return self.whole(understood(Kept, plain))

    def is_loose(self, kept: Kept) -> bool:
        """Whether a part depends on what the disk refuses: the next build reads it anew."""
        return kept.name == self._loose(kept.part.slug)

    def _loose(self, slug: str) -> bytes:
        return digest(b"loose", self.base, slug)

    def _whole(self, name: bytes, needs: Needs, root: Root) -> bytes | None:
        """The name of a part: the digest of all it depends on; None where an original cannot be read."""
        parts = [b"whole", name, self.facts(needs.facts)]
        for path in needs.files:
            data, findings = root.data(path, ORIGINAL_BYTES)
            if data is None or findings:
                return None
            parts.append(digest(path, data))
        return digest(*parts)

    def _fact(self, fact: Fact) -> bytes:
        sources = self.setting.sources
        return digest_of(sources if fact == SOURCES else sources.get(fact[1]))


def _unread(part: Part) -> bool:
    """Whether a file could not be read: what is to be told of it depends on the disk."""
    return any(finding.code.startswith("file-") for finding in part.findings)


def stored(kept: Kept) -> Kept:
    """What is kept of an article as it stands in the store: each line once, most of its entry folded up."""
    excerpts = Excerpts()
    part = _with_places(kept.part, excerpts.numbered)
    if part.entry is not None:
        part = structs.replace(part, entry=fold(part.entry))
    return structs.replace(kept, part=part, lines=excerpts.lines())


def _needs(files: Iterable[str], facts: Iterable[Fact]) -> Needs:
    return Needs(tuple(files), msgspec.Raw(msgspec.msgpack.encode(tuple(facts))))


def _shown(kept: Kept) -> Kept:
    """From the store: each place with its line."""
    if not kept.lines:
        return kept
    return structs.replace(kept, part=_with_places(kept.part, lambda place: shown(place, kept.lines)), lines=())


def _with_places(part: Part, change: Callable[[Place], Place]) -> Part:
    """A part with other places."""
    return structs.replace(
        part,
        findings=tuple(structs.replace(item, place=change(item.place)) for item in part.findings),
        links=tuple((target, change(place)) for target, place in part.links),
        references=tuple((slug, claim, change(place)) for slug, claim, place in part.references),
        former=tuple((slug, change(place)) for slug, place in part.former),
    )
