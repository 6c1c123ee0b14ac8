"""The book of an output folder: which units would come out the same again."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import msgspec

from builder.cache.store import Store
from builder.model.watched import Fact
from builder.pipeline.book import read_book
from builder.pipeline.facts import Facts

MINE, YOURS, OURS = ("entry", "mine"), ("entry", "yours"), ("kin", "ours")
FIRST, SECOND = ("article", "first"), ("article", "second")


class Told:
    """Facts that are what a test says; `asked` are those that were looked at."""

    def __init__(self, known: dict[Fact, bytes], base: bytes) -> None:
        self.base = base
        self.known = known
        self.asked: list[Fact] = []

    def one(self, fact: Fact) -> bytes:
        """What a fact is."""
        self.asked.append(fact)
        return self.known[fact]


def told(*known: tuple[Fact, bytes], base: bytes = b"house") -> Facts:
    """Facts that are what a test says."""
    return cast(Facts, Told(dict(known), base))


def written(store: Store) -> None:
    """A book of two units that ask for a fact in common, and each for one of its own."""
    book = read_book(store, "out", told((MINE, b"1"), (YOURS, b"2"), (OURS, b"3")))
    lines = [book.line(FIRST, (MINE, OURS), (("a", "x"),)), book.line(SECOND, (YOURS, OURS), ())]
    book.write(store, "out", lines, {"a": (1, 2, 3, 4)})


def test_a_unit_stands_as_long_as_its_facts_do(tmp_path: Path) -> None:
    """A fact that has changed takes away the units that asked for it, and no other; so does nothing at all."""
    store = Store(tmp_path, b"k")
    written(store)
    same = read_book(store, "out", told((MINE, b"1"), (YOURS, b"2"), (OURS, b"3")))
    line = same.find(FIRST)
    assert line is not None
    assert (line.files, same.seen) == ((("a", "x"),), {"a": (1, 2, 3, 4)})
    assert same.find(SECOND)
    other = read_book(store, "out", told((MINE, b"!"), (YOURS, b"2"), (OURS, b"3")))
    assert (other.find(FIRST), other.find(SECOND) is not None) == (None, True)
    both = read_book(store, "out", told((MINE, b"1"), (YOURS, b"2"), (OURS, b"!")))
    assert (both.find(FIRST), both.find(SECOND)) == (None, None)


def test_what_every_page_depends_on_takes_all_away(tmp_path: Path) -> None:
    """With other templates, or in another house, no line stands; nor does one in another folder's book."""
    store = Store(tmp_path, b"k")
    written(store)
    facts = ((MINE, b"1"), (YOURS, b"2"), (OURS, b"3"))
    assert read_book(store, "out", told(*facts, base=b"other")).find(FIRST) is None
    assert read_book(store, "elsewhere", told(*facts)).find(FIRST) is None


def test_what_nobody_asks_for_any_more_is_left_out(tmp_path: Path) -> None:
    """The facts of units that are gone are not looked at again; those of the others keep their answers."""
    store = Store(tmp_path, b"k")
    written(store)
    book = read_book(store, "out", told((MINE, b"1"), (YOURS, b"2"), (OURS, b"3")))
    kept = book.find(SECOND)
    assert kept is not None
    book.write(store, "out", [kept], {})
    facts = Told({YOURS: b"2", OURS: b"3"}, b"house")
    assert read_book(store, "out", cast(Facts, facts)).find(SECOND)
    assert set(facts.asked) == {YOURS, OURS}


def test_lines_are_small(tmp_path: Path) -> None:
    """A fact that many units ask for stands in the book once."""
    store = Store(tmp_path, b"k")
    long = ("entry", "long" * 100)
    book = read_book(store, "out", told((long, b"1")))
    lines = [book.line(("article", str(number)), (long,), ()) for number in range(100)]
    book.write(store, "out", lines, {})
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) < 3_000
    assert len(msgspec.msgpack.encode(lines)) < 2_000
